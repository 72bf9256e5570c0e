import type { Sql } from "../connect.ts";
import type { privacySettings } from "../schema/privacy.ts";

export type PrivacySettingsRow = typeof privacySettings.$inferSelect;

/** Needs the municipality's ARS. */
export async function findPrivacySettings(
  sql: Sql,
  ars: string,
): Promise<PrivacySettingsRow | undefined> {
  const [row] = await sql<PrivacySettingsRow[]>`select * from privacy_settings where ars = ${ars}`;
  return row;
}

export async function savePrivacySettings(sql: Sql, row: PrivacySettingsRow): Promise<void> {
  const { ars, controller, address, email, phone, officer, officerEmail, authority } = row;
  await sql`
    insert into privacy_settings ${sql({
      ars,
      controller,
      address,
      email,
      phone,
      officer,
      officer_email: officerEmail,
      authority,
      updated_at: row.updatedAt,
      updated_by: row.updatedBy,
    })}
    on conflict (ars) do update set controller = excluded.controller, address = excluded.address,
      email = excluded.email, phone = excluded.phone, officer = excluded.officer,
      officer_email = excluded.officer_email, authority = excluded.authority,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
}
