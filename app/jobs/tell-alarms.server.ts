import { withMunicipality, type Sql } from "#db/connect.ts";
import {
  claimAlarm,
  clearAlarm,
  findAlarmContact,
  listAlarms,
  listDestinationLoads,
  raiseAlarm,
  type DestinationLoad,
} from "#db/queries/alarms.ts";
import { listPickups } from "#db/queries/pickups.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { canonicalJson } from "../documents/canonical-json.ts";
import {
  alarmsOf,
  lateMinutes,
  pickupAlarmsOf,
  unfetchedDays,
  type AlarmKind,
  type DestinationStanding,
} from "../domain/alarm.ts";
import { openPickup } from "../forwarding/fit-connect/pickup-options.server.ts";
import { endsOfCertificates } from "../forwarding/fit-connect/receiver-keys.server.ts";
import { openTools } from "../forwarding/tools.server.ts";
import { serverI18n } from "../i18n/texts.server.ts";
import { sha256 } from "../platform/crypto.server.ts";

/** Hours until an alarm that still holds is told again. */
const againHours = 24;

interface Told {
  readonly kind: AlarmKind;
  /** A destination or a pick-up. */
  readonly about: Pick<DestinationLoad, "id" | "ars" | "name">;
  /** Path below the administration where more is to be seen of it. */
  readonly page: string;
  /** How many applications are concerned, where that can be told. */
  readonly count?: number;
}

/** Raises and clears what somebody should see to, and tells whoever wants to know: once, and each day that it holds. */
export async function tellAlarms(portal: Portal): Promise<number> {
  const now = portal.clock();
  const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
  const found = await withMunicipality(portal.database, "*", async (sql) => {
    const loads = await listDestinationLoads(sql, {
      lateBefore: before(lateMinutes * 60_000),
      unfetchedBefore: before(unfetchedDays * 86_400_000),
    });
    const ofDestinations = loads.flatMap((load) =>
      alarmsOf(standingOf(load), now).map((kind) => ({
        kind,
        about: load,
        page: `ziele/${load.id}`,
        ...countOf(kind, load),
      })),
    );
    const all = [...ofDestinations, ...(await pickupAlarms(portal, sql, now))];
    const holding = new Map<string, Told>(
      all.map((told) => [`${told.kind}:${told.about.id}`, told]),
    );
    for (const { key } of await listAlarms(sql)) if (!holding.has(key)) await clearAlarm(sql, key);
    const mine: Told[] = [];
    for (const [key, told] of holding) {
      await raiseAlarm(sql, key, told.about.ars, now);
      if (await claimAlarm(sql, key, now, before(againHours * 3_600_000))) mine.push(told);
    }
    return mine;
  });
  for (const one of found) await tell(portal, one);
  return found.length;
}

/** Those of pick-ups that are switched on. */
async function pickupAlarms(portal: Portal, sql: Sql, now: Date): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const row of (await listPickups(sql)).filter(({ active }) => active)) {
    const open = openPickup(await keyRingOf(portal, row.ars), row);
    const standing = {
      failingSince: row.failingSince ?? undefined,
      certified: endsOfCertificates(open?.keys ?? []),
    };
    for (const kind of pickupAlarmsOf(standing, now))
      told.push({ kind, about: row, page: `abholungen/${row.id}` });
  }
  return told;
}

function countOf(kind: AlarmKind, { late, unfetched, dead }: DestinationLoad): { count?: number } {
  const counts: Partial<Record<AlarmKind, number>> = { late, off: late, unfetched, dead };
  const count = counts[kind];
  return count === undefined ? {} : { count };
}

function standingOf({
  active,
  late,
  unfetched,
  dead,
  checked,
}: DestinationLoad): DestinationStanding {
  return {
    active,
    late,
    unfetched,
    dead,
    checked: (checked ?? []) as DestinationStanding["checked"],
  };
}

/** Trouble in telling is logged: the alarm stands in the portal anyway, and is told again tomorrow. */
async function tell(portal: Portal, { kind, about, page, count }: Told): Promise<void> {
  const { ars, id, name } = about;
  const contact = await withMunicipality(portal.database, ars, (sql) => findAlarmContact(sql, ars));
  const { alarms, publicUrl } = portal.config;
  const address = `${publicUrl ?? ""}/verwaltung/${page}?gemeinde=${ars}`;
  portal.log.warn("alarm.raised", { kind, destination: id });
  const t = serverI18n("de").getFixedT("de", "forwarding");
  const subject = t("alarm.subject", { name });
  const text = [
    t(`alarm.kind.${kind}`),
    ...(count === undefined ? [] : [t("alarm.count", { count })]),
    t("alarm.where", { address }),
  ].join("\n\n");
  for (const to of new Set([alarms.mail, contact?.mail].filter((one) => typeof one === "string"))) {
    const day = portal.clock().toISOString().slice(0, 10);
    const mail = { to, subject, text, html: htmlOf(text), language: "de" };
    const outcome = await portal.mailer?.send({
      ...mail,
      id: sha256(`${kind}:${id}:${day}:${to}`),
    });
    if (outcome?.kind !== "sent") portal.log.warn("alarm.mailFailed", { destination: id });
  }
  const body = canonicalJson({
    alarm: kind,
    ars,
    destination: id,
    name,
    address,
    ...(count !== undefined && { count }),
  });
  for (const url of new Set(
    [alarms.webhook, contact?.webhook].filter((one) => typeof one === "string"),
  )) {
    // The operator's own address may lie where destinations may not.
    const { tools } = openTools(portal);
    const send = url === alarms.webhook ? fetch : tools.fetch;
    const signal = AbortSignal.timeout(10_000);
    const headers = { "content-type": "application/json" };
    await send(url, { method: "POST", body, headers, signal }).then(
      async (response) => {
        await response.body?.cancel();
        if (!response.ok) portal.log.warn("alarm.webhookFailed", { destination: id });
      },
      () => {
        portal.log.warn("alarm.webhookFailed", { destination: id });
      },
    );
  }
}

function htmlOf(text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return safe
    .split("\n\n")
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join("");
}
