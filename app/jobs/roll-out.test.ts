import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { setCurrentVersion } from "#db/queries/service-versions.ts";
import { upsertService } from "#db/queries/services.ts";
import { createTestDatabaseAt } from "#db/test-database.ts";
import { answerConfirmation } from "../administration/confirmations/answer-confirmation.server.ts";
import { loadOpenConfirmation } from "../administration/confirmations/load-confirmations.server.ts";
import {
  answerProposal,
  countOpenProposals,
  loadProposals,
} from "../administration/proposals.server.ts";
import { switchOffering } from "../administration/switch-offering.server.ts";
import { createStaff } from "../identity/create-staff.server.ts";
import { findOffering } from "../catalogue/load-offering.server.ts";
import type { Selection } from "../domain/rollout.ts";
import type { Actor } from "../identity/permissions.ts";
import { randomId } from "../platform/crypto.server.ts";
import {
  cancelRollout,
  goOnWithRollout,
  undoRollout,
} from "../operations/rollout/end-rollout.server.ts";
import {
  createRollout,
  loadRollout,
  loadRollouts,
  previewRollout,
  type AskedRollout,
} from "../operations/rollout/rollouts.server.ts";
import {
  addTowns,
  addVersion,
  at,
  clean,
  conflicting,
  portalOn,
  runJobFile,
  serviceId,
  versions,
} from "./fixtures/many-towns.ts";
import { rollOut } from "./roll-out.server.ts";
import { watchRollOuts } from "./watch-roll-outs.server.ts";

const { database, url } = await createTestDatabaseAt();
const { sql } = database;
const folder = mkdtempSync(path.join(tmpdir(), "rollout-"));
const queue = await openJobQueue(url, { supervise: false, onError: () => undefined });
afterAll(async () => {
  await queue.stop();
  rmSync(folder, { recursive: true });
});
let now = at;
const portal = { ...portalOn(database, queue, folder), clock: () => now };
const actor = "operator:cli";
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

await addVersion(database, "1.0.0", false);
const [first = "", second = "", third = ""] = await addTowns(database, 1, 3);
const three: Selection = { keys: [first, second, third] };
const townHall = (ars: string): Actor => ({
  accountId: `rathaus-${ars}`,
  roles: [{ role: "municipality-admin", ars }],
});

/** Whatever is missing there, unless it is what a test is about. */
async function create(asked: Partial<AskedRollout> & Pick<AskedRollout, "kind">): Promise<string> {
  const common = { serviceId, selection: three, reason: "Beschluss des Landes", notReadyToo: true };
  const full = { ...common, ...asked };
  const outcome = await createRollout(portal, full, actor);
  if (outcome.kind !== "fine" || outcome.id === undefined) throw new Error(outcome.kind);
  return outcome.id;
}
const offers = (...towns: string[]) =>
  Promise.all(
    towns.map(async (ars) => {
      const slug = `ort-${String(Number(ars.slice(2)))}`;
      const found = await findOffering(portal, slug, serviceId);
      return found.kind === "offered" ? found.offering.service.version : found.kind;
    }),
  );
/** From now on, somebody there reads what is filed. */
const staffed = async (ars: string) => {
  await unstaffed();
  const staff = { login: `sachbearbeitung-${randomId()}`, name: "Erika Mustermann" };
  const roles = [{ role: "caseworker" as const, ars }];
  await createStaff(portal, { ...staff, password: "musterpasswort-123", roles });
};
const unstaffed = () => sql`delete from account_roles`;
const counts = async (id: string) =>
  (await loadRollout(portal, id, { states: [], limit: 0 }))?.places;
const reset = () => sql`update offerings set enabled = false, revision = null, updated_by = 'test'`;

describe("whom a selection reaches", () => {
  test.each<[Selection, number]>([
    [{}, 3],
    [{ states: ["99"] }, 3],
    [{ states: ["01"] }, 0],
    [{ districts: ["99000"], population: { min: 2 } }, 2],
    [{ population: { max: 1 } }, 1],
    [{ keys: [first, `99${second.slice(6)}`] }, 2],
  ])("%j", async (selection, towns) => {
    const asked = { serviceId, kind: "proposal", selection, reason: "x" } as const;
    const outcome = await previewRollout(portal, asked);
    if (towns === 0) expect(outcome).toEqual({ kind: "nobody" });
    else expect(outcome).toMatchObject({ kind: "fine", preview: { towns, offering: 0 } });
    expect(await loadRollouts(portal)).toEqual([]);
  });
});

