import { rulesOf } from "./fields/field-kinds.ts";
import type { FormatContext } from "./fields/field-kind.ts";
import type { FieldValue, StoredFile, Value } from "./fields/kinds.ts";
import {
  groupAt,
  groupInstance,
  itemsOf,
  type Journey,
  type Step,
  type StepField,
} from "./journey.ts";
import { labelOfCode } from "./offering.ts";
import { joinPath, type InstancePath, type ItemId, type NodePath } from "./path.ts";
import { hasLines } from "./read-field.ts";
import type { Field, Node } from "./service.ts";
import type { Attachment, DataValue, SubmissionDocument, SummarySection } from "./submission.ts";
import { printDate, summaryRows } from "./summary-rows.ts";
import { showText } from "./shown-text.ts";
import { textIn, type Language, type Text } from "./text.ts";

export type Words = FormatContext["words"];

/** What the journey itself does not know. */
export interface Filing {
  readonly reference: string;
  /** ISO 8601 instant. */
  readonly submittedAt: string;
  readonly municipality: { readonly ars: string; readonly name: string };
  readonly language: Language;
  readonly words: Words;
  readonly assuranceLevel: SubmissionDocument["assuranceLevel"];
}

/** Freezes a journey into the submission document. Only values that count enter it. */
export function buildDocument(journey: Journey, filing: Filing): SubmissionDocument {
  const { service } = journey.offering;
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
    data: buildData(journey),
    summary: buildSummary(journey, filing.language, filing.words).filter(
      (section) => section.rows.length > 0,
    ),
    attachments: buildAttachments(journey),
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

/** A step's title; inside a repeated group with the item's rank and name: "Angaben zum Hund – Hund 2: Bello". */
export function stepTitle(journey: Journey, step: Step, language: Language, words: Words): string {
  const title = textIn(step.placed.page.title, language);
  const group = step.placed.page.within.at(-1);
  if (group === undefined || step.items.length === 0) return title;
  const item = itemName(journey, group, step.items, language, words);
  const label = groupAt(journey.offering, group)?.label;
  // "Hund – Hund 2: Bello" would say it twice.
  return label && textIn(label, language) === title ? item : `${title} – ${item}`;
}

/** How one item of a repeated group is called: "Hund 2: Bello", or "Hund 2" while it has no name. */
export function itemName(
  journey: Journey,
  group: NodePath,
  items: readonly ItemId[],
  language: Language,
  words: Words,
): string {
  const { offering, answers } = journey;
  const node = groupAt(offering, group);
  const item = items.at(-1) ?? "";
  const rank = itemsOf(offering, answers, group, items.slice(0, -1)).indexOf(item) + 1;
  const itemPath = `${groupInstance(offering, group, items.slice(0, -1))}:${item}`;
  const name = (node?.itemTitle ?? [])
    .flatMap((id) => {
      const placed = offering.nodes.get(joinPath(group, id));
      const value = answers.values[joinPath(itemPath, id)];
      if (value === undefined || placed?.node.type !== "field") return [];
      return print(journey, placed.node, value, language, words);
    })
    .join(" ");
  const label = node ? textIn(node.label, language) : "";
  return name === "" ? `${label} ${String(rank)}` : `${label} ${String(rank)}: ${name}`;
}

function printValues(
  journey: Journey,
  { name, placed }: StepField,
  language: Language,
  words: Words,
): string[] {
  const value = journey.values[name];
  return value === undefined ? [] : print(journey, placed.node, value, language, words);
}

function formatContext({ offering }: Journey, language: Language, words: Words): FormatContext {
  return {
    language,
    words,
    labelOf: (list, code) => labelOfCode(offering, list, code, language),
  };
}

function print(
  journey: Journey,
  node: Field,
  value: Value,
  language: Language,
  words: Words,
): string[] {
  const context = formatContext(journey, language, words);
  const format = (one: FieldValue): string =>
    rulesOf(node.kind).format(one, { options: node.options }, context);
  if (node.kind === "multipleChoice") {
    return (value as readonly string[]).map((code) => format([code]));
  }
  if (node.kind === "file") return (value as readonly StoredFile[]).map(({ name }) => name);
  return hasLines(node as never)
    ? (value as readonly FieldValue[]).map(format)
    : [format(value as FieldValue)];
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
