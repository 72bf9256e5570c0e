import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkValue } from "../check-value.ts";
import type { FormField, RawInput } from "../page-form.ts";
import { readField } from "../read-field.ts";
import type { FormatContext } from "./field-kind.ts";
import { fieldKinds, rulesOf } from "./field-kinds.ts";
import { fieldOptions } from "./field-options.ts";
import type { FieldKind } from "./kinds.ts";
import { readDecimal } from "./numbers.ts";
import { resolveBound } from "./dates.ts";

const context = {
  today: "2026-03-01",
  hasCode: (_list: string, code: string) => ["01", "02"].includes(code),
};
const words: FormatContext = {
  language: "de",
  words: { yes: "Ja", no: "Nein", declared: "Bestätigt" },
  labelOf: (_list, code) => `Option ${code}`,
};

function field(kind: FieldKind, options: object = {}, rest: object = {}): FormField {
  const defaults: Partial<Record<FieldKind, object>> = {
    money: { currency: "EUR" },
    choice: { list: "l" },
    multipleChoice: { list: "l" },
    declaration: { statement: { de: "Ja" } },
    file: { mediaTypes: [] },
    staticText: { content: { de: "Text" } },
  };
  return {
    type: "field",
    name: "f",
    label: { text: "F" },
    kind,
    required: true,
    options: fieldOptions[kind].parse({ ...defaults[kind], ...options }),
    ...rest,
  } as FormField;
}

/** Reads once as FormData gives it (lists of strings) and once as react-hook-form holds it: both must agree. */
function read(target: FormField, raw: Record<string, string | string[]>) {
  const asFormData = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
  );
  const fromForm = readField(target, asFormData, context);
  expect(readField(target, raw, context)).toEqual(fromForm);
  return fromForm.ok ? fromForm.value : fromForm.errors;
}

