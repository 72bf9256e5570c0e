import { expect, it } from "vitest";
import { noAnswers } from "#app/domain/answers.ts";
import { evaluateJourney } from "#app/domain/journey.ts";
import { compileOffering } from "#app/domain/offering.ts";
import { validatePageForm } from "#app/domain/page-form-check.ts";
import { showPage } from "#app/domain/shown-page.ts";
import { schemaFixture, zones } from "./fixtures/read-fixture.ts";
import type { FimPosition } from "./model.ts";
import { toService } from "./to-service.ts";

const schema = schemaFixture("alle-merkmale.xdf3.xml");

/** The birth date may be left out. */
function optionalDate(positions: readonly FimPosition[]): FimPosition[] {
  return positions.map((position) => {
    const { element } = position;
    if (element.type === "field") return position;
    const inner = { ...element, positions: optionalDate(element.positions) };
    return element.id === "G60000000083"
      ? { ...position, min: 0, element: inner }
      : { ...position, element: inner };
  });
}

it("asks an optional date without a question in front of it, and wholly once it is begun", () => {
  const outcome = toService({ ...schema, positions: optionalDate(schema.positions) }, zones());
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(JSON.stringify(outcome.service)).not.toContain("G60000000083-vorhanden");
  const journey = evaluateJourney(compileOffering(outcome.service), noAnswers);
  const step = journey.steps.find(({ address }) => address === "antragstellende-person");
  if (!step) throw new Error("no page");
  const form = showPage(journey, step, "de", "2026-03-01");
  const date = "G99000000003/G60000000083";
  const wrong = (raw: Record<string, string>) => {
    const { errors, fresh } = validatePageForm(form, raw);
    return [...errors.map(({ name }) => name), ...fresh].filter((name) => name.startsWith(date));
  };
  expect(wrong({})).toEqual([]);
  expect(wrong({ [`${date}/F60000000231`]: "5" })).toEqual([`${date}/F60000000233`]);
  expect(wrong({ [`${date}/F60000000231`]: "5", [`${date}/F60000000233`]: "1980" })).toEqual([]);
});
