import type { AccessibilityResult } from "#app/domain/paths/accessibility.ts";
import type { Certificate } from "#app/domain/paths/certificate.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import type { Text } from "#app/domain/text.ts";
import type { Sql } from "../connect.ts";
import type { services } from "../schema/services.ts";
import { lockService, setCurrentVersion } from "./service-versions.ts";

export type ServiceRow = Omit<typeof services.$inferSelect, "definition" | "certificate"> & {
  readonly definition: ServiceDefinition;
  readonly certificate: Certificate | null;
};

/**
 * `added`: a new version, now current unless it was staged. `current`: a known version, made current again. `unchanged`: nothing to do.
 * `conflict`: the version exists with other content; versions never change, because drafts point at them.
 */
export type ServiceUpsert = "added" | "current" | "unchanged" | "conflict";

/**
 * Adds a version of a service and makes it the current one; `staged`: leaves the one current that is, if there is one. Wants a
 * transaction.
 */
export async function upsertService(
  sql: Sql,
  service: Pick<ServiceRow, "definition" | "source" | "contentHash" | "importedAt">,
  { staged = false } = {},
): Promise<ServiceUpsert> {
  const { id, version } = service.definition;
  // Two imports of the same service wait for each other, also of its first version.
  await lockService(sql, id);
  const [known] = await sql<{ contentHash: string; isCurrent: boolean }[]>`
    select content_hash, is_current from services where id = ${id} and version = ${version}`;
  if (known !== undefined && known.contentHash !== service.contentHash) return "conflict";
  const waits = staged && (await findCurrentVersion(sql, id)) !== undefined;
  if (known?.isCurrent === true || (known !== undefined && waits)) return "unchanged";
  if (known === undefined) {
    await sql`
      insert into services (id, version, definition, source, content_hash, is_current, imported_at)
      values (${id}, ${version}, ${JSON.stringify(service.definition)}::text::jsonb, ${service.source},
        ${service.contentHash}, false, ${service.importedAt})`;
  }
  if (!waits) await setCurrentVersion(sql, id, version);
  return known === undefined ? "added" : "current";
}

/** What has to do with services, with how they are called now; those without a current version by their ids. */
export async function withServiceNames<T extends { readonly serviceId: string }>(
  sql: Sql,
  rows: readonly T[],
): Promise<(T & { readonly name: Text })[]> {
  const ids = [...new Set(rows.map(({ serviceId }) => serviceId))];
  const found = await sql<{ id: string; name: Text }[]>`
    select id, name from services where is_current and id = any(${ids})`;
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({ ...row, name: names.get(row.serviceId) ?? { de: row.serviceId } }));
}

/**
 * The definition of one version, the current one where none is named. It is not checked again; versions from before there were rules
 * have none.
 */
export async function findServiceDefinition(
  sql: Sql,
  id: string,
  version?: string,
): Promise<ServiceDefinition | undefined> {
  const [row] = await sql<{ definition: ServiceDefinition }[]>`
    select definition from services where id = ${id}
    and ${version === undefined ? sql`is_current` : sql`version = ${version}`}`;
  return row && Object.assign({ rules: [] }, row.definition);
}

/** The definition of a version that must be there, because something points at it. */
export async function getServiceDefinition(
  sql: Sql,
  id: string,
  version: string,
): Promise<ServiceDefinition> {
  const definition = await findServiceDefinition(sql, id, version);
  if (!definition) throw new Error(`there is no version ${version} of ${id}`);
  return definition;
}

/** The version of a service that new applications get. */
export async function findCurrentVersion(sql: Sql, id: string): Promise<string | undefined> {
  const [row] = await sql<{ version: string }[]>`
    select version from services where id = ${id} and is_current`;
  return row?.version;
}

/** Stores what was found out about a version, in place of what was known. */
export async function setCertificate(sql: Sql, certificate: Certificate): Promise<void> {
  const { service, version, contentHash } = certificate;
  await sql`
    update services set certificate = ${JSON.stringify(certificate)}::text::jsonb
    where id = ${service} and version = ${version} and content_hash = ${contentHash}`;
}

/**
 * Stores what a browser run over the very content has found, if there is such a version and it has a certificate. Returns
 * whether there is one.
 */
export async function setAccessibility(
  sql: Sql,
  { id, contentHash }: { readonly id: string; readonly contentHash: string },
  result: AccessibilityResult,
): Promise<boolean> {
  const rows = await sql`
    update services
    set certificate = certificate || jsonb_build_object('accessibility', ${JSON.stringify(result)}::text::jsonb)
    where id = ${id} and content_hash = ${contentHash} and certificate is not null returning 1`;
  return rows.length > 0;
}

/** Current versions without a certificate. */
export async function listUncertified(
  sql: Sql,
): Promise<Pick<ServiceRow, "definition" | "contentHash">[]> {
  return sql<Pick<ServiceRow, "definition" | "contentHash">[]>`
    select definition, content_hash from services where is_current and certificate is null order by id`;
}

/** Whether a browser run looked at a version of the service `s` that is no longer current. */
export function earlierChecked(sql: Sql) {
  return sql`exists (select 1 from services e
    where e.id = s.id and not e.is_current and e.certificate ? 'accessibility')`;
}

export interface ListedService {
  readonly id: string;
  readonly version: string;
  readonly name: Text;
  readonly source: ServiceRow["source"];
  readonly importedAt: Date;
  readonly certificate: Certificate | null;
  /** Whether a browser run looked at another version of it. */
  readonly earlierChecked: boolean;
  /** How many municipalities offer it. */
  readonly offerings: number;
}

/** The current version of every service, by id. */
export async function listCurrentServices(sql: Sql): Promise<ListedService[]> {
  return sql<ListedService[]>`
    select s.id, s.version, s.name, s.source, s.imported_at, s.certificate,
      ${earlierChecked(sql)} as earlier_checked,
      (select count(*)::int from offerings o where o.service_id = s.id and o.enabled) as offerings
    from services s where s.is_current order by s.id`;
}

/** Current services that somebody offers and for which citizens have to sign in, by id. */
export async function listServicesWithSignIn(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select s.id from services s
    where s.is_current and coalesce(s.definition->>'assurance', 'none') <> 'none'
      and exists (select from offerings o where o.service_id = s.id and o.enabled)
    order by s.id`;
  return rows.map(({ id }) => id);
}

export type ServiceVersion = Pick<
  ServiceRow,
  "id" | "version" | "contentHash" | "isCurrent" | "source"
> & { readonly fimId: string | null };

/** All versions of these services, without their definitions. */
export async function listServiceVersions(
  sql: Sql,
  ids: readonly string[],
): Promise<ServiceVersion[]> {
  return sql<ServiceVersion[]>`
    select id, version, content_hash, is_current, source, definition->'fim'->>'id' as fim_id
    from services where id = any(${[...ids]}) order by id, imported_at`;
}
