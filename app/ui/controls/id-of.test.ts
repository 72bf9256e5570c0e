import { expect, it } from "vitest";
import { idOf } from "./id-of.ts";

it("gives every name an id of its own that needs no escaping", () => {
  const names = [
    "a/b",
    "a_b",
    "a:b",
    "a#b",
    "a-b",
    "a__b",
    "a_ib",
    "a/b/day",
    "a:k3/b#0",
    "ä",
    "a_xe4_",
  ];
  const ids = names.map((name) => idOf(name));
  expect(new Set(ids).size).toBe(names.length);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
});

it("is stable: links from other pages rely on it", () => {
  expect(idOf("owner/name")).toBe("f-owner__name");
  expect(idOf("dogs:k3f9/name#0/day", "hint")).toBe("f-dogs_ik3f9__name_n0__day_hint");
});
