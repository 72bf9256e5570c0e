import { dependenciesOf, type Dependency } from "./dependents.ts";
import type { Offering } from "./offering.ts";

/** Nodes that hang on each other, and the rules that make them so. */
export interface RuleCycle {
  readonly path: string;
  readonly sentences: readonly string[];
}

interface Visited {
  readonly vertex: string;
  readonly dependencies: readonly Dependency[];
  next: number;
}

/** Finds nodes whose standing hangs on itself; one cycle for each way back that is found. Linear, without recursion. */
export function ruleCycles(offering: Offering): readonly RuleCycle[] {
  const dependencies = dependenciesOf(offering);
  const state = new Map<string, "open" | "done">();
  const cycles: RuleCycle[] = [];
  for (const start of dependencies.keys()) {
    if (state.has(start)) continue;
    const path: Visited[] = [];
    const enter = (vertex: string): void => {
      state.set(vertex, "open");
      path.push({ vertex, dependencies: dependencies.get(vertex) ?? [], next: 0 });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const dependency = top.dependencies[top.next];
      top.next += 1;
      if (!dependency) {
        state.set(top.vertex, "done");
        path.pop();
      } else if (!state.has(dependency.on)) enter(dependency.on);
      else if (state.get(dependency.on) === "open") cycles.push(cycleOf(path, dependency.on));
    }
  }
  return cycles;
}

function cycleOf(path: readonly Visited[], back: string): RuleCycle {
  const from = path.findIndex(({ vertex }) => vertex === back);
  const rules = path
    .slice(from)
    .flatMap(({ dependencies, next }) => dependencies[next - 1]?.rule ?? []);
  return {
    path: back.replace(/\/\*$/, ""),
    sentences: [...new Set(rules.map(({ sentence, id }) => sentence ?? id))],
  };
}
