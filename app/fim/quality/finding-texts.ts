import { languageChecks } from "./language-checks.ts";
import { officialChecks } from "./quality-checks.ts";
import { schemaChecks } from "./schema-checks.ts";

/** What a kind of finding is about, and what to do; German. */
export interface FindingText {
  readonly title: string;
  /** Absent where the title says how it should be. */
  readonly remedy?: string;
}

/** Kinds that are found in the service, or while importing. */
const others: Readonly<Record<string, FindingText>> = {
  mandatoryForbidden: {
    title: "Die Anzahl verlangt, was eine Regel ausschließt",
    remedy:
      "Anzahl mit 0 beginnen lassen und die Pflicht in die Regel schreiben. Empfänger, die nur die Struktur prüfen, lehnen sonst richtige Anträge ab.",
  },
  ruleContradiction: {
    title: "Zwei Regeln widersprechen sich",
    remedy: "Mit der Redaktion klären, welche gilt, und die andere streichen.",
  },
  ruleOverlap: {
    title: "Zwei Regeln widersprechen sich in manchen Fällen",
    remedy: "Die Bedingungen so fassen, dass nie beide zugleich gelten.",
  },
  ruleCycle: {
    title: "Regeln drehen sich im Kreis",
    remedy: "Eine der Regeln so fassen, dass sie nicht von ihrer eigenen Folge abhängt.",
  },
  ruleNeverFulfilled: {
    title: "Eine Regel lässt sich nie erfüllen",
    remedy: "Regel berichtigen; so kann niemand den Antrag abschließen.",
  },
  ruleNeverActs: {
    title: "Eine Regel greift nie",
    remedy: "Bedingung mit der Codeliste vergleichen: meist ist ein Code falsch geschrieben.",
  },
  mandatoryNeverApplies: {
    title: "Pflicht, die nie gefragt wird",
    remedy: "Bedingungen der Regeln prüfen, oder die Angabe streichen.",
  },
  neverApplies: {
    title: "Angabe, die nie gefragt wird",
    remedy: "Bedingungen der Regeln prüfen, oder die Angabe streichen.",
  },
  pageUnreachable: {
    title: "Eine Seite kann niemand erreichen",
    remedy: "Bedingungen der Fragen auf der Seite prüfen.",
  },
  choiceEmpty: {
    title: "Eine Pflichtfrage hat nichts zur Auswahl",
    remedy: "Liste ergänzen, oder die Regeln so fassen, dass immer eine Möglichkeit bleibt.",
  },
  "condition.wrongLiteral": {
    title: "Eine Bedingung nennt einen Wert, den es nicht gibt",
    remedy: "Wert mit der Liste der Frage vergleichen und die Bedingung berichtigen.",
  },
  "condition.typeMismatch": {
    title: "Eine Bedingung vergleicht, was sich nicht vergleichen lässt",
    remedy: "Wert in der Form angeben, die eine Antwort auf die Frage hat.",
  },
  "rule.wrongLiteral": {
    title: "Eine Regel nennt einen Wert, den es nicht gibt",
    remedy: "Wert mit der Codeliste des Feldes vergleichen und die Regel berichtigen.",
  },
  "rule.unknownId": {
    title: "Eine Regel nennt ein Element, das es nicht gibt",
    remedy: "ID in der Regel berichtigen.",
  },
  "rule.ambiguousId": {
    title: "Eine Regel nennt ein Element, das mehrfach vorkommt",
    remedy: "In der Regel den Weg über die Gruppen nennen, etwa G….F….",
  },
  "rule.nameMismatch": {
    title: "ID und Name passen in einer Regel nicht zusammen",
    remedy: "Klären, welches Element gemeint ist, und die Regel berichtigen.",
  },
  "rule.nameDiffers": {
    title: "Ein Name in einer Regel weicht vom Element ab",
    remedy: "Namen in der Regel angleichen.",
  },
  "rule.typeMismatch": {
    title: "Eine Regel vergleicht, was sich nicht vergleichen lässt",
    remedy: "Wert in der Form angeben, die der Datentyp des Feldes hat.",
  },
  "rule.repeated": {
    title: "Eine Regel nennt etwas, das sich wiederholt",
    remedy: "In der Regel sagen, welcher der Einträge gemeint ist.",
  },
  "rule.neverTrue": {
    title: "Die Bedingung einer Regel kann nie eintreten",
    remedy: "Bedingung berichtigen: meist ist ein Wert falsch oder doppelt genannt.",
  },
  "rule.clash": {
    title: "Zwei Regeln widersprechen sich und laufen beide nicht",
    remedy: "Mit der Redaktion klären, welche gilt, und die andere berichtigen.",
  },
  "rule.cycle": {
    title: "Regeln drehen sich im Kreis und laufen nicht",
    remedy: "Eine der Regeln so fassen, dass sie nicht von ihrer eigenen Folge abhängt.",
  },
  translationMissing: {
    title: "Übersetzungen fehlen",
    remedy: "Texte nachtragen (Nachricht 0106), oder die Sprache weglassen.",
  },
  codeListMissing: {
    title: "Codelisten fehlen",
    remedy: "Liste aus dem XRepository laden und mit --codelists angeben.",
  },
  codeListReplaced: {
    title: "Codelisten liegen nur in anderer Version vor",
    remedy: "Die verlangte Version laden, oder den Verweis im Schema erneuern.",
  },
  codeListPinned: {
    title: "Verweise auf Codelisten nennen keine Version",
    remedy: "Version im Schema angeben, damit sich der Antrag nicht unbemerkt ändert.",
  },
};

const known: ReadonlyMap<string, FindingText> = new Map<string, FindingText>([
  ...[...officialChecks, ...schemaChecks, ...languageChecks].map(
    ({ code, text, remedy }) =>
      [code, { title: text, ...(remedy !== undefined && { remedy }) }] as const,
  ),
  ...Object.entries(others),
]);

/** Title and remedy of a kind of finding. */
export function findingText(code: string): FindingText {
  return known.get(code) ?? { title: `Beim Lesen aufgefallen (${code})` };
}
