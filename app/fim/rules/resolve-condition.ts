import type { Condition } from "#app/domain/condition.ts";
import { NotUnderstood } from "./not-understood.ts";
import { codesWithin, resolveLiteral } from "./resolve-literal.ts";
import type { Bound, Clause, Literal, Reference } from "./sentence.ts";
import type { RuleElement } from "./structure.ts";

/** What the resolution of one rule works with. */
export interface RuleContext {
  readonly place: (reference: Reference) => RuleElement;
  /** Values that the rule compared with so far, by path. */
  readonly named: Map<string, Set<string | number | boolean>>;
}

/** A clause as a condition over node paths. */
export function resolveCondition(clause: Clause, context: RuleContext): Condition {
  switch (clause.op) {
    case "states":
      return { op: "state", states: [...clause.states] };
    case "not":
      return negated(resolveCondition(clause.clause, context));
    case "and":
    case "or":
    case "xor":
      return {
        op: clause.op,
        conditions: clause.clauses.map((part) => resolveCondition(part, context)),
      };
    case "filled": {
      const { path } = context.place(clause.subject);
      return { op: "not", condition: { op: "empty", field: path } };
    }
    case "is":
      return resolveEquals(context.place(clause.subject), clause.values, context);
    case "isMember":
      throw new NotUnderstood("grammar", `Wer zu ${clause.community} gehört, ist offen.`);
    case "isOther":
      return resolveOther(context.place(clause.subject), context);
    case "order":
      return resolveOrder(context.place(clause.subject), clause.bounds);
  }
}

/** The opposite, without saying "not" twice. */
export function negated(condition: Condition): Condition {
  return condition.op === "not" ? condition.condition : { op: "not", condition };
}

function resolveEquals(
  element: RuleElement,
  literals: readonly Literal[],
  { named }: RuleContext,
): Condition {
  const values = literals.map((literal) => resolveLiteral(literal, element));
  const known = named.get(element.path) ?? new Set();
  for (const value of values) known.add(value);
  named.set(element.path, known);
  const [only] = values;
  if (only !== undefined && values.length === 1) {
    return { op: "equals", field: element.path, value: only };
  }
  return { op: "in", field: element.path, values };
}

/** All codes but those named before; something must be chosen, and one thing only. */
function resolveOther(element: RuleElement, { named }: RuleContext): Condition {
  const known = named.get(element.path);
  if (element.value !== "code" || element.isRepeated || !known) {
    throw new NotUnderstood("typeMismatch", `„Alle anderen Werte“ von ${element.id} ist unklar.`);
  }
  const codes = (element.codes ?? []).map(({ code }) => code).filter((code) => !known.has(code));
  if (codes.length === 0)
    throw new NotUnderstood("neverTrue", `${element.id} hat keine anderen Werte.`);
  return { op: "in", field: element.path, values: codes };
}

function resolveOrder(element: RuleElement, bounds: readonly Bound[]): Condition {
  if (element.value === "code") {
    return { op: "in", field: element.path, values: [...codesWithin(bounds, element)] };
  }
  if (element.value === "unlisted") {
    throw new NotUnderstood("missingList", `Die Codeliste von ${element.id} liegt nicht vor.`);
  }
  if (element.value !== "number" || element.isRepeated) {
    throw new NotUnderstood("typeMismatch", `${element.id} ist keine Zahl.`);
  }
  const conditions = bounds.map((bound) => compare(element.path, bound));
  const answered: Condition = { op: "not", condition: { op: "empty", field: element.path } };
  return { op: "and", conditions: [answered, ...conditions] };
}

function compare(field: string, { comparator, value: text }: Bound): Condition {
  const value = Number(text.replace(",", "."));
  switch (comparator) {
    case "<":
      return { op: "less", field, value };
    case "<=":
      return { op: "atMost", field, value };
    case ">":
      return { op: "not", condition: { op: "atMost", field, value } };
    case ">=":
      return { op: "not", condition: { op: "less", field, value } };
  }
}
