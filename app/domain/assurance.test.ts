import { expect, it } from "vitest";
import { assuranceLevels, reaches } from "./assurance.ts";

it("a level reaches itself and those below it", () => {
  const reached = assuranceLevels.map((level) =>
    assuranceLevels.filter((needed) => reaches(level, needed)),
  );
  expect(reached.map(({ length }) => length)).toEqual([1, 2, 3, 4]);
  expect(reaches("basic", "substantial")).toBe(false);
});
