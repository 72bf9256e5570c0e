import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { contentHashOf } from "#app/catalogue/content-hash.server.ts";
import { createPortal, type Portal } from "#app/catalogue/portal.server.ts";
import { rollOut } from "#app/jobs/roll-out.server.ts";
import { switchService } from "#app/jobs/switch-service.server.ts";
import { createRollout } from "#app/operations/rollout/rollouts.server.ts";
import { previewSwitch } from "#app/operations/switch/preview-switch.server.ts";
import { planSwitch } from "#app/operations/switch/switches.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { openStorage } from "#app/platform/storage.server.ts";
import { connect, withMunicipality } from "#db/connect.ts";
import { startEmbedded } from "#db/embedded.ts";
import { openJobQueue } from "#db/job-queue.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { upsertService } from "#db/queries/services.ts";
import { createClient, type Client } from "./client.ts";
import { fill, newer, services, townNames, type Size } from "./many-rows.ts";
import { quantile } from "./measure.ts";
import { serverFlags } from "../scripts/server-flags.mjs";
import { startServer, type ServerProcess } from "./server-process.ts";

/** p95 in ms of the same page in both portals. */
interface Pair {
  readonly small: number;
  readonly large: number;
}

export interface ManyOfferings extends Size {
  readonly fillSeconds: number;
  /** A town's list of services, always another town's and drawn anew. */
  readonly list: Pair;
  /** What is sought within such a list. */
  readonly filter: Pair;
  /** The search for towns by the start of their names. */
  readonly search: Pair;
  /** The first page of a form, of another town every time; what was drawn before is of no use to either. */
  readonly form: Pair;
  /** The same where everybody wants the same pages: of one town, or of forty. */
  readonly wanted: Pair;
  /** Different offerings that were opened in one process, and its most memory then, in MiB. */
  readonly opened: number;
  readonly memory: number;
  /** Seconds until another process shows that a service was switched off, and a new revision. */
  readonly switchedOffAfter: number;
  readonly revisedAfter: number;
  /** Seconds that one service takes in all towns. */
  readonly rollOut: number;
  readonly dryRun: number;
  readonly switchVersion: number;
}

const program = path.resolve(import.meta.dirname, "../server.ts");
const masterKey = Buffer.alloc(32, 7).toString("base64");

