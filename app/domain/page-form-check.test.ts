import { describe, expect, it } from "vitest";
import { noAnswers, type Answers } from "./answers.ts";
import { savePage } from "./change-answers.ts";
import { dogService } from "./fixtures/dog-service.ts";
import { evaluateJourney, stepAt } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { validatePageForm, visibleNodes } from "./page-form-check.ts";
import { rawOf, showPage } from "./shown-page.ts";

const offering = compileOffering(dogService);
function open(address: string, answers: Answers = noAnswers) {
  const journey = evaluateJourney(offering, answers);
  const step = stepAt(journey, address);
  if (!step) throw new Error(`no page ${address}`);
  return { journey, form: showPage(journey, step, "de", "2026-03-01") };
}

describe("validatePageForm", () => {
  it("names what is missing", () => {
    const { form } = open("halter");
    expect(validatePageForm(form, {}).errors).toEqual([
      { name: "owner/name", code: "required" },
      { name: "owner/moved", code: "required" },
    ]);
  });

  it("asks for a question that has just become relevant instead of reporting it", () => {
    const { form } = open("halter");
    const raw = { "owner/name": "Erika", "owner/moved": "true" };
    const first = validatePageForm(form, raw);
    expect(first.errors).toEqual([]);
    expect(first.fresh).toEqual(["owner/from"]);
    const second = validatePageForm(form, { ...raw, _shown: "owner/from", "owner/from": "" });
    expect(second.fresh).toEqual([]);
    expect(second.errors).toEqual([{ name: "owner/from", code: "required" }]);
  });

  it("ignores what a hidden or foreign control sends", () => {
    const { form } = open("halter");
    const check = validatePageForm(form, {
      "owner/name": "Erika",
      "owner/moved": "false",
      "owner/from": "Bonn",
      "dogs:1/call": "Bello",
      constructor: "x",
    });
    expect(check.values).toEqual({ "owner/name": "Erika", "owner/moved": false });
    expect(savePage({ values: { "owner/from": "Köln" }, items: {} }, check).values).toEqual({
      "owner/from": "Köln",
      "owner/name": "Erika",
      "owner/moved": false,
    });
  });

  it("refuses codes that are not in the list", () => {
    const { form } = open("hund/1", {
      values: { "owner/name": "E", "owner/moved": false },
      items: {},
    });
    const check = validatePageForm(form, { "dogs:1/call": "Bello", "dogs:1/breed": "99" });
    expect(check.errors).toEqual([{ name: "dogs:1/breed", code: "choice.unknown" }]);
  });

  it("counts files only where told to", () => {
    const { form } = open("hund/1", {
      values: { "owner/name": "E", "owner/moved": false },
      items: {},
    });
    const raw = { "dogs:1/call": "Bello", "dogs:1/breed": "02", _shown: ["dogs:1/proof"] };
    expect(validatePageForm(form, raw).errors).toEqual([]);
    expect(validatePageForm(form, raw, { files: true }).errors).toEqual([
      { name: "dogs:1/proof", code: "file.required" },
    ]);
  });

  it("shows again what was stored", () => {
    const answers = {
      values: { "owner/name": "Erika", "owner/moved": true, "owner/from": "Bonn" },
      items: {},
    };
    const { journey, form } = open("halter", answers);
    const raw = rawOf(form, journey);
    expect(raw).toEqual({ "owner/name": "Erika", "owner/moved": "true", "owner/from": "Bonn" });
    expect(validatePageForm(form, raw).values).toEqual(answers.values);
    expect(visibleNodes(form, { ...raw, "owner/moved": "false" })).toMatchObject([
      { children: [{ name: "owner/name" }, { name: "owner/moved" }] },
    ]);
  });
});
