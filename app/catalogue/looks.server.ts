import type { Database } from "#db/connect.ts";
import { listLooks, type LookRow } from "#db/queries/looks.ts";
import { stampOfTable } from "#db/queries/stamp-of-table.ts";
import { darken, lighten } from "../domain/look/colour.ts";
import type { Look } from "../domain/look/look.ts";
import { sha256 } from "../platform/crypto.server.ts";
import type { Log } from "../platform/log.server.ts";
import { createPublicBook, type PublicBook } from "./public-book.server.ts";

/** A municipality's look as every request asks for it. */
export interface TownLook extends Look {
  readonly ars: string;
  readonly slug: string;
  /** The style sheet that `styles` leads to. */
  readonly css: string | undefined;
  /** Confirmed by the operator. */
  readonly host: string | undefined;
  readonly publisher: string | undefined;
}

export interface Looks {
  readonly bySlug: ReadonlyMap<string, TownLook>;
  readonly byHost: ReadonlyMap<string, TownLook>;
}

/** The looks of all municipalities that have one. */
export type LookBook = PublicBook<Looks>;

export function createLookBook(parts: {
  readonly database: Database;
  readonly log: Log;
}): LookBook {
  return createPublicBook<Looks>({
    ...parts,
    unread: "looks.unread",
    empty: { bySlug: new Map(), byHost: new Map() },
    stamp: (sql) => stampOfTable(sql, "municipality_looks"),
    load: async (sql) => indexed(await listLooks(sql)),
  });
}

function indexed(rows: readonly (LookRow & { readonly slug: string })[]): Looks {
  const all = rows.map(toLook);
  return {
    bySlug: new Map(all.map((look) => [look.slug, look])),
    byHost: new Map(all.flatMap((look) => (look.host === undefined ? [] : [[look.host, look]]))),
  };
}

const armsHeight = 48;

function toLook(row: LookRow & { readonly slug: string }): TownLook {
  const { ars, slug, displayName, armsHash, armsAlt, armsWidth, accent, host, footerLinks } = row;
  const css = accent === null ? undefined : stylesOf(accent);
  const base = `/aussehen/${ars}`;
  return {
    ars,
    slug,
    css,
    displayName: displayName ?? undefined,
    styles: css === undefined ? undefined : `${base}/${hashOf(css)}.css`,
    arms:
      armsHash === null
        ? undefined
        : {
            small: `${base}/${armsHash}-1x.webp`,
            large: `${base}/${armsHash}-2x.webp`,
            width: armsWidth ?? armsHeight,
            height: armsHeight,
            alt: armsAlt ?? "",
          },
    links: footerLinks,
    host: row.hostConfirmedAt === null ? undefined : (host ?? undefined),
    publisher: row.publisher ?? undefined,
    hasPublisher: row.publisher !== null,
  };
}

/** Names a content in an address that may be kept for ever. */
export function hashOf(content: string | Buffer): string {
  return sha256(content).slice(0, 24);
}

/** Buttons grow darker under the pointer, so that their label stays readable. Dark pages and forced colours stay as they are. */
function stylesOf(accent: string): string {
  const values = Object.entries({
    "portal-band": accent,
    "portal-band-edge": lighten(accent, 0.55),
    "kern-color-action-default": accent,
    "kern-color-action-state-indicator-shade-hover": darken(accent, 0.12),
    "kern-color-action-state-indicator-shade-active": darken(accent, 0.24),
  }).map(([name, value]) => `--${name}:${value}`);
  return `@media (prefers-color-scheme:light) and (forced-colors:none){:root{${values.join(";")}}}\n`;
}