/** A portal with one town and one service beside one with all of them. */
export async function measureManyOfferings(size: Size, seconds: number): Promise<ManyOfferings> {
  const folder = mkdtempSync(path.join(tmpdir(), "einmal-many-"));
  const embedded = await startEmbedded(folder);
  const servers: ServerProcess[] = [];
  try {
    const [smallUrl, largeUrl] = [
      await newDatabase(embedded.url, "small"),
      await newDatabase(embedded.url, "large"),
    ];
    await fill(smallUrl, { towns: 1, services: 1 });
    const begun = performance.now();
    await fill(largeUrl, size);
    const fillSeconds = since(begun);
    await settle(embedded.url);
    const start = async (url: string, name: string) => {
      const server = await startServer([...serverFlags, program], {
        DATABASE_URL: url,
        MASTER_KEY: masterKey,
        DATA_DIR: path.join(folder, name),
        PORT: "0",
        JOBS: "off",
        LOG_LEVEL: "error",
      });
      servers.push(server);
      return server;
    };
    const small = await start(smallUrl, "small");
    const large = await start(largeUrl, "large");
    const other = await start(largeUrl, "other");
    const pages = await comparePages({ small, large, size, seconds });
    tell({ fillSeconds, ...pages });
    const opening = await openMany(large, size);
    tell(opening);
    const changes = await timeChanges(largeUrl, large, other);
    tell(changes);
    const portal = await openPortal(largeUrl, path.join(folder, "jobs"));
    const times = await timeTowns(portal, largeUrl);
    await portal.queue.stop();
    await portal.database.close();
    return { ...size, fillSeconds, ...pages, ...opening, ...changes, ...times };
  } finally {
    for (const server of servers) await server.stop();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is known so far: the rest takes minutes. */
function tell(found: object): void {
  process.stderr.write(`${JSON.stringify(found)}\n`);
}

async function newDatabase(server: string, name: string): Promise<string> {
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const url = new URL(server);
  url.pathname = name;
  await migrateDatabase(url.href);
  return url.href;
}

/**
 * Has everything written out that was filled in: else that goes on for minutes, beside what is measured. Whoever may create databases can
 * have that done this way; `checkpoint` is for superusers.
 */
async function settle(server: string): Promise<void> {
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin`create database settled strategy file_copy`;
  await admin`drop database settled`;
  await admin.end();
}

function since(begun: number): number {
  return (performance.now() - begun) / 1000;
}

/** Turn by turn, so that whatever else the machine does falls on both. */
async function comparePages(of: {
  readonly small: ServerProcess;
  readonly large: ServerProcess;
  readonly size: Size;
  readonly seconds: number;
}): Promise<Pick<ManyOfferings, "list" | "filter" | "search" | "form" | "wanted">> {
  const { small, large, size, seconds } = of;
  const clients = [createClient(small.origin, 1), createClient(large.origin, 1)] as const;
  const step = 7919;
  const town = (turn: number) => `/ort-${String((turn * step) % size.towns)}`;
  // Every fifth has as many questions as the first.
  const alike = Math.ceil(size.services / 5);
  const service = (turn: number) => `leistung-${String((turn % Math.min(40, alike)) * 5 + 1)}`;
  const compare = async (small_: (turn: number) => string, large_: (turn: number) => string) => {
    const took: [number[], number[]] = [[], []];
    const end = performance.now() + seconds * 1000;
    const warmUp = 200;
    for (let turn = 0; performance.now() < end || turn < warmUp * 3; turn += 1)
      for (const which of [0, 1] as const) {
        const begun = performance.now();
        await get(clients[which], which === 0 ? small_(turn) : large_(turn));
        if (turn >= warmUp) took[which].push(performance.now() - begun);
      }
    return { small: quantile(took[0], 0.95), large: quantile(took[1], 0.95) };
  };
  const [onlyTown = ""] = townNames(1);
  const words = ["neu", "bad", "ober", "stadt", "am"];
  try {
    return {
      list: await compare(
        (turn) => `/ort-0?turn=${String(turn)}`,
        (turn) => `${town(turn)}?turn=${String(turn)}`,
      ),
      filter: await compare(
        () => "/ort-0?suche=antrag",
        (turn) => `${town(turn)}?suche=antrag`,
      ),
      // What finds the only town, and what finds hundreds.
      search: await compare(
        () => `/?suche=${encodeURIComponent(onlyTown.slice(0, 3))}`,
        (turn) => `/?suche=${words[turn % words.length] ?? ""}`,
      ),
      // Of another town every time, so that what was drawn before is of no use.
      form: await compare(
        (turn) => `/ort-0/leistung-1/seite-1?turn=${String(turn)}`,
        (turn) => `${town(turn)}/${service(turn)}/seite-1?turn=${String(turn)}`,
      ),
      wanted: await compare(
        () => "/ort-0/leistung-1/seite-1",
        (turn) => `${town(turn % 40)}/${service(turn)}/seite-1`,
      ),
    };
  } finally {
    for (const client of clients) client.close();
  }
}

async function get(client: Client, address: string): Promise<string> {
  const { status, body } = await client.request("GET", address);
  if (status !== 200) throw new Error(`GET ${address}: ${String(status)}`);
  return body;
}

/** Opens offerings of which every one is another: with settings of its own, or of another service. */
async function openMany(
  server: ServerProcess,
  size: Size,
): Promise<Pick<ManyOfferings, "opened" | "memory">> {
  const client = createClient(server.origin, 4);
  const towns = Math.min(size.towns, 2000 - Math.min(size.services, 575));
  const addresses = [
    ...Array.from({ length: towns }, (_, town) => `/ort-${String(town)}/leistung-1/seite-1`),
    ...Array.from(
      { length: size.services },
      (_, index) => `/ort-0/leistung-${String(index + 1)}/seite-1`,
    ),
  ];
  const open = async (part: number) => {
    for (let index = part; index < addresses.length; index += 4)
      await get(client, addresses[index] ?? "");
  };
  await Promise.all([0, 1, 2, 3].map(open));
  client.close();
  return { opened: addresses.length, memory: server.peakMemory() };
}

/** How soon a change is live in two processes. */
async function timeChanges(
  url: string,
  one: ServerProcess,
  other: ServerProcess,
): Promise<Pick<ManyOfferings, "switchedOffAfter" | "revisedAfter">> {
  const sql = postgres(url, { max: 1 });
  const clients = [createClient(one.origin, 1), createClient(other.origin, 1)];
  const until = async (isThere: (status: number, body: string) => boolean) => {
    const begun = performance.now();
    for (const client of clients)
      for (;;) {
        const { status, body } = await client.request("GET", "/ort-0/leistung-1");
        if (isThere(status, body)) break;
        if (since(begun) > 60) throw new Error("a change is not live after a minute");
        await setTimeout(20);
      }
    return since(begun);
  };
  await until((status, body) => status === 200 && body.includes("0 Tage"));
  const [town] = await sql<{ ars: string }[]>`select ars from municipalities where slug = 'ort-0'`;
  const ars = town?.ars ?? "";
  await sql`
    insert into offering_revisions
      select (jsonb_populate_record(r, jsonb_build_object('number', 2,
        'overlay', replace(overlay::text, '0 Tage', '77 Tage')::jsonb, 'overlay_hash', 'bench'))).*
      from offering_revisions r where ars = ${ars} and service_id = 'leistung-1'`;
  await sql`update offerings set revision = 2 where ars = ${ars} and service_id = 'leistung-1'`;
  const revisedAfter = await until((_, body) => body.includes("77 Tage"));
  await sql`update offerings set enabled = false where ars = ${ars} and service_id = 'leistung-1'`;
  const switchedOffAfter = await until((status) => status === 404);
  await sql`update offerings set enabled = true where ars = ${ars} and service_id = 'leistung-1'`;
  await sql.end();
  for (const client of clients) client.close();
  return { switchedOffAfter, revisedAfter };
}

async function openPortal(url: string, dataDir: string): Promise<Portal> {
  const queue = await openJobQueue(url, { supervise: false, onError: () => undefined });
  return createPortal({
    config: readConfig({ DATABASE_URL: url, MASTER_KEY: masterKey, DATA_DIR: dataDir }),
    log: createLog("error"),
    database: connect(url),
    queue,
    storage: openStorage(dataDir),
  });
}

/** One service in all towns: rolled out, and taken over to another version with settings of its own in each. */
async function timeTowns(
  portal: Portal,
  url: string,
): Promise<Pick<ManyOfferings, "rollOut" | "dryRun" | "switchVersion">> {
  const [first] = services(1);
  if (!first) throw new Error("there is no service");
  const store = (definition: typeof first, staged: boolean) =>
    withMunicipality(portal.database, "*", (sql) =>
      upsertService(
        sql,
        {
          definition,
          source: "import",
          contentHash: contentHashOf(definition),
          importedAt: portal.clock(),
        },
        { staged },
      ),
    );
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    await work();
    return since(begun);
  };
  const fresh = { ...first, id: "neue-leistung" };
  await store(fresh, false);
  const about = { serviceId: fresh.id, kind: "forced", selection: {}, reason: "Messung" } as const;
  // Nobody works in these towns, so that none of them is ready; how many are not is counted all the same.
  const asked = { ...about, notReadyToo: true };
  const rolledOut = await timed(async () => {
    const outcome = await createRollout(portal, asked, "bench");
    if (outcome.kind !== "fine" || outcome.id === undefined) throw new Error(outcome.kind);
    await rollOut(portal, { rolloutId: outcome.id });
  });
  await store(newer(first, "2.0.0"), true);
  const target = { serviceId: first.id, version: "2.0.0" };
  const dryRun = await timed(() => previewSwitch(portal, target));
  const switchVersion = await timed(async () => {
    const planned = await planSwitch(portal, target, "bench");
    if (planned.kind !== "planned") throw new Error(planned.kind);
    await switchService(portal, { switchId: planned.id });
  });
  await demandAll(url);
  return { rollOut: rolledOut, dryRun, switchVersion };
}

/** What was timed was done. */
async function demandAll(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ towns: number; on: number; moved: number }[]>`
    select (select count(*)::int from municipalities) as towns,
      (select count(*)::int from offerings where service_id = 'neue-leistung' and enabled) as on,
      (select count(*)::int from offerings o join offering_revisions r on r.ars = o.ars and r.service_id = o.service_id and r.number = o.revision
        where o.service_id = 'leistung-1' and r.service_version = '2.0.0') as moved`;
  await sql.end();
  if (!row || row.on !== row.towns || row.moved !== row.towns)
    throw new Error(`not all towns: ${JSON.stringify(row)}`);
}

/** For a look at this part alone: node bench/many-offerings.ts 200 20 3. */
if (import.meta.main) {
  const [towns = 10_951, count = 575, seconds = 10] = process.argv.slice(2).map(Number);
  const report = await measureManyOfferings({ towns, services: count }, seconds);
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
}
