import { isLikeName, isSameName } from "./names.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Bound, Literal } from "./sentence.ts";
import type { RuleCode, RuleElement } from "./structure.ts";

const truths: ReadonlyMap<string, boolean> = new Map([
  ["wahr", true],
  ["ja", true],
  ["true", true],
  ["falsch", false],
  ["nein", false],
  ["false", false],
]);

/** What a field must hold to equal the value that the sentence names. */
export function resolveLiteral(literal: Literal, element: RuleElement): string | number | boolean {
  switch (element.value) {
    case "code":
      return codeOf(literal, element);
    case "boolean": {
      const value = literal.code === undefined ? truths.get(wordOf(literal)) : undefined;
      if (value !== undefined) return value;
      return mismatch(element, literal.text, "ist eine Ja-Nein-Frage");
    }
    case "number": {
      const value = Number((literal.code ?? literal.name ?? "").replace(",", "."));
      if (literal.code !== undefined && literal.name !== undefined) {
        return mismatch(element, literal.text, "ist eine Zahl");
      }
      return Number.isFinite(value) ? value : mismatch(element, literal.text, "ist eine Zahl");
    }
    case "text":
      if (literal.code === undefined && literal.name !== undefined) return literal.name;
      return mismatch(element, literal.text, "ist freier Text");
    case "unlisted":
      throw new NotUnderstood("missingList", `Die Codeliste von ${element.id} liegt nicht vor.`);
    case "date":
    case "none":
      return mismatch(element, literal.text, "lässt sich damit nicht vergleichen");
  }
}

function wordOf({ name }: Literal): string {
  return (name ?? "").trim().toLowerCase();
}

function mismatch(element: RuleElement, text: string, why: string): never {
  throw new NotUnderstood("typeMismatch", `${element.id} ${why}, verglichen wird mit ${text}.`);
}

/** A code, perhaps with its name; or a name alone, if it is exactly that of one code. */
function codeOf({ code, name, text }: Literal, element: RuleElement): string {
  const codes = element.codes ?? [];
  const wrong = (hint = ""): never => {
    const known = codes.slice(0, 8).map(({ code: own, name: label }) => `${own} „${label}“`);
    const more = codes.length > known.length ? " …" : "";
    throw new NotUnderstood(
      element.isSubstitute ? "missingList" : "wrongLiteral",
      `${text} steht nicht in der Liste von ${element.id} (${known.join(", ")}${more}).${hint}`,
    );
  };
  if (code === undefined) {
    const written = name ?? "";
    const found = codes.find((own) => own.code === written) ?? onlyNamed(codes, written);
    return found ? found.code : wrong();
  }
  const combined = name === undefined ? undefined : onlyNamed(codes, `${code} ${name}`);
  const found = codes.find((own) => own.code === code) ?? combined;
  if (!found) {
    const meant = name === undefined ? undefined : onlyNamed(codes, name);
    return wrong(meant ? ` Gemeint ist vielleicht ${meant.code}.` : "");
  }
  if (name === undefined || found === combined || agrees(found, name, codes)) return found.code;
  return wrong(` Der Code ${found.code} heißt „${found.name}“.`);
}

/**
 * The name beside a code: like its own, and not exactly that of another. Some lists offer a column in which many codes
 * have the same text, which then is no name to compare with.
 */
function agrees(found: RuleCode, name: string, codes: readonly RuleCode[]): boolean {
  if (isSameName(found.name, name)) return true;
  if (codes.some((own) => own !== found && own.name === found.name)) return true;
  if (codes.some((own) => own !== found && isSameName(own.name, name))) return false;
  return isLikeName(found.name, name) || isAbbreviated(found.name, name);
}

/** "nicht eingetr. gew. Einzelunternehmen": each word begins one of the other name's, in their order. */
function isAbbreviated(full: string, short: string): boolean {
  const words = (text: string): readonly string[] =>
    text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  let rest = words(full);
  for (const word of words(short)) {
    const at = rest.findIndex((candidate) => candidate.startsWith(word));
    if (at === -1) return false;
    rest = rest.slice(at + 1);
  }
  return true;
}

function onlyNamed(codes: readonly RuleCode[], name: string): RuleCode | undefined {
  const found = codes.filter((own) => isSameName(own.name, name));
  return found.length === 1 ? found[0] : undefined;
}

/** Codes of a list that lie in a range; only where all of its codes are numbers. */
export function codesWithin(bounds: readonly Bound[], element: RuleElement): readonly string[] {
  const codes = (element.codes ?? []).map(({ code }) => code);
  if (!codes.every((code) => /^\d+$/.test(code))) {
    throw new NotUnderstood(
      "typeMismatch",
      `${element.id}: die Codes der Liste sind keine Zahlen.`,
    );
  }
  const within = codes.filter((code) =>
    bounds.every((bound) => isWithinBound(Number(code), bound)),
  );
  if (within.length > 0) return within;
  const range = bounds.map(({ comparator, value }) => `${comparator} ${value}`).join(" und ");
  throw new NotUnderstood(
    "wrongLiteral",
    `${element.id}: kein Code der Liste liegt im Bereich ${range}.`,
  );
}

function isWithinBound(code: number, { comparator, value }: Bound): boolean {
  const bound = Number(value.replace(",", "."));
  switch (comparator) {
    case "<":
      return code < bound;
    case "<=":
      return code <= bound;
    case ">":
      return code > bound;
    case ">=":
      return code >= bound;
  }
}
