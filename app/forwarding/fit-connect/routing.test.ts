import { importJWK, SignJWT, type JWK } from "jose";
import { afterAll, describe, expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { makeKeyPair, type KeyPair } from "../../../e2e/fixtures/zustelldienst/keys.ts";
import {
  hasOfficialRouting,
  readOfficialRouting,
} from "../../../e2e/fixtures/zustelldienst/official-routing.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { deliveryOf, startLocalService, urlOf } from "./fixtures/local-service.ts";
import { regionalKeyPrefix } from "./wire.server.ts";

const local = await startLocalService();
const { urls } = local.zustelldienst;
afterAll(() => local.zustelldienst.stop());
const never = new AbortController().signal;
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

  test.skipIf(!hasOfficialRouting)("asks as the published OpenAPI says", async () => {
    const asked: URL[] = [];
    const fetchNoted: typeof fetch = (input, init) => {
      asked.push(new URL(urlOf(input)));
      return fetch(input, init);
    };
    expect(await send(routed, { fetch: fetchNoted })).toMatchObject({ kind: "sent" });
    const questions = asked.filter(({ pathname }) => pathname.endsWith("/routes"));
    expect(questions).not.toEqual([]);
    const official = readOfficialRouting();
    for (const { searchParams } of questions)
      expect(official.query("/routes", searchParams)).toEqual([]);
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

describe("an address that is signed by a portal that is believed", () => {
  const issuer = "https://portal.example.org";
  const own = {
    leistung: "urn:de:fim:leika:leistung:99000000000000",
    gebiet: regionalKeyPrefix + documentOf().municipality.ars,
  };
  const signing = makeKeyPair("signature");
  interface Wishes {
    readonly leistung?: string;
    readonly gebiet?: string;
    readonly header?: object;
    readonly by?: KeyPair;
  }
  const addressOf = async (destinationId: string, wishes: Wishes = {}): Promise<string> => {
    const pair = wishes.by ?? (await signing);
    const header = {
      alg: "PS512",
      typ: "JWT",
      kid: (await signing).publicJwk.kid,
      ...wishes.header,
    };
    const key = await importJWK({ ...pair.privateJwk, key_ops: ["sign"] } as JWK, header.alg);
    return new SignJWT({
      iss: issuer,
      destinationId,
      submissionHost: new URL(urls.submissionApi).host,
      services: [
        {
          gebietIDs: [wishes.gebiet ?? own.gebiet],
          leistungIDs: [wishes.leistung ?? own.leistung],
        },
      ],
    })
      .setProtectedHeader(header)
      .sign(key);
  };
  const outcome = async (...routes: { destinationId: string; destinationSignature: string }[]) => {
    const answering: typeof fetch = async (input, init) => {
      if (urlOf(input).startsWith(`${issuer}/.well-known/jwks.json`))
        return Response.json({ keys: [(await signing).publicJwk] });
      if (!urlOf(input).includes("/routes?")) return fetch(input, init);
      return Response.json({ totalCount: routes.length, routes });
    };
    const { destinationId: _, ...options } = local.options;
    const routed = { ...options, routingApi: urls.routingApi, portalIssuers: [issuer] };
    const delivery = deliveryOf({ fetch: answering });
    const result = await fitConnect.forward(documentOf(), [], routed, never, delivery);
    if (result.kind !== "sent") expect(delivery.kept()).toBeUndefined();
    return result;
  };
  const { destinationId } = local;
  const other = "a0000000-0000-4000-8000-000000000000";
  const refused = (reason: string) => ({
    kind: "retry",
    reason: expect.stringContaining(reason) as string,
  });

  test("is gone to", async () => {
    const route = { destinationId, destinationSignature: await addressOf(destinationId) };
    expect(await outcome(route)).toMatchObject({ kind: "sent" });
    // The same twice is one.
    expect(await outcome(route, route)).toMatchObject({ kind: "sent" });
  });

  test.each<[string, Wishes]>([
    ["another service", { leistung: "urn:de:fim:leika:leistung:99000000000001" }],
    ["another area", { gebiet: `${regionalKeyPrefix}099999999999` }],
    ["an area of another kind", { gebiet: "urn:de:bund:destatis:anders:000000000001" }],
  ])("is not where it is for %s", async (_, wishes) => {
    const destinationSignature = await addressOf(destinationId, wishes);
    expect(await outcome({ destinationId, destinationSignature })).toMatchObject(
      refused("for something else"),
    );
  });

  test.each<[string, object]>([
    ["algorithm", { alg: "RS512" }],
    ["type", { typ: "secevent+jwt" }],
    ["type, for there is none", { typ: undefined }],
  ])("is not where it is signed with another %s", async (_, header) => {
    const destinationSignature = await addressOf(destinationId, { header });
    expect(await outcome({ destinationId, destinationSignature })).toMatchObject(
      refused("signed in another way"),
    );
  });

  test("is not where somebody else has signed it in the portal's name", async () => {
    const by = await makeKeyPair("signature");
    const destinationSignature = await addressOf(destinationId, { by });
    expect(await outcome({ destinationId, destinationSignature })).toMatchObject(
      refused("signature under the address"),
    );
  });

  test("is not where there is none, or more than one", async () => {
    expect(await outcome()).toMatchObject(refused("knows no destination"));
    const routes = await Promise.all(
      [destinationId, other].map(async (id) => ({
        destinationId: id,
        destinationSignature: await addressOf(id),
      })),
    );
    expect(await outcome(...routes)).toMatchObject(refused("knows 2 destinations"));
  });
});
