import { afterAll, describe, expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { makeCertificate } from "../../../e2e/fixtures/zustelldienst/certificate.ts";
import { makeIssuer, makeKeyPair, publicKeyOf } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { deliveryOf, startLocalService } from "./fixtures/local-service.ts";
import { checkKey, type Trust } from "./jwk.server.ts";

const local = await startLocalService();
const { service } = local.zustelldienst;
afterAll(() => local.zustelldienst.stop());
const never = new AbortController().signal;
const now = new Date();
const [issuer, stranger] = await Promise.all([makeIssuer("Wurzel"), makeIssuer("Fremde Wurzel")]);
const certified = await makeKeyPair("encryption", { name: "Stadt", issuer });

describe("a key", () => {
  const roots = async (...ders: readonly Buffer[]): Promise<Trust> => {
    const { X509Certificate } = await import("node:crypto");
    return { roots: ders.map((der) => new X509Certificate(der)), anyone: false };
  };
  const { publicJwk: jwk } = certified;
  const use = (value: object, trust: Trust, at = now) =>
    checkKey(value, jwk.kid, "encrypt", trust, at);

  test("with a certificate up to a configured root is taken, until that ends", async () => {
    const { until } = await use(jwk, await roots(issuer.chain[0]!));
    expect(until!.getTime()).toBeGreaterThan(now.getTime() + 700 * 86_400_000);
    // Without the root itself in the chain, too.
    const short = { ...jwk, x5c: jwk.x5c!.slice(0, 1) };
    expect(await use(short, await roots(issuer.chain[0]!))).toMatchObject({ kid: jwk.kid });
  });

  test("that is not as it must be is refused", async () => {
    const trust = await roots(issuer.chain[0]!);
    const small = await makeKeyPair("encryption", { bits: 2048 });
    const other = local.encryption.publicJwk;
    const { x5c: _, ...bare } = jwk;
    const leaf = (days: readonly [number, number], authority = false) =>
      makeCertificate({
        name: "Stadt",
        publicKey: publicKeyOf(jwk),
        signer: issuer,
        notBefore: new Date(now.getTime() + days[0] * 86_400_000),
        notAfter: new Date(now.getTime() + days[1] * 86_400_000),
        authority,
      }).toString("base64");
    const cases: readonly (readonly [string, object, Trust?, Date?])[] = [
      ["another one", { ...jwk, kid: "anderer-schluessel" }],
      ["not RSA-OAEP-256", { ...jwk, alg: "PS512" }],
      ["not for wrapKey", { ...jwk, key_ops: ["verify"] }],
      ["fewer than 4096", { ...small.publicJwk, kid: jwk.kid }],
      ["Invalid", { ...jwk, kty: "EC" }],
      ["Invalid", { ...jwk, e: "AQAC" }],
      ["not the key of its certificate", { ...jwk, n: other.n }],
      ["not the key of its certificate", { ...jwk, x5c: other.x5c }],
      ["no certificate", bare],
      ["no certificate", { ...jwk, x5c: ["AAAA"] }],
      [
        "not issued by the next",
        { ...jwk, x5c: [jwk.x5c![0], stranger.chain[0]!.toString("base64")] },
      ],
      ["no trusted root", jwk, await roots(stranger.chain[0]!)],
      ["no trusted root", jwk, await roots()],
      ["not valid", { ...jwk, x5c: [leaf([-20, -10])] }],
      ["not valid", { ...jwk, x5c: [leaf([10, 20])] }],
      ["not valid", jwk, trust, new Date(now.getTime() + 5 * 365 * 86_400_000)],
    ];
    for (const [message, value, by = trust, at] of cases)
      await expect(use(value, by, at), message).rejects.toThrow(message);
  });

  test("of TEST may be its own witness, but not another one's", async () => {
    const anyone: Trust = { roots: [], anyone: true };
    const { publicJwk } = local.encryption;
    const { x5c: _, ...bare } = publicJwk;
    for (const value of [publicJwk, bare])
      expect(await checkKey(value, publicJwk.kid, "encrypt", anyone, now)).toBeDefined();
    const swapped = { ...publicJwk, n: jwk.n };
    await expect(checkKey(swapped, publicJwk.kid, "encrypt", anyone, now)).rejects.toThrow(
      "not the key of its certificate",
    );
  });

  test("that the service swaps is noticed before anything is encrypted", async () => {
    service.faults.set({ wrongEncryptionKey: true });
    const delivery = deliveryOf();
    expect(
      await fitConnect.forward(documentOf(), [], local.options, never, delivery),
    ).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("not the key of its certificate") as string,
    });
    expect(delivery.kept()).toBeUndefined();
    service.faults.clear();
  });
});
