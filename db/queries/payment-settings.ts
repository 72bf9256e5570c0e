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

type Saved = Omit<PaymentSettingsRow, "checked" | "checkedAt" | "booking"> &
  Partial<Pick<PaymentSettingsRow, "booking">>;

/** Sets the payment service of a municipality; what was found of another one is forgotten. Without `booking` that stays. */
export async function savePaymentSettings(sql: Sql, row: Saved): Promise<void> {
  const { booking } = row;
  await sql`
    insert into payment_settings (ars, options, secrets, services, booking, updated_at)
    values (${row.ars}, ${sql.json(row.options as never)}, ${row.secrets}, ${row.services}::text[],
      ${sql.json((booking ?? {}) as never)}, ${row.updatedAt})
    on conflict (ars) do update set options = excluded.options, secrets = excluded.secrets,
      services = excluded.services,
      booking = case when ${booking !== undefined} then excluded.booking else payment_settings.booking end, checked = null, checked_at = null, updated_at = excluded.updated_at`;
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
