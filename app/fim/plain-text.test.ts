import { describe, expect, it } from "vitest";
import {
  oneLine,
  paragraphs,
  slugOf,
  takeNodeId,
  takenNames,
  takeSlug,
  withoutConverterNotes,
} from "./plain-text.ts";

describe("texts", () => {
  it("lose the layout of the file, not their paragraphs", () => {
    expect(oneLine("  Angaben\n\t zur   Person ")).toBe("Angaben zur Person");
    expect(paragraphs(" eins\r\n   zwei  drei \n\n\n\nvier ")).toBe("eins\nzwei drei\n\nvier");
    expect(withoutConverterNotes("Kurz.\n\tOriginalwerte der XDF2-Datei:\n\tID: S1")).toBe("Kurz.");
    expect(withoutConverterNotes("Originalwerte der XDF2-Datei: ID: S1")).toBe("");
  });
});

describe("slugs", () => {
  it.each([
    ["Größe & Straße", "groesse-strasse"],
    ["Café, 2. Stock", "cafe-2-stock"],
    ["§§§", ""],
    [
      "Nachweise für eine Beschäftigungserlaubnis bei Aufenthaltsgestattung",
      "nachweise-fuer-eine-beschaeftigungserlaubnis-bei",
    ],
    ["x".repeat(80), "x".repeat(60)],
  ])("%s", (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  it("are taken once and stay within their length", () => {
    const taken = takenNames(["pruefen"]);
    const long = "a-".repeat(30).slice(0, 59);
    expect(
      ["pruefen", "pruefen", "a", "a", "a-2", long, long].map((slug) => takeSlug(slug, taken)),
    ).toEqual(["pruefen-2", "pruefen-3", "a", "a-2", "a-2-2", long, `${long.slice(0, 57)}-2`]);
  });

  it("never collide", () => {
    const taken = takenNames();
    const names = Array.from({ length: 300 }, (_, at) =>
      takeNodeId(`F${"1".repeat(60 + (at % 5))}-`, taken),
    );
    expect(new Set(names).size).toBe(300);
    for (const name of names) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
  });
});
