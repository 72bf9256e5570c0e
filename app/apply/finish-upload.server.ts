import type { Sql } from "#db/connect.ts";
import { deleteUpload } from "#db/queries/uploads.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { noAnswers } from "../domain/answers.ts";
import { filesIn } from "../domain/change-answers.ts";
import type { StoredFile } from "../domain/fields/kinds.ts";
import type { InstancePath } from "../domain/path.ts";
import { attachFile } from "./draft-files.server.ts";
import { contentWith, storeDraft } from "./draft.server.ts";
import { fileFieldNamed } from "./file-fields.ts";
import {
  openJourney,
  withOpenJourney,
  type NoJourney,
  type OpenJourney,
  type Visit,
} from "./open-journey.server.ts";
import { receiveFile, type ReceivedFile, type RefusedFile } from "./receive-file.server.ts";
import { openUpload, piecesFolder, readPieces } from "./upload-pieces.server.ts";
import { findOwnUpload } from "./upload-store.server.ts";

export type FinishOutcome =
  | NoJourney
  /** There is no such upload in this draft, or not all of it has arrived. */
  | { readonly kind: "unknown" }
  | { readonly kind: "incomplete" }
  | RefusedFile
  | AttachedFiles;

export interface AttachedFiles {
  readonly kind: "attached";
  readonly name: InstancePath;
  /** All files of the field now. */
  readonly files: readonly StoredFile[];
}

/**
 * Turns an upload that has arrived whole into a file of the draft. The file has the id of its upload, so that asking once
 * more, after an answer that got lost, gives the same answer.
 */
export async function finishUpload(
  portal: Portal,
  visit: Visit,
  id: string,
): Promise<FinishOutcome> {
  const open = await openJourney(portal, visit);
  if (open.kind !== "open") return open;
  const there = attachedAs(open, id);
  if (there) return there;
  const found = await findOwnUpload(portal, visit, id);
  const field = found && fileFieldNamed(open.journey, found.row.path);
  if (!found || !field) return { kind: "unknown" };
  const { row, ticket } = found;
  if (row.received < row.size) return { kind: "incomplete" };
  const content = openUpload(ticket, row);
  const bytes = await readPieces(portal, content, row.size);
  const received = await receiveFile(portal, field.rules, content.name, bytes);
  const outcome = await withOpenJourney(portal, visit, (sql, now) =>
    attach(portal, sql, now, field.name, received, id),
  );
  if (received.kind === "received" && outcome.kind !== "attached")
    await portal.storage.delete(received.content.storageKey);
  if (outcome.kind === "meanwhile") return outcome.files;
  await portal.storage.deleteFolder(piecesFolder(id));
  return outcome;
}

async function attach(
  portal: Portal,
  sql: Sql,
  open: OpenJourney,
  name: InstancePath,
  received: ReceivedFile | RefusedFile,
  id: string,
): Promise<FinishOutcome | { readonly kind: "meanwhile"; readonly files: AttachedFiles }> {
  // Somebody may have asked the same, or taken the question away, while the file was looked into.
  const there = attachedAs(open, id);
  if (there) return { kind: "meanwhile", files: there };
  const { draft } = open;
  const field = fileFieldNamed(open.journey, name);
  await deleteUpload(sql, id);
  if (!draft || !field) return { kind: "unknown" };
  if (received.kind === "refused") return received;
  const { answers } = draft.content;
  const attached = await attachFile(portal, sql, draft, answers, field, received, id);
  if (attached.kind === "refused") return attached;
  await storeDraft(sql, draft, contentWith(draft.content, attached.answers), portal.clock());
  return { kind: "attached", name, files: filesIn(attached.answers, name) };
}

function attachedAs({ draft }: OpenJourney, id: string): AttachedFiles | undefined {
  const answers = draft?.content.answers ?? noAnswers;
  const name = Object.keys(answers.values).find((one) =>
    filesIn(answers, one).some((file) => file.id === id),
  );
  return name === undefined ? undefined : { kind: "attached", name, files: filesIn(answers, name) };
}
