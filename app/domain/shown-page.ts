import type { Origin } from "./answers.ts";
import { mapOperands } from "./calculated.ts";
import type { Condition } from "./condition.ts";
import { allOf, anyOf, mapPaths } from "./evaluate.ts";
import { rulesOf } from "./fields/field-kinds.ts";
import type { FieldValue, StoredFile, Value } from "./fields/kinds.ts";
import { scoped, type Journey, type Step } from "./journey.ts";
import {
  deriveOnce,
  inheritedCondition,
  pageChildren,
  termsOf,
  type Offering,
} from "./offering.ts";
import { mapFilters, surroundings } from "./page-context.ts";
import type { FormField, FormNode, PageForm, RawInput, ShownText } from "./page-form.ts";
import { notesOn } from "./page-notes.ts";
import { joinPath, type InstancePath, type NodePath } from "./path.ts";
import { isLocked } from "./prefill.ts";
import { controlName, hasLines } from "./read-field.ts";
import type { Field, Node } from "./service.ts";
import { showText } from "./shown-text.ts";
import type { Language, Text } from "./text.ts";

export { showText } from "./shown-text.ts";

/** Longer lists do not travel with the form: they are searched on the server. */
export const longestSentList = 1000;

/** The questions of a step as plain data in one language. */
export function showPage(
  journey: Journey,
  step: Step,
  language: Language,
  today: string,
): PageForm {
  const nodes = nodesOf(journey.offering, step, language);
  const notes = notesOn(journey.offering, step.placed.page.id).get("")?.map(german(language));
  return {
    nodes,
    today,
    ...surroundings(journey, step, nodes, language),
    ...(notes && { notes }),
    files: filesOf(journey, step),
    ...originsOf(journey, step),
  };
}

function originsOf(
  { offering, answers }: Journey,
  { placed, items }: Step,
): Pick<PageForm, "origins" | "locked"> {
  const { origins: all } = answers;
  if (!all) return {};
  const inScope = scoped(offering, placed.page.within, items);
  const origins: Record<InstancePath, Origin> = {};
  const locked: Record<InstancePath, Value> = {};
  for (const { path } of placed.fields) {
    const name = inScope(path);
    const origin = all[name];
    const value = answers.values[name];
    if (origin === undefined || value === undefined) continue;
    origins[name] = origin;
    if (isLocked(offering, answers, name)) locked[name] = value;
  }
  return {
    ...(Object.keys(origins).length > 0 && { origins }),
    ...(Object.keys(locked).length > 0 && { locked }),
  };
}

function nodesOf(offering: Offering, step: Step, language: Language): readonly FormNode[] {
  const make = (): readonly FormNode[] => {
    const { page } = step.placed;
    if (page.kind === "items") return [];
    const show = shower(offering, page.id, scoped(offering, page.within, step.items), language);
    return page.nodes.flatMap((path) => {
      const node = offering.nodes.get(path)?.node;
      // Groups around the page's nodes are not drawn, but their conditions still hold.
      return node ? [show(node, path, inheritedCondition(offering, path))] : [];
    });
  };
  // Pages that stand once look the same for every citizen.
  return step.items.length > 0
    ? make()
    : deriveOnce(offering, `page ${language} ${step.address}`, make);
}

type Show = (node: Node, path: NodePath, when: Condition | undefined) => FormNode;

