import { expect, it } from "vitest";
import { serviceSchema, type ServiceDefinition } from "#app/domain/service.ts";
import { receiverData } from "../fim-json.v1.server.ts";
import { compileJsonSchema, compileXsd } from "../fixtures/receiver-checks.ts";
import { outlineOfJson } from "../fixtures/schema-outline.ts";
import { fimXml } from "../fim-xml.v1.server.ts";
import { documentOf } from "../fixtures/fim-service.ts";
import { receiverJsonSchema } from "./json-schema.ts";
import { receiverXsd } from "./xsd.ts";

function field(id: string, fim: object | undefined, rest: object = {}): object {
  const origin = fim && { id: id.slice(0, 2), version: "1.0", min: 1, max: 1, ...fim };
  return {
    type: "field",
    id,
    ...(origin && { fim: origin }),
    label: { de: id },
    required: true,
    kind: "text",
    options: {},
    ...rest,
  };
}
function group(id: string, fim: object, children: readonly object[], rest: object = {}): object {
  return {
    type: "group",
    id,
    fim: { id, version: "1.0", min: 1, max: 1, ...fim },
    label: { de: id },
    children,
    ...rest,
  };
}
const optional = { required: false };

function serviceOf(nodes: readonly object[], rest: object = {}): ServiceDefinition {
  const names = nodes.map((node) => (node as { id: string }).id);
  return serviceSchema.parse({
    schemaVersion: 1,
    id: "muster",
    version: "1.0",
    name: { de: "Muster" },
    languages: ["de"],
    fim: { id: "S1", version: "1.0" },
    description: { summary: { de: "Für Tests" } },
    nodes,
    pages: [{ kind: "questions", id: "s", title: { de: "S" }, nodes: names }],
    ...rest,
  });
}

/** What the receiver gets for data; throws where it is not what was promised. */
function sent(service: ServiceDefinition, data: ReturnType<typeof documentOf>["data"]): unknown {
  const document = { ...documentOf(), data };
  document.service = { ...document.service, id: service.id, version: service.version };
  const json = receiverData(document, service, "bare");
  const validate = compileJsonSchema(receiverJsonSchema(service, "bare"));
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  expect(compileXsd(receiverXsd(service) ?? "")(fimXml(document, service) ?? "")).toEqual([]);
  return json;
}
const requiredIn = (service: ServiceDefinition) =>
  [...outlineOfJson(receiverJsonSchema(service, "bare"))]
    .filter(([, { required }]) => required === "true")
    .map(([path]) => path);

it("lets mandatory groups stand empty where nothing in them must be answered", () => {
  const service = serviceOf([
    group("G1", {}, [
      field("F1", { min: 0 }, optional),
      group("G2", {}, [field("F2", { min: 0 }, optional)]),
    ]),
    group("G3", { min: 2, max: null }, [field("F3", { min: 0 }, optional)], {
      repeat: { min: 2, max: null },
    }),
    group("G4", { min: 0 }, [field("F4", {}, optional)]),
  ]);
  expect(requiredIn(service)).toEqual(["G1", "G1/G2", "G3", "G4/F4"]);
  expect(sent(service, {})).toEqual({ G1: { G2: {} }, G3: [{}, {}] });
  expect(sent(service, { G3: [{ F3: "x" }], G4: { F4: "y" } })).toEqual({
    G1: { G2: {} },
    G3: [{ F3: "x" }, {}],
    G4: { F4: "y" },
  });
});

it("requires nothing that a condition or a page can take away", () => {
  const when = { op: "always" };
  const service = serviceOf(
    [
      field("F1", {}, { when }),
      field("F2", {}),
      field("F3", {}),
      field("F4", { type: "text" }, { ...optional, kind: "locked" }),
    ],
    {
      pages: [
        { kind: "questions", id: "a", title: { de: "A" }, nodes: ["F1", "F2", "F4"] },
        { kind: "questions", id: "b", title: { de: "B" }, nodes: ["F3"], when },
      ],
    },
  );
  expect(requiredIn(service)).toEqual(["F2"]);
  expect(sent(service, { F2: "x" })).toEqual({ F2: "x" });
});

