/**
 * Whom somebody can turn to if a municipality does not answer, or not well enough: each Land has its own
 * (Article 9 of Directive (EU) 2016/2102). Names and laws are German, whatever the page speaks.
 */
export interface EnforcementBody {
  readonly name: string;
  /** Lines of a postal address, where it is known. */
  readonly address?: readonly string[];
  readonly email?: string;
  /** Of the body itself. */
  readonly web?: string;
  readonly legalBasis: string;
  /** Whether name, address and law were found on a page of the body or its Land, or in the law; `source` says where. */
  readonly checked: boolean;
  readonly source?: string;
}

/** By the first two digits of the ARS. As of November 2026; a municipality may name another one. */
export const enforcementBodies: Readonly<Record<string, EnforcementBody>> = {
  "01": {
    name: "Beschwerdestelle für barrierefreie Informationstechnik Schleswig-Holstein",
    web: "https://www.landtag.ltsh.de/beauftragte/beschwerdestelle-fuer-barrieren",
    legalBasis: "§§ 12e, 12f LBGG Schleswig-Holstein",
    checked: true,
    source:
      "https://www.landtag.ltsh.de/beauftragte/beschwerdestelle-fuer-barrieren/beschwerde-einreichen/",
  },
  "02": {
    name: "Schlichtungsstelle nach dem Hamburgischen Behindertengleichstellungsgesetz (Öffentliche Rechtsauskunft- und Vergleichsstelle)",
    address: ["Dammtorstraße 14", "Hamburg"],
    web: "https://www.hamburg.de/schlichtungsstelle-behinderung",
    legalBasis: "§ 13a HmbBGG",
    checked: true,
    source:
      "https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/behinderung/schlichtungsstelle-behinderung/start-43312",
  },
  "03": {
    name: "Schlichtungsstelle nach dem Niedersächsischen Behindertengleichstellungsgesetz bei der oder dem Landesbeauftragten für Menschen mit Behinderungen",
    legalBasis: "§ 9d NBGG",
    checked: false,
    source: "https://www.schure.de/84200/schvo-nbgg.htm",
  },
  "04": {
    name: "Zentralstelle für barrierefreie Informationstechnik beim Landesbehindertenbeauftragten der Freien Hansestadt Bremen",
    web: "https://www.behindertenbeauftragter.bremen.de/der_beauftragte/zentralstelle_fuer_barrierefreie_informationstechnik-28011",
    legalBasis: "§§ 15, 16 BremBGG",
    checked: true,
    source: "https://www.behindertenbeauftragter.bremen.de/detail.php?gsid=bremen55.c.28011.de",
  },
  "05": {
    name: "Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen",
    web: "https://www.lbbp.nrw.de/ombudsstelle",
    legalBasis: "§ 10d BGG NRW, §§ 9 ff. BITVNRW",
    checked: true,
    source: "https://www.lbbp.nrw.de/ombudsstelle",
  },
  "06": {
    name: "Durchsetzungs- und Überwachungsstelle Barrierefreie Informationstechnik des Landes Hessen (Regierungspräsidium Gießen)",
    legalBasis: "§ 14 HessBGG",
    checked: false,
  },
  "07": {
    name: "Durchsetzungsstelle bei der oder dem Landesbeauftragten für die Belange von Menschen mit Behinderungen Rheinland-Pfalz",
    address: ["Bauhofstraße 9", "55116 Mainz"],
    email: "durchsetzungsstelle@mastd.rlp.de",
    web: "https://behindertenbeauftragte.rlp.de/landesbeauftragte/aufgaben-1",
    legalBasis: "§ 10 Landesinklusionsgesetz, BITV RP",
    checked: true,
    source: "https://behindertenbeauftragte.rlp.de/landesbeauftragte/aufgaben-1",
  },
  "08": {
    name: "Schlichtungsstelle beim Landeszentrum Barrierefreiheit (LZ-BARR)",
    address: ["Else-Josenhans-Straße 6", "70173 Stuttgart"],
    web: "https://barrierefreiheit-bw.de/barrierefreiheitdurchsetzen/schlichtungsantrag",
    legalBasis: "§ 10b L-BGG Baden-Württemberg",
    checked: true,
    source: "https://barrierefreiheit-bw.de/barrierefreiheitdurchsetzen/schlichtungsantrag",
  },
  "09": {
    name: "Durchsetzungs- und Überwachungsstelle für barrierefreie Informationstechnik beim Landesamt für Digitalisierung, Breitband und Vermessung",
    legalBasis: "§ 11 BayDiV",
    checked: true,
    source: "https://www.finanzministerium.bayern/digitalisierung/barrierefreiheit/",
  },
  "10": {
    name: "Schlichtungsstelle nach dem Saarländischen Behindertengleichstellungsgesetz beim Ministerium für Soziales",
    email: "inklusion@soziales.saarland.de",
    legalBasis: "§ 12e SBGG",
    checked: true,
    source: "https://service.saarland.de/barrierefreiheit",
  },
  "11": {
    name: "Berliner Landesbeauftragte für digitale Barrierefreiheit",
    web: "https://www.berlin.de/lb/digitale-barrierefreiheit/aufgaben/durchsetzungsverfahren/durchsetzungsverfahren-1305830.php",
    legalBasis: "§ 6 BIKTG Bln",
    checked: true,
    source:
      "https://www.berlin.de/lb/digitale-barrierefreiheit/aufgaben/durchsetzungsverfahren/durchsetzungsverfahren-1305830.php",
  },
  "12": {
    name: "Durchsetzungsstelle für digitale Barrierefreiheit bei der oder dem Landesbeauftragten für die Belange der Menschen mit Behinderungen Brandenburg",
    web: "https://msgiv.brandenburg.de/msgiv/de/beauftragte/landesbehindertenbeauftragte/durchsetzungsstelle",
    legalBasis: "§ 9 BbgBGG, BbgBITV",
    checked: true,
    source:
      "https://msgiv.brandenburg.de/msgiv/de/beauftragte/landesbehindertenbeauftragte/durchsetzungsstelle",
  },
  "13": {
    name: "Überwachungsstelle des Landes Mecklenburg-Vorpommern für digitale Barrierefreiheit beim Sozialministerium",
    legalBasis: "§ 14 LBGG M-V, § 2 BITVO M-V",
    checked: false,
    source: "https://www.laf-mv.de/service/Barrierefreiheit",
  },
  "14": {
    name: "Landesbeauftragter für Inklusion der Menschen mit Behinderungen bei der Sächsischen Staatskanzlei",
    address: ["Archivstraße 1", "01097 Dresden"],
    email: "info.inklusionsbeauftragter@sk.sachsen.de",
    legalBasis: "BfWebG (Sachsen)",
    checked: true,
    source: "https://portal.klimaschulen.sachsen.de/barrierefreiheitserklaerung",
  },
  "15": {
    name: "Ombudsstelle des Landes Sachsen-Anhalt bei der Landesfachstelle für Barrierefreiheit",
    web: "https://www.lf-barrierefreiheit-st.de/ueber-uns/ombudsstelle",
    legalBasis: "§ 16d BGG LSA",
    checked: true,
    source: "https://www.sesam-projekt.de/kontakt-impressum/barrierefreiheit",
  },
  "16": {
    name: "Thüringer Landesbeauftragter für Menschen mit Behinderungen",
    legalBasis: "ThürBarrWebG",
    checked: false,
  },
};
