/** What stands in place of what was taken out, in any language. */
const removed = "[…]";

const patterns: readonly RegExp[] = [
  // E-mail addresses and addresses of pages, which may hold names and references.
  /[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+/gu,
  /\bhttps?:\/\/\S+/giu,
  // IBAN, in groups or not.
  /\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b/giu,
  // References of applications, e.g. 7K3F-9X2A-4QW8: groups of which at least one has a digit.
  /\b(?=[A-Z0-9-]*\d)[A-Z0-9]{3,6}(?:-[A-Z0-9]{3,6}){1,4}\b/gu,
  // Days, e.g. of birth.
  /\b\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b/gu,
  // Telephone, identity card, tax and customer numbers: six digits and more, however they are grouped.
  /(?:\+|\b)\d(?:[\s/()–-]{0,2}\d){5,}\b/gu,
];

/**
 * A comment without what plainly names or reaches a person: addresses of mail and pages, IBAN, references, dates, long
 * numbers. Names in plain words stay: nobody can tell them from others, hence the warning at the field.
 */
export function withoutPersonalData(text: string): string {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, removed), text).trim();
}
