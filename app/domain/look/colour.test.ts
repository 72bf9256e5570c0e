import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { accentContrast, nearestReadable, neededContrast, readColour } from "./colour.ts";

describe("a colour", () => {
  it.each([
    ["#1A5276", "#1a5276"],
    [" 1a5276 ", "#1a5276"],
    ["#abc", "#aabbcc"],
    ["", undefined],
    ["rot", undefined],
    ["#12345", undefined],
    ["#1a5276; color: red", undefined],
  ])("%j reads as %j", (typed, read) => {
    expect(readColour(typed)).toBe(read);
  });

  it.each([
    // Where it stands on pale grey (#f3f4f6); on white these are 21, 4.54, 4.00 and 1.00.
    ["#000000", 19.09],
    ["#767676", 4.12],
    ["#ff0000", 3.63],
    ["#ffffff", 1],
  ])("%s has a contrast of %d where it is least", (colour, ratio) => {
    expect(accentContrast(colour)).toBeCloseTo(ratio, 1);
  });
});

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("what is proposed for any colour can be read, and is the colour itself where that can", () => {
  fc.assert(
    fc.property(colours, (colour) => {
      const proposal = nearestReadable(colour);
      expect(accentContrast(proposal)).toBeGreaterThanOrEqual(neededContrast);
      if (accentContrast(colour) >= neededContrast) expect(proposal).toBe(colour);
    }),
  );
});

test("the proposal keeps the hue and is only just dark enough", () => {
  const proposal = nearestReadable("#ff9900");
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(proposal.slice(at, at + 2), 16),
  );
  // Orange: blue nothing, green six tenths of red.
  expect(blue).toBe(0);
  expect(green / red).toBeCloseTo(0.6, 1);
  expect(accentContrast(proposal)).toBeLessThan(4.6);
});
