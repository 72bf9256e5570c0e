import { withMunicipality } from "#db/connect.ts";
import { findDestination } from "#db/queries/destinations.ts";
import { wakeForwardings } from "#db/queries/forwardings.ts";
import { findPickup } from "#db/queries/pickups.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { optionsOf } from "../forwarding/destination-options.server.ts";
import {
  isGenuine,
  readCallback,
  type ReceivedCallback,
} from "../forwarding/fit-connect/callback.server.ts";
import { openPickup } from "../forwarding/fit-connect/pickup-options.server.ts";
import { enqueueForwarding } from "../forwarding/outbox.server.ts";

/** `unauthorized`: not from whom it should be, or not just now. `malformed`: not what it should be. Neither has an effect. */
export type CallbackOutcome = { readonly kind: "taken" | "unauthorized" | "malformed" };

/**
 * Takes a delivery service's word that there is news, as a reason to ask at once. `id`: of a destination or of a pick-up,
 * whichever stands in the address. What it says is not believed any further (documentation: details/callbacks).
 */
export async function takeCallback(
  portal: Portal,
  id: string,
  callback: ReceivedCallback,
): Promise<CallbackOutcome> {
  const found = await findCalled(portal, id);
  const secret = found && (await found.secret());
  // The same answer for what is not there: nobody is told which ids there are.
  if (!found || secret === undefined || !isGenuine(callback, secret, portal.clock()))
    return { kind: "unauthorized" };
  const news = readCallback(callback.body);
  if (!news) return { kind: "malformed" };
  await found.wake(news.submissionIds);
  portal.log.info("callback.taken", { destination: id, type: news.type });
  return { kind: "taken" };
}

/** What an address belongs to. */
interface Called {
  readonly secret: () => Promise<string | undefined>;
  readonly wake: (submissionIds: readonly string[]) => Promise<void>;
}

async function findCalled(portal: Portal, id: string): Promise<Called | undefined> {
  const { database } = portal;
  const [destination, pickup] = await withMunicipality(database, "*", (sql) =>
    Promise.all([findDestination(sql, id), findPickup(sql, id)]),
  );
  if (destination?.adapter === "fit-connect") {
    const { ars } = destination;
    return {
      secret: async () => {
        const { callbackSecret } = optionsOf(await keyRingOf(portal, ars), destination);
        return typeof callbackSecret === "string" ? callbackSecret : undefined;
      },
      wake: (submissionIds) =>
        withMunicipality(database, ars, async (sql) => {
          const woken = await wakeForwardings(sql, id, submissionIds, portal.clock());
          await Promise.all(woken.map((one) => enqueueForwarding(portal, sql, one.ars, one)));
        }),
    };
  }
  if (!pickup) return undefined;
  const { ars } = pickup;
  return {
    secret: async () => openPickup(await keyRingOf(portal, ars), pickup)?.options.callbackSecret,
    wake: () =>
      withMunicipality(database, ars, (sql) =>
        portal.queue.enqueue(sql, "pick-up", { pickupId: id, ars }),
      ),
  };
}
