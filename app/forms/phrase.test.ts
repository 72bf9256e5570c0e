import { expect, it } from "vitest";
import { phrase, type Say } from "./phrase.ts";

const texts: Readonly<Record<string, string>> = {
  own: "Поле «{{label}}»",
  away: "Feld „{{label}}“",
};
const say: Say = Object.assign(
  (key: string, { label = "" }: Readonly<Record<string, string | number>> = {}) =>
    (texts[key] ?? key).replace("{{label}}", String(label)),
  { langOf: (key: string) => (key === "away" ? "de" : undefined) },
);

it("marks what the service says in another language", () => {
  expect(phrase(say, "own", { label: { text: "Name", lang: "de" } })).toEqual([
    { text: "Поле «" },
    { text: "Name", lang: "de" },
    { text: "»" },
  ]);
});

it("marks a sentence of the portal that fell back", () => {
  expect(phrase(say, "away", { label: { text: "Name", lang: "en" } })).toEqual([
    { text: "Feld „", lang: "de" },
    { text: "Name", lang: "en" },
    { text: "“", lang: "de" },
  ]);
});
