import type { Offering } from "../domain/offering.ts";
import { serviceTexts } from "../fim/quality/service-texts.ts";

/** How far a service speaks a language: texts that citizens read, and how many of them it lacks. */
export interface LanguageShare {
  readonly language: string;
  /** Whether the service, or the town, promises it; there may be texts beyond that. */
  readonly offered: boolean;
  readonly missing: number;
  readonly total: number;
}

const counted = new WeakMap<Offering, Map<string, LanguageShare>>();

/** Counted once for a compiled service and a language. What is missing falls back to German. */
export function languageShare(offering: Offering, language: string): LanguageShare {
  const known = counted.get(offering) ?? new Map<string, LanguageShare>();
  counted.set(offering, known);
  const share = known.get(language) ?? count(offering, language);
  known.set(language, share);
  return share;
}

function count(offering: Offering, language: string): LanguageShare {
  const texts = serviceTexts(offering);
  const missing = texts.filter(({ text }) => (text[language] ?? "").trim() === "").length;
  const offered = offering.service.languages.includes(language);
  return { language, offered, missing, total: texts.length };
}
