import type { Sql } from "#db/connect.ts";
import { withMunicipality } from "#db/connect.ts";
import { findPaymentSettings, type PaymentSettingsRow } from "#db/queries/payment-settings.ts";
import { keyRingOf, type KeyRing, type Portal } from "../catalogue/portal.server.ts";
import { bookingSchema, type Booking } from "../domain/booking.ts";
import { paymentService, type PaymentService } from "./client.server.ts";
import { paymentOptionsSchema, paymentSecrets, type PaymentOptions } from "./options.ts";

type Options = Readonly<Record<string, unknown>>;

// Not by the ARS, which may change: the row is the only one of its municipality.
const context = "payment-settings";

/** The options of a payment service with their secrets. Throws `DecryptionError`. */
export function openPaymentOptions(
  keys: KeyRing,
  { options, secrets }: Pick<PaymentSettingsRow, "options" | "secrets">,
): Options {
  const opened = secrets ? (JSON.parse(keys.open(secrets, context).toString()) as Options) : {};
  return { ...(options as Options), ...opened };
}

/** The same the other way: what is secret is sealed, the rest lies open. */
export function splitPaymentOptions(
  keys: KeyRing,
  given: Options,
): Pick<PaymentSettingsRow, "options" | "secrets"> {
  const isSecret = (name: string) => paymentSecrets.some((one) => one === name);
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  const secret = Object.fromEntries(entries.filter(([name]) => isSecret(name)));
  return {
    options: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secrets: Object.keys(secret).length > 0 ? keys.seal(JSON.stringify(secret), context) : null,
  };
}

/** A municipality's way to its payment service. */
export interface PaymentAccess {
  readonly options: PaymentOptions;
  readonly service: PaymentService;
  readonly booking: Booking;
}

/** The payment service that settings name. */
export function accessBy(
  portal: Pick<Portal, "config" | "clock">,
  options: PaymentOptions,
): Omit<PaymentAccess, "booking"> {
  const terms = { open: portal.config.privateDestinations, now: portal.clock };
  return { options, service: paymentService(options, terms) };
}

/** Undefined where the municipality has none. */
export async function paymentAccess(
  portal: Portal,
  ars: string,
): Promise<PaymentAccess | undefined> {
  const row = await withMunicipality(portal.database, ars, (sql: Sql) =>
    findPaymentSettings(sql, ars),
  );
  if (!row) return undefined;
  const options = openPaymentOptions(await keyRingOf(portal, ars), row);
  const access = accessBy(portal, paymentOptionsSchema.parse(options));
  return { ...access, booking: bookingSchema.parse(row.booking) };
}
