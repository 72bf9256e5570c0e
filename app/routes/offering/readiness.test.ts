import { describe, expect, test } from "vitest";
import { switchOffering } from "#app/administration/switch-offering.server.ts";
import { readPdf } from "#app/documents/fixtures/read-pdf.ts";
import { expectSound, rowsOf } from "#app/documents/fixtures/sound-pdf.ts";
import { withMunicipality } from "#db/connect.ts";
import { createStaff } from "#app/identity/create-staff.server.ts";
import { noOpenssl, startTlsServer } from "#app/platform/fixtures/tls-server.ts";
import { saveStatement } from "#db/queries/accessibility.ts";
import { confirmHost, setHost } from "#db/queries/looks.ts";
import { isOffered } from "#db/queries/offerings.ts";
import { savePrivacySettings } from "#db/queries/privacy-settings.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here } from "../fixtures/staff-portal.ts";
import * as page from "./readiness.tsx";
import * as pdf from "./readiness-pdf.ts";
import type { WordedCheck } from "./readiness-words.server.ts";

const { portal, accounts, cookieOf } = await createStaffPortal();
const path = `/verwaltung/leistungen/${festival}/bereit`;
const params = { service: festival };
const query = `?gemeinde=${here.ars}`;
const admin = await cookieOf(accounts.admin);

interface Loaded {
  readonly light: string;
  readonly pdf: string;
  readonly checks: readonly WordedCheck[];
}
const shown = async () =>
  (await callRoute(portal, page.loader, { path: path + query, params, cookie: admin }))
    .data as Loaded;
const file = async (cookie: string, language = "de") =>
  callRoute(portal, pdf.loader, {
    path: `${path}.pdf${query}`,
    params,
    cookie: `${cookie}; sprache=${language}`,
  });
const checkOf = ({ checks }: Loaded, what: string) => checks.find((one) => one.what === what);

test("what is found follows from what the municipality has set", async () => {
  const before = await shown();
  expect(before).toMatchObject({ light: "amber", pdf: `${path}.pdf${query}` });
  expect(checkOf(before, "controller")).toMatchObject({
    light: "amber",
    remedy: { href: `/verwaltung/datenschutz${query}` },
  });
  await withMunicipality(portal.database, here.ars, (sql) =>
    savePrivacySettings(sql, {
      ars: here.ars,
      controller: "Stadt Musterstadt",
      address: "",
      email: "",
      phone: "",
      officer: "Datenschutzbeauftragte der Stadt",
      officerEmail: "",
      authority: "",
      updatedAt: portal.clock(),
      updatedBy: "test",
    }),
  );
  expect(checkOf(await shown(), "controller")).toMatchObject({ light: "green" });
  expect(checkOf(await shown(), "inbox")).toMatchObject({
    light: "green",
    found: expect.stringMatching(/^1 /) as string,
  });
});

test.each(["de", "en"])("the document says the same as the page (%s)", async (language) => {
  const answer = await file(admin, language);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(answer.headers.get("content-disposition")).toContain(
    `bereit-${here.slug}-${festival}-2026-03-01.pdf`,
  );
  const read = readPdf(await answer.bytes());
  expectSound(read);
  expect(read.catalog["Lang"]).toBe(language);
  const { data } = await callRoute(portal, page.loader, {
    path: path + query,
    params,
    cookie: `${admin}; sprache=${language}`,
  });
  const { checks } = data as Loaded;
  expect(
    rowsOf(read)
      .slice(5)
      .map(([name, values]) => [name, ...values.slice(0, 2)]),
  ).toEqual(checks.map(({ name, state, found }) => [name, state, found]));
});

test("whoever may not mend something is not sent where it is mended", async () => {
  const cookie = await cookieOf(accounts.editor);
  const { data } = await callRoute(portal, page.loader, { path: path + query, params, cookie });
  const { checks } = data as Loaded;
  expect(checks.find(({ what }) => what === "alarmContact")?.remedy).toEqual({
    text: "Kontakt für Störungen nennen",
  });
  expect(checks.find(({ what }) => what === "contact")?.remedy?.href).toContain(
    "/anpassen/angaben",
  );
});

test("it is nobody else's to see", async () => {
  for (const account of [accounts.caseworker, accounts.otherAdmin])
    expect((await file(await cookieOf(account))).status).toBe(404);
  for (const account of [accounts.editor, accounts.publisher, accounts.operator])
    expect((await file(await cookieOf(account))).status).toBe(200);
});

