import { describe, expect, it } from "vitest";
import type { FieldError } from "#app/domain/page-form.ts";
import { errorText, type ErrorPlace, type Say } from "./error-text.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { wordsIn } from "./phrase.ts";

function sayIn(language: "de" | "en"): Say {
  const { t } = serverI18n(language);
  return (key, params) => t(key, { ...params, interpolation: { escapeValue: false } });
}
const named = (text: string, place: Omit<ErrorPlace, "label"> = {}): ErrorPlace => ({
  label: { text },
  ...place,
});
const german = (error: Omit<FieldError, "name">, place: ErrorPlace = named("Datum & Ort")) =>
  wordsIn(errorText({ name: "x", ...error }, place, sayIn("de"), "de"));

const codes: readonly Omit<FieldError, "name">[] = [
  ...["required", "pattern", "invalidCharacters", "notANumber", "notAnInteger"],
  ...["date.incomplete", "date.notReal", "time.invalid", "email.invalid", "phone.invalid"],
  ...["iban.invalid", "iban.checksum", "postalCode.invalid", "choice.unknown"],
  ...["declaration.required", "file.required", "file.failed", "items.count", "draftGone"],
]
  .map((code): Omit<FieldError, "name"> => ({ code }))
  .concat(
    [
      "tooShort",
      "tooSmall",
      "choice.tooFew",
      "file.tooFew",
      "repeat.tooFew",
      "items.tooFew",
    ].flatMap((code) => [1, 2].map((min) => ({ code, params: { min } }))),
    ["tooLong", "tooLarge", "tooManyDecimals", "choice.tooMany", "file.tooMany"].flatMap((code) =>
      [1, 2].map((max) => ({ code, params: { max } })),
    ),
    ["repeat.tooMany", "items.tooMany"].map((code) => ({
      code,
      params: { max: 3 },
    })),
    [
      { code: "tooManyDecimals", params: { max: 0 } },
      { code: "date.tooEarly", params: { min: "2026-01-01" } },
      { code: "date.tooLate", params: { max: "2026-01-01" } },
      { code: "file.type", params: { file: "a.txt", types: "application/pdf" } },
      { code: "file.tooLarge", params: { file: "a.pdf", max: 3 } },
      { code: "file.draftFull", params: { file: "a.pdf", max: 3_000_000 } },
      { code: "file.tooManyPixels", params: { file: "a.png", max: 100 } },
      { code: "file.tooMany", params: { file: "a.pdf", max: 1 } },
      { code: "file.tooMany", params: { file: "a.pdf", max: 3 } },
    ],
    ["empty", "encrypted", "damaged", "zipBomb", "infected", "nameHidden", "nameTooLong"].map(
      (code) => ({ code: `file.${code}`, params: { file: "a.pdf" } }),
    ),
  );

describe.each(["de", "en"] as const)("in %s", (language) => {
  it.each(codes)("$code $params has a sentence", (error) => {
    const text = wordsIn(
      errorText({ name: "x", ...error }, named("Feld"), sayIn(language), language),
    );
    expect(text).toMatch(/\.$/);
    expect(text).not.toMatch(/\{\{|errors:/);
    expect(text).not.toBe(sayIn(language)("errors:unknown", { label: "Feld" }));
  });
});

describe("errorText", () => {
  it("prints dates, sizes, types and amounts for people", () => {
    expect(german({ code: "date.tooEarly", params: { min: "2026-03-09" } })).toContain(
      "9. März 2026",
    );
    expect(german({ code: "file.tooLarge", params: { file: "2026-03-09", max: 10485760 } })).toBe(
      "Die Datei „2026-03-09“ ist zu groß. Sie darf höchstens 10 MB groß sein. Verkleinern Sie die Datei oder teilen Sie sie auf.",
    );
    expect(
      german({ code: "file.type", params: { types: "application/pdf, image/jpeg, image/png" } }),
    ).toContain("PDF, JPG oder PNG");
    expect(
      german({ code: "tooLarge", params: { max: 123450 } }, named("X", { kind: "money" })),
    ).toMatch(/1\.234,50\s€/);
    expect(
      german({ code: "date.tooLate", params: { max: "20:00" } }, named("X", { kind: "time" })),
    ).toContain("20:00 Uhr");
  });

  it("writes dates in English with the day first", () => {
    const error = { name: "x", code: "date.tooEarly", params: { min: "2026-03-09" } };
    expect(wordsIn(errorText(error, named("X"), sayIn("en"), "en"))).toContain("9 March 2026");
  });

  it("says by kind what to do", () => {
    expect(german({ code: "required" }, named("X", { kind: "yesNo" }))).toContain("wählen");
    expect(german({ code: "required" }, named("X", { kind: "date" }))).toContain("Datum");
    expect(german({ code: "date.incomplete" }, named("X", { part: "year" }))).toContain("das Jahr");
  });

  it("leaves the label as it is and knows a way out for unknown codes", () => {
    expect(german({ code: "required" })).toContain("„Datum & Ort“");
    expect(german({ code: "new.code" })).toContain("prüfen");
    expect(german({ code: "new.code" }, {})).not.toContain("„“");
  });

  it("marks what the service says in another language", () => {
    const place = { label: { text: "Hundename", lang: "de" } };
    expect(errorText({ name: "x", code: "new.code" }, place, sayIn("en"), "en")).toEqual([
      { text: "Please check what you entered for “" },
      { text: "Hundename", lang: "de" },
      { text: "”." },
    ]);
    const text = { text: "Nennen Sie einen Ort.", lang: "de" };
    expect(errorText({ name: "x", code: "rule", params: { text } }, {}, sayIn("en"), "en")).toEqual(
      [text],
    );
  });
});
