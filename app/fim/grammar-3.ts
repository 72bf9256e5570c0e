import {
  attributes,
  code,
  empty,
  optional,
  particlesOf,
  required,
  sequence,
  simple,
  type ContentType,
  type Particle,
} from "./content-model.ts";
import { genericode } from "./grammar-genericode.ts";
import {
  anyText,
  anyUri,
  boolean,
  date,
  dateTime,
  integer,
  latin,
  oneOf,
  stringLike,
  tokenLike,
} from "./lexical.ts";
import { fimDataTypes } from "#app/domain/service.ts";

export const namespace3 = "urn:xoev-de:fim:standard:xdatenfelder_3.0.0";
const { one, maybe, many, some, either } = particlesOf(namespace3);

const text = simple();
const latinText = simple(latin);
const list = (name: string): string => `urn:xoev-de:fim:codeliste:xdatenfelder.${name}`;

/** Codes: the list's URI, and its version where the standard prescribes one. */
export const codeLists3 = {
  datenqualitaet: ["urn:xoev-de:fim:codeliste:datenfelder.datenqualitaet", "1.0"],
  freigabestatus: ["urn:xoev-de:xprozess:codeliste:status", undefined],
  dokumentart: ["urn:xoev-de:fim-datenfelder:codeliste:dokumentart", undefined],
  praedikat: ["urn:xoev-de:fim-datenfelder:codeliste:relation", undefined],
  ableitungsmodifikationenStruktur: [list("ableitungsmodifikationenStruktur"), "1.0"],
  ableitungsmodifikationenRepraesentation: [list("ableitungsmodifikationenRepraesentation"), "1.0"],
  schemaelementart: [list("schemaelementart"), "1.0"],
  feldart: [list("feldart"), "2.0"],
  datentyp: [list("datentyp"), "2.0"],
  vorbefuellung: [list("vorbefuellung"), "1.0"],
  typ: [list("regeltyp"), "1.0"],
  art: ["urn:xoev-de:fim:codeliste:datenfelder.gruppenart", "1.0"],
} as const;
type CodeName = keyof typeof codeLists3;

const coded = (name: CodeName, ...codes: readonly string[]): Particle => {
  const [uri, version] = codeLists3[name];
  return one(name, code(codes.length === 0 ? anyText : oneOf(...codes), uri, version));
};
const maybeCoded = (name: CodeName, ...codes: readonly string[]): Particle => ({
  ...coded(name, ...codes),
  min: 0,
});

const identification = sequence([
  one("id", text),
  maybe("version", simple(stringLike(/^\p{Nd}+\.\p{Nd}+\.\p{Nd}+$/u, "a version such as 1.0.0"))),
]);
const reference = simple(latin, attributes({ link: optional(anyUri) }));
const keyword = simple(anyText, attributes({ uri: required(anyUri) }));

/** What may stand in place of the children of a `relation` that were passed over. */
export const relation3 = sequence([coded("praedikat"), one("objekt", identification)]);

const common = [
  one("identifikation", identification),
  one("name", latinText),
  maybe("beschreibung", latinText),
  maybe("definition", latinText),
  many("bezug", reference),
  coded("freigabestatus"),
  maybe("statusGesetztAm", simple(date)),
  maybe("statusGesetztDurch", latinText),
  maybe("gueltigAb", simple(date)),
  maybe("gueltigBis", simple(date)),
  maybe("versionshinweis", latinText),
  maybe("veroeffentlichungsdatum", simple(date)),
  one("letzteAenderung", simple(dateTime)),
  many("relation", relation3),
  many("stichwort", keyword),
];
const elementParts = [
  ...common,
  one("bezeichnungEingabe", latinText),
  maybe("bezeichnungAusgabe", latinText),
  coded("schemaelementart", "ABS", "HAR", "RNG"),
  maybe("hilfetextEingabe", latinText),
  maybe("hilfetextAusgabe", latinText),
];

const failure = simple(
  anyText,
  attributes({ code: required(integer(-2_147_483_648, 2_147_483_647)) }),
);
const named = { element: required(), name: required() };
const rule = sequence([
  one("identifikation", identification),
  one("name", latinText),
  maybe("beschreibung", latinText),
  maybe("freitextRegel", latinText),
  many("bezug", reference),
  many("stichwort", keyword),
  maybe("fachlicherErsteller", latinText),
  one("letzteAenderung", simple(dateTime)),
  coded("typ", "B", "K", "M", "V"),
  many(
    "param",
    sequence(
      [one("typ", simple(oneOf("anzahl", "objekt", "selektor", "wert")))],
      attributes(named),
    ),
  ),
  many("ziel", empty(attributes(named))),
  maybe("skript", text),
  many("fehler", failure),
]);

