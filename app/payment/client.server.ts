import { ask, type Answer } from "./ask.server.ts";
import { transactionsUrlOf, type PaymentOptions } from "./options.ts";
import { tokenOf } from "./token.server.ts";
import { errorCode, readTransaction, type PaymentRequest, type Transaction } from "./wire.ts";

/** How asking for a transaction ended. `unknown`: there may be one. */
export type Creation =
  | { readonly kind: "transaction"; readonly transaction: Transaction }
  /** There was one for that request already. */
  | { readonly kind: "exists" }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "unknown"; readonly reason: string };

export type Told =
  | { readonly kind: "transaction"; readonly transaction: Transaction }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly reason: string };

/** A payment service as a municipality uses it, by XBezahldienste 1.0.0. Nothing is thrown. */
export interface PaymentService {
  readonly create: (request: PaymentRequest) => Promise<Creation>;
  /** `id`: of a transaction, or of the request where the answer with the transaction was lost. */
  readonly find: (
    transactionsUrl: string,
    id: string,
    asked: { readonly requestId: string; readonly cents: number },
  ) => Promise<Told>;
  /** Whether it is there and knows the municipality. */
  readonly check: () => Promise<{ readonly ok: boolean; readonly detail: string }>;
}

/** `open`: services may lie in private networks. */
export function paymentService(
  options: PaymentOptions,
  { open, now }: { readonly open: boolean; readonly now: () => Date },
): PaymentService {
  const transactions = transactionsUrlOf(options);
  const authorized = async (url: string, init: RequestInit = {}): Promise<Answer> => {
    // What was begun at another service is not asked for with the token of this one.
    if (new URL(url).origin !== new URL(options.baseUrl).origin)
      return { ok: false, reason: "of another payment service" };
    const send = async (fresh: boolean): Promise<Answer> => {
      const token = await tokenOf(options, { open, now: now(), fresh });
      if (!token.ok) return token;
      const headers = {
        Accept: "application/json, application/problem+json",
        ...(init.body && { "Content-Type": "application/json" }),
        ...(token.value !== undefined && { Authorization: `Bearer ${token.value}` }),
      };
      return ask(url, { ...init, headers }, open);
    };
    const answer = await send(false);
    // A token can end before its time.
    return answer.ok && answer.status === 401 && options.tokenUrl !== undefined
      ? send(true)
      : answer;
  };
  return {
    create: async (request) => {
      const body = JSON.stringify(request);
      const answer = await authorized(transactions, { method: "POST", body });
      if (!answer.ok) return { kind: "unknown", reason: answer.reason };
      const { status, json } = answer;
      if (status >= 200 && status < 300) {
        const cents = Math.round(request.grossAmount * 100);
        const transaction = readTransaction(json, { requestId: request.requestId, cents });
        return transaction
          ? { kind: "transaction", transaction }
          : { kind: "unknown", reason: "no transaction in the answer" };
      }
      const code = errorCode(json);
      if (code === "PAYMENT_EXISTS") return { kind: "exists" };
      // Of trouble and of haste nobody knows on which side of the work it came.
      if (status >= 500 || status === 408 || status === 429)
        return { kind: "unknown", reason: code ?? String(status) };
      return { kind: "refused", code: code ?? String(status) };
    },
    find: async (transactionsUrl, id, asked) => {
      const answer = await authorized(`${transactionsUrl}/${encodeURIComponent(id)}`);
      if (!answer.ok) return { kind: "unknown", reason: answer.reason };
      const { status, json } = answer;
      const code = errorCode(json);
      if (status === 404 && code !== "NO_VALID_ORIGINATOR_OR_ENDPOINT") return { kind: "absent" };
      if (status !== 200) return { kind: "unknown", reason: code ?? String(status) };
      const transaction = readTransaction(json, asked);
      return transaction
        ? { kind: "transaction", transaction }
        : { kind: "unknown", reason: "not the transaction that was asked for" };
    },
    check: async () => {
      const answer = await authorized(transactions.replace("/paymenttransaction/", "/status/"));
      if (!answer.ok) return { ok: false, detail: answer.reason };
      const { status, json } = answer;
      return { ok: status === 200, detail: errorCode(json) ?? String(status) };
    },
  };
}
