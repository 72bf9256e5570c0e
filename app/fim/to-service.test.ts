import { describe, expect, it } from "vitest";
import { checkService } from "#app/domain/check-service.ts";
import { joinPath } from "#app/domain/path.ts";
import type { Node, ServiceDefinition } from "#app/domain/service.ts";
import { schemaFixture, zones } from "./fixtures/read-fixture.ts";
import { toService, type ImportOptions } from "./to-service.ts";

function importFixture(name: string, options: ImportOptions = {}): ServiceDefinition {
  const outcome = toService(schemaFixture(name), zones(), options);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.service;
}

function nodesOf({ nodes }: ServiceDefinition): Map<string, Node> {
  const found = new Map<string, Node>();
  const walk = (siblings: readonly Node[], parent: string): void => {
    for (const node of siblings) {
      found.set(joinPath(parent, node.id), node);
      if (node.type === "group") walk(node.children, joinPath(parent, node.id));
    }
  };
  walk(nodes, "");
  return found;
}

const service = importFixture("alle-merkmale.xdf3.xml");
const nodes = nodesOf(service);
const feast = "G99000000001";
const lists = "G99000000002";
const person = "G99000000003";

describe("the service", () => {
  it("is called as the schema calls it", () => {
    expect(service).toMatchObject({
      id: "feier-auf-oeffentlichem-grund-anzeigen",
      version: "1.0.0",
      name: { de: "Feier auf öffentlichem Grund anzeigen" },
      languages: ["de"],
      fim: { id: "S99000000001", version: "1.0.0" },
      description: { summary: { de: "Zeigen Sie eine Feier an." } },
    });
    expect(importFixture("alle-merkmale.xdf3.xml", { id: "feier" }).id).toBe("feier");
  });

  it.each(["alle-merkmale.xdf3.xml", "alle-merkmale.xdf2.xml"])("holds together: %s", (name) => {
    expect(checkService(importFixture(name))).toEqual([]);
  });

  it("warns where 2.0 has no version", () => {
    const outcome = toService(schemaFixture("alle-merkmale.xdf2.xml"), zones());
    expect(outcome).toMatchObject({ ok: true, service: { version: "1.0" } });
    expect(outcome.problems.map(({ code }) => code)).toContain("missingVersion");
  });

  it("says why an empty schema is no service", () => {
    const schema = { ...schemaFixture("alle-merkmale.xdf3.xml"), positions: [], rules: [] };
    expect(toService(schema, [])).toMatchObject({
      ok: false,
      problems: [{ code: "emptyService" }],
    });
  });
});

describe("kinds", () => {
  it.each([
    ["F99000000001", "staticText", false, { content: { de: "Halten Sie Ihren Ausweis bereit." } }],
    ["F99000000002", "text", true, { minLength: 2, maxLength: 80 }],
    ["F99000000003", "multiline", false, { maxLength: 2000, charset: "C" }],
    ["F99000000004", "hidden", false, { content: "M-1" }],
    ["F99000000005", "locked", false, { content: "Musterverfahren" }],
    [`${feast}/F99000000010`, "date", true, { minimum: "2026-01-01", maximum: "2026-12-31" }],
    [`${feast}/F99000000011`, "time", false, { minimum: "08:00", maximum: "22:00" }],
    [`${feast}/F99000000012`, "dateTime", false, { minimum: "2026-01-01T08:00" }],
    [`${feast}/F99000000013`, "yesNo", true, {}],
    [`${feast}/F99000000014`, "number", false, { minimum: 0.5, maximum: 100 }],
    [`${feast}/F99000000015`, "integer", true, { minimum: 1, maximum: 500 }],
    [`${feast}/F99000000016`, "money", false, { minimum: 0, maximum: 123450, currency: "EUR" }],
    [`${feast}/F99000000017`, "staticText", false, { content: { de: "Lageplan als Bild" } }],
    [
      `${feast}/F99000000018`,
      "file",
      false,
      { maxSize: 1048576, mediaTypes: ["application/pdf", "image/png"] },
    ],
    [
      `${feast}/F99000000019`,
      "declaration",
      true,
      { statement: { de: "Ich versichere die Richtigkeit meiner Angaben." } },
    ],
    // A consent must be possible to refuse.
    [`${feast}/F99000000020`, "yesNo", true, {}],
    [`${lists}/F99000000030`, "choice", true, { list: `${lists}/F99000000030` }],
    [`${lists}/F99000000031`, "multipleChoice", false, { list: `${lists}/F99000000031` }],
    [`${lists}/F99000000032`, "choice", true, { list: "urn:muster:zonen_2025" }],
    [`${lists}/F99000000033`, "choice", true, { list: "urn:muster:zonen_2025" }],
    [`${lists}/F99000000035`, "choice", true, { list: "urn:muster:zonen_2025#kurz#lang#hilfe" }],
    [`${lists}/F99000000036`, "text", true, {}],
    [`${lists}/F99000000037`, "choice", false, { list: `${lists}/F99000000037` }],
    [`${person}/G99000000005/F99000000041`, "iban", true, { maxLength: 34 }],
    // What the schema demands beyond the kind is checked too: the receiver would refuse it.
    [
      `${person}/G99000000006/F60000000242`,
      "email",
      false,
      {
        minLength: 6,
        maxLength: 254,
        pattern: "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{1,63}$",
      },
    ],
    [`${person}/G99000000006/F60000000240`, "phone", false, { maxLength: 23 }],
    [`${person}/G99000000006/F99000000042`, "text", false, {}],
  ] as const)("%s is %s", (path, kind, required, options) => {
    expect(nodes.get(path)).toMatchObject({ kind, required });
    expect(nodes.get(path)).toHaveProperty("options", options);
  });

  it("lets values repeat where the position does", () => {
    expect(nodes.get(`${lists}/F99000000031`)).toMatchObject({ repeat: { min: 0, max: 2 } });
    expect(nodes.get(`${person}/G99000000006/F60000000262`)).toMatchObject({
      kind: "text",
      required: true,
      repeat: { min: 2, max: 5 },
    });
    expect(nodes.get("F99000000002")).not.toHaveProperty("repeat");
  });

  it("offers defaults in the form of the kind", () => {
    expect(nodes.get(`${feast}/F99000000013`)).toMatchObject({ preset: "true" });
    expect(nodes.get(`${feast}/F99000000015`)).toMatchObject({ preset: "20" });
    expect(nodes.get(`${lists}/F99000000030`)).toMatchObject({ preset: "02" });
  });

  it("leaves out of the data what is no data", () => {
    const silent = [...nodes].filter(([, { data }]) => !data).map(([path]) => path);
    expect(silent).toEqual([
      "F99000000001",
      `${feast}/F99000000017`,
      `${person}/G99000000005-vorhanden`,
      "G99000000009/auswahl",
    ]);
  });

  it("tells browsers the purpose of the applicant's own fields only", () => {
    const own = nodes.get(`${person}/G99000000004/F60000000227`);
    expect(own).toMatchObject({ autocomplete: "family-name" });
    const schema = schemaFixture("alle-merkmale.xdf3.xml");
    const positions = schema.positions.map((position) => ({
      ...position,
      element: { ...position.element, label: "Gesetzliche Vertretung" },
    }));
    const outcome = toService({ ...schema, positions }, zones());
    const other = outcome.ok && nodesOf(outcome.service).get(`${person}/G99000000004/F60000000227`);
    expect(other).not.toHaveProperty("autocomplete");
  });
});