const table: [string, FormField, Record<string, string | string[]>, unknown][] = [
  ["text trimmed, NFC", field("text"), { f: "  Mu\u0308ller  " }, "Müller"],
  ["text missing", field("text"), { f: "  " }, [{ name: "f", code: "required" }]],
  [
    "length in code points",
    field("text", { maxLength: 2 }),
    { f: "😀😀😀" },
    [{ name: "f", code: "tooLong", params: { max: 2, length: 3 } }],
  ],
  [
    "control character",
    field("text"),
    { f: "a\u0001" },
    [{ name: "f", code: "invalidCharacters" }],
  ],
  [
    "whole-value pattern",
    field("text", { pattern: "[0-9]{5}" }),
    { f: "123456" },
    [{ name: "f", code: "pattern" }],
  ],
  [
    "character that is not Latin",
    field("text", { charset: "C" }),
    { f: "Łódź, Ж" },
    [{ name: "f", code: "strangeCharacter", params: { character: "Ж" } }],
  ],
  ["lines of text keep breaks", field("multiline"), { f: "a\r\nb" }, "a\nb"],
  ["German number", field("number"), { f: "1.234,5" }, 1234.5],
  ["no number", field("number"), { f: "abc" }, [{ name: "f", code: "notANumber" }]],
  [
    "bounds",
    field("integer", { maximum: 5 }),
    { f: "6" },
    [{ name: "f", code: "tooLarge", params: { max: 5 } }],
  ],
  ["broken integer", field("integer"), { f: "1,5" }, [{ name: "f", code: "notAnInteger" }]],
  ["money in cents", field("money"), { f: "1.234,5 €" }, 123450],
  [
    "too many cents",
    field("money"),
    { f: "1,234" },
    [{ name: "f", code: "tooManyDecimals", params: { max: 2 } }],
  ],
  ["date", field("date"), { "f/day": "1", "f/month": "2", "f/year": "2026" }, "2026-02-01"],
  ["date in one piece", field("date"), { f: "01.02.2026" }, "2026-02-01"],
  [
    "leap day",
    field("date"),
    { "f/day": "29", "f/month": "2", "f/year": "2025" },
    [{ name: "f/day", code: "date.notReal" }],
  ],
  [
    "date without month",
    field("date"),
    { "f/day": "1", "f/month": "", "f/year": "2026" },
    [{ name: "f/month", code: "date.incomplete" }],
  ],
  [
    "short year",
    field("date"),
    { "f/day": "1", "f/month": "2", "f/year": "26" },
    [{ name: "f/year", code: "date.notReal" }],
  ],
  [
    "relative bound",
    field("date", { maximum: "today" }),
    { "f/day": "2", "f/month": "3", "f/year": "2026" },
    [{ name: "f/day", code: "date.tooLate", params: { max: "2026-03-01" } }],
  ],
  [
    "partial date",
    field("partialDate"),
    { "f/day": "", "f/month": "5", "f/year": "1950" },
    "1950-05",
  ],
  [
    "partial date without year",
    field("partialDate"),
    { "f/day": "3", "f/month": "5", "f/year": "" },
    [{ name: "f/year", code: "date.incomplete" }],
  ],
  ["time", field("time"), { f: "8.30 Uhr" }, "08:30"],
  ["no time", field("time"), { f: "25:00" }, [{ name: "f", code: "time.invalid" }]],
  [
    "date and time",
    field("dateTime"),
    { "f/day": "1", "f/month": "5", "f/year": "2026", "f/time": "14" },
    "2026-05-01T14:00",
  ],
  ["yes", field("yesNo"), { f: "true" }, true],
  ["no", field("yesNo"), { f: "false" }, false],
  ["neither", field("yesNo"), { f: "vielleicht" }, [{ name: "f", code: "choice.unknown" }]],
  ["choice", field("choice"), { f: "01" }, "01"],
  ["choice not offered", field("choice"), { f: "77" }, [{ name: "f", code: "choice.unknown" }]],
  ["several", field("multipleChoice"), { f: ["01", "02"] }, ["01", "02"]],
  ["one of several", field("multipleChoice"), { f: "01" }, ["01"]],
  [
    "too many",
    field("multipleChoice", {}, { repeat: { min: 1, max: 1 } }),
    { f: ["01", "02"] },
    [{ name: "f", code: "choice.tooMany", params: { max: 1 } }],
  ],
  ["declared", field("declaration"), { f: "true" }, true],
  ["not declared", field("declaration"), {}, [{ name: "f", code: "declaration.required" }]],
  ["mail", field("email"), { f: "erika@müller.example" }, "erika@müller.example"],
  ["no mail", field("email"), { f: "erika@" }, [{ name: "f", code: "email.invalid" }]],
  [
    "mail that the schema does not allow",
    field("email", { pattern: "[a-z]+@[a-z]+\\.[a-z]{2}$" }),
    { f: "erika@müller.example" },
    [{ name: "f", code: "email.invalid" }],
  ],
  [
    "mail too short for the schema",
    field("email", { minLength: 12 }),
    { f: "e@xy.de" },
    [{ name: "f", code: "tooShort", params: { min: 12, length: 7 } }],
  ],
  ["phone", field("phone"), { f: "+49 (0)30 / 12 34-5" }, "+49 (0)30 / 12 34-5"],
  ["no phone", field("phone"), { f: "keins" }, [{ name: "f", code: "phone.invalid" }]],
  ["IBAN", field("iban"), { f: "de89 3704 0044 0532 0130 00" }, "DE89370400440532013000"],
  [
    "IBAN mistyped",
    field("iban"),
    { f: "DE89370400440532013001" },
    [{ name: "f", code: "iban.checksum" }],
  ],
  [
    "IBAN too short",
    field("iban"),
    { f: "DE8937040044053201300" },
    [{ name: "f", code: "iban.invalid" }],
  ],
  [
    "address",
    field("address"),
    {
      "f/street": "Hauptstr.",
      "f/houseNumber": "1 a",
      "f/postalCode": "12345",
      "f/city": "Musterstadt",
    },
    { street: "Hauptstr.", houseNumber: "1 a", postalCode: "12345", city: "Musterstadt" },
  ],
  [
    "address with gaps",
    field("address"),
    { "f/street": "", "f/postalCode": "123", "f/city": "" },
    [
      { name: "f/street", code: "required" },
      { name: "f/city", code: "required" },
      { name: "f/postalCode", code: "postalCode.invalid" },
    ],
  ],
  [
    "address missing",
    field("address"),
    { "f/street": "" },
    [{ name: "f/street", code: "required" }],
  ],
  [
    "name",
    field("personName"),
    { "f/givenName": "Erika", "f/familyName": "Mustermann" },
    { givenName: "Erika", familyName: "Mustermann" },
  ],
  [
    "lines",
    field("text", {}, { repeat: { min: 2, max: 5 } }),
    { "f#0": "a", "f#1": "", "f#2": "b" },
    ["a", "b"],
  ],
  [
    "too few lines",
    field("text", {}, { repeat: { min: 2, max: 5 } }),
    { "f#0": "a" },
    [{ name: "f#0", code: "repeat.tooFew", params: { min: 2 } }],
  ],
];

