import { expect, it } from "vitest";
import { compileOffering } from "#app/domain/offering.ts";
import type { DataValue } from "#app/domain/submission.ts";
import { dataSummary } from "./data-summary.ts";
import { fimJson } from "./fim-json.v1.server.ts";
import { documentOf, fimService } from "./fixtures/fim-service.ts";
import { readFimJson } from "./read-fim-json.v1.server.ts";

const document = documentOf();
const written = (keys: "versioned" | "bare") =>
  JSON.parse(fimJson(document, fimService, keys) ?? "") as DataValue;

it.each(["versioned", "bare"] as const)("reads back what was written, with %s names", (keys) => {
  expect(readFimJson(written(keys), fimService)).toEqual(document.data);
});

it("reads nothing that the service does not know or that has another form", () => {
  const broken = (change: (value: Record<string, Record<string, unknown>>) => void) => {
    const value = written("bare") as Record<string, Record<string, unknown>>;
    change(value);
    return readFimJson(value as DataValue, fimService);
  };
  expect(broken(() => undefined)).toBeDefined();
  expect(broken((value) => (value["fremd"] = {}))).toBeUndefined();
  expect(broken((value) => (value["G99000000001"]!["fremd"] = 1))).toBeUndefined();
  expect(broken((value) => (value["G99000000001"]!["F99000000005"] = "1,05"))).toBeUndefined();
  expect(broken((value) => (value["G99000000001"]!["F99000000008"] = "abends"))).toBeUndefined();
  expect(broken((value) => (value["G99000000001"]!["F99000000001"] = null))).toBeUndefined();
  expect(readFimJson([], fimService)).toBeUndefined();
  expect(readFimJson(null as unknown as DataValue, fimService)).toBeUndefined();
});

it("is summed up in the words of the service, as the applicant saw it", () => {
  const summary = dataSummary(compileOffering(fimService), document.data, {
    language: "de",
    words: { yes: "Ja", no: "Nein", declared: "Bestätigt" },
    title: "Angaben",
    fileName: () => "Bescheinigung Łukasz.pdf",
  });
  const shown = (sections: typeof summary) =>
    sections.flatMap(({ rows }) => rows.map(({ label, values }) => [label, values] as const));
  const steering = "Frage yesNo";
  const own = shown(document.summary).filter(
    ([label, values]) => label !== steering || values[0] !== "Ja",
  );
  expect(shown(summary)).toEqual(own);
  expect(summary.map(({ title }) => title)).toEqual(["Angaben", "Hund 1", "Hund 2"]);
});
