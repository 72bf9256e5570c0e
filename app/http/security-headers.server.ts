/** Scripts, styles and fonts of a page. */
const part = /^\/assets\/[^/]+\.(js|css|woff2)$/;

/** The page from which a form leads to a payment service, wherever that is and whatever it leads on to. */
const payment = /^\/[^/]+\/[^/]+\/bezahlen$/;

/** Headers of every response. `nonce`: one-time mark of the page's own scripts. */
export function securityHeaders({
  nonce,
  https,
  development,
  pathname,
}: {
  readonly nonce: string;
  readonly https: boolean;
  readonly development: boolean;
  /** Undefined where the address cannot be read. */
  readonly pathname: string | undefined;
}): Readonly<Record<string, string>> {
  const always = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(https && { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }),
  };
  // A page has dozens of these, and the rest, longer than many of them, says nothing about what is no document.
  if (pathname !== undefined && part.test(pathname)) return always;
  const policy = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}'`,
    // Vite sends style sheets as script, and changes over a socket.
    "style-src": development ? "'self' 'unsafe-inline'" : "'self'",
    "connect-src": development ? "'self' ws:" : "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    // Browsers look at redirects after a form, too.
    "form-action":
      pathname !== undefined && payment.test(pathname)
        ? `'self' https:${https ? "" : " http:"}`
        : "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
  };
  return {
    ...always,
    "Content-Security-Policy": Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join("; "),
    "Referrer-Policy": referrerPolicy(pathname ?? ""),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
}

/** The address of a link to a draft is half of a key, those of an invitation and of a mailbox are whole ones: nothing tells where it came from. */
function referrerPolicy(pathname: string): string {
  if (/^\/(einladung|postfach)\//.test(pathname)) return "no-referrer";
  return pathname.startsWith("/weiter/") ? "strict-origin" : "same-origin";
}
