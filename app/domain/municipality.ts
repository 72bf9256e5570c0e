import * as z from "zod";

/** First parts of addresses that belong to the portal itself, so that no municipality can have them. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  // Pages of citizens.
  "eingang",
  "quittung",
  "status",
  "leistungen",
  "suche",
  "weiter",
  "gemeinsam",
  "rueckmeldung",
  "rueckruf",
  "handy",
  "vorschau",
  "-well-known",
  "sitemap-xml",
  "gemeinden",
  "sprache",
  "konto",
  "hilfe",
  "sprachen",
  "kontakt",
  "impressum",
  "datenschutz",
  "barrierefreiheit",
  "leichte-sprache",
  "gebaerdensprache",
  // Pages of staff.
  "einladung",
  "anmelden",
  "anmeldung",
  "abmelden",
  "verwaltung",
  "postfach",
  "betrieb",
  "zustaendig",
  // Addresses for machines.
  "export",
  "sitemap",
  "api",
  "assets",
  "aussehen",
  "build",
  "fonts",
  "health",
  "metrics",
  "favicon-ico",
  "robots-txt",
  "well-known",
]);

/** A municipality (Gemeinde) of the official list. */
export const municipalitySchema = z.strictObject({
  /** Amtlicher Regionalschlüssel, 12 digits: Land 2, Regierungsbezirk 1, Kreis 2, Verband 4, Gemeinde 3. */
  ars: z.string().regex(/^\d{12}$/),
  /** Amtlicher Gemeindeschlüssel, 8 digits. */
  ags: z.string().regex(/^\d{8}$/),
  /** Official name, e.g. "Köln, Stadt". */
  name: z.string().min(1),
  /** Part of the URL; unique. */
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .refine((slug) => !reservedSlugs.has(slug)),
  /** First two digits of the ARS. */
  state: z.string().regex(/^\d{2}$/),
  district: z.string().optional(),
  /** Postal code of the administration's seat. */
  postalCode: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  population: z.int().min(0).optional(),
});
export type Municipality = z.infer<typeof municipalitySchema>;

/** The name without its suffix: "Köln" for "Köln, Stadt". */
export function shortName(municipality: Pick<Municipality, "name">): string {
  return municipality.name.split(",", 1)[0] ?? municipality.name;
}
