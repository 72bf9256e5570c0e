import type { Answers, Origin } from "./answers.ts";
import type { Address, PersonName, Value } from "./fields/kinds.ts";
import type { Offering } from "./offering.ts";
import type { NodePath } from "./path.ts";
import type { Field } from "./service.ts";

/** What an identity provider says of a person, by the names of OpenID Connect; parts of an address as `address.locality`. */
export type Attributes = Readonly<Record<string, string>>;

/** Of whom an account belongs to: the handle of its mailbox, as BundID calls it (`urn:oid:2.5.4.18`). Identifies nobody. */
export const mailboxAttribute = "legacyPostkorbHandle";

/** The questions that an identity provider may answer, with the attribute that each of them names. */
export function questionsForProvider({
  nodes,
}: Offering): readonly { readonly path: NodePath; readonly attribute: string }[] {
  return [...nodes.values()].flatMap(({ path, node, within }) => {
    const attribute = node.type === "field" ? node.prefill?.attribute : undefined;
    return attribute === undefined || within.length > 0 ? [] : [{ path, attribute }];
  });
}

/** A value that consists of several attributes, for the kinds that ask for all of them at once. */
export function composedValue({ kind }: Field, attributes: Attributes): Value | undefined {
  if (kind === "personName") return nameIn(attributes);
  if (kind === "address") return addressIn(attributes);
  return undefined;
}

function nameIn(attributes: Attributes): PersonName | undefined {
  const { given_name: givenName, family_name: familyName, birth_name: birthName } = attributes;
  if (givenName === undefined || familyName === undefined) return undefined;
  return { givenName, familyName, ...(birthName !== undefined && { birthName }) };
}

function addressIn(attributes: Attributes): Address | undefined {
  const street = attributes["address.street"] ?? attributes["address.street_address"];
  const postalCode = attributes["address.postal_code"];
  const city = attributes["address.locality"];
  if (street === undefined || postalCode === undefined || city === undefined) return undefined;
  const houseNumber = attributes["address.house_number"];
  return { street, ...(houseNumber !== undefined && { houseNumber }), postalCode, city };
}

/**
 * The answers without those of one source: whoever signs in anew may be somebody else, and what was said of one person must
 * not stand beside what is said of another.
 */
export function withoutOrigin(answers: Answers, origin: Origin): Answers {
  const { origins = {}, ...rest } = answers;
  const isOfIt = (path: string) => origins[path] === origin;
  if (!Object.keys(origins).some(isOfIt)) return answers;
  const others = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([path]) => !isOfIt(path)));
  return { ...rest, values: others(answers.values), origins: others(origins) };
}
