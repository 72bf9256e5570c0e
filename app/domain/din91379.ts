import {
  cyrillicLetters,
  greekLetters,
  latinLetters,
  latinSequences,
  signsE1,
  signsN1,
  signsN2,
  signsN3,
  signsN4,
} from "./din91379-characters.ts";

/**
 * The data types of DIN 91379: A names of persons, B names of streets and places, C what registers hold besides (it is
 * String.Latin+ 1.2, hence XDatenfelder's `text_latin`), D and E with Greek, E with Cyrillic too.
 */
export const latinTypes = ["A", "B", "C", "D", "E"] as const;
export type LatinType = (typeof latinTypes)[number];

const signsOf: Readonly<Record<LatinType, readonly string[]>> = {
  A: [signsN1],
  B: [signsN1, signsN2],
  C: [signsN1, signsN2, signsN3, signsN4],
  D: [signsN1, signsN2, signsN3, greekLetters, signsE1],
  E: [signsN1, signsN2, signsN3, signsN4, greekLetters, cyrillicLetters, signsE1],
};

const compiled = new Map<LatinType, RegExp>();

/**
 * The first letter, sign or sequence of a text that a data type does not have; undefined where it has all of them. The
 * text is in NFC. Marks belong to the letter before them: a sequence counts as a whole.
 */
export function strangeCharacter(text: string, type: LatinType): string | undefined {
  const known = compiled.get(type) ?? compile(type);
  compiled.set(type, known);
  known.lastIndex = 0;
  const length = known.exec(text)?.[0].length ?? 0;
  if (length === text.length) return undefined;
  return /^.\p{Mark}*/su.exec(text.slice(length))?.[0];
}

/** All letters, signs and sequences of a data type. */
export function charactersOf(type: LatinType): readonly string[] {
  return [
    ...pointsIn(latinLetters),
    ...latinSequences.flatMap(([marks, bases]) =>
      pointsIn(bases).map((base) => base + pointsIn(marks).join("")),
    ),
    ...signsOf[type].flatMap(pointsIn),
  ];
}

/** Longer sequences first, so that none is taken for a shorter one with a stray mark behind it. */
function compile(type: LatinType): RegExp {
  const sequences = latinSequences
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([marks, bases]) => `[${escaped(bases)}]${escaped(marks)}`);
  const single = [latinLetters, ...signsOf[type]].map(escaped).join("");
  return new RegExp(`(?:(?:${sequences.join("|")}|[${single}])(?!\\p{Mark}))*`, "uy");
}

/** For regular expressions. */
function escaped(points: string): string {
  return points
    .split(" ")
    .map((range) =>
      range
        .split("-")
        .map((point) => `\\u{${point}}`)
        .join("-"),
    )
    .join("");
}

function pointsIn(points: string): string[] {
  return points.split(" ").flatMap((range) => {
    const [first = "", last = first] = range.split("-");
    const start = Number.parseInt(first, 16);
    const count = Number.parseInt(last, 16) - start + 1;
    return Array.from({ length: count }, (_, index) => String.fromCodePoint(start + index));
  });
}

/** Letters whose search form is more than their base letter without its marks. */
const spellings: Readonly<Record<string, string>> = {
  Ä: "AE",
  Å: "AA",
  Æ: "AE",
  Ö: "OE",
  Ø: "OE",
  Œ: "OE",
  Ü: "UE",
  ẞ: "SS",
  ß: "SS",
  Þ: "TH",
  Ð: "D",
  Đ: "D",
  Ħ: "H",
  Ĳ: "IJ",
  ĸ: "K",
  Ŀ: "L",
  Ł: "L",
  ŉ: "N",
  Ŋ: "N",
  Ŧ: "T",
  Ƈ: "C",
  Ə: "E",
  Ɨ: "I",
  Ʒ: "Z",
  Ǥ: "G",
  ı: "I",
};

/** The search form of DIN 91379: capitals without marks, umlauts in two letters ("Łódź" → "LODZ", "Jürgen" → "JUERGEN"). */
export function searchForm(text: string): string {
  let form = "";
  // The base letter with the mark that changes its spelling comes first in NFD: ä, å, ö, ü before any further mark.
  for (const [glyph] of text.normalize("NFD").matchAll(/.\p{Mark}*/gsu)) {
    const [base = "", ...marks] = glyph;
    const changing = marks.find((mark) => mark === "\u0308" || mark === "\u030A");
    const letter = `${base}${changing ?? ""}`.normalize("NFC");
    const capital = spellings[letter] ?? spellings[letter.toUpperCase()];
    form += capital ?? base.toUpperCase();
  }
  return form;
}
