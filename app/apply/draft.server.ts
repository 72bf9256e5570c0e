import * as z from "zod";
import type { Sql } from "#db/connect.ts";
import { findDraft, lockDraft, saveDraft, type DraftRow } from "#db/queries/drafts.ts";
import { noAnswers, type Answers } from "../domain/answers.ts";
import { assuranceLevels, type AssuranceLevel } from "../domain/assurance.ts";
import { carriedSchema, type Carried } from "../domain/carry/carried.ts";
import type { Offering } from "../domain/offering.ts";
import type { RawInput } from "../domain/page-form.ts";
import type { InstancePath } from "../domain/path.ts";
import { draftDays } from "../domain/privacy/periods.ts";
import { DecryptionError, newKey, open, randomId, seal } from "../platform/crypto.server.ts";

/** What the citizen's cookie holds: which draft, and the key that alone opens it. */
export interface DraftTicket {
  readonly id: string;
  readonly key: Buffer;
}

export interface DraftContent {
  readonly answers: Answers;
  /** Questions whose answers did not fit a newer version of the service, until they are answered again. */
  readonly anew?: readonly InstancePath[];
  /** What was typed on a page and not sent yet, by the page's address: kept as typed, be it right or wrong. */
  readonly typed?: Readonly<Record<string, RawInput>>;
  /** How to get back to the draft from elsewhere, once the citizen has asked for it; see `resume-link.server.ts`. */
  readonly link?: ResumeSecrets;
  /** Answers from another application that wait to be confirmed. */
  readonly carried?: Carried;
  /** From where the answers came that were confirmed. */
  readonly carriedFrom?: Carried["from"];
  /** What the last sign-in with an identity provider brought. */
  readonly signedIn?: SignedInDraft;
  /** The place at which the citizen stays with this municipality although another one is responsible. */
  readonly staysDespite?: string;
  /** Pages that the draft got to and through, so that it is counted once at each; see `count-figures.server.ts`. */
  readonly walked?: Readonly<Record<string, "reached" | "done">>;
  /** Begun in test mode or in a preview: it never becomes a real application. */
  readonly test?: true;
}

/** A sign-in as the draft remembers it: neither who it was nor where. */
export interface SignedInDraft {
  readonly level: AssuranceLevel;
  /** Questions that the provider knows and that stayed as they were. */
  readonly kept: readonly InstancePath[];
  /** Of the account; only where a destination takes it. */
  readonly mailbox?: string;
}

/** The two halves of a way back: the link's secret part and the code that goes with it. */
export interface ResumeSecrets {
  readonly token: string;
  readonly code: string;
}

export interface Draft {
  readonly ticket: DraftTicket;
  readonly row: Omit<DraftRow, "sealed">;
  readonly content: DraftContent;
}

/** `<id>.<key>`, both base64url. */
export function writeTicket({ id, key }: DraftTicket): string {
  return `${id}.${key.toString("base64url")}`;
}

/** Undefined for anything that is no ticket. */
export function readTicket(text: string | undefined): DraftTicket | undefined {
  const match = /^([\w-]{22})\.([\w-]{43})$/.exec(text ?? "");
  const [, id, key] = match ?? [];
  return id === undefined || key === undefined
    ? undefined
    : { id, key: Buffer.from(key, "base64url") };
}

/** Opens the draft of a ticket; undefined where it is gone, expired, or the key is not its own. */
export async function openDraft(
  sql: Sql,
  ticket: DraftTicket | undefined,
  now: Date,
  { lock = false } = {},
): Promise<Draft | undefined> {
  if (!ticket) return undefined;
  return unsealDraft(ticket, await (lock ? lockDraft : findDraft)(sql, ticket.id, now));
}

/** The draft in a row; undefined where there is none, or the key is not its own. */
export function unsealDraft(ticket: DraftTicket, row: DraftRow | undefined): Draft | undefined {
  if (!row) return undefined;
  try {
    const content = contentSchema.parse(
      JSON.parse(open(ticket.key, row.sealed, `draft:${row.id}`).toString()),
    );
    return { ticket, row, content: content as DraftContent };
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}

const contentSchema = z.looseObject({
  answers: z.looseObject({
    values: z.record(z.string(), z.unknown()),
    items: z.record(z.string(), z.array(z.string())),
  }),
  anew: z.array(z.string()).optional(),
  typed: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional(),
  link: z.object({ token: z.string(), code: z.string() }).optional(),
  carried: carriedSchema.optional(),
  carriedFrom: carriedSchema.shape.from.optional(),
  signedIn: z
    .object({
      level: z.enum(assuranceLevels),
      kept: z.array(z.string()),
      mailbox: z.guid().optional(),
    })
    .optional(),
  staysDespite: z.string().optional(),
  walked: z.record(z.string(), z.enum(["reached", "done"])).optional(),
  test: z.literal(true).optional(),
});

/** The content with other answers. */
export function contentWith(
  { anew = [], ...content }: DraftContent,
  answers: Answers,
): DraftContent {
  const open = anew.filter((name) => !(name in answers.values));
  return { ...content, answers, ...(open.length > 0 && { anew: open }) };
}

/** The content without what was typed on pages that were sent since, or that are no more. */
export function withoutTyped(
  { typed, ...content }: DraftContent,
  isOver: (address: string) => boolean,
): DraftContent {
  const rest = Object.entries(typed ?? {}).filter(([address]) => !isOver(address));
  return { ...content, ...(rest.length > 0 && { typed: Object.fromEntries(rest) }) };
}

/** What a draft begins in. */
interface Beginning {
  readonly municipality: { readonly ars: string };
  readonly journey: { readonly offering: Pick<Offering, "service"> };
  readonly test: boolean;
}

/** A draft that is not stored yet. */
export function newDraft({ municipality, journey, test }: Beginning, now: Date): Draft {
  const { service } = journey.offering;
  const ticket = { id: randomId(), key: newKey() };
  return {
    ticket,
    row: {
      id: ticket.id,
      ars: municipality.ars,
      serviceId: service.id,
      serviceVersion: service.version,
      revision: 0,
      createdAt: now,
      updatedAt: now,
      expiresAt: expiry(now),
      test,
    },
    content: { answers: noAnswers, ...(test && { test }) },
  };
}

/** Stores a draft's new content. The row must be locked by the same transaction, or not exist yet. */
export async function storeDraft(
  sql: Sql,
  draft: Draft,
  content: DraftContent,
  now: Date,
): Promise<Draft> {
  const stored = await writeDraft(sql, draft, content, now);
  if (!stored) throw new Error(`draft ${draft.row.id} changed although it was locked`);
  return stored;
}

/** Writes a draft's new content; undefined where somebody else wrote it, or deleted it, since it was opened. */
export async function writeDraft(
  sql: Sql,
  draft: Draft,
  content: DraftContent,
  now: Date,
): Promise<Draft | undefined> {
  const { sealed, ...changed } = resealed(draft, content, now);
  const revision = await saveDraft(sql, { ...changed, sealed });
  if (revision === undefined) return undefined;
  return { ticket: draft.ticket, content, row: { ...changed, revision } };
}

/** The row of a draft with other content; its thirty days begin anew. */
export function resealed({ ticket, row }: Draft, content: DraftContent, now: Date): DraftRow {
  const sealed = seal(ticket.key, JSON.stringify(content), `draft:${row.id}`);
  return { ...row, sealed, updatedAt: now, expiresAt: expiry(now) };
}

function expiry(now: Date): Date {
  return new Date(now.getTime() + draftDays * 86_400_000);
}