test("what is wrong with a roll-out is told, and nothing is stored", async () => {
  const fine = { serviceId, kind: "proposal", selection: three, reason: "x" } as const;
  const start = (overlay: NonNullable<AskedRollout["start"]>["overlay"]) => ({
    start: { overlay, serviceVersion: "1.0.0" },
  });
  const wrong: AskedRollout[] = [
    { ...fine, serviceId: "nichts" },
    { ...fine, reason: " " },
    { ...fine, kind: "optOut" },
    { ...fine, kind: "optOut", startsAt: later(-1) },
    { ...fine, selection: { keys: ["123456789012"] } },
    { ...fine, ...start({ "about:duration": { value: 7, base: null } }) },
    { ...fine, ...start({ "node:nie:hint": { value: { de: "x" }, base: null } }) },
  ];
  const kinds = await Promise.all(wrong.map((asked) => createRollout(portal, asked, actor)));
  expect(kinds).toMatchObject([
    { kind: "unknownService" },
    { kind: "noReason" },
    { kind: "noDate" },
    { kind: "noDate" },
    { kind: "unknownKeys", keys: ["123456789012"] },
    { kind: "settings", problems: [{ place: "about:duration", code: "value" }] },
    { kind: "settingsOpen", places: ["node:nie:hint"] },
  ]);
  expect(await loadRollouts(portal)).toEqual([]);
});

test("a proposal is accepted or declined by the town itself, once", async () => {
  const start = { overlay: clean("Zwei Wochen"), serviceVersion: "1.0.0" };
  const id = await create({ kind: "proposal", start });
  expect(await offers(first, second)).toEqual(["notOffered", "notOffered"]);
  expect(await countOpenProposals(portal, first)).toBe(1);
  const shown = await loadProposals(portal, townHall(first), first);
  expect(shown?.proposals).toMatchObject([
    { id, kind: "proposal", reason: "Beschluss des Landes", hasSettings: true, isOpen: true },
  ]);
  const answer = (who: string, ars: string, accept: boolean) =>
    answerProposal(portal, townHall(who), { ars, rolloutId: id, accept });
  expect(await answer(second, first, true)).toEqual({ kind: "unknown" });
  expect(await loadProposals(portal, townHall(second), first)).toBeUndefined();
  // Accepting switches on, and so it asks what every switch asks.
  expect(await answer(first, first, true)).toMatchObject({
    kind: "notReady",
    serviceId,
    obstacles: [{ what: "inbox", light: "red", remedy: "personen" }],
  });
  expect(await offers(first)).toEqual(["notOffered"]);
  expect(await countOpenProposals(portal, first)).toBe(1);
  await staffed(first);
  expect(await answer(first, first, true)).toEqual({ kind: "accepted" });
  expect(await answer(second, second, false)).toEqual({ kind: "declined" });
  expect(await answer(second, second, true)).toEqual({ kind: "late" });
  expect(await offers(first, second, third)).toEqual(["1.0.0+1", "notOffered", "notOffered"]);
  expect(await counts(id)).toEqual({ accepted: 1, declined: 1, waiting: 1 });
  // What a town has decided, it has decided.
  expect(await undoRollout(portal, id, actor)).toEqual({ kind: "done" });
  await rollOut(portal, { rolloutId: id });
  expect(await offers(first)).toEqual(["1.0.0+1"]);
  expect(await counts(id)).toEqual({ accepted: 1, declined: 1, undone: 1 });
  expect(await answer(third, third, true)).toEqual({ kind: "late" });
  await unstaffed();
  await reset();
});

test("opt-out: on at its date unless a town declined, and off again for those who left it as it was", async () => {
  const startsAt = later(14);
  const id = await create({ kind: "optOut", startsAt });
  const [job] = await sql`
    select start_after, data from jobs.job where name = 'roll-out' and data->>'rolloutId' = ${id}`;
  expect(job).toEqual({ startAfter: startsAt, data: { rolloutId: id } });
  await rollOut(portal, { rolloutId: id });
  expect(await counts(id)).toEqual({ waiting: 3 });
  const declined = { ars: second, rolloutId: id, accept: false };
  expect(await answerProposal(portal, townHall(second), declined)).toEqual({ kind: "declined" });
  now = startsAt;
  await rollOut(portal, { rolloutId: id });
  await rollOut(portal, { rolloutId: id });
  expect(await offers(first, second, third)).toEqual(["1.0.0", "notOffered", "1.0.0"]);
  expect(await counts(id)).toEqual({ switchedOn: 2, declined: 1 });
  // Its own affair from now on; to switch it on again, somebody there has to read what is filed.
  await staffed(first);
  const off = { ars: first, serviceId, enabled: false };
  expect(await switchOffering(portal, townHall(first), off)).toEqual({ kind: "switched" });
  const on = { ...off, enabled: true };
  expect(await switchOffering(portal, townHall(first), on)).toEqual({ kind: "asked" });
  const publisher: Actor = {
    accountId: `freigabe-${first}`,
    roles: [{ role: "publisher", ars: first }],
  };
  const about = { ars: first, kind: "switchOn", subject: serviceId } as const;
  const { id: asked = "", seen = "" } =
    (await loadOpenConfirmation(portal, publisher, about)) ?? {};
  const confirm = { ars: first, id: asked, seen, answer: "confirm", reason: "" } as const;
  expect((await answerConfirmation(portal, publisher, confirm)).kind).toBe("confirmed");
  await undoRollout(portal, id, actor);
  await Promise.all([1, 2].map(() => rollOut(portal, { rolloutId: id })));
  expect(await offers(first, second, third)).toEqual(["1.0.0", "notOffered", "notOffered"]);
  expect(await counts(id)).toEqual({ left: 1, declined: 1, undone: 1 });
  expect((await loadRollout(portal, id, { states: ["left"], limit: 9 }))?.towns).toMatchObject([
    { ars: first, name: "Ort 1" },
  ]);
  await unstaffed();
  await reset();
});

