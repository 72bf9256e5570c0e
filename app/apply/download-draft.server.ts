import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import type { DraftDocument } from "../documents/draft-document.v1.ts";
import { draftZip } from "../documents/draft-zip.v1.server.ts";
import type { DraftPageTexts, LabelledValues } from "../documents/draft-page.v1.ts";
import type { BundledAttachment } from "../documents/zip-stream.server.ts";
import { filesBelow } from "../domain/change-answers.ts";
import { buildSummary, type Words } from "../domain/document.ts";
import type { Offering } from "../domain/offering.ts";
import { parentPath } from "../domain/path.ts";
import { shortName } from "../domain/municipality.ts";
import { textIn, type Language } from "../domain/text.ts";
import type { Draft } from "./draft.server.ts";
import { openAttachment } from "./load-attachment.server.ts";
import {
  withOpenJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";

export type DraftDownload =
  | NoJourney
  | { readonly kind: "nothing" }
  | { readonly kind: "draft"; readonly download: Download };

/** Everything that a citizen entered and uploaded so far, as one ZIP; for nobody else, since nobody else has the key. */
export async function downloadDraft(
  portal: Portal,
  visit: Visit,
  language: Language,
  words: Words,
  texts: (document: DraftDocument) => DraftPageTexts,
): Promise<DraftDownload> {
  return withOpenJourney(portal, visit, async (sql, open): Promise<DraftDownload> => {
    const { draft } = open;
    if (!draft) return { kind: "nothing" };
    const attachments: BundledAttachment[] = [];
    for (const { id, name, mediaType, sha256 } of filesBelow(draft.content.answers, "")) {
      const stored = await openAttachment(sql, draft, id);
      if (!stored) continue;
      attachments.push({ name, mediaType, sha256, read: () => portal.storage.get(stored) });
    }
    const document = documentOf(open, draft, language, words);
    const name = `angaben-${document.service.id}.zip`;
    const content = draftZip(
      document,
      typedIn(open.journey.offering, draft, language),
      texts(document),
      attachments,
    );
    return { kind: "draft", download: { name, mediaType: "application/zip", content } };
  });
}

/** What was typed and not sent, under the labels of the questions. */
function typedIn(
  { nodes }: Offering,
  { content }: Draft,
  language: Language,
): readonly LabelledValues[] {
  const labelOf = (control: string): string => {
    for (let path = control.replace(/[:#][^/]*/g, ""); path !== ""; path = parentPath(path)) {
      const node = nodes.get(path)?.node;
      if (node) return textIn(node.label, language);
    }
    return control;
  };
  return Object.values(content.typed ?? {}).flatMap((raw) =>
    Object.entries(raw).flatMap(([control, typed]) => {
      const values = [typed].flat().filter((value) => value !== "");
      return values.length > 0 ? [{ label: labelOf(control), values }] : [];
    }),
  );
}

function documentOf(
  { journey, municipality }: OpenJourney,
  { row, content }: Draft,
  language: Language,
  words: Words,
): DraftDocument {
  const { service } = journey.offering;
  return {
    schemaVersion: 1,
    service: { id: service.id, version: service.version, name: textIn(service.name, language) },
    municipality: { ars: municipality.ars, name: shortName(municipality) },
    language,
    changedAt: row.updatedAt.toISOString(),
    deletedAt: row.expiresAt.toISOString(),
    answers: content.answers,
    ...(content.signedIn && { assuranceLevel: content.signedIn.level }),
    typed: content.typed ?? {},
    summary: buildSummary(journey, language, words),
  };
}
