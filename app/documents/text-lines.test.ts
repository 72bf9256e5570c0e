import fc from "fast-check";
import { expect, it } from "vitest";
import { breakLines, paragraphsOf } from "./text-lines.ts";

/** Every character is as wide as the other. */
const widthOf = (text: string) => [...text].length;

it.each([
  ["", [""]],
  ["eins zwei drei", ["eins ", "zwei ", "drei"]],
  ["ein und zwei", ["ein ", "und ", "zwei"]],
  ["A-B-C-D-E", ["A-B-C-", "D-E"]],
  ["und/oder", ["und/", "oder"]],
  ["Donaudampf", ["Donaud", "ampf"]],
  ["so Donaudampf", ["so ", "Donaud", "ampf"]],
  ["  zwei", ["  zwei"]],
])("breaks %j", (text, lines) => {
  expect(breakLines(text, 6, widthOf)).toEqual(lines);
});

it("loses nothing and is never too wide", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "ß", " ", "-", "/", "😀", "e\u0301") });
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 12 }), (paragraph, width) => {
      const lines = breakLines(paragraph, width, widthOf);
      expect(lines.join("")).toBe(paragraph);
      for (const line of lines) expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(width);
    }),
  );
});

it("finds paragraphs by every kind of line end", () => {
  expect(paragraphsOf("a\nb\r\nc\rd\u2028e\n\nf")).toEqual(["a", "b", "c", "d", "e", "", "f"]);
});
