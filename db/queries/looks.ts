import type { Sql } from "../connect.ts";
import type { municipalityLooks } from "../schema/looks.ts";

type FullRow = typeof municipalityLooks.$inferSelect;
export type LookRow = Omit<FullRow, "armsSmall" | "armsLarge" | "footerLinks"> & {
  readonly footerLinks: readonly { readonly label: string; readonly href: string }[];
};

const columns = (sql: Sql) => sql`
  l.ars, l.display_name, l.arms_hash, l.arms_alt, l.arms_width, l.accent, l.host, l.host_confirmed_at,
  l.host_confirmed_by, l.footer_links, l.publisher, l.updated_at, l.updated_by`;

export async function findLook(sql: Sql, ars: string): Promise<LookRow | undefined> {
  const [row] = await sql<LookRow[]>`
    select ${columns(sql)} from municipality_looks l where l.ars = ${ars}`;
  return row;
}

/** All of them, without pictures, with the address of their municipality. Wants a transaction with the ARS `"*"`. */
export async function listLooks(sql: Sql): Promise<(LookRow & { readonly slug: string })[]> {
  return sql<(LookRow & { slug: string })[]>`
    select ${columns(sql)}, m.slug
    from municipality_looks l join municipalities m on m.ars = l.ars`;
}

/** Makes room for a look that is not there yet. */
async function ensureLook(sql: Sql, ars: string, by: Stamp): Promise<void> {
  await sql`
    insert into municipality_looks ${sql({
      ars,
      footer_links: sql.json([]),
      updated_at: by.updatedAt,
      updated_by: by.updatedBy,
    })} on conflict do nothing`;
}

type Stamp = Pick<FullRow, "updatedAt" | "updatedBy">;

export async function saveLook(
  sql: Sql,
  look: Pick<LookRow, "ars" | "displayName" | "accent" | "armsAlt" | "footerLinks" | "publisher"> &
    Stamp,
): Promise<void> {
  await ensureLook(sql, look.ars, look);
  await sql`
    update municipality_looks set display_name = ${look.displayName}, accent = ${look.accent},
      arms_alt = ${look.armsAlt}, footer_links = ${sql.json(look.footerLinks)}::jsonb,
      publisher = ${look.publisher}, updated_at = ${look.updatedAt}, updated_by = ${look.updatedBy}
    where ars = ${look.ars}`;
}

/** Null: takes the coat of arms away. */
export async function saveArms(
  sql: Sql,
  ars: string,
  arms: {
    readonly hash: string;
    readonly small: Buffer;
    readonly large: Buffer;
    readonly width: number;
  } | null,
  by: Stamp,
): Promise<void> {
  await ensureLook(sql, ars, by);
  await sql`
    update municipality_looks set arms_hash = ${arms?.hash ?? null}, arms_small = ${arms?.small ?? null},
      arms_large = ${arms?.large ?? null}, arms_width = ${arms?.width ?? null},
      updated_at = ${by.updatedAt}, updated_by = ${by.updatedBy}
    where ars = ${ars}`;
}

export async function findArms(
  sql: Sql,
  ars: string,
  hash: string,
): Promise<{ readonly small: Buffer; readonly large: Buffer } | undefined> {
  const [row] = await sql<{ small: Buffer; large: Buffer }[]>`
    select arms_small as small, arms_large as large from municipality_looks
    where ars = ${ars} and arms_hash = ${hash}`;
  return row;
}

/** Asks for a host, or (null) gives it up; either way it no longer counts. */
export async function setHost(
  sql: Sql,
  ars: string,
  host: string | null,
  by: Stamp,
): Promise<void> {
  await ensureLook(sql, ars, by);
  await sql`
    update municipality_looks set host = ${host}, host_confirmed_at = null, host_confirmed_by = null,
      updated_at = ${by.updatedAt}, updated_by = ${by.updatedBy}
    where ars = ${ars}`;
}

/** Throws the unique violation (23505) if another municipality has it. */
export async function confirmHost(
  sql: Sql,
  ars: string,
  confirmed: boolean,
  by: Stamp,
): Promise<void> {
  await sql`
    update municipality_looks set host_confirmed_at = ${confirmed ? by.updatedAt : null},
      host_confirmed_by = ${confirmed ? by.updatedBy : null}, updated_at = ${by.updatedAt},
      updated_by = ${by.updatedBy}
    where ars = ${ars} and host is not null`;
}

/** Which municipality has a host, confirmed. Wants a transaction with the ARS `"*"`. */
export async function findHostOwner(sql: Sql, host: string): Promise<string | undefined> {
  const [row] = await sql<{ ars: string }[]>`
    select ars from municipality_looks where host = ${host} and host_confirmed_at is not null`;
  return row?.ars;
}
