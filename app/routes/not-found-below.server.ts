import { findTownBySlug } from "#app/apply/find-town-by-slug.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { shortName } from "#app/domain/municipality.ts";
import { notFound, type NotFound } from "./responses.server.ts";

/** Like `notFound` for an address below a municipality, whose page the error then is. `slug`: the first part of the address. */
export async function notFoundBelow(
  portal: Portal,
  slug: string,
  reason: NotFound["reason"] = "page",
): Promise<Response> {
  const town = await findTownBySlug(portal, slug);
  return notFound({
    reason,
    ...(town && { municipality: { slug: town.slug, name: shortName(town) } }),
  });
}
