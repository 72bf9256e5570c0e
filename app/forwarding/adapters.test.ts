import { paymentOptionsSchema } from "../payment/options.ts";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import * as z from "zod";
import { flatTexts, type TextTree } from "#app/i18n/missing-texts.ts";
import { listAdapters } from "./adapters.server.ts";

const texts = (language: string) =>
  flatTexts(
    JSON.parse(
      readFileSync(
        path.join(import.meta.dirname, `../../locales/${language}/forwarding.json`),
        "utf8",
      ),
    ) as TextTree,
  );

/** What a form for the options needs to know, by the schema alone. */
interface Property {
  readonly enum?: readonly string[];
  readonly items?: Property;
}
const adapters = listAdapters("demo");
const propertiesOf = (options: z.ZodType): Readonly<Record<string, Property>> =>
  (z.toJSONSchema(options, { io: "input" }) as { properties?: Record<string, Property> })
    .properties ?? {};

describe.each(["de", "en"])("the words of adapters in %s", (language) => {
  const known = texts(language);
  it.each(adapters)("name $name, its options and their choices", ({ name, options }) => {
    const wanted = Object.entries(propertiesOf(options)).flatMap(([option, property]) => [
      `option.${option}`,
      `expected.${option}`,
      ...(property.enum ?? property.items?.enum ?? []).map(
        (one) => `choice.${one.replaceAll(".", "-")}`,
      ),
    ]);
    const missing = [`adapter.${name}`, ...wanted].filter((key) => !known.has(key));
    expect(missing).toEqual([]);
  });

  it("name no option that there is not", () => {
    const shapes = [...adapters.map(({ options }) => options), paymentOptionsSchema];
    const all = new Set(shapes.flatMap((options) => Object.keys(propertiesOf(options))));
    const named = [...known.keys()]
      .filter((key) => /^(option|hint|expected)\./.test(key))
      .map((key) => key.split(".")[1] ?? "");
    expect(named.filter((option) => !all.has(option))).toEqual([]);
  });
});

test.each(adapters)("the secrets of $name are among its options", ({ options, secrets }) => {
  const names = Object.keys(propertiesOf(options));
  for (const secret of secrets) expect(names).toContain(secret);
  const telling = names.filter(
    (name) => /password|secret|token|private|passphrase/i.test(name) && !/url$/i.test(name),
  );
  expect(telling.filter((name) => !secrets.includes(name))).toEqual([]);
});

test("what is only there to try out is not there in production", () => {
  const names = listAdapters("production").map(({ name }) => name);
  expect(names).toEqual([
    "download-only",
    "email",
    "sftp",
    "webdav",
    "webhook",
    "s3",
    "fit-connect",
  ]);
});
