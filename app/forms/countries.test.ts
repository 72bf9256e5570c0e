import { describe, expect, it } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { countriesIn } from "./countries.ts";

const codesIn = (language: (typeof languages)[number]) =>
  countriesIn(serverI18n(language)).map(({ value }) => value);

it.each(languages)("are the same in %s", (language) => {
  expect(codesIn(language).sort()).toEqual(codesIn("de").sort());
});

describe.each(languages)("in %s", (language) => {
  const [first, ...others] = countriesIn(serverI18n(language));

  it("begin with Germany", () => {
    expect(first?.value).toBe("DE");
  });

  it("follow in the order of the language", () => {
    const labels = others.map(({ label }) => label);
    expect(labels).toEqual([...labels].sort(new Intl.Collator(language).compare));
  });

  it("have codes and names of their own", () => {
    for (const { value } of others) expect(value).toMatch(/^[A-Z]{2}$/);
    expect(new Set(others.map(({ label }) => label)).size).toBe(others.length);
  });
});
