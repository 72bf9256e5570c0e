import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { readCsv } from "#app/catalogue/csv.ts";
import { contentHashOf, hashOf } from "#app/catalogue/content-hash.server.ts";
import type { Overlay } from "#app/domain/overlay/overlay.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { foldForSearch } from "#db/queries/fold-for-search.ts";
import { manyFields } from "./many-fields.ts";

/** How large a portal is. */
export interface Size {
  readonly towns: number;
  readonly services: number;
}

const at = new Date("2026-03-01T09:00:00Z");

/** Services as a portal has them, of 20 to 60 questions; the first is the same in every portal. */
export function services(count: number): readonly ServiceDefinition[] {
  return Array.from({ length: count }, (_, index) => {
    const { service } = manyFields(20 + (index % 5) * 10);
    const id = `leistung-${String(index + 1)}`;
    const name = { de: `Antrag ${String(index + 1)} an das Rathaus` };
    const summary = { de: `Was das Rathaus unter Nummer ${String(index + 1)} erledigt.` };
    return { ...service, id, name, description: { ...service.description, summary } };
  });
}

/** A later version of a service, with other words. */
export function newer(service: ServiceDefinition, version: string): ServiceDefinition {
  const summary = { de: `In der Fassung ${version}` };
  return { ...service, version, description: { ...service.description, summary } };
}

/** What one town sets of a service. */
export function overlayOf(town: number): Overlay {
  return { "about:duration": { value: { de: `${String(town)} Tage` }, base: null } };
}

interface Town {
  readonly ars: string;
  readonly name: string;
}

/** Genuine names and keys where they are at hand, else made-up ones. */
function towns(count: number): readonly Town[] {
  const folder = process.env["EINMAL_DATA"] ?? "../shared/data";
  const file = path.resolve(folder, "municipalities/municipalities.csv");
  const genuine = existsSync(file) ? read(file) : [];
  const madeUp = Array.from({ length: Math.max(0, count - genuine.length) }, (_, index) => ({
    ars: `99${String(index).padStart(10, "0")}`,
    name: `Ort ${String(index)}`,
  }));
  return [...genuine, ...madeUp].slice(0, count);
}

/** Names of the first towns of a portal. */
export function townNames(count: number): readonly string[] {
  return towns(count).map(({ name }) => name);
}

function read(file: string): readonly Town[] {
  return readCsv(readFileSync(file, "utf8"), ["ars", "name"]).map(({ ars = "", name = "" }) => ({
    ars,
    name,
  }));
}

/** Fills an empty, migrated portal so that every town offers every service; the first one with settings in every town. */
export async function fill(url: string, size: Size): Promise<void> {
  // No limit of time: 6.3 million rows take longer than any answer may.
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const definitions = services(size.services).map((definition) => ({
    definition,
    hash: contentHashOf(definition),
  }));
  await sql`
    insert into services (id, version, definition, source, content_hash, is_current, imported_at)
    select r.definition->>'id', r.definition->>'version', r.definition, 'import', r.hash, true, ${at}
    from jsonb_to_recordset(${JSON.stringify(definitions)}::text::jsonb) as r (definition jsonb, hash text)`;
  const all = towns(size.towns).map(({ ars, name }, index) => {
    const overlay = overlayOf(index);
    return { ars, name, search: foldForSearch(name), overlay, hash: hashOf(overlay), n: index };
  });
  await sql`
    insert into municipalities (ars, ags, name, slug, state, population, search_text)
    select r.ars, left(r.ars, 5) || right(r.ars, 3), r.name, 'ort-' || r.n, left(r.ars, 2), r.n, r.search
    from jsonb_to_recordset(${JSON.stringify(all)}::text::jsonb) as r (ars text, name text, search text, n int)`;
  await sql`
    insert into offering_revisions (ars, service_id, number, service_version, overlay, overlay_hash, state, note, edits,
      created_at, created_by, changed_at, changed_by, published_at, published_by)
    select r.ars, 'leistung-1', 1, '1.0.0', r.overlay, r.hash, 'published', '', 0, ${at}, 'bench', ${at}, 'bench', ${at}, 'bench'
    from jsonb_to_recordset(${JSON.stringify(all)}::text::jsonb) as r (ars text, overlay jsonb, hash text)`;
  await withoutIndexes(sql, async () => {
    // Service by service, as roll-outs come: what one town offers lies far apart.
    for (const { definition } of definitions)
      await sql`
        insert into offerings (ars, service_id, enabled, revision, updated_at, updated_by)
        select ars, ${definition.id}, true, ${definition.id === "leistung-1" ? 1 : null}::int, ${at}, 'bench'
        from municipalities order by ars`;
  });
  await sql`vacuum analyze`;
  await sql.end();
}

/** Filling an index row by row would take much longer than making it anew. */
async function withoutIndexes(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'offerings' and indexname <> 'offerings_ars_service_id_pk'`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await work();
  for (const { definition } of indexes) await sql.unsafe(definition);
}
