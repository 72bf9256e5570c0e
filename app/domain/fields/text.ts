import * as z from "zod";
import { strangeCharacter } from "../din91379.ts";
import { found, line, nothing, type FieldKindRules } from "./field-kind.ts";
import type { FieldOptions } from "./kinds.ts";

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

export function textSchemaOf(options: FieldOptions<"text">): z.ZodType<string, string> {
  const { minLength = 0, maxLength = Infinity } = options;
  const pattern = options.pattern === undefined ? undefined : compilePattern(options.pattern);
  return z.string().superRefine((value, context) => {
    const length = lengthOf(value);
    const report = (message: string, params?: Record<string, number | string>): void => {
      context.addIssue({ code: "custom", message, ...(params && { params }) });
    };
    const strange = options.charset && strangeCharacter(value, options.charset);
    if (hasInvalidCharacters(value)) report("invalidCharacters");
    else if (strange !== undefined) report("strangeCharacter", { character: strange });
    else if (length < minLength) report("tooShort", { min: minLength, length });
    else if (length > maxLength) report("tooLong", { max: maxLength, length });
    else if (pattern && !pattern.test(value)) report("pattern");
  });
}

export const text: FieldKindRules<"text"> = {
  parts: [""],
  read: (parts) => {
    const value = line(parts);
    return value === "" ? nothing : found(value);
  },
  schema: textSchemaOf,
  write: (value) => ({ "": value }),
  format: (value) => value,
};

export const multiline: FieldKindRules<"multiline"> = {
  parts: [""],
  read: (parts) => {
    const value = (parts("").at(-1) ?? "")
      .normalize("NFC")
      .replace(/\r\n?/g, "\n")
      .replace(/\t/g, " ")
      .trim();
    return value === "" ? nothing : found(value);
  },
  schema: textSchemaOf,
  write: (value) => ({ "": value }),
  format: (value) => value,
};