describe("groups", () => {
  it("knows building blocks", () => {
    const widgets = [...nodes.values()].flatMap((node) =>
      node.type === "group" && node.widget ? [node.widget] : [],
    );
    expect(widgets).toEqual(["person", "dateParts", "address", "bank", "person"]);
  });

  it("asks whether an optional group applies, if something in it is required", () => {
    const gate = `${person}/G99000000005-vorhanden`;
    expect(nodes.get(gate)).toMatchObject({
      kind: "yesNo",
      required: true,
      data: false,
      label: {
        de: "Möchten Sie Angaben zu „Bankverbindung“ machen?",
        en: "Would you like to give details on “Bankverbindung”?",
      },
    });
    expect(nodes.get(`${person}/G99000000005`)?.when).toEqual({
      op: "equals",
      field: gate,
      value: true,
    });
    expect([...nodes.keys()].indexOf(gate)).toBeLessThan(
      [...nodes.keys()].indexOf(`${person}/G99000000005`),
    );
  });

  it("does not ask twice around a single question, nor where nothing is required", () => {
    expect(nodes.has("G99000000007-vorhanden")).toBe(false);
    expect(nodes.get("G99000000007/F99000000050")).toMatchObject({ required: false });
    expect(nodes.has("G99000000008-vorhanden")).toBe(false);
  });

  it("asks which child of a choice group applies", () => {
    const path = "G99000000009/auswahl";
    expect(nodes.get(path)).toMatchObject({
      kind: "choice",
      required: true,
      options: { list: path },
    });
    expect(service.codeLists[path]?.options.map(({ code, label }) => [code, label.de])).toEqual([
      ["G99000000010", "Mensch"],
      ["G99000000011", "Verein"],
      ["F99000000054", "Nummer der Vollmacht"],
    ]);
    expect(nodes.get("G99000000009/F99000000054")).toMatchObject({
      required: true,
      when: { op: "equals", field: path, value: "F99000000054" },
    });
    expect(nodes.get("G99000000009/G99000000011/F99000000053")).toMatchObject({ required: true });
  });

  it("repeats groups and names their items", () => {
    expect(nodes.get("G99000000012")).toMatchObject({
      repeat: { min: 0, max: 10 },
      itemTitle: ["F99000000060"],
    });
    expect(nodes.get("G99000000012/G99000000013")).toMatchObject({ repeat: { min: 1, max: null } });
  });

  it("numbers siblings of the same id", () => {
    expect(nodes.get("F99000000002-2")).toMatchObject({ fim: { id: "F99000000002" } });
  });
});

