import type { Condition } from "#app/domain/condition.ts";
import { pathsOf } from "#app/domain/evaluate.ts";
import { NotUnderstood } from "./not-understood.ts";
import { negated, resolveCondition, type RuleContext } from "./resolve-condition.ts";
import { resolveLiteral } from "./resolve-literal.ts";
import { nameDiffers, resolveReference } from "./resolve-reference.ts";
import type { Action, Clause, Reference, Statement } from "./sentence.ts";
import { repeatsAround, type RuleElement, type RuleStructure } from "./structure.ts";

/** What a statement does to one place. `show` is not a rule of its own: it says when something is not hidden. */
export type Deed =
  | {
      readonly effect: "require" | "forbid" | "show";
      readonly target: string;
      readonly condition: Condition;
    }
  | { readonly effect: "valid"; readonly condition: Condition }
  | {
      readonly effect: "options";
      readonly target: string;
      readonly condition: Condition;
      readonly codes: readonly string[];
    };

export interface ResolvedRule {
  readonly deeds: readonly Deed[];
  /** Names that are like those of the elements, but not the same. */
  readonly remarks: readonly string[];
}

const always: Condition = { op: "always" };

/** Finds what the sentences of one rule speak of. Throws NotUnderstood with the first thing that is not certain. */
export function resolveRule(
  statements: readonly Statement[],
  bearer: string,
  structure: RuleStructure,
): ResolvedRule {
  const remarks: string[] = [];
  const place = (reference: Reference): RuleElement => {
    const element = resolveReference(reference, bearer, structure);
    if (nameDiffers(element, reference)) {
      remarks.push(
        `${element.id} heißt „${element.names[0] ?? ""}“, nicht „${reference.name ?? ""}“.`,
      );
    }
    return element;
  };
  const context: RuleContext = { place, named: new Map() };
  const deeds = statements.flatMap((statement) => deedsOf(statement, context));
  for (const deed of deeds) checkScope(deed, bearer, structure);
  return { deeds, remarks: [...new Set(remarks)] };
}

function deedsOf({ condition: clause, actions }: Statement, context: RuleContext): Deed[] {
  const condition = clause ? resolveCondition(clause, context) : always;
  return actions.flatMap((action): Deed[] => {
    switch (action.effect) {
      case "optional":
        for (const target of action.targets) mustBeOptional(context.place(target));
        return [];
      case "options":
        return [{ ...filterOf(action, context), condition }];
      case "valid":
        return [{ effect: "valid", condition: implied(clause, action.clause, context) }];
      case "calendarDay":
        return [{ effect: "valid", condition: calendarDayOf(clause, context) }];
      default: {
        const { effect } = action;
        return action.targets.map((target) => {
          const { path, isAsked } = context.place(target);
          // Nobody can fill in a text that is only shown.
          const certain = effect === "require" && !isAsked ? "show" : effect;
          return { effect: certain, target: path, condition };
        });
      }
    }
  });
}

function mustBeOptional({ min, id }: RuleElement): void {
  if (min > 0) {
    throw new NotUnderstood("clash", `${id} soll optional sein, kommt aber mindestens einmal vor.`);
  }
}

/** If the one, then the other must hold. */
function implied(left: Clause | undefined, right: Clause, context: RuleContext): Condition {
  const must = resolveCondition(right, context);
  if (!left) return must;
  const condition = resolveCondition(left, context);
  return { op: "or", conditions: [negated(condition), must] };
}

type Filter = Extract<Action, { effect: "options" }>;

function filterOf({ target, values, without }: Filter, context: RuleContext) {
  const element = context.place(target);
  if (element.value !== "code") {
    const reason = element.value === "unlisted" ? "missingList" : "typeMismatch";
    throw new NotUnderstood(reason, `${element.id} hat keine Liste, aus der gewählt wird.`);
  }
  const named = new Set(values.map((value) => resolveLiteral(value, element)));
  const codes = (element.codes ?? []).map(({ code }) => code);
  const left = codes.filter((code) => named.has(code) !== without);
  if (left.length === 0)
    throw new NotUnderstood("neverTrue", `${element.id}: keine Auswahl bleibt.`);
  return { effect: "options" as const, target: element.path, codes: left };
}

const parts = ["tag", "monat", "jahr"];

/** The three fields that the condition names must be day, month and year, in this order. */
function calendarDayOf(clause: Clause | undefined, context: RuleContext): Condition {
  const fields = (clause?.op === "and" ? clause.clauses : []).map((part) =>
    part.op === "filled" ? context.place(part.subject) : undefined,
  );
  const isDate =
    fields.length === 3 &&
    parts.every((part, index) => {
      const field = fields[index];
      return field?.names.some((name) => name.toLowerCase().startsWith(part)) === true;
    });
  const [day, month, year] = fields;
  if (!isDate || !day || !month || !year) {
    throw new NotUnderstood("typeMismatch", "Das sind nicht Tag, Monat und Jahr.");
  }
  return { op: "calendarDay", day: day.path, month: month.path, year: year.path };
}

/** What a condition looks at must be one and the same item for the place that it decides over. */
function checkScope(deed: Deed, bearer: string, structure: RuleStructure): void {
  const at = deed.effect === "valid" ? bearer : deed.target;
  const around = new Set(repeatsAround(at, structure));
  // The rule of a repeated group is about one item, so what lies in it is known.
  if (deed.effect === "valid") around.add(bearer);
  for (const path of pathsOf(deed.condition)) {
    const unclear = repeatsAround(path, structure).find((group) => !around.has(group));
    if (unclear === undefined) continue;
    throw new NotUnderstood(
      "repeated",
      `${path} kommt in ${unclear} mehrfach vor; welches gemeint ist, ist unklar.`,
    );
  }
}
