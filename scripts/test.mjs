// `npm test`: every check of the project, or those named, e.g. `npm test lint unit`. Runs all of them even if some
// fail. Works in a fresh clone.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { environmentFor, prepareNode, root, say } from "./prepare.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ name: string, command: readonly string[], count?: () => Count | undefined, telling?: boolean }} Part */

const reports = join(root, ".cache", "reports");
const unitReport = join(reports, "unit.json");
const e2eReport = join(reports, "e2e.json");

/**
 * Each keeps one processor busy. The longest first: the others fit beside it.
 *
 * @type {readonly Part[]}
 */
const singleParts = [
  { name: "lint", command: ["eslint", "--max-warnings=0", "."] },
  { name: "types", command: ["tsc", "-p", "."] },
  { name: "format", command: ["prettier", "--check", "--log-level=warn", "."] },
  {
    name: "layers",
    command: [
      "depcruise",
      "--config",
      ".dependency-cruiser.cjs",
      "app",
      "db",
      "bin",
      "scripts",
      "server.ts",
      "e2e",
      "bench",
    ],
  },
  { name: "unused", command: ["knip", "--no-progress"] },
  { name: "corpus", command: ["scripts/corpus.mjs"], telling: true },
  { name: "build", command: ["scripts/build.mjs"] },
];
/**
 * Each keeps all processors busy itself.
 *
 * @type {readonly Part[]}
 */
const wideParts = [
  {
    name: "unit",
    command: [
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${unitReport}`,
    ],
    count: countUnit,
  },
  {
    name: "e2e",
    command: ["playwright", "test", "-c", "e2e/playwright.config.ts"],
    count: countE2e,
  },
];

const node = await prepareNode();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const wanted = process.argv.slice(2);
const isWanted = (/** @type {Part} */ { name }) => wanted.length === 0 || wanted.includes(name);
const known = [...singleParts, ...wideParts].map(({ name }) => name);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check ${unknown.join(", ")}. There are: ${known.join(", ")}.\n`,
  );
  process.exit(1);
}

/** @type {{ name: string, ok: boolean, seconds: number, count: Count }[]} */
const results = [];
const queue = singleParts.filter(isWanted);
await Promise.all([worker(), worker()]);
for (const part of wideParts.filter(isWanted)) await runPart(part);
report();

// Two at a time: most machines have two cores, and each of these uses one.
async function worker() {
  for (let part = queue.shift(); part; part = queue.shift()) await runPart(part);
}

/** @param {Part} part */
async function runPart({ name, command, count, telling = false }) {
  const [program = "", ...args] = command;
  const file = program.endsWith(".mjs")
    ? join(root, program)
    : realpathSync(join(root, "node_modules", ".bin", program));
  const started = Date.now();
  let output = "";
  const ok = await new Promise((resolve) => {
    const child = spawn(node, [file, ...args], {
      cwd: root,
      env: environmentFor(node, { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    }
    child.on("error", () => {
      resolve(false);
    });
    child.on("close", (code) => {
      resolve(code === 0);
    });
  });
  const seconds = (Date.now() - started) / 1000;
  say(`${ok ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok || telling) say(output.trimEnd().replaceAll(/^/gm, "    "));
  const single = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const counted = count?.() ?? single;
  // A part can also fail although every test in it passed.
  const failed = ok ? counted.failed : Math.max(1, counted.failed);
  results.push({ name, ok, seconds, count: { ...counted, failed } });
}

function report() {
  say("");
  for (const { name, ok, seconds, count } of results) {
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    const counts = `${count.passed} passed, ${count.failed} failed${skipped}`;
    say(`${ok ? "✓" : "✗"} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s   ${counts}`);
  }
  const sum = (/** @type {"passed" | "failed"} */ key) =>
    results.reduce((total, { count }) => total + count[key], 0);
  say(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exit(results.every(({ ok }) => ok) ? 0 : 1);
}

function countUnit() {
  if (!existsSync(unitReport)) return undefined;
  const found = JSON.parse(readFileSync(unitReport, "utf8"));
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = found;
  return { passed, failed, skipped };
}

function countE2e() {
  if (!existsSync(e2eReport)) return undefined;
  const { stats } = JSON.parse(readFileSync(e2eReport, "utf8"));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
