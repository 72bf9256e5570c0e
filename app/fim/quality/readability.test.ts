import { describe, expect, it } from "vitest";
import { officialeseIn } from "./officialese.ts";
import { readabilityOf, sentencesOf, syllablesOf } from "./readability.ts";

describe("readability", () => {
  it.each([
    ["Hund", 1],
    ["Haus", 1],
    ["Straße", 2],
    ["Bäume", 2],
    ["neu", 1],
    ["Theater", 3],
    ["Antragsteller", 4],
    ["GmbH", 1],
  ])("%s has %i syllables", (word, syllables) => {
    expect(syllablesOf(word)).toBe(syllables);
  });

  it("parts sentences, not abbreviations and numbers", () => {
    expect(sentencesOf("Nach Art. 5 Abs. 1 DSGVO, z. B. am 1. Mai. Und dann?\nListe")).toHaveLength(
      3,
    );
  });

  it("follows the first Wiener Sachtextformel", () => {
    const { words, sentences, grade, longestSentence } = readabilityOf(
      "Der Hund bellt laut. Bezahlen Sie heute Hundesteuer.",
    );
    expect([words, sentences, longestSentence]).toEqual([8, 2, 4]);
    // 2 of 8 have three and more syllables (Bezahlen, Hundesteuer), both are long; 5 have one.
    expect(grade).toBeCloseTo(0.1935 * 25 + 0.1672 * 4 + 0.1297 * 25 - 0.0327 * 62.5 - 0.875, 6);
    expect(readabilityOf("").grade).toBe(0);
  });

  it("knows officialese, and leaves plain words alone", () => {
    expect(officialeseIn("zwecks Inanspruchnahme").map(({ found }) => found)).toEqual([
      "zwecks",
      "Inanspruchnahme",
    ]);
    expect(officialeseIn("Zweck der Reise: Sie bringen Ihr Foto mit.")).toEqual([]);
  });
});
