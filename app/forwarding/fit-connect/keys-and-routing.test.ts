import { existsSync, readFileSync } from "node:fs";
import { importJWK, type JWK } from "jose";
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { optionFields, readOptions, type OptionSchema } from "#app/administration/option-fields.ts";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { makeCertificate } from "../../../e2e/fixtures/zustelldienst/certificate.ts";
import { makeIssuer, makeKeyPair, publicKeyOf } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { chooseSchemas, submissionSchemaUri } from "./data-schema.server.ts";
import { deliveryOf, startLocalService, urlOf } from "./fixtures/local-service.ts";
import { checkKey, type Trust } from "./jwk.server.ts";
import { chooseMetadataVersion } from "./metadata.server.ts";
import { dataFormats, fitConnectOptions } from "./options.server.ts";
import { isSignedBy, readSet } from "./set.server.ts";
import { tokenOf } from "./token.server.ts";
import { covers, v2 } from "./wire.server.ts";

const local = await startLocalService();
const { service, urls } = local.zustelldienst;
afterAll(() => local.zustelldienst.stop());
const never = new AbortController().signal;
const now = new Date();
const [issuer, stranger] = await Promise.all([makeIssuer("Wurzel"), makeIssuer("Fremde Wurzel")]);
const certified = await makeKeyPair("encryption", { name: "Stadt", issuer });
const pem = (der: Buffer) =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----`;

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

describe("options", () => {
  const { destinationId, ...given } = local.options;
  const base = {
    ...given,
    destinationId,
    portalIssuers: [],
    schemas: [],
    prefer: [...dataFormats],
  };
  test("want roots outside TEST, and no test keys in production", () => {
    expect(fitConnectOptions.safeParse(base).success).toBe(true);
    expect(fitConnectOptions.safeParse({ ...base, testKeys: false }).success).toBe(false);
    const roots = { ...base, testKeys: false, trustedRoots: pem(issuer.chain[0]!) };
    expect(fitConnectOptions.safeParse(roots).success).toBe(true);
    expect(fitConnectOptions.safeParse({ ...roots, trustedRoots: "x" }).success).toBe(false);
    for (const host of [
      "prod.fit-connect.fitko.net",
      "stage.fit-connect.fitko.net",
      "submission-api-prod.fit-connect.niedersachsen.de",
    ])
      expect(
        fitConnectOptions.safeParse({ ...base, submissionApi: `https://${host}/submission-api` })
          .success,
      ).toBe(false);
  });
  test("name formats and a way to answer in full, or not at all", () => {
    const valid = (more: object) => fitConnectOptions.safeParse({ ...base, ...more }).success;
    expect(valid({ schemas: ["fim-json.v1 urn:de:anders:1"] })).toBe(true);
    expect(valid({ schemas: ["fimxjson.v1 urn:de:anders:1"] })).toBe(false);
    expect(valid({ schemas: ["fim-json.v1"] })).toBe(false);
    expect(valid({ replyChannel: "eMail" })).toBe(false);
    expect(valid({ replyChannel: "eMail", replyAddress: "erika" })).toBe(false);
    expect(valid({ replyChannel: "eMail", replyAddress: "erika@example.org" })).toBe(true);
    expect(valid({ replyChannel: "elster", replyAddress: "4711" })).toBe(true);
  });
  test("can be asked for by a form", () => {
    const schema = z.toJSONSchema(fitConnectOptions, { io: "input", unrepresentable: "any" });
    const fields = optionFields(schema as OptionSchema, fitConnect.secrets, {});
    const kinds = Object.fromEntries(fields.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({
      tokenUrl: "text",
      clientSecret: "secret",
      callbackSecret: "secret",
      trustedRoots: "long",
      testKeys: "flag",
      portalIssuers: "lines",
      schemas: "lines",
      prefer: "choices",
      replyChannel: "choice",
      largeDataBytes: "number",
    });
    const typed = { ...base, portalIssuers: undefined, schemas: undefined };
    const raw = Object.fromEntries(
      Object.entries(typed).flatMap(([name, value]) =>
        // A box that is not ticked is not sent.
        value === undefined || value === false
          ? []
          : [[`option.${name}`, [value].flat().map(String)]],
      ),
    );
    expect(fitConnectOptions.parse(readOptions(fields, raw))).toEqual(local.options);
  });
  test("want a destination, or somebody to ask for it who is believed", () => {
    const without = { ...base, destinationId: undefined };
    expect(fitConnectOptions.safeParse(without).success).toBe(false);
    const routed = { ...without, routingApi: "https://routing.example.org" };
    expect(fitConnectOptions.safeParse(routed).success).toBe(false);
    const portalIssuers = ["https://portal.example.org/"];
    expect(fitConnectOptions.parse({ ...routed, portalIssuers })).toMatchObject({
      portalIssuers: ["https://portal.example.org"],
    });
  });
});

