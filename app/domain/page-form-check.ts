import type { CheckContext } from "./fields/field-kind.ts";
import { rulesOf } from "./fields/field-kinds.ts";
import type { Value } from "./fields/kinds.ts";
import { claimErrors } from "./form-claims.ts";
import {
  shownAsRequired,
  shownControl,
  type FieldError,
  type FormField,
  type FormNode,
  type PageForm,
  type RawInput,
} from "./page-form.ts";
import { pageSource } from "./page-source.ts";
import type { InstancePath } from "./path.ts";
import {
  controlName,
  countError,
  firstControl,
  hasLines,
  lineNames,
  missing,
  readField,
  sent,
  type FieldOutcome,
} from "./read-field.ts";
import { evaluateStanding, isAllowed, type Standing } from "./standing.ts";

/** What a post of one page amounts to. */
export interface PageCheck {
  /** Canonical values of the visible fields that were answered. */
  readonly values: Readonly<Record<InstancePath, Value>>;
  /** Visible fields that the post answers, with or without a value: what is stored for them is replaced. */
  readonly asked: readonly InstancePath[];
  readonly errors: readonly FieldError[];
  /** Visible fields that the browser had not shown yet, or not as mandatory ones: to be asked, not to be reported. */
  readonly fresh: readonly InstancePath[];
}

export interface CheckOptions {
  /** Decides on codes of lists that do not travel with the form (the server knows them all). */
  readonly hasCode?: (list: string, code: string) => boolean | undefined;
  /** Whether files are counted; the browser leaves them to the server. */
  readonly files?: boolean;
}

/**
 * Reads and checks a page: whatever its conditions look at, above, below or on other pages. Runs on the server at
 * every post and in the browser while typing.
 */
export function validatePageForm(
  form: PageForm,
  raw: RawInput,
  options: CheckOptions = {},
): PageCheck {
  const { standing, fields, read } = evaluatePage(form, raw, options);
  const values: Record<InstancePath, Value> = {};
  const asked: InstancePath[] = [];
  const errors: FieldError[] = [];
  const fresh: InstancePath[] = [];
  const shown = new Set(sent(raw, shownControl));
  for (const { field, isConditional } of fields) {
    if (!standing.applies(field.name)) continue;
    const value = standing.value(field.name);
    if (value !== undefined) values[field.name] = value;
    if (rulesOf(field.kind).parts.length === 0 || field.calculated) continue;
    const isNew = isConditional && !shown.has(field.name) && !wasSent(field, form, raw);
    const isNewlyRequired =
      value === undefined &&
      !field.required &&
      standing.isRequired(field.name) &&
      !shown.has(shownAsRequired(field.name)) &&
      read(field).ok;
    if (isNew || isNewlyRequired) {
      fresh.push(field.name);
      continue;
    }
    errors.push(...errorsOf(field, read(field), standing, options));
    if (field.kind !== "file") asked.push(field.name);
  }
  const { files = false } = options;
  errors.push(...claimErrors(form, standing, fields, { errors, fresh }, files));
  return { values, asked, errors, fresh };
}

/**
 * The page's nodes as they stand for the given input: without those that do not apply, mandatory where a rule makes
 * them so, with only the options that may be chosen.
 */
export function visibleNodes(form: PageForm, raw: RawInput): readonly FormNode[] {
  const { standing } = evaluatePage(form, raw, {});
  const prune = (nodes: readonly FormNode[]): readonly FormNode[] =>
    nodes.flatMap((node): FormNode[] => {
      if (!standing.applies(node.name)) return [];
      if (node.type === "field") return [asItStands(node, standing)];
      const children = prune(node.children);
      return children.length === 0 ? [] : [{ ...node, children }];
    });
  return prune(form.nodes);
}

/** Which codes may be chosen in a question of the page for the given input; undefined: all of its list. */
export function allowedCodes(form: PageForm, raw: RawInput): Standing["codes"] {
  return evaluatePage(form, raw, {}).standing.codes;
}

