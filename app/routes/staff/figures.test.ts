import { expect, test } from "vitest";
import { leaveFeedback, newFeedbackToken } from "#app/apply/leave-feedback.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, elsewhere, festival, here, parking } from "../fixtures/staff-portal.ts";
import type { AccountName } from "../fixtures/staff-portal.ts";
import * as csv from "./figures-csv.ts";
import * as figures from "./figures.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
const place = { ars: here.ars, serviceId: parking, serviceVersion: "1", language: "de" };
for (let count = 0; count < 20; count += 1) portal.figures.count(place, "start");
for (let count = 0; count < 10; count += 1) portal.figures.count(place, "filed");
for (let count = 0; count < 3; count += 1) portal.figures.count(place, "resumed");
portal.figures.count({ ...place, ars: elsewhere.ars, serviceId: festival }, "view");
await leaveFeedback(
  portal,
  { municipality: here.slug, service: parking },
  { rating: "", comment: "=Gut", token: newFeedbackToken(portal) },
  { language: "de", scripts: false, address: "192.0.2.7" },
);

const asked = async (who: AccountName, search: string) => ({
  path: `/verwaltung/zahlen${search}`,
  cookie: await cookieOf(accounts[who]),
});
const open = async (who: AccountName, search = "") =>
  callRoute(portal, figures.loader, await asked(who, search));
const save = async (who: AccountName, search: string) =>
  callRoute(portal, csv.loader, await asked(who, search));
const report = `?gemeinde=${here.ars}&leistung=${parking}`;

test("an administrator sees the figures of the own town, small ones held back, and what was written", async () => {
  const { status, data } = await open("admin", report);
  expect(status).toBe(200);
  expect(data).toMatchObject({
    kind: "figures",
    report: { starts: 20, filed: 10, conversion: 0.5, resumed: "few" },
    comments: [{ day: "2026-03-01", text: "=Gut" }],
  });
});

test("nobody sees those of another town, and caseworkers see none", async () => {
  expect((await open("otherAdmin", report)).status).toBe(404);
  expect((await open("otherAdmin")).data).toMatchObject({ place: { ars: elsewhere.ars } });
  for (const who of ["caseworker", "otherCaseworker"] as const)
    expect((await open(who, report)).status).toBe(403);
  expect((await save("otherAdmin", report)).status).toBe(404);
  expect((await save("caseworker", report)).status).toBe(403);
});

test("the operator sees every town's figures, and nobody's words", async () => {
  expect((await open("operator")).data).toMatchObject({
    kind: "portal",
    rows: [
      { ars: here.ars, starts: 20, filed: 10, conversion: 0.5 },
      { ars: elsewhere.ars, visits: "few" },
    ],
  });
  const { data } = await open("operator", report);
  expect(data).toMatchObject({ report: { filed: 10 } });
  expect((data as { comments?: unknown }).comments).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain("=Gut");
});

test("the table to be saved says what the page says", async () => {
  const answer = await save("admin", report);
  expect(answer.headers.get("content-disposition")).toContain("zahlen-musterstadt");
  const text = await answer.text();
  expect(text).toContain('"filed";"";"10"');
  expect(text).toContain('"resumed";"";"unter 5"');
  expect(text).not.toContain("Gut");
});

test("months that are none, and services that are none, do no harm", async () => {
  const nonsense = await open("admin", `?gemeinde=${here.ars}&monat=2026-99&leistung=%27%22`);
  expect(nonsense.data).toMatchObject({ span: { from: "2025-04-01" }, reports: [{}] });
  expect((await open("admin", "?gemeinde=x")).status).toBe(404);
});
