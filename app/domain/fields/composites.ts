import * as z from "zod";
import { bySchema } from "./by-schema.ts";
import { found, line, nothing, type FieldKindRules, type Parts } from "./field-kind.ts";
import { checkText } from "./text.ts";

/** What was typed into each part, empty parts left out; undefined where all are empty. */
function readParts<P extends string>(
  parts: Parts,
  names: readonly P[],
): Partial<Record<P, string>> | undefined {
  const entries = names.map((name) => [name, line(parts, name)] as const);
  if (entries.every(([, value]) => value === "")) return undefined;
  return Object.fromEntries(entries.filter(([, value]) => value !== "")) as Partial<
    Record<P, string>
  >;
}

/** A part that is text. */
function name(maxLength: number): z.ZodType<string, string> {
  const check = checkText({ maxLength });
  return z.string().check(({ value, issues }) => {
    for (const { code, params } of check(value)) {
      issues.push({ code: "custom", input: value, message: code, ...(params && { params }) });
    }
  });
}
const requiredError = { error: "required" };

const addressParts = [
  "street",
  "houseNumber",
  "addition",
  "postalCode",
  "city",
  "country",
] as const;

const checkAddress = bySchema(
  z
    .strictObject({
      street: z.string().min(1, requiredError).pipe(name(200)),
      houseNumber: name(20).optional(),
      addition: name(100).optional(),
      postalCode: z.string().min(1, requiredError).pipe(name(20)),
      city: z.string().min(1, requiredError).pipe(name(100)),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, { error: "choice.unknown" })
        .optional(),
    })
    .superRefine(({ postalCode, country = "DE" }, context) => {
      if (country === "DE" && !/^\d{5}$/.test(postalCode)) {
        context.addIssue({
          code: "custom",
          message: "postalCode.invalid",
          path: ["postalCode"],
        });
      }
    }),
);

export const address: FieldKindRules<"address"> = {
  parts: addressParts,
  read: (parts) => {
    const typed = readParts(parts, addressParts);
    if (!typed) return nothing;
    // A lone preset country is no address.
    if (Object.keys(typed).join() === "country") return nothing;
    // What is missing shows up in the check, part by part.
    const { street = "", postalCode = "", city = "", ...rest } = typed;
    return found({ street, postalCode, city, ...rest });
  },
  check: () => checkAddress,
  write: (value) => ({ ...value }),
  format: ({ street, houseNumber, addition, postalCode, city, country }) =>
    [
      [street, houseNumber].filter(Boolean).join(" "),
      addition,
      `${postalCode} ${city}`,
      country === "DE" ? undefined : country,
    ]
      .filter(Boolean)
      .join(", "),
};

const nameParts = ["givenName", "familyName", "birthName"] as const;

const checkPersonName = bySchema(
  z.strictObject({
    givenName: z.string().min(1, requiredError).pipe(name(120)),
    familyName: z.string().min(1, requiredError).pipe(name(120)),
    birthName: name(120).optional(),
  }),
);

export const personName: FieldKindRules<"personName"> = {
  parts: nameParts,
  read: (parts) => {
    const typed = readParts(parts, nameParts);
    if (!typed) return nothing;
    const { givenName = "", familyName = "", ...rest } = typed;
    return found({ givenName, familyName, ...rest });
  },
  check: () => checkPersonName,
  write: (value) => ({ ...value }),
  format: ({ givenName, familyName, birthName }, _field, { language }) =>
    `${givenName} ${familyName}` +
    (birthName === undefined
      ? ""
      : ` (${language.startsWith("de") ? "geb." : "née"} ${birthName})`),
};
