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
import { compilePattern, lengthOf } from "./text.ts";

/** What the definition demands beyond the form that all values of the kind have. */
function boundsOf(
  { minLength = 0, maxLength, pattern }: FieldOptions<"email">,
  longest: number,
  invalid: string,
): (value: string) => readonly Unreadable[] {
  const max = maxLength ?? longest;
  const regex = pattern === undefined ? undefined : compilePattern(pattern);
  return (value) => {
    const length = lengthOf(value);
    if (length < minLength) return fault("tooShort", { min: minLength, length });
    if (length > max) return fault("tooLong", { max, length });
    return regex && !regex.test(value) ? fault(invalid) : fine;
  };
}

/** Characters; RFC 5321 allows no longer path. */
const longestEmail = 254;

/** Moderate on purpose: an address is right when mail arrives, not when it pleases a pattern. */
const emailPattern = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@.<>()[\]\\,;:"]{2,}$/u;

/** Whether a text has the form of an e-mail address, and the length that one may have. */
export function isEmail(text: string): boolean {
  return emailPattern.test(text) && lengthOf(text) <= longestEmail;
}

export const email: FieldKindRules<"email"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts).replace(/^mailto:/i, "");
    return typed === "" ? nothing : found(typed);
  },
  check: (options) => {
    const bounds = boundsOf(options, longestEmail, "email.invalid");
    return (value) =>
      typeof value === "string" && emailPattern.test(value)
        ? bounds(value)
        : fault("email.invalid");
  },
  write: (value) => ({ "": value }),
  format: (value) => value,
};

function isPhone(value: unknown): value is string {
  if (typeof value !== "string" || !/^\+?[\d\s()/.\-–]+$/.test(value)) return false;
  const digits = value.replace(/\D/g, "").length;
  return digits >= 3 && digits <= 18;
}

export const phone: FieldKindRules<"phone"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts);
    return typed === "" ? nothing : found(typed);
  },
  check: (options) => {
    const bounds = boundsOf(options, 40, "phone.invalid");
    return (value) => (isPhone(value) ? bounds(value) : fault("phone.invalid"));
  },
  write: (value) => ({ "": value }),
  format: (value) => value,
};

/** Lengths of IBANs in the SEPA area (ISO 13616 register); elsewhere the check digits alone decide. */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    "AD24 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 " +
    "IT27 LI21 LT20 LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 VA22"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 7064 MOD 97-10 over the rearranged IBAN. */
function remainder(value: string): number {
  let rest = 0;
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const number = parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest;
}

function isIban(value: unknown): value is string {
  if (typeof value !== "string" || !/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(value)) return false;
  const length = ibanLengths[value.slice(0, 2)];
  return length === undefined || value.length === length;
}

export const iban: FieldKindRules<"iban"> = {
  parts: [""],
  read: (parts) => {
    const typed = line(parts).replace(/[\s-]/g, "").toUpperCase();
    return typed === "" ? nothing : found(typed);
  },
  check: (options) => {
    const bounds = boundsOf(options, 34, "iban.invalid");
    return (value) => {
      if (!isIban(value)) return fault("iban.invalid");
      return remainder(value) === 1 ? bounds(value) : fault("iban.checksum");
    };
  },
  write: (value) => ({ "": value.replace(/(.{4})(?=.)/g, "$1 ") }),
  format: (value) => value.replace(/(.{4})(?=.)/g, "$1 "),
};
