import * as de from "./files/de.server.ts";
import * as en from "./files/en.server.ts";
import * as simple from "./files/de-simple.server.ts";
import * as uk from "./files/uk.server.ts";
import * as tr from "./files/tr.server.ts";
import * as ar from "./files/ar.server.ts";
import type { TextTree } from "./missing-texts.ts";
import type { Language, StaffLanguage } from "./languages.ts";
import type { citizenNamespaces, Namespace } from "./namespaces.ts";

/** What is known of a language's texts. */
interface AboutLanguage {
  /** Whether somebody who speaks the language has checked the texts. */
  readonly reviewed: boolean;
}

type Files<L extends Language> = { readonly about: AboutLanguage } & Readonly<
  Record<L extends StaffLanguage ? Namespace : (typeof citizenNamespaces)[number], TextTree>
>;

/** Every file of texts in `locales`. */
const files: { readonly [L in Language]: Files<L> } = {
  de,
  en,
  "de-simple": simple,
  uk,
  tr,
  ar,
};

/** The texts of a language in one file; empty where there is none. */
export function textFile(language: Language, namespace: Namespace): TextTree {
  return (files[language] as Partial<Record<Namespace, TextTree>>)[namespace] ?? {};
}

/** Whether somebody who speaks the language has checked the texts of the portal. */
export function isReviewed(language: Language): boolean {
  return files[language].about.reviewed;
}