it("wants exactly one child of a choice group", () => {
  const ask = field("auswahl", undefined, { data: false });
  const child = (id: string) => ({
    ...field(id, { min: 0 }),
    when: { op: "equals", field: "G1/auswahl", value: id },
  });
  const service = serviceOf([group("G1", { choice: true }, [ask, child("F1"), child("F2")])]);
  expect(sent(service, { G1: { F2: "x" } })).toEqual({ G1: { F2: "x" } });
  expect(() => sent(service, { G1: { F1: "x", F2: "x" } })).toThrow();
  expect(() => sent(service, {})).toThrow();
  expect(() => sent(service, { G1: {} })).toThrow();
});

it("keeps apart what has one name twice in a group, and differs in two places", () => {
  const twice = serviceOf([field("F1", {}), field("F1-2", {}, optional)]);
  expect(sent(twice, { F1: "x", "F1-2": "y" })).toEqual({ F1: "x", "F1-2": "y" });
  expect(() => sent(twice, { F1: "x".repeat(3), "F1-2": 5 })).toThrow();
  const bounds = { options: { maxLength: 1 } };
  // Which of them an element of the XML is cannot be told here.
  const unclear = serviceOf([
    field("F1", { min: 0 }, optional),
    field("F2", {}),
    field("F1-2", {}, bounds),
  ]);
  expect(sent(unclear, { F2: "x", "F1-2": "y" })).toEqual({ F2: "x", "F1-2": "y" });
  const short = { options: { maxLength: 1 } };
  const places = serviceOf([
    group("G1", {}, [field("F1", {})]),
    group("G2", {}, [field("F1", {}, short)]),
  ]);
  const outline = outlineOfJson(receiverJsonSchema(places, "bare"));
  expect([outline.get("G1/F1"), outline.get("G2/F1")]).toEqual([
    { required: "true", type: "string" },
    { required: "true", type: "string", maxLength: "1" },
  ]);
  expect(() => sent(places, { G1: { F1: "xy" }, G2: { F1: "xy" } })).toThrow();
});

it("sends technical values in their type, and does not ask for pictures", () => {
  const hidden = (id: string, type: string, content: string) =>
    field(id, { type }, { ...optional, kind: "hidden", options: { content } });
  const service = serviceOf([
    hidden("F1", "num_int", "7"),
    hidden("F2", "bool", "true"),
    hidden("F3", "num", "1.50"),
    hidden("F4", "bool", "wahr"),
    {
      ...field("F5", { type: "obj" }),
      ...optional,
      data: false,
      kind: "staticText",
      options: { content: { de: "Bild" } },
    },
    field(
      "F6",
      { type: "text", max: 3 },
      { ...optional, kind: "locked", options: { content: "x" } },
    ),
  ]);
  const data = { F1: "7", F2: "true", F3: "1.50", F4: "wahr", F6: "x" };
  expect(sent(service, data)).toEqual({ F1: 7, F2: true, F3: 1.5, F4: "wahr", F6: ["x"] });
  expect([...outlineOfJson(receiverJsonSchema(service, "bare")).keys()]).toContain("F5");
});

it("never has a name that XML would refuse, nor facets that contradict each other", () => {
  const service = serviceOf([
    field("F1", { id: "F 1 <a>" }),
    field("F2", {}, { ...optional, options: { minLength: 3, maxLength: 2 } }),
    field("F3", {}, { ...optional, kind: "integer", options: { minimum: 0.1, maximum: 0.9 } }),
    field(
      "F4",
      {},
      { ...optional, kind: "date", options: { minimum: "2026-02-30", maximum: "today" } },
    ),
  ]);
  expect(sent(service, { F1: "x" })).toEqual({ "F-1--a-": "x" });
});
