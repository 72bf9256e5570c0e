import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CompactEncrypt, generateKeyPair } from "jose";
import { boot } from "#app/boot.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { encryptPart } from "#app/forwarding/fit-connect/jwe.server.ts";
import { sha512 } from "#app/forwarding/fit-connect/metadata.server.ts";
import { readConfig } from "#app/platform/config.server.ts";
import { createLog } from "#app/platform/log.server.ts";
import { bundledAreas, bundledServices, openDemo } from "../e2e/fixtures/zustelldienst/demo.ts";
import { received, rotateEncryptionKey } from "../e2e/fixtures/zustelldienst/control-api.ts";
import { DemoReceiver } from "../e2e/fixtures/zustelldienst/demo-receiver.ts";
import {
  startZustelldienst,
  type Zustelldienst,
} from "../e2e/fixtures/zustelldienst/start-zustelldienst.ts";
import {
  addDestination,
  secondsOfNewest,
  bookkeeping,
  fileMany,
  hasten,
  latencies,
  openOnes,
  type Books,
} from "./chaos-portal.ts";
import { plainExamples, type WorkedExample } from "./journeys.ts";
import { coreSecondsOf } from "./core-seconds.ts";

/** What came of it. */
export interface ChaosReport {
  readonly filed: number;
  /** Distinct submissions that the receiver has. */
  readonly arrived: number;
  /** Applications of which it has more than one. */
  readonly twice: number;
  readonly books: Books;
  readonly killed: number;
  readonly rotations: number;
  /** Share of the time for which the receiver was down. */
  readonly down: number;
  /** Seconds until the last one was acknowledged. */
  readonly seconds: number;
  /**
   * While all was well: milliseconds from filing to delivery, one application after the other; deliveries a second of a burst, and
   * in a second of a core's time that the workers used (NaN where that cannot be read); and parts of the size of its data that are
   * encrypted in a second, one after the other: as the portal does it, and by `jose` alone.
   */
  readonly healthy: {
    readonly p50: number;
    readonly p95: number;
    readonly perSecond: number;
    readonly perCoreSecond: number;
    readonly encryptRate: number;
    readonly joseRate: number;
  };
}

const root = path.resolve(import.meta.dirname, "..");
/** Seconds after which what has not arrived counts as lost. */
const patienceFor = (count: number): number => 300 + count / 2;

/**
 * So many applications on their way to a receiver by FIT-Connect while it is down for a third of the time, answers late, lists
 * events twice, cuts connections after it has taken something and rotates its keys, and while workers are killed at random.
 * All on loopback; ends by itself.
 */
