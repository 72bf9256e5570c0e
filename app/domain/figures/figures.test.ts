import { expect, it } from "vitest";
import { dogService } from "../fixtures/dog-service.ts";
import { durationClass, errorSubject, readErrorSubject, type Counted } from "./figure.ts";
import { reportOf } from "./report.ts";
import { monthFiguresOf } from "./by-month.ts";
import { monthsUntil, spanOf } from "./span.ts";
import { share, suppress } from "./suppress.ts";
import { withoutPersonalData } from "./without-personal-data.ts";

it.each([
  ["Schreiben Sie an erika.mustermann@beispiel.de.", "Schreiben Sie an […]"],
  ["IBAN DE89 3704 0044 0532 0130 00 fehlt", "IBAN […] fehlt"],
  ["DE89370400440532013000", "[…]"],
  ["Rufen Sie an: +49 171 123 45 67 bitte", "Rufen Sie an: […] bitte"],
  ["Tel. 0171/1234567", "Tel. […]"],
  ["Nummer 7KQ4-M2XB-P9DT ging verloren", "Nummer […] ging verloren"],
  ["geboren am 12.08.1964 in Kiel", "geboren am […] in Kiel"],
  ["Siehe https://beispiel.de/?name=Mustermann nach", "Siehe […] nach"],
])("takes out of a comment what names a person: %s", (text, rest) => {
  expect(withoutPersonalData(text)).toBe(rest);
});

it("leaves plain words and small numbers as they are", () => {
  const text = "Seite 3 war unklar, die 2 Hinweise auch. 100 % gut, Größe 10 MB, § 8a OZG, 24/7.";
  expect(withoutPersonalData(text)).toBe(text);
});

it("names an error by field and code, without the person's items", () => {
  const subject = errorSubject({ name: "hund:k3f9/geburt.day", code: "date.incomplete" });
  expect(subject).toBe("hund/geburt date.incomplete");
  expect(readErrorSubject(subject)).toEqual({ path: "hund/geburt", code: "date.incomplete" });
});

it("knows times in classes alone", () => {
  expect([0, 4.9, 5, 61, 5000].map((minutes) => durationClass(minutes * 60_000))).toEqual([
    "0",
    "0",
    "5",
    "60",
    "1440",
  ]);
});

it("holds back numbers and shares that are small", () => {
  expect([0, 1, 4, 5].map(suppress)).toEqual([0, "few", "few", 5]);
  expect([share(4, 100), share(3, 4), share(0, 0), share(5, 20), share(9, 5)]).toEqual([
    undefined,
    undefined,
    undefined,
    0.25,
    1,
  ]);
});

it("offers months across the turn of the year", () => {
  expect(monthsUntil("2026-02-10").slice(0, 3)).toEqual(["2026-02", "2026-01", "2025-12"]);
  expect(spanOf("2026-02", "2026-03-05")).toEqual({
    month: "2026-02",
    from: "2026-02-01",
    to: "2026-02-28",
  });
  expect(spanOf("nonsense", "2026-03-05")).toEqual({
    month: undefined,
    from: "2025-04-01",
    to: "2026-03-05",
  });
});

it("reports pages in the order of the form and errors with the label of their field", () => {
  const page = dogService.pages[0]?.id ?? "";
  const counted: Counted[] = [
    { event: "start", subject: "", count: 40 },
    { event: "filed", subject: "", count: 10 },
    { event: "reached", subject: page, count: 50 },
    { event: "done", subject: page, count: 40 },
    { event: "rating", subject: "5", count: 6 },
    { event: "rating", subject: "1", count: 2 },
    { event: "error", subject: "gone required", count: 7 },
  ];
  const parts = { counted, monthly: [], months: [], undelivered: 0 };
  const report = reportOf(dogService, parts, "de");
  expect(report).toMatchObject({ starts: 40, filed: 10, conversion: 0.25, satisfaction: 4 });
  expect(report.pages[0]).toMatchObject({
    id: page,
    reached: 50,
    done: 40,
    left: 10,
    leftShare: 0.2,
  });
  expect(report.ratings.map(({ count }) => count)).toEqual([6, 0, 0, 0, "few"]);
  expect(report.errors).toEqual([{ path: "gone", label: undefined, code: "required", count: 7 }]);
});

it("tells the time of a month, and none of fewer than five cases", () => {
  const of = (month: string, event: "duration" | "delivered", subject: string, count: number) => ({
    month,
    event,
    subject,
    count,
  });
  const counted = [
    of("2026-03", "duration", "5", 2),
    of("2026-03", "duration", "15", 3),
    of("2026-03", "delivered", "2", 4),
    of("2026-03", "delivered", "60", 1),
    of("2026-02", "duration", "0", 4),
    of("2026-02", "delivered", "1", 4),
  ];
  expect(monthFiguresOf(["2026-03", "2026-02"], counted)).toMatchObject([
    { duration: 15, delivered: { cases: 5, median: 2 } },
    { duration: undefined, delivered: { cases: "few", median: undefined } },
  ]);
});
