import { describe, expect, it } from "vitest";
import { noAnswers, type Answers } from "./answers.ts";
import { addItem, removeItem } from "./change-answers.ts";
import { checkJourney } from "./check-journey.ts";
import { checkService } from "./check-service.ts";
import { buildDocument } from "./document.ts";
import { dogService } from "./fixtures/dog-service.ts";
import {
  evaluateJourney,
  isComplete,
  isReachable,
  nextStep,
  previousStep,
  stepAt,
} from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { applyOverlay } from "./overlay/apply-overlay.ts";

const offering = compileOffering(dogService);
const journeyOf = (answers: Answers) => evaluateJourney(offering, answers);
const addresses = (answers: Answers): string[] =>
  journeyOf(answers).steps.map(({ address }) => address);

const one: Answers = {
  values: { "owner/name": "Erika", "owner/moved": false, "dogs:1/call": "Bello" },
  items: {},
};

describe("evaluateJourney", () => {
  it("accepts the fixture", () => {
    expect(checkService(dogService)).toEqual([]);
  });

  it("starts with the smallest number of items and asks the first page first", () => {
    const journey = journeyOf(noAnswers);
    expect(addresses(noAnswers)).toEqual(["halter", "hund/1", "impfungen/1", "hunde"]);
    expect(journey.furthest).toBe(0);
    const [first, second] = journey.steps;
    expect(first && isReachable(journey, first)).toBe(true);
    expect(second && isReachable(journey, second)).toBe(false);
  });

  it("is complete without a single flag of progress", () => {
    expect(isComplete(journeyOf(one))).toBe(true);
    expect(checkJourney(journeyOf(one), "2026-03-01")).toEqual([]);
  });

  it("asks for what a condition makes relevant, and drops it when it no longer is", () => {
    const moved = { ...one, values: { ...one.values, "owner/moved": true } };
    expect(journeyOf(moved).furthest).toBe(0);
    const answered = { ...moved, values: { ...moved.values, "owner/from": "Bonn" } };
    expect(journeyOf(answered).values["owner/from"]).toBe("Bonn");
    const back = { ...answered, values: { ...answered.values, "owner/moved": false } };
    expect(journeyOf(back).values["owner/from"]).toBeUndefined();
    expect(back.values["owner/from"]).toBe("Bonn");
  });

  it("counts no answer to a question that nobody is asked any more", () => {
    const answers = {
      ...one,
      values: { ...one.values, "owner/moved": true, "owner/from": "Bonn" },
    };
    const dropped = { "node:owner/from:omitted": { value: true, base: false } };
    const without = compileOffering(applyOverlay(dogService, dropped));
    const journey = evaluateJourney(without, answers);
    expect(journey.values["owner/moved"]).toBe(true);
    expect(journey.values["owner/from"]).toBeUndefined();
    // Nor does a rule that looks at it.
    expect(journey.source.answer("owner/from")).toBeUndefined();
    expect(isComplete(journey)).toBe(true);
  });

  it("repeats pages per item, nested ones too, with ids that survive removal", () => {
    let answers = addItem(one, "dogs", ["1"], "b");
    answers = addItem(answers, "dogs:b/shots", [], "x");
    expect(addresses(answers)).toEqual([
      "halter",
      "hund/1",
      "impfungen/1",
      "hund/b",
      "impfung/b.x",
      "impfungen/b",
      "hunde",
    ]);
    answers = {
      ...answers,
      values: { ...answers.values, "dogs:b/call": "Luna", "dogs:b/shots:x/on": "2026-01-02" },
    };
    answers = removeItem(answers, "dogs", ["1", "b"], "1");
    expect(addresses(answers)).toEqual(["halter", "hund/b", "impfung/b.x", "impfungen/b", "hunde"]);
    expect(answers.values).toMatchObject({ "dogs:b/call": "Luna" });
    expect(Object.keys(answers.values).some((path) => path.startsWith("dogs:1"))).toBe(false);
  });

  it("refuses too many items", () => {
    const many = { ...one, items: { dogs: ["1", "2", "3", "4"] } };
    const journey = journeyOf({
      ...many,
      values: {
        ...one.values,
        ...Object.fromEntries(["1", "2", "3", "4"].map((id) => [`dogs:${id}/call`, id])),
      },
    });
    expect(checkJourney(journey, "2026-03-01").map(({ code }) => code)).toEqual(["items.count"]);
  });

  it("goes forwards and backwards over the same pages", () => {
    const journey = journeyOf(addItem(one, "dogs", ["1"], "b"));
    const forwards: string[] = [];
    for (let at = journey.steps[0]; at; at = nextStep(journey, at)) forwards.push(at.address);
    const backwards: string[] = [];
    for (let at = journey.steps.at(-1); at; at = previousStep(journey, at)) {
      backwards.unshift(at.address);
    }
    expect(forwards).toEqual(backwards);
    expect(stepAt(journey, "hund/zz")).toBeUndefined();
  });

  it("builds the document from what counts only", () => {
    const answers = { ...one, values: { ...one.values, "owner/from": "verborgen" } };
    const document = buildDocument(journeyOf(answers), {
      reference: "R",
      submittedAt: "2026-03-01T10:00:00Z",
      municipality: { ars: "000000000000", name: "Musterstadt" },
      language: "de",
      words: { yes: "Ja", no: "Nein", declared: "Bestätigt" },
      assuranceLevel: "none",
    });
    expect(document.data).toEqual({
      owner: { name: "Erika", moved: false },
      dogs: [{ call: "Bello" }],
    });
    expect(document.summary.map(({ title }) => title)).toEqual([
      "Halter",
      "Ihr Hund – Hund 1: Bello",
    ]);
    expect(document.summary[0]?.rows.map(({ values }) => values)).toEqual([["Erika"], ["Nein"]]);
  });
});

describe("checkService", () => {
  it("names what is wrong", () => {
    const pages = dogService.pages.filter(({ id }) => id !== "impfung");
    expect(checkService({ ...dogService, pages })).toEqual([
      { code: "fieldOnNoPage", path: "dogs/shots/on" },
    ]);
    const forward = structuredClone(dogService);
    const first = forward.nodes[0];
    if (first) first.when = { op: "empty", field: "dogs/call" };
    expect(checkService(forward)).toEqual([
      { code: "conditionLooksForward", path: "owner", detail: "dogs/call" },
    ]);
  });
});
