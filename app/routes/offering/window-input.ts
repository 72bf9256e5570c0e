import { readLocalTime } from "#app/domain/authority-time.ts";
import type { WindowProblem } from "#app/domain/check-window.ts";
import type { OfferingWindow } from "#app/domain/offering-window.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import type { Language, Text } from "#app/domain/text.ts";
import {
  textFields,
  timeFields,
  type TextField,
  type TimeField,
  type TypedWindow,
} from "#app/domain/typed-window.ts";

/** What is wrong with a control: as the window tells it, or because it cannot be read. */
export interface InputProblem {
  /** Name of the control: a field of the window, of a text with its language behind a dot. */
  readonly name: string;
  readonly code:
    WindowProblem["code"] | "incomplete" | "unreadable" | "never" | "germanMissing" | "notANumber";
}

type Settings = Omit<OfferingWindow, "enabled">;

/** What was typed, with everything that cannot be read. Texts in languages without a control stay as they are in `before`. */
export function readWindow(
  typed: TypedWindow,
  languages: readonly Language[],
): {
  readonly edit: (before: OfferingWindow) => Settings;
  readonly problems: readonly InputProblem[];
} {
  const problems: InputProblem[] = [];
  const times: Partial<Record<TimeField, Date>> = {};
  for (const name of timeFields) {
    const read = readLocalTime(typed[`${name}.day`] ?? "", typed[`${name}.time`] ?? "");
    if (read.kind === "time") times[name] = read.instant;
    else if (read.kind !== "empty") problems.push({ name, code: read.kind });
  }
  for (const name of textFields) {
    const given = languages.some((language) => textOf(typed, name, language) !== "");
    if (given && textOf(typed, name, "de") === "")
      problems.push({ name: `${name}.de`, code: "germanMissing" });
  }
  const limit = (typed["submissionLimit"] ?? "").trim();
  if (!/^\d*$/.test(limit)) problems.push({ name: "submissionLimit", code: "notANumber" });
  const edit = (before: OfferingWindow): Settings => ({
    ...times,
    ...textsIn(typed, languages, before),
    ...(limit !== "" && { submissionLimit: Number(limit) }),
    testMode: typed["testMode"] === "ja",
  });
  return { edit, problems };
}

function textsIn(typed: TypedWindow, languages: readonly Language[], before: OfferingWindow) {
  const texts: Partial<Record<TextField, Text>> = {};
  for (const name of textFields) {
    const kept = Object.entries(before[name] ?? {}).filter(([one]) => !languages.includes(one));
    const own = languages.flatMap((language) => {
      const text = textOf(typed, name, language);
      return text === "" ? [] : [[language, text] as const];
    });
    const de = textOf(typed, name, "de");
    if (de !== "") texts[name] = { ...Object.fromEntries([...kept, ...own]), de };
  }
  return texts;
}

function textOf(typed: TypedWindow, name: TextField, language: Language): string {
  return (typed[`${name}.${language}`] ?? "").replace(/\r\n?/g, "\n").trim();
}

/** The controls as they were posted. */
export function typedIn(raw: RawInput): TypedWindow {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, [value].flat().at(-1) ?? ""]),
  );
}

/** The control at which something is wrong with a window: of texts the German one. */
export function controlOf(field: WindowProblem["field"]): string {
  return textFields.some((one) => one === field) ? `${field}.de` : field;
}
