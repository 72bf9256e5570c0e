import type { DraftDocument } from "./draft-document.v1.ts";

export interface LabelledValues {
  readonly label: string;
  readonly values: readonly string[];
}

/** Words of the page, in its language; sentences are whole. */
export interface DraftPageTexts {
  readonly title: string;
  readonly changed: string;
  readonly deleted: string;
  readonly noAnswer: string;
  /** Above what was typed and not sent yet. */
  readonly typed: string;
  readonly service: string;
  readonly municipality: string;
}

/** A draft as a page of HTML that needs nothing else: no style sheet, no script, no picture. */
export function draftPage(
  document: DraftDocument,
  typed: readonly LabelledValues[],
  texts: DraftPageTexts,
): string {
  const { summary, service, municipality, language } = document;
  const row = (label: string, values: readonly string[]): string =>
    `<dt>${escaped(label)}</dt>${(values.length > 0 ? values : [texts.noAnswer])
      .map((value) => `<dd dir="auto">${escaped(value)}</dd>`)
      .join("")}`;
  const section = (title: string, rows: readonly string[]): string =>
    rows.length === 0 ? "" : `<h2>${escaped(title)}</h2>\n<dl>\n${rows.join("\n")}\n</dl>`;
  return [
    "<!DOCTYPE html>",
    `<html lang="${escaped(language)}">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(texts.title)}</title></head>`,
    '<body dir="auto">',
    `<h1>${escaped(texts.title)}</h1>`,
    `<dl>\n${row(texts.service, [service.name])}\n${row(texts.municipality, [municipality.name])}\n</dl>`,
    `<p>${escaped(texts.changed)}<br>${escaped(texts.deleted)}</p>`,
    ...summary.map(({ title, rows }) =>
      section(
        title,
        rows.map(({ label, values }) => row(label, values)),
      ),
    ),
    section(
      texts.typed,
      typed.map(({ label, values }) => row(label, values)),
    ),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
