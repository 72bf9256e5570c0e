import { randomBytes } from "node:crypto";

/** Pages kept, and the longest that is worth keeping, in characters. */
const limits = { pages: 400, length: 100_000 };

const pages = new Map<string, string>();

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
  if (known !== undefined) pages.delete(key);
  // Most recently used last, so that the first one is the one to drop.
  if (html.length <= limits.length) pages.set(key, html);
  const [oldest] = pages.keys();
  if (pages.size > limits.pages && oldest !== undefined) pages.delete(oldest);
  return html.replaceAll(placeholder, nonce);
}
