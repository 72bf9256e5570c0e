import type { Sql } from "../connect.ts";
import type { paymentSettings } from "../schema/payments.ts";

export type PaymentSettingsRow = typeof paymentSettings.$inferSelect;

export async function findPaymentSettings(
  sql: Sql,
  ars: string,
): Promise<PaymentSettingsRow | undefined> {
  const [row] = await sql<PaymentSettingsRow[]>`select * from payment_settings where ars = ${ars}`;
  return row;
}

/** Sets the payment service of a municipality; what was found of another one is forgotten. */
export async function savePaymentSettings(
  sql: Sql,
  row: Omit<PaymentSettingsRow, "checked" | "checkedAt">,
): Promise<void> {
  await sql`
    insert into payment_settings (ars, options, secrets, services, updated_at)
    values (${row.ars}, ${sql.json(row.options as never)}, ${row.secrets}, ${row.services}::text[], ${row.updatedAt})
    on conflict (ars) do update set options = excluded.options, secrets = excluded.secrets,
      services = excluded.services, checked = null, checked_at = null, updated_at = excluded.updated_at`;
}

/** Notes what a check found. */
export async function notePaymentCheck(
  sql: Sql,
  { ars, checked, checkedAt }: Pick<PaymentSettingsRow, "ars" | "checked" | "checkedAt">,
): Promise<void> {
  await sql`
    update payment_settings set checked = ${sql.json(checked as never)}, checked_at = ${checkedAt}
    where ars = ${ars}`;
}
