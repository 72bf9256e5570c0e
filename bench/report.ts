import type { PageWeight } from "../e2e/fixtures/first-visit.ts";
import type { ChaosReport } from "./chaos.ts";
import type { EngineRates, Growth } from "./engine.ts";
import type { FirstVisits } from "./first-visits.ts";
import type { ImportTimes } from "./import.ts";
import type { LargeForm } from "./large-form.ts";
import { manyAims, manyLines } from "./many-report.ts";
import type { ManyOfferings } from "./many-offerings.ts";
import type { Measurement } from "./measure.ts";

export interface Report {
  readonly cores: number;
  readonly node: string;
  readonly seconds: number;
  /** A bare Remix route that renders "hello", served by `remix-serve`, before and after everything else. */
  readonly bare: readonly [Measurement, Measurement];
  /** The same route through the adapter that the portal uses, which is faster. */
  readonly bareFast: readonly [Measurement, Measurement];
  readonly getPage: Measurement;
  readonly postValid: Measurement;
  readonly postInvalid: Measurement;
  /** By the number of citizens at once. */
  readonly journeys: Readonly<Record<string, Measurement & { readonly requestsPerSecond: number }>>;
  /** POST of a page of a form of 500 questions, 16 citizens at once. */
  readonly largeForm: LargeForm;
  readonly filing: Measurement;
  readonly insert: Measurement;
  readonly engine: readonly EngineRates[];
  readonly growth: readonly Growth[];
  /** The first page of a form, in a browser. */
  readonly firstVisits: FirstVisits;
  readonly import: ImportTimes;
  readonly chaos: ChaosReport;
  /** One town and one service beside very many. */
  readonly many: ManyOfferings;
  /** MiB. */
  readonly peakMemory: number;
}

