import { expect, it } from "vitest";
import { nameOrder } from "./text.ts";

it("puts names in order as readers of German expect", () => {
  const names = ["Zweitwohnung", "Antrag 10", "Ärztin", "Antrag 2", "Ausweis", "antrag 1"];
  expect(names.sort(nameOrder("de"))).toEqual([
    "antrag 1",
    "Antrag 2",
    "Antrag 10",
    "Ärztin",
    "Ausweis",
    "Zweitwohnung",
  ]);
});
