import { describe, expect, it } from "vitest";
import { compilePattern } from "../fields/text.ts";
import { sampleMatches } from "./sample-pattern.ts";

describe("an example for a pattern", () => {
  it.each([
    "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{1,63}$",
    "([0]{1}[1-9]{1}|[1-9]{1}[0-9]{1})[0-9]{3}",
    "[1-9][0-9]{12}",
    "^(0|[1-9]\\d*)(,\\d{2})?$",
    "(?:DE)?\\d{2} ?(?:\\d{4} ?){4}\\d{2}",
    "\\p{Lu}\\p{Ll}*(?:-\\p{Lu}\\p{Ll}*)?",
    "[^0-9]{3,}",
    "[Q-Z]{2}\\d{6}[A-Z]?",
    "(?<kreis>[A-ZÄÖÜ]{1,3})-[A-Z]{1,2} [1-9]\\d{0,3}",
    "\\S.{2,4}",
    "(a|b|)c+?",
    "\\u00c4\\x41[\\u{e4}]",
    "[[a-z]--[aeiou]]{2}",
  ])("%s", (pattern) => {
    const regex = compilePattern(pattern);
    const found = sampleMatches(pattern);
    expect(found.some((text) => regex?.test(text))).toBe(true);
  });

  it.each(["(a)\\1", "(unclosed", "[z-\\d"])("%s is left to others", (pattern) => {
    expect(sampleMatches(pattern)).toEqual([]);
  });
});
