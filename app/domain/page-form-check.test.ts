import { describe, expect, it } from "vitest";
import { noAnswers, type Answers } from "./answers.ts";
import { savePage } from "./change-answers.ts";
import { dogService } from "./fixtures/dog-service.ts";
import { completeAnswers, rulesService } from "./fixtures/rules-service.ts";
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

describe("a page with rules", () => {
  const ruled = compileOffering(rulesService);
  function openRuled(address: string, changes: Answers["values"] = {}) {
    const values = { ...completeAnswers.values, ...changes };
    const journey = evaluateJourney(ruled, { items: {}, values }, "01");
    const step = stepAt(journey, address);
    if (!step) throw new Error(`no page ${address}`);
    const form = showPage(journey, step, "de", "2026-03-01");
    return { form, raw: rawOf(form, journey) };
  }

  it("asks for a question above what brings it up, and for what has become mandatory", () => {
    const { form, raw } = openRuled("antrag", { "antrag/grund": "" });
    const first = validatePageForm(form, { ...raw, "antrag/grund": "", "antrag/art": "b" });
    expect(first.errors).toEqual([]);
    expect(first.fresh).toEqual(["antrag/oben", "antrag/grund"]);
    const shown = ["antrag/oben", "antrag/grund!"];
    const second = validatePageForm(form, {
      ...raw,
      "antrag/grund": "",
      "antrag/art": "b",
      _shown: shown,
    });
    expect(second.fresh).toEqual([]);
    expect(second.errors).toEqual([
      { name: "antrag/oben", code: "required" },
      { name: "antrag/grund", code: "required" },
    ]);
  });

  it("offers and takes only the codes that a rule leaves", () => {
    const { form, raw } = openRuled("antrag");
    const codesAt = (art: string) =>
      visibleNodes(form, { ...raw, "antrag/art": art })
        .flatMap((node) => (node.type === "group" ? node.children : []))
        .flatMap((node) =>
          node.name === "antrag/zweck" && "choices" in node ? (node.choices ?? []) : [],
        )
        .map(({ code }) => code);
    expect(codesAt("a")).toEqual(["x", "y"]);
    expect(codesAt("c")).toEqual(["x", "y", "z"]);
    const check = validatePageForm(form, { ...raw, "antrag/zweck": "z" });
    expect(check.errors).toEqual([{ name: "antrag/zweck", code: "choice.notAllowed" }]);
    expect(check.values["antrag/zweck"]).toBeUndefined();
  });

  it("tells at the first control what must hold among the answers", () => {
    const { form, raw } = openRuled("personen");
    const both = { ...raw, "wohnung/ausland/staat": "Dänemark" };
    expect(validatePageForm(form, both).errors).toEqual([
      {
        name: "wohnung/inland/ort",
        code: "rule",
        params: {
          text: { text: "Bitte nennen Sie entweder den Ort im Inland oder den Staat im Ausland." },
        },
      },
    ]);
    expect(validatePageForm(form, raw).errors).toEqual([]);
    const required = openRuled("personen", { "antrag/art": "b", "vertreter/name": "Max" });
    expect(validatePageForm(required.form, required.raw).errors).toEqual([
      { name: "kontakt/telefon", code: "groupRequired", params: { group: { text: "kontakt" } } },
    ]);
  });

  it("tells open rules once, at their bearer, in plain words", () => {
    const { form } = openRuled("antrag");
    expect(form.notes).toEqual([{ text: "Zu „oben“ gilt das Gesetz." }]);
    expect(form.nodes[0]?.notes).toEqual([{ text: "Wenn „Oben“ leer ist, dann bitte anrufen." }]);
    expect(openRuled("schluss").form).not.toHaveProperty("notes");
  });
});
