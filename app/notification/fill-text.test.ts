import { describe, expect, it, test } from "vitest";
import { mailTextsOf } from "../i18n/texts.server.ts";
import { staffLanguages } from "../i18n/languages.ts";
import { checkMailText, fillMailText } from "./fill-text.ts";
import { mailKinds, type MailKind } from "./mail-kinds.ts";

const kinds = Object.keys(mailKinds) as MailKind[];
const all = kinds.flatMap((kind) => staffLanguages.map((language) => ({ kind, language })));

test.each(all)("the portal's own text of $kind in $language is right", ({ kind, language }) => {
  const { texts, sample } = mailTextsOf(language);
  expect(checkMailText(kind, texts[kind])).toEqual([]);
  const filled = fillMailText(texts[kind], { ...sample, municipality: "Musterstadt" }, language);
  expect(filled.text).not.toMatch(/[{}]|undefined/);
  expect(filled.html).toContain('<a href="https://antrag.example.de/status">');
});

const body = "{{reference}} {{code}} {{address}}";

describe("a text of one's own", () => {
  it.each([
    [{ subject: "", body }, [{ field: "subject", code: "empty" }]],
    [{ subject: "Ihr Code {{code}}", body }, [{ field: "subject", code: "secret" }]],
    [{ subject: "x", body: " " }, [{ field: "body", code: "empty" }]],
    [{ subject: "{{name}}", body }, [{ field: "subject", code: "unknown", name: "name" }]],
    [
      { subject: "x", body: "{{ reference }} {{Code}}" },
      [
        { field: "body", code: "unknown", name: "Code" },
        { field: "body", code: "needed", name: "code" },
        { field: "body", code: "needed", name: "address" },
      ],
    ],
    [{ subject: "x".repeat(151), body }, [{ field: "subject", code: "tooLong" }]],
  ])("%j is refused for what is wrong with it", (text, problems) => {
    expect(checkMailText("filed", text)).toEqual(problems);
  });
});

test("values are texts, whatever is in them", () => {
  const note = 'Erika <b>"Mustermann"</b> & {{code}}\r\nBcc: x@example.org';
  const { subject, text, html } = fillMailText(
    { subject: "Stand: {{note}}", body: "{{note}}\n\n{{nothing}}\n\nEnde" },
    { note, code: "GEHEIM" },
    "de",
  );
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text).toContain("{{code}}");
  expect(text).not.toContain("GEHEIM");
  expect(html).toContain('Erika &lt;b&gt;"Mustermann"&lt;/b&gt; &amp; {{code}}<br>');
  expect(text.endsWith("\n\nEnde\n")).toBe(true);
  expect(text).not.toContain("\n\n\n");
});

test("nothing in a mail is fetched when it is opened", () => {
  const { html } = fillMailText(mailTextsOf("de").texts.filed, mailTextsOf("de").sample, "de");
  expect(html).not.toMatch(/<img|<link|<script|src=|url\(|@import/);
});
