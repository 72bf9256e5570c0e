import * as z from "zod";

/** How citizens may sign in: an OpenID Connect provider, e.g. the broker in front of a Land's citizen account. */
export interface IdentityProviderConfig {
  /** As its discovery document names it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined;
  /** What citizens call it, e.g. `BundID`. */
  readonly name: string;
  /** Separated by spaces. */
  readonly scopes: string;
  /** Claims that are called otherwise than the attribute that questions name: claim → attribute. */
  readonly claims: ReadonlyMap<string, string>;
  /** What the provider's `acr` says: value → level of assurance. */
  readonly levels: ReadonlyMap<string, ProvidedLevel>;
}
const providedLevels = ["basic", "substantial", "high"] as const;
type ProvidedLevel = (typeof providedLevels)[number];

/** As BundID, and brokers that pass its values on, name the levels; and as eIDAS does. */
const usualLevels: readonly (readonly [string, ProvidedLevel])[] = [
  ["STORK-QAA-Level-1", "basic"],
  ["STORK-QAA-Level-2", "basic"],
  ["STORK-QAA-Level-3", "substantial"],
  ["STORK-QAA-Level-4", "high"],
  ["http://eidas.europa.eu/LoA/low", "basic"],
  ["http://eidas.europa.eu/LoA/substantial", "substantial"],
  ["http://eidas.europa.eu/LoA/high", "high"],
];

/** `a=b c=d`; a value may hold equals signs itself, so the last one counts. */
function pairsSchema(example: string) {
  return z.string().transform((text, context) => {
    const pairs = text
      .split(/[\s,]+/)
      .filter((part) => part !== "")
      .map((part) => {
        const at = part.lastIndexOf("=");
        return [part.slice(0, Math.max(at, 0)), part.slice(at + 1)] as const;
      });
    if (pairs.every(([from, to]) => from !== "" && to !== "")) return pairs;
    context.addIssue(`must be pairs such as ${example}`);
    return z.NEVER;
  });
}

const levelsSchema = pairsSchema("STORK-QAA-Level-3=substantial").transform((pairs, context) => {
  const levels = pairs.flatMap(([acr, text]) => {
    const level = providedLevels.find((one) => one === text);
    return level === undefined ? [] : [[acr, level] as const];
  });
  if (levels.length === pairs.length) return levels;
  context.addIssue(`must map each value to ${providedLevels.join(", ")}`);
  return z.NEVER;
});

/** The environment variables, all optional. */
export const identityProviderEnvironment = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://konto.example.de" })
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, "must have 60 characters at most").optional(),
  OIDC_SCOPES: z
    .string()
    .refine((text) => text.split(/\s+/).includes("openid"), { error: "must name openid" })
    .default("openid profile email address phone"),
  OIDC_CLAIMS: pairsSchema("strasse=address.street").default([]),
  OIDC_LEVELS: levelsSchema.optional(),
};
type Environment = z.output<z.ZodObject<typeof identityProviderEnvironment>>;

type Given = Readonly<Record<string, string | undefined>>;

/** What is wrong between the variables, each with its remedy. `given`: the environment without what is empty. */
export function identityProviderProblems(given: Given, production: boolean): string[] {
  const named = Object.keys(identityProviderEnvironment).filter((key) => given[key] !== undefined);
  if (named.length === 0) return [];
  const needed = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_NAME"];
  const missing = needed.filter((key) => given[key] === undefined);
  const problems = missing.map(
    (key) => `${key} is needed together with ${named.join(", ")}: ${meanings[key] ?? ""}`,
  );
  const issuer = given["OIDC_ISSUER"];
  if (issuer !== undefined && URL.canParse(issuer) && !isSafe(new URL(issuer), production))
    problems.push(
      production
        ? "OIDC_ISSUER must begin with https://"
        : "OIDC_ISSUER must begin with https://, or lie on this machine (http://127.0.0.1)",
    );
  return problems;
}
const meanings: Readonly<Record<string, string>> = {
  OIDC_ISSUER: "the address of the identity provider",
  OIDC_CLIENT_ID: "what the identity provider calls this portal",
  OIDC_NAME: "what citizens call the identity provider, e.g. BundID",
};

function isSafe({ protocol, hostname }: URL, production: boolean): boolean {
  return protocol === "https:" || (!production && isOwnMachine(hostname));
}

/** Whether a host is this machine: there alone a provider may go without TLS. */
export function isOwnMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** The provider that checked variables name; undefined where they name none. */
export function identityProviderOf(env: Environment): IdentityProviderConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_NAME: name } = env;
  if (issuer === undefined || clientId === undefined || name === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret: env.OIDC_CLIENT_SECRET,
    name,
    scopes: env.OIDC_SCOPES,
    claims: new Map(env.OIDC_CLAIMS),
    levels: new Map(env.OIDC_LEVELS ?? usualLevels),
  };
}
