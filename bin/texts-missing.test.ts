import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { UsageError } from "./command.ts";
import { textsMissingCommand } from "./texts-missing-command.ts";

const run = (names: readonly string[], values = {}) =>
  textsMissingCommand.run({
    arguments: names,
    values,
    input: Readable.from([]),
    config: () => {
      throw new Error("needs no configuration");
    },
    portal: () => Promise.reject(new Error("not needed")),
    open: () => Promise.reject(new Error("needs no database")),
  });

it("counts what each language lacks, without configuration and database", async () => {
  const { ok, text, json } = await run([]);
  expect(ok).toBe(true);
  for (const language of languages)
    expect(text).toMatch(new RegExp(`^${language} +\\d+ +\\d+`, "m"));
  expect(json["languages"]).toHaveLength(languages.length);
});

it("names the languages whose texts nobody has checked", async () => {
  expect((await run(["ar"])).text).toMatch(/^ar +\d+ +\d+ +no$/m);
  expect((await run(["de"])).text).toMatch(/^de +0 +\d+ +yes$/m);
});

it("refuses a language that there is not", async () => {
  await expect(run(["fr"])).rejects.toThrow(UsageError);
});
