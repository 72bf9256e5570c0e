import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers } from "./answers.ts";
import { savePage } from "./change-answers.ts";
import { buildDocument } from "./document.ts";
import { offeringOf, randomAnswers, randomRules, randomState } from "./fixtures/random-rules.ts";
import { evaluateJourney, stepAt, type Journey } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { validatePageForm, visibleNodes } from "./page-form-check.ts";
import type { FormField, FormNode, RawInput } from "./page-form.ts";
import { rawOf, showPage } from "./shown-page.ts";

const today = "2026-03-01";
const options = { numRuns: 300 };

function documentOf(journey: Journey) {
  return buildDocument(journey, {
    reference: "R",
    submittedAt: "2026-03-01T10:00:00Z",
    municipality: { ars: "050000000000", name: "Musterstadt" },
    language: "de",
    words: { yes: "Ja", no: "Nein", declared: "Bestätigt" },
    assuranceLevel: "none",
  });
}
function standings(journey: Journey) {
  return journey.steps.map(({ address, complete, fields }) => ({
    address,
    complete,
    fields: fields.map(({ name, required }) => [name, required]),
  }));
}
function fieldsOf(nodes: readonly FormNode[]): readonly FormField[] {
  return nodes.flatMap((node) => (node.type === "group" ? fieldsOf(node.children) : [node]));
}
/** What of the journey's values was asked on one of its steps. */
function valuesAt(journey: Journey, address: string) {
  const names = stepAt(journey, address)?.fields.map(({ name }) => name) ?? [];
  return Object.fromEntries(
    names.flatMap((name) => (name in journey.values ? [[name, journey.values[name]]] : [])),
  );
}

describe("rules", () => {
  it("come to rest: what does not count makes no difference", () => {
    fc.assert(
      fc.property(randomRules, randomAnswers, randomState, (rules, answers, state) => {
        const offering = offeringOf(rules);
        const journey = evaluateJourney(offering, answers, state);
        const counted = { ...answers, values: journey.values };
        const again = evaluateJourney(offering, counted, state);
        expect(again.values).toEqual(journey.values);
        const fields = (of: Journey) => standings(of).map((step) => step.fields);
        expect(fields(again)).toEqual(fields(journey));
      }),
      options,
    );
  });

  it("never let a forbidden value into the document, and never take it from the draft", () => {
    fc.assert(
      fc.property(randomRules, randomAnswers, randomState, (rules, answers, state) => {
        const offering = offeringOf(rules);
        const before = structuredClone(answers);
        const journey = evaluateJourney(offering, answers, state);
        const document = JSON.stringify(documentOf(journey));
        for (const [name, value] of Object.entries(answers.values)) {
          if (typeof value !== "string" || !value.startsWith("<")) continue;
          const { forbidden } = standingByHand(journey, name);
          expect(document.includes(JSON.stringify(value))).toBe(name in journey.values);
          if (forbidden) expect(name in journey.values).toBe(false);
        }
        let saved: Answers = answers;
        for (const step of journey.steps) {
          const form = showPage(journey, step, "de", today);
          saved = savePage(saved, validatePageForm(form, rawOf(form, journey)));
        }
        const asked = new Set(
          journey.steps.flatMap(({ fields }) => fields.map(({ name }) => name)),
        );
        for (const [name, value] of Object.entries(before.values)) {
          if (!asked.has(name)) expect(saved.values[name]).toEqual(value);
        }
      }),
      options,
    );
  });

  it("say the same when said twice", () => {
    fc.assert(
      fc.property(randomRules, randomAnswers, randomState, (rules, answers, state) => {
        const offering = offeringOf(rules);
        const { service } = offering;
        const twice = compileOffering({ ...service, rules: [...service.rules, ...service.rules] });
        expect(standings(evaluateJourney(twice, answers, state))).toEqual(
          standings(evaluateJourney(offering, answers, state)),
        );
      }),
      options,
    );
  });

  it("keep the items of a group apart", () => {
    fc.assert(
      fc.property(randomRules, randomAnswers, randomAnswers, (rules, answers, others) => {
        const perItem = rules.filter(
          (one) => "target" in one && one.target?.startsWith("r/") === true,
        );
        const offering = offeringOf(perItem);
        const items = { r: ["1", "2"] };
        const first = (values: Answers["values"]) =>
          Object.entries(values).filter(([name]) => !name.startsWith("r:2/"));
        const second = Object.entries(others.values).filter(([name]) => name.startsWith("r:2/"));
        // What asks for all items together is meant to see them all.
        const isAlone = offering.service.rules.every(
          ({ condition }) => !JSON.stringify(condition).includes('"field":"r"'),
        );
        fc.pre(isAlone);
        const left = { items, values: Object.fromEntries(first(answers.values)) };
        const right = { items, values: { ...left.values, ...Object.fromEntries(second) } };
        const at = (one: Answers) =>
          standings(evaluateJourney(offering, one)).filter(({ address }) => address === "je/1");
        expect(at(right)).toEqual(at(left));
      }),
      options,
    );
  });
});

describe("a page", () => {
  it("shows what the journey says, before and after its answers change", () => {
    fc.assert(
      fc.property(
        randomRules,
        randomAnswers,
        randomAnswers,
        randomState,
        (rules, answers, others, state) => {
          const offering = offeringOf(rules);
          const journey = evaluateJourney(offering, answers, state);
          for (const step of journey.steps) {
            if (step.placed.page.kind === "items") continue;
            const form = showPage(journey, step, "de", today);
            expectSame(rawOf(form, journey), journey);
            const names = new Set(fieldsOf(form.nodes).map(({ name }) => name));
            const typed = {
              ...answers,
              values: Object.fromEntries([
                ...Object.entries(answers.values).filter(([name]) => !names.has(name)),
                ...Object.entries(others.values).filter(([name]) => names.has(name)),
              ]),
            };
            const after = evaluateJourney(offering, typed, state);
            expectSame(rawOf(form, after), after);

            function expectSame(raw: RawInput, wanted: Journey): void {
              const shown = fieldsOf(visibleNodes(form, raw));
              expect(shown.map(({ name, required }) => [name, required])).toEqual(
                stepAt(wanted, step.address)?.fields.map(({ name, required }) => [
                  name,
                  required,
                ]) ?? [],
              );
              expect(validatePageForm(form, raw).values).toEqual(valuesAt(wanted, step.address));
            }
          }
        },
      ),
      options,
    );
  });
});

/** Whether a rule over the node or a group around it forbids it, looked up without the engine's memory. */
function standingByHand(journey: Journey, name: string): { forbidden: boolean } {
  const path = name.replace(/:[^/]*/g, "");
  const item = /:([^/]*)/.exec(name)?.[1];
  const inScope = (one: string) => (item === undefined ? one : one.replace(/^r\//, `r:${item}/`));
  const forbidden = journey.offering.service.rules.some(
    (one) =>
      one.effect === "forbid" &&
      (path === one.target || path.startsWith(`${one.target}/`)) &&
      // Over the whole list the rule is read outside its items.
      (one.target === "r"
        ? journey.standing.holds(one.condition)
        : journey.standing.holds(one.condition, inScope)),
  );
  return { forbidden };
}
