import { itemBounds, groupInstance, itemsOf, type Journey, type Step } from "../journey.ts";
import type { RawInput } from "../page-form.ts";
import { hasOpenItem } from "../shown-items.ts";
import type { Standing } from "../standing.ts";
import { allowedCodes } from "../page-form-check.ts";
import { readInstance } from "../answer-source.ts";
import { codesOf } from "./decisions.ts";
import { post, typedOn, type FilledField, type FilledPage, type Filling } from "./form-filler.ts";
import type { PersonStep, StepError } from "./person.ts";
import { inputFor, wrongInputs } from "./wrong-input.ts";

/** Mistakes that example persons made already: no kind of error is shown twice for one question. */
export interface Tried {
  /** Node paths of questions that were answered wrongly in every way. */
  readonly fields: Set<string>;
  /** Node path and code of each error shown. */
  readonly errors: Set<string>;
}

/** Answers a page wrongly: leaves open what must be answered, and breaks each bound, pattern and list once. */
export function tryPage(
  filling: Filling,
  { address }: Step,
  { fields, form }: FilledPage,
  tried: Tried,
): readonly PersonStep[] {
  const right = typedOn(fields);
  const allowed = allowedCodes(form, right);
  const wrong = fields
    .map((field) => ({
      field,
      inputs: [
        ...(tried.fields.has(field.placed.path) ? [] : wrongWays(field, filling)),
        ...notAllowed(field, filling, allowed, tried),
      ],
    }))
    .filter(({ field, inputs }) => inputs.length > 0 || !tried.fields.has(field.placed.path));
  if (wrong.length === 0) return [];
  for (const { field } of wrong) tried.fields.add(field.placed.path);
  const rounds = Math.max(0, ...wrong.map(({ inputs }) => inputs.length));
  const wrongIn = (round: number, isDecision: boolean): RawInput =>
    Object.assign(
      {},
      ...wrong
        .filter(({ field }) => field.isDecision === isDecision)
        .map(({ field, inputs }) => replaced(field, right, inputs[round])),
    ) as RawInput;
  const attempts: readonly RawInput[] = [
    blank(fields, right, () => true),
    blank(fields, right, ({ isDecision }) => !isDecision),
    ...Array.from({ length: rounds }).flatMap((_, round) => [
      { ...right, ...wrongIn(round, false) },
      { ...right, ...wrongIn(round, true) },
    ]),
  ];
  return attempts.flatMap((input): PersonStep[] => {
    const { errors } = post(filling, form, input);
    const told = errors.map(({ name, code }) => ({ name, code }));
    return isNew(told, tried.errors) ? [{ page: address, input, errors: told }] : [];
  });
}

/** Asks a list for what it does not allow: fewer or more items than may be, or to go on with an open one. */
export function tryItems(journey: Journey, step: Step, tried: Tried): readonly PersonStep[] {
  const { page } = step.placed;
  if (page.kind !== "items") return [];
  const { offering, answers } = journey;
  const name = groupInstance(offering, page.group, step.items);
  const items = itemsOf(offering, answers, page.group, step.items);
  const { min, max } = itemBounds(journey, name, page.group);
  const [first] = items;
  const mistakes: readonly (readonly [string, string])[] = [
    ...(first !== undefined && items.length <= min
      ? [[`remove:${first}`, "items.tooFew"] as const]
      : []),
    ...(items.length < min ? [["next", "items.tooFew"] as const] : []),
    ...(max !== null && items.length >= max ? [["add", "items.tooMany"] as const] : []),
    ...(items.length >= min && hasOpenItem(journey, step)
      ? [["next", "items.incomplete"] as const]
      : []),
  ];
  return mistakes.flatMap(([intent, code]): PersonStep[] => {
    const errors = [{ name, code }];
    return isNew(errors, tried.errors) ? [{ page: step.address, intent, errors }] : [];
  });
}

function wrongWays(
  { name, placed: { node }, value }: FilledField,
  { offering, today }: Filling,
): readonly RawInput[] {
  return wrongInputs(node, name, value, { today, codes: codesOf(offering, node) });
}

/** An option that a rule takes away, unless somebody chose one before. */
function notAllowed(
  { name, placed: { node, path } }: FilledField,
  { offering }: Filling,
  allowed: Standing["codes"],
  tried: Tried,
): readonly RawInput[] {
  const known = allowed(name);
  if (!known || tried.errors.has(`${path} choice.notAllowed`)) return [];
  const hidden = codesOf(offering, node).find((code) => !known.has(code));
  if (hidden === undefined) return [];
  return [inputFor(node, name, node.kind === "multipleChoice" ? [hidden] : hidden)];
}

function blank(
  fields: readonly FilledField[],
  right: RawInput,
  isBlank: (field: FilledField) => boolean,
): RawInput {
  const blanks = fields
    .filter(isBlank)
    .map((field) => replaced(field, right, inputFor(field.placed.node, field.name, undefined)));
  return Object.assign({ ...right }, ...blanks) as RawInput;
}

/** Every control of a question emptied, then filled with something else. */
function replaced(
  { placed: { node }, name }: FilledField,
  right: RawInput,
  input: RawInput | undefined,
): RawInput {
  if (!input) return {};
  const own = Object.keys(right).filter(
    (control) =>
      control === name || control.startsWith(`${name}/`) || control.startsWith(`${name}#`),
  );
  const empty = node.kind === "multipleChoice" ? [] : "";
  return { ...Object.fromEntries(own.map((control) => [control, empty])), ...input };
}

/** Whether errors hold something that was not shown yet; notes it. */
export function isNew(errors: readonly StepError[], shown: Tried["errors"]): boolean {
  const keys = errors.map(({ name, code }) => `${readInstance(name).nodePath} ${code}`);
  const found = keys.filter((key) => !shown.has(key));
  for (const key of found) shown.add(key);
  return found.length > 0;
}
