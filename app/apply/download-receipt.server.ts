import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import { summaryPdf } from "../documents/summary-pdf.v1.server.ts";
import { isLanguage, defaultLanguage } from "../i18n/languages.ts";
import { documentTextsOf } from "../i18n/texts.server.ts";
import { emptySeal, sealPdf } from "../proof/pdf-seal.ts";
import { writeProof } from "../proof/proof-file.ts";
import { signerOf } from "../proof/signing-keys.server.ts";
import { proofOfSubmission } from "../proof/log.server.ts";
import { loadReceipt, type Receipt } from "./load-receipt.server.ts";
import { nextStepsOf } from "./next-steps.server.ts";
import type { Visit } from "./open-journey.server.ts";
import { statusAddress } from "./status-address.ts";

/** A receipt in the browser in which it was filed. */
type OwnReceipt = Receipt & { readonly document: NonNullable<Receipt["document"]> };

/**
 * The receipt as a PDF, sealed to the last byte, for the browser in which the application was filed; undefined for any
 * other. `origin`: of the portal, as the applicant knows it.
 */
export async function downloadReceipt(
  portal: Portal,
  visit: Visit,
  reference: string,
  origin: string,
): Promise<Download | undefined> {
  const receipt = await ownReceipt(portal, visit, reference);
  if (!receipt) return undefined;
  return {
    name: `eingangsbestaetigung-${receipt.reference}.pdf`,
    mediaType: "application/pdf",
    content: await writePdf(portal, receipt, origin),
  };
}

/** What proves the receipt, without anything personal: `nachweis.json`. */
export async function downloadProof(
  portal: Portal,
  visit: Visit,
  reference: string,
): Promise<Download | undefined> {
  const receipt = await ownReceipt(portal, visit, reference);
  const proof = receipt && (await proofOfSubmission(portal, receipt.submission));
  return (
    proof && { name: "nachweis.json", mediaType: "application/json", content: writeProof(proof) }
  );
}

async function ownReceipt(
  portal: Portal,
  visit: Visit,
  reference: string,
): Promise<OwnReceipt | undefined> {
  const receipt = await loadReceipt(portal, visit, reference);
  if (receipt.kind !== "receipt") return undefined;
  const { document } = receipt;
  return document && { ...receipt, document };
}

async function writePdf(
  portal: Portal,
  { document, code, submission, service, municipality }: OwnReceipt,
  origin: string,
): Promise<Uint8Array> {
  const language = isLanguage(document.language) ? document.language : defaultLanguage;
  const [signer, proof] = await Promise.all([
    signerOf(portal, municipality.ars),
    proofOfSubmission(portal, submission),
  ]);
  const unsealed = proof && { ...proof, pdf: await emptySeal(signer) };
  const { reference } = document;
  const pdf = await summaryPdf(document, "receipt", documentTextsOf(document.language), {
    nextSteps: nextStepsOf(service, submission, document.municipality.name, language).map(
      ({ text }) => text,
    ),
    ...(code !== undefined && {
      status: {
        code,
        address: statusAddress(origin, reference),
        qr: statusAddress(origin, reference, code),
      },
    }),
    ...(unsealed && {
      proof: { file: writeProof(unsealed), address: `${origin}/quittung` },
    }),
  });
  return unsealed ? sealPdf(pdf, unsealed, signer) : pdf;
}
