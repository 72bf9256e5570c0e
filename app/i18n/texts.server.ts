import type { i18n } from "i18next";
import deAdministration from "../../locales/de/administration.json" with { type: "json" };
import deCasework from "../../locales/de/casework.json" with { type: "json" };
import deDraft from "../../locales/de/draft.json" with { type: "json" };
import deErrors from "../../locales/de/errors.json" with { type: "json" };
import deForms from "../../locales/de/forms.json" with { type: "json" };
import deMail from "../../locales/de/mail.json" with { type: "json" };
import dePortal from "../../locales/de/portal.json" with { type: "json" };
import deProof from "../../locales/de/proof.json" with { type: "json" };
import enAdministration from "../../locales/en/administration.json" with { type: "json" };
import enCasework from "../../locales/en/casework.json" with { type: "json" };
import enDraft from "../../locales/en/draft.json" with { type: "json" };
import enErrors from "../../locales/en/errors.json" with { type: "json" };
import enForms from "../../locales/en/forms.json" with { type: "json" };
import enMail from "../../locales/en/mail.json" with { type: "json" };
import enPortal from "../../locales/en/portal.json" with { type: "json" };
import enProof from "../../locales/en/proof.json" with { type: "json" };
import { createI18n } from "./create-i18n.ts";
import { formatDateTime, formatDay, formatFileSize, formatMoney } from "./format.ts";
import { defaultLanguage, isLanguage, type Language } from "./languages.ts";
import type { Namespace } from "./namespaces.ts";

const texts = {
  de: {
    portal: dePortal,
    forms: deForms,
    errors: deErrors,
    draft: deDraft,
    casework: deCasework,
    administration: deAdministration,
    proof: deProof,
    mail: deMail,
  },
  en: {
    portal: enPortal,
    forms: enForms,
    errors: enErrors,
    draft: enDraft,
    casework: enCasework,
    administration: enAdministration,
    proof: enProof,
    mail: enMail,
  },
} satisfies Record<Language, Record<Namespace, object>>;

/** One for each language, made at start and used for all requests; nobody may change their language. */
const instances: Readonly<Record<Language, i18n>> = { de: make("de"), en: make("en") };

/** The texts of a language, for rendering on the server. */
export function serverI18n(language: Language): i18n {
  return instances[language];
}

/** Words for printing answers, as `FormatContext` of the domain wants them. */
export function wordsOf(language: Language): { yes: string; no: string; declared: string } {
  return texts[language].portal.words;
}

/**
 * Words and formats for documents that leave the portal (`SummaryTexts` of app/documents), in the language of that name or, where
 * the portal does not speak it, in German.
 */
export function documentTextsOf(name: string) {
  const language = isLanguage(name) ? name : defaultLanguage;
  return {
    words: texts[language].portal.document,
    dateTime: (instant: string) => formatDateTime(instant, language),
    day: (day: string) => formatDay(day, language),
    fileSize: (bytes: number) => formatFileSize(bytes, language),
    money: (cents: number) => formatMoney(cents, language),
  };
}

/** The portal's own texts for mails, and the words that are filled into them. */
export function mailTextsOf(language: Language) {
  return texts[language].mail;
}

/** The words of the page that checks proofs without a network. */
export function proofTextsOf(language: Language) {
  return texts[language].proof;
}

function make(language: Language): i18n {
  return createI18n(language, { resources: { [language]: texts[language] } }).i18n;
}
