import { query, withMunicipality } from "#db/connect.ts";
import { findPreviewPlace } from "#db/queries/preview-links.ts";
import { countEvent } from "#db/queries/rate-limits.ts";
import { previewBy } from "../catalogue/load-offering.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { sha256 } from "../platform/crypto.server.ts";

export type PreviewOutcome =
  /** No such link, or it has expired or was taken back; which of them is not told. */
  | { readonly kind: "unknown" }
  | { readonly kind: "limited"; readonly retryAfter: number }
  | {
      readonly kind: "found";
      readonly municipality: string;
      readonly service: string;
      /** For which the link is still good. */
      readonly seconds: number;
    };

/** Links opened from one address, behind which a whole town hall may sit. */
const perAddress = { limit: 100, windowSeconds: 15 * 60 };

/** Finds where a preview link leads, for whoever has it. `address`: of the client. */
export async function openPreview(
  portal: Portal,
  token: string,
  address: string,
): Promise<PreviewOutcome> {
  const now = portal.clock();
  const rate = { key: `preview:address:${sha256(address)}`, ...perAddress };
  const counted = await query(portal.database, (sql) => countEvent(sql, rate, now));
  if (counted.outcome === "limited") return { kind: "limited", retryAfter: counted.retryAfter };
  const preview = /^[\w-]{43}$/.test(token) ? previewBy(portal, token) : undefined;
  const place =
    preview &&
    (await withMunicipality(portal.database, "*", (sql) =>
      findPreviewPlace(sql, preview.tokenHash, now),
    ));
  if (!place) return { kind: "unknown" };
  return {
    kind: "found",
    municipality: place.slug,
    service: place.serviceId,
    seconds: Math.floor((place.expiresAt.getTime() - now.getTime()) / 1000),
  };
}
