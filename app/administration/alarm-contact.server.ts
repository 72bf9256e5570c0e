import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import { findAlarmContact, listAlarms, saveAlarmContact } from "#db/queries/alarms.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { listDestinations } from "#db/queries/destinations.ts";
import { listPickups } from "#db/queries/pickups.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { alarmKinds, type AlarmKind } from "../domain/alarm.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { overtaken, seenOf, type Overtaken } from "./seen.server.ts";

/** Who is told when something does not arrive; empty: nobody. */
export interface AlarmContact {
  readonly mail: string;
  readonly webhook: string;
}

export interface Alarms {
  readonly contact: AlarmContact;
  /** The mark of what the form shows. */
  readonly seen: string;
  /** What holds at the moment. */
  readonly raised: readonly { readonly kind: AlarmKind; readonly name: string }[];
}

/** The alarms of a municipality, and who is told of them. */
export async function loadAlarms(portal: Portal, ars: string): Promise<Alarms> {
  const [stored, rows, destinations, pickups] = await withMunicipality(
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
  const contact = contactOf(stored);
  return { contact, seen: seenOf({ ...contact }), raised };
}

function contactOf(row: Awaited<ReturnType<typeof findAlarmContact>>): AlarmContact {
  return { mail: row?.mail ?? "", webhook: row?.webhook ?? "" };
}

const mailSchema = z.literal("").or(z.email());
const webhookSchema = z.literal("").or(z.url({ protocol: /^https$/ }));

/** Sets who is told. The names of what is wrong, else `saved`; `unknown`: somebody may not. `seen`: what the form had shown. */
export async function setAlarmContact(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: AlarmContact,
  seen?: string,
): Promise<"saved" | "unknown" | Overtaken | readonly ("mail" | "webhook")[]> {
  if (!can(actor, "offering.change", ars)) return "unknown";
  const wrong = [
    ...(mailSchema.safeParse(typed.mail).success ? [] : (["mail"] as const)),
    ...(webhookSchema.safeParse(typed.webhook).success ? [] : (["webhook"] as const)),
  ];
  if (wrong.length > 0) return wrong;
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql) => {
    const { mail, webhook } = typed;
    const sent = { seen, typed: { mail, webhook } };
    const other = await overtaken(sql, `alarms ${ars}`, sent, async () => ({
      ...contactOf(await findAlarmContact(sql, ars)),
    }));
    if (other) return other;
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
    return "saved";
  });
}
