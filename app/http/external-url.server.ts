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
