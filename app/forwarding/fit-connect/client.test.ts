import { afterAll, describe, expect, test } from "vitest";
import { documentOf } from "#app/documents/fixtures/fim-service.ts";
import { fitConnect } from "../fit-connect.server.ts";
import { deliveryOf, startLocalService, urlOf } from "./fixtures/local-service.ts";
import { tokenOf } from "./token.server.ts";

const local = await startLocalService();
const { service } = local.zustelldienst;
afterAll(() => local.zustelldienst.stop());
const never = new AbortController().signal;
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
      reason: expect.stringContaining("credentials are refused: 401") as string,
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
