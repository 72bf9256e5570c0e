import type { Sql } from "#db/connect.ts";
import { disownAttachment, insertAttachment, sumDraftFiles } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Answers } from "../domain/answers.ts";
import { addFile, filesIn, removeFile } from "../domain/change-answers.ts";
import type { StoredFile } from "../domain/fields/kinds.ts";
import { draftFileLimits, fileLimits } from "../domain/file-limits.ts";
import type { FieldError } from "../domain/page-form.ts";
import type { InstancePath } from "../domain/path.ts";
import { randomId, seal } from "../platform/crypto.server.ts";
import type { Draft } from "./draft.server.ts";
import type { FileField } from "./file-fields.ts";
import type { ReceivedFile, RefusedFile } from "./receive-file.server.ts";

/** A file that came with a page, once it was looked into. */
export interface PageFile {
  readonly field: FileField;
  readonly outcome: ReceivedFile | RefusedFile;
}

/**
 * Notes the files that came with a page in its answers. A file that cannot be taken becomes an error at its field; the
 * others are kept all the same. The draft must be stored and locked.
 */
export async function keepFiles(
  portal: Portal,
  sql: Sql,
  draft: Draft,
  files: readonly PageFile[],
): Promise<{
  readonly answers: Answers;
  readonly errors: readonly FieldError[];
  /** Those that the draft now owns. */
  readonly kept: readonly ReceivedFile[];
}> {
  let { answers } = draft.content;
  const errors: FieldError[] = [];
  const kept: ReceivedFile[] = [];
  for (const { field, outcome } of files) {
    const attached =
      outcome.kind === "received"
        ? await attachFile(portal, sql, draft, answers, field, outcome)
        : outcome;
    if (attached.kind === "refused") {
      errors.push({ name: field.name, code: attached.code, params: attached.params });
      continue;
    }
    ({ answers } = attached);
    if (outcome.kind === "received") kept.push(outcome);
  }
  return { answers, errors, kept };
}

/** Gives a file in storage to a draft; the draft must be stored and locked. */
export async function attachFile(
  portal: Portal,
  sql: Sql,
  { ticket, row }: Draft,
  answers: Answers,
  field: FileField,
  { file, content, scan }: ReceivedFile,
  id: string = randomId(),
): Promise<{ readonly kind: "attached"; readonly answers: Answers } | RefusedFile> {
  const refused = await refusal(sql, row.id, answers, field, file);
  if (refused) return refused;
  await insertAttachment(sql, {
    id,
    ars: row.ars,
    draftId: row.id,
    submissionId: null,
    path: field.name,
    storageKey: content.storageKey,
    sealed: seal(ticket.key, JSON.stringify({ fileKey: content.fileKey }), `attachment:${id}`),
    size: file.size,
    sha256: file.sha256,
    createdAt: portal.clock(),
    scan,
    scanAttempts: 0,
  });
  // A field for one file: the new one takes the place of the old one.
  const before = field.repeat ? answers : await dropAll(sql, answers, field.name);
  return { kind: "attached", answers: addFile(before, field.name, { id, ...file }) };
}

async function refusal(
  sql: Sql,
  draftId: string,
  answers: Answers,
  field: FileField,
  { name: file, size }: Omit<StoredFile, "id">,
): Promise<RefusedFile | undefined> {
  const { maxCount } = fileLimits(field);
  if (filesIn(answers, field.name).length >= maxCount)
    return { kind: "refused", code: "file.tooMany", params: { file, max: maxCount } };
  return (await hasRoom(sql, draftId, size))
    ? undefined
    : { kind: "refused", code: "file.draftFull", params: { file, max: draftFileLimits.bytes } };
}

/** Whether a draft may have another file of that many bytes. */
export async function hasRoom(sql: Sql, draftId: string, size: number): Promise<boolean> {
  const { count, bytes } = await sumDraftFiles(sql, draftId);
  return count < draftFileLimits.count && bytes + size <= draftFileLimits.bytes;
}

/** Takes a file out of answers and database; its content goes with the next sweep of storage. */
export async function dropFile(
  sql: Sql,
  answers: Answers,
  name: InstancePath,
  id: string,
): Promise<Answers> {
  if (!filesIn(answers, name).some((file) => file.id === id)) return answers;
  await disownAttachment(sql, id);
  return removeFile(answers, name, id);
}

async function dropAll(sql: Sql, answers: Answers, name: InstancePath): Promise<Answers> {
  let rest = answers;
  for (const { id } of filesIn(answers, name)) rest = await dropFile(sql, rest, name, id);
  return rest;
}
