import { query } from "#db/connect.ts";
import { windowOf, type WindowColumns } from "#db/queries/offering-windows.ts";
import { listOfferingsOfPortal, type OfferingOfPortal } from "#db/queries/offerings.ts";
import { noWindow } from "../catalogue/change-window.server.ts";
import { windowAt, type OfferingWindow, type WindowState } from "../domain/offering-window.ts";
import { findMunicipalityByKey } from "./find-municipality.server.ts";
import type { OperatorParts } from "./operator.ts";

/** An offering with when and how it is offered, and how that stands now. */
export type ListedOffering = Omit<OfferingOfPortal, keyof WindowColumns> & {
  readonly window: OfferingWindow;
  readonly state: WindowState["kind"];
};

export type ListOfferingsOutcome =
  | { readonly outcome: "listed"; readonly offerings: readonly ListedOffering[] }
  | { readonly outcome: "unknownMunicipality" };

/** Who offers what, also what is switched off; narrowed to a municipality (ARS, AGS or slug), a service, or both. */
export async function listOfferings(
  { database, clock }: OperatorParts,
  only: { readonly municipality?: string | undefined; readonly serviceId?: string | undefined },
): Promise<ListOfferingsOutcome> {
  return query(database, async (sql): Promise<ListOfferingsOutcome> => {
    const { municipality: key, serviceId } = only;
    const municipality = key === undefined ? undefined : await findMunicipalityByKey(sql, key);
    if (key !== undefined && municipality === undefined) return { outcome: "unknownMunicipality" };
    const rows = await listOfferingsOfPortal(sql, {
      ...(municipality && { ars: municipality.ars }),
      ...(serviceId !== undefined && { serviceId }),
    });
    return { outcome: "listed", offerings: rows.map((row) => listed(row, clock())) };
  });
}

function listed(row: OfferingOfPortal, now: Date): ListedOffering {
  const { ars, municipality, slug, serviceId, name, version, enabled, updatedAt, updatedBy } = row;
  const { window = noWindow, filed = 0 } = windowOf(row) ?? {};
  const state = windowAt(window, filed, now).kind;
  const known = {
    ars,
    municipality,
    slug,
    serviceId,
    name,
    version,
    enabled,
    updatedAt,
    updatedBy,
  };
  return { ...known, window, state };
}