export async function measureChaos(count: number, example: WorkedExample): Promise<ChaosReport> {
  const folder = mkdtempSync(path.join(tmpdir(), "einmal-chaos-"));
  const dataDir = path.join(folder, "portal");
  const zustelldienst = await startZustelldienst({
    directory: path.join(folder, "zustelldienst"),
    settings: { eventKeyBits: 2048 },
    areas: bundledAreas(path.join(root, "db/seed")),
  });
  const schemaUris = ["https://einmal.example.org/schemas/submission.v1.schema.json"];
  const services = bundledServices(path.join(root, "db/seed"));
  const demo = await openDemo(zustelldienst.service, folder, services, schemaUris);
  const decryptionKeys = [demo.received.decryptionKey];
  const receiver = new DemoReceiver({
    urls: zustelldienst.urls,
    client: demo.received.subscriber,
    ...demo.received,
    decryptionKeys,
    schemaUris,
  });
  receiver.start(0.5, () => undefined);
  const config = readConfig({ DATA_DIR: dataDir, JOBS: "off", LOG_LEVEL: "error" });
  const { portal, stop } = await boot(config, createLog("error"));
  const workers = new Workers(dataDir);
  try {
    await addDestination(portal, example.service, zustelldienst.urls, demo);
    await workers.start(2);
    const healthy = await measureHealthy(portal, workers, example, Math.ceil(count / 10));
    const begun = performance.now();
    const chaos = new Chaos(portal, zustelldienst, demo.received.destinationId, (key) =>
      decryptionKeys.unshift(key),
    );
    const raging = chaos.rage(workers);
    const rest = count - Math.ceil(count / 10);
    await fileMany(portal, example, rest);
    const books = await untilBalanced(portal, count, chaos);
    chaos.end();
    await raging;
    const took = (performance.now() - begun) / 1000;
    const there = received(zustelldienst.service).submissions.filter(
      ({ state }) => state !== "incomplete",
    );
    const ids = new Set(there.map(({ submissionId }) => submissionId));
    return {
      filed: count,
      arrived: ids.size,
      twice: there.length - books.references,
      books,
      killed: workers.killed,
      rotations: chaos.rotations,
      down: chaos.downSeconds / took,
      seconds: took,
      healthy,
    };
  } finally {
    await workers.stop();
    await stop();
    await receiver.stop();
    await zustelldienst.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureHealthy(
  portal: Portal,
  workers: Workers,
  example: WorkedExample,
  count: number,
) {
  const calm = Math.min(100, Math.floor(count / 2));
  for (let one = 0; one < calm; one += 1) {
    await fileMany(portal, example, 1);
    await pause(250);
  }
  await untilBalanced(portal, calm);
  const latency = await latencies(portal);
  const before = workers.coreSeconds();
  await fileMany(portal, example, count - calm);
  await untilBalanced(portal, count);
  const perCoreSecond = (count - calm) / (workers.coreSeconds() - before);
  const perSecond = (count - calm) / (await secondsOfNewest(portal, count - calm));
  return { ...latency, perSecond, perCoreSecond, ...(await encryptRates()) };
}

/** Parts of 4 kB that are encrypted in a second, turn by turn with hash and headers as they are sent, and by `jose` alone. */
async function encryptRates(): Promise<{ encryptRate: number; joseRate: number }> {
  const { publicKey: key } = await generateKeyPair("RSA-OAEP-256", { modulusLength: 4096 });
  const bytes = randomBytes(4000);
  const checked = { kid: "chaos-bench", key, until: undefined, unasked: undefined };
  const took = { own: 0, jose: 0 };
  const turns = 2000;
  for (let turn = 0; turn < turns; turn += 1) {
    const begun = performance.now();
    sha512(bytes);
    await encryptPart(bytes, "application/json", checked);
    const between = performance.now();
    const part = new CompactEncrypt(bytes);
    await part.setProtectedHeader({ alg: "RSA-OAEP-256", enc: "A256GCM" }).encrypt(key);
    took.own += between - begun;
    took.jose += performance.now() - between;
  }
  return { encryptRate: (turns * 1000) / took.own, joseRate: (turns * 1000) / took.jose };
}

/** Waits until everything is acknowledged, or too long. */
async function untilBalanced(portal: Portal, count: number, chaos?: Chaos): Promise<Books> {
  const begun = performance.now();
  const end = begun + patienceFor(count) * 1000;
  for (let round = 0; ; round += 1) {
    const books = await bookkeeping(portal);
    const seconds = Math.round((performance.now() - begun) / 1000);
    if (round % 20 === 0) {
      const left = books.open > 0 && books.open <= 3 ? { left: await openOnes(portal) } : {};
      process.stderr.write(`${JSON.stringify({ seconds, ...books, ...left })}\n`);
    }
    if (books.accepted >= count || performance.now() > end) return books;
    // The last tenth need not wait until the receiver fails no more.
    if (books.accepted >= count * 0.9) chaos?.calm();
    await pause(500);
  }
}

/** Of each round, which takes four seconds more and a little. */
const downMilliseconds = 2600;

/** Everything that goes wrong. */
class Chaos {
  readonly #portal: Portal;
  readonly #zustelldienst: Zustelldienst;
  readonly #destinationId: string;
  readonly #onKey: (key: Awaited<ReturnType<typeof rotateEncryptionKey>>["privateJwk"]) => void;
  #raging = true;
  #calm = false;
  rotations = 0;
  downSeconds = 0;

  constructor(
    portal: Portal,
    zustelldienst: Zustelldienst,
    destinationId: string,
    onKey: (key: Awaited<ReturnType<typeof rotateEncryptionKey>>["privateJwk"]) => void,
  ) {
    this.#portal = portal;
    this.#zustelldienst = zustelldienst;
    this.#destinationId = destinationId;
    this.#onKey = onKey;
  }

  calm(): void {
    this.#calm = true;
  }

  end(): void {
    this.#raging = false;
  }

  /** Down for a third of the time; in between late answers, cut connections, a killed worker, sometimes another key. */
  async rage(workers: Workers): Promise<void> {
    const { faults } = this.#zustelldienst.service;
    faults.set({ duplicateEvents: true });
    for (let round = 1; this.#raging; round += 1) {
      if (!this.#calm) {
        faults.set({
          down: true,
          delay: { milliseconds: 800, times: 40 },
          // Those of the portal: the back office that picks up is not what is looked at.
          match: "^(POST|PUT) .*/submissions",
          dropAfterSubmit: 5,
        });
        await pause(downMilliseconds);
        this.downSeconds += downMilliseconds / 1000;
        faults.set({ down: false });
        if (Math.random() < 0.25) await workers.killOne();
        if (round % 5 === 0) {
          const pair = await rotateEncryptionKey(this.#zustelldienst.service, this.#destinationId);
          this.#onKey(pair.privateJwk);
          // And what the service signs events with.
          if (round % 10 === 0) await this.#zustelldienst.service.rotateEventKey();
          this.rotations += 1;
        }
      }
      // As an administrator does who knows that it is well again: else the pauses would take most of the time.
      await hasten(this.#portal);
      await pause(4000);
    }
    faults.clear();
  }
}

/** Processes that work off jobs. */
class Workers {
  readonly #dataDir: string;
  readonly #running = new Set<ChildProcess>();
  killed = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** Seconds of a core's time that those that run have used. */
  coreSeconds(): number {
    return [...this.#running].reduce((sum, { pid = 0 }) => sum + coreSecondsOf(pid), 0);
  }

  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => this.#startOne()));
  }

  async #startOne(): Promise<void> {
    const child = spawn(process.execPath, [path.join(root, "bench/chaos-worker.ts")], {
      env: { ...process.env, DATA_DIR: this.#dataDir, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#running.add(child);
    await once(child.stdout, "data");
  }

  /** One of them dies on the spot, and another takes its place. */
  async killOne(): Promise<void> {
    const [child] = this.#running;
    if (!child) return;
    this.#running.delete(child);
    child.kill("SIGKILL");
    this.killed += 1;
    await this.#startOne();
  }

  async stop(): Promise<void> {
    for (const child of this.#running) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }
}

/** For a look at this part alone: node bench/chaos.ts 500. */
if (import.meta.main) {
  const [example] = plainExamples();
  if (!example) throw new Error("there is no worked example to file");
  const report = await measureChaos(Number(process.argv[2] ?? 5000), example);
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
}
