import { withMunicipality } from "#db/connect.ts";
import { pauseDestination } from "#db/queries/destination-health.ts";
import {
  insertDestination,
  listDestinations,
  saveOfferingDestinations,
} from "#db/queries/destinations.ts";
import { keyRingOf, type Portal } from "#app/catalogue/portal.server.ts";
import { findAdapter } from "#app/forwarding/adapters.server.ts";
import { splitOptions } from "#app/forwarding/destination-options.server.ts";
import { enqueueOfDestination } from "#app/forwarding/outbox.server.ts";
import { findOffering } from "#app/catalogue/load-offering.server.ts";
import { newDraft, storeDraft } from "#app/apply/draft.server.ts";
import { submit } from "#app/apply/submit.server.ts";
import { wordsOf } from "#app/i18n/texts.server.ts";
import type { Demo } from "../e2e/fixtures/zustelldienst/demo.ts";
import type { ZustelldienstUrls } from "../e2e/fixtures/zustelldienst/start-zustelldienst.ts";
import { answersOf } from "./filing.ts";
import type { WorkedExample } from "./journeys.ts";
import { quantile } from "./measure.ts";

const municipality = "musterstadt";
const ars = "000000000001";
const destinationId = "chaos";

/** What the portal believes of its deliveries. */
export interface Books {
  readonly accepted: number;
  readonly open: number;
  readonly dead: number;
  /** Distinct references that the receiver gave. */
  readonly references: number;
  /** Acknowledgements in the histories of the applications. */
  readonly events: number;
}

/** Sends the applications for a service by FIT-Connect. */
export async function addDestination(
  portal: Portal,
  serviceId: string,
  urls: ZustelldienstUrls,
  { sender, received }: Demo,
): Promise<void> {
  const adapter = findAdapter("fit-connect", portal.config.mode);
  if (!adapter) throw new Error("there is no adapter fit-connect");
  const keys = await keyRingOf(portal, ars);
  const at = portal.clock();
  const options = {
    tokenUrl: urls.token,
    submissionApi: urls.submissionApi,
    clientId: sender.clientId,
    clientSecret: sender.clientSecret,
    destinationId: received.destinationId,
    testKeys: true,
  };
  await withMunicipality(portal.database, ars, async (sql) => {
    await insertDestination(sql, {
      id: destinationId,
      ars,
      name: "Chaos",
      adapter: adapter.name,
      ...splitOptions(keys, adapter, destinationId, options),
      lanes: 16,
      active: true,
      createdAt: at,
    });
    await saveOfferingDestinations(sql, { ars, serviceId }, [{ destinationId, role: "primary" }]);
  });
}

/** Files the example so many times, eight at once. */
export async function fileMany(
  portal: Portal,
  example: WorkedExample,
  count: number,
): Promise<void> {
  const found = await findOffering(portal, municipality, example.service);
  if (found.kind !== "offered") throw new Error(`${example.service} is not offered`);
  const answers = answersOf(found.offering, example);
  let left = count;
  const citizen = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const now = portal.clock();
      const draft = newDraft({ ...found, journey: found, test: false }, now);
      await withMunicipality(portal.database, ars, (sql) =>
        storeDraft(sql, draft, { answers }, now),
      );
      const visit = { municipality, service: example.service, ticket: draft.ticket };
      const outcome = await submit(portal, visit, "de", wordsOf("de"));
      if (outcome.kind !== "filed") throw new Error(`not filed: ${outcome.kind}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, citizen));
}

export async function bookkeeping({ database }: Portal): Promise<Books> {
  return withMunicipality(database, ars, async (sql) => {
    const [row] = await sql<Books[]>`
      select count(*) filter (where status = 'accepted')::int as accepted,
        count(*) filter (where status in ('pending', 'sent'))::int as open,
        count(*) filter (where status in ('rejected', 'abandoned'))::int as dead,
        count(distinct receiver_reference)::int as references,
        (select count(*)::int from submission_events where kind = 'forwarding.accepted') as events
      from forwardings where destination_id = ${destinationId}`;
    if (!row) throw new Error("no books");
    return row;
  });
}

/** How the last ones stand that are still open, to see what keeps them. */
export async function openOnes({ database }: Portal): Promise<readonly object[]> {
  return withMunicipality(
    database,
    ars,
    (sql) => sql`
      select status, attempts, last_error, next_attempt_at, leased_until, sent_at from forwardings
      where destination_id = ${destinationId} and status in ('pending', 'sent') order by created_at limit 3`,
  );
}

/** Milliseconds from filing to delivery. */
export async function latencies({
  database,
}: Portal): Promise<{ readonly p50: number; readonly p95: number }> {
  const rows = await withMunicipality(
    database,
    ars,
    (sql) => sql<{ took: number }[]>`
      select extract(epoch from sent_at - created_at)::float * 1000 as took
      from forwardings where destination_id = ${destinationId} and sent_at is not null`,
  );
  const took = rows.map((row) => row.took);
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
}

/** Seconds from the filing of the oldest of the newest so many to the delivery of the last. */
export async function secondsOfNewest({ database }: Portal, count: number): Promise<number> {
  const [row] = await withMunicipality(
    database,
    ars,
    (sql) => sql<{ took: number }[]>`
      select extract(epoch from max(sent_at) - min(created_at))::float as took from (
        select sent_at, created_at from forwardings where destination_id = ${destinationId}
        order by created_at desc limit ${count}) newest`,
  );
  return row?.took ?? Number.NaN;
}

/** Has everything tried at once that waits, as an administrator does. */
export async function hasten(portal: Portal): Promise<void> {
  await withMunicipality(portal.database, ars, async (sql) => {
    const [destination] = await listDestinations(sql);
    if (!destination?.openUntil && (destination?.failures ?? 0) === 0) return;
    await pauseDestination(sql, destinationId, null);
    await enqueueOfDestination(portal, sql, { id: destinationId, ars, lanes: 16 });
  });
}
