import { query } from "#db/connect.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import { loadPrivacyFacts } from "../catalogue/load-privacy.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { OfferingFacts, PrivacyFacts } from "../domain/privacy/facts.ts";

export type DescribedPrivacy =
  | { readonly kind: "unknownMunicipality" }
  | { readonly kind: "notOffered"; readonly municipality: Municipality }
  | {
      readonly kind: "privacy";
      readonly municipality: Municipality;
      readonly facts: PrivacyFacts;
      readonly offering: OfferingFacts;
    };

/** What there is to tell those who want to apply for a service (Art. 13 GDPR). */
export async function describePrivacy(
  portal: Portal,
  slug: string,
  serviceId: string,
): Promise<DescribedPrivacy> {
  const municipality = await query(portal.database, (sql) => findMunicipalityBySlug(sql, slug));
  if (!municipality) return { kind: "unknownMunicipality" };
  const facts = await loadPrivacyFacts(portal, municipality, serviceId);
  const [offering] = facts.offerings;
  return offering
    ? { kind: "privacy", municipality, facts, offering }
    : { kind: "notOffered", municipality };
}
