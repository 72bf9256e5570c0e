import path from "node:path";
import { describe, expect, it } from "vitest";
import { changeItems } from "#app/domain/change-items.ts";
import { readIntent } from "#app/domain/intent.ts";
import { locate } from "#app/domain/locate.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import { noAnswers, type Answers } from "#app/domain/answers.ts";
import { addFile, savePage } from "#app/domain/change-answers.ts";
import { checkJourney } from "#app/domain/check-journey.ts";
import { buildDocument } from "#app/domain/document.ts";
import { filedFees } from "#app/domain/fees/filed-fees.ts";
import { evaluateJourney, previousStep, type Journey } from "#app/domain/journey.ts";
import { compileOffering, hasCode, type Offering } from "#app/domain/offering.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import { amountDue } from "#app/domain/payment.ts";
import { rawOf, showPage } from "#app/domain/shown-page.ts";
import { submissionDocumentSchema } from "#app/domain/submission.ts";
import {
  bundledServices,
  readJourneyExamples,
  type ExampleStep,
  type JourneyExample,
} from "./journey-examples.ts";

const folder = import.meta.dirname;
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };

/** Plays worked examples through the engine as the portal does, page by page, without HTTP or database. */
describe.each(bundledServices)("%s", (id) => {
  const examples = readJourneyExamples(id);
  it("has worked examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  it.each(examples.map((example) => [example.name, example] as const))(
    "%s",
    async (_name, example) => {
      const offering = compileOffering(await readPackage(path.join(folder, id)));
      let counter = 0;
      const newItem = (): string => `a${String((counter += 1))}`;
      let answers: Answers = noAnswers;
      for (const step of example.steps) answers = play(offering, answers, step, example, newItem);

      const journey = evaluateJourney(offering, answers);
      expect(journey.steps.map(({ address }) => address)).toEqual(example.pages);
      expect(checkJourney(journey, example.today)).toEqual([]);
      expect(backwards(journey)).toEqual(example.pages);
      const fees = filedFees(journey, "de", words);
      if (example.cents !== undefined) expect(amountDue(fees) ?? 0).toBe(example.cents);
      const document = buildDocument(journey, {
        reference: "TEST",
        submittedAt: `${example.today}T10:00:00Z`,
        municipality: { ars: "000000000000", name: "Musterstadt" },
        language: example.language,
        words,
        assuranceLevel: "none",
      });
      expect(submissionDocumentSchema.parse(document)).toEqual(document);
      const names = new Map(
        document.attachments.map((attachment) => [attachment.id, attachment.name]),
      );
      expect(withFileNames(document.data, names)).toEqual(example.data);
      reopen(offering, answers, example);
    },
  );
});

function play(
  offering: Offering,
  before: Answers,
  step: ExampleStep,
  { today, language }: JourneyExample,
  newItem: () => string,
): Answers {
  let answers = before;
  const place = locate(evaluateJourney(offering, answers), step.page);
  if (place.kind !== "step") throw new Error(`${step.page} cannot be reached: ${place.kind}`);
  if (place.step.placed.page.kind === "items") {
    const journey = evaluateJourney(offering, answers);
    const change = changeItems(journey, place.step, readIntent(step.intent), newItem);
    if (change.kind === "changed") return change.answers;
    expect([change.error]).toEqual(step.errors);
    return answers;
  }
  for (const [name, files] of Object.entries(step.files)) {
    for (const { name: filename, mediaType } of files) {
      const id = `${name}|${filename}`;
      answers = addFile(answers, name, { id, name: filename, size: 1, mediaType, sha256: "00" });
    }
  }
  const journey = evaluateJourney(offering, answers);
  const form = showPage(journey, place.step, language, today);
  const check = validatePageForm(
    form,
    { ...step.input, _shown: Object.keys(step.input) },
    { files: true, hasCode: (list, code) => hasCode(offering, list, code) },
  );
  expect({
    page: step.page,
    errors: check.errors.map(({ name, code }) => ({ name, code })),
  }).toEqual({
    page: step.page,
    errors: (step.errors ?? []).map(({ name, code }) => ({ name, code })),
  });
  if (check.errors.length > 0) return answers;
  expect(check.fresh).toEqual([]);
  return savePage(answers, check);
}

/** Walks from the last page to the first with "back". */
function backwards(journey: Journey): readonly string[] {
  const addresses: string[] = [];
  for (let at = journey.steps.at(-1); at; at = previousStep(journey, at))
    addresses.unshift(at.address);
  return addresses;
}

/** Opens every page again, posts what stands in its controls, and finds that nothing changed. */
function reopen(offering: Offering, answers: Answers, { today, language }: JourneyExample): void {
  const journey = evaluateJourney(offering, answers);
  for (const step of journey.steps.filter(({ placed }) => placed.page.kind === "questions")) {
    const form = showPage(journey, step, language, today);
    const check = validatePageForm(
      form,
      { ...rawOf(form, journey), _shown: step.fields.map(({ name }) => name) },
      { files: true, hasCode: (list, code) => hasCode(offering, list, code) },
    );
    expect(check.errors).toEqual([]);
    expect(savePage(answers, check).values).toEqual(answers.values);
  }
}

function withFileNames(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    const name = names.get(value);
    return name === undefined ? value : { name };
  }
  if (Array.isArray(value)) return value.map((one) => withFileNames(one, names));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, withFileNames(one, names)]),
    );
  }
  return value;
}
