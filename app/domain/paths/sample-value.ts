import { checkValue } from "../check-value.ts";
import type { CheckContext } from "../fields/field-kind.ts";
import { resolveBound } from "../fields/dates.ts";
import type { FieldOptions, FieldValue, StoredFile } from "../fields/kinds.ts";
import type { Field } from "../service.ts";
import { sampleMatches } from "./sample-pattern.ts";

/** What an invented person has to say to questions whose purpose is known. */
const byPurpose: Readonly<Record<string, string>> = {
  "given-name": "Erika",
  "family-name": "Mustermann",
  name: "Erika Mustermann",
  "street-address": "Heidestraße 17",
  "address-line1": "Heidestraße",
  "postal-code": "51147",
  "address-level2": "Musterstadt",
  organization: "Muster GmbH",
  email: "erika.mustermann@example.org",
  tel: "0228 123456",
};
const words = [
  "Muster",
  "Erika Mustermann",
  "Muster GmbH, Musterstadt",
  "12",
  "51147",
  "1",
  "2020",
  "A1",
  "M",
  "erika.mustermann@example.org",
  "https://example.org",
  "0228 123456",
  "DE02120300000000202051",
];

/**
 * A plainly invented answer that the engine takes; of a field with lines one line. Undefined where none was found, and
 * for what is not asked.
 */
export function sampleValue(field: Field, context: CheckContext, codes: readonly string[]) {
  return candidates(field, context.today, codes).find((value) => isTaken(field, value, context));
}

/** Whether the engine takes one value, of a field with lines as one line. */
export function isTaken(field: Field, value: FieldValue, context: CheckContext): boolean {
  return checkValue(field.kind, field.options as never, value as never, context).length === 0;
}

function candidates(
  { kind, options, autocomplete }: Field,
  today: string,
  codes: readonly string[],
): readonly FieldValue[] {
  switch (kind) {
    case "text":
    case "multiline":
      return texts(options, autocomplete);
    case "integer":
    case "number":
    case "money":
      return numbers(options);
    case "date":
      return days(options, today);
    case "partialDate":
      return ["1984-03-27"];
    case "time":
      return [options.minimum, options.maximum, "10:00"].filter((one) => one !== undefined);
    case "dateTime":
      return days(options, today).flatMap((day) =>
        day.includes("T") ? [day] : [`${day}T10:00`, `${day}T00:00`, `${day}T23:59`],
      );
    case "yesNo":
      return [true, false];
    case "choice":
      return codes;
    case "multipleChoice":
      return codes.map((code) => [code]);
    case "declaration":
      return [true];
    case "email":
      return ["erika.mustermann@example.org", "e@example.org", ...matching(options)];
    case "phone":
      return ["0228 123456", "+49 228 123456", "0228123456", "110", ...matching(options)];
    case "iban":
      return ["DE02120300000000202051", ...matching(options)];
    case "address":
      return [
        { street: "Heidestraße", houseNumber: "17", postalCode: "51147", city: "Musterstadt" },
      ];
    case "personName":
      return [{ givenName: "Erika", familyName: "Mustermann" }];
    case "file":
      return [[sampleFile(options)]];
    case "staticText":
    case "hidden":
    case "locked":
      return [];
  }
}

const endings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** A file of a media type that the field takes. */
export function sampleFile({ mediaTypes }: FieldOptions<"file">): StoredFile {
  const known = Object.keys(endings).find((type) => mediaTypes.includes(type));
  const mediaType = known ?? mediaTypes[0] ?? "application/pdf";
  const name = `nachweis.${endings[mediaType] ?? "dat"}`;
  return { id: name, name, size: 1, mediaType, sha256: "00" };
}

function texts(
  { minLength = 0, maxLength = Infinity, pattern }: FieldOptions<"text">,
  purpose: string | undefined,
): readonly string[] {
  const known = byPurpose[purpose ?? ""];
  const fitting = [...(known === undefined ? [] : [known]), ...words];
  const long = "Muster ".repeat(Math.ceil(Math.min(minLength, 20_000) / 7)).slice(0, minLength);
  const short = "Muster".slice(0, Math.min(6, maxLength));
  return [
    ...fitting,
    `${long.trimEnd()}${"r".repeat(long.length - long.trimEnd().length)}`,
    short,
    ...matching({ pattern }),
  ]
    .filter((text) => text.trim() !== "")
    .map((text) => text.normalize("NFC").trim());
}

function matching({ pattern }: { readonly pattern?: string | undefined }): readonly string[] {
  return pattern === undefined ? [] : sampleMatches(pattern);
}

function numbers({
  minimum,
  maximum,
}: FieldOptions<"money" | "number" | "integer">): readonly number[] {
  const within = [12, 1, 2020, 100, 0].filter(
    (one) => one >= (minimum ?? -Infinity) && one <= (maximum ?? Infinity),
  );
  return [...within, ...[minimum, maximum].filter((one) => one !== undefined)];
}

/** Days in the past before days to come: most questions for a date are about what has been. */
function days({ minimum, maximum }: FieldOptions<"date">, today: string): readonly string[] {
  const bounds = [minimum, maximum].flatMap((bound) =>
    bound === undefined ? [] : [resolveBound(bound, today)],
  );
  const near = ["today-1m", "today", "today+1d", "today+1m", "today+1y"];
  return ["1984-03-27", ...near.map((bound) => resolveBound(bound, today)), ...bounds];
}
