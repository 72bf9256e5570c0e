import type { Value } from "../fields/kinds.ts";
import { concernedDecisions } from "./dead-ends.ts";
import { all, none, type Region } from "./diagram.ts";
import type { ClaimDemand, Demand, PathModel } from "./path-model.ts";

/** Something that an example person is to show. */
export interface Goal {
  /** The same for the same place in several items of a repeated group. */
  readonly key: string;
  readonly region: Region;
  /** The very answer to be given. */
  readonly answer?: { readonly decision: number; readonly value: Value };
  /** A rule to be broken at first, by other answers to these decisions. */
  readonly broken?: Broken;
}
export interface Broken {
  readonly demand: ClaimDemand;
  readonly region: Region;
  readonly decisions: ReadonlySet<number>;
}

/** So many answers that conditions name, but do not tell apart, are shown one by one; of more, one. */
const mostNamed = 8;

/** All goals of a service: each question, page and item, each answer that makes a difference, each rule that can be broken. */
export function findGoals(model: PathModel): readonly Goal[] {
  return [...factGoals(model), ...decisionGoals(model), ...brokenGoals(model)].filter(
    ({ region }) => region !== none,
  );
}

function factGoals({ facts }: PathModel): readonly Goal[] {
  return facts
    .filter(({ region }) => region !== all)
    .map(({ kind, path, region }) => ({ key: `${kind} ${path}`, region }));
}

function decisionGoals({ decisions, regions, diagram }: PathModel): readonly Goal[] {
  return decisions.flatMap(({ name, path, kind, classes }, decision): Goal[] =>
    classes.flatMap(({ values: [value], named }, index): Goal[] => {
      const region = diagram.and(
        kind === "state" ? all : regions.applies(name),
        kind === "count" ? regions.exists(name) : all,
        diagram.takes(decision, new Set([index])),
        kind === "answer" ? regions.allows(name, value) : all,
      );
      const key = `${kind} ${path} ${String(index)}`;
      return named.length === 0 || named.length > mostNamed
        ? [{ key, region }]
        : named.map((one) => ({
            key: `${key} ${JSON.stringify(one)}`,
            region,
            answer: { decision, value: one },
          }));
    }),
  );
}

function brokenGoals(model: PathModel): readonly Goal[] {
  return model.demands.flatMap((demand): Goal[] => {
    if (demand.kind !== "claim") return [];
    const { diagram, demands } = model;
    const decisions = ownDecisions(demand, model);
    const broken = diagram.and(
      demand.speaks,
      diagram.not(demand.region),
      ...demands.filter((other) => isMetBefore(other, demand)).map(({ region }) => region),
    );
    if (broken === none) return [];
    const { rule, kind } = demand.claim;
    return [
      {
        key: `broken ${kind} ${rule.id} ${rule.bearer} ${demand.claim.concerned.join(" ")}`,
        region: diagram.without(broken, decisions),
        broken: { demand, region: broken, decisions },
      },
    ];
  });
}

/** What must be right for a broken rule to be told: all on the pages up to its own; in the review, everything. */
function isMetBefore(other: Demand, demand: ClaimDemand): boolean {
  if (other === demand) return false;
  if (demand.page === undefined) return true;
  return other.page !== undefined && other.page <= demand.page;
}

/** What is answered on the page that tells the claim; of one between pages, all that it is about. */
function ownDecisions(demand: ClaimDemand, model: PathModel): ReadonlySet<number> {
  const page = model.layout.pages[demand.page ?? -1];
  if (!page) return concernedDecisions(demand, model.decisions);
  const names = new Set(page.placed.fields.map(({ path }) => page.inScope(path)));
  return new Set(model.decisions.flatMap(({ name }, number) => (names.has(name) ? [number] : [])));
}
