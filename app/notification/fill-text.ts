import { escapeXml, escapeXmlAttribute } from "../documents/escape-xml.ts";
import { mailKinds, neededPlaceholders, type MailKind, type MailText } from "./mail-kinds.ts";

export type TextProblem =
  | { readonly field: "subject" | "body"; readonly code: "empty" | "tooLong" }
  | { readonly field: "subject" | "body"; readonly code: "unknown"; readonly name: string }
  | { readonly field: "body"; readonly code: "needed"; readonly name: string }
  /** The code must not stand where lists of mails show it. */
  | { readonly field: "subject"; readonly code: "secret" };

const longest = { subject: 150, body: 5000 };
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What is wrong with a text for a kind of mail. */
export function checkMailText(kind: MailKind, text: MailText): readonly TextProblem[] {
  const allowed: readonly string[] = mailKinds[kind];
  const problems = (["subject", "body"] as const).flatMap((field): TextProblem[] => {
    if (text[field].trim() === "") return [{ field, code: "empty" }];
    if (text[field].length > longest[field]) return [{ field, code: "tooLong" }];
    return namesIn(text[field])
      .filter((name) => !allowed.includes(name))
      .map((name) => ({ field, code: "unknown", name }));
  });
  const named = namesIn(text.body);
  const missing = neededPlaceholders[kind].filter((name) => !named.includes(name));
  return [
    ...problems,
    ...(namesIn(text.subject).includes("code")
      ? [{ field: "subject", code: "secret" } as const]
      : []),
    ...(text.body.trim() === "" ? [] : missing).map((name): TextProblem => ({
      field: "body",
      code: "needed",
      name,
    })),
  ];
}

function namesIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name = ""]) => name);
}

/** A text with its values, as plain text and as HTML. Paragraphs that turn out empty are left out. */
export function fillMailText(
  { subject, body }: MailText,
  values: Readonly<Record<string, string>>,
  language: string,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const paragraphs = body
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => fill(paragraph, values).trim())
    .filter((paragraph) => paragraph !== "");
  return {
    subject: fill(subject, values).replace(/\s+/g, " ").trim(),
    text: `${paragraphs.join("\n\n")}\n`,
    html: toHtml(paragraphs, language),
  };
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  // Browsers post lines with two characters at their ends.
  return template.replace(placeholder, (_, name: string) =>
    (values[name] ?? "").replace(/\r\n?/g, "\n"),
  );
}

/** Nothing is fetched when it is opened: no picture, no style sheet, no font. */
function toHtml(paragraphs: readonly string[], language: string): string {
  const style = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em";
  const content = paragraphs
    .map((paragraph) => `<p>${paragraph.split("\n").map(withLinks).join("<br>")}</p>`)
    .join("\n");
  const lang = escapeXmlAttribute(language);
  return `<!doctype html>\n<html lang="${lang}"><head><meta charset="utf-8"><title></title></head><body style="${style}">\n${content}\n</body></html>\n`;
}

/** Addresses stand alone on their lines; nothing else becomes a link. */
function withLinks(line: string): string {
  return /^https?:\/\/\S+$/.test(line)
    ? `<a href="${escapeXmlAttribute(line)}">${escapeXml(line)}</a>`
    : escapeXml(line);
}