test("forced: a town cannot switch it off and is told why; who offered it keeps its own", async () => {
  await withMunicipality(database, "*", (tx) =>
    setOffering(tx, {
      ars: third,
      serviceId,
      enabled: true,
      updatedAt: at,
      updatedBy: "rathaus",
    }),
  );
  const start = { overlay: conflicting, serviceVersion: "1.0.0" };
  const id = await create({ kind: "forced", start });
  await rollOut(portal, { rolloutId: id });
  const [one, two, three_] = await offers(first, second, third);
  expect([one, two]).toEqual([expect.stringMatching(/^1\.0\.0\+\d$/), "1.0.0+1"]);
  expect(three_).toBe("1.0.0");
  expect(await counts(id)).toEqual({ switchedOn: 2, kept: 1 });
  const off = (ars: string) =>
    switchOffering(portal, townHall(ars), { ars, serviceId, enabled: false });
  for (const ars of [first, third])
    expect(await off(ars)).toEqual({ kind: "forced", reason: "Beschluss des Landes" });
  expect(await offers(first, third)).toEqual([one, "1.0.0"]);
  expect(await undoRollout(portal, id, actor)).toEqual({ kind: "done" });
  await rollOut(portal, { rolloutId: id });
  expect(await offers(first, second, third)).toEqual(["notOffered", "notOffered", "1.0.0"]);
  expect(await off(third)).toEqual({ kind: "switched" });
  await reset();
});

test("a cancelled one asks nobody any more and switches nothing on", async () => {
  const id = await create({ kind: "optOut", startsAt: later(1) });
  expect(await cancelRollout(portal, id, actor)).toEqual({ kind: "done" });
  expect(await cancelRollout(portal, id, actor)).toEqual({ kind: "tooLate" });
  now = later(2);
  await rollOut(portal, { rolloutId: id });
  expect(await offers(first)).toEqual(["notOffered"]);
  expect(await countOpenProposals(portal, first)).toBe(0);
  expect(await cancelRollout(portal, "nichts", actor)).toEqual({ kind: "unknown" });
});

test("settings to begin with follow the version that has become current meanwhile", async () => {
  const start = { overlay: clean("Zwei Wochen"), serviceVersion: "1.0.0" };
  const id = await create({ kind: "optOut", startsAt: later(1), start });
  await addVersion(database, "2.0.0", false);
  now = later(1);
  await rollOut(portal, { rolloutId: id });
  expect(await offers(second)).toEqual([expect.stringMatching(/^2\.0\.0\+\d$/)]);
  await reset();
});

