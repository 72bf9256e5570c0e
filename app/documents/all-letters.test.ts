import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import { charactersOf } from "../domain/din91379.ts";
import { fimXml } from "./fim-xml.v1.server.ts";
import { documentOf, fimService, fullAnswers } from "./fixtures/fim-service.ts";
import { inboxCsv } from "./inbox-csv.v1.server.ts";
import { submissionJson } from "./submission-json.v1.server.ts";

// Answers are trimmed lines: neither ends in a blank, nor has one a tabulator or a line end within.
const letters = charactersOf("E").filter((one) => !/^[\t\n\r]$/.test(one));
const all = `a${letters.join("x")}z`;
const field = "G99000000001/F99000000001";
const document = documentOf({ ...fullAnswers, values: { ...fullAnswers.values, [field]: all } });

it("goes through JSON", () => {
  const { data } = JSON.parse(submissionJson(document)) as {
    data: { G99000000001: { F99000000001: string } };
  };
  expect(data.G99000000001.F99000000001).toBe(all);
});

it("goes through XML", () => {
  let text = "";
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", () => (text = ""));
  parser.on("text", (part) => (text += part));
  parser.on("closetag", () => texts.push(text));
  parser.write(fimXml(document, fimService) ?? "").close();
  expect(texts).toContain(all);
});

it("goes through CSV", () => {
  const row = { reference: "r", service: all, submittedAt: "2026-07-01T22:30:00Z", status: "s" };
  expect(inboxCsv([row], row)).toContain(all.replaceAll('"', '""'));
});
