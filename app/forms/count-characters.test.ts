import { describe, expect, it } from "vitest";
import { fieldKinds } from "#app/domain/fields/field-kinds.ts";
import { roomLeft } from "./count-characters.ts";

const limit = 20;
/** Whether the check lets through what was typed. */
function fits(typed: string): boolean {
  const options = { maxLength: limit };
  const read = fieldKinds.multiline.read(() => [typed], { options });
  if (!read.ok) throw new Error("text can always be read");
  const context = { today: "2025-01-01", hasCode: () => true };
  return fieldKinds.multiline.check(options)(read.value, context).length === 0;
}

describe("the count of characters", () => {
  it.each([
    ["letters", "a".repeat(20), 0],
    ["one too many", "a".repeat(21), -1],
    ["signs of two code units", "🐕".repeat(19), 1],
    ["letters in two parts", "a\u0308".repeat(20), 0],
    ["line ends of two characters", "ab\r\n".repeat(6) + "ab", 0],
    ["spaces around", `  ${"a".repeat(20)}\n`, 0],
  ])("sees %s as the check does", (_, typed, left) => {
    expect(roomLeft(limit, typed)).toBe(left);
    expect(fits(typed)).toBe(left >= 0);
  });

  it("keeps quiet while the limit is far away", () => {
    expect(roomLeft(limit, "")).toBeUndefined();
    expect(roomLeft(limit, "a".repeat(15))).toBeUndefined();
    expect(roomLeft(limit, "a".repeat(16))).toBe(4);
  });
});