function shower(
  offering: Offering,
  page: string,
  inScope: (path: NodePath) => InstancePath,
  language: Language,
): Show {
  const notes = notesOn(offering, page);
  const shown = (text: Text) => showText(text, language);
  const base = (node: Node, path: NodePath, when: Condition | undefined) => {
    const required = anyOf(termsOf(offering, path).requires);
    const own = notes.get(path)?.map(german(language));
    return {
      name: inScope(path),
      label: shown(node.label),
      ...(node.hint && { hint: shown(node.hint) }),
      ...(node.help && { help: shown(node.help) }),
      ...(when && { when: mapPaths(when, inScope) }),
      ...(required && { requiredWhen: mapPaths(required, inScope) }),
      ...(own && { notes: own }),
    };
  };
  const show: Show = (node, path, when) =>
    node.type === "group"
      ? {
          ...base(node, path, when),
          type: "group",
          ...(node.widget && { widget: node.widget }),
          ...(node.optional && node.presence === undefined && { optional: true }),
          children: pageChildren(node).map((child) => {
            const inner = joinPath(path, child.id);
            return show(child, inner, allOf(termsOf(offering, inner).applies));
          }),
        }
      : ({
          ...base(node, path, when),
          type: "field",
          kind: node.kind,
          options: node.options,
          required: node.required,
          ...(node.repeat && { repeat: node.repeat }),
          ...(node.autocomplete !== undefined && { autocomplete: node.autocomplete }),
          ...(node.preset !== undefined && { preset: node.preset }),
          ...(node.calculated && { calculated: mapOperands(node.calculated, inScope) }),
          ...steeringOf(offering, path, inScope),
          ...extrasOf(offering, node, language),
        } as FormField);
  return show;
}

function german(language: Language): (text: string) => ShownText {
  return (text) => showText({ de: text }, language);
}

function steeringOf(
  offering: Offering,
  path: NodePath,
  inScope: (path: NodePath) => InstancePath,
): Partial<Pick<FormField, "givenWhen" | "filters">> {
  const { given, filters } = termsOf(offering, path);
  return {
    ...(given && { givenWhen: mapPaths(given, inScope) }),
    ...(filters.length > 0 && { filters: mapFilters(filters, inScope) }),
  };
}

function extrasOf(
  offering: Offering,
  node: Field,
  language: Language,
): Partial<Pick<FormField, "choices" | "content">> {
  switch (node.kind) {
    case "choice":
    case "multipleChoice": {
      const { list } = node.options;
      const options = offering.service.codeLists[list]?.options ?? [];
      if (options.length > longestSentList || node.options.display === "search") return {};
      return {
        choices: deriveOnce(offering, `list ${language} ${list}`, () =>
          options.map((option) => ({
            code: option.code,
            label: showText(option.label, language),
            ...(option.help && { help: showText(option.help, language) }),
          })),
        ),
      };
    }
    case "staticText":
      return { content: showText(node.options.content, language) };
    case "declaration":
      return { content: showText(node.options.statement, language) };
    case "locked":
      return { content: { text: node.options.content ?? "" } };
    default:
      return {};
  }
}

/** Stored files of the page's file fields, of hidden ones too: they come back when the field does. */
function filesOf(
  journey: Journey,
  step: Step,
): Readonly<Record<InstancePath, readonly StoredFile[]>> {
  const inScope = scoped(journey.offering, step.placed.page.within, step.items);
  const entries = step.placed.fields
    .filter(({ node }) => node.kind === "file")
    .map(({ path }) => {
      const name = inScope(path);
      return [name, (journey.answers.values[name] ?? []) as readonly StoredFile[]] as const;
    });
  return Object.fromEntries(entries.filter(([, files]) => files.length > 0));
}

/** What stands in the controls when a page is opened: the stored answers, else the presets. */
export function rawOf(form: PageForm, journey: Journey): RawInput {
  const raw: Record<string, string | readonly string[]> = {};
  const write = (field: FormField, name: string, value: FieldValue): void => {
    for (const [part, typed] of Object.entries(rulesOf(field.kind).write(value as never))) {
      raw[controlName(name, part)] = typed;
    }
  };
  const visit = (node: FormNode): void => {
    if (node.type === "group") {
      node.children.forEach(visit);
      return;
    }
    const value = journey.answers.values[node.name];
    if (value === undefined) {
      const name = hasLines(node) ? `${node.name}#0` : node.name;
      if (node.preset !== undefined) raw[name] = node.preset;
    } else if (hasLines(node)) {
      (value as readonly FieldValue[]).forEach((one, index) => {
        write(node, `${node.name}#${String(index)}`, one);
      });
    } else {
      write(node, node.name, value as FieldValue);
    }
  };
  form.nodes.forEach(visit);
  return raw;
}
