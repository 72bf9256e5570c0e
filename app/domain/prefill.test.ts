import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAnswers, type Answers } from "./answers.ts";
import { savePage } from "./change-answers.ts";
import { checkService } from "./check-service.ts";
import { buildSummary } from "./document.ts";
import { evaluateJourney, stepAt } from "./journey.ts";
import { compileOffering } from "./offering.ts";
import { validatePageForm } from "./page-form-check.ts";
import { givenByAttributes, givenByLink, prefill } from "./prefill.ts";
import { serviceSchema, type ServiceDefinition } from "./service.ts";
import { questionsForProvider, withoutOrigin } from "./provider-answers.ts";
import { rawOf, showPage } from "./shown-page.ts";

const today = "2026-11-27";
const words = { yes: "Ja", no: "Nein", declared: "Erklärt" };
const field = (id: string, kind: string, more: object = {}) => ({
  type: "field",
  id,
  kind,
  label: { de: id },
  required: true,
  options: {},
  ...more,
});
const of = (...nodes: object[]): ServiceDefinition =>
  serviceSchema.parse({
    schemaVersion: 1,
    id: "vorbelegung",
    version: "1",
    name: { de: "Probe" },
    languages: ["de"],
    description: { summary: { de: "Probe" } },
    codeLists: {
      wege: {
        options: [
          { code: "a", label: { de: "A" } },
          { code: "b", label: { de: "B" } },
        ],
      },
    },
    nodes,
    pages: [
      {
        kind: "questions",
        id: "seite",
        title: { de: "Seite" },
        nodes: nodes.map((node) => (node as { id: string }).id),
      },
    ],
  });
const service = of(
  field("weg", "choice", { options: { list: "wege" }, prefill: { parameter: "weg" } }),
  field("zuzug", "yesNo", { prefill: { parameter: "zuzug" } }),
  field("anzahl", "integer", { options: { maximum: 9 }, prefill: { parameter: "anzahl" } }),
  field("name", "text", {
    prefill: { attribute: "family_name", locked: true },
    fim: { id: "F60000227" },
  }),
  field("geboren", "date", { fim: { id: "F60000230" } }),
);
const offering = compileOffering(service);
const link = (query: string, answers: Answers = noAnswers) =>
  prefill(offering, answers, "link", givenByLink(offering, new URLSearchParams(query)), today);
const account = (attributes: Record<string, string>, answers: Answers = noAnswers) =>
  prefill(offering, answers, "identityProvider", givenByAttributes(offering, attributes), today);

describe("a link", () => {
  it("fills in what the service allows, as canonical values with their origin", () => {
    const { answers, taken } = link("weg=b&zuzug=ja&anzahl=3&name=Mustermann&utm=x");
    expect(taken).toEqual(["weg", "zuzug", "anzahl"]);
    expect(answers).toMatchObject({
      values: { weg: "b", zuzug: true, anzahl: 3 },
      origins: { weg: "link", zuzug: "link", anzahl: "link" },
    });
    expect(answers.values["name"]).toBeUndefined();
  });

  it.each(["weg=c", "weg=", "zuzug=vielleicht", "anzahl=10", "anzahl=1e3", "anzahl=drei"])(
    "with %s fills in nothing",
    (query) => {
      const { answers, refused } = link(query);
      expect(answers).toBe(noAnswers);
      expect(refused).toHaveLength(1);
    },
  );

  it("whatever it says, only values that the form itself would take come in", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("a", "b", "ja", "nein", "7", "__proto__"));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("weg", "zuzug", "anzahl", "x"), text), (query) => {
        const { values } = link(new URLSearchParams(query).toString()).answers;
        if ("weg" in values) expect(["a", "b"]).toContain(values["weg"]);
        if ("zuzug" in values) expect(typeof values["zuzug"]).toBe("boolean");
        if ("anzahl" in values) expect(values["anzahl"]).toBeLessThan(10);
      }),
    );
  });
});

describe("an identity provider", () => {
  it("is understood by the attribute's name and by the FIM id", () => {
    const { answers } = account({ family_name: "Mustermann", F60000230: "1964-08-12" });
    expect(answers.values).toEqual({ name: "Mustermann", geboren: "1964-08-12" });
    expect(answers.origins).toEqual({ name: "identityProvider", geboren: "identityProvider" });
  });

  it("takes the place of a link, and a link not its place", () => {
    const given = [{ path: "weg", value: "b" }];
    const first = link("weg=a").answers;
    const surer = prefill(offering, first, "identityProvider", given, today);
    expect(surer.answers).toMatchObject({
      values: { weg: "b" },
      origins: { weg: "identityProvider" },
    });
    expect(link("weg=a", surer.answers)).toMatchObject({ kept: ["weg"], taken: [] });
  });
});

it("what was typed is never overwritten, from wherever a value comes", () => {
  const typed: Answers = { values: { weg: "a", name: "Muster" }, items: {} };
  expect(link("weg=b", typed)).toMatchObject({ answers: typed, kept: ["weg"] });
  expect(account({ family_name: "Mustermann" }, typed)).toMatchObject({ answers: typed });
});

it("what is asked once for each item needs its item", () => {
  const given = [
    { path: "weg:1", value: "a" },
    { path: "nichts", value: "a" },
  ];
  expect(prefill(offering, noAnswers, "carriedOver", given, today).refused).toHaveLength(2);
});

