import { query } from "#db/connect.ts";
import { findListedService, type ListedServiceRow } from "#db/queries/listed-services.ts";
import { findPlace } from "#db/queries/places.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import type { Download } from "../documents/download.ts";
import type { Municipality } from "../domain/municipality.ts";

export type DescribedListing =
  | { readonly kind: "unknown" }
  /** A service with the same LeiKa key is online by now. */
  | { readonly kind: "replaced"; readonly by: string }
  | {
      readonly kind: "listing";
      readonly municipality: Municipality;
      readonly listing: ListedServiceRow;
    };

/** What a municipality tells of a service on paper. `slug`: its part of the address, `id`: that of the listing. */
export function describeListing(
  { database }: Portal,
  slug: string,
  id: string,
): Promise<DescribedListing> {
  return query(database, async (sql): Promise<DescribedListing> => {
    const place = await findPlace(sql, slug);
    const listing = place && (await findListedService(sql, place.municipality.ars, id));
    if (!listing) return { kind: "unknown" };
    return listing.replacedBy === null
      ? { kind: "listing", municipality: place.municipality, listing }
      : { kind: "replaced", by: listing.replacedBy };
  });
}

/** The paper form of a listing; undefined where there is none. */
export async function downloadPaperForm(
  portal: Portal,
  slug: string,
  id: string,
): Promise<Download | undefined> {
  const described = await describeListing(portal, slug, id);
  if (described.kind !== "listing" || !described.listing.formFile) return undefined;
  const { formFile } = described.listing;
  return {
    name: formFile.name,
    mediaType: "application/pdf",
    content: portal.storage.get(formFile),
  };
}
