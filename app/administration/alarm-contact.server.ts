import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import { findAlarmContact, listAlarms, saveAlarmContact } from "#db/queries/alarms.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { listPickups } from "#db/queries/pickups.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { alarmKinds, type AlarmKind } from "../domain/alarm.ts";
import { can, type Actor } from "../identity/permissions.ts";

/** Who is told when something does not arrive; empty: nobody. */
export interface AlarmContact {
  readonly mail: string;
  readonly webhook: string;
}

export interface Alarms {
  readonly contact: AlarmContact;
  /** What holds at the moment. */
  readonly raised: readonly { readonly kind: AlarmKind; readonly name: string }[];
}

/** The alarms of a municipality, and who is told of them. */
export async function loadAlarms(portal: Portal, ars: string): Promise<Alarms> {
  const [contact, rows, destinations, pickups] = await withMunicipality(
    portal.database,
    ars,
    (sql) =>
      Promise.all([
        findAlarmContact(sql, ars),
        listAlarms(sql),
        listDestinations(sql),
        listPickups(sql),
      ]),
  );
  const raised = rows.flatMap(({ key }) => {
    const [what, about] = key.split(":", 2);
    const kind = alarmKinds.find((one) => one === what);
    const name = [...destinations, ...pickups].find(({ id }) => id === about)?.name ?? "";
    return kind ? [{ kind, name }] : [];
  });
  return { contact: { mail: contact?.mail ?? "", webhook: contact?.webhook ?? "" }, raised };
}

const mailSchema = z.literal("").or(z.email());
const webhookSchema = z.literal("").or(z.url({ protocol: /^https$/ }));

/** Sets who is told. The names of what is wrong, else `saved`; `unknown`: somebody may not. */
export async function setAlarmContact(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: AlarmContact,
): Promise<"saved" | "unknown" | readonly ("mail" | "webhook")[]> {
  if (!can(actor, "offering.change", ars)) return "unknown";
  const wrong = [
    ...(mailSchema.safeParse(typed.mail).success ? [] : (["mail"] as const)),
    ...(webhookSchema.safeParse(typed.webhook).success ? [] : (["webhook"] as const)),
  ];
  if (wrong.length > 0) return wrong;
  const at = portal.clock();
  await withMunicipality(portal.database, ars, async (sql) => {
    const { mail, webhook } = typed;
    await saveAlarmContact(sql, {
      ars,
      mail: mail || null,
      webhook: webhook || null,
      updatedAt: at,
    });
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action: "alarmContact.changed",
      subject: ars,
      details: {},
    });
  });
  return "saved";
}
