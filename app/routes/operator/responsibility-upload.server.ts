import type { FileProblem } from "#app/catalogue/file-problem.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import {
  listImports,
  listKinds,
  type ListKind,
} from "#app/operations/responsibility/import-lists.server.ts";
import type { LineState, ListReport } from "#app/operations/responsibility/list-report.ts";
import type { FormInput } from "#app/platform/http-form.server.ts";
import { sha256 } from "#app/platform/crypto.server.ts";

/** What is wrong with the form, or with the file as a whole: a key below `problem`. */
interface Problem {
  readonly kind: "problem";
  readonly name: "liste" | "datei";
  readonly problem: "kind" | "none" | "empty" | "otherFile" | "tooLarge" | "damagedArchive";
  readonly list: ListKind | undefined;
}

/** Nothing of a list is stored in which a line is wrong. */
interface RefusedList {
  readonly kind: "refused";
  readonly list: ListKind;
  /** The first of them, by lines; `fault` is a key of its texts. */
  readonly problems: readonly {
    readonly line: number | undefined;
    readonly fault: FileProblem["fault"];
    readonly params: Readonly<Record<string, string>>;
  }[];
  readonly count: number;
}

interface CheckedList {
  readonly kind: "report";
  readonly list: ListKind;
  /** The first of them, what changes before what stays. */
  readonly lines: readonly {
    readonly line: number;
    readonly state: LineState;
    readonly entry: readonly string[];
  }[];
  readonly counts: Readonly<Partial<Record<LineState, number>>>;
  readonly count: number;
  readonly removed: number;
  /** The content, which comes back with the confirmation; absent where it has to be chosen once more. */
  readonly text: string | undefined;
  readonly mark: string;
}

export type ListAnswer =
  Problem | RefusedList | CheckedList | { readonly kind: "stored"; readonly list: ListKind };

/** Lines that a report shows. */
const mostLines = 200;
/** Bytes of a file that comes back within a form (`formLimits`). */
const largestReturned = 90_000;
const order: readonly LineState[] = ["left", "settled", "changed", "added", "same"];

/** Looks at a list that was sent, or stores it once that was confirmed. */
export async function uploadList(
  portal: Portal,
  { raw, files }: FormInput,
  actor: string,
): Promise<ListAnswer> {
  const list = listKinds.find((kind) => kind === raw["liste"]?.[0]);
  const sent = files.find(({ name }) => name === "datei");
  const text = raw["inhalt"]?.[0];
  const bytes = text === undefined ? sent?.bytes : Buffer.from(text);
  const wrong = (name: Problem["name"], problem: Problem["problem"]): Problem => ({
    kind: "problem",
    name,
    problem,
    list,
  });
  if (!list) return wrong("liste", "kind");
  if (!bytes || bytes.length === 0) return wrong("datei", "none");
  const mark = sha256(bytes);
  if ((raw["geprueft"]?.[0] ?? mark) !== mark) return wrong("datei", "otherFile");
  const wish = { file: { name: sent?.filename ?? "", bytes }, actor };
  const outcome = await listImports[list](portal, { ...wish, dryRun: true });
  if (!outcome.ok) {
    const [first] = outcome.problems;
    // Of the file itself, not of a line.
    if (first?.code === "tooLarge" || first?.code === "damagedArchive")
      return wrong("datei", first.code);
    return refusedList(list, outcome.problems);
  }
  // A list without a line would delete everything, and is rather a mistake.
  if (outcome.report.lines.length === 0) return wrong("datei", "empty");
  if (raw["intent"]?.at(-1) !== "apply") return checkedList(list, outcome.report, bytes, mark);
  const stored = await listImports[list](portal, wish);
  return stored.ok ? { kind: "stored", list } : refusedList(list, stored.problems);
}

function refusedList(list: ListKind, problems: readonly FileProblem[]): RefusedList {
  const shown = [...problems].sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
  return {
    kind: "refused",
    list,
    count: problems.length,
    problems: shown
      .slice(0, mostLines)
      .map(({ line, fault, params = {} }) => ({ line, fault, params })),
  };
}

function checkedList(
  list: ListKind,
  { lines, removed }: ListReport,
  bytes: Buffer,
  mark: string,
): CheckedList {
  const counts: Partial<Record<LineState, number>> = {};
  for (const { state } of lines) counts[state] = (counts[state] ?? 0) + 1;
  return {
    kind: "report",
    list,
    lines: order
      .flatMap((state) => lines.filter((one) => one.state === state).slice(0, mostLines))
      .slice(0, mostLines),
    counts,
    count: lines.length,
    removed,
    text: isReturned(bytes) ? bytes.toString("utf8") : undefined,
    mark,
  };
}

/** Small, and text that is the same once it comes back: older files are not UTF-8, packed ones no text. */
function isReturned(bytes: Buffer): boolean {
  return bytes.length <= largestReturned && Buffer.from(bytes.toString("utf8")).equals(bytes);
}
