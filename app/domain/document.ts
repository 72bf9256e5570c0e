import type { Origin } from "./answers.ts";
import type { StoredFile, Value } from "./fields/kinds.ts";
import { filedFees } from "./fees/filed-fees.ts";
import { itemsOf, type Journey, type StepField } from "./journey.ts";
import type { ShownText } from "./page-form.ts";
import { joinPath, type InstancePath, type ItemId, type NodePath } from "./path.ts";
import { formatContext, printAnswer, stepTitle, type Words } from "./print-answer.ts";
import type { Field, Node } from "./service.ts";
import type { Attachment, DataValue, SubmissionDocument, SummarySection } from "./submission.ts";
import { printDate, summaryRows } from "./summary-rows.ts";
import { showText } from "./shown-text.ts";
import { textIn, type Language, type Text } from "./text.ts";

export { itemName, stepTitle, type Words } from "./print-answer.ts";

/** What the journey itself does not know. */
export interface Filing {
  readonly reference: string;
  /** ISO 8601 instant. */
  readonly submittedAt: string;
  readonly municipality: { readonly ars: string; readonly name: string };
  readonly language: Language;
  readonly words: Words;
  readonly assuranceLevel: SubmissionDocument["assuranceLevel"];
  readonly accountMailbox?: SubmissionDocument["accountMailbox"];
  readonly missing?: SubmissionDocument["missing"];
  readonly payment?: SubmissionDocument["payment"];
  readonly test?: SubmissionDocument["test"];
}

/** Freezes a journey into the submission document. Only values that count enter it. */
export function buildDocument(journey: Journey, filing: Filing): SubmissionDocument {
  const { service } = journey.offering;
  const fees = filedFees(journey, filing.language, filing.words);
  return {
    schemaVersion: 1,
    reference: filing.reference,
    submittedAt: filing.submittedAt,
    service: {
      id: service.id,
      version: service.version,
      name: textIn(service.name, filing.language),
      ...(service.fim && { fimId: service.fim.id }),
      leikaKeys: [...service.leikaKeys],
    },
    municipality: filing.municipality,
    language: filing.language,
    assuranceLevel: filing.assuranceLevel,
    ...(filing.accountMailbox !== undefined && { accountMailbox: filing.accountMailbox }),
    data: buildData(journey),
    summary: buildSummary(journey, filing.language, filing.words).filter(
      (section) => section.rows.length > 0,
    ),
    attachments: buildAttachments(journey),
    ...(filing.missing && { missing: filing.missing }),
    ...(fees && { fees }),
    ...(filing.payment && { payment: filing.payment }),
    ...(filing.test && { test: filing.test }),
  };
}

/** The machine half: nested by local ids, repeated groups and values as arrays, files as attachment ids. */
export function buildData(journey: Journey): Record<string, DataValue> {
  const level = (
    nodes: readonly Node[],
    path: NodePath,
    instance: InstancePath,
    items: readonly ItemId[],
  ): Record<string, DataValue> => {
    const data: Record<string, DataValue> = {};
    for (const node of nodes) {
      const nodePath = joinPath(path, node.id);
      const name = joinPath(instance, node.id);
      if (node.type === "field") {
        const value = node.data ? dataValue(node, journey.values[name]) : undefined;
        if (value !== undefined) data[node.id] = value;
      } else if (node.repeat) {
        const list = itemsOf(journey.offering, journey.answers, nodePath, items)
          .map((item) => level(node.children, nodePath, `${name}:${item}`, [...items, item]))
          .filter((item) => Object.keys(item).length > 0);
        if (list.length > 0) data[node.id] = list;
      } else {
        const group = level(node.children, nodePath, name, items);
        if (Object.keys(group).length > 0) data[node.id] = group;
      }
    }
    return data;
  };
  return level(journey.offering.service.nodes, "", "", []);
}

function dataValue(node: Field, value: Value | undefined): DataValue | undefined {
  if (value === undefined) return undefined;
  if (node.kind !== "file") return value as DataValue;
  const ids = (value as readonly StoredFile[]).map(({ id }) => id);
  return node.repeat ? ids : ids[0];
}

/** The human half: page by page, every visible question with its printed answer. */
export function buildSummary(journey: Journey, language: Language, words: Words): SummarySection[] {
  return journey.steps
    .filter((step) => step.placed.page.kind === "questions")
    .map((step) => ({
      page: step.address,
      title: stepTitle(journey, step, language, words),
      ...langOf(step.placed.page.title, language),
      rows: summaryRows(journey.offering, step.fields).map((row) =>
        row.kind === "field"
          ? {
              path: row.field.name,
              label: textIn(row.field.placed.node.label, language),
              ...langOf(row.field.placed.node.label, language),
              values: printValues(journey, row.field, language, words),
              ...valuesLangOf(journey, row.field, language),
              ...statementOf(row.field, language),
              ...originOf(journey, row.field.name),
              ...(row.field.placed.node.calculated && { calculated: true as const }),
            }
          : {
              path: row.parts[0]?.name ?? "",
              label: textIn(row.group.label, language),
              ...langOf(row.group.label, language),
              values: printDate(
                row.parts.map(({ name }) => journey.values[name]),
                formatContext(journey, language, words),
              ),
            },
      ),
    }));
}

function statementOf(
  { placed: { node } }: StepField,
  language: Language,
): { statement?: ShownText } {
  return node.kind === "declaration"
    ? { statement: showText(node.options.statement, language) }
    : {};
}

function originOf({ answers, values }: Journey, name: InstancePath): { origin?: Origin } {
  const origin = values[name] === undefined ? undefined : answers.origins?.[name];
  return origin === undefined ? {} : { origin };
}

function langOf(text: Text, language: Language): { lang?: Language } {
  const { lang } = showText(text, language);
  return lang === undefined ? {} : { lang };
}

/** Options are the only answers that are words of the service; one that fell back speaks for all. */
function valuesLangOf(
  { offering, values }: Journey,
  { name, placed: { node } }: StepField,
  language: Language,
): { valuesLang?: Language } {
  if (node.kind !== "choice" && node.kind !== "multipleChoice") return {};
  const codes = offering.codes.get(node.options.list);
  for (const code of [values[name] ?? []].flat()) {
    const option = typeof code === "string" ? codes?.get(code) : undefined;
    const { lang } = option ? langOf(option.label, language) : {};
    if (lang !== undefined) return { valuesLang: lang };
  }
  return {};
}

function printValues(
  journey: Journey,
  { name, placed }: StepField,
  language: Language,
  words: Words,
): string[] {
  const value = journey.values[name];
  return value === undefined ? [] : printAnswer(journey, placed.node, value, language, words);
}

function buildAttachments(journey: Journey): Attachment[] {
  return journey.steps.flatMap((step) =>
    step.fields
      .filter(({ placed }) => placed.node.kind === "file")
      .flatMap(({ name }) =>
        ((journey.values[name] ?? []) as readonly StoredFile[]).map((file) => ({
          id: file.id,
          path: name,
          name: file.name,
          size: file.size,
          mediaType: file.mediaType,
          sha256: file.sha256,
        })),
      ),
  );
}
