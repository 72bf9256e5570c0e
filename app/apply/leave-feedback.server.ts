import * as z from "zod";
import { withMunicipality } from "#db/connect.ts";
import { countFeedbackComments, insertFeedbackComment } from "#db/queries/feedback-comments.ts";
import { findOffering } from "../catalogue/load-offering.server.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { dayOf } from "../domain/deadline.ts";
import { withoutPersonalData } from "../domain/figures/without-personal-data.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { deriveKey, randomId } from "../platform/crypto.server.ts";
import { readSignedToken, signToken } from "../platform/signed-token.server.ts";
import type { NoJourney } from "./open-journey.server.ts";
import { isFirstUse, passLimit, perAddress, type HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";

/** Code points of a comment. */
export const longestComment = 1000;
/** 1 (very dissatisfied) to 5 (very satisfied). */
export const ratings = ["1", "2", "3", "4", "5"] as const;

/** From one network address in a quarter of an hour, and comments for one municipality in a day. */
const perSender = 30;
const perDay = 300;
/** Seconds for which a form can be sent. */
const lifetime = 24 * 3600;

export interface Feedback {
  readonly rating: string;
  readonly comment: string;
  /** From `newFeedbackToken`: a form counts once, however often it is sent. */
  readonly token: string;
}

export interface FeedbackProblem {
  readonly name: "rating" | "comment";
  /** `stale`: the form is too old, or not ours. `full`: no more comments today. */
  readonly code: "nothing" | "rating" | "tooLong" | "stale" | "full";
}

type Missing = Exclude<NoJourney, { kind: "filed" | "shut" }>;
export type FeedbackOutcome =
  | Missing
  | HeldUp
  | { readonly kind: "again"; readonly problems: readonly FeedbackProblem[] }
  | { readonly kind: "thanked" };

/** What feedback is about. */
export async function findFeedbackPlace(
  portal: Portal,
  place: { readonly municipality: string; readonly service: string },
): Promise<
  | Missing
  | {
      readonly kind: "place";
      readonly municipality: Municipality;
      readonly service: ServiceDefinition;
      /** Whether the service is only being tried out. */
      readonly test: boolean;
    }
> {
  const found = await findOffering(portal, place.municipality, place.service);
  if (found.kind !== "offered") return found;
  const { municipality, offering, opening } = found;
  const test = opening.test !== undefined;
  return { kind: "place", municipality, service: offering.service, test };
}

/** Goes along with a form. Random: it leads neither to a person nor to an application. */
export function newFeedbackToken(portal: Portal): string {
  const until = Math.floor(portal.clock().getTime() / 1000) + lifetime;
  return signToken(keyOf(portal), { id: randomId(), until });
}

/**
 * Counts a rating and keeps a comment, without what plainly names a person, sealed for the municipality. No time finer
 * than the day, and nothing that leads to an application, is stored with either. While a service is only being tried out, nothing is.
 */
export async function leaveFeedback(
  portal: Portal,
  where: { readonly municipality: string; readonly service: string },
  { rating, comment, token }: Feedback,
  sender: Sender,
): Promise<FeedbackOutcome> {
  const place = await findFeedbackPlace(portal, where);
  if (place.kind !== "place") return place;
  const { municipality, service } = place;
  const id = readToken(portal, token);
  const problem = problemOf(rating, comment, id);
  if (problem) return { kind: "again", problems: [problem] };
  const held = await passLimit(portal, perAddress("feedback", perSender, sender), sender.pass);
  if (held) return held;
  if (place.test) return { kind: "thanked" };
  const text = withoutPersonalData(comment);
  const day = dayOf(portal.clock());
  const { ars } = municipality;
  if (text !== "") {
    const today = await withMunicipality(portal.database, ars, (sql) =>
      countFeedbackComments(sql, ars, day),
    );
    if (today >= perDay) return { kind: "again", problems: [{ name: "comment", code: "full" }] };
  }
  if (id === undefined || !(await isFirstUse(portal, id))) return { kind: "thanked" };
  const { language } = sender;
  const counted = { ars, serviceId: service.id, serviceVersion: service.version, language };
  if (rating !== "") portal.figures.count(counted, "rating", rating);
  if (text !== "") {
    portal.figures.count(counted, "comment");
    await keepComment(portal, { ars, serviceId: service.id, day }, { rating, text });
  }
  return { kind: "thanked" };
}

function problemOf(
  rating: string,
  comment: string,
  token: string | undefined,
): FeedbackProblem | undefined {
  if (rating === "" && comment.trim() === "") return { name: "rating", code: "nothing" };
  if (rating !== "" && !ratings.some((one) => one === rating))
    return { name: "rating", code: "rating" };
  if (Array.from(comment).length > longestComment) return { name: "comment", code: "tooLong" };
  return token === undefined ? { name: "rating", code: "stale" } : undefined;
}

async function keepComment(
  portal: Portal,
  row: { readonly ars: string; readonly serviceId: string; readonly day: string },
  content: { readonly rating: string; readonly text: string },
): Promise<void> {
  const keys = await keyRingOf(portal, row.ars);
  const id = randomId();
  const sealed = keys.seal(JSON.stringify(content), `feedback:${id}`);
  await withMunicipality(portal.database, row.ars, (sql) =>
    insertFeedbackComment(sql, { ...row, id, sealed }),
  );
}

const tokenSchema = z.object({ id: z.string(), until: z.number() });

function readToken(portal: Portal, token: string): string | undefined {
  const read = tokenSchema.safeParse(readSignedToken(keyOf(portal), token));
  const isGood = read.data !== undefined && read.data.until * 1000 >= portal.clock().getTime();
  return isGood ? read.data.id : undefined;
}

function keyOf({ config }: Portal): Buffer {
  return deriveKey(config.masterKey, "feedback forms");
}
