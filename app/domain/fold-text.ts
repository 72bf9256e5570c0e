import { searchForm } from "./din91379.ts";

/**
 * A text as it is compared in searches: the search form of DIN 91379 in lower case, umlauts and their spellings alike
 * ("Äthiopien", "Aethiopien" → "athiopien"), everything but letters and digits as one blank.
 */
export function foldText(text: string): string {
  return searchForm(text)
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim()
    .replace(/([aou])e/g, "$1");
}

/** Whether every word of what was typed occurs in a text. Both folded. */
export function hasWords(text: string, typed: string): boolean {
  return typed.split(" ").every((word) => text.includes(word));
}
