import { describe, expect, it } from "vitest";
import { completeAnswers, rulesService } from "#app/domain/fixtures/rules-service.ts";
import { evaluateJourney, stepAt } from "#app/domain/journey.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import { rawOf, showPage } from "#app/domain/shown-page.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { controlNames, sentBy, tagsOf } from "./fixtures/read-html.ts";
import { renderForm } from "./fixtures/render-form.tsx";

describe("rules", () => {
  const offering = compileOffering(rulesService);
  const journey = evaluateJourney(offering, completeAnswers, "01");
  const pageAt = (address: string) => {
    const step = stepAt(journey, address);
    if (!step) throw new Error(`no page ${address}`);
    const form = showPage(journey, step, "de", "2026-03-01");
    return { form, raw: rawOf(form, journey) };
  };
  const { form, raw } = pageAt("antrag");

  it("show what applies, and tell what only they make mandatory", () => {
    expect(controlNames(renderForm({ form, raw }))).not.toContain("antrag/oben");
    const html = renderForm({ form, raw: { ...raw, "antrag/art": "b", "antrag/grund": "" } });
    expect(controlNames(html)).toContain("antrag/oben");
    expect(sentBy(html)["_shown"]).toEqual(["antrag/oben", "antrag/grund!"]);
    const grund = tagsOf(html).find(({ attributes }) => attributes["name"] === "antrag/grund");
    expect(grund?.attributes["aria-required"]).toBe("true");
    // A browser without scripts sends it back once more, and now it is an error.
    expect(validatePageForm(form, sentBy(html)).errors.map(({ name }) => name)).toEqual([
      "antrag/oben",
      "antrag/grund",
    ]);
  });

  it("leave only the options that may be chosen", () => {
    const optionsAt = (art: string) =>
      tagsOf(renderForm({ form, raw: { ...raw, "antrag/art": art } })).filter(
        ({ attributes }) => attributes["name"] === "antrag/zweck",
      ).length;
    expect(optionsAt("c")).toBe(optionsAt("a") + 1);
  });

  it("speak for themselves where they are broken", () => {
    const persons = pageAt("personen");
    const typed = { ...persons.raw, "wohnung/ausland/staat": "Dänemark" };
    const { errors } = validatePageForm(persons.form, typed);
    const html = renderForm({ form: persons.form, raw: typed, errors });
    const sentence = "Bitte nennen Sie entweder den Ort im Inland oder den Staat im Ausland.";
    expect(html.split(sentence)).toHaveLength(3);
    expect(
      tagsOf(html).some(
        ({ attributes }) => attributes["href"] === `#${idOf("wohnung/inland/ort")}`,
      ),
    ).toBe(true);
  });

  it("that are open are told as notes", () => {
    const html = renderForm({ form, raw });
    expect(html).toContain("Bitte beachten:");
    expect(html).toContain("Wenn „Oben“ leer ist, dann bitte anrufen.");
  });
});
