import { randomBytes } from "node:crypto";

/** Pages kept, the longest that is worth keeping, and all of them together, in characters. */
const limits = { pages: 400, length: 100_000, all: 8_000_000 };

const pages = new Map<string, string>();
/** Characters of all that is kept. */
let all = 0;

/** Stands where the nonce of a response will stand. Nobody can guess it, so no text of a service can smuggle it in. */
const placeholder = `nonce-${randomBytes(16).toString("base64url")}`;

/**
 * Renders a page that is the same for everybody once and keeps it, because rendering is the dearest part of an answer. `key`
 * holds everything that the page depends on but the nonce. Only for pages without a word that anybody typed: those
 * must not stay in memory.
 */
export function renderOnce(key: string, nonce: string, render: (nonce: string) => string): string {
  const known = pages.get(key);
  const html = known ?? render(placeholder);
  if (known !== undefined) drop(key, known);
  // Most recently used last, so that the first ones are those to drop.
  if (html.length <= limits.length) {
    pages.set(key, html);
    all += key.length + html.length;
  }
  for (const [oldest, page] of pages) {
    if (pages.size <= limits.pages && all <= limits.all) break;
    drop(oldest, page);
  }
  return html.replaceAll(placeholder, nonce);
}

function drop(key: string, html: string): void {
  pages.delete(key);
  all -= key.length + html.length;
}
