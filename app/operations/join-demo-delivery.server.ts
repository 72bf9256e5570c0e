import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import {
  findDestination,
  insertDestination,
  saveOfferingDestinations,
  updateDestination,
} from "#db/queries/destinations.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { findAdapter } from "../forwarding/adapters.server.ts";
import { splitOptions } from "../forwarding/destination-options.server.ts";
import { demoTown } from "./demo.ts";

/** What the local delivery service writes down for programs. */
const connectionSchema = z.object({
  urls: z.object({ token: z.url(), submissionApi: z.url() }),
  sender: z.object({ clientId: z.string(), clientSecret: z.string() }),
  destinationId: z.string(),
});
type Connection = z.infer<typeof connectionSchema>;

const id = "demo-zustelldienst";
/** The service of the demo whose applications travel. */
const travels = "hundesteuer-anmelden";
/** Seconds that making keys may take on a slow machine. */
const patience = 300;

/**
 * Gives the demo's town a destination at the local delivery service as soon as that has written its file, so that one sees an
 * application travel. What somebody changed since stays, but for the service's own addresses and secrets.
 */
export async function joinDemoDelivery(
  portal: Portal,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const connection = await untilThere(file, signal);
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
  const sealed = splitOptions(keys, adapter, id, options);
  const at = portal.clock();
  await withMunicipality(portal.database, demoTown, async (sql) => {
    const known = await findDestination(sql, id);
    if (known) {
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
    await saveOfferingDestinations(sql, offering, [{ destinationId: id, role: "primary" }]);
  });
  portal.log.info("demo.deliveryJoined", { destination: id });
}

async function untilThere(file: string, signal: AbortSignal): Promise<Connection | undefined> {
  for (let second = 0; second < patience && !signal.aborted; second += 1) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text !== "") {
      const read = connectionSchema.safeParse(parse(text));
      if (read.success) return read.data;
    }
    await pause(1000, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** Half a file is no JSON yet. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
