import deAdministration from "../../locales/de/administration.json" with { type: "json" };
import deAuthoring from "../../locales/de/authoring.json" with { type: "json" };
import deCatalogue from "../../locales/de/catalogue.json" with { type: "json" };
import deCasework from "../../locales/de/casework.json" with { type: "json" };
import deAccessibility from "../../locales/de/accessibility.json" with { type: "json" };
import deNotice from "../../locales/de/notice.json" with { type: "json" };
import deFinder from "../../locales/de/finder.json" with { type: "json" };
import deDocument from "../../locales/de/document.json" with { type: "json" };
import deRecords from "../../locales/de/records.json" with { type: "json" };
import deCountries from "../../locales/de/countries.json" with { type: "json" };
import deErrors from "../../locales/de/errors.json" with { type: "json" };
import deForms from "../../locales/de/forms.json" with { type: "json" };
import deLanguage from "../../locales/de/language.json" with { type: "json" };
import deDraft from "../../locales/de/draft.json" with { type: "json" };
import deInformation from "../../locales/de/information.json" with { type: "json" };
import dePayment from "../../locales/de/payment.json" with { type: "json" };
import deIdentity from "../../locales/de/identity.json" with { type: "json" };
import deProof from "../../locales/de/proof.json" with { type: "json" };
import deForwarding from "../../locales/de/forwarding.json" with { type: "json" };
import deReadiness from "../../locales/de/readiness.json" with { type: "json" };
import deOffering from "../../locales/de/offering.json" with { type: "json" };
import deLook from "../../locales/de/look.json" with { type: "json" };
import dePeople from "../../locales/de/people.json" with { type: "json" };
import deOperator from "../../locales/de/operator.json" with { type: "json" };
import deMail from "../../locales/de/mail.json" with { type: "json" };
import dePortal from "../../locales/de/portal.json" with { type: "json" };
import deWindow from "../../locales/de/window.json" with { type: "json" };
import enAdministration from "../../locales/en/administration.json" with { type: "json" };
import enAuthoring from "../../locales/en/authoring.json" with { type: "json" };
import enCatalogue from "../../locales/en/catalogue.json" with { type: "json" };
import enCasework from "../../locales/en/casework.json" with { type: "json" };
import enAccessibility from "../../locales/en/accessibility.json" with { type: "json" };
import enNotice from "../../locales/en/notice.json" with { type: "json" };
import enFinder from "../../locales/en/finder.json" with { type: "json" };
import enDocument from "../../locales/en/document.json" with { type: "json" };
import enRecords from "../../locales/en/records.json" with { type: "json" };
import enCountries from "../../locales/en/countries.json" with { type: "json" };
import enErrors from "../../locales/en/errors.json" with { type: "json" };
import enForms from "../../locales/en/forms.json" with { type: "json" };
import enLanguage from "../../locales/en/language.json" with { type: "json" };
import enDraft from "../../locales/en/draft.json" with { type: "json" };
import enInformation from "../../locales/en/information.json" with { type: "json" };
import enPayment from "../../locales/en/payment.json" with { type: "json" };
import enIdentity from "../../locales/en/identity.json" with { type: "json" };
import enProof from "../../locales/en/proof.json" with { type: "json" };
import enForwarding from "../../locales/en/forwarding.json" with { type: "json" };
import enReadiness from "../../locales/en/readiness.json" with { type: "json" };
import enOffering from "../../locales/en/offering.json" with { type: "json" };
import enLook from "../../locales/en/look.json" with { type: "json" };
import enPeople from "../../locales/en/people.json" with { type: "json" };
import enOperator from "../../locales/en/operator.json" with { type: "json" };
import enMail from "../../locales/en/mail.json" with { type: "json" };
import enPortal from "../../locales/en/portal.json" with { type: "json" };
import enWindow from "../../locales/en/window.json" with { type: "json" };
import simpleAccessibility from "../../locales/de-simple/accessibility.json" with { type: "json" };
import simpleNotice from "../../locales/de-simple/notice.json" with { type: "json" };
import simpleFinder from "../../locales/de-simple/finder.json" with { type: "json" };
import simpleDocument from "../../locales/de-simple/document.json" with { type: "json" };
import simpleCountries from "../../locales/de-simple/countries.json" with { type: "json" };
import simpleErrors from "../../locales/de-simple/errors.json" with { type: "json" };
import simpleForms from "../../locales/de-simple/forms.json" with { type: "json" };
import simpleLanguage from "../../locales/de-simple/language.json" with { type: "json" };
import simpleDraft from "../../locales/de-simple/draft.json" with { type: "json" };
import simpleInformation from "../../locales/de-simple/information.json" with { type: "json" };
import simplePayment from "../../locales/de-simple/payment.json" with { type: "json" };
import simpleIdentity from "../../locales/de-simple/identity.json" with { type: "json" };
import simpleProof from "../../locales/de-simple/proof.json" with { type: "json" };
import simplePortal from "../../locales/de-simple/portal.json" with { type: "json" };
import ukAccessibility from "../../locales/uk/accessibility.json" with { type: "json" };
import ukNotice from "../../locales/uk/notice.json" with { type: "json" };
import ukFinder from "../../locales/uk/finder.json" with { type: "json" };
import ukDocument from "../../locales/uk/document.json" with { type: "json" };
import ukCountries from "../../locales/uk/countries.json" with { type: "json" };
import ukErrors from "../../locales/uk/errors.json" with { type: "json" };
import ukForms from "../../locales/uk/forms.json" with { type: "json" };
import ukLanguage from "../../locales/uk/language.json" with { type: "json" };
import ukDraft from "../../locales/uk/draft.json" with { type: "json" };
import ukInformation from "../../locales/uk/information.json" with { type: "json" };
import ukPayment from "../../locales/uk/payment.json" with { type: "json" };
import ukIdentity from "../../locales/uk/identity.json" with { type: "json" };
import ukProof from "../../locales/uk/proof.json" with { type: "json" };
import ukPortal from "../../locales/uk/portal.json" with { type: "json" };
import trAccessibility from "../../locales/tr/accessibility.json" with { type: "json" };
import trNotice from "../../locales/tr/notice.json" with { type: "json" };
import trFinder from "../../locales/tr/finder.json" with { type: "json" };
import trDocument from "../../locales/tr/document.json" with { type: "json" };
import trCountries from "../../locales/tr/countries.json" with { type: "json" };
import trErrors from "../../locales/tr/errors.json" with { type: "json" };
import trForms from "../../locales/tr/forms.json" with { type: "json" };
import trLanguage from "../../locales/tr/language.json" with { type: "json" };
import trDraft from "../../locales/tr/draft.json" with { type: "json" };
import trInformation from "../../locales/tr/information.json" with { type: "json" };
import trPayment from "../../locales/tr/payment.json" with { type: "json" };
import trIdentity from "../../locales/tr/identity.json" with { type: "json" };
import trProof from "../../locales/tr/proof.json" with { type: "json" };
import trPortal from "../../locales/tr/portal.json" with { type: "json" };
import arAccessibility from "../../locales/ar/accessibility.json" with { type: "json" };
import arNotice from "../../locales/ar/notice.json" with { type: "json" };
import arFinder from "../../locales/ar/finder.json" with { type: "json" };
import arDocument from "../../locales/ar/document.json" with { type: "json" };
import arCountries from "../../locales/ar/countries.json" with { type: "json" };
import arErrors from "../../locales/ar/errors.json" with { type: "json" };
import arForms from "../../locales/ar/forms.json" with { type: "json" };
import arLanguage from "../../locales/ar/language.json" with { type: "json" };
import arDraft from "../../locales/ar/draft.json" with { type: "json" };
import arInformation from "../../locales/ar/information.json" with { type: "json" };
import arPayment from "../../locales/ar/payment.json" with { type: "json" };
import arIdentity from "../../locales/ar/identity.json" with { type: "json" };
import arProof from "../../locales/ar/proof.json" with { type: "json" };
import arPortal from "../../locales/ar/portal.json" with { type: "json" };
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
  de: {
    portal: dePortal,
    forms: deForms,
    errors: deErrors,
    countries: deCountries,
    draft: deDraft,
    information: deInformation,
    proof: deProof,
    payment: dePayment,
    identity: deIdentity,
    accessibility: deAccessibility,
    notice: deNotice,
    finder: deFinder,
    document: deDocument,
    casework: deCasework,
    administration: deAdministration,
    catalogue: deCatalogue,
    window: deWindow,
    forwarding: deForwarding,
    offering: deOffering,
    readiness: deReadiness,
    people: dePeople,
    look: deLook,
    mail: deMail,
    records: deRecords,
    operator: deOperator,
    authoring: deAuthoring,
    about: deLanguage,
  },
  en: {
    portal: enPortal,
    forms: enForms,
    errors: enErrors,
    countries: enCountries,
    draft: enDraft,
    information: enInformation,
    proof: enProof,
    payment: enPayment,
    identity: enIdentity,
    accessibility: enAccessibility,
    notice: enNotice,
    finder: enFinder,
    document: enDocument,
    casework: enCasework,
    administration: enAdministration,
    catalogue: enCatalogue,
    window: enWindow,
    forwarding: enForwarding,
    offering: enOffering,
    readiness: enReadiness,
    people: enPeople,
    look: enLook,
    mail: enMail,
    records: enRecords,
    operator: enOperator,
    authoring: enAuthoring,
    about: enLanguage,
  },
  "de-simple": {
    portal: simplePortal,
    forms: simpleForms,
    errors: simpleErrors,
    countries: simpleCountries,
    draft: simpleDraft,
    information: simpleInformation,
    proof: simpleProof,
    payment: simplePayment,
    identity: simpleIdentity,
    accessibility: simpleAccessibility,
    notice: simpleNotice,
    finder: simpleFinder,
    document: simpleDocument,
    about: simpleLanguage,
  },
  uk: {
    portal: ukPortal,
    forms: ukForms,
    errors: ukErrors,
    countries: ukCountries,
    draft: ukDraft,
    information: ukInformation,
    proof: ukProof,
    payment: ukPayment,
    identity: ukIdentity,
    accessibility: ukAccessibility,
    notice: ukNotice,
    finder: ukFinder,
    document: ukDocument,
    about: ukLanguage,
  },
  tr: {
    portal: trPortal,
    forms: trForms,
    errors: trErrors,
    countries: trCountries,
    draft: trDraft,
    information: trInformation,
    proof: trProof,
    payment: trPayment,
    identity: trIdentity,
    accessibility: trAccessibility,
    notice: trNotice,
    finder: trFinder,
    document: trDocument,
    about: trLanguage,
  },
  ar: {
    portal: arPortal,
    forms: arForms,
    errors: arErrors,
    countries: arCountries,
    draft: arDraft,
    information: arInformation,
    proof: arProof,
    payment: arPayment,
    identity: arIdentity,
    accessibility: arAccessibility,
    notice: arNotice,
    finder: arFinder,
    document: arDocument,
    about: arLanguage,
  },
};

/** The texts of a language in one file; empty where there is none. */
export function textFile(language: Language, namespace: Namespace): TextTree {
  return (files[language] as Partial<Record<Namespace, TextTree>>)[namespace] ?? {};
}

/** Whether somebody who speaks the language has checked the texts of the portal. */
export function isReviewed(language: Language): boolean {
  return files[language].about.reviewed;
}
