import type { Claim } from "./claims.ts";
import type { ShownText } from "./page-form.ts";
import { plainSentence } from "./plain-sentence.ts";
import { showText } from "./shown-text.ts";
import type { Language } from "./text.ts";

/** What a broken claim says: the rule's message, else its sentence; undefined where it has neither. */
export function claimText({ kind, rule }: Claim, language: Language): ShownText | undefined {
  if (rule.message) return showText(rule.message, language);
  // The sentence of a rule that requires a group tells when, not what is missing.
  return kind === "valid" && rule.sentence !== undefined
    ? showText({ de: plainSentence(rule.sentence) }, language)
    : undefined;
}