describe("field kinds", () => {
  it.each(table)("%s", (_name, target, raw, expected) => {
    const outcome = read(target, raw);
    if (Array.isArray(expected)) expect(outcome).toHaveLength(expected.length);
    expect(outcome).toEqual(Array.isArray(expected) ? expect.arrayContaining(expected) : expected);
  });

  it.each(table.filter(([, , , expected]) => !Array.isArray(expected)))(
    "%s: what is written reads back the same and prints",
    (_name, target, _raw, value) => {
      const rules = rulesOf(target.kind);
      const raw: RawInput = Object.fromEntries(
        Object.entries(rules.write(value as never)).map(([part, typed]) => [
          part === "" ? "f" : `f/${part}`,
          typed as string,
        ]),
      );
      expect(readField(target, raw, context)).toEqual({ ok: true, value });
      expect(checkValue(target.kind, target.options as never, value as never, context)).toEqual([]);
      expect(rules.format(value as never, target as never, words)).not.toBe("");
    },
  );

  it("exist for every kind with options", () => {
    expect(Object.keys(fieldKinds).sort()).toEqual(Object.keys(fieldOptions).sort());
  });

  it("never throw, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(fieldKinds) as FieldKind[])),
        fc.dictionary(
          fc.constantFrom(
            "f",
            "f/day",
            "f/month",
            "f/year",
            "f/time",
            "f/street",
            "f/postalCode",
            "f#0",
          ),
          fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constant("٣")),
        ),
        (kind, raw) => {
          expect(readField(field(kind), raw, context)).toHaveProperty("ok");
        },
      ),
    );
  });
});

describe("readDecimal", () => {
  it.each([
    ["1.234", "1234"],
    ["1.5", "1.5"],
    ["1,234.56", "1234.56"],
    ["−5", "-5"],
    ["1 000", "1000"],
    ["1e5", undefined],
    ["", undefined],
  ])("%s", (typed, expected) => {
    expect(readDecimal(typed)).toBe(expected);
  });
});

describe("resolveBound", () => {
  it.each([
    ["today", "2024-02-29"],
    ["today+1d", "2024-03-01"],
    ["today-18y", "2006-02-28"],
    ["today+1m", "2024-03-29"],
    ["2020-01-01", "2020-01-01"],
  ])("%s", (bound, expected) => {
    expect(resolveBound(bound, "2024-02-29")).toBe(expected);
  });
});

it("knows the days of the calendar", () => {
  const holds = rulesOf("date").check({});
  for (const year of [1, 1900, 2000, 2023, 2024, 9999]) {
    for (let month = 0; month <= 13; month += 1) {
      for (let day = 0; day <= 32; day += 1) {
        const parts = [
          String(year).padStart(4, "0"),
          ...[month, day].map((n) => String(n).padStart(2, "0")),
        ];
        const date = new Date(`${parts.join("-")}T00:00:00Z`);
        const real = !Number.isNaN(date.getTime()) && date.getUTCDate() === day;
        expect(holds(parts.join("-"), context).length === 0, parts.join("-")).toBe(real);
      }
    }
  }
});
