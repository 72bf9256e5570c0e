import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { charactersOf, latinTypes, searchForm, strangeCharacter } from "./din91379.ts";

// The table of the norm is not ours to publish; whoever has it runs these tests too.
const file = path.resolve(
  process.env["EINMAL_DATA"] ?? "../shared/data",
  "fim/charset/din91379.json",
);
const present = existsSync(file);
if (!present) console.warn(`SKIPPED: no table of DIN 91379 at ${file} (set EINMAL_DATA)`);

interface Table {
  readonly types: Readonly<Record<(typeof latinTypes)[number], readonly string[]>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly din91379_2022_additions: Readonly<Record<string, readonly string[]>>;
  readonly searchForm: Readonly<Record<string, string>>;
}

describe.skipIf(!present)("the table of the norm", () => {
  const table = present ? (JSON.parse(readFileSync(file, "utf8")) as Table) : undefined;

  it.each(latinTypes)("has the characters of type %s, and no other", (type) => {
    const expected = (table?.types[type] ?? []).flatMap((group) => [
      ...(table?.groups[group] ?? []),
      ...(table?.din91379_2022_additions[group] ?? []),
    ]);
    expect(new Set(charactersOf(type))).toEqual(new Set(expected));
    for (const one of expected) expect(strangeCharacter(`a${one}`, type), one).toBeUndefined();
  });

  it("has the same search forms", () => {
    const letters = Object.entries(table?.searchForm ?? {});
    expect(letters).toHaveLength(646);
    expect(letters.filter(([letter, form]) => searchForm(letter) !== form)).toEqual([]);
  });
});
