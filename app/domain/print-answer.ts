import { rulesOf } from "./fields/field-kinds.ts";
import type { FormatContext } from "./fields/field-kind.ts";
import type { FieldValue, StoredFile, Value } from "./fields/kinds.ts";
import { groupAt, groupInstance, itemsOf, type Journey, type Step } from "./journey.ts";
import { labelOfCode } from "./offering.ts";
import { joinPath, type ItemId, type NodePath } from "./path.ts";
import { hasLines } from "./read-field.ts";
import type { Field } from "./service.ts";
import { textIn, type Language } from "./text.ts";

export type Words = FormatContext["words"];

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
      return printAnswer(journey, placed.node, value, language, words);
    })
    .join(" ");
  const label = node ? textIn(node.label, language) : "";
  return name === "" ? `${label} ${String(rank)}` : `${label} ${String(rank)}: ${name}`;
}

/** What the kinds need for printing a value. */
export function formatContext(
  { offering }: Journey,
  language: Language,
  words: Words,
): FormatContext {
  return {
    language,
    words,
    labelOf: (list, code) => labelOfCode(offering, list, code, language),
  };
}

/** An answer for people, one text a value. */
export function printAnswer(
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
