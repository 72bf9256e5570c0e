import { describe, expect, it } from "vitest";
import { charactersOf, latinTypes, searchForm, strangeCharacter } from "./din91379.ts";

describe("data types", () => {
  it("hold as many letters as the norm", () => {
    const letters = charactersOf("A").filter((one) => /^\p{Letter}/u.test(one));
    // 646 of the SPEC, 3 that the norm added, and 6 signs of N1 that Unicode counts as letters.
    expect(letters).toHaveLength(646 + 3 + 6);
    expect(new Set(charactersOf("E")).size).toBe(charactersOf("E").length);
  });

  it.each(latinTypes)("%s knows all of its own, alone and in a row", (type) => {
    const all = charactersOf(type);
    for (const one of all) expect(strangeCharacter(one, type), one).toBeUndefined();
    expect(strangeCharacter(all.join(" "), type)).toBeUndefined();
    for (const one of all) expect(one.normalize("NFC")).toBe(one);
  });

  it.each([
    ["Jean-Luc d’Été", "A", undefined],
    ["Straße 5", "A", "5"],
    ["Straße 5", "B", undefined],
    ["½ Haus", "B", "½"],
    ["½ Haus", "C", undefined],
    ["Ελλάδα", "C", "Ε"],
    ["Ελλάδα", "D", undefined],
    ["София", "D", "С"],
    ["София", "E", undefined],
    ["Smile 😀!", "E", "😀"],
    ["e\u0301\u0301".normalize("NFC"), "A", "é\u0301"],
    ["K͟H", "A", undefined],
    ["q\u0308", "A", "q\u0308"],
    ["", "A", undefined],
  ] as const)("%s in %s", (text, type, strange) => {
    expect(strangeCharacter(text, type)).toBe(strange);
  });
});

it.each([
  ["Jürgen Groß", "JUERGEN GROSS"],
  ["Łódź, Šibenik", "LODZ, SIBENIK"],
  ["Ångström Ægir Þór", "AANGSTROEM AEGIR THOR"],
  ["Ǟ ạ̈ ǖ ĳ", "AE AE UE IJ"],
])("searches %s as %s", (text, form) => {
  expect(searchForm(text)).toBe(form);
});
