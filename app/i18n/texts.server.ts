import type { i18n } from "i18next";
import type deDocument from "../../locales/de/document.json";
import type deForwarding from "../../locales/de/forwarding.json";
import type deMail from "../../locales/de/mail.json";
import type dePortal from "../../locales/de/portal.json";
import type deProof from "../../locales/de/proof.json";
import { createI18n } from "./create-i18n.ts";
import { formatDateTime, formatDay, formatFileSize, formatMoney } from "./format.ts";
import {
  defaultLanguage,
  isLanguage,
  languages,
  printedLanguage,
  staffLanguages,
  type Language,
  type StaffLanguage,
} from "./languages.ts";
import { countTexts, missingTexts, onlyTexts, type TextTree } from "./missing-texts.ts";
import { citizenNamespaces, namespaces, type Namespace } from "./namespaces.ts";
import { textFile } from "./text-files.server.ts";

/** What German holds, which every language holds with its stand-ins. */
interface German {
  readonly portal: typeof dePortal;
  readonly proof: typeof deProof;
}
type MailTexts = Pick<typeof deMail, "texts" | "status" | "test" | "sample">;

/** One for each language, made at start and used for all requests; nobody may change their language. */
const instances = new Map<Language, i18n>(languages.map((language) => [language, make(language)]));

/** The texts of a language, for rendering on the server. */
export function serverI18n(language: Language): i18n {
  const instance = instances.get(language);
  if (!instance) throw new Error(`no texts in ${language}`);
  return instance;
}

/** Words for printing answers, as `FormatContext` of the domain wants them. */
export function wordsOf(language: Language): { yes: string; no: string; declared: string } {
  return partOf(language, "portal", "words");
}

/**
 * Words and formats for documents that leave the portal (`SummaryTexts` of app/documents), in the language of that name or, where
 * the portal does not speak it or documents cannot print it, in German.
 */
export function documentTextsOf(name: string) {
  const language = printedLanguage(isLanguage(name) ? name : defaultLanguage);
  const [german, own] = [textFile(defaultLanguage, "document"), textFile(language, "document")];
  return {
    words: { ...german, ...own } as typeof deDocument,
    dateTime: (instant: string) => formatDateTime(instant, language),
    day: (day: string) => formatDay(day, language),
    fileSize: (bytes: number) => formatFileSize(bytes, language),
    money: (cents: number) => formatMoney(cents, language),
  };
}

/** The portal's own texts for mails, and the words that are filled into them. */
export function mailTextsOf(language: StaffLanguage): MailTexts {
  return textFile(language, "mail") as MailTexts;
}

/** Words around an application that was picked up elsewhere, for staff. */
export function pickedUpTextsOf(language: StaffLanguage): (typeof deForwarding)["pickedUp"] {
  return (textFile(language, "forwarding") as typeof deForwarding).pickedUp;
}

/** The words of the page that checks proofs without a network; German ones stand in. */
export function proofTextsOf(language: Language): (typeof deProof)["offline"] {
  return partOf(language, "proof", "offline");
}

/** Texts of the portal that a language lacks, by file; German has them all. */
export function missingIn(
  language: Language,
): { readonly namespace: Namespace; readonly keys: readonly string[]; readonly total: number }[] {
  return wantedIn(language).map((namespace) => {
    const german = textFile(defaultLanguage, namespace);
    return {
      namespace,
      keys: missingTexts(textFile(language, namespace), german, language),
      total: countTexts(german),
    };
  });
}

function wantedIn(language: Language): readonly Namespace[] {
  return staffLanguages.some((one) => one === language) ? namespaces : citizenNamespaces;
}

/** Texts that are read as data; German ones stand in for those that are missing. */
function partOf<N extends keyof German, P extends keyof German[N] & string>(
  language: Language,
  namespace: N,
  part: P,
): German[N][P] {
  const of = (one: Language) => (textFile(one, namespace)[part] ?? {}) as Partial<German[N][P]>;
  return { ...of(defaultLanguage), ...of(language) } as German[N][P];
}

function make(language: Language): i18n {
  const own = Object.fromEntries(namespaces.map((name) => [name, textFile(language, name)]));
  const standIns = Object.fromEntries(
    namespaces.map((name): [string, TextTree] => {
      const german = textFile(defaultLanguage, name);
      return [name, onlyTexts(german, missingTexts(own[name] ?? {}, german, language))];
    }),
  );
  const resources =
    language === defaultLanguage
      ? { [language]: own }
      : { [language]: own, [defaultLanguage]: standIns };
  return createI18n(language, { resources }).i18n;
}
