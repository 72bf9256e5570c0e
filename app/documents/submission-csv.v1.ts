import type { SubmissionDocument } from "../domain/submission.ts";
import { csvTable } from "./csv-table.ts";

const columns = ["reference", "page", "title", "path", "label", "value"] as const;

/** The answers as a table, one line each value. The names of the columns are part of the format and the same in every language. */
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
  return csvTable(lines);
}
