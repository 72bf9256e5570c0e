import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAuthority, noAuthority, type Authority } from "../revocation/fixtures/authority.ts";
import { checkKey, trustOf } from "./jwk.server.ts";
import type { RevocationMode } from "./options.server.ts";

describe.skipIf(noAuthority)("the revocation of certificates behind keys", () => {
  let authority!: Authority;
  beforeAll(async () => {
    authority = await createAuthority();
  });
  afterAll(() => {
    authority.stop();
  });
  beforeEach(() => {
    authority.trouble.down = false;
    authority.asked.length = 0;
  });

  const environment = () => ({
    tokenUrl: "http://127.0.0.1/token",
    submissionApi: "http://127.0.0.1/submission-api",
    clientId: "einmal",
    clientSecret: "geheim",
    trustedRoots: authority.root.toString(),
  });
  const now = () => new Date(Date.now() + 1000);

  /** As a destination publishes the key of a certificate. */
  function use(
    { certificate }: ReturnType<Authority["certify"]>,
    {
      mode,
      operation = "encrypt",
      at = now(),
      testKeys = false,
    }: {
      readonly mode?: RevocationMode;
      readonly operation?: "encrypt" | "verify";
      readonly at?: Date;
      readonly testKeys?: boolean;
    } = {},
  ) {
    const jwk = {
      ...certificate.publicKey.export({ format: "jwk" }),
      alg: operation === "encrypt" ? "RSA-OAEP-256" : "PS512",
      key_ops: [operation === "encrypt" ? "wrapKey" : "verify"],
      kid: "schluessel-der-stadt",
      // With and without the root.
      x5c: [certificate, ...(operation === "encrypt" ? [] : [authority.root])].map(({ raw }) =>
        raw.toString("base64"),
      ),
    };
    const trust = trustOf({
      environment: { ...environment(), testKeys, revocation: mode },
      clock: now,
      outside: (url, init) => fetch(url, init),
    });
    return checkKey(jwk, jwk.kid, operation, trust, at);
  }

  test("a key whose certificate counts is taken, and its issuer was asked", async () => {
    expect((await use(authority.certify("both"))).unasked).toBeUndefined();
    expect(authority.asked).toEqual(["/ocsp"]);
  });

  test("a key whose certificate was revoked is refused, softly as well", async () => {
    const revoked = authority.certify("list");
    revoked.revoke("superseded");
    await expect(use(revoked)).rejects.toThrow("was revoked (0)");
    await expect(use(revoked, { mode: "hard" })).rejects.toThrow("was revoked (0)");
    // Unless nobody wants to know.
    expect(await use(revoked, { mode: "off" })).toMatchObject({ unasked: undefined });
    expect(await use(revoked, { testKeys: true })).toMatchObject({ unasked: undefined });
  });

  test("what was signed before a certificate was replaced still counts, unless its key was stolen", async () => {
    const before = new Date(Date.now() - 30_000);
    const replaced = authority.certify("both");
    const stolen = authority.certify("both");
    await new Promise((resolve) => setTimeout(resolve, 1100));
    // Certificates count from the second in which they are made.
    const signedAt = new Date(
      Math.max(replaced.certificate.validFromDate.getTime(), before.getTime()),
    );
    replaced.revoke("superseded");
    stolen.revoke("keyCompromise");
    expect(await use(replaced, { operation: "verify", at: signedAt })).toBeDefined();
    await expect(use(replaced, { operation: "verify" })).rejects.toThrow("was revoked");
    const at = stolen.certificate.validFromDate;
    await expect(use(stolen, { operation: "verify", at })).rejects.toThrow("was revoked");
  });

  test("without an answer it goes on and says so, or stops, as is set", async () => {
    authority.trouble.down = true;
    const silent = authority.certify("both");
    expect(await use(silent)).toMatchObject({ unasked: "answered with 503; answered with 503" });
    await expect(use(silent, { mode: "hard" })).rejects.toThrow(
      "of which nobody tells whether it was revoked: answered with 503",
    );
    const mute = authority.certify("nobody");
    expect(await use(mute)).toMatchObject({ unasked: "it does not say whom to ask" });
    await expect(use(mute, { mode: "hard" })).rejects.toThrow("whom to ask");
  });
});
