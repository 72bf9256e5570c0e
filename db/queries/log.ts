import type { Sql } from "../connect.ts";
import type { logEntries, logHeads } from "../schema/proof.ts";

export type LogEntryRow = typeof logEntries.$inferSelect;
export type LogHeadRow = typeof logHeads.$inferSelect;
type Found = Omit<LogEntryRow, "id"> & { id: string };

const plain = (row: Found): LogEntryRow => ({ ...row, id: Number(row.id) });

/** One process at a time gives entries their places; the lock ends with the transaction. */
export async function lockLog(sql: Sql, ars: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`log:${ars}`}))`;
}

/** Entries that have no place yet, in the order in which they came. */
export async function listUnplacedEntries(
  sql: Sql,
  ars: string,
  limit: number,
): Promise<LogEntryRow[]> {
  const rows = await sql<Found[]>`
    select * from log_entries where ars = ${ars} and leaf_index is null order by id limit ${limit}`;
  return rows.map(plain);
}

/** Municipalities with entries that have no place yet. Needs the ARS `"*"`. */
export async function listGrowingLogs(sql: Sql): Promise<string[]> {
  const rows = await sql<{ ars: string }[]>`
    select distinct ars from log_entries where leaf_index is null`;
  return rows.map(({ ars }) => ars);
}

export async function placeEntries(
  sql: Sql,
  places: readonly { readonly id: number; readonly leafIndex: number }[],
): Promise<void> {
  await sql`
    update log_entries e set leaf_index = p.leaf_index
    from unnest(${places.map(({ id }) => id)}::bigint[], ${places.map(({ leafIndex }) => leafIndex)}::int[])
      as p (id, leaf_index) where e.id = p.id`;
}

export async function findEntryOfSubmission(
  sql: Sql,
  submissionId: string,
): Promise<LogEntryRow | undefined> {
  const [row] = await sql<Found[]>`
    select * from log_entries where submission_id = ${submissionId}`;
  return row && plain(row);
}

export async function findEntryByLeaf(
  sql: Sql,
  ars: string,
  leafHash: Buffer,
): Promise<LogEntryRow | undefined> {
  const [row] = await sql<Found[]>`
    select * from log_entries where ars = ${ars} and leaf_hash = ${leafHash}`;
  return row && plain(row);
}

export interface LogNode {
  readonly level: number;
  readonly position: number;
  readonly hash: Buffer;
}

export async function insertNodes(sql: Sql, ars: string, nodes: readonly LogNode[]): Promise<void> {
  await sql`insert into log_nodes ${sql(nodes.map((node) => ({ ars, ...node })))}`;
}

/** Undefined where the subtree is not full. */
export async function findNode(
  sql: Sql,
  ars: string,
  { level, position }: Pick<LogNode, "level" | "position">,
): Promise<Buffer | undefined> {
  const [row] = await sql<{ hash: Buffer }[]>`
    select hash from log_nodes where ars = ${ars} and level = ${level} and position = ${position}`;
  return row?.hash;
}

export async function insertHead(sql: Sql, head: LogHeadRow): Promise<void> {
  await sql`insert into log_heads ${sql({
    ars: head.ars,
    size: head.size,
    root: head.root,
    signed: head.signed,
    created_at: head.createdAt,
  })}`;
}

/** What the log last was; undefined where it has no entry yet. */
export async function findNewestHead(sql: Sql, ars: string): Promise<LogHeadRow | undefined> {
  const [row] = await sql<LogHeadRow[]>`
    select * from log_heads where ars = ${ars} order by size desc limit 1`;
  return row;
}