describe("on its page", () => {
  const prefilled = account(
    { family_name: "Mustermann", F60000230: "1964-08-12" },
    link("weg=b").answers,
  ).answers;
  const journey = evaluateJourney(offering, prefilled);
  const step = stepAt(journey, "seite");
  if (!step) throw new Error("the page is not there");
  const form = showPage(journey, step, "de", today);
  const typed = {
    weg: "b",
    zuzug: "false",
    anzahl: "1",
    name: "Gefälscht",
    "geboren/day": "12",
    "geboren/month": "8",
    "geboren/year": "1965",
  };

  it("an answer stands with its origin, and what is verified is locked", () => {
    expect(form.origins).toEqual({
      weg: "link",
      name: "identityProvider",
      geboren: "identityProvider",
    });
    expect(form.locked).toEqual({ name: "Mustermann" });
  });

  it("what is changed counts as typed, what stays keeps its origin, what is locked stays whatever is sent", () => {
    const check = validatePageForm(form, typed);
    expect(check.errors).toEqual([]);
    const saved = savePage(prefilled, check);
    expect(saved.values).toMatchObject({ name: "Mustermann", geboren: "1965-08-12", weg: "b" });
    expect(saved.origins).toEqual({ weg: "link", name: "identityProvider" });
    expect(validatePageForm(form, { ...typed, name: [] }).errors).toEqual([]);
  });

  it("the summary tells the origin", () => {
    const rows = buildSummary(journey, "de", words).flatMap((section) => section.rows);
    expect(rows.map(({ path, origin }) => [path, origin])).toEqual([
      ["weg", "link"],
      ["zuzug", undefined],
      ["anzahl", undefined],
      ["name", "identityProvider"],
      ["geboren", "identityProvider"],
    ]);
  });
});

describe("the check of a service", () => {
  const parameter = { prefill: { parameter: "x" } };
  const codes = (...nodes: object[]) => checkService(of(...nodes)).map(({ code }) => code);

  it.each<[string, object]>([
    ["a name", field("a", "personName", parameter)],
    ["a date", field("a", "date", parameter)],
    ["an address for mail", field("a", "email", parameter)],
    [
      "what browsers know of their user",
      field("a", "text", { ...parameter, autocomplete: "family-name" }),
    ],
    ["what is marked as personal", field("a", "text", { ...parameter, personal: true })],
    [
      "a part of an address",
      {
        type: "group",
        id: "g",
        label: { de: "g" },
        widget: "address",
        children: [field("a", "text", parameter)],
      },
    ],
  ])("refuses to take %s from a link", (_, node) => {
    expect(codes(node)).toEqual(["prefillPersonal"]);
  });

  it("refuses one parameter for two questions, and takes anything from an account", () => {
    expect(codes(field("a", "yesNo", parameter), field("b", "yesNo", parameter))).toEqual([
      "prefillTwice",
    ]);
    expect(codes(field("a", "personName", { prefill: { attribute: "name" } }))).toEqual([]);
  });
});

describe("what consists of several attributes", () => {
  const card = compileOffering(
    of(
      field("wer", "personName", { prefill: { attribute: "name", locked: true } }),
      field("wo", "address", { prefill: { attribute: "address" } }),
    ),
  );
  const attributes = {
    given_name: "Erika",
    family_name: "Mustermann",
    "address.street_address": "Heidestraße 17",
    "address.street": "Heidestraße",
    "address.house_number": "17",
    "address.postal_code": "51147",
    "address.locality": "Köln",
  };
  const given = (more: Record<string, string>) =>
    prefill(card, noAnswers, "identityProvider", givenByAttributes(card, more), today);

  it("is put together", () => {
    expect(given(attributes).answers.values).toEqual({
      wer: { givenName: "Erika", familyName: "Mustermann" },
      wo: { street: "Heidestraße", houseNumber: "17", postalCode: "51147", city: "Köln" },
    });
  });

  it("is left open where a part is missing", () => {
    expect(given({ given_name: "Erika", "address.locality": "Köln" }).taken).toEqual([]);
    expect(questionsForProvider(card).map(({ attribute }) => attribute)).toEqual([
      "name",
      "address",
    ]);
  });

  it("keeps its origin as long as nobody changes it, and goes with its source", () => {
    const { answers } = given(attributes);
    const journey = evaluateJourney(card, answers);
    const step = stepAt(journey, "seite");
    if (!step) throw new Error("the page is not there");
    const form = showPage(journey, step, "de", today);
    const saved = savePage(answers, validatePageForm(form, rawOf(form, journey)));
    expect(saved.origins).toEqual({ wer: "identityProvider", wo: "identityProvider" });
    const changed = { ...rawOf(form, journey), "wo/houseNumber": "18" };
    const typed = savePage(answers, validatePageForm(form, changed));
    expect(typed.origins).toEqual({ wer: "identityProvider" });
    const left = withoutOrigin(typed, "identityProvider");
    expect(Object.keys(left.values)).toEqual(["wo"]);
    expect(left.origins).toEqual({});
    expect(withoutOrigin(left, "identityProvider")).toBe(left);
  });
});
