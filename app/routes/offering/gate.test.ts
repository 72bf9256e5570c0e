import { beforeEach, describe, expect, test } from "vitest";
import { openScanner } from "#app/files/scanner.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { hashOf } from "#app/catalogue/content-hash.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import { saveAlarmContact } from "#db/queries/alarms.ts";
import { saveLook } from "#db/queries/looks.ts";
import { isOffered, setOffering } from "#db/queries/offerings.ts";
import { findPublishedRevision, insertRevision, setRevisionState } from "#db/queries/revisions.ts";
import { findServiceDefinition, upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { confirmAll } from "../fixtures/confirm-all.ts";
import { createStaffPortal, festival, here, parking } from "../fixtures/staff-portal.ts";
import * as administration from "../staff/administration.tsx";
import * as entry from "../staff/catalogue-entry.tsx";
import * as offering from "./offering.tsx";
import * as readiness from "./readiness.tsx";
import type { WordedCheck } from "./readiness-words.server.ts";

const { portal, accounts, cookieOf } = await createStaffPortal();
const { ars } = here;
const query = `?gemeinde=${ars}`;
/** Asks for no files. */
const serviceId = "meldebescheinigung";
const admin = await cookieOf(accounts.admin);
const publisher = await cookieOf(accounts.publisher);
/** Nothing listens at the port that is given to no service. */
const silent: Portal = {
  ...portal,
  scanner: openScanner({ kind: "tcp", host: "127.0.0.1", port: 1 }),
};
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);
const isOn = (service: string) => inTown((sql) => isOffered(sql, ars, service));
const checksOf = async (service: string, on = portal) => {
  const path = `/verwaltung/leistungen/${service}/bereit${query}`;
  const asked = { path, params: { service }, cookie: admin };
  return (await callRoute(on, readiness.loader, asked)).data as {
    readonly light: string;
    readonly checks: readonly WordedCheck[];
  };
};
/** Asks for it, and has it confirmed by somebody else where that is possible. */
const turnOn = {
  "in the catalogue": async (service: string, on: Portal) => {
    const asked = await callRoute(on, administration.action, {
      path: `/verwaltung${query}`,
      cookie: admin,
      form: { gemeinde: ars, service, intent: "turnOn" },
    });
    await confirmAll(on, { ars, cookie: publisher });
    return asked;
  },
  "beside the service": async (service: string, on: Portal) => {
    const asked = await callRoute(on, entry.action, {
      path: `/verwaltung/katalog/${service}`,
      params: { service },
      cookie: admin,
      form: { gemeinde: ars, intent: "turnOn" },
    });
    await confirmAll(on, { ars, cookie: publisher });
    return asked;
  },
};

describe("the switch", () => {
  beforeEach(() =>
    inTown(async (sql) => {
      const how = { ars, enabled: false, updatedAt: portal.clock(), updatedBy: "test" };
      for (const id of [parking, festival]) await setOffering(sql, { ...how, serviceId: id });
    }),
  );

  test.each(Object.entries(turnOn))("%s refuses while something is red", async (_, press) => {
    const shown = await checksOf(parking, silent);
    expect(shown).toMatchObject({ light: "red" });
    expect(shown.checks.find(({ light }) => light === "red")).toMatchObject({ what: "scanner" });
    const refused = await press(parking, silent);
    expect(refused.status).toBe(303);
    expect(refused.headers.get("location")).toBe(
      `/verwaltung/leistungen/${parking}/bereit${query}`,
    );
    expect(await isOn(parking)).toBe(false);
    await press(parking, portal);
    expect(await isOn(parking)).toBe(true);
  });

  test("a service that asks for no files needs no scanner", async () => {
    const definition = await readPackage(`db/seed/services/${serviceId}`);
    const about = { source: "package", contentHash: "x", importedAt: portal.clock() } as const;
    await inTransaction(portal.database, (sql) => upsertService(sql, { definition, ...about }));
    expect((await checksOf(serviceId, silent)).checks.map(({ what }) => what)).not.toContain(
      "scanner",
    );
    await turnOn["in the catalogue"](serviceId, silent);
    expect(await isOn(serviceId)).toBe(true);
  });

  test("nobody who reads what is filed: the switch stays off, with the way to mend it", async () => {
    const caseworker = accounts.caseworker;
    const disable = (at: Date | null) =>
      portal.database.sql`update accounts set disabled_at = ${at} where id = ${caseworker}`;
    await disable(portal.clock());
    await turnOn["in the catalogue"](festival, portal);
    expect(await isOn(festival)).toBe(false);
    expect((await checksOf(festival)).checks.find(({ what }) => what === "inbox")).toMatchObject({
      light: "red",
      remedy: { href: `/verwaltung/personen${query}` },
    });
    await disable(null);
  });
});

