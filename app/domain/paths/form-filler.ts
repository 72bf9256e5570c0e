import type { Answers } from "../answers.ts";
import type { CheckContext } from "../fields/field-kind.ts";
import type { StoredFile, Value } from "../fields/kinds.ts";
import { evaluateJourney, stepAt, type Journey, type StepField } from "../journey.ts";
import { hasCode, type Offering } from "../offering.ts";
import { validatePageForm, type PageCheck } from "../page-form-check.ts";
import {
  shownAsRequired,
  shownControl,
  type FormNode,
  type PageForm,
  type RawInput,
} from "../page-form.ts";
import type { InstancePath, NodePath } from "../path.ts";
import { showPage } from "../shown-page.ts";
import type { Language } from "../text.ts";
import { codesOf } from "./decisions.ts";
import { sampleValue } from "./sample-value.ts";
import { inputFor } from "./wrong-input.ts";

/** Who fills in the form, where and when. */
export interface Filling {
  readonly offering: Offering;
  readonly today: string;
  readonly language: Language;
  readonly state: string | undefined;
  /** Whether questions that nobody must answer are answered too. */
  readonly isThorough: boolean;
}

/** What one person says to the questions on which something hangs. */
export interface Wishes {
  readonly has: (name: InstancePath) => boolean;
  readonly answer: (name: InstancePath) => Value | undefined;
}

/** A page as one person fills it in. */
export interface FilledPage {
  readonly fields: readonly FilledField[];
  readonly form: PageForm;
}
export interface FilledField extends StepField {
  readonly value: Value | undefined;
  /** Whether something hangs on the answer. */
  readonly isDecision: boolean;
}

const journeys = new WeakMap<Filling, WeakMap<Answers, Journey>>();

/** The journey that some answers give this person; evaluated once for the same answers. */
export function journeyOf(filling: Filling, answers: Answers): Journey {
  const known = journeys.get(filling) ?? new WeakMap<Answers, Journey>();
  journeys.set(filling, known);
  const journey = known.get(answers) ?? evaluateJourney(filling.offering, answers, filling.state);
  known.set(answers, journey);
  return journey;
}

/** What a person says on a page, given all that was said before; undefined where there is no such page. */
export function fillPage(
  filling: Filling,
  answers: Answers,
  address: string,
  wishes: Wishes,
): FilledPage | undefined {
  const journey = journeyOf(filling, answers);
  const step = stepAt(journey, address);
  if (!step) return undefined;
  const form = showPage(journey, step, filling.language, filling.today);
  const values = { ...answers.values };
  const names = formFields(form.nodes);
  for (const name of names) {
    if (!wishes.has(name)) continue;
    const value = wishes.answer(name);
    if (value === undefined) Reflect.deleteProperty(values, name);
    else values[name] = value;
  }
  const tentative = stepAt(journeyOf(filling, { ...answers, values }), address);
  const fields = (tentative?.fields ?? []).map((field): FilledField => {
    const isDecision = wishes.has(field.name);
    const value = isDecision ? wishes.answer(field.name) : sampleFor(filling, field);
    return { ...field, value, isDecision };
  });
  return { form, fields };
}

const samples = new WeakMap<Offering, Map<NodePath, Value | undefined>>();

function sampleFor(filling: Filling, { placed, required }: StepField): Value | undefined {
  const { offering, today, isThorough } = filling;
  const { node, path } = placed;
  if (!required && !isThorough) return undefined;
  const known = samples.get(offering) ?? new Map<NodePath, Value | undefined>();
  samples.set(offering, known);
  const key = `${today} ${path}`;
  if (!known.has(key)) {
    const context: CheckContext = { today, hasCode: (list, code) => hasCode(offering, list, code) };
    const one = sampleValue(node, context, codesOf(offering, node));
    const { kind, repeat } = node;
    const isSeveral = repeat !== undefined && kind !== "multipleChoice" && kind !== "file";
    const least = Math.max(1, repeat?.min ?? 1);
    const value: Value | undefined =
      one !== undefined && isSeveral ? Array.from({ length: least }).map(() => one) : one;
    known.set(key, severalOf(node.kind, value, least, codesOf(offering, node)));
  }
  return known.get(key);
}

/** Choices and files hold several by themselves. */
function severalOf(
  kind: string,
  value: Value | undefined,
  least: number,
  codes: readonly string[],
): Value | undefined {
  if (kind === "multipleChoice" && value !== undefined) return codes.slice(0, least);
  if (kind !== "file" || !Array.isArray(value) || least < 2) return value;
  const [file] = value as readonly StoredFile[];
  return (
    file &&
    Array.from({ length: least }, (_, index) => ({ ...file, id: `${file.id}-${String(index)}` }))
  );
}

/** What is typed on a page. */
export function typedOn(fields: readonly FilledField[]): RawInput {
  return Object.assign(
    {},
    ...fields.map(({ name, placed, value }) => inputFor(placed.node, name, value)),
  ) as RawInput;
}

/** Posts a page as a browser does that had shown all its questions. */
export function post({ offering }: Filling, form: PageForm, typed: RawInput): PageCheck {
  const names = formFields(form.nodes);
  const shown = names.flatMap((name) => [name, shownAsRequired(name)]);
  return validatePageForm(
    form,
    { ...typed, [shownControl]: shown },
    { files: true, hasCode: (list, code) => hasCode(offering, list, code) },
  );
}

function formFields(nodes: readonly FormNode[]): readonly InstancePath[] {
  return nodes.flatMap((node) => (node.type === "group" ? formFields(node.children) : [node.name]));
}