describe("hostile schemas", () => {
  const schema = schemaFixture("alle-merkmale.xdf3.xml");
  const position = schema.positions[1];
  if (!position) throw new Error("no position");

  it("take ids that are names of built-in properties", () => {
    const positions = ["__proto__", "constructor", "toString", "auswahl", "ä ö", ""].map((id) => ({
      ...position,
      element: { ...position.element, id },
    }));
    const outcome = toService({ ...schema, positions }, zones());
    expect(outcome.ok && outcome.service.nodes.map(({ id }) => id)).toEqual([
      "n-__proto__",
      "constructor",
      "toString",
      "auswahl",
      "n",
      "n-2",
    ]);
  });

  it("do not take forever with equal names", () => {
    const positions = Array.from({ length: 5_000 }, () => position);
    const outcome = toService({ ...schema, positions }, zones());
    expect(outcome.ok && outcome.service.nodes.at(-1)?.id).toBe("F99000000002-5000");
  });

  it("cannot demand more items than anybody gives", () => {
    const positions = [{ ...position, min: 999_999_999, max: null }];
    const outcome = toService({ ...schema, positions }, zones());
    expect(outcome.ok && outcome.service.nodes[0]).toMatchObject({
      repeat: { min: 50, max: null },
    });
    expect(outcome.ok && outcome.service.openPoints.map(({ code }) => code)).toContain("unclear");
  });
});

describe("open points", () => {
  it("carries out the rules that it understands and keeps the others as sentences", () => {
    expect(service.openPoints.filter(({ code }) => code === "rule")).toEqual([]);
    expect(service.rules.map(({ id, bearer, effect }) => [id, bearer, effect])).toEqual([
      ["R99000000001", "", "require"],
      ["R99000000002", feast, "require"],
    ]);
    const schema = schemaFixture("alle-merkmale.xdf3.xml");
    const [rule] = schema.rules;
    if (!rule) throw new Error("the fixture has no rule");
    const sentence = "Das muss die Behörde von Fall zu Fall prüfen.";
    const outcome = toService({ ...schema, rules: [{ ...rule, sentence }] }, zones());
    const open = outcome.ok ? outcome.service.openPoints : [];
    expect(open.find(({ code }) => code === "rule")).toEqual({
      code: "rule",
      path: "",
      id: "R99000000001",
      text: sentence,
      reason: "Nicht verstanden ab „Das muss die Behörde von Fall zu Fall prüfen.“",
    });
  });

  it("never replaces a list silently", () => {
    const points = service.openPoints.filter(({ code }) => code === "missingCodeList");
    expect(points.map(({ path, id }) => [path, id])).toEqual([
      [`${lists}/F99000000034`, "urn:muster:zonen_2019"],
      [`${lists}/F99000000036`, "urn:muster:fehlt_1"],
    ]);
    expect(points[0]?.text).toContain("urn:muster:zonen_2025");
    const strict = importFixture("alle-merkmale.xdf3.xml", { allowOtherVersions: false });
    expect(nodesOf(strict).get(`${lists}/F99000000034`)).toMatchObject({ kind: "text" });
    expect(nodesOf(strict).get(`${lists}/F99000000036`)?.hint?.de).toContain("Auswahlliste");
  });

  it("pins a reference without version to the one that was found", () => {
    expect(service.codeLists["urn:muster:zonen_2025"]).toMatchObject({
      uri: "urn:muster:zonen",
      version: "2025",
    });
  });

  it("says which version it took for a reference without one", () => {
    const outcome = toService(schemaFixture("alle-merkmale.xdf3.xml"), zones());
    const pinned = outcome.problems.filter(({ code }) => code === "codeListPinned");
    expect(pinned).toMatchObject([{ severity: "warning", path: `${lists}/F99000000033` }]);
    expect(pinned[0]?.message).toContain("urn:muster:zonen_2025");
  });

  it("drops patterns nobody could answer", () => {
    const unclear = service.openPoints.filter(({ code }) => code === "unclear");
    expect(unclear.map(({ path }) => path)).toEqual([
      "F99000000006",
      `${person}/G99000000006/F99000000042`,
    ]);
    const two = importFixture("alle-merkmale.xdf2.xml");
    expect(two.openPoints.find(({ path }) => path === "F99000005")?.text).toContain(
      "Mehrfachauswahl",
    );
  });
});

describe("pages", () => {
  it("follow the structure; item pages stand before the list of items", () => {
    expect(service.pages.map((page) => [page.id, page.kind, page.within.length])).toEqual([
      ["allgemeine-angaben", "questions", 0],
      ["angaben-zur-feier", "questions", 0],
      ["auswahl", "questions", 0],
      ["antragstellende-person", "questions", 0],
      ["kontakt", "questions", 0],
      ["nur-eine-frage", "questions", 0],
      ["ganz-freiwillig", "questions", 0],
      ["verantwortliche", "questions", 0],
      ["staende", "questions", 1],
      ["ware", "questions", 2],
      ["ware-liste", "items", 1],
      ["stromanschluss", "questions", 1],
      ["staende-liste", "items", 0],
      ["kurztitel", "questions", 0],
    ]);
  });

  it("carry the help of the group they show", () => {
    expect(service.pages.find(({ id }) => id === "staende")?.intro).toEqual({
      de: "Jeder Stand einzeln.",
    });
  });
});
