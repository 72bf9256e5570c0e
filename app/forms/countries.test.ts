import { describe, expect, it } from "vitest";
import { countriesIn } from "./countries.ts";

const codesIn = (language: string) => countriesIn(language).map(({ value }) => value);

it("are the same in every language", () => {
  expect(codesIn("en").sort()).toEqual(codesIn("de").sort());
});

describe.each(["de", "en"])("in %s", (language) => {
  const [first, ...others] = countriesIn(language);

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
