import { readMeasure } from "../domain/figures/measures.ts";
import type { OpenCases } from "../domain/figures/open-cases.ts";
import type { Compared } from "../domain/figures/own-and-median.ts";
import type { MonthFigures } from "../domain/figures/by-month.ts";
import type { ProcedureFigures } from "../domain/figures/procedure.ts";
import type { FiguresReport } from "../domain/figures/report.ts";
import type { Shown } from "../domain/figures/suppress.ts";
import { csvTable } from "./csv-table.ts";

/** Titles of the columns, and how a number that is held back or a time beyond all classes is written. */
export interface FiguresCsvWords {
  readonly columns: readonly [
    service: string,
    period: string,
    figure: string,
    subject: string,
    value: string,
  ];
  readonly few: string;
  readonly longer: string;
}

/** What goes into one table. */
export interface FiguresCsvParts {
  /** `2026-01/2026-03`, or one month. */
  readonly period: string;
  readonly reports: readonly FiguresReport[];
  /** Medians of closed months, of one class of towns. */
  readonly compared: readonly {
    readonly serviceId: string;
    readonly month: string;
    readonly rows: readonly Compared[];
  }[];
  readonly townClass: string | undefined;
  /** Of the one service that was asked for; `day`: when it was so. */
  readonly open?: { readonly serviceId: string; readonly day: string; readonly cases: OpenCases };
}

/** Period, figure, what it is about, value. */
type Line = readonly [period: string, figure: string, subject: string, value: string];
type Value = Shown | "longer" | undefined;

/** What stands alone in a report. */
const single = [
  "visits",
  "pageViews",
  "starts",
  "filed",
  "conversion",
  "satisfaction",
  "comments",
  "refusedShare",
  "undelivered",
  "resumed",
  "discarded",
  "expired",
  "withoutScripts",
] as const satisfies (keyof FiguresReport)[];
const monthly = [
  "visits",
  "starts",
  "filed",
  "conversion",
  "refusedShare",
  "satisfaction",
  "duration",
] as const satisfies (keyof MonthFigures)[];

/**
 * Figures line by line: service, period, figure (by its name in the reports of the command line), what it is about, value.
 * Shares are from 0 to 1, times in minutes, numbers with a comma, as a German spreadsheet reads them.
 */
export function figuresCsv(parts: FiguresCsvParts, words: FiguresCsvWords): string {
  const value = (shown: Value) => {
    if (shown === "few" || shown === "longer") return words[shown];
    return shown === undefined ? "" : String(Math.round(shown * 1000) / 1000).replace(".", ",");
  };
  const lines = parts.reports.flatMap((report) => {
    const { serviceId, name } = report;
    return [
      ...spanLines(parts.period, report, value),
      ...report.months.flatMap((month) => monthLines(month, value)),
      ...parts.compared
        .filter((one) => one.serviceId === serviceId)
        .flatMap(({ month, rows }) => medianLines(month, rows, parts.townClass ?? "", value)),
      ...(parts.open?.serviceId === serviceId
        ? openLines(parts.open.day, parts.open.cases, value)
        : []),
    ].map((cells) => [name.text, ...cells]);
  });
  return csvTable([words.columns, ...lines]);
}

function spanLines(
  period: string,
  report: FiguresReport,
  value: (shown: Value) => string,
): readonly Line[] {
  const line = (figure: string, subject: string, shown: Value): Line => [
    period,
    figure,
    subject,
    value(shown),
  ];
  return [
    ...single.map((figure) => line(figure, "", report[figure])),
    ...report.ratings.map(({ rating, count }) => line("rating", rating, count)),
    ...report.pages.flatMap(({ id, views, reached, done, left, leftShare }) =>
      Object.entries({ views, reached, done, left, leftShare }).map(([figure, shown]) =>
        line(`page.${figure}`, id, shown),
      ),
    ),
    ...report.errors.map(({ path, label, code, count }) =>
      line(`error.${code}`, label?.text ?? path, count),
    ),
    ...report.filesRefused.map(({ reason, count }) => line("fileRefused", reason, count)),
    ...report.durations.map(({ from, count }) => line("duration", String(from), count)),
    ...procedureLines(period, report.procedure, value),
  ];
}

function procedureLines(
  period: string,
  procedure: ProcedureFigures,
  value: (shown: Value) => string,
): readonly Line[] {
  const { decided, decidedInTime } = procedure;
  return [
    ...(["delivered", "acknowledged", "opened"] as const).flatMap((event) =>
      Object.entries(procedure[event]).map(([figure, shown]: [string, Value]): Line => [
        period,
        `${event}.${figure}`,
        "",
        value(shown),
      ]),
    ),
    [period, "decided", "", value(decided)],
    [period, "decidedInTime", "", value(decidedInTime)],
  ];
}

function monthLines(month: MonthFigures, value: (shown: Value) => string): readonly Line[] {
  return [
    ...monthly.map((figure): Line => [month.month, `month.${figure}`, "", value(month[figure])]),
    ...procedureLines(month.month, month, value).map(([period, figure, ...rest]): Line => [
      period,
      `month.${figure}`,
      ...rest,
    ]),
  ];
}

function medianLines(
  month: string,
  rows: readonly Compared[],
  townClass: string,
  value: (shown: Value) => string,
): readonly Line[] {
  return rows.flatMap(({ measure, own, median, towns }): Line[] => {
    const { kind, place } = readMeasure(measure);
    const subject = place === "" ? townClass : `${townClass} ${place}`;
    return [
      [month, `compared.${kind}.own`, subject, value(own)],
      [month, `compared.${kind}.median`, subject, value(median)],
      [month, `compared.${kind}.towns`, subject, value(towns)],
    ];
  });
}

function openLines(
  day: string,
  { open, overdue, unerased, ages }: OpenCases,
  value: (shown: Value) => string,
): readonly Line[] {
  return [
    ...Object.entries({ open, overdue, unerased }).map(([figure, shown]): Line => [
      day,
      `openCases.${figure}`,
      "",
      value(shown),
    ]),
    ...ages.flatMap(({ from, received, inProgress }): Line[] => [
      [day, "openCases.received", String(from), value(received)],
      [day, "openCases.inProgress", String(from), value(inProgress)],
    ]),
  ];
}
