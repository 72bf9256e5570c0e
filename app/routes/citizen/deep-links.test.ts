import { describe, expect, test } from "vitest";
import { addService, dogs, elsewhere, here } from "#app/apply/fixtures/walks.ts";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { replaceLeikaEntries } from "#db/queries/reference-catalogue.ts";
import { replaceOperatorRules } from "#db/queries/responsibility.ts";
import { replaceStreets } from "#db/queries/streets.ts";
import { importPostalCodes } from "#db/queries/import-municipalities.ts";
import { foldStreet } from "#app/domain/responsibility/street.ts";
import { callRoute } from "../fixtures/call-route.ts";
import * as finder from "./finder.tsx";
import * as home from "./home.tsx";

const portal = await createTestPortal();
const key = "99555013000000";
const nowhere = "000000000002";
await addService(portal, { ...dogs, leikaKeys: [key] }, here.ars);
await withMunicipality(portal.database, "*", async (sql) => {
  await replaceLeikaEntries(sql, [
    { key, name: "Hundesteuer", type: "5", ozgId: null, legalBasis: "" },
    { key: "99108001000000", name: "Parkausweis", type: "5", ozgId: null, legalBasis: "" },
  ]);
  await importPostalCodes(sql, [
    { code: "01299", ags: "00000002" },
    { code: "01299", ags: "00000003" },
  ]);
});
const follow = async (query: string) => {
  const answer = await callRoute(portal, home.loader, { path: `/?${query}` });
  const { view } = (answer.data ?? {}) as {
    view?: { kind: string; title: string; links: object[] };
  };
  return [answer.status, answer.headers.get("location") ?? view?.kind] as const;
};
const rules = (
  ...list: readonly [leika: string, area: string, responsible: string, name?: string][]
) =>
  withMunicipality(portal.database, "*", (sql) =>
    replaceOperatorRules(
      sql,
      list.map(([leika, area, responsible, name = ""]) => ({
        leika,
        area,
        responsible,
        name,
        url: "",
      })),
      portal.clock(),
    ),
  );

describe("a link of another portal", () => {
  test.each([
    [`ars=${here.ars}`, 302, "/musterstadt"],
    ["ars=00000001", 302, "/musterstadt"],
    [`ars=${here.ars}&leika=${key}`, 302, "/musterstadt/hunde"],
    [`ars=${here.ars}&leika=urn:de:fim:leika:leistung:${key}`, 302, "/musterstadt/hunde"],
    // One act with it.
    [`ars=${here.ars}&leika=99555013002000`, 302, "/musterstadt/hunde"],
    [`ars=${here.ars}&leika=99555014000000`, 404, "notOffered"],
    [`ars=${elsewhere.ars}&leika=${key}`, 404, "notOffered"],
    [`leika=${key}`, 200, "act"],
    ["leika=99108001000000", 200, "act"],
    ["leika=99999999999999", 404, "unknown"],
    ["leika=hund", 404, "unknown"],
    ["leika=", 404, "unknown"],
    ["ars=999999999999", 404, "unknown"],
    ["ars=x", 404, "unknown"],
    ["ars=%00", 404, "unknown"],
    ["ars=00000", 300, "towns"],
    [`ars=00&leika=${key}`, 300, "towns"],
  ])("%s leads to %i %s", async (query, status, where) => {
    expect(await follow(query)).toEqual([status, where]);
  });

  test("offers all services for the act where there are several", async () => {
    await addService(portal, { ...dogs, id: "hunde-abmelden", leikaKeys: [key] }, here.ars);
    expect(await follow(`ars=${here.ars}&leika=${key}`)).toEqual([300, "several"]);
    await portal.database.sql`delete from offerings where service_id = 'hunde-abmelden'`;
  });

  test("goes to the listing where there is nothing online", async () => {
    await withMunicipality(
      portal.database,
      elsewhere.ars,
      (sql) => sql`
        insert into listed_services values (${elsewhere.ars}, 'vor-ort_hund', ${key}, 'Hund', 'x', '', '', 'x', '',
          null, now(), 'test')`,
    );
    expect(await follow(`ars=${elsewhere.ars}&leika=${key}`)).toEqual([
      302,
      "/neustadt-b/vor-ort_hund",
    ]);
  });

  test("follows the rules of who is responsible", async () => {
    await rules([key, nowhere, here.ars], ["99108", "00", "111110000000", "Landesamt"]);
    expect(await follow(`ars=${nowhere}&leika=${key}`)).toEqual([
      302,
      "/musterstadt/hunde?fuer=neustadt-a",
    ]);
    expect(await follow(`ars=${here.ars}&leika=99108001000000`)).toEqual([404, "outside"]);
  });
});

describe("a street of a shared postal code", () => {
  const ask = (strasse: string, leika = "") =>
    callRoute(portal, finder.action, {
      path: "/zustaendig?strasse",
      form: { plz: "01299", strasse, leika },
    });
  const asked = async () => {
    const { data } = await callRoute(portal, home.loader, { path: "/?suche=01299" });
    return (data as { postalCode?: string }).postalCode;
  };

  test("is asked for only where it tells anything, and leads to its municipality", async () => {
    expect(await asked()).toBeUndefined();
    const street = (name: string, ars: string) => ({
      postalCode: "01299",
      street: foldStreet(name),
      houseFrom: null,
      houseTo: null,
      ars,
    });
    await withMunicipality(portal.database, "*", (sql) =>
      replaceStreets(sql, [street("Am Markt", nowhere), street("Lange Straße", elsewhere.ars)]),
    );
    expect(await asked()).toBe("01299");
    const found = await ask("Lange Str. 12a");
    expect([found.status, found.headers.get("location")]).toEqual([303, "/neustadt-b"]);
    expect((await ask("am markt", key)).headers.get("location")).toBe(
      `/?ars=${nowhere}&leika=${key}`,
    );
    const unknown = await ask("Nirgendweg 1");
    expect(unknown.status).toBe(422);
    expect(unknown.data).toMatchObject({ street: "Nirgendweg 1", hits: [{}, {}] });
  });
});
