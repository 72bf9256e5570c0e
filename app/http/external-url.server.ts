/**
 * The address under which the outside sees a request: behind a reverse proxy its own words do not say so. undefined: the
 * path is not readable. `trustProxy` believes the first value of X-Forwarded-Proto and -Host.
 */
export function externalUrl(
  request: Request,
  options: { readonly publicUrl: string | undefined; readonly trustProxy: boolean },
): URL | undefined {
  const url = new URL(request.url);
  if (!isReadable(url.pathname)) return undefined;
  const origin = options.publicUrl ?? (options.trustProxy ? forwardedOrigin(request, url) : null);
  if (origin === null || !URL.canParse(origin)) return url;
  const { protocol, host } = new URL(origin);
  return new URL(`${protocol}//${host}${url.pathname}${url.search}`);
}

/**
 * The same at a host of a municipality's own: the portal's protocol, the host as it was asked for. Only for hosts that are known:
 * what a request says of its host is anybody's word.
 */
export function atHost(url: URL, host: string): URL {
  return new URL(`${url.protocol}//${host}${url.pathname}${url.search}`);
}

/** The host that a request names, with its port: before the proxy, if that is to be believed. */
export function askedHost(request: Request, trustProxy: boolean): string {
  const forwarded = request.headers.get("x-forwarded-host")?.split(",", 1)[0]?.trim();
  const asked = trustProxy && forwarded !== undefined && forwarded !== "" ? forwarded : undefined;
  return (asked ?? new URL(request.url).host).toLowerCase();
}

function forwardedOrigin({ headers }: Request, url: URL): string {
  const first = (name: string) => headers.get(name)?.split(",", 1)[0]?.trim();
  const protocol = first("x-forwarded-proto") === "https" ? "https" : "http";
  return `${protocol}://${first("x-forwarded-host") ?? url.host}`;
}

function isReadable(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes("\0");
  } catch {
    return false;
  }
}
