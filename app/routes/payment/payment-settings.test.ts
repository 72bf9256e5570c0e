import { expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { findPaymentSettings } from "#db/queries/payment-settings.ts";
import { demoAccess, createDesk, listenDesk } from "../../../e2e/fixtures/bezahldienst/desk.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import * as settings from "./payment-settings.tsx";

const town = await createStaffPortal();
const portal = { ...town.portal, config: { ...town.portal.config, privateDestinations: true } };
const path = `/verwaltung/zahlung?gemeinde=${here.ars}`;
const { originatorId, endPointId, token } = demoAccess;
const stored = () =>
  withMunicipality(portal.database, here.ars, (sql) => findPaymentSettings(sql, here.ars));
const desk = createDesk();
const { origin, stop } = await listenDesk(desk);

test("an administrator sets up the payment service, whose secrets are sealed and never shown again, and checks it", async () => {
  const cookie = await town.cookieOf(town.accounts.admin);
  const post = (form: Record<string, string>) =>
    callRoute(portal, settings.action, { path, cookie, form });
  const refused = await post({ "option.baseUrl": "ftp://x", "option.token": "geheim" });
  expect(refused).toMatchObject({
    status: 422,
    data: { typed: { baseUrl: ["ftp://x"] } },
  });
  expect(JSON.stringify(refused.data)).not.toContain("geheim");
  const options = {
    "option.baseUrl": `${origin}/api/v1`,
    "option.originatorId": originatorId,
    "option.endPointId": endPointId,
  };
  const withToken = { ...options, "option.token": token };
  const inPublic = await callRoute(town.portal, settings.action, { path, cookie, form: withToken });
  expect(inPublic).toMatchObject({
    status: 422,
    data: { problems: [{ field: "baseUrl", detail: "must begin with https://" }] },
  });
  expect((await post(withToken)).status).toBe(303);
  const row = await stored();
  expect(row).toMatchObject({ options: { originatorId, endPointId }, services: [] });
  expect(row?.secrets?.includes(token)).toBe(false);
  const view = async () =>
    (await callRoute(portal, settings.loader, { path, cookie })).data as { settings: object };
  expect(JSON.stringify(await view())).not.toContain(token);
  expect((await post({ intent: "check" })).status).toBe(303);
  expect(await view()).toMatchObject({ settings: { checked: { ok: true, detail: "200" } } });
  // Left empty, the token stays; another address is another check.
  expect((await post({ ...options, "option.endPointId": "fremd" })).status).toBe(303);
  expect(await view()).toMatchObject({ settings: { checked: undefined } });
  await post({ intent: "check" });
  const wrong = { ok: false, detail: "NO_VALID_ORIGINATOR_OR_ENDPOINT" };
  expect(await view()).toMatchObject({ settings: { checked: wrong } });
  // It does not go along to another server.
  const elsewhere = await post({ ...options, "option.baseUrl": "http://127.0.0.1:9/api/v1" });
  expect(elsewhere).toMatchObject({
    status: 422,
    data: { problems: [{ field: "token", detail: "anotherServer" }] },
  });
  const entries = await withMunicipality(portal.database, here.ars, (sql) =>
    listAuditEntries(sql, { ars: here.ars, limit: 20 }),
  );
  expect(entries.filter(({ action }) => action === "payment.settings")).toHaveLength(2);
  await stop();
});

test("nobody else gets to see or change it", async () => {
  for (const account of [town.accounts.caseworker, town.accounts.otherAdmin]) {
    const cookie = await town.cookieOf(account);
    for (const [handler, form] of [
      [settings.loader, undefined],
      [settings.action, { "option.baseUrl": "https://x.example" }],
    ] as const) {
      const answer = await callRoute(portal, handler, { path, cookie, ...(form && { form }) });
      expect(answer.status).toBe(404);
    }
  }
});
