import { strangeCharacter } from "../din91379.ts";
import {
  fault,
  fine,
  found,
  line,
  nothing,
  type FieldKindRules,
  type Unreadable,
} from "./field-kind.ts";
import type { FieldOptions } from "./kinds.ts";
import { latinDigits } from "./latin-digits.ts";

/** Length in code points after NFC; DIN 91379 leaves the unit open, so this is ours, said once. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Control characters (line feed excepted) and unpaired surrogates would break XML for the receiver. */
function hasInvalidCharacters(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  return /[\u0000-\u0009\u000B-\u001F\u007F\uFFFE\uFFFF]/.test(text) || !text.isWellFormed();
}

/** HTML `pattern`: the whole value must match. */
export function compilePattern(pattern: string): RegExp | undefined {
  for (const flags of ["v", "u"]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // Older schemas write what only the `u` flag understands; the next round tries it.
    }
  }
  return undefined;
}

/** The check of a line or lines of text. */
export function checkText(
  options: FieldOptions<"text">,
): (value: unknown) => readonly Unreadable[] {
  const { minLength = 0, maxLength = Infinity, charset } = options;
  const pattern = options.pattern === undefined ? undefined : compilePattern(options.pattern);
  return (value) => {
    if (typeof value !== "string" || hasInvalidCharacters(value)) return fault("invalidCharacters");
    const strange = charset && strangeCharacter(value, charset);
    if (strange !== undefined) return fault("strangeCharacter", { character: strange });
    // Code units are twice as many as code points at most: mostly there is nothing to count.
    if (value.length > maxLength || value.length < 2 * minLength) {
      const length = lengthOf(value);
      if (length < minLength) return fault("tooShort", { min: minLength, length });
      if (length > maxLength) return fault("tooLong", { max: maxLength, length });
    }
    return pattern && !pattern.test(value) ? fault("pattern") : fine;
  };
}

export const text: FieldKindRules<"text"> = {
  parts: [""],
  read: (parts) => {
    const value = line(parts);
    return value === "" ? nothing : found(value);
  },
  check: checkText,
  write: (value) => ({ "": value }),
  format: (value) => value,
};

export const multiline: FieldKindRules<"multiline"> = {
  parts: [""],
  read: (parts) => {
    const value = latinDigits((parts("").at(-1) ?? "").normalize("NFC"))
      .replace(/\r\n?/g, "\n")
      .replace(/\t/g, " ")
      .trim();
    return value === "" ? nothing : found(value);
  },
  check: checkText,
  write: (value) => ({ "": value }),
  format: (value) => value,
};
