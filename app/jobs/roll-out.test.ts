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
import { createTestDatabaseAt } from "#db/test-database.ts";
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
import {
  cancelRollout,
  createRollout,
  loadRollout,
  loadRollouts,
  previewRollout,
  undoRollout,
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

async function create(asked: Partial<AskedRollout> & Pick<AskedRollout, "kind">): Promise<string> {
  const full = { serviceId, selection: three, reason: "Beschluss des Landes", ...asked };
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
  await createStaff(portal, {
    login: "sachbearbeitung",
    name: "Erika Mustermann",
    password: "musterpasswort-123",
    roles: [{ role: "caseworker", ars: first }],
  });
  const off = { ars: first, serviceId, enabled: false };
  expect(await switchOffering(portal, townHall(first), off)).toEqual({ kind: "switched" });
  await switchOffering(portal, townHall(first), { ...off, enabled: true });
  await undoRollout(portal, id, actor);
  await Promise.all([1, 2].map(() => rollOut(portal, { rolloutId: id })));
  expect(await offers(first, second, third)).toEqual(["1.0.0", "notOffered", "notOffered"]);
  expect(await counts(id)).toEqual({ left: 1, declined: 1, undone: 1 });
  expect((await loadRollout(portal, id, { states: ["left"], limit: 9 }))?.towns).toMatchObject([
    { ars: first, name: "Ort 1" },
  ]);
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
