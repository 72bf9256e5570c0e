import { evaluateCondition, type Lookup } from "./evaluate.ts";
import type { CheckContext } from "./fields/field-kind.ts";
import { rulesOf } from "./fields/field-kinds.ts";
import type { Value } from "./fields/kinds.ts";
import {
  shownControl,
  type FieldError,
  type FormField,
  type FormNode,
  type PageForm,
  type RawInput,
} from "./page-form.ts";
import type { InstancePath } from "./path.ts";
import { controlName, countError, hasLines, lineNames, readField, sent } from "./read-field.ts";

/** What a post of one page amounts to. */
export interface PageCheck {
  /** Canonical values of the visible fields that were answered. */
  readonly values: Readonly<Record<InstancePath, Value>>;
  /** Visible fields that the post answers, with or without a value: what is stored for them is replaced. */
  readonly asked: readonly InstancePath[];
  readonly errors: readonly FieldError[];
  /** Visible fields that the browser had not shown yet: to be asked, not to be reported. */
  readonly fresh: readonly InstancePath[];
}

export interface CheckOptions {
  /** Decides on codes of lists that do not travel with the form (the server knows them all). */
  readonly hasCode?: (list: string, code: string) => boolean | undefined;
  /** Whether files are counted; the browser leaves them to the server. */
  readonly files?: boolean;
}

/**
 * Reads and checks a page in one pass from top to bottom: a condition sees the values above it and those
 * of earlier pages. Runs on the server at every post and in the browser while typing.
 */
export function validatePageForm(
  form: PageForm,
  raw: RawInput,
  options: CheckOptions = {},
): PageCheck {
  const values: Record<InstancePath, Value> = {};
  const asked: InstancePath[] = [];
  const errors: FieldError[] = [];
  const fresh: InstancePath[] = [];
  const shown = new Set(sent(raw, shownControl));
  walk(form, raw, options, values, (field, outcome, conditional) => {
    if (rulesOf(field.kind).parts.length === 0) return;
    if (conditional && !shown.has(field.name) && !wasSent(field, form, raw)) {
      fresh.push(field.name);
      return;
    }
    if (!outcome.ok) errors.push(...outcome.errors);
    if (field.kind !== "file") asked.push(field.name);
  });
  return { values, asked, errors, fresh };
}

/** The page's nodes without those that conditions hide for the given input. */
export function visibleNodes(form: PageForm, raw: RawInput): readonly FormNode[] {
  const visible = new Set<string>();
  walk(form, raw, {}, {}, (field) => visible.add(field.name));
  const prune = (nodes: readonly FormNode[]): readonly FormNode[] =>
    nodes.flatMap((node): FormNode[] => {
      if (node.type === "field") return visible.has(node.name) ? [node] : [];
      const children = prune(node.children);
      return children.length === 0 ? [] : [{ ...node, children }];
    });
  return prune(form.nodes);
}

type Visit = (
  field: FormField,
  outcome: ReturnType<typeof readField>,
  conditional: boolean,
) => void;

function walk(
  form: PageForm,
  raw: RawInput,
  options: CheckOptions,
  values: Record<InstancePath, Value>,
  visit: Visit,
): void {
  const lookup: Lookup = (path) => values[path] ?? form.context[path];
  const enter = (node: FormNode, outerConditional: boolean): void => {
    if (node.when && !evaluateCondition(node.when, lookup)) return;
    const conditional = outerConditional || node.when !== undefined;
    if (node.type === "group") {
      for (const child of node.children) enter(child, conditional);
      return;
    }
    const outcome = readOrFiles(node, form, raw, options);
    if (outcome.ok && outcome.value !== undefined) values[node.name] = outcome.value;
    visit(node, outcome, conditional);
  };
  for (const node of form.nodes) enter(node, false);
}

function readOrFiles(
  field: FormField,
  form: PageForm,
  raw: RawInput,
  options: CheckOptions,
): ReturnType<typeof readField> {
  if (field.kind === "file") return checkFiles(field, form, options);
  if (field.kind === "staticText" || field.kind === "hidden") return { ok: true, value: undefined };
  if (field.kind === "locked") {
    const { content } = field.options;
    return { ok: true, value: content };
  }
  const context: CheckContext = {
    today: form.today,
    hasCode: (list, code) => options.hasCode?.(list, code) ?? hasChoice(field, code),
  };
  return readField(field, raw, context);
}

function hasChoice(field: FormField, code: string): boolean | undefined {
  return field.choices?.some((choice) => choice.code === code);
}

function checkFiles(
  field: FormField,
  form: PageForm,
  { files = false }: CheckOptions,
): ReturnType<typeof readField> {
  const stored = form.files[field.name] ?? [];
  const value = stored.length === 0 ? undefined : stored;
  if (!files) return { ok: true, value };
  if (stored.length === 0 && field.required) {
    return { ok: false, errors: [{ name: field.name, code: "file.required" }] };
  }
  const wrongCount = stored.length === 0 ? undefined : countError(field, stored.length);
  return wrongCount ? { ok: false, errors: [wrongCount] } : { ok: true, value };
}

/** Whether any control of the field came with the post, which proves that the browser showed it. */
function wasSent(field: FormField, form: PageForm, raw: RawInput): boolean {
  if (field.kind === "file" && form.files[field.name] !== undefined) return true;
  if (hasLines(field)) return lineNames(field.name, raw).length > 0;
  return rulesOf(field.kind).parts.some(
    (part) => sent(raw, controlName(field.name, part)).length > 0,
  );
}
