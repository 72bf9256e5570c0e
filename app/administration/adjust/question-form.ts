import { extraKinds, type ExtraQuestion } from "../../domain/overlay/extra-question.ts";
import type { Overlay } from "../../domain/overlay/overlay.ts";
import { slugOf, takenNames, takeSlug } from "../../fim/plain-text.ts";
import type { Page, ServiceDefinition } from "../../domain/service.ts";
import type { Text } from "../../domain/text.ts";
import {
  filled,
  lineOf,
  type SettingCodec,
  type SettingInput,
  type Typed,
} from "../../domain/inputs/setting-input.ts";
import { textCodec, textsCodec } from "../../domain/inputs/text-codecs.ts";

type Raw = Readonly<Record<string, readonly string[]>>;

/** Pages on which a municipality may ask something: those that stand once. */
export function questionPages({ pages }: ServiceDefinition): readonly Page[] {
  return pages.filter(({ kind, within }) => kind === "questions" && within.length === 0);
}

const texts = ["label", "hint", "statement", "purpose", "legalBasis"] as const;

function codecsOf({ languages }: ServiceDefinition): Readonly<Record<string, SettingCodec>> {
  const line = textCodec(languages, "line");
  return {
    label: line,
    hint: textCodec(languages),
    options: textsCodec(languages),
    statement: textCodec(languages),
    purpose: line,
    legalBasis: line,
  };
}

/** The form of a question; empty where it is a new one. */
export function questionInputs(
  service: ServiceDefinition,
  question: ExtraQuestion | undefined,
): readonly SettingInput[] {
  const codecs = codecsOf(service);
  const of = (member: "label" | "hint" | "options" | "statement" | "purpose" | "legalBasis") =>
    (codecs[member]?.inputs(question?.[member] ?? null) ?? []).map((input) => ({
      ...input,
      part: `${member}.${input.part}`,
    }));
  return [
    {
      part: "page",
      type: "choice",
      value: [question?.page ?? questionPages(service)[0]?.id ?? ""],
    },
    {
      part: "kind",
      type: "choice",
      value: [question?.kind ?? "text"],
      choices: extraKinds.map((kind) => ({ value: kind })),
    },
    ...of("label"),
    ...of("hint"),
    { part: "required", type: "flag", value: question?.required === true ? ["on"] : [] },
    ...of("options"),
    ...of("statement"),
    ...of("purpose"),
    ...of("legalBasis"),
  ];
}

/** A question as it was typed, to be checked. What does not belong to its kind is left out. */
export function readQuestion(
  service: ServiceDefinition,
  raw: Raw,
): Readonly<Record<string, unknown>> {
  const codecs = codecsOf(service);
  const typed =
    (member: string): Typed =>
    (part) =>
      raw[`${member}.${part}`] ?? [];
  const kind = lineOf((part) => raw[part] ?? [], "kind");
  const options = codecs["options"]?.read(typed("options")) as readonly Text[];
  const members = Object.fromEntries(
    texts.map((member) => [member, codecs[member]?.read(typed(member))]),
  );
  return {
    ...filled({
      ...members,
      statement: kind === "declaration" ? members["statement"] : undefined,
      options: kind === "choice" || kind === "multipleChoice" ? options : undefined,
    }),
    page: lineOf((part) => raw[part] ?? [], "page"),
    kind,
    required: raw["required"]?.[0] === "on",
  };
}

/** Longer ones are cut; a number behind them must still fit. */
const longestId = 30;

/** An id that no question of the municipality has, from the German label, e.g. `leinenpflicht-2`. `neu` is the address of a new one. */
export function freeQuestionId(label: unknown, overlay: Overlay): string {
  const text = typeof label === "object" && label !== null && "de" in label ? String(label.de) : "";
  const base = slugOf(text)
    .replace(/^[^a-z]+/, "")
    .slice(0, longestId)
    .replace(/-+$/, "");
  const known = Object.keys(overlay).flatMap((place) => /^extra:(.*)$/.exec(place)?.[1] ?? []);
  return takeSlug(base || "frage", takenNames(["neu", ...known]));
}
