import * as client from "openid-client";
import { reaches, type AssuranceLevel } from "../domain/assurance.ts";
import type { Attributes } from "../domain/provider-answers.ts";
import {
  isOwnMachine,
  type IdentityProviderConfig,
} from "../platform/identity-provider-settings.ts";
import { attributesOf, levelOf } from "./claims.ts";
import { troubleOf, type ProviderTrouble } from "./provider-trouble.ts";

/** Seconds that the provider may take for an answer, and that its clock may be off. */
const patience = 8;
const tolerance = 60;
/** Milliseconds after which the provider is asked anew where its endpoints are. */
const lasting = 600_000;

export type Trouble = { readonly kind: ProviderTrouble; readonly code: string };

/** What the browser keeps of a sign-in that is under way, sealed. */
export interface SignInSecrets {
  /** Goes to the provider and comes back. */
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE: proves that whoever began it ends it. */
  readonly verifier: string;
}

export interface SignInWish {
  readonly redirectUri: string;
  readonly state: string;
  readonly needed: AssuranceLevel;
  /** Nobody may come in on what somebody left open at the provider. */
  readonly fresh: boolean;
  /** BCP 47, as the page speaks. */
  readonly language: string;
}

/** Where to sign in, and what has to be kept until then. */
export async function startSignIn(
  provider: IdentityProviderConfig,
  wish: SignInWish,
): Promise<
  { readonly kind: "url"; readonly url: string; readonly secrets: SignInSecrets } | Trouble
> {
  try {
    const configuration = await discovered(provider);
    const { state } = wish;
    const secrets = {
      state,
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const wanted = acrValues(provider, configuration, wish.needed);
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: wish.redirectUri,
      scope: provider.scopes,
      state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: "S256",
      ui_locales: wish.language,
      ...(wanted.length > 0 && { acr_values: wanted.join(" ") }),
      ...(wish.fresh && { prompt: "login" }),
    });
    if (!isSafe(url)) return { kind: "invalid", code: "insecure authorization endpoint" };
    return { kind: "url", url: url.href, secrets };
  } catch (error) {
    return troubleOf(error);
  }
}

/** Somebody who has signed in: what is said of them, and how surely. Neither token nor subject leaves this file. */
export interface SignedIn {
  readonly kind: "signedIn";
  readonly attributes: Attributes;
  readonly level: AssuranceLevel;
}

/**
 * Ends a sign-in: exchanges the code, checks state, nonce, issuer, audience, times and signature, and asks the userinfo
 * endpoint for those of the attributes `wanted` that the id token does not have. `search`: the query of the return address.
 */
export async function completeSignIn(
  provider: IdentityProviderConfig,
  { redirectUri, search }: { readonly redirectUri: string; readonly search: string },
  { state, nonce, verifier }: SignInSecrets,
  wanted: readonly string[],
): Promise<SignedIn | Trouble> {
  try {
    const configuration = await discovered(provider);
    const address = new URL(redirectUri);
    address.search = search;
    const tokens = await client.authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return { kind: "invalid", code: "no id token" };
    const told = attributesOf(claims, provider);
    const hasAll = wanted.every((name) => name in told);
    const { userinfo_endpoint: userinfo } = configuration.serverMetadata();
    const more =
      hasAll || userinfo === undefined
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
    const attributes = { ...attributesOf(more, provider), ...told };
    return { kind: "signedIn", attributes, level: levelOf(claims["acr"], provider) };
  } catch (error) {
    return troubleOf(error);
  }
}

/** Whether the provider answers, and can do what is needed; for the operator. */
export async function checkProvider(
  provider: IdentityProviderConfig,
): Promise<{ readonly kind: "answers"; readonly lacks: readonly string[] } | Trouble> {
  try {
    const server = (await discover(provider)).serverMetadata();
    const { code_challenge_methods_supported: pkce, scopes_supported: scopes } = server;
    const unknown = provider.scopes
      .split(/\s+/)
      .filter((scope) => scopes !== undefined && !scopes.includes(scope));
    const lacks = [
      ...(pkce !== undefined && !pkce.includes("S256") ? ["PKCE with S256"] : []),
      ...unknown.map((scope) => `the scope ${scope}`),
    ];
    return { kind: "answers", lacks };
  } catch (error) {
    return troubleOf(error);
  }
}

const known = new WeakMap<
  IdentityProviderConfig,
  { readonly configuration: client.Configuration; readonly at: number }
>();

async function discovered(provider: IdentityProviderConfig): Promise<client.Configuration> {
  const before = known.get(provider);
  const now = performance.now();
  if (before && now - before.at < lasting) return before.configuration;
  const configuration = await discover(provider);
  known.set(provider, { configuration, at: now });
  return configuration;
}

function discover({
  issuer,
  clientId,
  clientSecret,
}: IdentityProviderConfig): Promise<client.Configuration> {
  const address = new URL(issuer);
  // The configuration has seen to it that this is allowed on one's own machine alone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- "deprecated" is how the library says "careful"
  const plain = address.protocol === "http:" ? [client.allowInsecureRequests] : [];
  const metadata = { [client.clockTolerance]: tolerance };
  return client.discovery(address, clientId, metadata, authWith(clientSecret), {
    // The signature of the id token is checked although it comes straight from the provider.
    execute: [...plain, client.enableNonRepudiationChecks],
    timeout: patience,
  });
}

/** The secret goes where the provider wants it; in a header, unless it says otherwise. */
function authWith(secret: string | undefined): client.ClientAuth {
  if (secret === undefined) return client.None();
  const inHeader = client.ClientSecretBasic(secret);
  const inBody = client.ClientSecretPost(secret);
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: methods } = server;
    const wantsHeader = methods?.includes("client_secret_basic") ?? true;
    (wantsHeader ? inHeader : inBody)(server, ...rest);
  };
}

/** The provider's words for a level and those above it, as far as it says that it knows them. */
function acrValues(
  { levels }: IdentityProviderConfig,
  configuration: client.Configuration,
  needed: AssuranceLevel,
): readonly string[] {
  if (needed === "none") return [];
  const { acr_values_supported: supported } = configuration.serverMetadata();
  return [...levels]
    .filter(([acr, level]) => reaches(level, needed) && supported?.includes(acr) !== false)
    .map(([acr]) => acr);
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isOwnMachine(hostname));
}
