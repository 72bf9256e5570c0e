import { describe, expect, it } from "vitest";
import { beekeeping, field, group, rule, structureOf } from "./fixtures/invented.ts";
import { translateRules } from "./translate-rules.ts";

const bees = "F99000000001";
const kind = "F99000000002";
const other = "F99000000003";
const count = "F99000000004";
const hint = "F99000000005";
const place = "G99000000010";

/** The rules of one sentence as `effect target condition`, or why it is open. */
function translated(sentence: string): unknown {
  const { rules, open } = translateRules(beekeeping(rule("00001", sentence)));
  const [left] = open;
  if (left) return left.reason;
  return rules.map((made) => [
    made.effect,
    made.target,
    made.effect === "options" ? made.codes : made.condition,
  ]);
}

const isYes = { op: "equals", field: bees, value: true };
const isNo = { op: "equals", field: bees, value: false };
const not = (condition: unknown) => ({ op: "not", condition });

describe("sentences", () => {
  it.each([
    [
      "activate and deactivate",
      `WENN ${bees} "Abfrage Imkerei" = JA, DANN aktiviere ${place} "Standort". WENN ${bees} "Abfrage Imkerei" = NEIN, DANN deaktiviere ${place} "Standort".`,
      [
        ["require", place, isYes],
        ["forbid", place, isNo],
      ],
    ],
    [
      "mirrored with names that hold commas",
      `Wenn das Feld ${kind} „Art der Bienen“ = 999 "Sonstige Bienen", dann muss das Feld ${other} befüllt werden.\nWenn das Feld ${kind} „Art der Bienen“ <> 999, dann darf das Feld ${other} nicht angezeigt werden.`,
      [
        ["require", other, { op: "equals", field: kind, value: "999" }],
        ["forbid", other, not({ op: "equals", field: kind, value: "999" })],
      ],
    ],
    [
      "else",
      `WENN ${bees} Abfrage Imkerei = FALSCH, DANN zeige als Pflicht ${other} Beschreibung sonstige Bienen an, SONST zeige ${other} Beschreibung sonstige Bienen nicht an.`,
      [
        ["require", other, isNo],
        ["forbid", other, not(isNo)],
      ],
    ],
    [
      "otherwise not, which reveals without requiring",
      `Wenn ${kind} Art der Bienen == "999 Sonstige Bienen", dann zeige ${other}, ansonsten nicht.`,
      [["forbid", other, not({ op: "equals", field: kind, value: "999" })]],
    ],
    [
      "showing alone, which hides in the opposite case",
      `Wenn ${bees} === "Ja", dann zeige ${other} an.`,
      [["forbid", other, not(isYes)]],
    ],
    [
      "requiring a text that nobody fills in, which shows it",
      `Wenn ${bees} = "wahr", dann ist ${hint} als Pflichtfeld anzuzeigen.`,
      [["forbid", hint, not(isYes)]],
    ],
    [
      "several values",
      `WENN ${kind} = 001 oder 002, DANN ist ${other} als Pflichtfeld anzuzeigen.`,
      [["require", other, { op: "in", field: kind, values: ["001", "002"] }]],
    ],
    [
      "none of several values",
      `WENN ${kind} <> 001 UND <> 002 "Wildbienen", DANN ist ${other} Pflichtfeld.`,
      [["require", other, not({ op: "in", field: kind, values: ["001", "002"] })]],
    ],
    [
      "all other values of the list",
      `WENN ${kind} = 999, DANN aktiviere ${other}. WENN ${kind} = alle anderen möglichen Ausprägungen der Codeliste, DANN deaktiviere ${other}.`,
      [
        ["require", other, { op: "equals", field: kind, value: "999" }],
        ["forbid", other, { op: "in", field: kind, values: ["001", "002"] }],
      ],
    ],
    [
      "a range of codes",
      `WENN in Datenfeld ${kind} eine Art ausgewählt wird, deren Code im Bereich >= 001 bis < 900 liegt, DANN ist ${other} auszublenden.`,
      [["forbid", other, { op: "in", field: kind, values: ["001", "002"] }]],
    ],
    [
      "a community whose members stand at the end",
      `WENN in ${kind} "Art der Bienen" eine Art gewählt wird, die nicht zur Imkerei gehört, DANN ist ${other} auszublenden. Die Staaten der Imkerei sind: 001 Honigbienen und 999 Sonstige Bienen.`,
      [
        [
          "forbid",
          other,
          {
            op: "and",
            conditions: [
              not({ op: "empty", field: kind }),
              not({ op: "in", field: kind, values: ["001", "999"] }),
            ],
          },
        ],
      ],
    ],
    [
      "numbers, which must be there to be compared",
      `Wenn ${count} größer als 10 ist, dann ist ${other} Pflichtfeld.`,
      [
        [
          "require",
          other,
          {
            op: "and",
            conditions: [
              not({ op: "empty", field: count }),
              not({ op: "atMost", field: count, value: 10 }),
            ],
          },
        ],
      ],
    ],
    [
      "some Länder and all others",
      `Für die Länder NW, SL gilt:\nWENN ${bees} = "wahr", DANN muss ${other} befüllt werden.\n\nFür alle anderen Länder gilt:\nDas Datenfeld ${other} darf nicht angezeigt werden`,
      [
        [
          "require",
          other,
          { op: "and", conditions: [{ op: "state", states: ["05", "10"] }, isYes] },
        ],
        ["forbid", other, not({ op: "state", states: ["05", "10"] })],
      ],
    ],
    [
      "Länder within the sentence",
      `Die Gruppe ${place} "Standort" ist nur für die Länder TH und HH zu befüllen. Für alle anderen Länder wird die Gruppe nicht angezeigt.`,
      [
        ["require", place, { op: "state", states: ["16", "02"] }],
        ["forbid", place, not({ op: "state", states: ["16", "02"] })],
      ],
    ],
    [
      "either, or",
      `Es muss entweder ${place}.F99000000011 "Flurstück" oder ${place}.F99000000012 "Adresse" befüllt werden.`,
      [
        [
          "valid",
          undefined,
          {
            op: "xor",
            conditions: ["F99000000011", "F99000000012"].map((id) =>
              not({ op: "empty", field: `${place}/${id}` }),
            ),
          },
        ],
      ],
    ],
    [
      "a day of the calendar, with an explanation behind it",
      `Wenn alle drei Felder F99000000031 "Tag", F99000000032 "Monat" und F99000000033 "Jahr" befüllt sind, muss die Validität des sich ergebenden Kalenderdatums sichergestellt werden. D.h. der 30.02. ist zu verhindern.`,
      [
        [
          "valid",
          undefined,
          {
            op: "calendarDay",
            day: "G99000000030/F99000000031",
            month: "G99000000030/F99000000032",
            year: "G99000000030/F99000000033",
          },
        ],
      ],
    ],
    [
      "choices taken away",
      `Im Datenfeld ${kind} "Art der Bienen" darf Auswahl 002=Wildbienen nicht ausgewählt werden.`,
      [["options", kind, ["001", "999"]]],
    ],
    [
      "choices left, behind another demand",
      `Wenn ${bees} = Ja, dann muss ${kind} befüllt werden, wobei nur die Codes 001 ODER 002 ausgewählt werden dürfen.`,
      [
        ["require", kind, isYes],
        ["options", kind, ["001", "002"]],
      ],
    ],
    [
      "back references",
      `Wenn ${bees} == Ja, dann zeige ${other} und ${count} als Pflichtfelder an, sonst zeige die Felder nicht an.`,
      [
        ["require", other, isYes],
        ["require", count, isYes],
        ["forbid", other, not(isYes)],
        ["forbid", count, not(isYes)],
      ],
    ],
  ])("are understood: %s", (_name, sentence, expected) => {
    expect(translated(sentence)).toEqual(expected);
  });

  it.each([
    ["grammar", `Wenn ${bees} = Ja, dann ist ${other} mit 001 vorzubefüllen und auszublenden.`],
    [
      "grammar",
      `Wenn ${bees} = Ja UND ${kind} = 001 ODER ${kind} = 002, dann ist ${other} Pflichtfeld.`,
    ],
    ["grammar", `Wenn ${kind} <> 001 ODER 002, dann ist ${other} Pflichtfeld.`],
    ["grammar", `Wenn ${bees} = "Ja, dann ist ${other} Pflichtfeld.`],
    ["grammar", `${other} ist nur für das Land NW zu befüllen.`],
    ["grammar", `Wenn ${bees} = Ja, dann ist ${other} Pflichtfeld, es sei denn, es ist Sonntag.`],
    ["grammar", `Für die Länder NW und XX gilt: ${other} muss befüllt werden.`],
    ["unknownId", `Wenn ${bees} = Ja, dann ist F9900000003 "Beschreibung" Pflichtfeld.`],
    ["nameMismatch", `Wenn ${bees} = Ja, dann ist ${other} "Anzahl der Völker" Pflichtfeld.`],
    ["wrongLiteral", `Wenn ${kind} = 02=Wildbienen, dann ist ${other} Pflichtfeld.`],
    ["wrongLiteral", `Wenn ${kind} = 001 "Wildbienen", dann ist ${other} Pflichtfeld.`],
    ["wrongLiteral", `Wenn ${kind} = "Hornissen", dann ist ${other} Pflichtfeld.`],
    ["typeMismatch", `Wenn ${bees} = "vielleicht", dann ist ${other} Pflichtfeld.`],
    ["typeMismatch", `Wenn ${place} = 001, dann ist ${other} Pflichtfeld.`],
    ["repeated", `Wenn G99000000020.F99000000021 = Ja, dann ist ${other} Pflichtfeld.`],
    ["clash", `Wenn ${bees} = Ja, dann zeige ${other} an, bei <> "Nein" blende ${other} aus.`],
    ["cycle", `Wenn ${other} nicht leer, dann zeige ${other} an, sonst zeige ${other} nicht an.`],
    ["neverTrue", `Wenn ${count} > 5 UND ${count} < 3, dann ist ${other} Pflichtfeld.`],
    ["noSentence", " "],
  ])("stay text where they are not certain (%s): %s", (reason, sentence) => {
    expect(translated(sentence)).toBe(reason);
  });
});

