import * as z from "zod";
import type { ToldStatus } from "../domain/payment.ts";
import type { BookingData } from "../domain/booking.ts";
import { paymentMethods, type FiledFees, type Payment } from "../domain/submission.ts";

/** What XBezahldienste 1.0.0 calls `PaymentRequest`, as far as the portal fills it in. Amounts are euros. */
export interface PaymentRequest {
  readonly requestId: string;
  readonly requestTimestamp: string;
  readonly currency: "EUR";
  readonly grossAmount: number;
  readonly purpose: string;
  readonly description: string;
  readonly redirectUrl: string;
  readonly items: readonly PaymentItem[];
}
interface PaymentItem {
  readonly id: string;
  readonly reference: string;
  readonly description: string;
  readonly taxRate: number;
  readonly quantity: number;
  readonly totalNetAmount: number;
  readonly totalTaxAmount: number;
  readonly singleNetAmount: number;
  readonly singleTaxAmount: number;
  readonly bookingData?: BookingData;
}

const most = { purpose: 27, description: 250, items: 99, cents: 99_999_900, redirectUrl: 2082 };

/** What is to be paid; the rest follows from the attempt. */
export interface Charge {
  /** In a bank statement: short, and only letters that every bank prints. */
  readonly purpose: string;
  readonly description: string;
  readonly positions: readonly Pick<FiledFees["positions"][number], "id" | "label" | "cents">[];
}

/** What an attempt adds to its charge. `bookingData`: what the accounts want with each position. */
interface Attempt {
  readonly id: string;
  readonly at: Date;
  readonly redirectUrl: string;
  readonly bookingData?: BookingData | undefined;
}

/** Why an amount cannot be paid through a payment service at all; undefined where it can. */
export function unpayable(cents: number): "tooMuch" | undefined {
  return cents > most.cents ? "tooMuch" : undefined;
}

/** The request for a transaction. Fees of an authority bear no tax. */
export function paymentRequest(charge: Charge, own: Attempt): PaymentRequest {
  const positions = charge.positions.filter(({ cents }) => cents > 0);
  const cents = positions.reduce((sum, one) => sum + one.cents, 0);
  // Whoever has more positions than a request takes pays them as one.
  const items =
    positions.length <= most.items
      ? positions
      : [{ id: "gesamt", label: charge.description, cents }];
  return {
    requestId: own.id,
    requestTimestamp: own.at.toISOString(),
    currency: "EUR",
    grossAmount: euros(cents),
    purpose: bankText(charge.purpose).slice(0, most.purpose).trim(),
    description: plainText(charge.description),
    redirectUrl: own.redirectUrl,
    items: items.map((one, index) => ({
      id: String(index + 1),
      reference: one.id.replace(/[^\w-]/g, "-").slice(0, 36),
      description: plainText(one.label),
      taxRate: 0,
      quantity: 1,
      totalNetAmount: euros(one.cents),
      totalTaxAmount: 0,
      singleNetAmount: euros(one.cents),
      singleTaxAmount: 0,
      ...(own.bookingData && { bookingData: own.bookingData }),
    })),
  };
}

/** Of all whole cents the nearest number, which JSON writes with at most two decimals. */
function euros(cents: number): number {
  return cents / 100;
}

const german: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** Letters, digits, blanks and hyphens of ASCII. */
function bankText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[äöüß]/gi, (letter) => {
      const plain = german[letter.toLowerCase()] ?? "";
      return letter === letter.toLowerCase()
        ? plain
        : plain.charAt(0).toUpperCase() + plain.slice(1);
    })
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9 -]+/g, " ")
    .replace(/ +/g, " ")
    .trim();
}

/** Latin letters, digits, blanks and a few signs, as descriptions may have. */
function plainText(text: string): string {
  const plain = text
    .normalize("NFC")
    .replace(/[^\w\s\-,.\u00C0-\u017F]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return (plain === "" ? "-" : plain).slice(0, most.description);
}

const informationSchema = z.looseObject({
  transactionId: z.string().regex(/^[\w-]{1,44}$/),
  transactionUrl: z.string().max(2082).optional().nullable(),
  transactionRedirectUrl: z
    .url({ protocol: /^https?$/ })
    .max(2082)
    .optional()
    .nullable(),
  transactionReference: z.string().max(100).optional().nullable(),
  transactionTimestamp: z.string().optional().nullable(),
  paymentMethod: z.string().optional().nullable(),
  paymentMethodDetail: z.string().max(100).optional().nullable(),
  status: z.string(),
});
/** As much of a `PaymentTransaction` as the portal looks at. */
const transactionSchema = z.looseObject({
  paymentInformation: informationSchema,
  paymentRequest: z
    .looseObject({
      requestId: z.string().optional().nullable(),
      grossAmount: z.number().optional().nullable(),
      currency: z.string().optional().nullable(),
    })
    .optional()
    .nullable(),
});

/** A transaction as the payment service tells it. */
export interface Transaction {
  readonly id: string;
  readonly status: ToldStatus;
  /** Where it is paid; only while it can be. */
  readonly redirectUrl: string | undefined;
  readonly reference: string | undefined;
  readonly paidAt: Date | undefined;
  readonly method: Payment["method"];
  readonly methodDetail: string | undefined;
}

/** `PAYED` is the word of XBezahldienste, `BOOKED` that of FIT-Connect's metadata; services use either. */
const statuses: Readonly<Record<string, ToldStatus>> = {
  INITIAL: "open",
  PAYED: "paid",
  BOOKED: "paid",
  FAILED: "failed",
  CANCELED: "cancelled",
};

/** Reads an answer; undefined where it is none, or is about another request or amount. */
export function readTransaction(
  json: unknown,
  asked: { readonly requestId: string; readonly cents: number },
): Transaction | undefined {
  const read = transactionSchema.safeParse(json);
  if (!read.success) return undefined;
  const { paymentInformation: told, paymentRequest: request } = read.data;
  const status = Object.hasOwn(statuses, told.status) ? statuses[told.status] : undefined;
  if (!status) return undefined;
  if (request?.requestId && request.requestId !== asked.requestId) return undefined;
  const gross = request?.grossAmount;
  if (typeof gross === "number" && Math.round(gross * 100) !== asked.cents) return undefined;
  if (request?.currency && request.currency !== "EUR") return undefined;
  const paidAt = new Date(told.transactionTimestamp ?? "");
  return {
    id: told.transactionId,
    status,
    redirectUrl: told.transactionRedirectUrl ?? undefined,
    reference: told.transactionReference ?? undefined,
    paidAt: Number.isNaN(paidAt.getTime()) ? undefined : paidAt,
    method: paymentMethods.find((one) => one === told.paymentMethod) ?? "OTHER",
    methodDetail: told.paymentMethodDetail ?? undefined,
  };
}

/** The code of an error answer; `functionalCode` and `code` are both seen in the wild. */
export function errorCode(json: unknown): string | undefined {
  const problem = z
    .looseObject({ functionalCode: z.string().optional(), code: z.string().optional() })
    .safeParse(json);
  const code = problem.data?.functionalCode ?? problem.data?.code;
  return code !== undefined && /^[A-Z_]{1,60}$/.test(code) ? code : undefined;
}
