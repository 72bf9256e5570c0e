import type { Condition } from "./condition.ts";
import { statePath, type Lookup } from "./evaluate.ts";
import type { Value } from "./fields/kinds.ts";
import type { Offering } from "./offering.ts";

/** More combinations are not tried out. */
const mostCombinations = 20_000;
/** Of longer lists only the codes that conditions name, and one that they do not. */
const longestList = 40;

/**
 * All combinations of answers between which some conditions tell apart, unanswered questions among them; undefined
 * where there are too many. Whatever holds in all of them holds always.
 */
export function possibleAnswers(
  offering: Offering,
  conditions: readonly Condition[],
): readonly Lookup[] | undefined {
  const named = new Map<string, Set<Value | undefined>>();
  for (const condition of conditions) collect(condition, named);
  const choices = [...named].map(
    ([path, values]) => [path, valuesOf(offering, path, values)] as const,
  );
  const count = choices.reduce((product, [, values]) => product * values.length, 1);
  if (count > mostCombinations) return undefined;
  return Array.from({ length: count }, (_, index): Lookup => {
    const answers = new Map<string, Value | undefined>();
    let rest = index;
    for (const [path, values] of choices) {
      answers.set(path, values[rest % values.length]);
      rest = Math.floor(rest / values.length);
    }
    return (path) => answers.get(path);
  });
}

function collect(condition: Condition, named: Map<string, Set<Value | undefined>>): void {
  const name = (path: string, ...values: readonly Value[]): void => {
    const known = named.get(path) ?? new Set();
    for (const value of values) known.add(value);
    named.set(path, known);
  };
  switch (condition.op) {
    case "always":
      return;
    case "equals":
      name(condition.field, condition.value);
      return;
    case "in":
      name(condition.field, ...condition.values);
      return;
    case "less":
    case "atMost":
      name(condition.field, ...around(condition.value));
      return;
    case "empty":
      name(condition.field);
      return;
    case "calendarDay":
      name(condition.day, 1, 31);
      name(condition.month, 1, 2);
      name(condition.year, 2000);
      return;
    case "state":
      name(statePath, ...condition.states);
      return;
    case "not":
      collect(condition.condition, named);
      return;
    default:
      for (const part of condition.conditions) collect(part, named);
  }
}

/** A value below a bound, on it and above it. */
function around(bound: string | number): readonly Value[] {
  return typeof bound === "number" ? [bound - 1, bound, bound + 1] : ["\u0001", bound, `${bound}~`];
}

function valuesOf(
  { nodes, service }: Offering,
  path: string,
  named: ReadonlySet<Value | undefined>,
): readonly (Value | undefined)[] {
  const node = nodes.get(path)?.node;
  if (node?.type === "group") return [undefined, true];
  if (node?.kind === "yesNo") return [undefined, true, false];
  if (node?.kind === "declaration") return [undefined, true];
  if (node?.kind === "choice") {
    const codes = (service.codeLists[node.options.list]?.options ?? []).map(({ code }) => code);
    if (codes.length <= longestList) return [undefined, ...codes];
    const other = codes.find((code) => !named.has(code));
    const known = new Set<Value>(codes);
    const some = [...named].filter((value) => value !== undefined && known.has(value));
    return [undefined, ...some, ...(other === undefined ? [] : [other])];
  }
  // Several codes at once: each alone, and all together.
  if (node?.kind === "multipleChoice") {
    const single = [...named].filter((value) => typeof value === "string");
    return [undefined, ["\u0000"], ...single.map((code) => [code]), [...single, "\u0000"]];
  }
  return [undefined, "\u0000", ...named];
}
