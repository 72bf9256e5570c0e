import { expect, it } from "vitest";
import { foldText, hasWords } from "./fold-text.ts";

it.each([
  ["Äthiopien", "athiopien"],
  ["  Aethiopien ", "athiopien"],
  ["Straßen-Fest (öffentlich)", "strassen fest offentlich"],
  ["Łódź", "lodz"],
  ["Ελλάδα", "ελλαδα"],
  ["%_*", ""],
])("folds %s", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

it("finds words in any order", () => {
  expect(hasWords(foldText("Hund zur Hundesteuer anmelden"), foldText("anmelden HUND"))).toBe(true);
  expect(hasWords(foldText("Hund zur Hundesteuer anmelden"), foldText("hund katze"))).toBe(false);
  expect(hasWords("alles", "")).toBe(true);
});
