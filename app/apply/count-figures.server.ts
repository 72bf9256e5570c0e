import type { Portal } from "../catalogue/portal.server.ts";
import {
  durationClass,
  errorSubject,
  reviewPage,
  type FigurePlace,
} from "../domain/figures/figure.ts";
import { stepAt, type Journey, type Step } from "../domain/journey.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import type { Draft, DraftContent } from "./draft.server.ts";
import type { OpenJourney } from "./open-journey.server.ts";
import type { PagePost, SaveOutcome } from "./page-post.ts";
import type { Sender } from "./sender.ts";

/** Where in the figures a journey is counted. */
export function placeOf(
  { municipality, journey }: Pick<OpenJourney, "municipality" | "journey">,
  { language }: Pick<Sender, "language">,
): FigurePlace {
  const { id, version } = journey.offering.service;
  return { ars: municipality.ars, serviceId: id, serviceVersion: version, language };
}

/** Counts that the start page of a service was shown. */
export function countServiceView(
  { figures }: Portal,
  {
    municipality,
    service,
    test,
  }: {
    readonly municipality: Municipality;
    readonly service: ServiceDefinition;
    readonly test: boolean;
  },
  { language }: Pick<Sender, "language">,
): void {
  if (test) return;
  const { id, version } = service;
  figures.count(
    { ars: municipality.ars, serviceId: id, serviceVersion: version, language },
    "view",
  );
}

/** Counts that a page of a form was shown; without a draft it is also how far somebody has got. */
export function countView(
  { figures }: Portal,
  open: OpenJourney,
  page: string,
  sender: Pick<Sender, "language">,
): void {
  if (open.test) return;
  const place = placeOf(open, sender);
  figures.count(place, "view", page);
  if (!open.draft) figures.count(place, "reached", page);
}

/** Counts that a page was sent and, where it came back, at which fields and why: never what was typed. */
export function countSent(
  { figures }: Portal,
  open: OpenJourney,
  step: Step,
  { intent, sender }: PagePost,
  outcome: SaveOutcome,
): void {
  if (!sender || open.test || intent.kind !== "next") return;
  const place = placeOf(open, sender);
  const page = step.placed.page.id;
  figures.count(place, "sent", page);
  figures.count(place, sender.scripts ? "scripted" : "plain");
  if (outcome.kind !== "again" || outcome.errors.length === 0) return;
  figures.count(place, "refused", page);
  for (const error of outcome.errors) {
    figures.count(place, "error", errorSubject(error));
    const [, reason] = /^file\.(\w+)/.exec(error.code) ?? [];
    if (reason !== undefined) figures.count(place, "fileRefused", reason);
  }
}

/**
 * The content with the pages that its draft has got to and through. It is sealed with the rest, so that the same draft
 * is counted once at each page and nobody can tell which one it was.
 */
export function walkedOn(
  content: DraftContent,
  journey: Journey,
  { placed }: Step,
  address: string | undefined,
): DraftContent {
  const next = address === undefined ? reviewPage : stepAt(journey, address)?.placed.page.id;
  const { walked = {} } = content;
  return {
    ...content,
    walked: {
      ...walked,
      ...(next !== undefined && walked[next] === undefined && { [next]: "reached" as const }),
      [placed.page.id]: "done" as const,
    },
  };
}

/** Counts a draft that has been stored, by what it has walked since. */
export function countWalk(
  { figures }: Portal,
  open: OpenJourney,
  after: DraftContent,
  sender: Sender | undefined,
): void {
  if (!sender || open.test) return;
  const place = placeOf(open, sender);
  const before = open.draft?.content.walked ?? {};
  if (!open.draft) figures.count(place, "start");
  for (const [page, state] of Object.entries(after.walked ?? {})) {
    if (state === before[page]) continue;
    // A page that was reached without a draft was counted when it was shown.
    figures.count(place, state, page);
  }
}

/** Counts an application that has been filed. */
export function countFiled(
  portal: Portal,
  open: OpenJourney,
  { row }: Draft,
  sender: Sender | undefined,
): void {
  if (!sender || open.test) return;
  const place = placeOf(open, sender);
  portal.figures.count(place, "done", reviewPage);
  portal.figures.count(place, "filed");
  const took = portal.clock().getTime() - row.createdAt.getTime();
  portal.figures.count(place, "duration", durationClass(took));
}

/** Counts a draft that somebody deleted, by the page on which it stood last. */
export function countDiscarded(
  portal: Portal,
  open: OpenJourney,
  sender: Pick<Sender, "language">,
): void {
  if (open.test) return;
  const reached = Object.entries(open.draft?.content.walked ?? {}).filter(
    ([, state]) => state === "reached",
  );
  portal.figures.count(placeOf(open, sender), "discarded", reached.at(-1)?.[0] ?? "");
}
