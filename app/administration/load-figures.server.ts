import { query, withMunicipality } from "#db/connect.ts";
import { listFeedbackComments } from "#db/queries/feedback-comments.ts";
import { listFiguresOfMunicipalities } from "#db/queries/figures.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { readFigures } from "../catalogue/read-figures.server.ts";
import { dayOf } from "../domain/deadline.ts";
import type { OpenCases } from "../domain/figures/open-cases.ts";
import type { FiguresReport } from "../domain/figures/report.ts";
import { share, suppress, type Shown } from "../domain/figures/suppress.ts";
import { monthsUntil, spanBetween, type Span } from "../domain/figures/span.ts";
import type { Municipality } from "../domain/municipality.ts";
import type { Language } from "../domain/text.ts";
import { ownMunicipalities } from "../identity/own-municipalities.server.ts";
import { can, type Actor } from "../identity/permissions.ts";
import { loadComparison, type LoadedComparison } from "./load-comparison.server.ts";
import { loadOpenCases } from "./load-open-cases.server.ts";

export interface FiguresRequest {
  readonly ars: string | undefined;
  readonly service: string | undefined;
  /** First and last month, both included: `2026-03`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface ShownComment {
  readonly id: string;
  readonly day: string;
  /** "" where none was given. */
  readonly rating: string;
  readonly text: string;
}

export interface LoadedFigures {
  readonly kind: "figures";
  readonly municipality: Municipality;
  readonly municipalities: readonly Municipality[];
  readonly months: readonly string[];
  readonly span: Span;
  readonly reports: readonly FiguresReport[];
  /** The service that was asked for. */
  readonly report: FiguresReport | undefined;
  /** Of that service; undefined for whoever may see the figures alone. */
  readonly comments: readonly ShownComment[] | undefined;
  readonly comparison: LoadedComparison;
  /** Of that service, as it is now. */
  readonly openCases: OpenCases | undefined;
}

/** All municipalities, for whoever may look into each and has named none. */
export interface PortalFigures {
  readonly kind: "portal";
  readonly months: readonly string[];
  readonly span: Span;
  readonly rows: readonly {
    readonly ars: string;
    readonly name: string;
    readonly visits: Shown;
    readonly starts: Shown;
    readonly filed: Shown;
    readonly conversion: number | undefined;
  }[];
}

/** Most municipalities that are listed. */
const mostMunicipalities = 500;
/** Most comments that are shown at once. */
const mostComments = 100;

/**
 * What was counted in a municipality, the first of one's own where none is named. The operator sees the figures of all of
 * them, one at a time; what citizens wrote is for the municipality alone.
 */
export async function loadFigures(
  portal: Portal,
  actor: Actor,
  asked: FiguresRequest,
  language: Language,
): Promise<LoadedFigures | PortalFigures | { readonly kind: "forbidden" | "unknown" }> {
  const municipalities = await ownMunicipalities(portal, actor, "figures.read");
  const everywhere = can(actor, "figures.read", null);
  if (municipalities.length === 0 && !everywhere) return { kind: "forbidden" };
  const ars = asked.ars ?? municipalities[0]?.ars;
  const today = dayOf(portal.clock());
  const span = spanBetween(asked.from, asked.to, today);
  const months = monthsUntil(today);
  if (ars === undefined) return loadPortalFigures(portal, span, months);
  if (!can(actor, "figures.read", ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return { kind: "unknown" };
  await portal.figures.flush();
  const counted = await readFigures(portal, { ars, span }, language);
  const found = counted.find(({ service }) => service.id === asked.service);
  const report = found?.report;
  const mayRead = report !== undefined && can(actor, "feedback.read", ars);
  const comments = mayRead
    ? await loadComments(portal, { ars, span, serviceId: report.serviceId })
    : undefined;
  return {
    kind: "figures",
    municipality,
    municipalities,
    months,
    span,
    reports: counted.map((one) => one.report),
    report,
    comments,
    comparison: await loadComparison(portal, municipality, span, {
      service: found?.service,
      language,
    }),
    openCases: report && (await loadOpenCases(portal, ars, report.serviceId)),
  };
}

async function loadPortalFigures(
  portal: Portal,
  span: Span,
  months: readonly string[],
): Promise<PortalFigures> {
  await portal.figures.flush();
  const found = await withMunicipality(portal.database, "*", (sql) =>
    listFiguresOfMunicipalities(sql, span, mostMunicipalities),
  );
  const rows = found.map(({ ars, name, visits, starts, filed }) => ({
    ars,
    name,
    visits: suppress(visits),
    starts: suppress(starts),
    filed: suppress(filed),
    conversion: share(filed, starts),
  }));
  return { kind: "portal", months, span, rows };
}

async function loadComments(
  portal: Portal,
  { ars, span, serviceId }: { ars: string; span: Span; serviceId: string },
): Promise<readonly ShownComment[]> {
  const keys = await keyRingOf(portal, ars);
  const rows = await withMunicipality(portal.database, ars, (sql) =>
    listFeedbackComments(sql, { ars, from: span.from, to: span.to, serviceId }, mostComments),
  );
  return rows.map(({ id, day, sealed }) => {
    const content: unknown = JSON.parse(keys.open(sealed, `feedback:${id}`).toString());
    const { rating, text } = content as Pick<ShownComment, "rating" | "text">;
    return { id, day, rating, text };
  });
}
