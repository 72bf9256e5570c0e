import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { saveAlarmContact } from "#db/queries/alarms.ts";
import { createTestDatabaseAt } from "#db/test-database.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import { publishRevision } from "../catalogue/publish-revision.server.ts";
import { startMailServer } from "../mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.server.ts";
import { previewSwitch } from "../operations/switch/preview-switch.server.ts";
import {
  cancelSwitch,
  loadSwitch,
  planSwitch,
  undoSwitch,
} from "../operations/switch/switches.server.ts";
import {
  addTowns,
  addVersion,
  at,
  clean,
  conflicting,
  offer,
  portalOn,
  runJobFile,
  serviceId,
} from "./fixtures/many-towns.ts";
import { switchService } from "./switch-service.server.ts";
import { watchRollOuts } from "./watch-roll-outs.server.ts";

const { database, url } = await createTestDatabaseAt();
const { sql } = database;
const folder = mkdtempSync(path.join(tmpdir(), "switch-"));
const queue = await openJobQueue(url, { supervise: false, onError: () => undefined });
const mails = await startMailServer();
afterAll(async () => {
  await queue.stop();
  await mails.stop();
  rmSync(folder, { recursive: true });
});
const opened = portalOn(database, queue, folder);
const portal = {
  ...opened,
  mailer: createSmtpMailer({ url: mails.url, from: "antrag@example.de" }),
  config: { ...opened.config, publicUrl: "https://antrag.example.de" },
};
const actor = "operator:cli";

await addVersion(database, "1.0.0", false);
await addVersion(database, "2.0.0", true);
const [follows = "", same1 = "", same2 = "", own = "", stuck = "", quiet = ""] = await addTowns(
  database,
  1,
  6,
);
await offer(database, [follows, same1, same2, own, stuck, quiet], (ars) => {
  if (ars === follows) return undefined;
  if (ars === stuck || ars === quiet) return conflicting;
  return clean(ars === own ? "Drei Wochen" : "Zwei Wochen");
});

/** What a town offers: version and revision. */
async function offered(ars: string): Promise<string> {
  const [row] = await sql<{ version: string; revision: number | null }[]>`
    select coalesce(r.service_version, s.version) as version, o.revision from offerings o
    left join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
    join services s on s.id = o.service_id and s.is_current where o.ars = ${ars} and o.service_id = ${serviceId}`;
  return `${row?.version ?? ""}+${String(row?.revision)}`;
}
const all = () => Promise.all([follows, same1, same2, own, stuck, quiet].map(offered));
const before = ["1.0.0+null", "1.0.0+1", "1.0.0+1", "1.0.0+1", "1.0.0+1", "1.0.0+1"];
const after = ["2.0.0+null", "2.0.0+2", "2.0.0+2", "2.0.0+2", "1.0.0+1", "1.0.0+1"];

async function plan(version: string, when?: Date): Promise<string> {
  const planned = await planSwitch(portal, { serviceId, version, at: when }, actor);
  if (planned.kind !== "planned") throw new Error(planned.kind);
  return planned.id;
}
const jobs = async (name: string) =>
  sql<{ startAfter: Date; data: unknown }[]>`
    select start_after, data from jobs.job where name = ${name} and state = 'created'`;

test("the dry run tells what would become of every town, and changes nothing", async () => {
  const preview = await previewSwitch(portal, { serviceId, version: "2.0.0" });
  expect(preview).toMatchObject({
    from: "1.0.0",
    to: "2.0.0",
    following: 1,
    there: 0,
    elsewhere: 5,
    drafting: 0,
    clean: 3,
    open: 2,
    openLegally: 2,
    stale: 0,
    legal: [{ at: "fee:badge", word: "fee", subject: { de: "Betrag" } }],
    names: { "fee:badge": { word: "fee", subject: { de: "Betrag" } } },
  });
  const obstacles = [{ place: "fee:badge", why: "conflict", legal: true }];
  expect(preview?.left).toEqual([
    { ars: stuck, name: "Ort 5", version: "1.0.0", obstacles },
    { ars: quiet, name: "Ort 6", version: "1.0.0", obstacles },
  ]);
  expect(await all()).toEqual(before);
  expect(await previewSwitch(portal, { serviceId, version: "9.9.9" })).toBeUndefined();
});

test("a switch waits for its time and can be cancelled until then", async () => {
  const tomorrow = new Date(at.getTime() + 86_400_000);
  const id = await plan("2.0.0", tomorrow);
  expect(await jobs("switch-service")).toEqual([{ startAfter: tomorrow, data: { switchId: id } }]);
  const again = await planSwitch(portal, { serviceId, version: "2.0.0" }, actor);
  expect(again).toEqual({ kind: "busy", id });
  await switchService(portal, { switchId: id });
  expect(await all()).toEqual(before);
  expect(await cancelSwitch(portal, id, actor)).toEqual({ kind: "done" });
  expect(await cancelSwitch(portal, id, actor)).toEqual({ kind: "tooLate" });
  // Its job comes all the same and finds nothing to do.
  await switchService({ ...portal, clock: () => tomorrow }, { switchId: id });
  expect(await all()).toEqual(before);
  expect((await loadSwitch(portal, id))?.state).toBe("cancelled");
});

test("what goes wrong is told", async () => {
  const kinds = await Promise.all([
    planSwitch(portal, { serviceId: "nichts", version: "1" }, actor),
    planSwitch(portal, { serviceId, version: "9.9.9" }, actor),
    planSwitch(portal, { serviceId, version: "1.0.0" }, actor),
    cancelSwitch(portal, "nichts", actor),
    undoSwitch(portal, "nichts", actor),
  ]);
  expect(kinds.map(({ kind }) => kind)).toEqual([
    "unknownService",
    "unknownVersion",
    "alreadyCurrent",
    "unknown",
    "unknown",
  ]);
});

