import { describe, expect, it } from "vitest";
import { noAnswers, type Answers } from "./answers.ts";
import { checkJourney } from "./check-journey.ts";
import { checkService } from "./check-service.ts";
import { buildData } from "./document.ts";
import { completeAnswers, rulesService } from "./fixtures/rules-service.ts";
import { evaluateJourney, isComplete, stepAt, type Journey } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { showItems } from "./shown-items.ts";

const offering = compileOffering(rulesService);
const words = { yes: "Ja", no: "Nein", declared: "Ja" };

function journeyOf(changes: Answers["values"] = {}, more: Partial<Answers> = {}, state = "01") {
  const values = { ...completeAnswers.values, ...changes };
  return evaluateJourney(offering, { ...noAnswers, ...more, values }, state);
}
function fieldsOf(journey: Journey, address: string) {
  return (stepAt(journey, address)?.fields ?? []).map(
    ({ name, required }) => name + (required ? "!" : ""),
  );
}
const addresses = (journey: Journey) => journey.steps.map(({ address }) => address);
const openCodes = (journey: Journey) =>
  checkJourney(journey, "2026-03-01").map(({ step, name, code }) => [step.address, name, code]);

describe("a journey with rules", () => {
  it("accepts the fixture", () => {
    expect(checkService(rulesService)).toEqual([]);
    expect(isComplete(journeyOf())).toBe(true);
    expect(openCodes(journeyOf())).toEqual([]);
  });

  it("leaves out what is forbidden, and keeps it in the draft", () => {
    const journey = journeyOf({ "antrag/oben": "geheim" });
    expect(fieldsOf(journey, "antrag")).toEqual(["antrag/art!", "antrag/zweck", "antrag/grund"]);
    expect(journey.values["antrag/oben"]).toBeUndefined();
    expect(JSON.stringify(buildData(journey))).not.toContain("geheim");
    expect(journey.answers.values["antrag/oben"]).toBe("geheim");
  });

  it("makes mandatory what its multiplicity leaves open", () => {
    expect(fieldsOf(journeyOf({ "antrag/art": "b" }), "antrag")).toEqual([
      "antrag/oben!",
      "antrag/art!",
      "antrag/zweck",
      "antrag/grund!",
    ]);
  });

  it("lets a later answer take an earlier page away, and what hangs on it", () => {
    expect(addresses(journeyOf())).toContain("alt");
    expect(fieldsOf(journeyOf(), "schluss")).toContain("schluss/folge");
    const journey = journeyOf({ "schluss/neu": true, "schluss/folge": "Rest" });
    expect(addresses(journey)).not.toContain("alt");
    expect(fieldsOf(journey, "schluss")).not.toContain("schluss/folge");
    expect(buildData(journey)).not.toHaveProperty("alt");
    expect(buildData(journey)).toMatchObject({ schluss: { neu: true } });
  });

  it("asks for the presence of a group only where no rule settles it", () => {
    expect(fieldsOf(journeyOf(), "personen")).toContain("vertreter-vorhanden!");
    const required = fieldsOf(journeyOf({ "antrag/art": "b" }), "personen");
    expect(required).not.toContain("vertreter-vorhanden!");
    expect(required).toContain("vertreter/name!");
    const forbidden = journeyOf({ "antrag/art": "c", "vertreter-vorhanden": true });
    expect(fieldsOf(forbidden, "personen")).not.toContain("vertreter-vorhanden!");
    expect(fieldsOf(forbidden, "personen")).not.toContain("vertreter/name!");
  });

  it("wants an answer in a required group without mandatory questions", () => {
    const b = {
      "antrag/art": "b",
      "antrag/oben": "o",
      "vertreter/name": "Max Mustermann",
    };
    expect(openCodes(journeyOf(b))).toEqual([["personen", "kontakt/telefon", "rule"]]);
    expect(openCodes(journeyOf({ ...b, "kontakt/post": "Bonn" }))).toEqual([]);
  });

  it("asks anew where an answer may no longer be chosen", () => {
    const journey = journeyOf({ "antrag/zweck": "z" });
    expect(journey.values["antrag/zweck"]).toBeUndefined();
    expect(openCodes(journey)).toEqual([["antrag", "antrag/zweck", "choice.notAllowed"]]);
    expect(openCodes(journeyOf({ "antrag/art": "c", "antrag/zweck": "z" }))).toEqual([]);
  });

  it("refuses answers that break what must hold", () => {
    const both = journeyOf({ "wohnung/ausland/staat": "Dänemark" });
    expect(openCodes(both)).toEqual([["personen", "wohnung/inland/ort", "rule"]]);
    expect(isComplete(both)).toBe(false);
  });

  it("tells in the review what is wrong between pages", () => {
    const journey = journeyOf({ "antrag/grund": "" });
    expect(isComplete(journey)).toBe(true);
    expect(openCodes(journey)).toEqual([["schluss", "schluss/nachweis", "rule"]]);
  });

  it("asks per Land", () => {
    expect(fieldsOf(journeyOf(), "schluss")).not.toContain("schluss/land!");
    expect(fieldsOf(journeyOf({}, {}, "05"), "schluss")).toContain("schluss/land!");
    const unknown = evaluateJourney(offering, completeAnswers);
    expect(fieldsOf(unknown, "schluss")).not.toContain("schluss/land!");
  });

  it("reads rules per item", () => {
    const journey = journeyOf(
      {
        "kinder:p/minderjaehrig": true,
        "kinder:q/minderjaehrig": false,
        "kinder:q/vormund": "verborgen",
        "kinder:q/name": "Mia",
        "kinder:p/geburt/tag": 31,
        "kinder:p/geburt/monat": 2,
        "kinder:p/geburt/jahr": 2020,
      },
      { items: { kinder: ["p", "q"] } },
    );
    expect(fieldsOf(journey, "kind/p")).toContain("kinder:p/vormund!");
    expect(fieldsOf(journey, "kind/q").join()).not.toContain("vormund");
    expect(JSON.stringify(buildData(journey))).not.toContain("verborgen");
    expect(stepAt(journey, "kind/p")?.broken.map(({ rule }) => rule.id)).toEqual(["R12"]);
    expect(stepAt(journey, "kind/q")?.broken).toEqual([]);
  });

  it("wants an item in a required list", () => {
    const journey = journeyOf({ "antrag/zweck": "y" });
    const list = stepAt(journey, "kinder");
    expect(list?.complete).toBe(false);
    expect(list && showItems(journey, list, "de", words)?.min).toBe(1);
    expect(openCodes(journey)).toEqual([["kinder", undefined, "items.count"]]);
  });
});

