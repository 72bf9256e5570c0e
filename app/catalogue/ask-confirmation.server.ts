import type { Sql } from "#db/connect.ts";
import { insertAuditEntry, type AuditDetails } from "#db/queries/audit-log.ts";
import {
  closeConfirmation,
  findOpenConfirmation,
  insertConfirmation,
  lockConfirmations,
  type ConfirmationKey,
  type ConfirmationRow,
} from "#db/queries/confirmations.ts";
import { waysText, type Asked } from "../domain/confirmation.ts";
import { isSame } from "../domain/versions/change.ts";

/** What is to be confirmed by somebody else than who asks. */
export interface Wish {
  readonly ars: string;
  /** Id of a service, or of a destination. */
  readonly subject: string;
  readonly asked: Asked;
  /** Of a destination alone; sealed for `id`. */
  readonly sealed?: Buffer;
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
}

/** `same`: that is asked for already, by the same person. `waits`: somebody else has asked for something there, which goes first. */
export type Asking = "asked" | "same" | "waits";

/** Asks for something; what the same person asked for there before is withdrawn by it. Wants a transaction with the ARS. */
export async function askConfirmation(sql: Sql, wish: Wish): Promise<Asking> {
  const { ars, subject, asked, sealed = null, id, at, actor } = wish;
  const { kind } = asked;
  await lockConfirmations(sql, { ars, kind, subject });
  const open = await findOpenConfirmation(sql, { ars, kind, subject });
  if (open && open.askedBy !== actor) return "waits";
  if (open && !sealed && isSame(open.asked, asked)) return "same";
  if (open) await closeConfirmation(sql, open.id, { state: "withdrawn", at, actor });
  const row = { id, ars, kind, subject, asked, sealed, askedAt: at, askedBy: actor };
  await insertConfirmation(sql, row);
  await auditConfirmation(sql, row, "confirmation.asked", { at, actor });
  return "asked";
}

/** What somebody asked for there is pointless by now, because something else was done. */
export async function overtakeConfirmation(
  sql: Sql,
  key: ConfirmationKey,
  by: { readonly at: Date; readonly actor: string },
): Promise<void> {
  await lockConfirmations(sql, key);
  const open = await findOpenConfirmation(sql, key);
  if (!open) return;
  await closeConfirmation(sql, open.id, { state: "overtaken", ...by });
  await auditConfirmation(sql, open, "confirmation.overtaken", by);
}

/** Writes down a step, with what it is about, and who had asked where that is another one. */
export async function auditConfirmation(
  sql: Sql,
  { ars, subject, asked, askedBy }: Pick<ConfirmationRow, "ars" | "subject" | "asked" | "askedBy">,
  action: `confirmation.${string}`,
  by: { readonly at: Date; readonly actor: string },
): Promise<void> {
  const details = { ...detailsOf(asked), ...(askedBy !== by.actor && { askedBy }) };
  await insertAuditEntry(sql, { ...by, ars, action, subject, details });
}

function detailsOf(asked: Asked): AuditDetails {
  switch (asked.kind) {
    case "switchOn":
      return { kind: asked.endsTest ? "endTest" : "switchOn" };
    case "destination":
      return { kind: "destination", changed: asked.changed.join(" ") };
    case "ways":
      return { kind: "ways", before: waysText(asked.before), after: waysText(asked.after) };
  }
}
