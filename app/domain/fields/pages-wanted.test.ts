import { expect, test } from "vitest";
import { pagesOf, pagesWanted } from "./pages-wanted.ts";

const file = (pages?: number) => ({
  id: "x",
  name: "x.pdf",
  size: 1,
  mediaType: "application/pdf",
  sha256: "",
  ...(pages !== undefined && { pages }),
});

test.each([
  ["Personalausweis (Vorder- und Rückseite)", 2],
  ["Bitte laden Sie die Vorderseite und die Rückseite hoch.", 2],
  ["Scan beider Seiten", 2],
  ["Front and back of the card", 2],
  ["Mietvertrag", undefined],
  ["Seiten 1 bis 3", undefined],
])("%s asks for %s pages", (text, pages) => {
  expect(pagesWanted(undefined, [undefined, text])).toBe(pages);
});

test("the definition has the last word", () => {
  expect(pagesWanted(4, ["Vorder- und Rückseite"])).toBe(4);
});

test("pages of all files count together; of some kinds of file they cannot be told", () => {
  expect(pagesOf([file(1), file(2)])).toBe(3);
  expect(pagesOf([file(1), file()])).toBeUndefined();
});
