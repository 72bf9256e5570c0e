import { describe, expect, it } from "vitest";
import { identityOf, matchCodeList, optionsOf } from "./code-lists.ts";
import { fixture, zones } from "./fixtures/read-fixture.ts";
import { readGenericode, type GenericodeList } from "./genericode.ts";
import { withoutUndefined } from "./without-undefined.ts";

const [newer, older] = zones();
if (!newer || !older) throw new Error("no zones");
const row = (...cells: [string, string][]): ReadonlyMap<string, string> => new Map(cells);

describe("genericode", () => {
  it("reads identification, columns, keys and rows", () => {
    expect(newer).toMatchObject({
      shortName: "zonen",
      version: "2025",
      uri: "urn:muster:zonen",
      versionUri: "urn:muster:zonen_2025",
      keys: [{ id: "kurzKey", columns: ["kurz"] }],
    });
    expect(newer.columns.map(({ id }) => id)).toEqual(["lfd", "kurz", "lang", "hilfe"]);
    expect(newer.rows[0]?.get("lang")).toBe("Altstadt");
  });

  it("gives values without ColumnRef to the next column", () => {
    const text = new TextDecoder()
      .decode(fixture("zonen_2024.genericode.xml"))
      .replaceAll(/<Value ColumnRef="(kurz|lang)">/g, "<Value>");
    const outcome = readGenericode(text);
    expect(outcome.ok && [...(outcome.list.rows[0] ?? [])]).toEqual([
      ["lfd", "1"],
      ["kurz", "A"],
      ["lang", "Altstadt"],
    ]);
  });
});

describe("matchCodeList", () => {
  const available = [older, newer];
  it.each([
    ["the very version", { uri: "urn:muster:zonen", version: "2024" }, "exact", older],
    ["by version URI alone", { versionUri: "urn:muster:zonen_2024" }, "exact", older],
    ["the newest for no version", { uri: "urn:muster:zonen" }, "newest", newer],
    [
      "the newest where the plain URI is repeated",
      { uri: "urn:muster:zonen", versionUri: "urn:muster:zonen" },
      "newest",
      newer,
    ],
    ["another version as such", { versionUri: "urn:muster:zonen_2019" }, "otherVersion", newer],
  ] as const)("finds %s", (_name, reference, kind, list) => {
    expect(matchCodeList(reference, available)).toEqual({ kind, list });
    expect(matchCodeList(reference, available.toReversed())).toEqual({ kind, list });
  });

  it("orders versions by their numbers", () => {
    const lists = ["9", "14", "2"].map((version): GenericodeList => ({
      ...newer,
      version,
      versionUri: `urn:muster:zonen_${version}`,
    }));
    expect(matchCodeList({ uri: "urn:muster:zonen" }, lists)).toMatchObject({
      list: { version: "14" },
    });
  });

  it("finds nothing for a foreign list or an empty reference", () => {
    expect(matchCodeList({ uri: "urn:muster:fehlt" }, available)).toEqual({ kind: "missing" });
    expect(matchCodeList({}, available)).toEqual({ kind: "missing" });
    expect(matchCodeList({}, [{ columns: [], keys: [], rows: [] }])).toEqual({ kind: "missing" });
  });
});

describe("optionsOf", () => {
  it("takes the chosen columns", () => {
    const choice = { codeKey: "kurz", nameKey: "lang", helpKey: "hilfe" };
    expect(optionsOf(newer, choice)).toMatchObject({
      ok: true,
      options: [
        { code: "A", label: { de: "Altstadt" }, help: { de: "Rund um den Markt" } },
        { code: "B", label: { de: "Bahnhof" } },
        { code: "C", label: { de: "C" } },
      ],
      problems: [{ code: "missingCodeValue" }, { code: "duplicateCode" }],
    });
  });

  it("falls back to the first key, then to codenameKey, then to the first other column", () => {
    expect(optionsOf(older)).toMatchObject({ options: [{ code: "A", label: { de: "1" } }] });
    const named = { ...older, keys: [...older.keys, { id: "codenameKey", columns: ["lang"] }] };
    expect(optionsOf(named)).toMatchObject({ options: [{ label: { de: "Altstadt" } }] });
    const single = { columns: [{ id: "c", required: true }], keys: [], rows: [row(["c", "x"])] };
    expect(optionsOf(single)).toMatchObject({ options: [{ code: "x", label: { de: "x" } }] });
  });

  it("names a column that is not there", () => {
    const outcome = optionsOf(newer, { codeKey: "falsch" });
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: "unknownColumn" }] });
    expect(outcome.problems[0]?.message).toContain("falsch");
  });
});

describe("what is recorded of a list", () => {
  const [zones2025] = zones();
  if (!zones2025) throw new Error("no list");
  it.each([
    ["as it names itself", {}, { uri: "urn:muster:zonen", version: "2025" }],
    ["from its version URI", { version: undefined }, { uri: "urn:muster:zonen", version: "2025" }],
    [
      "from its version URI alone",
      { uri: undefined, version: undefined },
      { uri: "urn:muster:zonen", version: "2025" },
    ],
  ])("comes %s", (_name, less, identity) => {
    const list = withoutUndefined({ ...zones2025, ...less });
    expect(identityOf(list)).toEqual(identity);
  });
});
