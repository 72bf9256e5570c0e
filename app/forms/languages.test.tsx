import { describe, expect, it } from "vitest";
import { buildSummary } from "#app/domain/document.ts";
import { evaluateJourney, stepAt } from "#app/domain/journey.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import { serviceSchema } from "#app/domain/service.ts";
import { showPage } from "#app/domain/shown-page.ts";
import { noAnswers } from "#app/domain/answers.ts";
import { AnswerSummary } from "./answer-summary.tsx";
import { spokenTexts } from "./fixtures/read-html.ts";
import { renderForm, renderNode } from "./fixtures/render-form.tsx";

/** Every text of the service has this word in it, and no text of the portal. */
const word = "Nachtigall";
const german = (text: string) => ({ de: `${word} ${text}` });

const field = (id: string, kind: string, options: object = {}, more: object = {}) => ({
  type: "field",
  id,
  label: german(id),
  required: true,
  kind,
  options,
  hint: german(`Hinweis ${id}`),
  help: german(`Hilfe ${id}`),
  ...more,
});
const list = { list: "farben" };
const once = { repeat: { min: 1, max: 3 } };

const fields = [
  field("text", "text"),
  field("lang", "multiline", { maxLength: 500 }),
  field("zahl", "number", { unit: german("Meter") }),
  field("ganz", "integer", { unit: german("Jahre"), minimum: 3 }),
  field("geld", "money", { currency: "EUR" }),
  field("tag", "date"),
  field("etwa", "partialDate"),
  field("zeit", "time"),
  field("wann", "dateTime"),
  field("ja", "yesNo"),
  field("eine", "choice", list),
  field("auswahl", "choice", { ...list, display: "select" }),
  field("suche", "choice", { ...list, display: "search" }),
  field("viele", "multipleChoice", list),
  field("erklaerung", "declaration", { statement: german("Erklärung") }),
  field("mail", "email"),
  field("anschrift", "address"),
  field("name", "personName"),
  field("datei", "file", { mediaTypes: [] }),
  field("zeilen", "text", {}, once),
  field("satz", "staticText", { content: german("Absatz") }),
  field("fest", "locked", { content: "7" }),
];

const service = serviceSchema.parse({
  schemaVersion: 1,
  id: "nur-deutsch",
  version: "1.0",
  name: german("Dienst"),
  languages: ["de"],
  description: { summary: german("Zweck") },
  nodes: [
    {
      type: "group",
      id: "alles",
      label: german("Gruppe"),
      hint: german("Hinweis zur Gruppe"),
      help: german("Hilfe zur Gruppe"),
      children: fields,
    },
    field("frei", "text", {}, { required: false }),
    {
      type: "group",
      id: "kontakt",
      label: german("Kontakt"),
      optional: true,
      children: ["telefon", "fax"].map((id) => field(id, "phone", {}, { required: false })),
    },
  ],
  pages: [
    {
      kind: "questions",
      id: "seite",
      title: german("Seite"),
      nodes: ["alles", "frei", "kontakt"],
    },
  ],
  codeLists: {
    farben: {
      options: ["rot", "blau"].map((code) => ({
        code,
        label: german(code),
        help: german(`Hilfe ${code}`),
      })),
    },
  },
  rules: [
    {
      id: "R1",
      bearer: "",
      effect: "valid",
      condition: { op: "not", condition: { op: "empty", field: "frei" } },
      sentence: `${word} Regel: frei ist nicht leer.`,
    },
    { id: "R2", bearer: "", effect: "require", target: "kontakt", condition: { op: "always" } },
  ],
  openPoints: [
    { code: "rule", path: "alles", id: "R3", text: `${word} offen` },
    { code: "rule", path: "", id: "R4", text: `${word} auch offen` },
  ],
});

const offering = compileOffering(service);

function page(language: "de" | "en") {
  const journey = evaluateJourney(offering, noAnswers, "01");
  const step = stepAt(journey, "seite");
  if (!step) throw new Error("no page");
  return showPage(journey, step, language, "2026-03-01");
}

const said = (html: string) => spokenTexts(html).filter(({ text }) => text.includes(word));

describe("an English page of a German service", () => {
  const form = page("en");
  const raw = {
    "alles/ganz": "1",
    "alles/zeilen#0": "a",
    "alles/zeilen#1": "b",
    _shown: ["kontakt/telefon", "kontakt/fax"],
  };
  const { errors } = validatePageForm(form, raw, { files: true });
  const html = renderForm({ form, raw, errors }, "en");

  it("marks every text of the service, also within sentences of the portal", () => {
    expect(said(html).length).toBeGreaterThan(100);
    expect(said(html).filter(({ lang }) => lang !== "de")).toEqual([]);
  });

  it("marks them in errors and in the error summary", () => {
    const summary = html.slice(html.indexOf("error-summary"), html.indexOf("<form"));
    const inSummary = said(summary).map(({ text }) => text);
    expect(errors.map(({ code }) => code)).toContain("groupRequired");
    expect(errors.length).toBeGreaterThan(15);
    expect(inSummary).toContain(`${word} Regel: frei ist nicht leer.`);
    expect(inSummary).toContain(`${word} Kontakt`);
    expect(inSummary).toContain(`${word} ganz`);
    const atQuestion = html.slice(html.indexOf("<form"));
    expect(said(atQuestion).map(({ text }) => text)).toContain(
      `${word} Regel: frei ist nicht leer.`,
    );
  });

  it("does not mark the words of the portal", () => {
    const own = spokenTexts(html).filter(({ text }) => /Help with|Please|There is/.test(text));
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter(({ lang }) => lang !== undefined)).toEqual([]);
  });
});

describe("a German page", () => {
  it("needs no marks", () => {
    const form = page("de");
    const { errors } = validatePageForm(form, {}, { files: true });
    const html = renderForm({ form, errors });
    expect(said(html).length).toBeGreaterThan(100);
    expect(said(html).filter(({ lang }) => lang !== undefined)).toEqual([]);
  });
});

describe("the summary of answers", () => {
  it("remembers which texts fell back", () => {
    const answers = { ...noAnswers, values: { "alles/eine": "rot", "alles/text": "Hello" } };
    const words = { yes: "Yes", no: "No", declared: "Declared" };
    const [section] = buildSummary(evaluateJourney(offering, answers, "01"), "en", words);
    expect(section).toMatchObject({ title: `${word} Seite`, lang: "de" });
    const rowOf = (path: string) => section?.rows.find((row) => row.path === path);
    expect(rowOf("alles/eine")).toMatchObject({ lang: "de", valuesLang: "de" });
    expect(rowOf("alles/text")).not.toHaveProperty("valuesLang");
  });

  const sections = [
    {
      page: "seite",
      title: `${word} Seite`,
      lang: "de",
      rows: [
        {
          path: "eine",
          label: `${word} eine`,
          lang: "de",
          values: [`${word} rot`],
          valuesLang: "de",
        },
        { path: "text", label: `${word} text`, lang: "de", values: ["Hello"] },
        { path: "frei", label: `${word} frei`, lang: "de", values: [] },
      ],
    },
  ];

  it("marks titles, labels and options, and not what the citizen wrote", () => {
    const html = renderNode(<AnswerSummary sections={sections} base="/m/s" />, "en");
    expect(said(html)).toHaveLength(6);
    expect(said(html).filter(({ lang }) => lang !== "de")).toEqual([]);
    const others = spokenTexts(html).filter(({ text }) => /Hello|No answer|Change/.test(text));
    expect(others).toHaveLength(3);
    expect(others.filter(({ lang }) => lang !== undefined)).toEqual([]);
  });
});
