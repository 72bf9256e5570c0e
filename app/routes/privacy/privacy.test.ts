import { describe, expect, test } from "vitest";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { Paper } from "#app/domain/privacy/paper.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import {
  createStaffPortal,
  elsewhere,
  festival,
  here,
  parking,
  type AccountName,
} from "../fixtures/staff-portal.ts";
import * as notice from "./notice.tsx";
import * as download from "./paper-download.ts";
import * as paper from "./paper.tsx";
import * as settings from "./settings.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
const cookies = new Map<AccountName, string>();
const cookie = async (who: AccountName) => {
  const known = cookies.get(who) ?? (await cookieOf(accounts[who]));
  cookies.set(who, known);
  return known;
};
const typed = {
  controller: "Stadt Musterstadt",
  address: "Markt 1\n12345 Musterstadt",
  email: "stadt@musterstadt.de",
  phone: "01234 567",
  officer: "Stelle für Datenschutz",
  officerEmail: "datenschutz@musterstadt.de",
  authority: "",
};
const open = async (who: AccountName, ars = here.ars) =>
  callRoute(portal, settings.loader, {
    path: `/verwaltung/datenschutz?gemeinde=${ars}`,
    cookie: await cookie(who),
  });
const save = async (who: AccountName, form: Readonly<Record<string, string>>) =>
  callRoute(portal, settings.action, {
    path: `/verwaltung/datenschutz?gemeinde=${here.ars}`,
    cookie: await cookie(who),
    form,
  });
const show = async (address: string, query = "", who: AccountName = "admin") =>
  callRoute(portal, paper.loader, {
    path: `/verwaltung/datenschutz/${address}?gemeinde=${here.ars}${query}`,
    params: { paper: address },
    cookie: await cookie(who),
  });
const fetchFile = async (address: string, format: string, query = "", who: AccountName = "admin") =>
  callRoute(portal, download.loader, {
    path: `/verwaltung/datenschutz/${address}/${format}?gemeinde=${here.ars}${query}`,
    params: { paper: address, format },
    cookie: await cookie(who),
  });
const read = async (service: string, town = here.slug, language = "de") =>
  callRoute(portal, notice.loader, {
    path: `/${town}/${service}/datenschutz?sprache=${language}`,
    params: { municipality: town, service },
  });

describe("who gets where", () => {
  test.each([
    ["admin", 200],
    ["otherAdmin", 404],
    ["caseworker", 404],
    ["otherCaseworker", 404],
    ["operator", 404],
  ] as const)("%s → %i", async (who, status) => {
    expect((await open(who)).status).toBe(status);
    expect((await show("verzeichnis", "", who)).status).toBe(status);
    expect((await fetchFile("loeschkonzept", "json", "", who)).status).toBe(status);
    if (status === 404) expect((await save(who, typed)).status).toBe(404);
  });
});

test("wrong entries are told, and nothing typed is lost", async () => {
  const wrong = { ...typed, email: "stadt", officer: "x".repeat(501) };
  const answer = await save("admin", wrong);
  expect(answer).toMatchObject({
    status: 422,
    data: {
      typed: wrong,
      problems: [
        { name: "officer", code: "tooLong" },
        { name: "email", code: "email" },
      ],
    },
  });
});

