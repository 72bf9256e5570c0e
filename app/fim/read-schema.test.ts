import { describe, expect, it } from "vitest";
import { fixture, schemaFixture } from "./fixtures/read-fixture.ts";
import type { FimField, FimPosition } from "./model.ts";
import { readSchema } from "./read-schema.ts";

function fieldAt(positions: readonly FimPosition[], ...ids: string[]): FimField {
  const [id, ...rest] = ids;
  const found = positions.find(({ element }) => element.id === id)?.element;
  if (found?.type === "group") return fieldAt(found.positions, ...rest);
  if (!found) throw new Error(`no ${String(id)}`);
  return found;
}

describe("XDatenfelder 3.0.0", () => {
  const schema = schemaFixture("alle-merkmale.xdf3.xml");

  it("reads the schema itself", () => {
    expect(schema).toMatchObject({
      standard: "xdatenfelder_3.0.0",
      message: { id: "muster-1", createdAt: "2026-01-15T08:00:00+00:00" },
      id: "S99000000001",
      version: "1.0.0",
      name: "Musterfeier",
      label: "Feier auf öffentlichem Grund anzeigen",
      help: "Zeigen Sie eine Feier an.",
      references: [
        { text: "§ 1 Mustersatzung", link: "https://www.example.org/satzung" },
        { text: "§ 2 Mustersatzung" },
      ],
      release: { status: "5", setOn: "2026-01-15", setBy: "Musterredaktion" },
      keywords: [{ text: "Muster", uri: "urn:muster:stichwort" }],
      documentProfile: { id: "D99000000002", version: "1.0.0" },
      rules: [
        {
          id: "R99000000001",
          kind: "K",
          sentence: "Wenn F99000000015 größer als 100 ist, dann ist F99000000018 Pflichtfeld.",
          targets: [{ element: "F99000000001", name: "ziel" }],
          errors: [{ code: "1", text: "Das passt nicht zusammen." }],
        },
      ],
    });
  });

  it("keeps the multiplicity at the position and its legal basis with it", () => {
    const positions = schema.positions.filter(({ element }) => element.id === "F99000000002");
    expect(positions).toMatchObject([
      { min: 1, max: 1, references: [{ text: "§ 1 Mustersatzung" }] },
      { min: 1, max: 1, references: [] },
    ]);
    const stalls = schema.positions.find(({ element }) => element.id === "G99000000012");
    expect(stalls).toMatchObject({ min: 0, max: 10 });
    expect(stalls?.element).toMatchObject({ positions: [{}, { min: 1, max: null }, {}] });
  });

  it("reads every precision, list and file bound", () => {
    expect(fieldAt(schema.positions, "G99000000001", "F99000000016")).toMatchObject({
      dataType: "num_currency",
      precision: { minValue: "0", maxValue: "1234.50" },
    });
    expect(fieldAt(schema.positions, "G99000000001", "F99000000018")).toMatchObject({
      maxSize: 1048576,
      mediaTypes: ["application/pdf", "image/png"],
    });
    expect(fieldAt(schema.positions, "G99000000002", "F99000000030").values).toEqual([
      { code: "01", name: "Klein", help: "Bis 50 Gäste" },
      { code: "02", name: "Groß" },
    ]);
    expect(fieldAt(schema.positions, "G99000000002", "F99000000035").codeList).toEqual({
      uri: "urn:muster:zonen",
      version: "2025",
      versionUri: "urn:muster:zonen_2025",
      codeKey: "kurz",
      nameKey: "lang",
      helpKey: "hilfe",
    });
    expect(fieldAt(schema.positions, "F99000000004")).toMatchObject({ fieldKind: "hidden" });
  });

  it("knows choice groups", () => {
    const kinds = schema.positions.map(
      ({ element }) => element.type === "group" && element.isChoice,
    );
    expect(kinds.filter(Boolean)).toHaveLength(1);
  });

  it("goes by namespace and not by prefix", () => {
    const text = new TextDecoder().decode(fixture("alle-merkmale.xdf3.xml"));
    const renamed = text.replace("xmlns:fim=", "xmlns:ns0=").replaceAll(/(<\/?)fim:/g, "$1ns0:");
    expect(renamed).not.toBe(text);
    expect(readSchema(renamed)).toEqual(readSchema(text));
  });
});

describe("XDatenfelder 2.0", () => {
  const outcome = readSchema(fixture("alle-merkmale.xdf2.xml"));
  const schema = schemaFixture("alle-merkmale.xdf2.xml");

  it("reads the schema itself, which need not have a version", () => {
    expect(schema).toMatchObject({
      standard: "xdatenfelder_2",
      id: "S99000001",
      name: "Musterhund",
      label: "Hund anmelden",
      definition: "Hunde werden angemeldet.",
      references: [{ text: "§ 3 Mustersatzung" }],
      rules: [{ id: "R99000001", script: "function script() {\n}" }],
    });
    expect(schema.version).toBeUndefined();
  });

  it("parts references and unescapes precision", () => {
    expect(schema.positions[0]?.references).toEqual([
      { text: "§ 1 Mustersatzung" },
      { text: "§ 2 Mustersatzung" },
    ]);
    expect(fieldAt(schema.positions, "F99000001").precision).toEqual({
      minLength: 1,
      maxLength: 120,
      pattern: "[\\p{L} ]*",
    });
    expect(fieldAt(schema.positions, "F99000002").precision).toEqual({
      minValue: "-2",
      maxValue: "40",
    });
  });

  it("reads list references with line breaks and without version", () => {
    expect(fieldAt(schema.positions, "F99000007").codeList).toEqual({
      id: "C99000001",
      uri: "urn:muster:zonen",
      version: "2025",
      versionUri: "urn:muster:zonen_2025",
    });
    expect(fieldAt(schema.positions, "F99000008").codeList?.version).toBeUndefined();
  });

  it("reports what it cannot understand by its place and goes on", () => {
    expect(outcome.problems).toMatchObject([
      { severity: "warning", code: "invalidPrecision", path: "F99000003" },
      { severity: "warning", code: "invalidPrecision", path: "F99000004" },
      { severity: "warning", code: "invalidPrecision", path: "F99000006" },
      { severity: "warning", code: "invalidMultiplicity", path: "F99000012" },
    ]);
    for (const { line, column } of outcome.problems) {
      expect(line).toBeGreaterThan(100);
      expect(column).toBeGreaterThan(1);
    }
    expect(schema.positions.at(-2)).toMatchObject({ min: 0, max: 1 });
  });
});
