import { describe, expect, it } from "vitest";
import { canonicalOf } from "./fixtures/canonical-form.ts";
import { fixture, schemaFixture, zones } from "./fixtures/read-fixture.ts";
import { spansOf } from "./fixtures/mutate-xml.ts";
import { optionsOf } from "./code-lists.ts";
import { readGenericode } from "./genericode.ts";
import { readSchema } from "./read-schema.ts";
import { toService } from "./to-service.ts";
import { writeXdf3 } from "./write-xdf3.ts";

const text = (name: string): string => new TextDecoder().decode(fixture(name));

/** One element of a fixture as a message of its own. */
function messageWith(source: string, root: string, element: string, holds: string): string {
  const head = /^[^]*?<\/(?:fim|xdf):header>/.exec(source)?.[0] ?? "";
  const prefix = /<(\w+):header>/.exec(head)?.[1] ?? "";
  const span = spansOf(source).find(
    ({ name, start, end }) =>
      name === `${prefix}:${element}` && source.slice(start, end).includes(`:id>${holds}<`),
  );
  const inner = source.slice(span?.start, span?.end);
  return `${head.replace("stammdatenschema.0102", root)}${inner}</${prefix}:xdatenfelder.${root}>`;
}

describe("single elements", () => {
  const whole = text("alle-merkmale.xdf3.xml");
  it.each([
    ["group", "datenfeldgruppe.0103", "datenfeldgruppe", "G99000000012"],
    ["field", "datenfeld.0104", "datenfeld", "F99000000030"],
  ])("reads a %s as a schema of that one element", (holds, root, element, id) => {
    const message = messageWith(whole, root, element, id);
    const outcome = readSchema(message);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const { schema } = outcome;
    expect(schema).toMatchObject({
      id,
      version: "1.0.0",
      message: { id: "muster-1", holds },
      rules: [],
    });
    expect(schema.positions).toMatchObject([{ min: 1, max: 1, element: { type: holds, id } }]);
    expect(canonicalOf(writeXdf3(schema))).toBe(canonicalOf(message));
    const service = toService(schema, zones());
    expect(service.ok && service.service.nodes.map((node) => node.id)).toEqual([id]);
  });

  it("reads those of 2.0 too", () => {
    const message = messageWith(
      text("alle-merkmale.xdf2.xml"),
      "datenfeld.0104",
      "datenfeld",
      "F99000002",
    );
    expect(readSchema(message)).toMatchObject({
      ok: true,
      schema: { standard: "xdatenfelder_2", id: "F99000002", message: { holds: "field" } },
    });
  });

  it("refuses a message that holds something else", () => {
    const message = messageWith(whole, "datenfeldgruppe.0103", "datenfeld", "F99000000030");
    expect(readSchema(message)).toMatchObject({
      ok: false,
      problems: [{ code: "missingElement" }],
    });
  });
});

describe("code lists (message 0105)", () => {
  it.each(["zonen.0105.xdf3.xml", "zonen.0105.xdf2.xml"])("%s is read as its list", (name) => {
    const outcome = readGenericode(fixture(name));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const [zones2025] = zones();
    expect(outcome.list).toEqual(zones2025);
    expect(optionsOf(outcome.list)).toMatchObject({
      ok: true,
      options: [{ code: "A" }, { code: "B" }, {}],
    });
  });

  it("refuses a message without a list, and one that breaks the standard", () => {
    const message = text("zonen.0105.xdf3.xml");
    const without = message.replace(/<gc:CodeList[^]*<\/gc:CodeList>/, "");
    expect(readGenericode(without)).toMatchObject({
      problems: [{ code: "missingElement", line: 3 }],
    });
    const twice = message.replace('Id="lang"', 'Id="kurz"');
    expect(readGenericode(twice)).toMatchObject({ problems: [{ code: "invalidAttribute" }] });
    expect(readGenericode(fixture("alle-merkmale.xdf3.xml"))).toMatchObject({ ok: false });
  });

  it("says which value belongs to no column", () => {
    const damaged = text("zonen_2025.genericode.xml").replace(
      'ColumnRef="hilfe"',
      'ColumnRef="fehlt"',
    );
    expect(readGenericode(damaged)).toMatchObject({
      ok: true,
      problems: [{ severity: "warning", code: "unknownColumn" }],
    });
  });
});

describe("XDatenfelder 2.0, lifted", () => {
  it("is a schema of 3.0.0 that reads the same", () => {
    const schema = schemaFixture("alle-merkmale.xdf2.xml");
    const outcome = readSchema(writeXdf3(schema));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    const lifted = outcome.schema;
    expect(lifted).toMatchObject({
      standard: "xdatenfelder_3.0.0",
      id: "S99000000001",
      name: schema.name,
    });
    expect(lifted.release.status).toMatch(/^[267]$/);
    expect(lifted.rules[0]).toMatchObject({ id: "R99000000001", kind: "K" });
    expect(lifted.rules[0]?.script).toBeUndefined();
    const [first] = schema.positions;
    expect(lifted.positions[0]).toMatchObject({
      min: first?.min,
      references: first?.references,
      element: { name: first?.element.name, label: first?.element.label },
    });
  });
});
