import { describe, expect, it } from "vitest";
import { plainSentence } from "./plain-sentence.ts";

describe("plainSentence", () => {
  it.each([
    [
      'WENN F99000003327 "Abfrage" = JA, DANN aktiviere G99000000220 "Vertreter".',
      "Wenn „Abfrage“ = Ja, dann aktiviere „Vertreter“.",
    ],
    [
      "Ist G99000001.F99000002 „Ort“ leer, muss F99000003 gefüllt sein.",
      "Ist „Ort“ leer, muss „Staat“ gefüllt sein.",
    ],
    ["F99000004V1.0 bleibt.", "F99000004V1.0 bleibt."],
    ["nur so. und so", "Nur so. Und so"],
  ])("%s", (sentence, plain) => {
    expect(plainSentence(sentence, (id) => (id === "F99000003" ? "Staat" : undefined))).toBe(plain);
  });
});
