import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRule } from "./parse-rule.ts";

const pieces = [
  ...[
    "Wenn",
    "WENN",
    "dann",
    "sonst",
    "ansonsten",
    "nicht",
    "bei",
    "Für",
    "das Land",
    "NW",
    "gilt:",
  ],
  ...[
    "F99000000001",
    "G99000000010.F99000000011",
    '"Name"',
    "'Name'",
    "„Name“",
    '"',
    "(",
    ")",
    ",",
  ],
  ...["=", "<>", ">= 100", "bis < 200", "001", "ODER", "UND", "zeige", "an", "aktiviere", "muss"],
  ...["befüllt werden", "darf", "nicht angezeigt werden", "ist Pflichtfeld", "es", ".", "entweder"],
  ...["mindestens eines der Felder", "alle anderen Länder", "wobei nur die Codes", "D.h.", "\n"],
];

describe("any text", () => {
  it("is read to a result, and never as a statement that does nothing", () => {
    const soup = fc
      .array(fc.constantFrom(...pieces), { maxLength: 30 })
      .map((list) => list.join(" "));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string(), fc.string({ unit: "grapheme" })), (text) => {
        const parsed = parseRule(text);
        if (!parsed.ok) expect(parsed.message).not.toBe("");
        else for (const { actions } of parsed.statements) expect(actions).not.toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("takes a time that grows with its length alone", () => {
    const sentence =
      'Wenn F99000000001 "Name" = 001 ODER 002, dann muss F99000000002 befüllt werden. ';
    const started = performance.now();
    expect(parseRule(sentence.repeat(2_000)).ok).toBe(true);
    parseRule("Wenn F99000000001 ".repeat(5_000));
    parseRule(`F99000000001 ${"und der ".repeat(5_000)}`);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
