// `npm run bench`: how fast the built product is, as ratios to a bare Remix route measured in the same run.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { createClient, type Client } from "./client.ts";
import { measureFiling } from "./filing.ts";
import { measureChaos } from "./chaos.ts";
import { measureEngine, measureGrowth } from "./engine.ts";
import { measureFirstVisits } from "./first-visits.ts";
import type { ImportTimes } from "./import.ts";
import { apply, createJar, formOf, plainExamples } from "./journeys.ts";
import { measure, type Measurement } from "./measure.ts";
import { measureLargeForm } from "./large-form.ts";
import { measureManyOfferings } from "./many-offerings.ts";
import { formatReport, type Report } from "./report.ts";
import { serverFlags } from "../scripts/server-flags.mjs";
import { startServer, type ServerProcess } from "./server-process.ts";

/** Seconds a measurement; shorter for a look in between: `npm run bench -- 3`. */
const seconds = Number(process.argv[2] ?? 10);
const isWhole = seconds >= 10;
const root = path.resolve(import.meta.dirname, "..");
const dataDir = mkdtempSync(path.join(tmpdir(), "einmal-bench-"));

const examples = plainExamples();
const [example] = examples;
if (!example) throw new Error("there is no worked example to play");

buildHello();
run(process.execPath, [path.join(root, "scripts/build.mjs")], root);
const hello = await startServer(
  [
    path.join(root, "node_modules/@remix-run/serve/dist/cli.js"),
    path.join(root, ".cache/hello/server/index.js"),
  ],
  { HOST: "127.0.0.1", PORT: String(await freePort()) },
  /^\[remix-serve\]/m,
);
const fastHello = await startServer([path.join(root, "bench/hello/server.ts")], {});
const portal = await startServer([...serverFlags, path.join(root, "server.ts")], {
  DATA_DIR: dataDir,
  PORT: "0",
  LOG_LEVEL: "error",
});
try {
  const report = await measureAll(portal);
  await portal.stop();
  const filing = await measureFiling(dataDir, example, seconds);
  const complete: Report = {
    ...report,
    ...filing,
    engine: measureEngine(seconds * 100),
    growth: measureGrowth(seconds * 100),
    import: importTimes(),
    chaos: await measureChaos(isWhole ? 5000 : seconds * 50, example),
    // All municipalities of Germany with all services of the law, or a portion that shows the same in a minute.
    many: await measureManyOfferings(
      isWhole ? { towns: 10_951, services: 575 } : { towns: 500, services: 50 },
      seconds,
    ),
  };
  mkdirSync(path.join(root, "bench/results"), { recursive: true });
  const file = path.join(root, "bench/results", `${new Date().toISOString().slice(0, 19)}.json`);
  writeFileSync(file.replaceAll(":", ""), `${JSON.stringify(complete, null, 2)}\n`);
  process.stdout.write(formatReport(complete));
} finally {
  await hello.stop();
  await fastHello.stop();
  await portal.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function measureAll(
  server: ServerProcess,
): Promise<Omit<Report, "filing" | "insert" | "engine" | "growth" | "import" | "chaos" | "many">> {
  const helloClient = createClient(hello.origin, 64);
  const fastHelloClient = createClient(fastHello.origin, 64);
  const client = createClient(server.origin, 64);
  await warmUp([helloClient, fastHelloClient], client);
  const measureHello = (which: Client) =>
    measure(seconds, 16, async () => {
      await expect(which, "GET", "/", 200);
    });
  const bare = await measureHello(helloClient);
  const bareFast = await measureHello(fastHelloClient);
  const page = await measurePage(client);
  const journeys: Record<string, Measurement & { readonly requestsPerSecond: number }> = {};
  for (const citizens of [1, 16, 64]) journeys[citizens] = await measureJourneys(client, citizens);
  const largeForm = await measureLargeForm(client, server, dataDir, seconds);
  // Again, so that a machine that got slower meanwhile shows.
  const bareFastAgain = await measureHello(fastHelloClient);
  const bareAgain = await measureHello(helloClient);
  const firstVisits = await measureFirstVisits(`${server.origin}/musterstadt/${firstPage()}`);
  for (const one of [helloClient, fastHelloClient, client]) one.close();
  return {
    cores: cpus().length,
    node: process.version,
    seconds,
    bare: [bare, bareAgain],
    bareFast: [bareFast, bareFastAgain],
    ...page,
    journeys,
    largeForm,
    firstVisits,
    peakMemory: server.peakMemory(),
  };
}

function firstPage(): string {
  return `${example?.service ?? ""}/${example?.steps[0]?.page ?? ""}`;
}

/** Compilers and caches get warm; nobody waits for that but the first visitors. */
async function warmUp(hellos: readonly Client[], client: Client): Promise<void> {
  for (const one of hellos) {
    await measure(2, 8, async () => {
      await expect(one, "GET", "/", 200);
    });
  }
  await measure(3, 4, async (worker) => {
    await apply(client, pick(worker));
  });
}

async function measurePage(client: Client) {
  const address = `/musterstadt/${firstPage()}`;
  const getPage = await measure(seconds, 16, async () => {
    await expect(client, "GET", address, 200);
  });
  const valid = formOf(example?.steps[0] ?? { input: {} });
  // Every visitor goes on with the own draft, as a browser would.
  const jars = Array.from({ length: 16 }, createJar);
  const postValid = await measure(seconds, 16, async (worker) => {
    const jar = jars[worker];
    const cookie = jar?.header() ?? "";
    const answer = await client.request("POST", address, { form: valid, cookie });
    if (answer.status !== 303) throw new Error(`a valid page was answered ${answer.status}`);
    jar?.keep(answer.cookies);
  });
  const postInvalid = await measure(seconds, 16, async () => {
    await expect(client, "POST", address, 422, "intent=next");
  });
  return { getPage, postValid, postInvalid };
}

async function measureJourneys(client: Client, citizens: number) {
  let requests = 0;
  let turn = 0;
  const started = performance.now();
  const measured = await measure(seconds, citizens, async () => {
    const sent = await apply(client, pick((turn += 1)));
    requests += sent;
  });
  const elapsed = (performance.now() - started) / 1000;
  return { ...measured, requestsPerSecond: requests / elapsed };
}

function pick(turn: number) {
  const chosen = examples[turn % examples.length];
  if (!chosen) throw new Error("there is no worked example to play");
  return chosen;
}

async function expect(
  client: Client,
  method: "GET" | "POST",
  address: string,
  status: number,
  form?: string,
): Promise<void> {
  const answer = await client.request(method, address, form === undefined ? {} : { form });
  if (answer.status !== status) throw new Error(`${method} ${address}: ${answer.status}`);
}

/** `remix-serve` cannot be told to take any free port. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

function buildHello(): void {
  const remix = path.join(root, "node_modules/@remix-run/dev/dist/cli.js");
  run(
    process.execPath,
    [remix, "vite:build", "--logLevel", "warn"],
    path.join(root, "bench/hello"),
  );
}

function importTimes(): ImportTimes {
  const program = path.join(root, "bench/import.ts");
  return JSON.parse(run(process.execPath, [program], root)) as ImportTimes;
}

function run(command: string, args: readonly string[], cwd: string): string {
  const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production" };
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: environment,
  });
  if (status !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}