function asItStands(field: FormField, standing: Standing): FormField {
  if (field.calculated) {
    const computed = standing.value(field.name);
    return typeof computed === "number" ? { ...field, computed } : field;
  }
  const required = field.required || standing.isRequired(field.name);
  const codes = standing.codes(field.name);
  const choices = codes && field.choices?.filter(({ code }) => codes.has(code));
  return required === field.required && !choices
    ? field
    : { ...field, required, ...(choices && { choices }) };
}

/** A field of a page, and whether it or a group around it is there only under a condition. */
interface PageField {
  readonly field: FormField;
  readonly isConditional: boolean;
}
interface EvaluatedPage {
  readonly standing: Standing;
  readonly fields: readonly PageField[];
  readonly read: (field: FormField) => FieldOutcome;
}

function evaluatePage(form: PageForm, raw: RawInput, options: CheckOptions): EvaluatedPage {
  const outcomes = new Map<InstancePath, FieldOutcome>();
  const read = (field: FormField): FieldOutcome => {
    const known = outcomes.get(field.name) ?? readOrFiles(field, form, raw, options);
    outcomes.set(field.name, known);
    return known;
  };
  const fields: PageField[] = [];
  const visit = (node: FormNode, around: boolean): void => {
    const isConditional = around || node.when !== undefined;
    if (node.type === "field") fields.push({ field: node, isConditional });
    else for (const child of node.children) visit(child, isConditional);
  };
  for (const node of form.nodes) visit(node, false);
  return { standing: evaluateStanding(pageSource(form, read)), fields, read };
}

function errorsOf(
  field: FormField,
  outcome: FieldOutcome,
  standing: Standing,
  { files = false }: CheckOptions,
): readonly FieldError[] {
  if (!outcome.ok) return outcome.errors;
  const { value } = outcome;
  if (value !== undefined) {
    return isAllowed(value, standing.codes(field.name))
      ? []
      : [{ name: firstControl(field), code: "choice.notAllowed" }];
  }
  const isNeeded = field.required || standing.isRequired(field.name);
  return isNeeded && (files || field.kind !== "file") ? [missing(field)] : [];
}

function readOrFiles(
  field: FormField,
  form: PageForm,
  raw: RawInput,
  options: CheckOptions,
): FieldOutcome {
  const verified = form.locked?.[field.name];
  if (verified !== undefined) return { ok: true, value: verified };
  if (field.kind === "file") return readFiles(field, form, options);
  if (field.kind === "staticText" || field.kind === "hidden") return { ok: true, value: undefined };
  if (field.kind === "locked") {
    const { content } = field.options;
    return { ok: true, value: content };
  }
  const context: CheckContext = {
    today: form.today,
    hasCode: (list, code) => options.hasCode?.(list, code) ?? hasChoice(field, code),
  };
  // Whether an answer is needed may depend on answers, so that is settled afterwards.
  return readField({ ...field, required: false }, raw, context);
}

function hasChoice(field: FormField, code: string): boolean | undefined {
  return field.choices?.some((choice) => choice.code === code);
}

function readFiles(
  field: FormField,
  form: PageForm,
  { files = false }: CheckOptions,
): FieldOutcome {
  const stored = form.files[field.name] ?? [];
  if (stored.length === 0) return { ok: true, value: undefined };
  const wrongCount = files ? countError(field, stored.length) : undefined;
  return wrongCount ? { ok: false, errors: [wrongCount] } : { ok: true, value: stored };
}

/** Whether any control of the field came with the post, which proves that the browser showed it. */
function wasSent(field: FormField, form: PageForm, raw: RawInput): boolean {
  if (field.kind === "file" && form.files[field.name] !== undefined) return true;
  if (form.locked?.[field.name] !== undefined) return true;
  if (hasLines(field)) return lineNames(field.name, raw).length > 0;
  return rulesOf(field.kind).parts.some(
    (part) => sent(raw, controlName(field.name, part)).length > 0,
  );
}