describe("routing", () => {
  const routed = {
    ...local.options,
    destinationId: undefined,
    routingApi: urls.routingApi,
    portalIssuers: [urls.selfServicePortal],
  };
  const send = (options = routed, more = {}) =>
    fitConnect.forward(documentOf(), [], options, never, deliveryOf(more));

  test("finds the destination by LeiKa key and place, its address verified", async () => {
    expect(await send()).toMatchObject({ kind: "sent" });
  });

  test.each<[string, (route: Record<string, string>) => void]>([
    [
      "not another destination's",
      (one) => (one["destinationId"] = "a0000000-0000-4000-8000-000000000000"),
    ],
    [
      "not a changed one",
      (one) => {
        const [header, payload = "", signature] = one["destinationSignature"]!.split(".");
        const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
        const changed = Buffer.from(JSON.stringify({ ...claims, jti: "x" })).toString("base64url");
        one["destinationSignature"] = [header, changed, signature].join(".");
      },
    ],
    ["not an unsigned one", (one) => (one["destinationSignature"] = "x.y.z")],
  ])("believes the Routing API %s", async (_, change) => {
    const fetchChanged: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!urlOf(input).includes("/routes?")) return response;
      const body = (await response.json()) as { routes: Record<string, string>[] };
      body.routes.forEach(change);
      return Response.json(body);
    };
    const delivery = deliveryOf({ fetch: fetchChanged });
    expect(await fitConnect.forward(documentOf(), [], routed, never, delivery)).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("address of a destination") as string,
    });
    expect(delivery.kept()).toBeUndefined();
  });

  test("believes no portal but those that are named, and asks no other for its keys", async () => {
    const asked: string[] = [];
    const outcome = await send(
      { ...routed, portalIssuers: ["https://portal.example.org"] },
      { fetch: (input: string, init: RequestInit) => (asked.push(input), fetch(input, init)) },
    );
    expect(outcome).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("not believed") as string,
    });
    expect(asked.filter((url) => url.includes("jwks"))).toEqual([]);
  });

  test("goes to no other host than the one that is configured", async () => {
    const host = new URL(urls.submissionApi);
    host.hostname = "localhost";
    const outcome = await send({ ...routed, submissionApi: host.href });
    expect(outcome).toMatchObject({
      reason: expect.stringContaining("another host") as string,
    });
  });
});

describe("token", () => {
  const environment = { ...local.options, clientId: "c" };
  test("is asked for once by many, without scope, and renewed a minute before its end", async () => {
    let time = 0;
    const forms: string[] = [];
    const ask = (_: string, form: URLSearchParams) => {
      forms.push(form.toString());
      return Promise.resolve({ access_token: `t${forms.length}`, expires_in: 1800 });
    };
    const get = () => tokenOf(environment, () => new Date(time), ask);
    expect(await Promise.all([get(), get(), get()])).toEqual(["t1", "t1", "t1"]);
    expect(forms).toEqual([
      `grant_type=client_credentials&client_id=c&client_secret=${environment.clientSecret}`,
    ]);
    time = 1739_000;
    expect(await get()).toBe("t1");
    time = 1741_000;
    expect(await get()).toBe("t2");
  });

  test("that is refused early is renewed once; a client that is refused is told so", async () => {
    expect(
      await fitConnect.forward(documentOf(), [], local.options, never, deliveryOf()),
    ).toMatchObject({ kind: "sent" });
    service.clock.advance(2000);
    service.faults.set({ tokensValidFrom: service.clock.seconds() });
    expect(
      await fitConnect.forward(documentOf(), [], local.options, never, deliveryOf()),
    ).toMatchObject({ kind: "sent" });
    service.faults.clear();
    const wrong = { ...local.options, clientSecret: "falsch" };
    expect(await fitConnect.forward(documentOf(), [], wrong, never, deliveryOf())).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("token: 401") as string,
    });
  });
});

