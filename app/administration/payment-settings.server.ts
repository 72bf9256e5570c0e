import { query, withMunicipality } from "#db/connect.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { listOfferings } from "#db/queries/offerings.ts";
import {
  findPaymentSettings,
  type PaymentSettingsRow,
  notePaymentCheck,
  savePaymentSettings,
} from "#db/queries/payment-settings.ts";
import { listStrandedPayments } from "#db/queries/payments.ts";
import { loadVersion } from "../catalogue/load-offering.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import type { Municipality } from "../domain/municipality.ts";
import { pickText, type Language } from "../domain/text.ts";
import { can, type Actor } from "../identity/permissions.ts";
import {
  bookingSchema,
  readBooking,
  type Booking,
  type BookingData,
  type BookingPair,
} from "../domain/booking.ts";
import { paymentOptionsSchema, paymentSecrets } from "../payment/options.ts";
import { accessBy, openPaymentOptions, splitPaymentOptions } from "../payment/settings.server.ts";
import { fieldsFor, type OptionField } from "./option-fields.ts";
import {
  leftBehind,
  secretsForgotten,
  withStoredSecrets,
  type OptionProblem,
} from "./option-problems.ts";
import { overtaken, seenOf, type Overtaken, type ShownFacts } from "./seen.server.ts";

/** What the last check found. */
export interface PaymentCheck {
  readonly ok: boolean;
  readonly detail: string;
}
/** Money that somebody has to see to. */
export interface StrandedPayment {
  readonly id: string;
  readonly kind: "surplus" | "unfiled";
  readonly serviceId: string;
  readonly cents: number;
  readonly paidAt: Date | null;
  /** Under which the payment service knows it. */
  readonly transaction: string;
}

export interface PaymentSettings {
  readonly municipality: Municipality;
  /** Whether there are settings, which can be checked. */
  readonly exists: boolean;
  readonly seen: string;
  readonly fields: readonly OptionField[];
  /** Those whose fees can be told for certain. `due`: they are paid before filing. */
  readonly services: readonly {
    readonly id: string;
    readonly name: { readonly text: string; readonly language: Language };
    readonly due: boolean;
    /** What the accounts want with each of its positions, by key. */
    readonly booking: BookingData;
  }[];
  readonly checked: PaymentCheck | undefined;
  readonly checkedAt: Date | undefined;
  readonly stranded: readonly StrandedPayment[];
}

const hour = 3_600_000;

/** The payment service of a municipality. Undefined where somebody does not administer it. */
export async function loadPaymentSettings(
  portal: Portal,
  actor: Actor,
  ars: string,
  language: Language,
): Promise<PaymentSettings | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return undefined;
  const before = new Date(portal.clock().getTime() - hour);
  const [row, stranded, services] = await Promise.all([
    withMunicipality(portal.database, ars, (sql) => findPaymentSettings(sql, ars)),
    withMunicipality(portal.database, ars, (sql) => listStrandedPayments(sql, before)),
    payableServices(portal, ars, language),
  ]);
  const values = row ? openPaymentOptions(await keyRingOf(portal, ars), row) : {};
  const booking = bookingSchema.parse(row?.booking ?? {});
  return {
    municipality,
    exists: row !== undefined,
    seen: seenOf(shownPayment(row)),
    fields: fieldsFor(paymentOptionsSchema, paymentSecrets, values),
    services: services.map((one) => ({
      ...one,
      due: row?.services.includes(one.id) === true,
      booking: booking[one.id] ?? {},
    })),
    checked: (row?.checked ?? undefined) as PaymentCheck | undefined,
    checkedAt: row?.checkedAt ?? undefined,
    stranded: stranded.map((one) => ({
      id: one.id,
      kind: one.status === "surplus" ? "surplus" : "unfiled",
      serviceId: one.serviceId,
      cents: one.amountCents,
      paidAt: one.paidAt,
      transaction: one.transactionReference ?? one.transactionId ?? one.id,
    })),
  };
}

/** What its form shows: never a secret, of which it is only known when anything was saved. */
function shownPayment(row: PaymentSettingsRow | undefined): ShownFacts {
  const savedAt = row?.updatedAt.toISOString() ?? "";
  const booking = bookingSchema.parse(row?.booking ?? {});
  return { ...shownOptions(row?.options ?? {}, row?.services ?? [], booking), savedAt };
}

function shownOptions(options: object, services: readonly string[], booking: Booking): ShownFacts {
  const given = new Map<string, unknown>(Object.entries(options));
  const open = Object.keys(paymentOptionsSchema.shape).filter(
    (name) => !paymentSecrets.some((one) => one === name),
  );
  const shown = open.map((name): [string, string] => {
    const value = given.get(name) ?? "";
    return [name, typeof value === "string" ? value : JSON.stringify(value)];
  });
  const pairs = Object.entries(booking).flatMap(([service, own]) =>
    Object.entries(own).map(([key, value]) => `${service} ${key}: ${value}`),
  );
  return {
    ...Object.fromEntries(shown),
    services: services.toSorted().join(", "),
    booking: pairs.toSorted().join("\n"),
  };
}

