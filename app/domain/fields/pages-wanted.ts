import type { StoredFile } from "./kinds.ts";

/** How texts of schemas name two sides; German and English. */
const bothSides =
  /vorder-?\s*(?:seite)?\s*(?:und|u\.|\/|&)\s*(?:die\s+)?rückseite|beide(?:r|n)?\s+seiten|beidseitig|front\s+and\s+back|both\s+sides/iu;

/** Pages that a question asks for, by its definition or its words; undefined where it does not say. */
export function pagesWanted(
  pages: number | undefined,
  texts: readonly (string | undefined)[],
): number | undefined {
  return (
    pages ?? (texts.some((text) => text !== undefined && bothSides.test(text)) ? 2 : undefined)
  );
}

/** How many pages the files of a question have; undefined where that cannot be told of one of them. */
export function pagesOf(files: readonly StoredFile[]): number | undefined {
  return files.every(({ pages }) => pages !== undefined)
    ? files.reduce((sum, { pages = 0 }) => sum + pages, 0)
    : undefined;
}
