import {
  code,
  particlesOf,
  sequence,
  simple,
  type ContentType,
  type Particle,
} from "./content-model.ts";
import { genericode } from "./grammar-genericode.ts";
import { boolean, date, dateTime, latin, oneOf, stringLike } from "./lexical.ts";

export const namespace2 = "urn:xoev-de:fim:standard:xdatenfelder_2";
const { one, maybe, many, either } = particlesOf(namespace2);

const text = simple();
const latinText = simple(latin);
const coded = (name: string, ...codes: readonly string[]): Particle =>
  one(name, code(oneOf(...codes), `urn:xoev-de:fim:codeliste:xdatenfelder.${name}`, "1.0"));

const identification = sequence([
  one("id", text),
  maybe("version", simple(stringLike(/^\p{Nd}+\.\p{Nd}+$/u, "a version such as 1.0"))),
]);
const common = [
  one("identifikation", identification),
  one("name", latinText),
  one("bezeichnungEingabe", latinText),
  maybe("bezeichnungAusgabe", latinText),
  one("beschreibung", latinText),
  one("definition", latinText),
  one("bezug", latinText),
  coded("status", "aktiv", "inaktiv", "inVorbereitung"),
  maybe("gueltigAb", simple(date)),
  maybe("gueltigBis", simple(date)),
  maybe("fachlicherErsteller", latinText),
  maybe("versionshinweis", latinText),
  maybe("freigabedatum", simple(date)),
  maybe("veroeffentlichungsdatum", simple(date)),
];
const elementParts = [
  ...common,
  coded("schemaelementart", "ABS", "HAR", "RNG"),
  one("hilfetextEingabe", latinText),
  one("hilfetextAusgabe", latinText),
];
const rule = sequence([...common, one("script", text)]);
const listIdentification = sequence([
  one("canonicalIdentification", text),
  one("version", text),
  one("canonicalVersionUri", text),
]);

const field = sequence([
  ...elementParts,
  coded("feldart", "input", "label", "select"),
  coded("datentyp", "bool", "date", "file", "num", "num_currency", "num_int", "obj", "text"),
  one("praezisierung", latinText),
  one("inhalt", latinText),
  maybe(
    "codelisteReferenz",
    sequence([
      one("identifikation", identification),
      one("genericodeIdentification", listIdentification),
    ]),
  ),
  many("regel", rule),
]);
const structure: ContentType = sequence(() => [
  one("anzahl", simple(stringLike(/^\p{Nd}+:(?:\*|\p{Nd}+)$/u, "a multiplicity such as 0:1"))),
  one("bezug", latinText),
  one("enthaelt", sequence([either({ datenfeld: field, datenfeldgruppe: group })])),
]);
const group = sequence([...elementParts, many("regel", rule), many("struktur", structure)]);
const schema = sequence([
  ...common,
  maybe("hilfetext", latinText),
  coded("ableitungsmodifikationenStruktur", "0", "1", "2", "3"),
  coded("ableitungsmodifikationenRepraesentation", "0", "1"),
  many("regel", rule),
  many("struktur", structure),
]);
const profile = sequence([
  ...common,
  one("isReferenz", simple(boolean)),
  one("dokumentart", text),
  maybe("hilfetext", latinText),
]);
const codeList = sequence([
  ...common,
  one("genericodeIdentification", listIdentification),
  one("langname", latinText),
  one("genericode", genericode),
]);

const header = one(
  "header",
  sequence([
    one("nachrichtID", text),
    one("erstellungszeitpunkt", simple(dateTime)),
    maybe("referenzID", text),
  ]),
);

/** What the messages of XDatenfelder 2.0 hold, by the name of their root. */
export const messages2: ReadonlyMap<string, ContentType> = new Map(
  Object.entries({
    // The standard itself spells this element so.
    "xdatenfelder.dokumentsteckbrief.0101": one("dokumentensteckbrief", profile),
    "xdatenfelder.stammdatenschema.0102": one("stammdatenschema", schema),
    "xdatenfelder.datenfeldgruppe.0103": one("datenfeldgruppe", group),
    "xdatenfelder.datenfeld.0104": one("datenfeld", field),
    "xdatenfelder.codeliste.0105": one("codeliste", codeList),
  }).map(([root, body]) => [root, sequence([header, body])]),
);