describe("where something has to be put in order first", () => {
  const careful = { notReadyToo: false, selection: three };
  const answer = (ars: string, id: string, accept: boolean) =>
    answerProposal(portal, townHall(ars), { ars, rolloutId: id, accept });

  test("it stays off and waits, is told beforehand, and comes on once everything is in order", async () => {
    await staffed(second);
    const startsAt = later(1);
    const asked = { serviceId, reason: "x", kind: "optOut", startsAt, ...careful } as const;
    expect(await previewRollout(portal, asked)).toMatchObject({
      preview: { towns: 3, offering: 0, notReady: 2 },
    });
    const id = await create({ kind: "optOut", startsAt, ...careful });
    now = startsAt;
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ switchedOn: 1, notReady: 2 });
    expect(await offers(first, second, third)).toEqual(["notOffered", "2.0.0", "notOffered"]);
    // Who may decline may do so still; who accepts is asked what is missing.
    expect(await answer(third, id, false)).toEqual({ kind: "declined" });
    expect((await answer(first, id, true)).kind).toBe("notReady");
    expect(await countOpenProposals(portal, first)).toBe(1);
    await staffed(first);
    await watchRollOuts(portal);
    expect(await counts(id)).toEqual({ switchedOn: 1, notReady: 1, declined: 1 });
    now = later(1);
    await watchRollOuts(portal);
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ switchedOn: 2, declined: 1 });
    expect(await offers(first)).toEqual(["2.0.0"]);
    expect(await goOnWithRollout(portal, id, actor)).toEqual({ kind: "tooLate" });
    await unstaffed();
    await reset();
  });

  test("what is forced cannot be declined meanwhile, and the operator may go on all the same", async () => {
    const id = await create({ kind: "forced", ...careful });
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ notReady: 3 });
    expect(await answer(second, id, false)).toEqual({ kind: "late" });
    await staffed(first);
    expect(await answer(first, id, true)).toEqual({ kind: "accepted" });
    const off = { ars: first, serviceId, enabled: false };
    expect((await switchOffering(portal, townHall(first), off)).kind).toBe("forced");
    expect(await goOnWithRollout(portal, id, actor)).toEqual({ kind: "done" });
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ accepted: 1, notReady: 2 });
    await goOnWithRollout(portal, id, actor, { notReadyToo: true });
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ accepted: 1, switchedOn: 2 });
    expect(await offers(first, second, third)).toEqual(["2.0.0", "2.0.0", "2.0.0"]);
    await undoRollout(portal, id, actor);
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ accepted: 1, undone: 2 });
    await unstaffed();
    await reset();
  });

  test("what the service itself lacks keeps every town", async () => {
    await staffed(first);
    const selection = { keys: [first] };
    const broken = { ...versions["2.0.0"], version: "2.5.0" };
    const { privacy: _privacy, ...description } = broken.description;
    await withMunicipality(database, "*", (tx) =>
      upsertService(tx, {
        definition: { ...broken, description },
        source: "import",
        contentHash: "2.5.0",
        importedAt: at,
      }),
    );
    const id = await create({ kind: "forced", notReadyToo: false, selection });
    await rollOut(portal, { rolloutId: id });
    expect(await answer(first, id, true)).toMatchObject({ obstacles: [{ what: "privacy" }] });
    await undoRollout(portal, id, actor);
    await rollOut(portal, { rolloutId: id });
    expect(await counts(id)).toEqual({ undone: 1 });
    await withMunicipality(database, "*", (tx) => setCurrentVersion(tx, serviceId, "2.0.0"));
    await unstaffed();
  });
});

test("11,000 towns: killed in the middle, found again, two at once, nothing twice, and undone", async () => {
  const many = await addTowns(database, 10_000, 11_000);
  const selection = { districts: ["99000"], population: { min: 10_000 } };
  const start = { overlay: clean("Drei Wochen"), serviceVersion: "2.0.0" };
  const id = await create({ kind: "forced", selection, start });
  const child = spawn(process.execPath, [runJobFile, url, folder, "roll-out", id], {
    stdio: "inherit",
  });
  const ended = once(child, "exit");
  let done: number | undefined;
  while (done === undefined && child.exitCode === null) {
    await setTimeout(5);
    done = (await counts(id))?.switchedOn;
  }
  child.kill("SIGKILL");
  await ended;
  const killed = await counts(id);
  expect(killed?.switchedOn).toBeGreaterThan(0);
  expect(killed?.waiting).toBeGreaterThan(0);

  await sql`delete from jobs.job where name = 'roll-out'`;
  now = new Date(Date.now() + 60_000);
  await watchRollOuts(portal);
  const found = await sql`select data from jobs.job where name = 'roll-out'`;
  expect(found).toEqual([{ data: { rolloutId: id } }]);

  await Promise.all([1, 2].map(() => rollOut(portal, { rolloutId: id })));
  expect(await counts(id)).toEqual({ switchedOn: 11_000 });
  const [made] = await sql`
    select count(*)::int as rows, count(distinct ars)::int as towns from offering_revisions where created_by = ${`rollout:${id}`}`;
  expect(made).toEqual({ rows: 11_000, towns: 11_000 });
  const [noted] = await withMunicipality(
    database,
    "*",
    (tx) => tx`select count(*)::int as count from audit_log where actor = ${`rollout:${id}`}`,
  );
  expect(noted).toEqual({ count: 11_000 });
  await undoRollout(portal, id, actor);
  await Promise.all([1, 2].map(() => rollOut(portal, { rolloutId: id })));
  expect(await counts(id)).toEqual({ undone: 11_000 });
  const [left] = await sql`
    select count(*)::int as count from offerings where ars = any(${many}) and (enabled or revision is not null)`;
  expect(left).toEqual({ count: 0 });
}, 240_000);
