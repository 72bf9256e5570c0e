import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";

/** At most so many pages, and so many characters of one and of all together; those used least recently go first. */
const pages = new LRUCache<string, string>({
  max: 400,
  maxEntrySize: 100_000,
  maxSize: 8_000_000,
  sizeCalculation: (html, key) => key.length + html.length,
});

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
  if (known === undefined) pages.set(key, html);
  return html.replaceAll(placeholder, nonce);
}
