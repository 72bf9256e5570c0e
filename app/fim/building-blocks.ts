import type { Group, Node } from "#app/domain/service.ts";
import type { FimField } from "./model.ts";

/**
 * FIM's cross-cutting building blocks (Nummernkreis 60) recur in almost every schema; their ids are known.
 * 2.0 writes eight digits where 3.0.0 writes eleven (`000` behind the first two).
 */
function blockId(id: string): string {
  const match = /^([FG]\d{2})(\d{6})$/.exec(id);
  return match ? `${match[1] ?? ""}000${match[2] ?? ""}` : id;
}

const tokens: ReadonlyMap<string, string> = new Map(
  Object.entries({
    F60000000227: "family-name",
    F60000000228: "given-name",
    F60000000229: "honorific-prefix",
    F60000000240: "tel",
    F60000000242: "email",
    F60000000243: "address-line1",
    F60000000246: "postal-code",
    F60000000247: "address-level2",
    F60000000248: "address-line2",
    F60000000321: "url",
  }),
);
const tokensByLabel: readonly (readonly [RegExp, string])[] = [
  [/^(Vorname|Vornamen|Vorname\(n\))$/i, "given-name"],
  [/^(Familienname|Nachname|Name, Familienname)$/i, "family-name"],
  [/^(E-Mail|E-Mail-Adresse)$/i, "email"],
  [/^(Telefon|Telefonnummer)$/i, "tel"],
  [/^(Straße)$/i, "address-line1"],
  [/^(Straße und Hausnummer|Straße, Hausnummer)$/i, "street-address"],
  [/^(Postleitzahl|PLZ)$/i, "postal-code"],
  [/^(Ort|Wohnort)$/i, "address-level2"],
  [/^Geburtsdatum$/i, "bday"],
];
const birthDateParts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    F60000000231: "bday-day",
    F60000000232: "bday-month",
    F60000000233: "bday-year",
  }),
);
/** Words that tell that a group is about somebody or something else than the person who applies. */
const somebodyElse =
  /vertret|bevollm|kind|ehe|partner|betreu|mitarbeit|leit|arbeitgeber|halter|unternehm|betrieb|firma|niederlass|ansprech|kontaktperson|eigent|ausstell|bezirk|behörde|früher|vorbesitz|empf/i;

/**
 * Purpose of a field about the applicant (WCAG 1.3.5). Undefined wherever it might be about somebody
 * else, because a browser would then fill in the wrong person.
 */
export function autocompleteOf(
  field: FimField,
  groupLabels: readonly string[],
  isRepeated: boolean,
): string | undefined {
  if (isRepeated || groupLabels.some((label) => somebodyElse.test(label))) return undefined;
  if (field.fieldKind !== "input") return undefined;
  const id = blockId(field.id);
  if (/geburtsdatum/i.test(groupLabels.at(-1) ?? "") && birthDateParts.has(id)) {
    return birthDateParts.get(id);
  }
  const label = field.label.trim();
  return tokens.get(id) ?? tokensByLabel.find(([pattern]) => pattern.test(label))?.[1];
}

/** Whether a text field is meant for an e-mail address. */
export function isEmail({ id, label, precision }: FimField): boolean {
  if (blockId(id) === "F60000000242") return true;
  return /^E-?Mail(-?\s?Adresse)?$/i.test(label.trim()) && precision.pattern === undefined;
}

/** Whether a text field is meant for a telephone number. */
export function isPhone({ id, label, precision }: FimField): boolean {
  if (precision.pattern !== undefined) return false;
  if (blockId(id) === "F60000000240") return true;
  return /^(Telefon|Mobilfunk|Mobiltelefon|Handy)(-?nummer)?$/i.test(label.trim());
}

/** Whether a text field is meant for an IBAN. */
export function isIban({ label }: FimField): boolean {
  return /^IBAN( \(.*\))?$/i.test(label.trim());
}

/** The component that draws a well-known group; only where all children are fields and none is unknown to it. */
export function widgetOf(id: string, children: readonly Node[]): Group["widget"] {
  const fields = children.filter((node) => node.type === "field");
  if (fields.length !== children.length || fields.some(({ repeat }) => repeat)) return undefined;
  const labels = fields.map(({ label }) => label.de);
  const has = (pattern: RegExp): boolean => labels.some((label) => pattern.test(label));
  if (isDateParts(id, fields)) return "dateParts";
  if (has(/^Straße/i) && has(/^(Postleitzahl|PLZ)/i) && has(/^(Ort|Wohnort)\b/i)) return "address";
  if (has(/^IBAN\b/i) && has(/kontoinhab|BIC|kreditinstitut|^Bank/i)) return "bank";
  if (has(/^Vorname/i) && has(/^(Familienname|Nachname|Name)\b/i) && fields.length <= 6) {
    return "person";
  }
  return undefined;
}

function isDateParts(id: string, fields: readonly Node[]): boolean {
  if (fields.length !== 3) return false;
  if (!fields.every((node) => node.type === "field" && node.kind === "integer")) return false;
  if (blockId(id) === "G60000000083") return true;
  return ["Tag", "Monat", "Jahr"].every((part, index) => fields[index]?.label.de === part);
}
