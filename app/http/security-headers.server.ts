/** Headers of every response. `nonce`: one-time mark of the page's own scripts. */
export function securityHeaders({
  nonce,
  https,
  development,
}: {
  readonly nonce: string;
  readonly https: boolean;
  readonly development: boolean;
}): Readonly<Record<string, string>> {
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
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
  };
  return {
    "Content-Security-Policy": Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join("; "),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(https && { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }),
  };
}
