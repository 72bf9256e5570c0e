import type { Field } from "#app/domain/service.ts";
import type { FimField, FimGroup } from "./model.ts";
import { oneLine, paragraphs } from "./plain-text.ts";

/** What citizens read; the internal name only where there is nothing else. */
export function labelOf({ label, name, id }: FimField | FimGroup): string {
  const text = [label, name, id].map(oneLine).find((one) => one !== "") ?? id;
  return text.replace(/\s*:$/, "") || text;
}

const longestLabel = 90;

/**
 * A long label is often a question with instructions behind it: these become the hint. Statements that one affirms or
 * denies stay whole.
 */
export function questionOf(field: FimField): { label: string; instructions?: string } {
  const label = labelOf(field);
  const [whole, first, rest] = /^(.{12,}?[.?!])\s+(\p{Lu}.*)$/u.exec(label) ?? [];
  const isStatement = field.dataType === "bool" || field.fieldKind === "label";
  if (whole === undefined || isStatement || label.length <= longestLabel) return { label };
  if (first === undefined || rest === undefined || endsInAbbreviation.test(first)) return { label };
  return { label: first.replace(/\.$/, ""), instructions: rest };
}

const endsInAbbreviation =
  /(^|[\s(.])(\p{L}|\d+|Abs|Art|Nr|Satz|Buchst|Bsp|bzw|ggf|gem|vgl|usw|etc|inkl|max|min|Tel|Str|sog|evtl|ca|Dr|Prof|lit|Ziff|Alt|Hs)\.$/iu;

const longestHint = 160;

/** Short help stands at the question, longer help behind a disclosure. */
export function explanation(help: string | undefined): Pick<Field, "hint" | "help"> {
  if (help === undefined) return {};
  const text = paragraphs(help);
  return text.length <= longestHint && !text.includes("\n")
    ? { hint: { de: text } }
    : { help: { de: text } };
}

/** Without its list a choice is asked as text, so that nobody is locked out. */
export function missingList(help: string | undefined): Pick<Field, "hint" | "help"> {
  return {
    hint: {
      de: "Die Auswahlliste dazu fehlt noch. Bitte schreiben Sie Ihre Angabe aus.",
      en: "The list of options is not available yet. Please write your answer in full.",
    },
    ...(help !== undefined && { help: { de: paragraphs(help) } }),
  };
}

/** Instructions taken from the label stand at the question; the help goes behind a disclosure. */
export function withInstructions(
  instructions: string | undefined,
  texts: Pick<Field, "hint" | "help">,
): Pick<Field, "hint" | "help"> {
  if (instructions === undefined) return texts;
  const help = texts.help ?? texts.hint;
  return { hint: { de: instructions }, ...(help && { help }) };
}
