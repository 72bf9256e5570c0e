import { describe, expect, it } from "vitest";
import { labelOf, questionOf, withInstructions } from "./element-texts.ts";
import { schemaFixture } from "./fixtures/read-fixture.ts";
import type { FimField } from "./model.ts";

const found = schemaFixture("alle-merkmale.xdf3.xml").positions.find(
  ({ element }) => element.id === "F99000000002",
)?.element;
if (found?.type !== "field") throw new Error("no field");
const base: FimField = found;
const labelled = (label: string, more: Partial<FimField> = {}): FimField => ({
  ...base,
  label,
  ...more,
});

describe("what citizens read", () => {
  it("has no colon at its end", () => {
    expect(labelOf(labelled("Eingetragener Name des Unternehmens:"))).toBe(
      "Eingetragener Name des Unternehmens",
    );
    expect(labelOf(labelled(":"))).toBe(":");
  });

  it("is the question; instructions behind it become the hint", () => {
    const rest = "Bei längeren Feiern nennen Sie den ersten Tag. Beachten Sie die Sperrstunde.";
    const question = questionOf(labelled(`Geben Sie an, ab wann gefeiert werden soll. ${rest}`));
    expect(question).toEqual({
      label: "Geben Sie an, ab wann gefeiert werden soll",
      instructions: rest,
    });
    const help = { hint: { de: "Ein Tag genügt." } };
    expect(withInstructions(rest, help)).toEqual({ hint: { de: rest }, help: help.hint });
    expect(withInstructions(undefined, help)).toBe(help);
  });

  it.each([
    ["Kurz. Aber zwei Sätze.", {}],
    [
      "Erlaubnis nach § 34 Abs. 1 S. 1 Nr. 2 Gewerbeordnung mit allen Anlagen, die dazu gehören und vorliegen",
      {},
    ],
    [
      "Ich versichere, dass alles stimmt, was ich hier angegeben habe. Mir ist bekannt, dass falsche Angaben Folgen haben.",
      { dataType: "bool" },
    ],
  ] as const)("stays whole where it is short, cites or is a statement: %s", (label, more) => {
    expect(questionOf(labelled(label, more))).toEqual({ label });
  });
});
