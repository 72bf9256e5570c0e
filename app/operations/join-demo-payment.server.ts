import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import { findPaymentSettings, savePaymentSettings } from "#db/queries/payment-settings.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { paymentOptionsSchema } from "../payment/options.ts";
import { openPaymentOptions, splitPaymentOptions } from "../payment/settings.server.ts";
import { awaitConnection } from "./await-connection.server.ts";
import { demoTown } from "./demo.ts";

/** What the local payment service writes down for programs. */
const connectionSchema = z.object({
  baseUrl: z.url(),
  originatorId: z.string(),
  endPointId: z.string(),
  token: z.string(),
});

/** The service of the demo that is paid before filing. */
const paid = "meldebescheinigung";

/**
 * Gives the demo's town the local payment service as soon as that has written its file, so that one can try out how an
 * application is paid. Its address changes from start to start; which services are paid there, and another payment service,
 * stay as somebody has set them.
 */
export async function joinDemoPayment(
  portal: Portal,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const connection = await awaitConnection(file, connectionSchema, signal);
  if (!connection) return;
  const keys = await keyRingOf(portal, demoTown);
  const isJoined = await withMunicipality(portal.database, demoTown, async (sql) => {
    const known = await findPaymentSettings(sql, demoTown);
    const old = known && paymentOptionsSchema.parse(openPaymentOptions(keys, known));
    const isOurs =
      !old ||
      (old.originatorId === connection.originatorId && old.endPointId === connection.endPointId);
    if (!isOurs) return false;
    await savePaymentSettings(sql, {
      ars: demoTown,
      ...splitPaymentOptions(keys, { ...old, ...connection }),
      services: known?.services ?? [paid],
      updatedAt: portal.clock(),
    });
    return true;
  });
  if (isJoined) portal.log.info("demo.paymentJoined", { service: paid });
}
