import { describe, expect, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, elsewhere, here, type AccountName } from "../fixtures/staff-portal.ts";
import * as account from "./account.tsx";
import * as accessibility from "./accessibility.tsx";
import * as administration from "./administration.tsx";
import * as auditCsv from "./audit-csv.ts";
import * as auditLog from "./audit-log.tsx";
import * as figures from "./figures.tsx";
import * as inbox from "./inbox.tsx";
import * as invite from "./invite.tsx";
import * as look from "./look.tsx";
import * as mailTexts from "./mail-texts.tsx";
import * as people from "./people.tsx";
import * as person from "./person.tsx";
import { areasOf } from "./staff-session.server.ts";
import { townAreas } from "./town-areas.server.ts";

const { portal, accounts, cookieOf } = await createStaffPortal();
type Call = Parameters<typeof callRoute>[2];
type Handler = Parameters<typeof callRoute>[1];
type Visitor = AccountName | "nobody";

const at = (page: string, more: Omit<Call, "path"> = {}): Call => ({
  path: `/verwaltung/${page}?gemeinde=${here.ars}`,
  ...more,
});
const id = accounts.caseworker;
const invited = { email: "neu@musterstadt.example", name: "Erika Neu", roles: "caseworker" };
const hostWish = { intent: "requestHost", host: "antrag.musterstadt.example" };

const routes: Readonly<Record<string, readonly [Handler, Call]>> = {
  services: [administration.loader, at("")],
  people: [people.loader, at("personen")],
  "invite page": [invite.loader, at("personen/einladen")],
  person: [person.loader, at(`personen/${id}`, { params: { id } })],
  log: [auditLog.loader, at("protokoll")],
  "log as CSV": [auditCsv.loader, at("protokoll.csv")],
  look: [look.loader, at("aussehen")],
  figures: [figures.loader, at("zahlen")],
  accessibility: [accessibility.loader, at("barrierefreiheit")],
  "texts of mails": [mailTexts.loader, at("mails")],
  inbox: [inbox.loader, { path: "/eingang" }],
  account: [account.loader, { path: "/konto" }],
  "give roles": [
    person.action,
    at(`personen/${id}`, { params: { id }, form: { roles: "caseworker" } }),
  ],
  "ask for a host": [look.action, at("aussehen", { form: hostWish })],
  "confirm a host": [
    look.action,
    at("aussehen", { form: { intent: "confirmHost", host: "nie-beantragt.example" } }),
  ],
  "invite a caseworker": [invite.action, at("personen/einladen", { form: invited })],
};

/** Statuses by visitor, in the order of `routes`. */
const expected: Readonly<Record<Visitor, readonly number[]>> = {
  nobody: [303, 303, 303, 303, 303, 303, 303, 303, 303, 303, 303, 303, 307, 307, 307, 307],
  caseworker: [403, 403, 403, 403, 403, 403, 403, 403, 404, 404, 200, 200, 404, 404, 404, 404],
  otherCaseworker: [403, 403, 403, 403, 403, 403, 403, 403, 404, 404, 200, 200, 404, 404, 404, 404],
  editor: [200, 403, 403, 403, 403, 403, 403, 403, 404, 404, 403, 200, 404, 404, 404, 404],
  publisher: [200, 403, 403, 403, 403, 403, 403, 403, 404, 404, 403, 200, 404, 404, 404, 404],
  // Whom they invite they see the link of: no mail server is named here.
  admin: [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 403, 200, 303, 303, 404, 200],
  otherAdmin: [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 403, 200, 404, 404, 404, 404],
  // Looks everywhere, sets up administrators, confirms hosts; reads no log and makes no caseworkers.
  operator: [200, 200, 200, 200, 403, 403, 200, 200, 404, 404, 403, 200, 303, 404, 422, 422],
};
const table = Object.entries(expected).flatMap(([visitor, statuses]) =>
  Object.keys(routes).map(
    (route, index) => [visitor as Visitor, route, statuses[index] ?? Number.NaN] as const,
  ),
);

describe("who gets where in the administration of a town", () => {
  test.each(table)("%s: %s → %i", async (visitor, route, status) => {
    const [handler, call] = routes[route] ?? [() => undefined, { path: "/" }];
    const cookie = visitor === "nobody" ? undefined : await cookieOf(accounts[visitor]);
    const answer = await callRoute(portal, handler, { ...call, ...(cookie && { cookie }) });
    expect(answer.status).toBe(status);
    if (status === 200 || status === 303)
      expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

test("links lead only where somebody may go", () => {
  const as = (role: "editor" | "municipality-admin" | "caseworker" | "operator") => ({
    accountId: "x",
    roles: [{ role, ars: role === "operator" ? null : here.ars }],
  });
  expect(areasOf(as("editor"))).toEqual({ inbox: false, catalogue: "own", figures: false });
  expect(areasOf(as("caseworker"))).toEqual({ inbox: true, catalogue: "none", figures: false });
  expect(areasOf(as("operator"))).toEqual({ inbox: false, catalogue: "all", figures: true });
  expect(townAreas(as("editor"), here.ars)).toEqual([]);
  expect(townAreas(as("municipality-admin"), here.ars)).toContain("protokoll");
  expect(townAreas(as("municipality-admin"), elsewhere.ars)).toEqual([]);
  expect(townAreas(as("operator"), here.ars)).toEqual([
    "bestaetigen",
    "zustellungen",
    "abholungen",
    "aussehen",
    "personen",
    "zahlen",
  ]);
});
