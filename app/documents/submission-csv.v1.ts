import type { SubmissionDocument } from "../domain/submission.ts";
import { csvCell } from "./inbox-csv.v1.server.ts";

const columns = ["reference", "page", "title", "path", "label", "value"] as const;

/**
 * The answers as a table, one line each value: CSV (RFC 4180) with semicolons and a byte order mark, as a German Excel
 * expects it. The names of the columns are part of the format and the same in every language.
 */
export function submissionCsv({ reference, summary, attachments }: SubmissionDocument): string {
  const answers = summary.flatMap(({ page, title, rows }) =>
    rows.flatMap(({ path, label, values }) =>
      (values.length === 0 ? [""] : values).map((value) => [page, title, path, label, value]),
    ),
  );
  const files = attachments.map(({ path, name, sha256 }) => [
    "",
    "",
    path,
    name,
    `sha256:${sha256}`,
  ]);
  const lines = [[...columns], ...[...answers, ...files].map((cells) => [reference, ...cells])];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(";")).join("\r\n")}\r\n`;
}
