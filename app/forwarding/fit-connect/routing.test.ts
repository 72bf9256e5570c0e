import { afterAll, describe, expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { deliveryOf, startLocalService, urlOf } from "./fixtures/local-service.ts";

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
