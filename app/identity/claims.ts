import type { AssuranceLevel } from "../domain/assurance.ts";
import type { Attributes } from "../domain/provider-answers.ts";
import type { IdentityProviderConfig } from "../platform/identity-provider-settings.ts";

/** What stands in an id token or comes from the userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>;

/** What says something of the token, the sitting or the account, and nothing of the person. */
const technical = new Set(
  "iss sub aud exp iat nbf jti nonce acr amr azp auth_time at_hash c_hash s_hash sid".split(" "),
);

/**
 * What claims say of a person, under the names that questions use. Parts of nested claims are joined by dots. An address or a
 * number that the provider itself has not verified is left out.
 */
export function attributesOf(
  claims: Claims,
  { claims: renamed }: Pick<IdentityProviderConfig, "claims">,
): Attributes {
  const attributes: Record<string, string> = {};
  const note = (name: string, value: unknown): void => {
    const text = textOf(value);
    if (text !== undefined) attributes[renamed.get(name) ?? name] = text;
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [part, inner] of Object.entries(value)) note(`${name}.${part}`, inner);
  };
  for (const [name, value] of Object.entries(claims))
    if (!technical.has(name) && claims[`${name}_verified`] !== false) note(name, value);
  return { ...partsOfStreet(attributes), ...attributes };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
  return isList && value.length > 0 ? value.join(",") : undefined;
}

/** OpenID Connect has street and house number in one line; forms here ask for each. */
function partsOfStreet(attributes: Attributes): Attributes {
  const line = attributes["address.street_address"]?.trim() ?? "";
  const [, street, number] =
    /^(\D.*?),?\s+(\d+\s?[a-zA-Z]?(?:\s?[-/]\s?\d+\s?[a-zA-Z]?)?)$/.exec(line) ?? [];
  if (street === undefined || number === undefined) return {};
  return { "address.street": street, "address.house_number": number };
}

/** The level of a sign-in. Only what the operator has mapped counts: of everything else nobody knows how sure it is. */
export function levelOf(
  acr: unknown,
  { levels }: Pick<IdentityProviderConfig, "levels">,
): AssuranceLevel {
  return (typeof acr === "string" ? levels.get(acr) : undefined) ?? "none";
}
