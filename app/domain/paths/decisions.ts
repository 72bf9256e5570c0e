import { isFilled } from "../answer-source.ts";
import type { Condition } from "../condition.ts";
import { asksState, evaluateCondition, statePath } from "../evaluate.ts";
import type { CheckContext } from "../fields/field-kind.ts";
import { hasCode, type Offering } from "../offering.ts";
import { joinPath, type InstancePath, type NodePath } from "../path.ts";
import type { Field } from "../service.ts";
import { answerClasses, noLook, type AnswerClass, type Look } from "./answer-classes.ts";
import type { Layout } from "./layout.ts";

/** Something on which the way through a service hangs, in one place. */
export interface Decision {
  /** Instance path of the question or list; `@state` for the Land of the authority. */
  readonly name: InstancePath;
  readonly kind: "answer" | "count" | "state";
  readonly path: NodePath;
  /** Of a list the values are numbers of items. */
  readonly classes: readonly AnswerClass[];
}

/** Official keys of the Länder. */
export const allStates = Array.from({ length: 16 }, (_, index) =>
  String(index + 1).padStart(2, "0"),
);

/** Everything that decides, in the order in which the form asks it. `state`: the Land where it is settled. */
export function findDecisions(
  offering: Offering,
  layout: Layout,
  today: string,
  state: string | undefined,
): readonly Decision[] {
  const looks = findLooks(offering);
  const context: CheckContext = {
    today,
    hasCode: (list, code) => hasCode(offering, list, code),
  };
  const classes = new Map<NodePath, readonly AnswerClass[]>();
  const classesOf = (path: NodePath, node: Field): readonly AnswerClass[] => {
    const made =
      classes.get(path) ??
      answerClasses(node, looks.get(path) ?? noLook, codesOf(offering, node), context);
    classes.set(path, made);
    return made;
  };
  const lists = new Map(layout.lists.map((list) => [list.path, list]));
  const found: Decision[] = [];
  const add = (decision: Decision): void => {
    if (decision.classes.length > 0) found.push(decision);
  };
  const addList = (path: InstancePath): void => {
    const list = lists.get(path);
    lists.delete(path);
    if (list && list.counts.length > 1) {
      const counts = list.counts.map((count) => ({ values: [count], named: [] }));
      add({ name: path, kind: "count", path: list.group, classes: counts });
    }
  };
  if (state === undefined) addState(offering, add);
  for (const { placed, items, inScope } of layout.pages) {
    const { page } = placed;
    for (const group of page.within.slice(0, items.length)) addList(inScope(group));
    if (page.kind === "items") addList(inScope(page.group));
    for (const { path, node } of placed.fields) {
      if (!looks.has(path)) continue;
      add({ name: inScope(path), kind: "answer", path, classes: classesOf(path, node) });
    }
  }
  return found;
}

/** The codes of a question's list. */
export function codesOf(offering: Offering, { kind, options }: Field): readonly string[] {
  return kind === "choice" || kind === "multipleChoice"
    ? [...(offering.codes.get(options.list)?.keys() ?? [])]
    : [];
}

/** All conditions of a service, those of its rules sorted by what they decide. */
export function conditionsOf({ terms, pages, claims }: Offering): readonly Condition[] {
  return [
    ...[...terms.values()].flatMap(({ applies, requires, given, filters }) => [
      ...applies,
      ...requires,
      ...(given ? [given] : []),
      ...filters.map(({ condition }) => condition),
    ]),
    ...pages.flatMap(({ page }) => page.when ?? []),
    ...claims.flatMap(({ condition, unless }) => [condition, ...unless]),
  ];
}

function addState(offering: Offering, add: (decision: Decision) => void): void {
  const atoms = conditionsOf(offering).filter(asksState).flatMap(stateAtoms);
  if (atoms.length === 0) return;
  const groups = Map.groupBy(allStates, (state) =>
    atoms.map((atom) => evaluateCondition(atom, () => state)).join(),
  );
  const classes = [...groups.values()].map((values) => ({ values, named: [] }));
  add({ name: statePath, kind: "state", path: statePath, classes });
}

function stateAtoms(condition: Condition): readonly Condition[] {
  switch (condition.op) {
    case "state":
      return [condition];
    case "not":
      return stateAtoms(condition.condition);
    case "and":
    case "or":
    case "xor":
      return condition.conditions.flatMap(stateAtoms);
    default:
      return [];
  }
}

/** How the service looks at each question that decides anything. */
function findLooks(offering: Offering): ReadonlyMap<NodePath, Look> {
  const atoms = new Map<NodePath, Map<string, Condition>>();
  const roles = new Map<NodePath, Set<"day" | "month" | "year">>();
  const filters = new Map<NodePath, ReadonlySet<string>[]>();

  const lookAt = (path: NodePath, atom: Condition): void => {
    const node = offering.nodes.get(path)?.node;
    if (node?.type === "group") {
      // Of a group it is asked whether anything below it is answered.
      for (const child of node.children.filter(isFilled)) {
        const field = joinPath(path, child.id);
        lookAt(field, { op: "empty", field });
      }
    } else if (node && isFilledOrSteers(node)) {
      const known = atoms.get(path) ?? new Map<string, Condition>();
      atoms.set(path, known.set(JSON.stringify(atom), atom));
    }
  };
  const collect = (condition: Condition): void => {
    switch (condition.op) {
      case "always":
      case "state":
        return;
      case "not":
        collect(condition.condition);
        return;
      case "and":
      case "or":
      case "xor":
        condition.conditions.forEach(collect);
        return;
      case "calendarDay":
        for (const role of ["day", "month", "year"] as const) {
          const field = condition[role];
          lookAt(field, { op: "empty", field });
          roles.set(field, (roles.get(field) ?? new Set()).add(role));
        }
        return;
      default:
        lookAt(condition.field, condition);
    }
  };
  conditionsOf(offering).forEach(collect);
  for (const { bearers } of offering.claims) {
    for (const field of bearers) {
      const node = offering.nodes.get(field)?.node;
      if (node?.type === "group" && node.optional) lookAt(field, { op: "empty", field });
    }
  }
  for (const [path, terms] of offering.terms) {
    if (terms.filters.length === 0) continue;
    filters.set(
      path,
      terms.filters.map(({ codes }) => new Set(codes)),
    );
    lookAt(path, { op: "empty", field: path });
  }
  return new Map(
    [...atoms].map(([path, known]): [NodePath, Look] => [
      path,
      {
        atoms: [...known.values()],
        roles: roles.get(path) ?? noLook.roles,
        filters: filters.get(path) ?? noLook.filters,
      },
    ]),
  );
}

/** What has no control decides nothing: its content is known. */
function isFilledOrSteers(node: Field): boolean {
  return !node.calculated && !["staticText", "hidden", "locked"].includes(node.kind);
}
