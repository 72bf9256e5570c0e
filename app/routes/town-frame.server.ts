import type { Portal } from "#app/catalogue/portal.server.ts";
import type { Look } from "#app/domain/look/look.ts";
import type { Frame, TownFrame } from "./frame.ts";

/** Of the municipality with this part of an address; nothing where there is none. */
export async function townFrameOf(portal: Portal, slug: string): Promise<TownFrame> {
  const [looks, authorities] = await Promise.all([portal.looks.read(), portal.authorities.read()]);
  const look = looks.bySlug.get(slug);
  const authority = authorities.get(slug);
  return { ...(look && { look: shownOf(look) }), ...(authority && { authority }) };
}

/** What pages show of a look. */
function shownOf({ displayName, styles, arms, links, hasPublisher }: Look): Look {
  return { displayName, styles, arms, links, hasPublisher };
}

/** A municipality by its name and its part of the address. */
export interface NamedTown {
  readonly name: string;
  readonly slug: string;
}

/** For a page that knows its municipality, though its address does not name it. */
export async function frameOfTown(
  portal: Portal,
  { name, slug }: NamedTown,
): Promise<Pick<Frame, "municipality" | "town">> {
  return { municipality: { name, href: `/${slug}` }, town: await townFrameOf(portal, slug) };
}