/** The report as tables of Markdown, to be read at the terminal and kept in docs/performance.md. */
export function formatReport(report: Report): string {
  const { bare, bareFast, getPage, postValid, postInvalid, journeys, filing, insert } = report;
  const hello = meanOf(bare);
  const fastHello = meanOf(bareFast);
  const ratio = (value: number, of: number) => (value / of).toFixed(2);
  const crowd = journeys["64"];
  const best = Math.max(...Object.values(journeys).map((one) => one.requestsPerSecond));
  const lines = [
    `${report.cores} cores, Node ${report.node}, ${report.seconds} s a measurement, all in one run.`,
    "",
    "| what | per second | × bare Remix | p50 ms | p95 ms | p99 ms | errors |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    row("bare Remix route, 16 at once (before)", bare[0], hello),
    row("bare Remix route, 16 at once (after)", bare[1], hello),
    row("the same through the portal's adapter (before)", bareFast[0], hello),
    row("the same through the portal's adapter (after)", bareFast[1], hello),
    row("GET a form page, 16 at once", getPage, hello),
    row("POST a valid page, 16 at once", postValid, hello),
    row("POST an invalid page, 16 at once", postInvalid, hello),
    row("POST a page of a form of 500 questions, 16 at once", report.largeForm, hello),
    "",
    "| whole journeys | journeys/s | requests/s | × bare Remix | p50 ms | p95 ms | p99 ms | errors |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...Object.entries(journeys).map(
      ([citizens, one]) =>
        `| ${citizens} at once | ${one.perSecond.toFixed(1)} | ${one.requestsPerSecond.toFixed(0)} | ` +
        `${ratio(one.requestsPerSecond, hello)} | ${times(one)} | ${one.errors} |`,
    ),
    "",
    "| database, 16 at once | per second | × bare insert | p50 ms | p95 ms | p99 ms | errors |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    row("bare durable insert of one row", insert, insert.perSecond),
    row("filing transaction", filing, insert.perSecond),
    "",
    "| engine | fields | compiled/s | × Ajv | validated/s | × Ajv |",
    "| --- | --- | --- | --- | --- | --- |",
    ...report.engine.map(
      (one) =>
        `| beside Ajv on the JSON Schema of the same service | ${String(one.fields)} | ${one.compile.toFixed(0)} | ` +
        `${(one.compile / one.ajvCompile).toFixed(0)} | ${one.validate.toFixed(0)} | ${ratio(one.validate, one.ajvValidate)} |`,
    ),
    "",
    `Cost of a question in a form of ${report.growth.map(({ fields }) => String(fields)).join(", ")} questions: ` +
      `${report.growth.map(({ perField }) => perField.toFixed(2)).join(", ")} µs.`,
    "",
    ...firstVisitRows(report.firstVisits),
    "",
    ...chaosLines(report.chaos),
    "",
    ...manyLines(report.many),
    "",
    "| aim | reached | |",
    "| --- | --- | --- |",
    aim("GET of a form page ≥ 0.5 × bare Remix", getPage.perSecond / hello, 0.5),
    aim("requests/s over whole journeys ≥ 0.6 × bare Remix", best / hello, 0.6),
    aim("p99 at 64 citizens ≤ 4 × p50", (crowd?.p99 ?? 0) / (crowd?.p50 ?? 1), 4, "atMost"),
    ...report.engine.flatMap((one) => [
      aim(`compiling ${String(one.fields)} fields ≥ 1 × Ajv`, one.compile / one.ajvCompile, 1),
      aim(
        `validating ${String(one.fields)} fields ≥ ⅓ × Ajv`,
        one.validate / one.ajvValidate,
        1 / 3,
      ),
    ]),
    aim(
      "p95 of server time of a POST in a form of 500 questions ≤ 50 ms",
      report.largeForm.serverP95,
      50,
      "atMost",
    ),
    aim("filing ≥ 0.1 × bare insert", filing.perSecond / insert.perSecond, 0.1),
    ...firstVisitAims(report.firstVisits),
    aim(
      "most memory of the process that served all that, in MiB ≤ 512",
      report.peakMemory,
      512,
      "atMost",
    ),
    aim("lost or doubled deliveries ≤ 0", lostOrDoubled(report.chaos), 0, "atMost"),
    ...manyAims(report.many).map(([what, reached, most]) => aim(what, reached, most, "atMost")),
    "",
    `Beside the bare route through the portal's own adapter: GET ${ratio(getPage.perSecond, fastHello)}, ` +
      `journeys ${ratio(best, fastHello)}.`,
    "",
    `Peak memory of the server: ${report.peakMemory} MiB.`,
    `Import of ${String(report.import.files)} schemas (${kilobytes(report.import.size)}) in one process: ` +
      `${report.import.milliseconds.toFixed(0)} ms, at most ${String(report.import.peakMemory)} MiB; of the largest, ` +
      `${report.import.largest.schema} (${kilobytes(report.import.largest.size)}): ${report.import.largest.milliseconds.toFixed(0)} ms.`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Differences between what was filed, what the receiver has and what the portal's books say. */
function lostOrDoubled({ filed, arrived, twice, books }: ChaosReport): number {
  const counts = [arrived, books.accepted, books.references, books.events];
  return twice + Math.max(...counts.map((count) => Math.abs(filed - count)));
}

function chaosLines(chaos: ChaosReport): readonly string[] {
  const { filed, arrived, twice, books, healthy } = chaos;
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return [
    `Forwarding by FIT-Connect to a receiver that was down for ${percent(chaos.down)} of ${chaos.seconds.toFixed(0)} s, answered late, listed events ` +
      `twice, cut connections after submits and changed its key ${String(chaos.rotations)} times, while ${String(chaos.killed)} workers were killed: ` +
      `${String(filed)} filed, ${String(arrived)} arrived, ${String(twice)} twice, ${String(books.accepted)} acknowledged ` +
      `(${String(books.events)} in the histories), ${String(books.open + books.dead)} open.`,
    `While all was well: from filing to delivery p50 ${healthy.p50.toFixed(0)} ms, p95 ${healthy.p95.toFixed(0)} ms; ` +
      `${healthy.perSecond.toFixed(1)} deliveries/s of three encrypted parts each in a burst, with database, receiver and two workers on the same ` +
      `cores, ${healthy.perCoreSecond.toFixed(1)} in a second of a core's time that the workers used; ` +
      `${healthy.encryptRate.toFixed(0)} such parts/s are encrypted one after the other, ${healthy.joseRate.toFixed(0)} by jose alone ` +
      `(${(healthy.encryptRate / healthy.joseRate).toFixed(2)}).`,
  ];
}

function firstVisitRows({ last, paints, slowdown }: FirstVisits): readonly string[] {
  const row = (when: string, one: PageWeight) =>
    `| ${when} | ${[one.html, one.styles, one.scripts, one.fonts, one.others, one.total].map(kilobytes).join(" | ")} | ` +
    `${kilobytes(one.gzippedScripts)} | ${String(one.requests)} |`;
  return [
    "| first form page, as it comes over the line | HTML | styles | scripts | fonts | others | all | scripts with gzip | requests |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    row("at load", last.atLoad),
    row("after the first touch", last.afterTouch),
    "",
    `Largest contentful paint with the processor ${String(slowdown)} times slower, ${String(paints.length)} visits: ` +
      `${paints.map((paint) => paint.toFixed(0)).join(", ")} ms.`,
  ];
}

function firstVisitAims({ last, paints, worstShift, slowdown }: FirstVisits): readonly string[] {
  const { atLoad, elsewhere } = last;
  const median = paints[Math.floor(paints.length / 2)] ?? NaN;
  return [
    aim("first form page, all of it ≤ 200 kB", atLoad.total / 1000, 200, "atMost"),
    aim("its scripts with gzip ≤ 120 kB", atLoad.gzippedScripts / 1000, 120, "atMost"),
    aim(`its largest paint, ${String(slowdown)} times slower ≤ 1500 ms`, median, 1500, "atMost"),
    aim("its layout shift, worst visit ≤ 0", worstShift, 0, "atMost"),
    aim("its requests to other servers ≤ 0", elsewhere.length, 0, "atMost"),
  ];
}

function meanOf(pair: readonly [Measurement, Measurement]): number {
  return (pair[0].perSecond + pair[1].perSecond) / 2;
}

function row(what: string, one: Measurement, of: number): string {
  const ratio = (one.perSecond / of).toFixed(2);
  return `| ${what} | ${one.perSecond.toFixed(0)} | ${ratio} | ${times(one)} | ${one.errors} |`;
}

function times({ p50, p95, p99 }: Measurement): string {
  return [p50, p95, p99].map((value) => value.toFixed(1)).join(" | ");
}

function aim(
  what: string,
  reached: number,
  wanted: number,
  sense: "atLeast" | "atMost" = "atLeast",
): string {
  const fine = sense === "atLeast" ? reached >= wanted : reached <= wanted;
  return `| ${what} | ${reached.toFixed(2)} | ${fine ? "yes" : "**no**"} |`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
