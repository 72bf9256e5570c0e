import { expect, it } from "vitest";
import type { Node } from "#app/domain/service.ts";
import { itemTitleOf } from "./item-title.ts";

const text = (id: string, label: string): Node => ({
  type: "field",
  id,
  label: { de: label },
  data: true,
  required: true,
  kind: "text",
  options: {},
});
const group = (id: string, ...children: Node[]): Node => ({
  type: "group",
  id,
  label: { de: id },
  data: true,
  children,
});

it.each<[readonly Node[], readonly string[]]>([
  [
    [text("a", "Familienname"), text("b", "Geburtsname"), text("c", "Vornamen")],
    ["c", "a"],
  ],
  [[group("G", text("a", "Gemeinde"), text("b", "Bezeichnung des Bezirks"))], ["G/b"]],
  [[text("a", "Farbe"), text("b", "Größe")], ["a"]],
  [[{ ...group("R", text("a", "Name")), repeat: { min: 0, max: null } }], []],
])("names items by what tells them apart", (children, expected) => {
  expect(itemTitleOf(children)).toEqual(expected);
});
