import { describe, expect, test } from "vitest";
import { isSameAct, readLeikaKey } from "../leika.ts";
import { isListedId, listedIdFor } from "../listed-service.ts";
import { serviceSchema } from "../service.ts";
import { prefixesOf } from "./authority.ts";
import { foldStreet, houseNumberIn, splitStreet } from "./street.ts";

describe("LeiKa keys", () => {
  test.each([
    ["99102013000000", "99102013000000"],
    [" 99 102 013 000 000 ", "99102013000000"],
    ["urn:de:fim:leika:leistung:99102013000000", "99102013000000"],
    ["9910201300000", undefined],
    ["98102013000000", undefined],
    ["", undefined],
    ["99102013000000'", undefined],
  ])("are read from %j", (text, key) => {
    expect(readLeikaKey(text)).toBe(key);
  });

  test("of an object stand for all acts with it", () => {
    expect(isSameAct("99102013000000", "99102013001000")).toBe(true);
    expect(isSameAct("99102013001000", "99102013000000")).toBe(true);
    expect(isSameAct("99102013001000", "99102013002000")).toBe(false);
    expect(isSameAct("99102013000000", "99102014000000")).toBe(false);
  });

  test("have beginnings", () => {
    expect(prefixesOf("99102")).toEqual(["99", "991", "9910", "99102"]);
    expect(prefixesOf("9")).toEqual([]);
  });
});

describe("streets", () => {
  test.each(["Hauptstraße", "Haupt-Str.", "HAUPTSTRASSE", " Haupt Strasse ", "Hauptstr"])(
    "%j is one street",
    (written) => {
      expect(foldStreet(written)).toBe(foldStreet("Hauptstraße"));
    },
  );
  test.each([
    ["Am Markt 12a", "Am Markt", "12a"],
    ["Straße des 17. Juni 135", "Straße des 17. Juni", "135"],
    ["Am Markt", "Am Markt", ""],
    ["Lange Str. 3 - 5", "Lange Str.", "3 - 5"],
  ])("%j has a number", (text, street, number) => {
    expect(splitStreet(text)).toEqual({ street, number });
  });
  test("numbers are read", () => {
    expect(houseNumberIn("12 a")).toBe(12);
    expect(houseNumberIn("a")).toBeUndefined();
  });
});

describe("ids of listed services", () => {
  test("tell the name and are no id that a service can have", () => {
    const id = listedIdFor("Fischereischein: Verlängerung (Straße)", new Set());
    expect(id).toBe("vor-ort_fischereischein-verlangerung-strasse");
    expect(isListedId(id)).toBe(true);
    expect(serviceSchema.shape.id.safeParse(id).success).toBe(false);
    expect(listedIdFor("Fischereischein: Verlängerung (Straße)", new Set([id]))).toBe(`${id}-2`);
    expect(listedIdFor("???", new Set())).toBe("vor-ort_leistung");
  });
});
