// What the reports of vitest and Playwright say: how many tests passed, and which did not.
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./prepare.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */
/** @typedef {{ count: Count, failures: readonly string[] }} Told A failure: the test and what it said. */
/** @typedef {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} TestFile */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, testResults: TestFile[] }} UnitReport */
/** @typedef {{ stats: Record<"expected" | "flaky" | "unexpected" | "skipped", number>, suites: Suite[], errors: { message?: string }[] }} BrowserReport */
/** @typedef {{ title: string, file?: string, line?: number, specs?: Spec[], suites?: Suite[] }} Suite */
/** @typedef {{ title: string, file: string, line: number, ok: boolean, tests: { projectName: string, results: { error?: { message?: string } }[] }[] }} Spec */

/**
 * @param {string} file
 * @returns {Told | undefined} nothing if there is no such report
 */
export function readUnitReport(file) {
  if (!existsSync(file)) return undefined;
  /** @type {UnitReport} */
  const report = JSON.parse(readFileSync(file, "utf8"));
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report;
  /** @type {string[]} */
  const failures = [];
  for (const { name, status, message, assertionResults } of testResults) {
    const place = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === "failed");
    for (const { fullName, failureMessages } of failed)
      failures.push(failure(`${place} › ${fullName}`, failureMessages.join("\n")));
    if (status === "failed" && failed.length === 0) failures.push(failure(place, message));
  }
  const count = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  return { count, failures };
}

/**
 * @param {string} file
 * @returns {Told | undefined} nothing if there is no such report
 */
export function readBrowserReport(file) {
  if (!existsSync(file)) return undefined;
  /** @type {BrowserReport} */
  const { stats, suites, errors } = JSON.parse(readFileSync(file, "utf8"));
  const failures = errors.map((one) => failure("", one.message));
  for (const spec of suites.flatMap(specsOf)) {
    if (spec.ok) continue;
    for (const { projectName, results } of spec.tests)
      for (const { error } of results)
        if (error)
          failures.push(
            failure(
              `[${projectName}] ${spec.file}:${String(spec.line)} › ${spec.title}`,
              error.message,
            ),
          );
  }
  const count = {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  };
  return { count, failures };
}

/**
 * @param {Suite} suite
 * @returns {Spec[]}
 */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

/**
 * The first lines are what was expected and what came; the rest is where.
 *
 * @param {string} test
 * @param {string | undefined} message
 */
function failure(test, message = "") {
  const lines = stripVTControlCharacters(message).split("\n").slice(0, 12);
  return [test, ...lines.map((line) => `    ${line}`)].join("\n");
}
