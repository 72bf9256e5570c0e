/**
 * Who watches over data protection in the municipalities of each Land (Art. 51 and 77 GDPR). Names are German, whatever the page
 * speaks. In Bavaria public bodies have an authority of their own.
 */
export interface SupervisoryAuthority {
  readonly name: string;
  /** Lines of a postal address, where it was looked up. */
  readonly address?: readonly string[];
  readonly email: string;
  readonly web: string;
  /** Whether name and ways were found on a page named by `source`; all others are to be looked at before going live. */
  readonly checked: boolean;
  readonly source?: string;
}

const authority = (
  name: string,
  email: string,
  web: string,
  checked?: { readonly address: readonly string[]; readonly source: string },
): SupervisoryAuthority => ({ name, email, web, checked: checked !== undefined, ...checked });

/** By the first two digits of the ARS. As of November 2026; a municipality may name another one. */
export const supervisoryAuthorities: Readonly<Record<string, SupervisoryAuthority>> = {
  "01": authority(
    "Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein (ULD)",
    "mail@datenschutzzentrum.de",
    "https://www.datenschutzzentrum.de",
  ),
  "02": authority(
    "Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit",
    "mailbox@datenschutz.hamburg.de",
    "https://datenschutz-hamburg.de",
  ),
  "03": authority(
    "Der Landesbeauftragte für den Datenschutz Niedersachsen",
    "poststelle@lfd.niedersachsen.de",
    "https://www.lfd.niedersachsen.de",
  ),
  "04": authority(
    "Die Landesbeauftragte für Datenschutz und Informationsfreiheit der Freien Hansestadt Bremen",
    "office@datenschutz.bremen.de",
    "https://www.datenschutz.bremen.de",
  ),
  "05": authority(
    "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
    "poststelle@ldi.nrw.de",
    "https://www.ldi.nrw.de",
  ),
  "06": authority(
    "Der Hessische Beauftragte für Datenschutz und Informationsfreiheit",
    "poststelle@datenschutz.hessen.de",
    "https://datenschutz.hessen.de",
  ),
  "07": authority(
    "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz",
    "poststelle@datenschutz.rlp.de",
    "https://www.datenschutz.rlp.de",
  ),
  "08": authority(
    "Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg",
    "poststelle@lfdi.bwl.de",
    "https://www.baden-wuerttemberg.datenschutz.de",
  ),
  "09": authority(
    "Der Bayerische Landesbeauftragte für den Datenschutz",
    "poststelle@datenschutz-bayern.de",
    "https://www.datenschutz-bayern.de",
  ),
  "10": authority(
    "Unabhängiges Datenschutzzentrum Saarland",
    "poststelle@datenschutz.saarland.de",
    "https://www.datenschutz.saarland.de",
  ),
  "11": authority(
    "Berliner Beauftragte für Datenschutz und Informationsfreiheit",
    "mailbox@datenschutz-berlin.de",
    "https://www.datenschutz-berlin.de",
  ),
  "12": authority(
    "Die Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg",
    "poststelle@lda.brandenburg.de",
    "https://www.lda.brandenburg.de",
  ),
  "13": authority(
    "Der Landesbeauftragte für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern",
    "info@datenschutz-mv.de",
    "https://www.datenschutz-mv.de",
  ),
  "14": authority(
    "Sächsische Datenschutz- und Transparenzbeauftragte",
    "post@sdtb.sachsen.de",
    "https://www.datenschutz.sachsen.de",
    {
      address: ["Maternistraße 17", "01067 Dresden"],
      source: "https://www.datenschutz.sachsen.de/datenschutzerklaerung.html",
    },
  ),
  "15": authority(
    "Landesbeauftragte für den Datenschutz Sachsen-Anhalt",
    "poststelle@lfd.sachsen-anhalt.de",
    "https://datenschutz.sachsen-anhalt.de",
    {
      address: ["Otto-von-Guericke-Straße 34a", "39104 Magdeburg"],
      source: "https://datenschutzarchiv.org/organisationen/bundeslaender/lfd-sachsen-anhalt",
    },
  ),
  "16": authority(
    "Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit",
    "poststelle@datenschutz.thueringen.de",
    "https://www.tlfdi.de",
  ),
};

/** The lines by which an authority is named in a document. */
export function authorityLines({ name, address, email, web }: SupervisoryAuthority): string[] {
  return [name, ...(address ?? []), email, web];
}