test("the self-test says what is well, and until when", async () => {
  const { fetch: _, ...tools } = deliveryOf();
  const checks = await fitConnect.check(local.options, { ...tools, fetch }, never);
  expect(Object.fromEntries(checks.map(({ what, ok }) => [what, ok]))).toEqual({
    credentials: true,
    events: true,
    destination: true,
    key: true,
    metadata: true,
    service: true,
    schema: true,
  });
  expect(checks.find(({ what }) => what === "key")?.until).toBeInstanceOf(Date);
  await local.patch({ status: "inactive" });
  const bad = await fitConnect.check(
    { ...local.options, clientSecret: "falsch" },
    { ...tools, fetch },
    never,
  );
  expect(Object.fromEntries(bad.map(({ what, ok }) => [what, ok]))).toEqual({
    credentials: false,
    events: true,
    destination: false,
  });
  await local.patch({ status: "active" });
});

const vector = "/work/shared/data/fit-connect/vector-set-create-submission-2022.json";
test.skipIf(!existsSync(vector))("a real event of the TEST service of 2022 verifies", async () => {
  const { jwks, set } = JSON.parse(readFileSync(vector, "utf8")) as {
    jwks: { keys: (JWK & { kid: string })[] };
    set: string;
  };
  const event = readSet(set);
  expect(event).toMatchObject({
    name: "create-submission",
    issuer: "https://submission-api-testing.fit-connect.fitko.dev",
    kid: jwks.keys[0]!.kid,
  });
  const { kty, n, e } = jwks.keys[0]!;
  const key = (await importJWK({ kty: kty!, n: n!, e: e! }, "PS512")) as CryptoKey;
  expect(await isSignedBy(set, key)).toBe(true);
  const [header, payload = "", signature] = set.split(".");
  const changed = Buffer.from(
    Buffer.from(payload, "base64url").toString().replace("5e82c135", "5e82c136"),
  ).toString("base64url");
  expect(await isSignedBy([header, changed, signature].join("."), key)).toBe(false);
});

test("areas hold municipalities by their regional key", () => {
  expect(covers("", "064110000000")).toBe(true);
  expect(covers("000000000000", "064110000000")).toBe(true);
  expect(covers("06", "064110000000")).toBe(true);
  expect(covers("060000000000", "064110000000")).toBe(true);
  expect(covers("053700000000", "053700004004")).toBe(true);
  // A county whose number ends in zero is not the counties beside it.
  expect(covers("053700000000", "053740004004")).toBe(false);
  expect(covers("064110000000", "064120000000")).toBe(false);
  expect(covers("06x", "064110000000")).toBe(false);
});

test("the schema of the data is told from its name", () => {
  const options = { schemas: [], prefer: dataFormats };
  const filed = { fimId: "S99000000001", version: "1.2" };
  const formatsOf = (schemaUri: string, mimeType = "application/json") =>
    chooseSchemas({ submissionSchemas: [{ schemaUri, mimeType }] }, filed, options).map(
      ({ format }) => format,
    );
  expect(formatsOf("https://schema.fitko.de/fim/s99000000001_1.2.0.schema.json")).toEqual([
    "fim-json.v1",
  ]);
  expect(formatsOf("urn:xoev-de:fim:S99000000001:1.2", "application/xml")).toEqual(["fim-xml.v1"]);
  expect(formatsOf("https://schema.fitko.de/fim/s99000000001_1.3.0.schema.json")).toEqual([]);
  expect(formatsOf("https://schema.fitko.de/fim/s990000000012_1.2.0.schema.json")).toEqual([]);
  expect(formatsOf(submissionSchemaUri)).toEqual(["submission-json.v1"]);
  expect(formatsOf("https://example.org/submission.v1.schema.json")).toEqual([
    "submission-json.v1",
  ]);
});

test("metadata are of the newest version that both know", () => {
  expect(chooseMetadataVersion(["1.0.0", "2.0.0", "2.1.0"], v2)).toBe("2.1.0");
  expect(chooseMetadataVersion(["2.0.0", "2.2.0"], v2)).toBe("2.0.0");
  expect(() => chooseMetadataVersion(["1.0.0", "3.0.0"], v2)).toThrow("takes no metadata");
});

test("nothing of the content stands in what is kept or noted", async () => {
  const notes: string[] = [];
  const delivery = deliveryOf({
    fetch: (input, init) => {
      notes.push(`${init?.method ?? "GET"} ${urlOf(input)}`);
      return fetch(input, init);
    },
  });
  await fitConnect.forward(documentOf(), [], local.options, never, delivery);
  const seen = JSON.stringify([delivery.kept(), notes]);
  for (const word of ["Łukasz", documentOf().reference, "Bello"]) expect(seen).not.toContain(word);
});
