import type { Language } from "#app/domain/text.ts";
import { namespace3 } from "./grammar-3.ts";
import type { FimIdentification, FimRuleError, FimValue } from "./model.ts";
import { partsOf, textsWith } from "./parts.ts";
import { error, type Outcome } from "./problems.ts";
import { readMessage } from "./read-message.ts";
import { withoutUndefined } from "./without-undefined.ts";
import { child, childrenOf, type XmlElement } from "./xml-reader.ts";

/** Translations of a schema (message 0106); which schema is in the identification. */
export interface FimTranslations extends FimIdentification {
  readonly languages: readonly FimTranslation[];
}
/** One language; `de-simple` is plain German. */
export interface FimTranslation {
  readonly language: Language;
  /** Version of the translation, counted from 1. */
  readonly version: number;
  readonly elements: readonly TranslatedElement[];
}
export interface TranslatedElement extends FimIdentification {
  readonly label?: string;
  readonly outputLabel?: string;
  readonly help?: string;
  readonly outputHelp?: string;
  readonly content?: string;
  readonly values: readonly FimValue[];
  readonly rules: readonly (FimIdentification & { readonly errors: readonly FimRuleError[] })[];
}

const message = "xdatenfelder.uebersetzung.0106";

/** Whether a file looks like translations, by its beginning; cheap, and no promise that it can be read. */
export function isTranslations(xml: Uint8Array): boolean {
  return new TextDecoder().decode(xml.subarray(0, 4096)).includes(message);
}

/** Reads translations (message 0106 of XDatenfelder 3.0.0). Never throws for bad input. */
export function readTranslations(
  xml: string | Uint8Array,
): Outcome<"translations", FimTranslations> {
  const outcome = readMessage(xml);
  if (!outcome.ok) return { ok: false, problems: [outcome.problem] };
  const { root } = outcome;
  const { line, column, uri, local } = root;
  if (local !== message || uri !== namespace3) {
    const code = uri === namespace3 ? "unsupportedMessage" : "unknownNamespace";
    return { ok: false, problems: [error(code, `${local} is not ${message}`, { line, column })] };
  }
  const translations = { ...readIdentification(root), languages: readLanguages(root) };
  return { ok: true, translations, problems: [] };
}

function readLanguages(root: XmlElement): FimTranslation[] {
  return childrenOf(root, "sprache").map((part) => ({
    language: languageOf(part),
    version: Number(part.attributes["version"]),
    elements: childrenOf(part, "element").map(readElement),
  }));
}

/** Language, region and variant as one BCP 47 tag. */
function languageOf({ attributes }: XmlElement): Language {
  return ["lang", "region", "variant"]
    .flatMap((name) => attributes[name]?.trim() ?? [])
    .filter((part) => part !== "")
    .join("-");
}

function readElement(element: XmlElement): TranslatedElement {
  const { text } = partsOf(element);
  const values = child(element, "werte");
  return withoutUndefined({
    ...readIdentification(element),
    label: text("bezeichnungEingabe"),
    outputLabel: text("bezeichnungAusgabe"),
    help: text("hilfetextEingabe"),
    outputHelp: text("hilfetextAusgabe"),
    content: text("inhalt"),
    values: values ? childrenOf(values, "wert").map(readValue) : [],
    rules: childrenOf(element, "regel").map((rule) => ({
      ...readIdentification(rule),
      errors: textsWith(rule, "fehler", "code").map(({ text: told, attribute }) =>
        withoutUndefined({ code: attribute, text: told }),
      ),
    })),
  });
}

function readValue(value: XmlElement): FimValue {
  const { text } = partsOf(value);
  const code = text("code") ?? "";
  return withoutUndefined({ code, name: text("name") ?? "", help: text("hilfe") });
}

function readIdentification(element: XmlElement): FimIdentification {
  const { text } = partsOf(element);
  const id = text("uebersetzt", "id") ?? "";
  return withoutUndefined({ id, version: text("uebersetzt", "version") });
}