describe("checkService", () => {
  const withRules = (...rules: typeof rulesService.rules) => ({ ...rulesService, rules });
  const [first] = rulesService.rules;
  if (first?.effect !== "forbid") throw new Error("the fixture begins with a forbid");

  it("quotes the sentences of rules that turn in a circle", () => {
    const one = { ...first, sentence: "Eins", condition: { op: "empty", field: "alt" } } as const;
    const two = {
      ...first,
      id: "Z",
      target: "alt",
      sentence: "Zwei",
      condition: { op: "empty", field: "antrag" },
    } as const;
    const problems = checkService(withRules(one, two));
    expect(problems.map(({ code }) => code)).toContain("ruleCycle");
    const details = problems.map(({ detail }) => detail).join();
    expect(details).toContain("Eins");
    expect(details).toContain("Zwei");
  });

  it("refuses a rule that hides what it looks at", () => {
    const self = { ...first, target: "antrag", sentence: "Selbst" };
    expect(checkService(withRules(self))).toMatchObject([
      { code: "ruleCycle", detail: "»Selbst«" },
    ]);
  });

  it("quotes both sentences where one requires what the other forbids", () => {
    const require = { ...first, effect: "require", sentence: "Doch" } as const;
    expect(checkService(withRules(first, require))).toEqual([
      {
        code: "ruleClash",
        path: "antrag/oben",
        detail: "»Doch« / »Nur bei Art b ist „oben“ zu füllen.«",
      },
    ]);
    // In other words, and over a group around it.
    const same = {
      ...require,
      target: "vertreter/name",
      condition: { op: "in", field: "antrag/art", values: ["c"] },
    } as const;
    const forbid = {
      ...first,
      target: "vertreter",
      condition: { op: "equals", field: "antrag/art", value: "c" },
    } as const;
    expect(checkService(withRules(same, forbid)).map(({ code }) => code)).toEqual(["ruleClash"]);
    // An exception from a duty is no contradiction.
    const always = { ...same, condition: { op: "always" } } as const;
    expect(checkService(withRules(always, forbid))).toEqual([]);
  });

  it("names what does not exist", () => {
    const nowhere = { ...first, target: "antrag/nichts" };
    expect(checkService(withRules(nowhere))).toEqual([
      { code: "unknownRuleNode", path: "antrag", detail: "R1: antrag/nichts" },
    ]);
    const options = rulesService.rules.find(({ effect }) => effect === "options");
    if (options?.effect !== "options") throw new Error("no such rule");
    expect(checkService(withRules({ ...options, codes: ["x", "q"] }))).toEqual([
      { code: "ruleOptions", path: "antrag/zweck", detail: "R3: q" },
    ]);
  });
});
