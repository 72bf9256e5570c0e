import { escapeXml } from "./escape-xml.ts";

/** Most addresses of one part (sitemaps.org). */
export const mostInSitemap = 50_000;

const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The list of the parts. */
export function sitemapIndex(addresses: readonly string[]): string {
  const parts = addresses.map((address) => `<sitemap><loc>${escapeXml(address)}</loc></sitemap>\n`);
  return `${declaration}<sitemapindex ${namespace}>\n${parts.join("")}</sitemapindex>\n`;
}

export interface SitemapAddress {
  readonly address: string;
  readonly changedAt?: Date | null;
}

export const sitemapStart = `${declaration}<urlset ${namespace}>\n`;
export const sitemapEnd = "</urlset>\n";

/** The lines of some addresses between start and end. */
export function sitemapLines(addresses: readonly SitemapAddress[]): string {
  return addresses
    .map(({ address, changedAt }) => {
      const changed = changedAt ? `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>` : "";
      return `<url><loc>${escapeXml(address)}</loc>${changed}</url>\n`;
    })
    .join("");
}
