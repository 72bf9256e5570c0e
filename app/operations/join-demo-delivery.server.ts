import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import { keepDestinationState } from "#db/queries/destination-states.ts";
import { findDestination, insertDestination, updateDestination } from "#db/queries/destinations.ts";
import { changeWays } from "../catalogue/change-ways.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { canonicalJson } from "../documents/canonical-json.ts";
import { findAdapter } from "../forwarding/adapters.server.ts";
import { optionsOf, splitOptions } from "../forwarding/destination-options.server.ts";
import { awaitConnection } from "./await-connection.server.ts";
import { demoTown } from "./demo.ts";

/** What the local delivery service writes down for programs. */
const connectionSchema = z.object({
  urls: z.object({ token: z.url(), submissionApi: z.url() }),
  sender: z.object({ clientId: z.string(), clientSecret: z.string() }),
  destinationId: z.string(),
});

const id = "demo-zustelldienst";
/** The service of the demo whose applications travel. */
const travels = "hundesteuer-anmelden";

/**
 * Gives the demo's town a destination at the local delivery service as soon as that has written its file, so that one sees an
 * application travel. What somebody changed since stays, but for the service's own addresses and secrets.
 */
export async function joinDemoDelivery(
  portal: Portal,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const connection = await awaitConnection(file, connectionSchema, signal);
  const adapter = findAdapter("fit-connect", portal.config.mode);
  if (!connection || !adapter) return;
  const { urls, sender, destinationId } = connection;
  const options = {
    tokenUrl: urls.token,
    submissionApi: urls.submissionApi,
    ...sender,
    destinationId,
    testKeys: true,
  };
  const keys = await keyRingOf(portal, demoTown);
  const at = portal.clock();
  await withMunicipality(portal.database, demoTown, async (sql) => {
    const known = await findDestination(sql, id);
    const before = known && optionsOf(keys, known);
    const after = { ...before, ...options };
    // Unchanged: what was tested there still counts as tested.
    if (before && canonicalJson(before) === canonicalJson(after)) return;
    const sealed = splitOptions(keys, adapter, id, after);
    if (known) {
      const changed = Object.entries(options).flatMap(([name, value]) =>
        before?.[name] === value ? [] : [name],
      );
      await keepDestinationState(sql, id, { changed, at, actor: "system" });
      await updateDestination(sql, { ...known, ...sealed, updatedAt: at });
      return;
    }
    await insertDestination(sql, {
      id,
      ars: demoTown,
      name: "Fachverfahren (FIT-Connect, Vorführung)",
      adapter: adapter.name,
      ...sealed,
      lanes: 4,
      active: true,
      createdAt: at,
    });
    const offering = { ars: demoTown, serviceId: travels };
    const ways = [{ destinationId: id, role: "primary" }] as const;
    await changeWays(sql, offering, { before: [], after: ways }, { at, actor: "system" });
  });
  portal.log.info("demo.deliveryJoined", { destination: id });
}
