/** Whether a text is written as its type demands; `undefined` if so, else what was expected. */
export type Lexical = (text: string) => string | undefined;

const collapse = (text: string): string => text.replace(/[\t\n\r ]+/g, " ").replace(/^ | $/g, "");

/** Any text. */
export const anyText: Lexical = () => undefined;

/** `xs:token` restricted to a pattern; white space around it does not count. */
export function tokenLike(pattern: RegExp, expected: string): Lexical {
  return (text) => (pattern.test(collapse(text)) ? undefined : expected);
}

/** `xs:string` restricted to a pattern; white space counts. */
export function stringLike(pattern: RegExp, expected: string): Lexical {
  return (text) => (pattern.test(text) ? undefined : expected);
}

/** One of the codes of a closed list. */
export function oneOf(...codes: readonly string[]): Lexical {
  const known = new Set(codes);
  return (text) => (known.has(collapse(text)) ? undefined : `one of ${codes.join(", ")}`);
}

// Letters of String.Latin 1.1.1 ("Lateinische Zeichen in Unicode"), as ranges of code points.
const latinRanges =
  "9-a d 20-7e a1-ac ae-107 10a-11b 11e-123 126-131 134-15b 15e-16b 16e-17e 18f 1a0-1a1 1af-1b0 1b7 " +
  "1cd-1d4 1de-1df 1e4-1f0 1f4-1f5 1fa-1ff 218-21b 21e-21f 22a-22b 22e-233 259 292 1e02-1e03 " +
  "1e0a-1e0b 1e10-1e11 1e1e-1e21 1e24-1e27 1e30-1e31 1e40-1e41 1e44-1e45 1e56-1e57 1e60-1e63 " +
  "1e6a-1e6b 1e80-1e85 1e8c-1e93 1e9e 1ea0-1ea7 1eaa-1eac 1eae-1ec1 1ec4-1ed3 1ed6-1edd 1ee4-1ef9 20ac";
const notLatin = new RegExp(
  `[^${latinRanges
    .split(" ")
    .map((range) => range.replace(/[0-9a-f]+/g, (hex) => `\\u{${hex}}`))
    .join("")}]`,
  "u",
);
/** Letters that the type knows only as a base with a combining mark. */
const latinSequences = new RegExp("[MNmnDdLl]\\u0302|J\\u030c", "g");

/** String.Latin 1.1.1. */
export const latin: Lexical = (text) => {
  if (!notLatin.test(text)) return undefined;
  const found = notLatin.exec(text.replace(latinSequences, ""))?.[0];
  return found === undefined
    ? undefined
    : `only characters of String.Latin, not ${codePoint(found)}`;
};

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `U+${hex}`;
}

export const boolean = oneOf("true", "false", "0", "1");

/** A whole number between bounds; `xs:int`, `xs:positiveInteger`, `xs:nonNegativeInteger`. */
export function integer(min: number, max = Infinity): Lexical {
  return (text) => {
    const number = collapse(text);
    const value = /^[+-]?\d+$/.test(number) ? Number(number) : NaN;
    return value >= min && value <= max ? undefined : `a whole number from ${String(min)}`;
  };
}

const zone = "(Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))?";
const day = "(-?(?:[1-9]\\d{3,}|0\\d{3}))-(0[1-9]|1[0-2])-(\\d\\d)";
const time = "(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)";

function dayLike(pattern: RegExp, expected: string): Lexical {
  return (text) => {
    // White space around it may be ignored, but not every validator does, so whoever comes next might refuse it.
    const [, year, month, dayOfMonth] = pattern.exec(text) ?? [];
    const length = daysIn(Number(year), Number(month));
    return Number(year) !== 0 && Number(dayOfMonth) >= 1 && Number(dayOfMonth) <= length
      ? undefined
      : expected;
  };
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `xs:date` */
export const date = dayLike(new RegExp(`^${day}${zone}$`), "a date such as 2026-01-31");
/** `xs:dateTime` */
export const dateTime = dayLike(
  new RegExp(`^${day}T${time}${zone}$`),
  "a time such as 2026-01-31T08:00:00Z",
);

const characters = (more: string): string => `(?:[\\w.~!$&'()*+,;=${more}-]|%[\\dA-Fa-f]{2})*`;
const segments = `${characters(":@")}(?:/${characters(":@")})*`;
const authority = `//(?:${characters(":")}@)?(?:\\[[^\\]]*\\]|${characters("")})(?::\\d{1,9})?(?:/${segments})?`;
const absolute = `/(?!/)${segments}`;
const uriReference = new RegExp(
  `^(?:[A-Za-z][A-Za-z\\d+.-]*:(?:${authority}|${absolute}|(?!/)${segments})|` +
    `${authority}|${absolute}|(?!/)${characters("@")}(?:/${segments})?)` +
    `(?:\\?${characters(":@/?")})?(?:#${characters(":@/?[\\]")})?$`,
);

/** `xs:anyURI`: a reference of RFC 3986; what it would percent-encode may stand as it is. */
export const anyUri: Lexical = (text) => {
  const encoded = collapse(text).replace(/[^!-~]|["<>\\^`{|}]/g, "_");
  return encoded === "" || uriReference.test(encoded) ? undefined : "an address (URI)";
};

// XML 1.0, productions 4 and 4a without the colon.
const nameStart =
  "A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d" +
  "\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
/** `xs:NCName` and with it `xs:ID` and `xs:IDREF`. */
export const ncName = tokenLike(
  new RegExp(
    `^[${nameStart}](?:[${nameStart}.\\d\\u00b7\\u203f\\u2040-]|[\\u0300-\\u036f])*$`,
    "u",
  ),
  "a name without colon",
);
/** `xs:language` */
export const language = tokenLike(
  /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/,
  "a language such as de or en-GB",
);
