import { query } from "#db/connect.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listCatalogue } from "#db/queries/offerings.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { accessibilityState, type AccessibilityState } from "../domain/paths/accessibility.ts";
import { pickText, type Language } from "../domain/text.ts";
import { ownMunicipalities } from "../identity/own-municipalities.server.ts";
import { can, type Actor } from "../identity/permissions.ts";

export interface CatalogueService {
  readonly id: string;
  readonly version: string;
  readonly name: { readonly text: string; readonly language: Language };
  readonly online: boolean;
  /** What trying out all its ways has found; undefined where nobody did yet. */
  readonly certificate?: ShownCertificate | undefined;
}

export interface ShownCertificate {
  /** Decimal digits; at least so many where it is not complete. */
  readonly paths: string;
  readonly complete: boolean;
  readonly deadEnds: number;
  readonly accessibility: AccessibilityState;
}

export type Catalogue =
  | {
      readonly kind: "catalogue";
      /** Those of which the person is the administrator. */
      readonly municipalities: readonly Municipality[];
      readonly municipality: Municipality;
      readonly services: readonly CatalogueService[];
      /** Whether the person may switch here. */
      readonly mayChange: boolean;
    }
  /** May look into every municipality and has not named one. */
  | { readonly kind: "choose" }
  /** `forbidden`: administers nothing. `unknown`: not that municipality. */
  | { readonly kind: "forbidden" | "unknown" };

/** All services of the portal as they stand for a municipality (ARS); the first of one's own where none is named. */
export async function loadCatalogue(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
  language: Language,
): Promise<Catalogue> {
  const municipalities = await ownMunicipalities(portal, actor, "offering.read");
  const everywhere = can(actor, "offering.read", null);
  if (municipalities.length === 0 && !everywhere) return { kind: "forbidden" };
  if (asked === undefined && everywhere) return { kind: "choose" };
  const ars = asked ?? municipalities[0]?.ars;
  if (ars === undefined || !can(actor, "offering.read", ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return { kind: "unknown" };
  const entries = await query(portal.database, (sql) => listCatalogue(sql, ars));
  const services = entries.map(
    ({ serviceId, serviceVersion, name, enabled, certificate, earlierChecked }) => ({
      id: serviceId,
      version: serviceVersion,
      name: pickText(name, language),
      online: enabled,
      ...(certificate && {
        certificate: {
          paths: certificate.paths,
          complete: certificate.complete,
          deadEnds: certificate.deadEnds.length,
          accessibility: accessibilityState(certificate.accessibility, earlierChecked),
        },
      }),
    }),
  );
  return {
    kind: "catalogue",
    municipalities,
    municipality,
    services: services.sort((left, right) =>
      left.name.text.localeCompare(right.name.text, language),
    ),
    mayChange: can(actor, "offering.change", ars),
  };
}
