import type { NodePath } from "../path.ts";

/**
 * What is counted. With a subject: the page (`view`, `reached`, `done`, `sent`, `refused`, `discarded`), field and code
 * (`error`), reason (`fileRefused`), class of minutes (`duration`), 1 to 5 (`rating`), class of time since filing
 * (`delivered`, `acknowledged`, `opened`; see `elapsed.ts`), `inTime`, `late` or `unannounced` (`decided`).
 *
 * - `view`: a page was shown, however often; the start page of the service is "".
 * - `start`: a draft came into being.
 * - `reached`, `done`: a draft got to a page, or through it, for the first time.
 * - `sent`, `refused`: a page was sent; it came back with errors.
 * - `scripted`, `plain`: a page was sent with scripts, or without.
 * - `resumed`: a draft went on with its link. `discarded`, `expired`: it ended unfiled.
 * - `filed`: an application was filed; `duration`: how long after its draft began.
 * - `delivered`: an application was handed over to where it goes; `acknowledged`: it was taken there; `opened`: somebody in the
 *   town hall opened it in the inbox for the first time; `decided`: it was finished for the first time.
 * - `rating`, `comment`: somebody said what they think of it.
 */
export const figureEvents = [
  "view",
  "start",
  "reached",
  "done",
  "sent",
  "refused",
  "scripted",
  "plain",
  "error",
  "fileRefused",
  "resumed",
  "discarded",
  "expired",
  "filed",
  "duration",
  "delivered",
  "acknowledged",
  "opened",
  "decided",
  "rating",
  "comment",
] as const;
export type FigureEvent = (typeof figureEvents)[number];

/** What was counted of one service over some days. */
export interface Counted {
  readonly event: FigureEvent;
  readonly subject: string;
  readonly count: number;
}

/** Whose service is counted, and in which language it was shown. */
export interface FigurePlace {
  readonly ars: string;
  readonly serviceId: string;
  readonly serviceVersion: string;
  readonly language: string;
}

/** One counter and how much it has grown. */
export interface Figure extends FigurePlace {
  /** ISO date at the authority. */
  readonly day: string;
  readonly event: FigureEvent;
  readonly subject: string;
  readonly count: number;
}

/** The subject that stands for the page on which everything is checked and filed. */
export const reviewPage = "pruefen";

/** Subject of an error: where, without the items of repeated groups, and what. */
export function errorSubject({ name, code }: { readonly name: string; readonly code: string }) {
  return `${nodePathOf(name)} ${code}`;
}

/** Field and code of an error's subject. */
export function readErrorSubject(subject: string): { readonly path: NodePath; code: string } {
  const cut = subject.lastIndexOf(" ");
  return { path: subject.slice(0, Math.max(0, cut)), code: subject.slice(cut + 1) };
}

/** The place in the service of a control: items are personal, and parts of a field (`.day`) are the field. */
function nodePathOf(control: string): NodePath {
  return control
    .split("/")
    .map((part) => part.replace(/[:.[].*$/, ""))
    .join("/");
}

/** Classes of minutes from the first answer to filing; the lower end of each. Coarse, so that nobody is known by them. */
export const durationClasses = [0, 5, 15, 30, 60, 1440] as const;

/** The class of a time in milliseconds, as a subject. */
export function durationClass(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return String(durationClasses.findLast((from) => from <= minutes) ?? 0);
}
