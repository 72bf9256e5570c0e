import { beforeEach, describe, expect, test } from "vitest";
import { findOffering } from "#app/catalogue/load-offering.server.ts";
import { query, withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { replaceLeikaEntries, replaceOzgServices } from "#db/queries/reference-catalogue.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { confirmAll } from "../fixtures/confirm-all.ts";
import { createStaffPortal, elsewhere, festival, here, parking } from "../fixtures/staff-portal.ts";
import * as administration from "./administration.tsx";
import * as catalogue from "./catalogue.tsx";
import * as entry from "./catalogue-entry.tsx";
import * as users from "./catalogue-users.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
let cookie = "";
beforeEach(async () => {
  cookie = await cookieOf(accounts.admin);
});
const key = "99108001000000";
await query(portal.database, async (sql) => {
  await replaceOzgServices(sql, [
    { id: "10173", name: "Bewohnerparkausweis", situation: "Wohnen & Umzug", topic: "Bauen" },
  ]);
  await replaceLeikaEntries(sql, [
    { key, name: "Bewohnerparkausweis", type: "4", ozgId: "10173", legalBasis: "" },
  ]);
  await sql`update catalogue_entries set leika_keys = ${[key]} where service_id = ${parking}`;
});

const list = async (search: string, as = cookie) =>
  (await callRoute(portal, administration.loader, { path: `/verwaltung${search}`, cookie: as }))
    .data as { services: { id: string }[]; count: number; changed?: object; situations: string[] };
const ids = async (search: string) => (await list(search)).services.map(({ id }) => id);
const open = (service: string, search = "", as = cookie) =>
  callRoute(portal, entry.loader, {
    path: `/verwaltung/katalog/${service}${search}`,
    params: { service },
    cookie: as,
  });
const post = (service: string, form: Record<string, string>, as = cookie) =>
  callRoute(portal, entry.action, {
    path: `/verwaltung/katalog/${service}`,
    params: { service },
    cookie: as,
    form,
  });
const audit = () =>
  withMunicipality(portal.database, here.ars, (sql) =>
    listAuditEntries(sql, { ars: here.ars, limit: 5 }),
  );

/** By a publisher. */
const confirmed = async () =>
  confirmAll(portal, { ars: here.ars, cookie: await cookieOf(accounts.publisher) });

describe("the catalogue of a municipality", () => {
  test("is searched and filtered by its address", async () => {
    expect(await ids("?suche=park")).toEqual([parking]);
    expect(await ids("?suche=10173")).toEqual([parking]);
    expect(await ids("?lage=Wohnen+%26+Umzug")).toEqual([parking]);
    expect(await ids("?online=nein")).toEqual([]);
    expect(await ids("?online=ja")).toEqual([parking, festival]);
    expect(await ids("?textsprache=xx")).toEqual([]);
    expect(await ids("?suche=%00")).toEqual([parking, festival]);
    expect(await ids("?seite=99")).toEqual([parking, festival]);
    expect((await list("")).situations).toEqual(["Wohnen & Umzug"]);
  });

  test("comes back to where the switch was pressed", async () => {
    const answer = await callRoute(portal, administration.action, {
      path: `/verwaltung?gemeinde=${here.ars}&suche=fest&online=ja`,
      cookie,
      form: { gemeinde: here.ars, service: festival, intent: "turnOff" },
    });
    const back = answer.headers.get("location") ?? "";
    expect(back).toBe(
      `/verwaltung?gemeinde=${here.ars}&suche=fest&online=ja&geaendert=${festival}`,
    );
    // No longer among what is filtered, and told all the same.
    expect(await list(back.slice("/verwaltung".length))).toMatchObject({
      services: [],
      changed: { id: festival, online: false },
    });
    await post(festival, { gemeinde: here.ars, intent: "turnOn" });
    await confirmed();
  });

  test("is seen as a whole by the operator alone", async () => {
    const whole = (as: string) =>
      callRoute(portal, catalogue.loader, { path: "/verwaltung/katalog?suche=fest", cookie: as });
    expect((await whole(await cookieOf(accounts.operator))).data).toMatchObject({
      services: [{ id: festival, users: 2, online: false }],
    });
    const own = await whole(cookie);
    expect([own.status, own.headers.get("location")]).toEqual([303, "/verwaltung?suche=fest"]);
  });
});

describe("an entry of the catalogue", () => {
  test("says what it is and who uses it", async () => {
    expect((await open(parking)).data).toMatchObject({
      service: {
        id: parking,
        online: true,
        users: 2,
        keys: [{ key, ozgName: "Bewohnerparkausweis", situation: "Wohnen & Umzug" }],
      },
      place: { ars: here.ars, here: 1 },
      mayChange: true,
    });
    const operator = await cookieOf(accounts.operator);
    expect((await open(parking, "", operator)).data).toMatchObject({ mayChange: false });
    expect((await open("erfunden")).status).toBe(404);
    expect((await open(parking, `?gemeinde=${elsewhere.ars}`)).status).toBe(404);
    expect((await open(parking, "", await cookieOf(accounts.caseworker))).status).toBe(404);
  });

  test("has the switch", async () => {
    const off = await post(parking, { gemeinde: here.ars, intent: "turnOff" });
    expect(off.headers.get("location")).toBe(
      `/verwaltung/katalog/${parking}?gemeinde=${here.ars}&erledigt=switched`,
    );
    expect((await findOffering(portal, here.slug, parking)).kind).toBe("notOffered");
    expect((await open(parking)).data).toMatchObject({ service: { online: false, users: 1 } });
    const asked = await post(parking, { gemeinde: here.ars, intent: "turnOn" });
    expect(asked.headers.get("location")).toContain("erledigt=asked");
    const waiting = { isWished: true, service: { online: false }, confirmation: { isOwn: true } };
    expect((await open(parking)).data).toMatchObject(waiting);
    const editor = await open(parking, "", await cookieOf(accounts.editor));
    expect(editor.data).toMatchObject({ isWished: true, confirmation: undefined });
    await confirmed();
    expect((await open(parking)).data).toMatchObject({
      isWished: false,
      service: { online: true },
    });
    expect((await post(parking, { gemeinde: elsewhere.ars, intent: "turnOn" })).status).toBe(404);
    expect((await post(parking, { gemeinde: here.ars, intent: "x" })).status).toBe(400);
    const operator = await cookieOf(accounts.operator);
    expect((await post(parking, { gemeinde: here.ars, intent: "turnOff" }, operator)).status).toBe(
      403,
    );
  });

  test("lists who uses it, Land by Land", async () => {
    const page = (search: string) =>
      callRoute(portal, users.loader, {
        path: `/verwaltung/katalog/${parking}/gemeinden${search}`,
        params: { service: parking },
        cookie,
      });
    expect((await page("")).data).toMatchObject({
      state: "00",
      municipalities: [{ ars: here.ars }],
      states: [{ value: "00" }, { value: "01", label: "Schleswig-Holstein" }],
    });
    expect((await page("?land=01")).data).toMatchObject({
      municipalities: [{ ars: elsewhere.ars }],
    });
    expect((await page("?land=09")).data).toMatchObject({ count: 0, municipalities: [] });
  });

  test("lets a municipality say who is responsible in its place", async () => {
    const say = (responsible: string, service = parking) =>
      post(service, { gemeinde: here.ars, intent: "responsible", responsible });
    expect((await say(elsewhere.ars)).status).toBe(303);
    expect((await open(parking)).data).toMatchObject({ authority: { ars: elsewhere.ars } });
    expect((await audit())[0]).toMatchObject({
      action: "responsibility.changed",
      details: { responsible: elsewhere.ars },
    });
    for (const wrong of ["", "x", "99999", "0531"]) {
      const answer = await say(wrong);
      expect([answer.status, answer.data]).toEqual([422, { kind: "noAuthority", typed: wrong }]);
    }
    await query(
      portal.database,
      (sql) => sql`update catalogue_entries set leika_keys = '{}' where service_id = ${festival}`,
    );
    expect((await say(elsewhere.ars, festival)).data).toMatchObject({ kind: "noKey" });
    await say(here.ars);
    expect((await open(parking)).data).toMatchObject({ authority: undefined });
  });
});