test("clean settings are taken over, the others stay and somebody is told; one step back undoes it", async () => {
  await withMunicipality(database, stuck, (tx) =>
    saveAlarmContact(tx, {
      ars: stuck,
      mail: "rathaus@example.de",
      webhook: null,
      updatedAt: at,
    }),
  );
  const id = await plan("2.0.0");
  await switchService(portal, { switchId: id });
  expect(await all()).toEqual(after);
  expect(await loadSwitch(portal, id)).toMatchObject({
    state: "done",
    fromVersion: "1.0.0",
    total: 5,
    merged: 3,
    open: 2,
  });
  const offering = await loadVersion(portal, own, serviceId, "2.0.0+2");
  expect(offering?.service.description.summary.de).toBe("Neue Zusammenfassung");
  expect(offering?.service.description.duration?.de).toBe("Drei Wochen");
  const made =
    await sql`select distinct created_by, based_on from offering_revisions where number = 2`;
  expect(made).toEqual([{ createdBy: `switch:${id}`, basedOn: 1 }]);
  const told = await withMunicipality(
    database,
    "*",
    (tx) => tx`select ars, kind, status from mails`,
  );
  expect(told).toEqual([{ ars: stuck, kind: "switch", status: "pending" }]);
  const entries = await withMunicipality(
    database,
    own,
    (tx) => tx`select actor, action, subject, details from audit_log where ars = ${own}`,
  );
  expect(entries).toEqual([
    {
      actor: `switch:${id}`,
      action: "offering.switched",
      subject: serviceId,
      details: { version: "2.0.0", revision: 2, before: 1 },
    },
  ]);
  // Done is done: the job may come again.
  await switchService(portal, { switchId: id });
  expect(await all()).toEqual(after);

  // Since then one town has changed something and another one has begun to.
  await withMunicipality(database, own, async (tx) => {
    const revision = { serviceVersion: "2.0.0", basedOn: 2, overlay: clean("Vier Wochen") };
    await publishRevision(tx, { ars: own, serviceId }, revision, {
      at,
      actor: "rathaus",
      note: "",
    });
  });
  await sql`
    insert into offering_revisions (ars, service_id, number, service_version, based_on, overlay, overlay_hash, state, note, edits,
      created_at, created_by, changed_at, changed_by)
    values (${same1}, ${serviceId}, 3, '2.0.0', 2, '{}', 'x', 'draft', '', 0, ${at}, 'rathaus', ${at}, 'rathaus')`;
  expect(await undoSwitch(portal, id, actor)).toEqual({ kind: "done" });
  // Who follows is back before the job has begun.
  expect(await offered(follows)).toBe("1.0.0+null");
  await Promise.all([1, 2].map(() => switchService(portal, { switchId: id })));
  expect(await all()).toEqual([
    "1.0.0+null",
    "2.0.0+2",
    "1.0.0+1",
    "2.0.0+3",
    "1.0.0+1",
    "1.0.0+1",
  ]);
  const shown = await loadSwitch(portal, id);
  expect(shown?.state).toBe("undone");
  expect(shown?.touched.map(({ ars }) => ars)).toEqual([same1, own]);
  expect(await undoSwitch(portal, id, actor)).toEqual({ kind: "notDone" });
});

test("a killed switch goes on where it was, two at once do nothing twice", async () => {
  const many = await addTowns(database, 1000, 3000);
  await offer(database, many, (ars) => clean(`Antwort ${ars}`));
  const id = await plan("2.0.0");
  const child = spawn(process.execPath, [runJobFile, url, folder, "switch-service", id], {
    stdio: "inherit",
  });
  const ended = once(child, "exit");
  let merged = 0;
  while (merged === 0 && child.exitCode === null) {
    await setTimeout(5);
    merged = (await loadSwitch(portal, id))?.merged ?? 0;
  }
  child.kill("SIGKILL");
  await ended;
  const killed = await loadSwitch(portal, id);
  expect(killed?.state).toBe("running");
  expect(killed?.merged).toBeGreaterThan(0);
  expect(killed?.merged).toBeLessThan(3000);

  // Found by those who watch, once it has been silent for a while.
  await sql`delete from jobs.job where name = 'switch-service'`;
  await watchRollOuts(portal);
  expect(await jobs("switch-service")).toEqual([]);
  await watchRollOuts({ ...portal, clock: () => new Date(Date.now() + 60_000) });
  expect(await jobs("switch-service")).toMatchObject([{ data: { switchId: id } }]);

  await Promise.all([1, 2].map(() => switchService(portal, { switchId: id })));
  // 3000, and those that were not there yet: same1 has a draft, and stands on version 2 already, as own does.
  expect(await loadSwitch(portal, id)).toMatchObject({ state: "done", merged: 3001, open: 2 });
  const [counts] = await sql`
    select count(*)::int as rows, count(distinct r.ars)::int as towns, count(o.ars)::int as current,
      count(distinct r.overlay_hash)::int as overlays
    from offering_revisions r left join offerings o on o.ars = r.ars and o.service_id = r.service_id and o.revision = r.number
    where r.created_by = ${`switch:${id}`}`;
  expect(counts).toEqual({ rows: 3001, towns: 3001, current: 3001, overlays: 3001 });

  await undoSwitch(portal, id, actor);
  await Promise.all([1, 2].map(() => switchService(portal, { switchId: id })));
  const [back] = await sql`
    select count(*)::int as count from offerings o where o.ars = any(${many}) and o.revision = 1`;
  expect(back).toEqual({ count: 3000 });
}, 240_000);
