import { expect, it } from "vitest";
import * as fc from "fast-check";
import { placeOfJsonFault } from "./json-place.ts";

it.each([
  ['{\n "id": \n}', 3, 1],
  ['{\n "a": 1,\n}', 3, 1],
  ['{"a" 1}', 1, 6],
  ["[1,\n2", 2, 2],
  ["[1}", 1, 3],
  ['{"a": nul}', 1, 7],
  ['"a\nb"', 1, 1],
  ["", 1, 1],
  ["1 2", 1, 3],
])("tells where %j stops", (text, line, column) => {
  expect(placeOfJsonFault(text)).toEqual({ line, column });
});

it("finds a fault exactly where there is one", () => {
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", ":", '"', "1", "\n"))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + (at % 2));
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged), (text) => {
      expect(placeOfJsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});
