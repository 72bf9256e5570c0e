import type { Portal } from "#app/catalogue/portal.server.ts";

type OriginParts = Pick<Portal, "config" | "looks">;

/** The portal's own address as its visitors know it, without trailing slash; at a municipality's own host that one. */
export function originOf(request: Request, { config, looks }: OriginParts): string {
  const { origin, hostname } = new URL(request.url);
  return looks.known().byHost.has(hostname) ? origin : (config.publicUrl ?? origin);
}

/** Where a municipality's pages are to be found for good, e.g. in a mail: at its own host, if it has one. */
export function townOriginOf(
  request: Request,
  { config, looks }: OriginParts,
  slug: string,
): string {
  const host = looks.known().bySlug.get(slug)?.host;
  const portal = config.publicUrl ?? new URL(request.url).origin;
  if (host === undefined) return portal;
  const url = new URL(portal);
  url.hostname = host;
  return url.origin;
}
