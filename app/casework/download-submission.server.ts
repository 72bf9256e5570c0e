import { loadVersion } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { bundleZip } from "../documents/bundle-zip.v1.server.ts";
import { fimXml } from "../documents/fim-xml.v1.server.ts";
import { submissionJson } from "../documents/submission-json.v1.server.ts";
import { summaryPdf } from "../documents/summary-pdf.v1.server.ts";
import { mayBeOpened } from "../domain/scan-state.ts";
import type { SubmissionDocument } from "../domain/submission.ts";
import type { Parcel } from "../forwarding/open-parcel.server.ts";
import { documentTextsOf } from "../i18n/texts.server.ts";
import type { Actor } from "../identity/permissions.ts";
import type { Download } from "../documents/download.ts";
import { takeFrom } from "./open-submission.server.ts";

/** In which form a submission can leave the inbox. `xml` is for services that come from FIM. */
export type DownloadFormat = "pdf" | "json" | "xml" | "zip";

/**
 * A submission as a file, once it is written down who takes it. Undefined: there is none for this person, or not in this
 * format.
 */
export async function downloadSubmission(
  portal: Portal,
  actor: Actor,
  id: string,
  format: DownloadFormat,
): Promise<Download | undefined> {
  const access = {
    event: `downloaded.${format}`,
    action: "submission.downloaded",
    details: { format },
  };
  const parcel = await takeFrom(portal, actor, id, access, (found) =>
    format === "xml" && found.document.service.fimId === undefined ? undefined : found,
  );
  return parcel && write(portal, parcel, format);
}

async function write(portal: Portal, parcel: Parcel, format: DownloadFormat): Promise<Download> {
  const { document, attachments } = parcel;
  const name = `antrag-${document.reference}.${format}`;
  switch (format) {
    case "pdf":
      return { name, mediaType: "application/pdf", content: await writePdf(document) };
    case "json":
      return { name, mediaType: "application/json", content: submissionJson(document) };
    case "xml": {
      const content = await writeXml(portal, document);
      if (content === undefined) throw new Error(`${document.reference} has no FIM schema`);
      return { name, mediaType: "application/xml", content };
    }
    case "zip": {
      const formats = {
        pdf: await writePdf(document),
        json: submissionJson(document),
        xml: await writeXml(portal, document),
      };
      const content = bundleZip(
        document,
        formats,
        attachments.map((one) => (mayBeOpened(one.scan) ? one : { ...one, withheld: one.scan })),
      );
      return { name, mediaType: "application/zip", content };
    }
  }
}

/** In the language of the application, or in German where the portal does not speak it. */
function writePdf(document: SubmissionDocument): Promise<Uint8Array> {
  return summaryPdf(document, "summary", documentTextsOf(document.language));
}

async function writeXml(portal: Portal, document: SubmissionDocument): Promise<string | undefined> {
  const { id, version, fimId } = document.service;
  const { ars } = document.municipality;
  const offering = fimId === undefined ? undefined : await loadVersion(portal, ars, id, version);
  return offering && fimXml(document, offering.service);
}
