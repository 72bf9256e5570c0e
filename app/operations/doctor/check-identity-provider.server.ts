import { query, type Database } from "#db/connect.ts";
import { listServicesWithSignIn } from "#db/queries/services.ts";
import { checkProvider } from "../../identity/identity-provider.server.ts";
import type { Config } from "../../platform/config.server.ts";
import { fail, ok, warn, type Check } from "./check.ts";

const name = "identity provider";

/** Whether the identity provider answers, and with what is needed; asks it. */
export async function checkIdentityProvider({ identityProvider }: Config): Promise<Check> {
  if (!identityProvider) return ok(name, "none is named, so nobody is offered to sign in");
  const { issuer } = identityProvider;
  const found = await checkProvider(identityProvider);
  if (found.kind !== "answers")
    return fail(
      name,
      `${issuer} does not say how to sign in (${found.code})`,
      "check OIDC_ISSUER, the network, and that …/.well-known/openid-configuration can be fetched from here.",
    );
  return found.lacks.length === 0
    ? ok(name, `${issuer} answers`)
    : warn(
        name,
        `${issuer} does not offer ${found.lacks.join(", ")}`,
        "change OIDC_SCOPES, or the settings of the provider.",
      );
}

/** Services that are offered and need a sign-in, where nobody can sign in. */
export async function checkNeededSignIns(
  database: Database,
  { identityProvider }: Pick<Config, "identityProvider">,
): Promise<Check[]> {
  if (identityProvider) return [];
  const needing = await query(database, (sql) => listServicesWithSignIn(sql));
  if (needing.length === 0) return [];
  return [
    warn(
      "sign-in",
      `without an identity provider nobody can file ${needing.join(", ")}`,
      "set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_NAME, or switch these offerings off.",
    ),
  ];
}
