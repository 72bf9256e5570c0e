import { expect, test } from "vitest";
import { readPdf } from "#app/documents/fixtures/read-pdf.ts";
import { expectSound, rowsOf } from "#app/documents/fixtures/sound-pdf.ts";
import { withMunicipality } from "#db/connect.ts";
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
