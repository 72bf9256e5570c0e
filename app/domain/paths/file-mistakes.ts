import type { Answers } from "../answers.ts";
import { filesIn } from "../change-answers.ts";
import { errorsWithFiles, fileLimits } from "../file-limits.ts";
import type { StoredFile } from "../fields/kinds.ts";
import type { Field } from "../service.ts";
import {
  fillPage,
  post,
  typedOn,
  type FilledPage,
  type Filling,
  type Wishes,
} from "./form-filler.ts";
import { isNew, type Tried } from "./mistakes.ts";
import type { PersonStep, SampleUpload } from "./person.ts";
import { uploadTo } from "./upload.ts";

export interface FileTrial {
  readonly steps: readonly PersonStep[];
  /** What lies there afterwards: of too many files, those that fit. */
  readonly answers: Answers;
}

/** Uploads to the fields of a page what they do not take: empty, too large, of another type, too few, too many. */
export function tryFiles(
  filling: Filling,
  before: Answers,
  address: string,
  { fields }: FilledPage,
  wishes: Wishes,
  { errors: shown }: Tried,
): FileTrial {
  const steps: PersonStep[] = [];
  let answers = before;
  for (const { name, placed, value } of fields) {
    const { node, path } = placed;
    // What is uploaded stays, so whoever wants no file in the end makes no mistake with one.
    if (node.kind !== "file" || !Array.isArray(value) || filesIn(answers, name).length > 0)
      continue;
    const [file] = value as readonly StoredFile[];
    if (!file) continue;
    for (const { code, samples } of wrongFiles(node, file)) {
      if (shown.has(`${path} ${code}`)) continue;
      const sent = uploadTo(answers, name, node, samples);
      const page = fillPage(filling, sent.answers, address, wishes);
      if (!page) continue;
      const input = typedOn(page.fields);
      const told = errorsWithFiles(post(filling, page.form, input).errors, sent.errors);
      const errors = told.map((error) => ({ name: error.name, code: error.code }));
      if (!errors.some((error) => error.name === name && error.code === code)) continue;
      isNew(errors, shown);
      answers = sent.answers;
      steps.push({ page: address, input, files: { [name]: samples }, errors });
    }
  }
  return { steps, answers };
}

/** Nobody uploads more than that to see what happens. */
const mostFiles = 12;

interface WrongFiles {
  readonly code: string;
  readonly samples: readonly SampleUpload[];
}

/** In the order of a person who learns: what is not taken at all comes first. */
function wrongFiles(
  { options, repeat }: Extract<Field, { kind: "file" }>,
  { name, mediaType, size }: StoredFile,
): readonly WrongFiles[] {
  const { maxSize, mediaTypes, maxCount } = fileLimits({ options, repeat });
  const right: SampleUpload = { name, mediaType, size };
  const several = (count: number) => Array.from({ length: count }, () => right);
  const other = mediaTypes.includes("text/plain") ? "application/x-msdownload" : "text/plain";
  return [
    { code: "file.empty", samples: [{ ...right, size: 0 }] },
    { code: "file.tooLarge", samples: [{ ...right, size: maxSize + 1 }] },
    { code: "file.type", samples: [{ ...right, mediaType: other }] },
    ...(repeat && repeat.min > 1 ? [{ code: "file.tooFew", samples: [right] }] : []),
    ...(maxCount < mostFiles ? [{ code: "file.tooMany", samples: several(maxCount + 1) }] : []),
  ];
}