describe("rules together", () => {
  it("tell both sentences of a contradiction and carry out neither", () => {
    const first = `Wenn ${bees} = Ja, dann muss ${other} befüllt werden.`;
    const second = `Wenn ${kind} = 001, dann darf ${other} nicht befüllt werden.`;
    const { rules, open, problems } = translateRules(
      beekeeping(rule("00001", first), rule("00002", second)),
    );
    expect(rules).toEqual([]);
    expect(open.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([
      ["R99000000001", "clash"],
      ["R99000000002", "clash"],
    ]);
    expect(problems).toMatchObject([
      { code: "clash", severity: "error", sentences: [first, second] },
    ]);
  });

  it("do not contradict each other where one takes the other's case away", () => {
    const { open } = translateRules(
      beekeeping(
        rule("00001", `Wenn ${bees} <> "Ja", dann blende ${kind} aus.`),
        rule("00002", `Wenn ${kind} = 999, dann muss ${other} befüllt werden.`),
        rule("00003", `Wenn ${bees} = "Nein", dann blende ${other} aus.`),
      ),
    );
    expect(open).toEqual([]);
  });

  it("leave open when something is shown of which another sentence speaks", () => {
    const { rules, open } = translateRules(
      beekeeping(
        rule("00001", `Wenn ${bees} = Ja, dann zeige ${other} an.`),
        rule("00002", `${other} ist bei Bedarf zu zeigen, wenn es die Behörde wünscht.`),
      ),
    );
    expect(rules).toEqual([]);
    expect(open.map(({ reason }) => reason)).toEqual(["grammar", "elsewhere"]);
  });

  it("are read in the item of a repeated group that bears them", () => {
    const queen = group(
      "00020",
      "Königin",
      [
        field("00021", "Zuchtlinie bekannt", { dataType: "bool" }),
        field("00022", "Zuchtlinie", { min: 0 }),
      ],
      {
        max: null,
        rules: [rule("00001", "Wenn F99000000021 = Ja, dann muss F99000000022 befüllt werden.")],
      },
    );
    expect(translateRules(structureOf([queen])).rules).toMatchObject([
      { bearer: "G99000000020", effect: "require", target: "G99000000020/F99000000022" },
    ]);
  });

  it("name an element that stands twice only with the way to it", () => {
    const yard = (id: string) => group(id, "Garten", [field("00041", "Größe", { min: 0 })]);
    const asked = field("00001", "Abfrage", { dataType: "bool" });
    const open = (sentence: string) =>
      translateRules(structureOf([asked, yard("00040"), yard("00050")], [rule("00001", sentence)]));
    expect(
      open("Wenn F99000000001 = Ja, dann muss F99000000041 befüllt werden.").problems,
    ).toMatchObject([{ code: "ambiguousId" }]);
    const { rules } = open(
      "Wenn F99000000001 = Ja, dann muss G99000000050.F99000000041 befüllt werden.",
    );
    expect(rules).toMatchObject([{ target: "G99000000050/F99000000041" }]);
  });

  it("tell a name that is not quite the element's", () => {
    const sentence = `Wenn ${bees} "Abfrage Imkerei" = Ja, dann ist ${other} "Beschreibung sonstige Biene" Pflichtfeld.`;
    const { rules, problems } = translateRules(beekeeping(rule("00001", sentence)));
    expect(rules).toHaveLength(1);
    expect(problems).toMatchObject([{ code: "nameDiffers", severity: "warning" }]);
  });
});
