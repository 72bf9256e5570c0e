import { query } from "#db/connect.ts";
import { listOfferingsOfPortal, type OfferingOfPortal } from "#db/queries/offerings.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

export type ListOfferingsOutcome =
  | { readonly outcome: "listed"; readonly offerings: readonly OfferingOfPortal[] }
  | { readonly outcome: "unknownMunicipality" };

/** Who offers what, also what is switched off; narrowed to a municipality (ARS, AGS or slug), a service, or both. */
export async function listOfferings(
  { database }: OperatorParts,
  only: { readonly municipality?: string | undefined; readonly serviceId?: string | undefined },
): Promise<ListOfferingsOutcome> {
  return query(database, async (sql): Promise<ListOfferingsOutcome> => {
    const { municipality: key, serviceId } = only;
    const municipality = key === undefined ? undefined : await findMunicipalityByKey(sql, key);
    if (key !== undefined && municipality === undefined) return { outcome: "unknownMunicipality" };
    const offerings = await listOfferingsOfPortal(sql, {
      ...(municipality && { ars: municipality.ars }),
      ...(serviceId !== undefined && { serviceId }),
    });
    return { outcome: "listed", offerings };
  });
}
