import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import { summaryPdf } from "../documents/summary-pdf.v1.server.ts";
import { documentTextsOf } from "../i18n/texts.server.ts";
import { loadReceipt } from "./load-receipt.server.ts";
import type { Visit } from "./open-journey.server.ts";

/** The receipt as a PDF, for the browser in which the application was filed; undefined for any other. */
export async function downloadReceipt(
  portal: Portal,
  visit: Visit,
  reference: string,
): Promise<Download | undefined> {
  const receipt = await loadReceipt(portal, visit, reference);
  if (receipt.kind !== "receipt" || !receipt.document) return undefined;
  const { document } = receipt;
  return {
    name: `eingangsbestaetigung-${document.reference}.pdf`,
    mediaType: "application/pdf",
    content: await summaryPdf(document, "receipt", documentTextsOf(document.language)),
  };
}
