import { describe, expect, it } from "vitest";
import type { Field, Group, Node, Page } from "#app/domain/service.ts";
import { buildPages } from "./build-pages.ts";

function field(id: string, label = id): Field {
  return {
    type: "field",
    id,
    label: { de: label },
    data: true,
    required: true,
    kind: "text",
    options: {},
  };
}
function text(id: string): Field {
  const base = { type: "field", id, label: { de: id }, data: false, required: false } as const;
  return { ...base, kind: "staticText", options: { content: { de: id } } };
}
function hidden(id: string): Field {
  const base = { type: "field", id, label: { de: id }, data: true, required: false } as const;
  return { ...base, kind: "hidden", options: {} };
}
function group(id: string, children: Node[], more: Partial<Group> = {}): Group {
  return { type: "group", id, label: { de: id }, data: true, children, ...more };
}
function repeated(id: string, children: Node[]): Group {
  return group(id, children, { repeat: { min: 0, max: null } });
}
const fields = (count: number, prefix = "f"): Field[] =>
  Array.from({ length: count }, (_, at) => field(`${prefix}${String(at)}`));
const shape = (pages: Page[]): unknown[] =>
  pages.map((page) => [page.id, page.kind === "items" ? page.group : page.nodes]);

describe("buildPages", () => {
  it("gives each top-level group a page, loose fields one of their own", () => {
    expect(shape(buildPages([field("a"), group("G", fields(2)), field("b")]))).toEqual([
      ["allgemeine-angaben", ["a"]],
      ["g", ["G"]],
      ["b", ["b"]],
    ]);
  });

  it("parts large groups along their groups and names pages by them", () => {
    const pages = buildPages([
      group("Antrag", [
        group("Hund", fields(5)),
        group("Halter", fields(5)),
        group("Ort", fields(1)),
      ]),
    ]);
    expect(shape(pages)).toEqual([
      ["hund", ["Antrag/Hund"]],
      ["halter", ["Antrag/Halter"]],
      ["ort", ["Antrag/Ort"]],
    ]);
  });

  it("parts many loose fields evenly, but never an address", () => {
    const address = ["Straße", "Hausnummer", "Postleitzahl", "Ort"].map((label, at) =>
      field(`adr${String(at)}`, label),
    );
    const pages = buildPages([group("Person", [...fields(6), ...address, ...fields(4, "g")])]);
    expect(shape(pages)).toEqual([
      ["person", ["f0", "f1", "f2", "f3", "f4", "f5"].map((id) => `Person/${id}`)],
      [
        "person-teil-2",
        ["adr0", "adr1", "adr2", "adr3", "g0", "g1", "g2", "g3"].map((id) => `Person/${id}`),
      ],
    ]);
    expect(pages.map(({ title }) => title.de)).toEqual(["Person", "Person, Teil 2"]);
  });

  it("keeps the question of an optional group in front of it, where there is room", () => {
    const when = { op: "equals", field: "gate", value: true } as const;
    const small = buildPages([field("gate"), group("G", fields(2), { when })]);
    expect(shape(small)).toEqual([["g", ["gate", "G"]]]);
    const large = buildPages([field("gate"), group("G", fields(9), { when })]);
    expect(shape(large)).toEqual([["g", ["gate", ...fields(9).map(({ id }) => `G/${id}`)]]]);
    const full = group("G", [group("A", fields(8)), group("B", fields(8))], { when });
    expect(shape(buildPages([field("gate"), full]))).toEqual([
      ["g", ["gate"]],
      ["a", ["G/A"]],
      ["b", ["G/B"]],
    ]);
    const many = repeated("R", fields(2));
    expect(shape(buildPages([field("gate"), { ...many, when }])).slice(0, 2)).toEqual([
      ["r", ["gate"]],
      ["r-2", ["R/f0", "R/f1"]],
    ]);
  });

  it("names further pages by what they ask", () => {
    const titles = (...children: Node[]) =>
      buildPages([group("Antrag", [group("Hund", fields(5)), ...children])]).map(
        ({ title }) => title.de,
      );
    const files = fields(3).map((one) => ({ ...one, kind: "file", options: { mediaTypes: [] } }));
    const uploads = files as Field[];
    const rest = (...last: Node[]) => [...fields(8), group("Mitte", fields(5)), ...last];
    expect(titles(...rest(field("x", "Vollmacht"), field("y", "Urkunde"))).at(-1)).toBe(
      "Vollmacht, Urkunde",
    );
    expect(titles(...rest(...uploads)).at(-1)).toBe("Antrag: Weitere Unterlagen");
    expect(titles(...rest(field("x", "Land"))).at(-1)).toBe("Antrag: Land");
    expect(titles(...rest(...fields(3, "z"))).at(-1)).toBe("Antrag, Teil 2");
  });

  it("tells pages of recurring building blocks apart by the groups around them", () => {
    const block = (id: string) =>
      group(id, [group("Person", fields(5)), group("Anschrift", fields(5, "g"))]);
    const pages = buildPages([block("Antrag"), block("Vertretung")]);
    expect(pages.map(({ title }) => title.de)).toEqual([
      "Antrag: Person",
      "Antrag: Anschrift",
      "Vertretung: Person",
      "Vertretung: Anschrift",
    ]);
  });

  it("puts the list of items behind their pages, inner ones first", () => {
    const stall = repeated("Stand", [field("Name"), repeated("Ware", fields(1))]);
    const pages = buildPages([stall]);
    expect(pages.map(({ id, within }) => [id, within])).toEqual([
      ["stand", ["Stand"]],
      ["ware", ["Stand", "Stand/Ware"]],
      ["ware-liste", ["Stand"]],
      ["stand-liste", []],
    ]);
  });

  it("lets texts and technical values travel with their neighbours", () => {
    expect(shape(buildPages([text("t"), hidden("h"), group("G", fields(1))]))).toEqual([
      ["g", ["t", "h", "G"]],
    ]);
    expect(shape(buildPages([group("G", fields(1)), text("t")]))).toEqual([["g", ["G", "t"]]]);
    expect(shape(buildPages([text("t"), repeated("R", fields(1))]))).toEqual([
      ["hinweise", ["t"]],
      ["r", ["R/f0"]],
      ["r-liste", "R"],
    ]);
  });

  it("avoids addresses that mean something else, and groups without content", () => {
    expect(shape(buildPages([group("Prüfen", fields(1)), group("leer", [])]))).toEqual([
      ["pruefen-2", ["Prüfen"]],
    ]);
    expect(buildPages([group("leer", [])])).toEqual([]);
  });
});