/** Services that the municipality offers and whose fees are not decided by the authority in the end. */
async function payableServices(portal: Portal, ars: string, language: Language) {
  const offerings = await query(portal.database, (sql) => listOfferings(sql, ars));
  const found = await Promise.all(
    offerings.map(async ({ serviceId, serviceVersion, name }) => {
      const offering = await loadVersion(portal, ars, serviceId, serviceVersion);
      const fees = offering?.service.fees;
      return fees && !fees.provisional ? [{ id: serviceId, name: pickText(name, language) }] : [];
    }),
  );
  return found.flat();
}

export type SavedPaymentSettings =
  | Overtaken
  | { readonly kind: "unknown" }
  | { readonly kind: "saved" }
  | {
      readonly kind: "refused";
      readonly problems: readonly OptionProblem[];
    };

/** Sets the payment service and what is paid there. Secrets that are left out stay as they are, unless it goes to another server. `seen`: what the form had shown. */
export async function changePaymentSettings(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: {
    readonly options: Readonly<Record<string, unknown>>;
    readonly services: readonly string[];
    readonly booking: readonly BookingPair[];
  },
  seen?: string,
): Promise<SavedPaymentSettings> {
  if (!can(actor, "offering.change", ars)) return { kind: "unknown" };
  const keys = await keyRingOf(portal, ars);
  const row = await withMunicipality(portal.database, ars, (sql) => findPaymentSettings(sql, ars));
  const known = row ? openPaymentOptions(keys, row) : {};
  const options = withStoredSecrets(paymentSecrets, known, typed.options);
  const payable = await payableServices(portal, ars, "de");
  const isPayable = (id: string): boolean => payable.some((one) => one.id === id);
  const { booking, problems: ofBooking } = readBooking(
    typed.booking.filter(({ service }) => isPayable(service)),
  );
  const problems = [
    ...problemsOf(options, portal.config.privateDestinations),
    ...secretsForgotten(paymentSecrets, known, typed.options).map(leftBehind),
    ...ofBooking.map(({ field, problem }) => ({ field, detail: problem })),
  ];
  if (problems.length > 0) return { kind: "refused", problems };
  const services = payable.map(({ id }) => id).filter((id) => typed.services.includes(id));
  const at = portal.clock();
  const parts = splitPaymentOptions(keys, options);
  const hasSecret = paymentSecrets.some((name) => name in typed.options);
  const sent = {
    seen,
    typed: hasSecret ? undefined : shownOptions(parts.options ?? {}, services, booking),
  };
  return withMunicipality(portal.database, ars, async (sql): Promise<SavedPaymentSettings> => {
    const other = await overtaken(sql, `payment ${ars}`, sent, async () =>
      shownPayment(await findPaymentSettings(sql, ars)),
    );
    if (other) return other;
    await savePaymentSettings(sql, { ars, ...parts, services, booking, updatedAt: at });
    const details = { services: services.length };
    const action = "payment.settings";
    await insertAuditEntry(sql, {
      at,
      ars,
      actor: actor.accountId,
      action,
      subject: ars,
      details,
    });
    return { kind: "saved" };
  });
}

function problemsOf(options: Readonly<Record<string, unknown>>, open: boolean) {
  const { error } = paymentOptionsSchema.safeParse(options);
  const issues = (error?.issues ?? []).map(({ path, message }) => {
    const field = path.map(String).join(".");
    return { field, detail: options[field] === undefined ? undefined : message };
  });
  const isPlain = (address: unknown) => typeof address === "string" && address.startsWith("http:");
  const plain = ["baseUrl", "tokenUrl"].filter((name) => !open && isPlain(options[name]));
  return [...issues, ...plain.map((field) => ({ field, detail: "must begin with https://" }))];
}

/** Asks the payment service whether it is there and knows the municipality. Undefined: nothing to ask. */
export async function checkPaymentSettings(
  portal: Portal,
  actor: Actor,
  ars: string,
): Promise<PaymentCheck | undefined> {
  if (!can(actor, "offering.change", ars)) return undefined;
  const row = await withMunicipality(portal.database, ars, (sql) => findPaymentSettings(sql, ars));
  if (!row) return undefined;
  const options = openPaymentOptions(await keyRingOf(portal, ars), row);
  const checked = await accessBy(portal, paymentOptionsSchema.parse(options)).service.check();
  await withMunicipality(portal.database, ars, (sql) =>
    notePaymentCheck(sql, { ars, checked, checkedAt: portal.clock() }),
  );
  return checked;
}
