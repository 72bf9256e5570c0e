import type { Answers } from "../answers.ts";
import { addFile, filesIn } from "../change-answers.ts";
import { refusedFile, type FileLimits } from "../file-limits.ts";
import type { FieldError } from "../page-form.ts";
import type { InstancePath } from "../path.ts";
import type { SampleUpload } from "./person.ts";

/** Answers with the files that a field takes of those that are not there yet, and why it does not take the others. */
export function uploadTo(
  before: Answers,
  name: InstancePath,
  field: FileLimits,
  samples: readonly SampleUpload[],
): { readonly answers: Answers; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  let answers = before;
  for (const { name: filename, mediaType, size = 1 } of samples.slice(
    filesIn(before, name).length,
  )) {
    const count = filesIn(answers, name).length;
    const refused = refusedFile(field, { name: filename, size, mediaType }, count);
    const id = `${name}|${String(count)}`;
    if (refused) errors.push({ name, ...refused });
    else answers = addFile(answers, name, { id, name: filename, size, mediaType, sha256: "00" });
  }
  return { answers, errors };
}
