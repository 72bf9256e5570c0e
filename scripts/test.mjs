// `npm test`: every check of the project, or those named, e.g. `npm test lint unit`. Runs all of them even if some
// fail. Works in a fresh clone.
import { spawn } from "node:child_process";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { environmentFor, prepareNode, root, say } from "./prepare.mjs";
import { readBrowserReport, readUnitReport } from "./read-reports.mjs";

/** @typedef {import("./read-reports.mjs").Told} Told */
/** @typedef {{ name: string, command: readonly string[], read?: () => Told | undefined, environment?: Record<string, string>, telling?: boolean }} Part */

const reports = join(root, ".cache", "reports");
const unitReport = join(reports, "unit.json");

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
    read: () => readUnitReport(unitReport),
  },
  browserPart("e2e", ["js", "no-js", "phone"]),
  // Alone, when nothing else runs: how soon a page stands is a matter of what else the machine does.
  browserPart("budget", ["budget"]),
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

/** @type {{ name: string, ok: boolean, seconds: number, told: Told }[]} */
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
async function runPart({ name, command, read, environment, telling = false }) {
  const [program = "", ...args] = command;
  const file = program.endsWith(".mjs")
    ? join(root, program)
    : realpathSync(join(root, "node_modules", ".bin", program));
  const started = Date.now();
  let output = "";
  const ok = await new Promise((resolve) => {
    const child = spawn(node, [file, ...args], {
      cwd: root,
      env: environmentFor(node, environment),
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
  const told = read?.() ?? {
    count: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 },
    failures: [],
  };
  // A part can also fail although every test in it passed.
  const failed = ok ? told.count.failed : Math.max(1, told.count.failed);
  results.push({ name, ok, seconds, told: { ...told, count: { ...told.count, failed } } });
}

// What failed comes last, where one looks first.
function report() {
  say("");
  for (const { name, ok, seconds, told } of results) {
    const { passed, failed, skipped } = told.count;
    const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    say(`${ok ? "✓" : "✗"} ${name.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s   ${counts}`);
  }
  const sum = (/** @type {"passed" | "failed"} */ key) =>
    results.reduce((total, { told }) => total + told.count[key], 0);
  say(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  for (const { name, told } of results)
    for (const failure of told.failures) say(`\n✗ ${name}: ${failure}`);
  process.exit(results.every(({ ok }) => ok) ? 0 : 1);
}

/**
 * @param {string} name
 * @param {readonly string[]} projects
 * @returns {Part}
 */
function browserPart(name, projects) {
  const file = join(reports, `${name}.json`);
  const of = projects.map((project) => `--project=${project}`);
  return {
    name,
    command: ["playwright", "test", "-c", "e2e/playwright.config.ts", ...of],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    read: () => readBrowserReport(file),
  };
}
