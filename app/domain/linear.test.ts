import { describe, expect, it } from "vitest";
import type { Condition } from "./condition.ts";
import { evaluateJourney } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { validatePageForm } from "./page-form-check.ts";
import type { Rule } from "./rule.ts";
import { serviceSchema } from "./service.ts";
import { rawOf, showPage } from "./shown-page.ts";

const text = (de: string): { de: string } => ({ de });
const perPage = 10;

/** How often conditions were looked into and answers read: work, not time. */
interface Work {
  conditions: number;
  answers: number;
}

/** As many fields and rules, each of which hangs on the field behind it, on its group, and on the last field of all. */
function growing(count: number, work: Work) {
  const path = (index: number): string =>
    `g${String(Math.floor(index / perPage))}/f${String(index)}`;
  const counted = (condition: Condition): Condition =>
    Object.defineProperty({ ...condition }, "op", {
      enumerable: true,
      get: () => {
        work.conditions += 1;
        return condition.op;
      },
    });
  const groups = Array.from({ length: count / perPage }, (_, group) => `g${String(group)}`);
  const service = serviceSchema.parse({
    schemaVersion: 1,
    id: "gross",
    version: "1",
    name: text("Groß"),
    languages: ["de"],
    description: { summary: text("Groß") },
    nodes: groups.map((id, group) => ({
      type: "group",
      id,
      label: text(id),
      children: Array.from({ length: perPage }, (_, index) => ({
        type: "field",
        id: `f${String(group * perPage + index)}`,
        label: text("Frage"),
        kind: "text",
        required: false,
        options: {},
      })),
    })),
    pages: groups.map((id) => ({ kind: "questions", id, title: text(id), nodes: [id] })),
  });
  const rules = Array.from({ length: count - 1 }, (_, index): readonly Rule[] => {
    const base = { id: `R${String(index)}`, bearer: "", target: path(index) };
    const next = counted({ op: "equals", field: path(index + 1), value: "nein" });
    const last = counted({ op: "equals", field: path(count - 1), value: "ja" });
    const later = groups[Math.floor(index / perPage) + 1];
    return [
      { ...base, effect: "forbid", condition: next },
      { ...base, effect: "require", condition: last },
      ...(later === undefined
        ? []
        : [
            {
              ...base,
              effect: "valid" as const,
              condition: counted({ op: "empty", field: later }),
            },
          ]),
    ];
  });
  const values = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [path(index), index % 3 === 0 ? "nein" : "ja"]),
  );
  const answers = {
    items: {},
    values: new Proxy(values, {
      get: (target, name, receiver): unknown => {
        work.answers += 1;
        return Reflect.get(target, name, receiver);
      },
    }),
  };
  return { offering: compileOffering({ ...service, rules: rules.flat() }), answers };
}

function workOf(count: number): { journey: Work; page: Work } {
  const work: Work = { conditions: 0, answers: 0 };
  const { offering, answers } = growing(count, work);
  const start = (): void => {
    work.conditions = 0;
    work.answers = 0;
  };
  start();
  const journey = evaluateJourney(offering, answers, "05");
  const whole = { ...work };
  const [step] = journey.steps;
  if (!step) throw new Error("no page");
  // What is derived from the offering alone is made once.
  showPage(journey, step, "de", "2026-03-01");
  start();
  const form = showPage(journey, step, "de", "2026-03-01");
  validatePageForm(form, rawOf(form, journey));
  return { journey: whole, page: { ...work } };
}

describe("evaluation", () => {
  const sizes = [100, 200, 400, 800];
  const works = sizes.map((size) => ({ size, ...workOf(size) }));

  it.each(works)("of $size fields asks each condition and answer a few times", (one) => {
    expect(one.journey.conditions).toBeGreaterThan(one.size);
    expect(one.journey.conditions).toBeLessThan(6 * one.size);
    expect(one.journey.answers).toBeLessThan(4 * one.size);
  });

  it("grows with the form and not with its square", () => {
    for (const [index, { journey }] of works.entries()) {
      const before = works[index - 1]?.journey;
      if (!before) continue;
      expect(journey.conditions / before.conditions).toBeLessThan(2.2);
      expect(journey.answers / before.answers).toBeLessThan(2.2);
    }
  });

  it("of a page costs the same however long the form is", () => {
    const costs = works.map(({ page }) => page.answers);
    expect(Math.min(...costs)).toBeGreaterThanOrEqual(perPage);
    expect(Math.max(...costs)).toBeLessThan(1.1 * Math.min(...costs));
  });

  it("does not run out of stack where everything hangs on the end", () => {
    expect(() => workOf(2000)).not.toThrow();
  });
});
