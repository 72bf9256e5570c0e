import type { Field } from "#app/domain/service.ts";
import type { FimField, FimGroup } from "./model.ts";
import { oneLine, paragraphs } from "./plain-text.ts";

/** What citizens read; the internal name only where there is nothing else. */
export function labelOf({ label, name, id }: FimField | FimGroup): string {
  return [label, name, id].map(oneLine).find((text) => text !== "") ?? id;
}

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
