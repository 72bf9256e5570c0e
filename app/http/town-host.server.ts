import { sharedDeviceKey } from "./shared-device.server.ts";

/** Where a request at a municipality's own host leads. */
export type TownWay =
  /** As it is. */
  | { readonly kind: "stay" }
  /** The page of another address is shown here. */
  | { readonly kind: "inside"; readonly pathname: string }
  | { readonly kind: "redirect"; readonly location: string }
  | { readonly kind: "nowhere" };

/** Pages of the staff, which are at the portal's own host alone: there is one sign-in to look after. */
const forStaff = /^\/(anmelden|abmelden|eingang|verwaltung|konto|einladung|postfach)(\/|\.|$)/;

/** Pages and files that belong to no municipality and are at every host. */
const forEverybody =
  /^\/(datenschutz|hilfe|sprachen|status|quittung|weiter|rueckmeldung|gemeinsam|handy|aussehen|rueckruf|\.well-known|assets|__manifest)(\/|\.|$)/;

/**
 * At the host of a municipality (`slug`) `/` is its page, `/x` its service x, and `/<slug>/…` is valid as everywhere: that is what
 * pages link to. Short addresses lead there, because scripts in the browser read an address as the site's map has it; the
 * page at `/` has none. Drafts that have moved on to another municipality go on here, where the browser keeps their key.
 */
export function wayAtTownHost(
  slug: string,
  request: Request,
  url: URL,
  portalOrigin: string | undefined,
): TownWay {
  const { pathname, search } = url;
  if (forStaff.test(pathname))
    return portalOrigin === undefined
      ? { kind: "nowhere" }
      : { kind: "redirect", location: portalOrigin + pathname + search };
  if (forEverybody.test(pathname) || isWithin(pathname, slug)) return { kind: "stay" };
  if (pathname === "/") {
    // At a shared device every page has scripts.
    return sharedDeviceKey(request)
      ? { kind: "redirect", location: `/${slug}${search}` }
      : { kind: "inside", pathname: `/${slug}` };
  }
  if (/(^|;\s*)(entwurf-[\w-]+|weiter)=/.test(request.headers.get("cookie") ?? ""))
    if (/^\/[^/]+\/[^/]+\//.test(`${pathname}/`)) return { kind: "stay" };
  return { kind: "redirect", location: `/${slug}${pathname}${search}` };
}

function isWithin(pathname: string, slug: string): boolean {
  return (
    pathname === `/${slug}` || pathname === `/${slug}.data` || pathname.startsWith(`/${slug}/`)
  );
}
