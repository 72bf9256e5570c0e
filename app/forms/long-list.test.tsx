import { describe, expect, it } from "vitest";
import { noAnswers } from "#app/domain/answers.ts";
import { foundOptions } from "#app/domain/found-options.ts";
import { evaluateJourney } from "#app/domain/journey.ts";
import { compileOffering, hasCode } from "#app/domain/offering.ts";
import { serviceSchema, type ServiceDefinition } from "#app/domain/service.ts";
import { showPage } from "#app/domain/shown-page.ts";
import { optionsOf } from "#app/fim/code-lists.ts";
import { readGenericode } from "#app/fim/genericode.ts";
import { renderForm } from "./fixtures/render-form.tsx";

const entries = 20_000;

/** A list as long as lists get, with columns as those of public registers have them. */
function longGenericode(): string {
  const column = (id: string) =>
    `<Column Id="${id}" Use="required"><ShortName>${id}</ShortName><Data Type="string"/></Column>`;
  const value = (id: string, text: string) =>
    `<Value ColumnRef="${id}"><SimpleValue>${text}</SimpleValue></Value>`;
  const rows = Array.from({ length: entries }, (_, index) => {
    const code = String(index).padStart(12, "0");
    return `<Row>${value("schluessel", code)}${value("name", `Musterdorf ${code}`)}</Row>`;
  });
  return `<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><Identification><ShortName>orte</ShortName><Version>1</Version>
    <CanonicalUri>urn:muster:orte</CanonicalUri><CanonicalVersionUri>urn:muster:orte_1</CanonicalVersionUri></Identification>
    <ColumnSet>${column("schluessel")}${column("name")}<Key Id="k"><ShortName>k</ShortName><ColumnRef Ref="schluessel"/></Key></ColumnSet>
    <SimpleCodeList>${rows.join("")}</SimpleCodeList></gc:CodeList>`;
}

function serviceWith(options: ServiceDefinition["codeLists"][string]["options"]) {
  return serviceSchema.parse({
    schemaVersion: 1,
    id: "probe",
    version: "1",
    name: { de: "Probe" },
    languages: ["de"],
    description: { summary: { de: "Zur Probe" } },
    nodes: [
      {
        type: "field",
        id: "ort",
        label: { de: "Ort" },
        required: true,
        kind: "choice",
        options: { list: "orte" },
      },
    ],
    pages: [{ kind: "questions", id: "seite", title: { de: "Seite" }, nodes: ["ort"] }],
    codeLists: { orte: { uri: "urn:muster:orte", version: "1", options } },
  });
}

/** Processor time in milliseconds; what else the machine does does not count. */
function timed<T>(run: () => T): { result: T; milliseconds: number } {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: (user + system) / 1000 };
}

describe("a list of 20,000 entries", () => {
  const text = longGenericode();
  const read = timed(() => {
    const outcome = readGenericode(text);
    const options = outcome.ok ? optionsOf(outcome.list) : outcome;
    if (!options.ok) throw new Error(JSON.stringify(options.problems));
    return options.options;
  });
  const service = serviceWith(read.result);
  const compiled = timed(() => compileOffering(service));
  const journey = evaluateJourney(compiled.result, noAnswers);
  const [step] = journey.steps;
  if (!step) throw new Error("no page");
  const shown = timed(() => showPage(journey, step, "de", "2026-03-01"));
  const find = (typed: string) =>
    foundOptions(compiled.result, shown.result, { "ort/search": typed }, "de")["ort"]?.hits;

  it("is read and compiled in a moment", () => {
    expect(read.result).toHaveLength(entries);
    expect(read.milliseconds).toBeLessThan(3000);
    expect(compiled.milliseconds).toBeLessThan(250);
  });

  it("is searched and looked up without delay", () => {
    find("anlauf");
    const search = timed(() => find("musterdorf 000000019999"));
    expect(search.result?.map(({ code }) => code)).toEqual(["000000019999"]);
    expect(search.milliseconds).toBeLessThan(150);
    const lookUp = timed(() =>
      read.result.every(({ code }) => hasCode(compiled.result, "orte", code)),
    );
    expect(lookUp.result).toBe(true);
    expect(lookUp.milliseconds).toBeLessThan(100);
  });

  it("is not sent to the browser", () => {
    const raw = { "ort/search": "musterdorf", ort: "000000000007" };
    const found = foundOptions(compiled.result, shown.result, raw, "de");
    expect(JSON.stringify({ form: shown.result, found }).length).toBeLessThan(5000);
    const html = renderForm({ form: shown.result, raw, found });
    expect(html).toContain("Musterdorf 000000000007");
    expect(html.length).toBeLessThan(10_000);
    expect(shown.milliseconds).toBeLessThan(100);
  });
});
