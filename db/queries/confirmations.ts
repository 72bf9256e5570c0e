import type { ConfirmationKind, ConfirmationState } from "#app/domain/confirmation.ts";
import type { Sql } from "../connect.ts";
import type { confirmations } from "../schema/confirmations.ts";

export type ConfirmationRow = typeof confirmations.$inferSelect;

/** What it is about: of one kind and one thing there is one at a time. */
export interface ConfirmationKey {
  readonly ars: string;
  readonly kind: ConfirmationKind;
  readonly subject: string;
}

export async function insertConfirmation(
  sql: Sql,
  row: Omit<ConfirmationRow, "state" | "decidedAt" | "decidedBy" | "reason">,
): Promise<void> {
  await sql`
    insert into confirmations ${sql({
      id: row.id,
      ars: row.ars,
      kind: row.kind,
      subject: row.subject,
      asked: sql.json(row.asked as never),
      sealed: row.sealed,
      state: "open",
      asked_at: row.askedAt,
      asked_by: row.askedBy,
    })}`;
}

/** Nobody else asks for or answers the same until the end of the transaction. */
export async function lockConfirmations(
  sql: Sql,
  { ars, kind, subject }: ConfirmationKey,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`confirmation ${ars} ${kind} ${subject}`}))`;
}

export async function findOpenConfirmation(
  sql: Sql,
  { ars, kind, subject }: ConfirmationKey,
): Promise<ConfirmationRow | undefined> {
  const [row] = await sql<ConfirmationRow[]>`
    select * from confirmations where ars = ${ars} and kind = ${kind} and subject = ${subject} and state = 'open'`;
  return row;
}

/** `lock`: nobody else answers it until the end of the transaction. */
export async function findConfirmation(
  sql: Sql,
  ars: string,
  id: string,
  { lock = false } = {},
): Promise<ConfirmationRow | undefined> {
  const [row] = await sql<ConfirmationRow[]>`
    select * from confirmations where ars = ${ars} and id = ${id} ${lock ? sql`for update` : sql``}`;
  return row;
}

/** Those that wait, the oldest first. */
export async function listOpenConfirmations(sql: Sql, ars: string): Promise<ConfirmationRow[]> {
  return sql<ConfirmationRow[]>`
    select * from confirmations where ars = ${ars} and state = 'open' order by asked_at, id`;
}

/** Those that were answered last. */
export async function listDecidedConfirmations(
  sql: Sql,
  ars: string,
  limit: number,
): Promise<ConfirmationRow[]> {
  return sql<ConfirmationRow[]>`
    select * from confirmations where ars = ${ars} and decided_at is not null
    order by decided_at desc, id limit ${limit}`;
}

export async function countOpenConfirmations(sql: Sql, ars: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from confirmations where ars = ${ars} and state = 'open'`;
  return row?.count ?? 0;
}

/** Ends one that is open; what it would have set is forgotten. */
export async function closeConfirmation(
  sql: Sql,
  id: string,
  decision: {
    readonly state: Exclude<ConfirmationState, "open">;
    readonly at: Date;
    readonly actor: string;
    readonly reason?: string;
  },
): Promise<void> {
  const { state, at, actor, reason = "" } = decision;
  await sql`
    update confirmations set state = ${state}, decided_at = ${at}, decided_by = ${actor}, reason = ${reason}, sealed = null
    where id = ${id} and state = 'open'`;
}

/** Forgets what was answered before then; returns how many. Needs the ARS `"*"`. */
export async function deleteConfirmationsBefore(sql: Sql, before: Date): Promise<number> {
  const { count } = await sql`delete from confirmations where decided_at < ${before}`;
  return count;
}
