import * as z from "zod";
import { query } from "#db/connect.ts";
import { countEvent, type RateLimit } from "#db/queries/rate-limits.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { deriveKey, randomId, sha256 } from "../platform/crypto.server.ts";
import { checkProof, makeProofTask } from "../platform/proof-of-work.server.ts";
import { readSignedToken, signToken } from "../platform/signed-token.server.ts";
import type { Pass, Sender } from "./sender.ts";

/** Too much came from there. Two ways on: the task, which a browser solves by itself, or the ticket after waiting. */
export interface HeldUp {
  readonly kind: "heldUp";
  /** JSON, see `makeProofTask`. */
  readonly task: string;
  readonly ticket: string;
  /** Seconds until the ticket is good. */
  readonly wait: number;
}

/** Seconds. */
const quarter = 15 * 60;
const waiting = 20;
/** How long tasks and tickets are good, after the wait. */
const lifetime = 30 * 60;
/** Forms for feedback, which are good for a day, live the longest. */
const longestLife = 2 * 24 * 3600;
/** Tickets for one address in a quarter of an hour: beyond that one waits until the next. */
const tickets = 60;

/** At most so many from one network address in a quarter of an hour. */
export function perAddress(
  purpose: string,
  limit: number,
  { address }: Pick<Sender, "address">,
): RateLimit {
  return { key: `${purpose}:address:${sha256(address)}`, limit, windowSeconds: quarter };
}

/**
 * Counts one event. Undefined: it may go ahead, within the limit or because what was posted with it shows work or
 * patience, each of which is good once and for this limit alone.
 */
export async function passLimit(
  portal: Portal,
  rate: RateLimit,
  pass: Pass | undefined,
): Promise<HeldUp | undefined> {
  if (await isWithin(portal, rate)) return undefined;
  const purpose = sha256(rate.key);
  if (pass?.proof && (await isWorkDone(portal, purpose, pass.proof))) return undefined;
  const ticket = pass?.ticket ? readTicket(portal, purpose, pass.ticket) : undefined;
  const now = seconds(portal);
  if (ticket && ticket.from > now) {
    return holdUp(portal, purpose, { text: pass?.ticket ?? "", from: ticket.from });
  }
  if (ticket && (await isFirstUse(portal, ticket.id))) return undefined;
  return holdUp(portal, purpose, await newTicket(portal, purpose));
}

async function holdUp(
  portal: Portal,
  purpose: string,
  ticket: { readonly text: string; readonly from: number },
): Promise<HeldUp> {
  const until = seconds(portal) + lifetime;
  const task = await makeProofTask(keyOf(portal), { purpose, until });
  const wait = Math.max(1, ticket.from - seconds(portal));
  return { kind: "heldUp", task, ticket: ticket.text, wait };
}

async function newTicket(portal: Portal, purpose: string) {
  const rate = { key: `wait:${purpose}`, limit: tickets, windowSeconds: quarter };
  const counted = await query(portal.database, (sql) => countEvent(sql, rate, portal.clock()));
  const from = seconds(portal) + (counted.outcome === "limited" ? counted.retryAfter : waiting);
  const content = { id: randomId(), purpose, from, until: from + lifetime };
  return { text: signToken(keyOf(portal), content), from };
}

const ticketSchema = z.object({
  id: z.string(),
  purpose: z.string(),
  from: z.number(),
  until: z.number(),
});

function readTicket(portal: Portal, purpose: string, text: string) {
  const read = ticketSchema.safeParse(readSignedToken(keyOf(portal), text));
  const isGood = read.data?.purpose === purpose && read.data.until >= seconds(portal);
  return isGood ? read.data : undefined;
}

async function isWorkDone(portal: Portal, purpose: string, proof: string): Promise<boolean> {
  const done = await checkProof(keyOf(portal), proof);
  if (done?.data["purpose"] !== purpose) return false;
  const { until } = done.data;
  return typeof until === "number" && until >= seconds(portal) && isFirstUse(portal, done.id);
}

/** Whether an id, random and never used for anything else, is used for the first time. Remembered for longer than anything is good. */
export function isFirstUse(portal: Portal, id: string): Promise<boolean> {
  return isWithin(portal, {
    key: `spent:${id}`,
    limit: 1,
    windowSeconds: longestLife,
  });
}

/** Counts one event; whether it is within the limit. */
export async function isWithin({ database, clock }: Portal, rate: RateLimit): Promise<boolean> {
  const counted = await query(database, (sql) => countEvent(sql, rate, clock()));
  return counted.outcome === "allowed";
}

function keyOf({ config }: Portal): Buffer {
  return deriveKey(config.masterKey, "passes of limits");
}

function seconds({ clock }: Portal): number {
  return Math.floor(clock().getTime() / 1000);
}

/** Whoever has no draft yet begins one; undefined where that may be. */
export async function passDraftLimit(
  portal: Portal,
  sender: Sender | undefined,
): Promise<HeldUp | undefined> {
  if (!sender) return undefined;
  return passLimit(portal, perAddress("draft", portal.config.limits.drafts, sender), sender.pass);
}
