/** Characters that mean something in the regular expressions of XML Schema, outside and inside of a class. */
const special = /[.\\?*+{}()[\]|^-]/;

/** What ECMAScript's classes are there; its `\s` knows more than XML's. */
const space = "\\t\\n\\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
const classes: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "A-Za-z0-9_",
  s: space,
};
const controls: Readonly<Record<string, string>> = { n: "\\n", r: "\\r", t: "\\t" };
/**
 * An HTML pattern in the notation of XML Schema, which always matches the whole value. Undefined where that notation
 * cannot say the same for certain (looking around, set notation, references; `\p{L}`, whose letters depend on the
 * processor's version of Unicode): better no pattern than a wrong one.
 */
export function xsdPattern(pattern: string): string | undefined {
  const reader: Reader = { text: [...pattern], at: 0, depth: 0 };
  let result = "";
  while (reader.at < reader.text.length) {
    const piece = readPiece(reader);
    if (piece === undefined) return undefined;
    result += piece;
  }
  // libxml2 takes the wrong turn where two negated classes could both match.
  const negations = result.match(/(?<!\\)\[\^/g) ?? [];
  return reader.depth === 0 && negations.length < 2 ? result : undefined;
}

interface Reader {
  readonly text: readonly string[];
  at: number;
  depth: number;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  const match = new RegExp(`^(?:${pattern.source})`, "u").exec(
    reader.text.slice(reader.at, reader.at + 24).join(""),
  );
  if (!match) return undefined;
  reader.at += [...match[0]].length;
  return match[0];
}

function readPiece(reader: Reader): string | undefined {
  const character = reader.text[reader.at] ?? "";
  const before = reader.text[reader.at - 1];
  reader.at += 1;
  switch (character) {
    case "^":
      // Anchors at the ends of an alternative say what holds anyway.
      return reader.depth === 0 && (before === undefined || before === "|") ? "" : undefined;
    case "$": {
      const next = reader.text[reader.at];
      return reader.depth === 0 && (next === undefined || next === "|") ? "" : undefined;
    }
    case "(":
      reader.depth += 1;
      if (reader.text[reader.at] !== "?") return "(";
      return take(reader, /\?:|\?<[A-Za-z]\w*>/) === undefined ? undefined : "(";
    case ")":
      reader.depth -= 1;
      return reader.depth < 0 ? undefined : ")";
    case "|":
      return "|";
    case ".":
      // There it also stands for U+2028 and U+2029, which refuses nothing that we send.
      return ".";
    case "*":
    case "+":
    case "?":
      take(reader, /\?/);
      return character;
    case "{": {
      const count = take(reader, /\d+(?:,\d*)?\}/);
      take(reader, /\?/);
      return count && `{${count}`;
    }
    case "[":
      return readClass(reader);
    case "\\":
      return readEscape(reader, false);
    default:
      return character === "]" || character === "}" ? undefined : literal(character);
  }
}

function readEscape(reader: Reader, inClass: boolean): string | undefined {
  const code = take(reader, /u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}/);
  if (code !== undefined) {
    const point = Number.parseInt(code.replace(/[ux{}]/g, ""), 16);
    return isCharacter(point) ? literal(String.fromCodePoint(point)) : undefined;
  }
  const character = reader.text[reader.at] ?? "";
  reader.at += 1;
  const known = classes[character];
  if (known !== undefined) return inClass ? known : `[${known}]`;
  const negated = classes[character.toLowerCase()];
  if (negated !== undefined) return inClass ? undefined : `[^${negated}]`;
  if (controls[character] !== undefined) return controls[character];
  return /[A-Za-z0-9]/.test(character) || character === "" ? undefined : literal(character);
}

function readClass(reader: Reader): string | undefined {
  const open = take(reader, /\^/) === undefined ? "[" : "[^";
  const parts: string[] = [];
  /** Whether the last part is one character, with which a range can begin. */
  let isStart = false;
  for (;;) {
    const character = reader.text[reader.at];
    const next = reader.text[reader.at + 1];
    if (character === "]") {
      reader.at += 1;
      return parts.length === 0 ? undefined : `${open}${parts.join("")}]`;
    }
    if ((character === "&" || character === "-") && next === character) return undefined;
    if (character === "-" && isStart && next !== "]") {
      reader.at += 1;
      const end = readAtom(reader);
      if (!end?.isSingle) return undefined;
      parts.push(`-${end.text}`);
      isStart = false;
      continue;
    }
    const atom = readAtom(reader);
    if (!atom) return undefined;
    parts.push(atom.text);
    isStart = atom.isSingle;
  }
}

function readAtom(reader: Reader): { text: string; isSingle: boolean } | undefined {
  const character = reader.text[reader.at];
  reader.at += 1;
  if (character === undefined || character === "[") return undefined;
  if (character !== "\\") return { text: literal(character), isSingle: true };
  const text = readEscape(reader, true);
  return text === undefined ? undefined : { text, isSingle: [...text].length <= 2 };
}

function literal(character: string): string {
  return special.test(character) ? `\\${character}` : character;
}

/** What XML can hold. */
function isCharacter(point: number): boolean {
  return (
    point >= 0x20 &&
    point <= 0x10ffff &&
    !(point >= 0xd800 && point <= 0xdfff) &&
    (point & 0xfffe) !== 0xfffe
  );
}
