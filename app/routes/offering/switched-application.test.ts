import { expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { switchService } from "#app/jobs/switch-service.server.ts";
import { watchRollOuts } from "#app/jobs/watch-roll-outs.server.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { addDogTax, dogTax } from "../fixtures/settings-form.ts";
import { createStaffPortal, here } from "../fixtures/staff-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";
import * as service from "../operator/service.tsx";
import * as switchPage from "../operator/switch.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const base = `/${here.slug}/${dogTax}`;
const [oneDog] = examplesOf(dogTax);
if (!oneDog) throw new Error("the package has no worked example");
const given = await addDogTax(portal);
const { duration, afterwards } = given.description;

const key = { ars: here.ars, serviceId: dogTax };
await withMunicipality(portal.database, here.ars, async (sql) => {
  await lockOffering(sql, key);
  const overlay = {
    "about:afterwards": { value: { de: "Der Bescheid kommt." }, base: afterwards ?? null },
    // Its translation is that of another German text.
    "about:duration": { value: { ...duration, de: "Sechs Wochen." }, base: duration ?? null },
  };
  const next = { serviceVersion: given.version, basedOn: null, overlay };
  await publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
});

/** A sex of a dog. */
const sex = "G99000000210/F99000000322";
const sexOfOne = "G99000000210:1/F99000000322";
const chosen = oneDog.steps.find(({ page }) => page === "hund/1")?.input?.[sexOfOne];
const other = given.codeLists[sex]?.options.find(({ code }) => code !== chosen)?.code ?? "";
/** What the example chooses is no choice any more. */
const newer: ServiceDefinition = {
  ...given,
  version: "99.0.0",
  codeLists: {
    ...given.codeLists,
    [sex]: { options: (given.codeLists[sex]?.options ?? []).filter(({ code }) => code === other) },
  },
};
await inTransaction(portal.database, (sql) =>
  upsertService(
    sql,
    { definition: newer, source: "import", contentHash: "99", importedAt: portal.clock() },
    { staged: true },
  ),
);
const before = `${given.version}+1`;
const after = "99.0.0+2";

const operator = () => town.cookieOf(accounts.operator);
const at = `/verwaltung/betrieb/leistungen/${dogTax}`;
const shownSwitch = async (id: string) =>
  (
    await callRoute(portal, switchPage.loader, {
      path: `/verwaltung/betrieb/umstellungen/${id}`,
      params: { id },
      cookie: await operator(),
    })
  ).data;
const waiting = () => portal.database.sql<{ data: unknown }[]>`
  select data from jobs.job where name = 'switch-service' and state = 'created'`;

interface PageData {
  /** Absent where nothing has changed. */
  readonly updated?: true;
  readonly content: {
    readonly raw: Readonly<Record<string, unknown>>;
    readonly anew?: readonly unknown[];
  };
}
const look = async (visitor: Visitor, page: string) =>
  (await visitor.get(`${base}/${page}`)).data as PageData;
const reviewOf = async (visitor: Visitor) =>
  (await visitor.get(`${base}/pruefen`)).data as {
    readonly marks: readonly string[];
  };
/** Files, and says in which version. */
async function file(visitor: Visitor): Promise<string | undefined> {
  const { marks } = await reviewOf(visitor);
  const filed = await visitor.post(`${base}/pruefen`, { gesehen: marks });
  expect(filed).toMatchObject({
    status: 303,
    location: expect.stringContaining("/eingang/") as unknown,
  });
  const reference = filed.location?.split("/").at(-1) ?? "";
  const [row] = await withMunicipality(
    portal.database,
    here.ars,
    (sql) => sql<{ serviceVersion: string }[]>`
      select service_version from submissions where reference = ${reference}`,
  );
  return row?.serviceVersion;
}
const begin = async (): Promise<Visitor> => {
  const visitor = createVisitor(portal);
  await fillJourney(visitor, base, oneDog);
  return visitor;
};

const one = await begin();
const another = await begin();
const untouched = await begin();
let id = "";

test("the dry run counts towns whose translations do not go with the German text", async () => {
  const { data } = await callRoute(portal, service.loader, {
    path: `${at}?fassung=99.0.0`,
    params: { service: dogTax },
    cookie: await operator(),
  });
  expect(data).toMatchObject({ preview: { clean: 1, open: 0, stale: 1 } });
});

test("a switch that is ordered for a day happens on it, by those who watch, even if its job was lost", async () => {
  const ordered = await callRoute(portal, service.action, {
    path: at,
    params: { service: dogTax },
    cookie: await operator(),
    form: { fassung: "99.0.0", wann: "later", datum: "3.3.2026" },
  });
  expect(ordered.status).toBe(303);
  id = ordered.headers.get("location")?.split("/").at(-1) ?? "";
  expect(await waiting()).toEqual([{ data: { switchId: id } }]);
  await portal.database.sql`delete from jobs.job where name = 'switch-service'`;
  await portal.queue.work("switch-service", (job) => switchService(portal, job));

  // The second of March, a quarter to midnight in Berlin.
  town.later(36 * 60 + 45);
  await watchRollOuts(portal);
  expect(await waiting()).toEqual([]);
  expect(await shownSwitch(id)).toMatchObject({ shown: { state: "planned" } });
  expect((await look(one, "halter")).updated).toBeUndefined();

  town.later(15);
  await watchRollOuts(portal);
  await expect
    .poll(async () => await shownSwitch(id), { timeout: 20_000 })
    .toMatchObject({ shown: { state: "done", merged: 1, open: 0 } });
});

test("who has begun before keeps the answers, is told what changed, and files in the new version", async () => {
  const page = await look(one, "halter");
  expect(page.updated).toBe(true);
  expect(page.content.raw).toMatchObject({ "G99000000201/F99000000301": "Erika" });
  const dog = await look(one, "hund/1");
  expect(dog.content.raw).toMatchObject({ "G99000000210:1/F99000000320": "Bello" });
  expect(dog.content.raw[sexOfOne] ?? "").toBe("");
  expect(JSON.stringify(dog.content.anew)).toContain(sexOfOne);
  expect(await one.get(`${base}/pruefen`)).toMatchObject({ location: `${base}/hund/1` });
  const input = oneDog.steps.find((step) => step.page === "hund/1")?.input ?? {};
  const chooses = { ...input, [sexOfOne]: other, intent: "next" };
  expect((await one.post(`${base}/hund/1`, chooses)).status).toBe(303);
  expect((await look(one, "zahlung")).content.raw).toMatchObject({
    "G99000000230/F99000000350": "ueberweisung",
  });
  expect(await file(one)).toBe(after);
});

test("after one step back drafts keep their answers, and are filed in the version before", async () => {
  // It has been looked at in the newer version meanwhile, and saved in it.
  expect((await look(another, "hund/1")).updated).toBe(true);
  const holder = oneDog.steps.find((step) => step.page === "halter")?.input ?? {};
  await another.post(`${base}/halter`, { ...holder, intent: "next" });
  expect((await look(another, "halter")).updated).toBeUndefined();
  const undone = await callRoute(portal, switchPage.action, {
    path: `/verwaltung/betrieb/umstellungen/${id}`,
    params: { id },
    cookie: await operator(),
    form: { intent: "undo" },
  });
  expect(undone.status).toBe(303);
  await expect
    .poll(async () => await shownSwitch(id), { timeout: 20_000 })
    .toMatchObject({ shown: { state: "undone", touched: [] } });

  const page = await look(another, "halter");
  expect(page.updated).toBe(true);
  expect(page.content.raw).toMatchObject({ "G99000000201/F99000000301": "Erika" });
  const dog = await look(another, "hund/1");
  expect(dog.content.raw).toMatchObject({ "G99000000210:1/F99000000320": "Bello" });
  const input = oneDog.steps.find((step) => step.page === "hund/1")?.input ?? {};
  expect((await another.post(`${base}/hund/1`, { ...input, intent: "next" })).status).toBe(303);
  expect(await file(another)).toBe(before);
  // For who was away meanwhile nothing has happened.
  expect((await look(untouched, "hund/1")).updated).toBeUndefined();
  expect(await file(untouched)).toBe(before);
});
