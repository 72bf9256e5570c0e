import { leikaUrn } from "../domain/leika.ts";
import type { Text } from "../domain/text.ts";
import { escapeXml } from "./escape-xml.ts";

/** A service as an export tells it: for all municipalities, or as one of them describes it. */
export interface XzufiService {
  readonly id: string;
  /** Undefined for what a municipality describes without a form. */
  readonly version: string | undefined;
  /** Page that tells of it, where one cannot apply for it online. */
  readonly page?: string;
  readonly name: Text;
  readonly leikaKeys: readonly string[];
  readonly languages: readonly string[];
  readonly description: {
    readonly summary: Text;
    readonly needs?: readonly Text[];
    readonly fee?: Text | undefined;
    readonly duration?: Text | undefined;
    readonly legalBasis?: readonly Text[];
    readonly afterwards?: Text | undefined;
  };
}

/** A municipality with what it offers. */
export interface XzufiMunicipality {
  readonly ars: string;
  readonly name: string;
  readonly offers: readonly XzufiOffer[];
}
export interface XzufiOffer {
  readonly service: XzufiService;
  /** Where one applies; undefined where that is not possible online. */
  readonly address: string | undefined;
  readonly changedAt: Date;
}

/** What a municipality has of its own under an id that others have, too. */
export function ownId(ars: string, id: string): string {
  return id.startsWith(`${ars}.`) ? id : `${ars}.${id}`;
}

export interface XzufiMessage {
  /** Of the portal. */
  readonly origin: string;
  readonly createdAt: Date;
  readonly id: string;
  readonly services: readonly XzufiService[];
  readonly municipalities: readonly XzufiMunicipality[];
}

const modules = "urn:de:xzufi:codeliste:leistungstextmodulleika";
const linkTypes = "urn:xoev-de:fim:codeliste:onlinedienstlinktyp";

/**
 * Services, who is responsible for them where, and where one applies: in the shape of XZuFi 2.2 (`nachrichtenkopf`, then
 * `schreibe` with `leistung`, `organisationseinheit`, `onlinedienst`). Texts stand in all languages of the
 * service; a municipality that describes it otherwise has a `leistung` of its own.
 */
export function xzufiMessage({
  origin,
  createdAt,
  id,
  services,
  municipalities,
}: XzufiMessage): string {
  const written = [
    ...services.map((service) => serviceElement(service)),
    ...municipalities.map((municipality) => authorityElement(municipality)),
    ...municipalities.flatMap(({ ars, name, offers }) =>
      offers.flatMap(({ service, address, changedAt }) =>
        address === undefined ? [] : onlineElement(ars, name, { service, address, changedAt }),
      ),
    ),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<xzufi:transfer xmlns:xzufi="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="2.2.0" produktbezeichnung="Einmal">\n',
    element(
      "nachrichtenkopf",
      element("nachrichtUUID", id) +
        element("erstelltDatumZeit", createdAt.toISOString()) +
        element("sender", escapeXml(origin)),
    ),
    ...written.map((content) => element("schreibe", content)),
    "</xzufi:transfer>\n",
  ].join("");
}

function serviceElement(service: XzufiService): string {
  const { id, version, page, name, leikaKeys, languages, description } = service;
  const { summary, needs = [], fee, duration, legalBasis = [], afterwards } = description;
  return element(
    "leistung",
    identifier("id", id) +
      leikaKeys
        .map((key) => element("referenzLeiKa", code(key), ` uri="${leikaUrn(key)}"`))
        .join("") +
      moduleText("02", [name], languages) +
      moduleText("05", [summary], languages) +
      moduleText("07", legalBasis, languages) +
      moduleText("08", needs, languages) +
      moduleText("11", afterwards ? [afterwards] : [], languages) +
      plainModule("kosten", fee, languages) +
      plainModule("bearbeitungsdauer", duration, languages) +
      languages
        .map((language) => element("sprachversion", element("languageCode", language)))
        .join("") +
      (page === undefined ? "" : element("weiterfuehrenderLink", element("uri", escapeXml(page)))) +
      (version === undefined ? "" : element("version", escapeXml(version))),
  );
}

/** A module of the LeiKa's text; left out where there is no text. */
function moduleText(number: string, texts: readonly Text[], languages: readonly string[]): string {
  const contents = inLanguages(texts, languages);
  return contents === ""
    ? ""
    : element(
        "modulText",
        contents + element("leikaTextmodul", code(number), ` listURI="${modules}"`),
      );
}

function plainModule(name: string, text: Text | undefined, languages: readonly string[]): string {
  return text === undefined
    ? ""
    : element("modulText", inLanguages([text], languages) + element("typ", name));
}

function inLanguages(texts: readonly Text[], languages: readonly string[]): string {
  return languages
    .map((language) => {
      const own = texts.flatMap((text) => text[language] ?? []);
      const content = own.join("\n");
      return content === ""
        ? ""
        : element("inhalt", escapeXml(content), ` languageCode="${escapeXml(language)}"`);
    })
    .join("");
}

function authorityElement({ ars, name, offers }: XzufiMunicipality): string {
  return element(
    "organisationseinheit",
    identifier("id", ars) +
      element("name", element("name", escapeXml(name), ' languageCode="de"')) +
      offers
        .map(({ service }) =>
          element(
            "zustaendigkeit",
            identifier("leistungID", service.id) +
              element(
                "gebietID",
                ars,
                ' schemeID="urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:ars"',
              ),
          ),
        )
        .join(""),
  );
}

function onlineElement(
  ars: string,
  municipality: string,
  online: Pick<XzufiOffer, "service" | "changedAt"> & { readonly address: string },
): string {
  const { service, address, changedAt } = online;
  const title = `${service.name.de} (${municipality})`;
  return element(
    "onlinedienst",
    identifier("id", ownId(ars, service.id)) +
      element("bezeichnung", escapeXml(title), ' languageCode="de"') +
      identifier("leistungID", service.id) +
      identifier("organisationseinheitID", ars) +
      element(
        "link",
        element("typ", code("01"), ` listURI="${linkTypes}"`) + element("link", escapeXml(address)),
      ) +
      element("gueltigAb", changedAt.toISOString().slice(0, 10)),
  );
}

function identifier(name: string, id: string): string {
  return element(name, escapeXml(id), ' schemeAgencyID="einmal"');
}

/** Codes stand without namespace (XÖV code type). */
function code(value: string): string {
  return `<code>${escapeXml(value)}</code>`;
}

function element(name: string, content: string, attributes = ""): string {
  return `<xzufi:${name}${attributes}>${content}</xzufi:${name}>`;
}
