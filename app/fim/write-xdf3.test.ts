import { describe, expect, it } from "vitest";
import type { ContentType } from "./content-model.ts";
import { canonicalOf } from "./fixtures/canonical-form.ts";
import { fixture, schemaFixture } from "./fixtures/read-fixture.ts";
import { messages3 } from "./grammar-3.ts";
import { readSchema } from "./read-schema.ts";
import { writeXdf3 } from "./write-xdf3.ts";

const textOf = (name: string): string => new TextDecoder().decode(fixture(name));
const names = ["alles-gesagt.xdf3.xml", "alle-merkmale.xdf3.xml"];

/** Every element and attribute that a message may hold. */
function vocabulary(type: ContentType, seen: Set<ContentType>, words: Set<string>): Set<string> {
  if (seen.has(type)) return words;
  seen.add(type);
  for (const key of type.attributes.keys()) words.add(` ${key}="`);
  for (const { elements } of type.particles())
    for (const [name, { uri, type: inner }] of elements) {
      words.add(`${uri === "" ? "<" : ":"}${name}`);
      vocabulary(inner, seen, words);
    }
  return words;
}

describe("writing XDatenfelder 3.0.0", () => {
  it.each(names)("%s is written again as it was", (name) => {
    const text = textOf(name);
    const outcome = readSchema(text);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const written = writeXdf3(outcome.schema);
    expect(canonicalOf(written)).toBe(canonicalOf(text));
    expect(written).not.toContain("relation");
    const again = readSchema(written);
    expect(again.ok && writeXdf3(again.schema)).toBe(written);
  });

  it("leaves nothing out that the standard knows", () => {
    const schema = messages3.get("xdatenfelder.stammdatenschema.0102");
    if (!schema) throw new Error("no grammar");
    const words = [...vocabulary(schema, new Set(), new Set())];
    expect(words.length).toBeGreaterThan(70);
    const texts = names.map(textOf).join("");
    expect(words.filter((word) => !texts.includes(word))).toEqual([]);
  });

  it("reads what seldom occurs", () => {
    const outcome = readSchema(fixture("alles-gesagt.xdf3.xml"));
    expect(outcome.problems).toMatchObject([
      { code: "invalidPrecision", path: "F99000000105" },
      { code: "invalidMultiplicity", path: "F99000000106" },
    ]);
    const schema = schemaFixture("alles-gesagt.xdf3.xml");
    expect(schema).toMatchObject({
      message: { referenceId: "muster-1", productName: "Mustereditor", dataQuality: "TEST" },
      derivation: { structure: "2", representation: "1" },
      documentProfile: { id: "D99000000101" },
      release: {
        statusListVersion: "2022-07-12",
        note: "Erste Fassung <Entwurf>",
        publishedOn: "2026-01-20",
      },
    });
    expect(schema.version).toBeUndefined();
    expect(schema.rules[0]).toMatchObject({
      author: "Musterredaktion",
      changedAt: "2026-01-15T24:00:00+01:00",
      keywords: [{ text: "Rechnung", uri: "Freitext" }],
      parameters: [
        { element: "F99000000101", name: "eingang", kind: "wert" },
        { element: "", name: "menge", kind: "anzahl" },
      ],
      script: 'if (eingang < 2 && menge > 0) {\n  ausgang = eingang * 2; // "]]>"\n}',
      errors: [
        { code: "-7", text: "Das Doppelte stimmt nicht." },
        { code: "+08", text: "" },
      ],
    });
  });

  it("escapes what would be read otherwise", () => {
    const schema = schemaFixture("alles-gesagt.xdf3.xml");
    const name = `<a> & "b"\r\n\tc ]]>`;
    const outcome = readSchema(writeXdf3({ ...schema, name }));
    expect(outcome.ok && outcome.schema.asWritten?.["name"]).toBe(name);
  });
});
