import type { FiguresReport } from "#app/domain/figures/report.ts";
import type { Shown } from "#app/domain/figures/suppress.ts";
import { csvCell } from "./inbox-csv.v1.server.ts";

/** Titles of the columns, and how a number that is held back is written. */
export interface FiguresCsvWords {
  readonly columns: readonly [service: string, figure: string, subject: string, value: string];
  readonly few: string;
}

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

/**
 * Figures line by line: service, figure (by its name in the reports of the command line), what it is about, value. CSV
 * as of the inbox. Shares are from 0 to 1, with a point.
 */
export function figuresCsv(reports: readonly FiguresReport[], words: FiguresCsvWords): string {
  const value = (shown: Shown | undefined) => {
    if (shown === "few") return words.few;
    return shown === undefined ? "" : String(Math.round(shown * 1000) / 1000);
  };
  const lines = reports.flatMap((report) =>
    [
      ...single.map((figure) => [figure, "", value(report[figure])]),
      ...report.ratings.map(({ rating, count }) => ["rating", rating, value(count)]),
      ...report.pages.flatMap(({ id, views, reached, done, left, leftShare }) =>
        Object.entries({ views, reached, done, left, leftShare }).map(([figure, shown]) => [
          `page.${figure}`,
          id,
          value(shown),
        ]),
      ),
      ...report.errors.map(({ path, label, code, count }) => [
        `error.${code}`,
        label?.text ?? path,
        value(count),
      ]),
      ...report.filesRefused.map(({ reason, count }) => ["fileRefused", reason, value(count)]),
      ...report.durations.map(({ from, count }) => ["duration", String(from), value(count)]),
    ].map((cells) => [report.name.text, ...cells]),
  );
  const rows = [words.columns, ...lines].map((cells) => cells.map(csvCell).join(";"));
  return `\uFEFF${rows.join("\r\n")}\r\n`;
}