test("what is missing stands in the record until the town says it, and who said it in the audit log", async () => {
  const openOf = async () => {
    const { data } = await show("verzeichnis");
    return (data as { open: { key: string; text: string }[] }).open.map(({ key }) => key);
  };
  expect(await openOf()).toEqual(
    expect.arrayContaining(["controller.controller", "controller.officer"]),
  );
  expect((await save("admin", typed)).status).toBe(303);
  const after = await openOf();
  expect(after.filter((key) => /controller\.(controller|officer)/.test(key))).toEqual([]);
  const rows = await withMunicipality(
    portal.database,
    here.ars,
    (sql) => sql`select actor, details from audit_log where action = 'privacySettings.changed'`,
  );
  expect(rows).toEqual([
    {
      actor: accounts.admin,
      details: { changed: "controller address email phone officer officerEmail" },
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain("musterstadt.de");
});

test("the bundled services say everything: purpose, legal basis and retention are open nowhere", async () => {
  for (const address of ["verzeichnis", "loeschkonzept"]) {
    const { data } = await show(address);
    const keys = (data as { open: { key: string }[] }).open.map(({ key }) => key);
    expect(
      keys.filter((key) => /\.(purpose|legalBasis|erasure)$|^submissions\./.test(key)),
    ).toEqual([]);
  }
});

test("the record names fields with their FIM ids, destinations, and what lies outside the EU", async () => {
  await withMunicipality(portal.database, here.ars, async (sql) => {
    const now = portal.clock();
    await sql`insert into destinations (id, ars, name, adapter, options, lanes, active, failures, created_at, updated_at)
      values ('z', ${here.ars}, 'Ablage', 's3', ${sql.json({ endpoint: "https://s3.example.com" })}, 1, true, 0, ${now}, ${now})`;
    await sql`insert into offering_destinations (ars, service_id, destination_id, role)
      values (${here.ars}, ${parking}, 'z', 'primary')`;
  });
  const { data } = await show("verzeichnis", `&leistung=${parking}`);
  const text = JSON.stringify(data);
  expect(text).toMatch(/\(F\d{8}/);
  expect(text).toContain("Ablage (S3-Ablage)");
  expect(text).toContain("90 Tage nach dem Eingang");
  expect((data as { open: { key: string; href?: string }[] }).open).toContainEqual(
    expect.objectContaining({
      key: `${parking}.transfers`,
      href: `/verwaltung/ziele?gemeinde=${here.ars}`,
    }),
  );
  // Another service does not go there.
  expect(JSON.stringify((await show("verzeichnis", `&leistung=${festival}`)).data)).not.toContain(
    "Ablage (",
  );
});

test("every document is there as PDF, CSV and JSON, and nonsense is not", async () => {
  const query = `&leistung=${parking}`;
  for (const address of ["verzeichnis", "hinweise", "loeschkonzept"]) {
    const pdf = await fetchFile(address, "pdf", query);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.headers.get("content-disposition")).toContain(`${address}-musterstadt`);
    expect((await pdf.text()).startsWith("%PDF-1.7")).toBe(true);
    const csv = await (await fetchFile(address, "csv", query)).text();
    expect(csv).toMatch(/^"Abschnitt";"Angabe";"Inhalt";"Offen"\r\n/);
    const json = JSON.parse(await (await fetchFile(address, "json", query)).text()) as {
      schemaVersion: number;
      day: string;
    };
    expect(json).toMatchObject({ schemaVersion: 1, day: "2026-03-01", language: "de" });
  }
  expect((await fetchFile("verzeichnis", "exe")).status).toBe(404);
  expect((await fetchFile("nichts", "pdf")).status).toBe(404);
  expect((await show("hinweise")).status).toBe(404);
  expect((await show("verzeichnis", "&leistung=nichts")).status).toBe(404);
});

test.each(["de", "en", "de-simple", "uk", "tr", "ar"])(
  "citizens read the notice in %s without a key left bare, and nothing of what is open",
  async (language) => {
    const { status, data } = await read(parking, here.slug, language);
    expect(status).toBe(200);
    const text = JSON.stringify(data);
    expect(text).toContain("Stadt Musterstadt");
    expect(text).toContain("90");
    expect(text).not.toMatch(/"(rows|sections|kinds|rights|recipients|ways)\.\w+/);
    expect(text).not.toMatch(/\{\{|"open"|s3\.example\.com|Ablage \(S3/);
  },
);

test("a town that says nothing has a notice all the same; what is not offered has none", async () => {
  const { status, data } = await read(parking, elsewhere.slug);
  expect(status).toBe(200);
  expect(JSON.stringify(data)).toContain("Unabhängiges Landeszentrum");
  expect((await read("nichts")).status).toBe(404);
  expect((await read(parking, "nirgends")).status).toBe(404);
});

test("where data come from follows from the service and from whether the portal knows an identity provider", async () => {
  const dogs = "hundesteuer-anmelden";
  const definition = await readPackage(`db/seed/services/${dogs}`);
  const at = portal.clock();
  await inTransaction(portal.database, async (sql) => {
    await upsertService(sql, { definition, source: "package", contentHash: "x", importedAt: at });
    const how = { enabled: true, updatedAt: at, updatedBy: "test" };
    await setOffering(sql, { ars: here.ars, serviceId: dogs, ...how });
  });
  const { identityProvider } = readConfig({
    DATA_DIR: "/nonexistent",
    MASTER_KEY: Buffer.alloc(32).toString("base64"),
    OIDC_ISSUER: "https://konto.example.de",
    OIDC_CLIENT_ID: "einmal",
    OIDC_CLIENT_SECRET: "geheim",
    OIDC_NAME: "Musterkonto",
    PUBLIC_URL: "https://antrag.example.de",
  });
  if (!identityProvider) throw new Error("no provider");
  const knows = { ...portal, config: { ...portal.config, identityProvider } };
  const sourceOf = async (service: string, by: Portal) => {
    const { data } = await callRoute(by, notice.loader, {
      path: `/${here.slug}/${service}/datenschutz?sprache=de`,
      params: { municipality: here.slug, service },
    });
    const { sections } = data as Pick<Paper, "sections">;
    const rows = sections.flatMap((one) => one.rows);
    return rows
      .find(({ key }) => key === "source")
      ?.values.map(({ text }) => text)
      .join(" ");
  };
  const alone = /holt nichts über Sie aus anderen Quellen/;
  expect(await sourceOf(dogs, portal)).toMatch(alone);
  expect(await sourceOf(festival, knows)).toMatch(alone);
  const told = await sourceOf(dogs, knows);
  expect(told).not.toMatch(alone);
  expect(told).toMatch(
    /mit Musterkonto anmelden.*freiwillig.*von Musterkonto: Vornamen, Familienname/,
  );
});