test("a release is refused while something is red, with what and where", async () => {
  const key = { ars, serviceId: parking };
  await inTown(async (sql) => {
    const serviceVersion = (await findServiceDefinition(sql, parking))?.version ?? "";
    const number = await insertRevision(sql, {
      ...key,
      serviceVersion,
      basedOn: null,
      overlay: {},
      note: "",
      overlayHash: hashOf({}),
      state: "draft",
      createdAt: portal.clock(),
      createdBy: accounts.editor,
      publishedAt: null,
      publishedBy: null,
    });
    const by = { at: portal.clock(), actor: accounts.editor };
    await setRevisionState(sql, key, number, { ...by, state: "proposed" });
  });
  const release = (on: Portal) =>
    callRoute(on, offering.action, {
      path: `/verwaltung/leistungen/${parking}${query}`,
      params: { service: parking },
      cookie: publisher,
      form: { intent: "release" },
    });
  expect(await release(silent)).toMatchObject({
    status: 409,
    data: { kind: "notReady", checks: [{ what: "scanner", light: "red" }] },
  });
  expect(await inTown((sql) => findPublishedRevision(sql, key))).toBeUndefined();
  expect((await release(portal)).status).toBe(303);
  expect(await inTown((sql) => findPublishedRevision(sql, key))).toMatchObject({ number: 1 });
});

test("imprint and addresses are looked at, and keep nobody", async () => {
  const by = { updatedAt: portal.clock(), updatedBy: "test" };
  const before = await checksOf(festival);
  expect(before.checks.find(({ what }) => what === "publisher")).toMatchObject({
    light: "amber",
    remedy: { href: `/verwaltung/aussehen${query}` },
  });
  await inTown(async (sql) => {
    const look = { ars, displayName: null, accent: null, armsAlt: null, footerLinks: [] };
    await saveLook(sql, { ...look, publisher: "Stadt Musterstadt", ...by });
    await saveAlarmContact(sql, {
      ars,
      mail: "technik@musterstadt.invalid",
      webhook: null,
      updatedAt: by.updatedAt,
    });
  });
  const { light, checks } = await checksOf(festival);
  expect(light).toBe("amber");
  expect(checks.find(({ what }) => what === "publisher")).toMatchObject({ light: "green" });
  expect(checks.find(({ what }) => what === "mailbox")).toMatchObject({
    light: "amber",
    found: "technik@musterstadt.invalid: Die Domain nimmt keine E-Mails an.",
    remedy: { href: `/verwaltung/ziele${query}` },
  });
});

test("nobody who could confirm it: that is told, with the way to mend it", async () => {
  const confirmation = async (on: boolean) => {
    await inTown((sql) =>
      setOffering(sql, {
        ...{ ars, serviceId: festival, enabled: on },
        updatedAt: portal.clock(),
        updatedBy: "test",
      }),
    );
    return (await checksOf(festival)).checks.find(({ what }) => what === "confirmation");
  };
  expect(await confirmation(true)).toBeUndefined();
  expect(await confirmation(false)).toMatchObject({ light: "green" });
  const disable = (at: Date | null) =>
    portal.database.sql`update accounts set disabled_at = ${at} where id = ${accounts.publisher}`;
  await disable(portal.clock());
  expect(await confirmation(false)).toMatchObject({
    light: "amber",
    remedy: { href: `/verwaltung/personen${query}` },
  });
  await disable(null);
  await callRoute(portal, entry.action, {
    path: `/verwaltung/katalog/${festival}`,
    params: { service: festival },
    cookie: admin,
    form: { gemeinde: ars, intent: "turnOn" },
  });
  expect(await confirmation(false)).toMatchObject({
    light: "amber",
    remedy: { href: `/verwaltung/bestaetigen${query}` },
  });
});
