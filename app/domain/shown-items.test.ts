import { describe, expect, it } from "vitest";
import { fileURLToPath } from "node:url";
import { readPackage } from "../catalogue/read-package.server.ts";
import { noAnswers, type Answers } from "./answers.ts";
import { evaluateJourney, isReachable, stepAt } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { hasOpenItem, showItems } from "./shown-items.ts";
import { stepBack } from "./step-back.ts";

const folder = new URL("../../db/seed/services/alle-feldarten", import.meta.url);
const { pages, ...service } = await readPackage(fileURLToPath(folder));
// Children, and in each their vaccinations: lists within lists.
const offering = compileOffering({
  ...service,
  pages: pages.filter(({ id }) => ["kind", "impfung", "impfungen", "kinder"].includes(id)),
});
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };

const child = (item: string) => ({
  [`kinder:${item}/vorname`]: `Kind ${item}`,
  [`kinder:${item}/geboren`]: "2018-02-28",
});
const journeyOf = (answers: Answers) => evaluateJourney(offering, answers);
function at(answers: Answers, address: string) {
  const journey = journeyOf(answers);
  const step = stepAt(journey, address);
  if (!step) throw new Error(`no ${address}: ${journey.steps.map((one) => one.address).join()}`);
  return { journey, step };
}
const reaches = (answers: Answers, address: string) => {
  const { journey, step } = at(answers, address);
  return isReachable(journey, step);
};

const two: Answers = { values: child("1"), items: { kinder: ["1", "2"] } };
const nested: Answers = {
  values: { ...child("1"), ...child("2") },
  items: { kinder: ["1", "2"], "kinder:1/impfungen": ["x"] },
};

describe("a list of items", () => {
  it("shows the items that must be there from the start", () => {
    const { journey, step } = at(noAnswers, "kinder");
    expect(showItems(journey, step, "de", words)).toMatchObject({
      name: "kinder",
      items: [{ id: "1", title: { text: "Kind 1" }, address: "kind/1", complete: false }],
    });
  });

  it("marks what is not complete, in nested lists, too", () => {
    const { journey, step } = at(two, "kinder");
    expect(showItems(journey, step, "de", words)?.items).toMatchObject([
      { title: { text: "Kind 1: Kind 1" }, complete: true },
      { title: { text: "Kind 2" }, address: "kind/2", complete: false },
    ]);
    expect(hasOpenItem(journey, step)).toBe(true);
    const inner = at(nested, "kinder");
    expect(showItems(inner.journey, inner.step, "de", words)?.items).toMatchObject([
      { complete: false },
      { complete: true },
    ]);
  });

  it("belongs to its own outer item alone", () => {
    const { journey, step } = at(nested, "impfungen/2");
    expect(showItems(journey, step, "de", words)).toMatchObject({
      name: "kinder:2/impfungen",
      items: [],
    });
    expect(hasOpenItem(journey, step)).toBe(false);
    const first = at(nested, "impfungen/1");
    expect(hasOpenItem(first.journey, first.step)).toBe(true);
  });
});

describe("with an item that is not complete", () => {
  it("one gets to its list and to the other items, to take it away or to go on elsewhere", () => {
    const open: Answers = { values: child("2"), items: { kinder: ["1", "2"] } };
    expect(reaches(open, "kind/1")).toBe(true);
    expect(reaches(open, "kind/2")).toBe(true);
    expect(reaches(open, "kinder")).toBe(true);
  });

  it("one does not get past the inner list, but around it", () => {
    expect(reaches(nested, "impfung/1.x")).toBe(true);
    expect(reaches(nested, "impfungen/1")).toBe(true);
    expect(reaches(nested, "kind/2")).toBe(true);
    expect(reaches(nested, "kinder")).toBe(true);
  });

  it("one does not get to later pages of the same item", () => {
    expect(reaches(noAnswers, "impfungen/1")).toBe(false);
  });
});

describe("back", () => {
  const back = (answers: Answers, address: string) => {
    const { journey, step } = at(answers, address);
    return stepBack(journey, step)?.address;
  };

  it("leads from an added item to the list in which it was added", () => {
    expect(back(two, "kind/2")).toBe("kinder");
    expect(back(nested, "impfung/1.x")).toBe("impfungen/1");
  });

  it("leads from an item that must be there to the page before", () => {
    expect(back(two, "kind/1")).toBeUndefined();
    expect(back(two, "impfungen/1")).toBe("kind/1");
    expect(back(two, "kinder")).toBe("impfungen/2");
  });
});
