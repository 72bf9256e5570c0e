import * as z from "zod";
import type { KeyRing } from "../catalogue/portal.server.ts";

/** What a citizen ordered by going on to the payment: it is filed as soon as it is paid. */
const orderSchema = z.strictObject({
  charge: z.strictObject({
    purpose: z.string(),
    description: z.string(),
    positions: z.array(z.strictObject({ id: z.string(), label: z.string(), cents: z.int() })),
  }),
  /** Where the payment service sends the citizen back to. */
  returnUrl: z.string(),
  /** What filing needs, for whoever files. */
  filing: z.unknown(),
});
export type Order = z.infer<typeof orderSchema>;

function context(id: string): string {
  return `payment:${id}`;
}

/** Nobody but the portal reads it, and only until it is filed or has come to nothing. */
export function sealOrder(keys: KeyRing, id: string, order: Order): Buffer {
  return keys.seal(JSON.stringify(order), context(id));
}

/** Throws `DecryptionError`. */
export function openOrder(keys: KeyRing, id: string, sealed: Buffer): Order {
  return orderSchema.parse(JSON.parse(keys.open(sealed, context(id)).toString()));
}
