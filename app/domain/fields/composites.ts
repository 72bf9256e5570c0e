import {
  fault,
  fine,
  found,
  line,
  nothing,
  unreadable,
  type Check,
  type FieldKindRules,
  type Parts,
} from "./field-kind.ts";
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

interface PartRule {
  readonly maxLength: number;
  /** Whether a whole without the part is no answer. */
  readonly required?: true;
}

/** The check of a whole whose parts are texts, one problem for a part at most. */
function checkParts(rules: Readonly<Record<string, PartRule>>): Check {
  const checks = Object.entries(rules).map(([part, { maxLength, required }]) => {
    const check = checkText({ maxLength });
    return { part, check, required };
  });
  return (whole) => {
    if (!isRecord(whole) || Object.keys(whole).some((part) => !Object.hasOwn(rules, part))) {
      return fault("pattern");
    }
    return checks.flatMap(({ part, check, required }) => {
      const value = whole[part];
      if (required ? value === undefined || value === "" : value === undefined) {
        return required ? [unreadable("required", { part })] : [];
      }
      return check(value)
        .slice(0, 1)
        .map((problem) => ({ ...problem, part }));
    });
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const addressParts = [
  "street",
  "houseNumber",
  "addition",
  "postalCode",
  "city",
  "country",
] as const;

const checkAddressParts = checkParts({
  street: { maxLength: 200, required: true },
  houseNumber: { maxLength: 20 },
  addition: { maxLength: 100 },
  postalCode: { maxLength: 20, required: true },
  city: { maxLength: 100, required: true },
  country: { maxLength: 100 },
});

const checkAddress: Check = (value, context) => {
  const problems = checkAddressParts(value, context);
  if (!isRecord(value)) return problems;
  const { postalCode, country = "DE" } = value;
  const further = [
    ...(isCountry(country) ? fine : [unreadable("choice.unknown", { part: "country" })]),
    ...(country === "DE" && !isGermanPostalCode(postalCode)
      ? [unreadable("postalCode.invalid", { part: "postalCode" })]
      : fine),
  ];
  return [
    ...problems,
    ...further.filter(({ part }) => problems.every((problem) => problem.part !== part)),
  ];
};

const isCountry = (value: unknown) => typeof value === "string" && /^[A-Z]{2}$/.test(value);
const isGermanPostalCode = (value: unknown) => typeof value === "string" && /^\d{5}$/.test(value);

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

const checkPersonName = checkParts({
  givenName: { maxLength: 120, required: true },
  familyName: { maxLength: 120, required: true },
  birthName: { maxLength: 120 },
});

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
