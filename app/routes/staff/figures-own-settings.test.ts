import { expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { LoadedFigures } from "#app/administration/load-figures.server.ts";
import { applyOverlay } from "#app/domain/overlay/apply-overlay.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import { withMunicipality } from "#db/connect.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, here, festival } from "../fixtures/staff-portal.ts";
import * as figures from "./figures.tsx";

const { portal, accounts, cookieOf, file, later } = await createStaffPortal();
const { ars } = here;
const service = await readPackage(`db/seed/services/${festival}`);
const [page] = service.pages;
if (!page) throw new Error("a service without pages");
const of = (value: unknown, base: unknown = null) => ({ value, base });

/** What the town sets about the service from now on. */
const set = async (overlay: Overlay) =>
  withMunicipality(portal.database, ars, async (sql) => {
    const key = { ars, serviceId: festival };
    await lockOffering(sql, key);
    const next = { serviceVersion: service.version, basedOn: null, overlay };
    return publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
  });
const open = async () => {
  const answer = await callRoute(portal, figures.loader, {
    path: `/verwaltung/zahlen?gemeinde=${ars}&leistung=${festival}`,
    cookie: await cookieOf(accounts.admin),
  });
  return answer.data as LoadedFigures;
};

test("what is open is late, and kept too long, by the times under which it was filed", async () => {
  // Announced by the service itself: later than what the town sets.
  const before = applyOverlay(service, {}).description;
  expect(before.privacy?.retentionDays).toBeGreaterThan(3);
  for (let filed = 0; filed < 5; filed += 1) await file(here, festival);
  await set({
    "about:processing": of({ decideWithin: { count: 2, unit: "days" } }),
    "about:retentionDays": of(3),
  });
  for (let filed = 0; filed < 6; filed += 1) await file(here, festival);
  portal.figures.count({ ars, serviceId: festival, serviceVersion: "1", language: "de" }, "view");

  expect((await open()).openCases).toMatchObject({ open: 11, overdue: 0, unerased: 0 });
  later(3 * 24 * 60);
  expect((await open()).openCases).toMatchObject({ overdue: 6, unerased: 0 });
  later(24 * 60);
  expect((await open()).openCases).toMatchObject({ open: 11, overdue: 6, unerased: 6 });
});

test("pages and fields are called as the town calls them, its own questions too", async () => {
  const revision = await set({
    [`page:${page.id}:title`]: of({ de: "So heißt die Seite hier" }),
    "extra:strom": of({
      page: page.id,
      kind: "yesNo",
      label: { de: "Brauchen Sie Strom vom Bauhof?" },
      required: true,
      purpose: { de: "Planung des Bauhofs" },
      legalBasis: { de: "§ 4 Satzung" },
    }),
  });
  const serviceVersion = `${service.version}+${String(revision)}`;
  const place = { ars, serviceId: festival, serviceVersion, language: "de" };
  for (let count = 0; count < 5; count += 1)
    portal.figures.count(place, "error", "ort-strom required");
  const { report } = await open();
  expect(report?.pages.find(({ id }) => id === page.id)?.title?.text).toBe(
    "So heißt die Seite hier",
  );
  expect(report?.errors).toContainEqual({
    path: "ort-strom",
    label: { text: "Brauchen Sie Strom vom Bauhof?", language: "de" },
    code: "required",
    count: 5,
  });
});
