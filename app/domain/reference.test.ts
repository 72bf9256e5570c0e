import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeReference, readReference } from "./reference.ts";

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const alphabet = "23456789BCDFGHJKLMNPQRSTVWXYZ";

describe("a reference", () => {
  test("is readable: three groups of four, without characters that look alike", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(makeReference(random)).toMatch(
          /^[2-9BCDFGHJ-NP-TV-Z]{4}(-[2-9BCDFGHJ-NP-TV-Z]{4}){2}$/,
        );
      }),
    );
  });

  test("is understood however it is typed", () => {
    const reference = makeReference(new Uint8Array(16).fill(77));
    const typed = reference.toLowerCase().replaceAll("-", " ");
    expect(readReference(typed)).toBe(reference);
    expect(readReference(`  ${reference} `)).toBe(reference);
  });

  test("with one wrong character is none", () => {
    fc.assert(
      fc.property(
        bytes,
        fc.nat(11),
        fc.constantFrom(...alphabet.split("")),
        (random, position, character) => {
          const plain = makeReference(random).replaceAll("-", "");
          fc.pre(plain[position] !== character);
          const wrong = plain.slice(0, position) + character + plain.slice(position + 1);
          expect(readReference(wrong)).toBeUndefined();
        },
      ),
    );
  });

  test("with two neighbours swapped is none", () => {
    fc.assert(
      fc.property(bytes, fc.nat(9), (random, at) => {
        const plain = makeReference(random).replaceAll("-", "");
        fc.pre(plain[at] !== plain[at + 1]);
        const swapped = `${plain.slice(0, at)}${plain.charAt(at + 1)}${plain.charAt(at)}${plain.slice(at + 2)}`;
        expect(readReference(swapped)).toBeUndefined();
      }),
    );
  });

  test.each(["", "abc", "0000-0000-0000", "__proto__", "7KQ4-M2XB-P9DT-2"])(
    "%j is none",
    (text) => {
      expect(readReference(text)).toBeUndefined();
    },
  );
});