test("where the Land demands sign language, a page of the town has to offer it before anything goes online", async () => {
  const ars = "053150000000";
  const key = { ars, serviceId: festival };
  const roles = [{ role: "caseworker" as const, ars }];
  await createStaff(portal, {
    ...{ login: "koeln", name: "Erika Mustermann", password: "musterpasswort-123" },
    roles,
  });
  const cookie = await cookieOf(accounts.operator);
  const looked = async () =>
    (
      await callRoute(portal, page.loader, {
        path: `${path}?gemeinde=${ars}`,
        params,
        cookie,
      })
    ).data as Loaded;
  const turnOn = () =>
    switchOffering(
      portal,
      { accountId: "koeln", roles: [{ role: "municipality-admin", ars }] },
      { ...key, enabled: true },
    );
  const law = "Nordrhein-Westfalen (§ 10 BGG NRW, BITVNRW mit BITV 2.0)";
  expect(checkOf(await looked(), "signLanguage")).toMatchObject({
    light: "red",
    found: `Fehlt. Kommunen in ${law} müssen ihre Website in Deutscher Gebärdensprache erläutern.`,
  });
  expect(await turnOn()).toMatchObject({ kind: "notReady" });
  const own = "https://www.koeln.example/gebaerdensprache";
  await withMunicipality(portal.database, ars, (sql) =>
    saveStatement(sql, {
      ...{ ars, phone: "", email: "", address: "", preparedOn: null, assessedOn: null },
      ...{ assessedBy: null, enforcement: "", updatedAt: portal.clock(), updatedBy: "test" },
      plainLanguagePage: own,
      signLanguagePage: own,
    }),
  );
  expect(checkOf(await looked(), "signLanguage")).toMatchObject({
    light: "green",
    found: "Ihre Seite in Gebärdensprache ist angegeben. Den Inhalt prüft das Portal nicht.",
  });
  expect(await turnOn()).toEqual({ kind: "switched" });
  const isOn = await withMunicipality(portal.database, ars, (sql) => isOffered(sql, ars, festival));
  expect(isOn).toBe(true);
});

test("where nothing is known of the Land, it is said so, and keeps nobody", async () => {
  expect(checkOf(await shown(), "signLanguage")).toMatchObject({
    light: "amber",
    found:
      "Ist nicht hinterlegt. Ob Kommunen in Musterland ihre Website in Deutscher Gebärdensprache erläutern müssen, ist dem Portal nicht bekannt.",
    remedy: { href: `/verwaltung/barrierefreiheit${query}` },
  });
});

describe.skipIf(noOpenssl)("the certificate at a town's own host", () => {
  const inner = { ...portal, config: { ...portal.config, privateDestinations: true } };
  const { ars } = here;
  const by = { updatedAt: portal.clock(), updatedBy: "test" };
  const request = (host: string) =>
    withMunicipality(portal.database, ars, (sql) => setHost(sql, ars, host, by));
  const confirm = () =>
    withMunicipality(portal.database, ars, (sql) => confirmHost(sql, ars, true, by));
  const own = async (on: typeof portal) => {
    const { data } = await callRoute(on, page.loader, {
      path: path + query,
      params,
      cookie: admin,
    });
    return checkOf(data as Loaded, "host");
  };

  test("is looked at once the host counts, and nowhere in the operator's network", async () => {
    const server = await startTlsServer({ days: 10 });
    const host = `localhost:${String(server.port)}`;
    await request(host);
    expect(await own(portal)).toBeUndefined();
    await confirm();
    expect(await own(portal)).toMatchObject({
      light: "amber",
      found: expect.stringContaining("may not be reached from here") as string,
      remedy: { text: "Der Betreiber des Portals erneuert das Zertifikat." },
    });
    await server.stop();
  });

  test.each([
    // The portal's clock stands in March, the certificate is of today.
    [400, "green", /: Das Zertifikat gilt bis /],
    [-2, "amber", /: CERT_HAS_EXPIRED\. Browser warnen/],
  ] as const)("%i days before its end: %s", async (days, light, found) => {
    const server = await startTlsServer({ days });
    await request(`localhost:${String(server.port)}`);
    await confirm();
    expect(await own(inner)).toMatchObject({
      light,
      found: expect.stringMatching(found) as string,
    });
    await server.stop();
  });
});
