import type { FormatContext } from "../domain/fields/field-kind.ts";
import { rulesOf } from "../domain/fields/field-kinds.ts";
import type { FieldValue, StoredFile } from "../domain/fields/kinds.ts";
import { labelOfCode, type Offering } from "../domain/offering.ts";
import { joinPath } from "../domain/path.ts";
import type { Field, Group, Node } from "../domain/service.ts";
import type { DataValue, SummarySection } from "../domain/submission.ts";
import { textIn, type Language } from "../domain/text.ts";
import { isRecord, type Data } from "./schemas/complete-data.ts";

/** What a summary of data needs besides them. */
export interface DataSummaryParts {
  readonly language: Language;
  readonly words: FormatContext["words"];
  /** Title over what stands in no group. */
  readonly title: string;
  /** Name of a file by the id that the data have for it. */
  readonly fileName: (id: string) => string | undefined;
}

type Row = SummarySection["rows"][number];

/**
 * A summary of data that were filled in elsewhere, group by group, in the words of the service. Throws where a value is none
 * of its kind.
 */
export function dataSummary(
  offering: Offering,
  data: Data,
  parts: DataSummaryParts,
): SummarySection[] {
  const sections: SummarySection[] = [];
  const loose: Row[] = [];
  for (const node of offering.service.nodes)
    visit(node, data[node.id], "", loose, sections, { offering, parts });
  return [
    ...(loose.length > 0 ? [{ page: "", title: parts.title, rows: loose }] : []),
    ...sections,
  ];
}

interface Context {
  readonly offering: Offering;
  readonly parts: DataSummaryParts;
}

function visit(
  node: Node,
  value: DataValue | undefined,
  parent: string,
  rows: Row[],
  sections: SummarySection[],
  context: Context,
): void {
  if (value === undefined || !node.data) return;
  const path = joinPath(parent, node.id);
  if (node.type === "field") {
    const label = textIn(node.label, context.parts.language);
    rows.push({ path, label, values: print(node, value, context) });
    return;
  }
  const items = Array.isArray(value) ? (value as readonly DataValue[]) : [value];
  items.forEach((item, index) => {
    const title = titleOf(node, items.length > 1 ? index + 1 : undefined, context);
    const section = { page: path, title, rows: [] as Row[] };
    sections.push(section);
    const inside = isRecord(item) ? item : {};
    for (const child of node.children)
      visit(child, inside[child.id], path, section.rows, sections, context);
    if (section.rows.length === 0) sections.splice(sections.indexOf(section), 1);
  });
}

function titleOf({ label }: Group, rank: number | undefined, { parts }: Context): string {
  const title = textIn(label, parts.language);
  return rank === undefined ? title : `${title} ${String(rank)}`;
}

function print(node: Field, value: DataValue, { offering, parts }: Context): string[] {
  const { language, words, fileName } = parts;
  const values = Array.isArray(value) ? (value as readonly DataValue[]) : [value];
  if (node.kind === "file")
    return values.map((id) => (typeof id === "string" ? (fileName(id) ?? id) : JSON.stringify(id)));
  const context: FormatContext = {
    language,
    words,
    labelOf: (list, code) => labelOfCode(offering, list, code, language),
  };
  const isMany = node.kind === "multipleChoice";
  return values.map((one) =>
    rulesOf(node.kind).format(
      (isMany ? [one] : one) as Exclude<FieldValue, readonly StoredFile[]>,
      { options: node.options },
      context,
    ),
  );
}
