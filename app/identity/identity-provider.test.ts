import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { signInThere } from "../../e2e/fixtures/anmeldedienst/sign-in-there.ts";
import { startAnmeldedienst } from "../../e2e/fixtures/anmeldedienst/start-anmeldedienst.ts";
import { readConfig } from "../platform/config.server.ts";
import type { IdentityProviderConfig } from "../platform/identity-provider-settings.ts";
import { checkProvider, completeSignIn, startSignIn } from "./identity-provider.server.ts";

const redirectUri = "http://127.0.0.1:9/anmeldung/zurueck";
const client = { clientId: "einmal", clientSecret: "geheim", redirectUris: [redirectUri] };
const there = await startAnmeldedienst(client);
afterAll(() => there.stop());
beforeEach(() => Object.assign(there.faults, { down: false, stale: false }));

function providerOf(more: Record<string, string> = {}): IdentityProviderConfig {
  const { identityProvider } = readConfig({
    DATA_DIR: "/nonexistent",
    MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
    OIDC_ISSUER: there.issuer,
    OIDC_CLIENT_ID: client.clientId,
    OIDC_CLIENT_SECRET: client.clientSecret,
    OIDC_NAME: "Bürgerkonto",
    ...more,
  });
  if (!identityProvider) throw new Error("the configuration names no provider");
  return identityProvider;
}
const provider = providerOf();

async function begin(needed: "none" | "substantial" | "high" = "none", by = provider) {
  const wish = { redirectUri, state: "zustand", needed, fresh: false, language: "de" };
  const started = await startSignIn(by, wish);
  if (started.kind !== "url") throw new Error(`not started: ${started.code}`);
  return started;
}
const end = async (
  begun: Awaited<ReturnType<typeof begin>>,
  back: string | undefined,
  { wanted = ["given_name"], by = provider } = {},
) => completeSignIn(by, { redirectUri, search: new URL(back ?? "").search }, begun.secrets, wanted);

describe("with a real provider", () => {
  it("somebody signs in, and what is said of them comes with the level", async () => {
    const begun = await begin();
    const url = new URL(begun.url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      code_challenge_method: "S256",
      state: "zustand",
      redirect_uri: redirectUri,
      nonce: begun.secrets.nonce,
    });
    expect(begun.url).not.toContain(begun.secrets.verifier);
    const back = await signInThere(begun.url, { acr: "STORK-QAA-Level-4" });
    expect(await end(begun, back)).toEqual({
      kind: "signedIn",
      level: "high",
      attributes: {
        given_name: "Erika",
        family_name: "Mustermann",
        birthdate: "1964-08-12",
        email: "erika.mustermann@example.org",
        email_verified: "true",
        phone_number: "+49 30 1234567",
        phone_number_verified: "true",
        "address.street_address": "Heidestraße 17",
        "address.street": "Heidestraße",
        "address.house_number": "17",
        "address.postal_code": "51147",
        "address.locality": "Köln",
        "address.country": "Deutschland",
        legacyPostkorbHandle: "5d1d3c1a-6f0e-4b5a-9c3e-2f6b7a8c9d01",
      },
    });
    // The code is worth nothing a second time.
    expect(await end(begun, back)).toMatchObject({ kind: "expired" });
  });

  it("asks for the level that is needed, and for no more than the id token where that is enough", async () => {
    const begun = await begin("substantial");
    expect(new URL(begun.url).searchParams.get("acr_values")).toBe(
      "STORK-QAA-Level-3 STORK-QAA-Level-4",
    );
    const back = await signInThere(begun.url);
    const signedIn = await end(begun, back, { wanted: [] });
    expect(signedIn).toEqual({ kind: "signedIn", level: "substantial", attributes: {} });
  });

  it("who turns back is not signed in", async () => {
    const begun = await begin();
    const back = await signInThere(begun.url, { intent: "cancel" });
    expect(await end(begun, back)).toEqual({ kind: "cancelled", code: "access_denied" });
  });

  it("an answer to another question is refused: state, nonce, verifier, issuer", async () => {
    const begun = await begin();
    const back = (await signInThere(begun.url)) ?? "";
    const altered = (secrets: object) => ({
      ...begun,
      secrets: { ...begun.secrets, ...secrets },
    });
    expect(await end(altered({ state: "anderer" }), back)).toMatchObject({ kind: "invalid" });
    const mixedUp = new URL(back);
    mixedUp.searchParams.set("iss", "https://anderer.example");
    expect(await end(begun, mixedUp.href)).toMatchObject({ kind: "invalid" });
    const verifier = "x".repeat(43);
    expect(await end(altered({ verifier }), back)).toMatchObject({ kind: "expired" });
    const again = (await signInThere(begun.url)) ?? "";
    expect(await end(altered({ nonce: "anderer" }), again)).toMatchObject({ kind: "invalid" });
  });

  it("a clock that is wrong, a provider that is away, and a wrong secret are told apart", async () => {
    const begun = await begin();
    const back = await signInThere(begun.url);
    there.faults.stale = true;
    expect(await end(begun, back)).toMatchObject({ kind: "clock" });
    const second = await begin();
    const secondBack = await signInThere(second.url);
    there.faults.down = true;
    expect(await end(second, secondBack)).toMatchObject({ kind: "unavailable" });
    const unasked = providerOf();
    expect(await checkProvider(unasked)).toMatchObject({ kind: "unavailable" });
    Object.assign(there.faults, { down: false, stale: false });
    const wrong = providerOf({ OIDC_CLIENT_SECRET: "falsch" });
    const third = await begin("none", wrong);
    const thirdBack = await signInThere(third.url);
    expect(await end(third, thirdBack, { by: wrong })).toMatchObject({ kind: "invalid" });
    const nobody = providerOf({ OIDC_ISSUER: "http://127.0.0.1:9" });
    expect(await checkProvider(nobody)).toMatchObject({ kind: "unavailable" });
  });

  it("the operator learns what it lacks", async () => {
    expect(await checkProvider(provider)).toEqual({ kind: "answers", lacks: [] });
    const more = providerOf({ OIDC_SCOPES: "openid ausweis" });
    expect(await checkProvider(more)).toEqual({ kind: "answers", lacks: ["the scope ausweis"] });
  });
});
