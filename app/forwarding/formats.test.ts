import { expect, test } from "vitest";
import { documentOf, fimService } from "#app/documents/fixtures/fim-service.ts";
import { compileJsonSchema } from "#app/documents/fixtures/receiver-checks.ts";
import { documentTextsOf } from "#app/i18n/texts.server.ts";
import { formatNames, render, type FormatName } from "./formats.server.ts";

const document = documentOf();
const rendered = async (
  format: FormatName,
  service = fimService as typeof fimService | undefined,
) => {
  const file = await render({ document, service, texts: documentTextsOf("de") }, format);
  return (
    file && { ...file, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes) }
  );
};

test("submission-csv.v1 has a line for each value and each attachment, under fixed names", async () => {
  const { text, mediaType, name } = (await rendered("submission-csv.v1"))!;
  expect([mediaType, name]).toEqual(["text/csv", `antrag-${document.reference}.csv`]);
  expect(text.startsWith("\uFEFF")).toBe(true);
  const lines = text.slice(1).trimEnd().split("\r\n");
  expect(lines[0]).toBe('"reference";"page";"title";"path";"label";"value"');
  const values = document.summary.flatMap(({ rows }) =>
    rows.map((row) => Math.max(1, row.values.length)),
  );
  const count = values.reduce((sum, one) => sum + one, 0) + document.attachments.length;
  expect(lines).toHaveLength(1 + count);
  for (const line of lines.slice(1)) expect(line.startsWith(`"${document.reference}";`)).toBe(true);
  expect(text).toContain("Erika Mustermann");
  for (const { sha256 } of document.attachments) expect(text).toContain(`sha256:${sha256}`);
});

test("submission-csv.v1 holds nothing that a spreadsheet would reckon with", async () => {
  const row = { path: "x", label: "Frage", values: ['=HYPERLINK("https://example.org")', 'a;"b"'] };
  const summary = [{ page: "p", title: "T", rows: [row] }];
  const file = await render(
    { document: { ...document, summary }, service: undefined, texts: documentTextsOf("de") },
    "submission-csv.v1",
  );
  const text = new TextDecoder().decode(file!.bytes);
  expect(text).toContain(`"'=HYPERLINK(""https://example.org"")"`);
  expect(text).toContain('"a;""b"""');
});

test("fim-json-schema.v1 is what fim-json.v1 of the same submission is checked by", async () => {
  const schema = JSON.parse((await rendered("fim-json-schema.v1"))!.text) as object;
  const validate = compileJsonSchema(schema);
  const data = JSON.parse((await rendered("fim-json.v1"))!.text) as Record<string, unknown>;
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ ...data, strange: 1 })).toBe(false);
});

test("formats of FIM are for services that come from there, all others for every one", async () => {
  const { fim: _, ...plain } = fimService;
  for (const format of formatNames)
    expect((await rendered(format, plain as typeof fimService)) === undefined, format).toBe(
      format.startsWith("fim-"),
    );
});
