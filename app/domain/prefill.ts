import { readInstance } from "./answer-source.ts";
import type { Answers, Origin } from "./answers.ts";
import { checkValue } from "./check-value.ts";
import type { Value } from "./fields/kinds.ts";
import { hasCode, type Offering } from "./offering.ts";
import type { InstancePath, NodePath } from "./path.ts";
import { countError, hasLines } from "./read-field.ts";
import { composedValue, type Attributes } from "./provider-answers.ts";
import type { Field } from "./service.ts";

/** A value from elsewhere for one question, canonical as answers are. */
export interface Given {
  readonly path: InstancePath;
  readonly value: Value;
}

export interface Prefilled {
  readonly answers: Answers;
  /** Questions that now have the value. */
  readonly taken: readonly InstancePath[];
  /** Questions that keep what the person typed, or what comes from a surer source. */
  readonly kept: readonly InstancePath[];
  /** Questions that do not exist, or that the value does not fit. */
  readonly refused: readonly InstancePath[];
}

/** How sure a source is; what is typed stands above all of them. */
const rank: Readonly<Record<Origin, number>> = {
  link: 0,
  carriedOver: 1,
  register: 2,
  identityProvider: 3,
};

/**
 * Puts values from one source into the answers and marks them with their origin. Never overwrites what the person typed, and
 * checks every value as if it were typed. `today`: ISO date at the authority.
 */
export function prefill(
  offering: Offering,
  answers: Answers,
  origin: Origin,
  given: readonly Given[],
  today: string,
): Prefilled {
  const values = { ...answers.values };
  const origins: Record<InstancePath, Origin> = { ...answers.origins };
  const taken: InstancePath[] = [];
  const kept: InstancePath[] = [];
  const refused: InstancePath[] = [];
  for (const { path, value } of given) {
    const field = fieldAt(offering, path);
    if (!field || !fits(offering, field, path, value, today)) {
      refused.push(path);
      continue;
    }
    const before = origins[path];
    const isFree =
      values[path] === undefined || (before !== undefined && rank[before] <= rank[origin]);
    if (!isFree) {
      kept.push(path);
      continue;
    }
    values[path] = value;
    origins[path] = origin;
    taken.push(path);
  }
  const next = taken.length === 0 ? answers : { ...answers, values, origins };
  return { answers: next, taken, kept, refused };
}

/** The field at a place that names an item of every repeated group around it. */
function fieldAt(offering: Offering, path: InstancePath): Field | undefined {
  const { nodePath, items } = readInstance(path);
  const placed = offering.nodes.get(nodePath);
  if (placed?.node.type !== "field" || placed.within.length !== items.length) return undefined;
  const unasked = ["staticText", "hidden", "locked", "file", "declaration"];
  return unasked.includes(placed.node.kind) ? undefined : placed.node;
}

function fits(
  offering: Offering,
  field: Field,
  path: InstancePath,
  value: Value,
  today: string,
): boolean {
  const context = { today, hasCode: (list: string, code: string) => hasCode(offering, list, code) };
  const shape = { kind: field.kind, name: path, ...(field.repeat && { repeat: field.repeat }) };
  const isFine = (one: unknown) =>
    checkValue(field.kind, field.options as never, one as never, context).length === 0;
  if (Array.isArray(value) && countError(shape, value.length)) return false;
  if (!hasLines(shape)) return isFine(value);
  return Array.isArray(value) && value.length > 0 && value.every(isFine);
}

/** What a link says, for the questions that name its parameters; others it cannot reach. */
export function givenByLink(
  offering: Offering,
  parameters: Iterable<readonly [string, string]>,
): readonly Given[] {
  const byName = new Map(parameters);
  return fieldsWithPrefill(offering).flatMap(([path, field]) => {
    const name = field.prefill?.parameter;
    const text = name === undefined ? undefined : byName.get(name);
    return text === undefined ? [] : [{ path, value: valueOf(field, text) }];
  });
}

/**
 * What an identity provider or a register says: by the attribute that a question names, else by the FIM id of the field where
 * the service has it at one place only.
 */
export function givenByAttributes(offering: Offering, attributes: Attributes): readonly Given[] {
  const ids = Map.groupBy(
    [...offering.nodes.values()].filter(({ node }) => node.type === "field"),
    ({ node }) => node.fim?.id ?? "",
  );
  return [...offering.nodes.values()].flatMap(({ path, node, within }): Given[] => {
    if (node.type !== "field" || within.length > 0) return [];
    const whole = node.prefill?.attribute && composedValue(node, attributes);
    if (whole) return [{ path, value: whole }];
    const id = node.fim?.id ?? "";
    const text =
      own(attributes, node.prefill?.attribute) ??
      (ids.get(id)?.length === 1 ? own(attributes, id) : undefined);
    return text === undefined ? [] : [{ path, value: valueOf(node, text) }];
  });
}

function fieldsWithPrefill({ nodes }: Offering): readonly (readonly [NodePath, Field])[] {
  return [...nodes.values()].flatMap(({ path, node }) =>
    node.type === "field" && node.prefill ? [[path, node] as const] : [],
  );
}

/** Keys come from outside: `constructor` must not find what every object has. */
function own(record: Attributes, key: string | undefined) {
  return key !== undefined && key !== "" && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Plain texts as links and providers write them; what fits no value is refused by its check. */
function valueOf({ kind }: Field, text: string): Value {
  const line = text.normalize("NFC").trim();
  switch (kind) {
    case "yesNo":
      return ["ja", "yes", "true", "1"].includes(line.toLowerCase())
        ? true
        : ["nein", "no", "false", "0"].includes(line.toLowerCase())
          ? false
          : line;
    case "integer":
      return /^-?\d{1,15}$/.test(line) ? Number(line) : line;
    case "multipleChoice":
      return line.split(",").map((code) => code.trim());
    default:
      return line;
  }
}

/** Whether an answer was verified by its source and may not be changed here. */
export function isLocked(offering: Offering, answers: Answers, path: InstancePath): boolean {
  const origin = answers.origins?.[path];
  if (origin !== "identityProvider" && origin !== "register") return false;
  const node = offering.nodes.get(readInstance(path).nodePath)?.node;
  return node?.type === "field" && node.prefill?.locked === true;
}
