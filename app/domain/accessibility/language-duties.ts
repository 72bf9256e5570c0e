/**
 * Whether municipalities of a Land have to explain their website in Leichte Sprache or in German Sign Language. For the
 * authorities of the Bund it is § 4 BITV 2.0; which Land wants the same of its municipalities is for each Land to say.
 * `limited`: they should, or have to in part. `unknown`: nothing reliable was found.
 */
export type LanguageDuty = "yes" | "limited" | "no" | "unknown";

export interface LanguageDuties {
  readonly plainLanguage: LanguageDuty;
  readonly signLanguage: LanguageDuty;
  /** The law, German whatever the page speaks; absent where nothing was found. */
  readonly legalBasis?: string;
  /** Where it was read. */
  readonly source?: string;
}

/** The overview of the Land's commissioner for accessible IT in Hessen, by Land and level of administration. */
const overview = "https://lbit.hessen.de/vergleichstabelle-bgg-bitv";
const both = (duty: LanguageDuty) => ({ plainLanguage: duty, signLanguage: duty });

/** By the first two digits of the ARS. As of November 2026. */
const duties: Readonly<Record<string, LanguageDuties>> = {
  // "01": the LBGG of 2022 speaks of documents (§ 9); nothing was found on websites of municipalities.
  "02": {
    ...both("yes"),
    legalBasis: "§ 11 HmbBGG, § 1 HmbBITVO mit § 4 BITV 2.0",
    source: "https://www.hamburg.de/erklaerung-zur-barrierefreiheit/",
  },
  "03": { ...both("no"), legalBasis: "NBGG, NBITVO", source: overview },
  "04": { ...both("yes"), legalBasis: "BremBGG mit BITV 2.0", source: overview },
  // Since 31 December 2020.
  "05": {
    ...both("yes"),
    legalBasis: "§ 10 BGG NRW, BITVNRW mit BITV 2.0",
    source: "https://www.bfsg-testen.de/gesetze/laender/nordrhein-westfalen/",
  },
  "06": { ...both("no"), legalBasis: "HessBGG, BITV HE", source: overview },
  "07": { ...both("yes"), legalBasis: "Landesinklusionsgesetz, BITV RP", source: overview },
  "08": { ...both("yes"), legalBasis: "§ 10 L-BGG mit BITV 2.0", source: overview },
  "09": { ...both("no"), legalBasis: "BayBGG, BayDiV", source: overview },
  // On websites of municipalities, but nothing is demanded of their start page.
  "10": { ...both("limited"), legalBasis: "§ 9 SBGVO mit BITV 2.0", source: overview },
  "11": { ...both("yes"), legalBasis: "BIKTG Bln mit BITV 2.0", source: overview },
  "12": { ...both("limited"), legalBasis: "§ 9 BbgBGG, BbgBITV", source: overview },
  "13": { ...both("no"), legalBasis: "LBGG M-V, BITVO M-V", source: overview },
  "14": { ...both("no"), legalBasis: "SächsInklusG, BfWebG", source: overview },
  // Information is to be offered in Leichte Sprache more often ("vermehrt").
  "15": {
    plainLanguage: "limited",
    signLanguage: "unknown",
    legalBasis: "§ 5 BGG LSA",
    source:
      "https://www.mdr.de/nachrichten/sachsen-anhalt/landespolitik/leichte-sprache-oeffentliche-stellen-100.html",
  },
  // "16": the ThürBITVO refers to § 3 BITV 2.0; nothing was found on its § 4.
};

/** The duties of municipalities in a Land. */
export function languageDutiesIn(state: string): LanguageDuties {
  return duties[state] ?? both("unknown");
}
