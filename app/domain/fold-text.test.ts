import { expect, it } from "vitest";
import { foldText, hasWordsOf } from "./fold-text.ts";

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
  expect(hasWordsOf(foldText("anmelden HUND"))(foldText("Hund zur Hundesteuer anmelden"))).toBe(
    true,
  );
  expect(hasWordsOf(foldText("hund katze"))(foldText("Hund zur Hundesteuer anmelden"))).toBe(false);
  expect(hasWordsOf("")("alles")).toBe(true);
});
