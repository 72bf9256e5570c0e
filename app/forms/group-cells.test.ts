import { expect, it } from "vitest";
import { fieldOf } from "./fixtures/all-kinds.ts";
import { groupCells, rowsOf } from "./group-cells.ts";

const text = (label: string, maxLength?: number) =>
  fieldOf("text", maxLength === undefined ? {} : { maxLength }, { label: { text: label } });

it("puts street and number, postal code and town into one row", () => {
  const children = [
    text("Straße"),
    text("Hausnummer", 9),
    text("Zusatz"),
    text("Postleitzahl", 5),
    text("Ort"),
  ];
  expect(groupCells({ widget: "address", children })).toEqual([
    "wide",
    "narrow",
    "full",
    "narrow",
    "wide",
  ]);
});

it("pairs names and leaves the rest", () => {
  const children = [text("Vorname"), text("Name"), fieldOf("date", {}), text("Geburtsort")];
  expect(groupCells({ widget: "person", children })).toEqual(["half", "half", "full", "full"]);
});

it("makes rows of neighbours that belong together wherever they stand", () => {
  const when = { op: "equals", field: "x", value: true } as const;
  const shape = (nodes: Parameters<typeof rowsOf>[0]) =>
    rowsOf(nodes).map((row) =>
      row.kind === "single" ? row.node.label.text : row.nodes.map(({ label }) => label.text),
    );
  const street = text("Straße");
  const town = [text("Postleitzahl", 5), text("Ort")];
  expect(shape([text("Von"), street, text("Hausnummer", 9), ...town, text("E-Mail")])).toEqual([
    "Von",
    ["Straße", "Hausnummer"],
    ["Postleitzahl", "Ort"],
    "E-Mail",
  ]);
  expect(shape([text("Familienname"), text("Geburtsname"), text("Vornamen")])).toHaveLength(3);
  expect(shape([street, { ...text("Hausnummer", 9), when }])).toHaveLength(2);
  expect(
    shape([
      { ...street, when },
      { ...text("Hausnummer", 9), when },
    ]),
  ).toHaveLength(1);
});
