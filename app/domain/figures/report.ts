import { nodesByPath } from "../nodes-by-path.ts";
import { pickText, type Language } from "../text.ts";
import type { ServiceDefinition } from "../service.ts";
import {
  durationClasses,
  readErrorSubject,
  reviewPage,
  type Counted,
  type FigureEvent,
} from "./figure.ts";
import { monthFiguresOf, type CountedInMonth, type MonthFigures } from "./by-month.ts";
import { procedureOf, type ProcedureFigures } from "./procedure.ts";
import { meanRating } from "./rating.ts";
import { share, suppress, type Shown } from "./suppress.ts";

/** A text and, where it is not that of the reader, its language. */
export interface Label {
  readonly text: string;
  readonly language: Language;
}

/** The figures of a service, ready to be shown: what is small is held back. Shares are from 0 to 1. */
export interface FiguresReport {
  readonly serviceId: string;
  readonly name: Label;
  /** DIN SPEC 66336, 5.12.2.1: visits of the service, and of all its pages. */
  readonly visits: Shown;
  readonly pageViews: Shown;
  readonly starts: Shown;
  /** Conversions, and their part of what was begun. */
  readonly filed: Shown;
  readonly conversion: number | undefined;
  /** Mean of the ratings, 1 to 5. */
  readonly satisfaction: number | undefined;
  readonly ratings: readonly { readonly rating: string; readonly count: Shown }[];
  /** 5.12.2.2: number of comments, part of pages that came back with errors, deliveries that failed. */
  readonly comments: Shown;
  readonly refusedShare: number | undefined;
  readonly undelivered: Shown;
  readonly resumed: Shown;
  readonly discarded: Shown;
  readonly expired: Shown;
  readonly withoutScripts: number | undefined;
  readonly pages: readonly PageFigures[];
  readonly errors: readonly ErrorFigures[];
  readonly filesRefused: readonly { readonly reason: string; readonly count: Shown }[];
  /** `from`: minutes, the lower end of the class. */
  readonly durations: readonly { readonly from: number; readonly count: Shown }[];
  /** From filing on. */
  readonly procedure: ProcedureFigures;
  /** The newest first. */
  readonly months: readonly MonthFigures[];
}
export interface PageFigures {
  readonly id: string;
  /** Undefined for the review. */
  readonly title: Label | undefined;
  readonly views: Shown;
  readonly reached: Shown;
  readonly done: Shown;
  /** Reached and not done: left off there, or not done yet. */
  readonly left: Shown;
  readonly leftShare: number | undefined;
}
export interface ErrorFigures {
  readonly path: string;
  /** Undefined where the current version has no such field. */
  readonly label: Label | undefined;
  readonly code: string;
  readonly count: Shown;
}

/** Most errors that are listed. */
const mostErrors = 25;

/** What a report is made of. */
export interface ReportParts {
  readonly counted: readonly Counted[];
  /** The same by month, as far as months are told apart. */
  readonly monthly: readonly CountedInMonth[];
  /** The months to be told, the newest first. */
  readonly months: readonly string[];
  readonly undelivered: number;
}

export function reportOf(
  service: ServiceDefinition,
  { counted, monthly, months, undelivered }: ReportParts,
  language: Language,
): FiguresReport {
  const all = (event: FigureEvent) => counted.filter((one) => one.event === event);
  const sum = (event: FigureEvent, subject?: string) =>
    all(event).reduce(
      (total, one) => total + (subject === undefined || one.subject === subject ? one.count : 0),
      0,
    );
  const [plain, scripted] = [sum("plain"), sum("scripted")];
  const ratings = ["5", "4", "3", "2", "1"].map((rating) => ({
    rating,
    count: sum("rating", rating),
  }));
  return {
    serviceId: service.id,
    name: pickText(service.name, language),
    visits: suppress(sum("view", "")),
    pageViews: suppress(sum("view")),
    starts: suppress(sum("start")),
    filed: suppress(sum("filed")),
    conversion: share(sum("filed"), sum("start")),
    satisfaction: meanRating(counted),
    ratings: ratings.map(({ rating, count }) => ({ rating, count: suppress(count) })),
    comments: suppress(sum("comment")),
    refusedShare: share(sum("refused"), sum("sent")),
    undelivered: suppress(undelivered),
    resumed: suppress(sum("resumed")),
    discarded: suppress(sum("discarded")),
    expired: suppress(sum("expired")),
    withoutScripts: share(plain, plain + scripted),
    pages: pagesOf(service, sum, language),
    errors: errorsOf(service, all("error"), language),
    filesRefused: all("fileRefused").map(({ subject, count }) => ({
      reason: subject,
      count: suppress(count),
    })),
    durations: durationClasses.map((from) => ({
      from,
      count: suppress(sum("duration", String(from))),
    })),
    procedure: procedureOf(counted),
    months: monthFiguresOf(months, monthly),
  };
}

type Sum = (event: FigureEvent, subject?: string) => number;

function pagesOf(service: ServiceDefinition, sum: Sum, language: Language): PageFigures[] {
  const pages = [
    ...service.pages.map(({ id, title }) => ({ id, title: pickText(title, language) })),
    { id: reviewPage, title: undefined },
  ];
  return pages.map(({ id, title }) => {
    const [reached, done] = [sum("reached", id), sum("done", id)];
    const left = Math.max(0, reached - done);
    const isHidden = suppress(reached) === "few" || suppress(done) === "few";
    return {
      id,
      title,
      views: suppress(sum("view", id)),
      reached: suppress(reached),
      done: suppress(done),
      left: isHidden ? "few" : suppress(left),
      leftShare: isHidden ? undefined : share(left, reached),
    };
  });
}

function errorsOf(
  service: ServiceDefinition,
  counted: readonly Counted[],
  language: Language,
): ErrorFigures[] {
  const nodes = nodesByPath(service.nodes);
  const totals = new Map<string, number>();
  for (const { subject, count } of counted) totals.set(subject, (totals.get(subject) ?? 0) + count);
  return [...totals]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, mostErrors)
    .map(([subject, count]) => {
      const { path, code } = readErrorSubject(subject);
      const node = nodes.get(path);
      return { path, label: node && pickText(node.label, language), code, count: suppress(count) };
    });
}
