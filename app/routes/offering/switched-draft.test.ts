import { beforeEach, expect, test } from "vitest";
import { followImport } from "#app/catalogue/switch/follow-import.server.ts";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import { switchService } from "#app/jobs/switch-service.server.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import { findOpenRevision, insertRevision, lockOffering } from "#db/queries/revisions.ts";
import { upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here } from "../fixtures/staff-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";
import * as overview from "./offering.tsx";
import * as versions from "./version-merge.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const key = { ars: here.ars, serviceId: festival };
const params = { service: festival };
const path = `/verwaltung/leistungen/${festival}?gemeinde=${here.ars}`;
const given = await readPackage(`db/seed/services/${festival}`);
let editor = "";
let publisher = "";
beforeEach(async () => {
  editor = await town.cookieOf(accounts.editor);
  publisher = await town.cookieOf(accounts.publisher);
});

const duration = (text: string): Overlay => ({
  "about:duration": {
    value: { de: text, en: text },
    base: given.description.duration ?? null,
  },
});
/** A newer version becomes current, and those with settings follow. */
async function switchTo(definition: ServiceDefinition, before: string): Promise<void> {
  const at = portal.clock();
  const { version } = definition;
  const switchId = await inTransaction(portal.database, async (sql) => {
    const service = { definition, source: "import", contentHash: version, importedAt: at } as const;
    await upsertService(sql, service);
    return followImport(sql, { serviceId: festival, before, version, at, actor: "test" });
  });
  if (switchId !== undefined) await switchService(portal, { switchId });
}
async function draft(overlay: Overlay, basedOn: number | null, serviceVersion: string) {
  await withMunicipality(portal.database, here.ars, (sql) =>
    insertRevision(sql, {
      ...key,
      serviceVersion,
      basedOn,
      overlay,
      overlayHash: JSON.stringify(overlay),
      state: "draft",
      note: "",
      createdAt: portal.clock(),
      createdBy: accounts.editor,
      publishedAt: null,
      publishedBy: null,
    }),
  );
}
const move = (intent: string, cookie: string) =>
  callRoute(portal, overview.action, { path, params, cookie, form: { intent } });
const shown = async () =>
  (await callRoute(portal, overview.loader, { path, params, cookie: editor })).data;
const merge = (form: Record<string, string> = {}) =>
  callRoute(portal, versions.action, {
    path: `/verwaltung/leistungen/${festival}/fassung?gemeinde=${here.ars}`,
    params,
    cookie: editor,
    form: { intent: "merge", ...form },
  });
const citizenSees = async () =>
  JSON.stringify((await createVisitor(portal).get(`/${here.slug}/${festival}`)).data);
const newer = (version: string, fee: string): ServiceDefinition => ({
  ...given,
  version,
  description: { ...given.description, fee: { de: fee, en: fee } },
});

test("a draft of a town that follows the portal is taken over to the new version before it counts", async () => {
  await draft(duration("Zwei Wochen"), null, given.version);
  await move("propose", editor);
  await switchTo(newer("8.0", "Neue Gebühr 8"), given.version);
  expect(await citizenSees()).toContain("Neue Gebühr 8");
  // Released as it is, it would take citizens back to the version before.
  expect(await move("release", publisher)).toMatchObject({
    status: 409,
    data: { kind: "outdated" },
  });
  expect(await shown()).toMatchObject({
    outdated: true,
    newer: { current: "8.0" },
    open: { state: "proposed", changes: 1 },
  });
  expect((await merge()).status).toBe(303);
  expect(await shown()).toMatchObject({ outdated: false, open: { state: "draft", changes: 1 } });
  expect((await move("propose", editor)).status).toBe(303);
  expect((await move("release", publisher)).status).toBe(303);
  const page = await citizenSees();
  expect(page).toContain("Neue Gebühr 8");
  expect(page).toContain("Zwei Wochen");
});

test("a draft over settings that a switch has taken over keeps both, and nobody has to look twice", async () => {
  await draft({ ...duration("Drei Wochen") }, 1, "8.0");
  await switchTo(newer("9.0", "Neue Gebühr 9"), "8.0");
  const page = await citizenSees();
  expect(page).toContain("Neue Gebühr 9");
  expect(page).toContain("Zwei Wochen");
  expect(await move("propose", editor)).toMatchObject({ status: 409, data: { kind: "outdated" } });
  // First it is taken over; settings of two versions are not compared as if they were of one.
  expect(await shown()).toMatchObject({ outdated: true, overtaken: undefined });
  expect((await merge()).status).toBe(303);
  await move("propose", editor);
  expect((await move("release", publisher)).status).toBe(303);
  const then = await citizenSees();
  expect(then).toContain("Neue Gebühr 9");
  expect(then).toContain("Drei Wochen");
});

test("where both the new version and the draft set something, it is decided, and what else was released meanwhile is kept", async () => {
  const open = (await shown()) as { published: number };
  await draft(
    {
      ...duration("Vier Wochen"),
      "about:fee": {
        value: { de: "30 Euro", en: "30 euros" },
        base: newer("9.0", "Neue Gebühr 9").description.fee,
      },
    },
    open.published,
    "9.0",
  );
  await switchTo(newer("10.0", "Neue Gebühr 10"), "9.0");
  await withMunicipality(portal.database, here.ars, async (sql) => {
    await lockOffering(sql, key);
    const overlay = {
      ...duration("Drei Wochen"),
      "about:contact": { value: { office: { de: "Bauamt" } }, base: null },
    };
    const next = { serviceVersion: "10.0", basedOn: null, overlay };
    await publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
  });
  expect(await merge()).toMatchObject({ status: 422, data: { places: ["about:fee"] } });
  expect((await merge({ "take about:fee": "mine" })).status).toBe(303);
  // Somebody has set something else meanwhile: it is joined when it is proposed, and looked at once.
  expect(await shown()).toMatchObject({ overtaken: { clashes: [] } });
  await move("propose", editor);
  expect(await shown()).toMatchObject({ overtaken: undefined });
  expect((await move("release", publisher)).status).toBe(303);
  const page = await citizenSees();
  for (const text of ["30 Euro", "Vier Wochen", "Bauamt"]) expect(page).toContain(text);
  const left = await withMunicipality(portal.database, here.ars, (sql) =>
    findOpenRevision(sql, key),
  );
  expect(left).toBeUndefined();
});