const values = sequence([
  some("wert", sequence([one("code", text), one("name", text), maybe("hilfe", text)])),
]);
const precision = simple(
  latin,
  attributes({
    minLength: optional(integer(0)),
    maxLength: optional(integer(1)),
    minValue: optional(),
    maxValue: optional(),
    pattern: optional(),
  }),
);
const mediaType = simple(
  tokenLike(
    /^[^\p{P}\p{Z}\p{C}]+\/(?:[+.-]|[^\p{P}\p{Z}\p{C}])+$/u,
    "a media type such as image/png",
  ),
);
const field = sequence([
  ...elementParts,
  coded("feldart", "hidden", "input", "label", "locked", "select"),
  coded("datentyp", ...fimDataTypes),
  maybe("praezisierung", precision),
  maybe("inhalt", latinText),
  coded("vorbefuellung", "keine", "optional", "verpflichtend"),
  maybe("werte", values),
  maybe(
    "codelisteReferenz",
    sequence([
      maybe("canonicalIdentification", text),
      maybe("version", text),
      maybe("canonicalVersionUri", text),
    ]),
  ),
  maybe("codeKey", text),
  maybe("nameKey", text),
  maybe("helpKey", text),
  many("regel", rule),
  maybe("maxSize", simple(integer(1))),
  many("mediaType", mediaType),
]);

const structure: ContentType = sequence(() => [
  one("anzahl", simple(stringLike(/^\p{Nd}+:(?:\*|\p{Nd}+)$/u, "a multiplicity such as 0:1"))),
  many("bezug", reference),
  one("enthaelt", sequence([either({ datenfeld: field, datenfeldgruppe: group })])),
]);
const group = sequence([
  ...elementParts,
  maybeCoded("art", "X"),
  many("regel", rule),
  some("struktur", structure),
]);

const schema = sequence([
  ...common,
  one("bezeichnung", latinText),
  maybe("hilfetext", latinText),
  coded("ableitungsmodifikationenStruktur", "0", "1", "2", "3"),
  coded("ableitungsmodifikationenRepraesentation", "0", "1"),
  one("dokumentsteckbrief", identification),
  many("regel", rule),
  some("struktur", structure),
]);
const profile = sequence([
  ...common,
  one("istAbstrakt", simple(boolean)),
  coded("dokumentart"),
  one("bezeichnung", latinText),
  maybe("hilfetext", latinText),
]);

const translation = sequence([
  one("uebersetzt", identification),
  one("bezeichnungEingabe", text),
  one("bezeichnungAusgabe", text),
  maybe("hilfetextEingabe", text),
  maybe("hilfetextAusgabe", text),
  maybe("inhalt", text),
  maybe("werte", values),
  many("regel", sequence([one("uebersetzt", identification), some("fehler", failure)])),
]);
const languageOfTranslation = sequence(
  [some("element", translation)],
  attributes({
    lang: required(tokenLike(/^[a-z]{2,3}$/, "a language such as en")),
    region: optional(tokenLike(/^[A-Z]{2}$/, "a country such as DE")),
    variant: optional(oneOf("simple")),
    version: required(integer(1)),
  }),
);

const header = one(
  "header",
  sequence([
    one("nachrichtID", text),
    one("erstellungszeitpunkt", simple(dateTime)),
    maybe("referenzID", text),
    maybe("produktbezeichnung", latinText),
    maybe("produkthersteller", latinText),
    maybe("produktversion", latinText),
    maybeCoded("datenqualitaet", "PROD", "TEST"),
  ]),
);

/** What the messages of XDatenfelder 3.0.0 hold, by the name of their root. */
export const messages3: ReadonlyMap<string, ContentType> = new Map(
  Object.entries({
    "xdatenfelder.dokumentsteckbrief.0101": [one("dokumentsteckbrief", profile)],
    "xdatenfelder.stammdatenschema.0102": [one("stammdatenschema", schema)],
    "xdatenfelder.datenfeldgruppe.0103": [one("datenfeldgruppe", group)],
    "xdatenfelder.datenfeld.0104": [one("datenfeld", field)],
    "xdatenfelder.codeliste.0105": [one("genericode", genericode)],
    "xdatenfelder.uebersetzung.0106": [
      one("uebersetzt", identification),
      some("sprache", languageOfTranslation),
    ],
  }).map(([root, body]) => [root, sequence([header, ...body])]),
);
