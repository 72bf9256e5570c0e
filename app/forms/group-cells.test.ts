import { expect, it } from "vitest";
import { fieldOf } from "./fixtures/all-kinds.ts";
import { groupCells } from "./group-cells.ts";

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
