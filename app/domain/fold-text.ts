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

/** Whether every word of what was typed occurs in a text, asked of any number of texts. Both folded. */
export function hasWordsOf(typed: string): (text: string) => boolean {
  const words = typed.split(" ");
  return (text) => words.every((word) => text.includes(word));
}
