import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "../answers.ts";
import type { Condition } from "../condition.ts";
import { brokenClaims } from "../broken-claims.ts";
import type { Value } from "../fields/kinds.ts";
import { offeringOf, randomRules } from "../fixtures/random-rules.ts";
import { evaluateJourney, isComplete, type Journey } from "../journey.ts";
import type { Rule } from "../rule.ts";
import type { Offering } from "../offering.ts";
import { findComponents } from "./components.ts";
import { countPaths } from "./count-paths.ts";
import { decisionAt, modelPaths, type PathModel } from "./path-model.ts";

const today = "2026-03-01";

/** The form that somebody gets to see, as text. */
function signatureOf(journey: Journey): string {
  return journey.steps
    .map(({ address, fields }) =>
      [address, ...fields.map(({ name, required }) => (required ? `${name}!` : name))].join(" "),
    )
    .join("\n");
}

interface Choice {
  readonly answers: Answers;
  readonly state: string | undefined;
  readonly combination: ReadonlyMap<number, number>;
}

/** Every combination of classes of all decisions, with an answer to every other question. */
function* combinations(model: PathModel): Generator<Choice> {
  const { decisions } = model;
  const picked = decisions.map(() => 0);
  const count = decisions.reduce((product, { classes }) => product * classes.length, 1);
  for (let index = 0; index < count; index += 1) {
    let rest = index;
    decisions.forEach(({ classes }, number) => {
      picked[number] = rest % classes.length;
      rest = Math.floor(rest / classes.length);
    });
    yield choiceOf(model, picked);
  }
}

function choiceOf({ decisions, layout }: PathModel, picked: readonly number[]): Choice {
  const values: Record<string, Value> = {};
  const items: Record<string, readonly string[]> = { ...layout.answers.items };
  let state: string | undefined;
  for (const { placed, inScope } of layout.pages) {
    for (const { path, node } of placed.fields) {
      const sample = { yesNo: true, choice: "a", text: "Muster" }[node.kind as "text"];
      if (!decisionAt({ decisions }, inScope(path))) values[inScope(path)] = sample;
    }
  }
  decisions.forEach(({ name, kind, classes }, number) => {
    const value = classes[picked[number] ?? 0]?.values[0];
    if (kind === "state") state = value as string;
    else if (kind === "count") items[name] = items[name]?.slice(0, Number(value)) ?? [];
    else if (value !== undefined) values[name] = value;
  });
  return {
    answers: { values, items },
    state,
    combination: new Map(picked.map((one, number) => [number, one])),
  };
}

function countAll(model: PathModel): bigint {
  const { diagram } = model;
  if (model.demands.some(({ region }) => region === 0)) return 0n;
  return findComponents(model).list.reduce(
    (product, { facts, possible }) =>
      product *
      countPaths(
        diagram,
        facts.map(({ region }) => region),
        possible,
      ).paths,
    1n,
  );
}

function expectSameAsByHand(offering: Offering): void {
  const model = modelPaths(offering, { today, steps: 1_000_000 });
  const size = model.decisions.reduce((product, { classes }) => product * classes.length, 1);
  fc.pre(size < 4_000);
  const signatures = new Set<string>();
  for (const { answers, state, combination } of combinations(model)) {
    const journey = evaluateJourney(offering, answers, state);
    const isWay = isComplete(journey) && brokenClaims(journey).length === 0;
    const said = model.demands.every(({ region }) => model.diagram.has(region, combination));
    expect(said).toBe(isWay);
    if (isWay) signatures.add(signatureOf(journey));
    const asked = new Map(
      journey.steps.flatMap(({ fields }) => fields.map(({ name, required }) => [name, required])),
    );
    for (const { kind, name, region } of model.facts) {
      if (kind === "list") continue;
      const wanted = kind === "asked" ? asked.has(name) : asked.get(name) === true;
      expect([kind, name, model.diagram.has(region, combination)]).toEqual([kind, name, wanted]);
    }
  }
  expect(countAll(model)).toBe(BigInt(signatures.size));
}

const equals = (field: string, value: string | boolean): Condition => ({
  op: "equals",
  field,
  value,
});
const filled = (field: string): Condition => ({ op: "not", condition: { op: "empty", field } });
const base = { id: "R", bearer: "" } as const;

describe("paths", () => {
  it.each<readonly [string, readonly Rule[]]>([
    [
      "an option that may not be chosen decides nothing",
      [
        {
          ...base,
          effect: "options",
          target: "g/f1",
          codes: ["a"],
          condition: equals("g/f0", true),
        },
        { ...base, effect: "forbid", target: "g/f2", condition: equals("g/f1", "b") },
      ],
    ],
    [
      "a rule borne by a group that a rule requires",
      [
        { ...base, effect: "require", target: "k", condition: equals("g/f0", true) },
        { ...base, bearer: "k", effect: "valid", condition: equals("g/f3", true) },
      ],
    ],
    [
      "a rule borne by a group that may be empty",
      [{ ...base, bearer: "k", effect: "valid", condition: equals("g/f3", true) }],
    ],
    [
      "any item of a repeated group",
      [{ ...base, effect: "forbid", target: "g/f2", condition: equals("r/f12", true) }],
    ],
    [
      "one of both must be given",
      [
        { ...base, effect: "require", target: "g/f1", condition: { op: "empty", field: "g/f3" } },
        { ...base, effect: "require", target: "g/f3", condition: { op: "empty", field: "g/f1" } },
      ],
    ],
    [
      "a group in every item, and what it says elsewhere",
      [
        { ...base, bearer: "r", effect: "valid", condition: filled("r/f13") },
        { ...base, effect: "require", target: "r/f15", condition: equals("r/f12", false) },
      ],
    ],
  ])("%s", (_name, rules) => {
    expectSameAsByHand(offeringOf(rules));
  });

  it("are as many as trying everything out finds", () => {
    fc.assert(
      fc.property(
        randomRules,
        fc.nat(4),
        fc.constantFrom("", "g", "h", "k"),
        (rules, claims, bearer) => {
          const claiming = rules.map((rule, index): Rule =>
            index < claims ? { ...rule, bearer, effect: "valid" } : rule,
          );
          expectSameAsByHand(offeringOf(claiming.slice(0, 5)));
        },
      ),
      { numRuns: 30 },
    );
  });
});
