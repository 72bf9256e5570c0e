import { fileTypeFromBuffer } from "file-type";
import type { Sql } from "#db/connect.ts";
import { disownAttachment, insertAttachment } from "#db/queries/attachments.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Answers } from "../domain/answers.ts";
import { addFile, filesIn, removeFile } from "../domain/change-answers.ts";
import type { FieldOptions, StoredFile } from "../domain/fields/kinds.ts";
import { scoped, type Journey, type Step } from "../domain/journey.ts";
import type { FieldError } from "../domain/page-form.ts";
import type { InstancePath } from "../domain/path.ts";
import type { Repeat } from "../domain/service.ts";
import { randomId, seal } from "../platform/crypto.server.ts";
import type { Draft } from "./draft.server.ts";

/** A file as it came with a form. */
export interface UploadedFile {
  /** Name of the control. */
  readonly name: string;
  readonly filename: string;
  readonly bytes: Uint8Array;
}

/** Where a field does not say: 10 MiB a file, document types that every office can open, ten files. */
const defaults = {
  maxSize: 10 * 1024 * 1024,
  mediaTypes: ["application/pdf", "image/jpeg", "image/png"],
  maxCount: 10,
};

interface FileField {
  readonly name: InstancePath;
  readonly options: FieldOptions<"file">;
  readonly repeat: Repeat | undefined;
}

/**
 * Stores the files that came with a page and notes them in the answers. A file that cannot be taken becomes an
 * error at its field; the others are kept all the same. Storage comes first, so that no row is without content.
 */
export async function keepFiles(
  portal: Portal,
  sql: Sql,
  draft: Draft,
  journey: Journey,
  step: Step,
  files: readonly UploadedFile[],
): Promise<{ readonly answers: Answers; readonly errors: readonly FieldError[] }> {
  let { answers } = draft.content;
  const errors: FieldError[] = [];
  const fields = fileFields(journey, step);
  for (const file of files) {
    const field = fields.find(({ name }) => name === file.name);
    if (!field) continue;
    const refused = await refusal(field, file, filesIn(answers, field.name).length);
    if (refused) {
      errors.push({ name: field.name, ...refused });
      continue;
    }
    const stored = await storeFile(portal, sql, draft, field.name, file);
    // A field for one file: the new one takes the place of the old one.
    if (!field.repeat) answers = await dropAll(sql, answers, field.name);
    answers = addFile(answers, field.name, stored);
  }
  return { answers, errors };
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

/** All file fields of the page, hidden ones too: what shows them may come with the same post. */
function fileFields(journey: Journey, step: Step): readonly FileField[] {
  const inScope = scoped(journey.offering, step.placed.page.within, step.items);
  return step.placed.fields.flatMap(({ path, node }) =>
    node.kind === "file"
      ? [{ name: inScope(path), options: node.options, repeat: node.repeat }]
      : [],
  );
}

async function refusal(
  { options, repeat }: FileField,
  { bytes }: UploadedFile,
  count: number,
): Promise<Omit<FieldError, "name"> | undefined> {
  const maxSize = options.maxSize ?? defaults.maxSize;
  const mediaTypes = options.mediaTypes.length > 0 ? options.mediaTypes : defaults.mediaTypes;
  const maxCount = repeat ? (repeat.max ?? defaults.maxCount) : Infinity;
  if (bytes.length === 0) return { code: "file.empty" };
  if (bytes.length > maxSize) return { code: "file.tooLarge", params: { max: maxSize } };
  if (count >= maxCount) return { code: "file.tooMany", params: { max: maxCount } };
  if (!mediaTypes.includes(await mediaTypeOf(bytes))) {
    return { code: "file.type", params: { types: mediaTypes.join(", ") } };
  }
  return undefined;
}

/** The type by content: name and declared type are whatever the sender says. */
async function mediaTypeOf(bytes: Uint8Array): Promise<string> {
  return (await fileTypeFromBuffer(bytes))?.mime ?? "text/plain";
}

async function storeFile(
  portal: Portal,
  sql: Sql,
  { ticket, row }: Draft,
  path: InstancePath,
  { filename, bytes }: UploadedFile,
): Promise<StoredFile> {
  const content = await portal.storage.put(bytes);
  const file: StoredFile = {
    id: randomId(),
    name: plainName(filename),
    size: content.size,
    mediaType: await mediaTypeOf(bytes),
    sha256: content.sha256,
  };
  try {
    await insertAttachment(sql, {
      id: file.id,
      ars: row.ars,
      draftId: row.id,
      submissionId: null,
      path,
      storageKey: content.storageKey,
      sealed: seal(
        ticket.key,
        JSON.stringify({ fileKey: content.fileKey }),
        `attachment:${file.id}`,
      ),
      size: file.size,
      sha256: file.sha256,
      createdAt: portal.clock(),
    });
  } catch (error) {
    await portal.storage.delete(content.storageKey);
    throw error;
  }
  return file;
}

/** The last part of what a browser calls the file, without control characters, at most 120 characters. */
export function plainName(filename: string): string {
  const base = filename.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = base.replace(/\p{Cc}/gu, "").trim();
  if (clean === "") return "datei";
  const dot = clean.lastIndexOf(".");
  const ending = dot > 0 ? clean.slice(dot).slice(0, 10) : "";
  return [...clean.slice(0, dot > 0 ? dot : undefined)].slice(0, 110).join("") + ending;
}
