import { query, withMunicipality } from "#db/connect.ts";
import {
  findStatement,
  listBarrierReports,
  markReportAnswered,
  saveStatement,
  type StatementRow,
} from "#db/queries/accessibility.ts";
import { insertAuditEntry } from "#db/queries/audit-log.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { isEmail } from "../domain/fields/contact.ts";
import type { Municipality } from "../domain/municipality.ts";
import { isWebPage } from "../domain/other-forms.ts";
import { can, municipalitiesFor, type Actor } from "../identity/permissions.ts";
import { openBarrierReport, type BarrierReport } from "../notification/barrier-report.ts";
import { overtaken, seenOf, type Overtaken } from "./seen.server.ts";

/** What a municipality says itself in its statement, as typed; "" where it says nothing. */
export interface StatementFacts {
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** As people write days: 27.11.2026. */
  readonly preparedOn: string;
  readonly assessedOn: string;
  readonly assessedBy: string;
  readonly enforcement: string;
  /** Where the website is explained in plain German and in German Sign Language. */
  readonly plainLanguagePage: string;
  readonly signLanguagePage: string;
}

export interface FactProblem {
  readonly name: keyof StatementFacts;
  readonly code: "email" | "date" | "future" | "tooLong" | "both" | "address";
}

export interface ListedReport extends BarrierReport {
  readonly id: string;
  readonly reportedAt: Date;
  readonly answered: boolean;
}

export interface LoadedAccessibility {
  readonly kind: "accessibility";
  readonly municipality: Municipality;
  readonly facts: StatementFacts;
  readonly seen: string;
  readonly reports: readonly ListedReport[];
}

/** Most reports that are shown at once. */
const mostReports = 100;
const longest = 500;
const nothing: StatementFacts = {
  phone: "",
  email: "",
  address: "",
  preparedOn: "",
  assessedOn: "",
  assessedBy: "",
  enforcement: "",
  plainLanguagePage: "",
  signLanguagePage: "",
};

/** The statement's own facts and the barriers that were reported; the first municipality of one's own where none is named. */
export async function loadAccessibility(
  portal: Portal,
  actor: Actor,
  asked: string | undefined,
): Promise<LoadedAccessibility | { readonly kind: "unknown" }> {
  const ars = asked ?? municipalitiesFor(actor, "accessibility.change")[0];
  if (ars === undefined || !can(actor, "accessibility.change", ars)) return { kind: "unknown" };
  const municipality = await query(portal.database, (sql) => findMunicipality(sql, ars));
  if (!municipality) return { kind: "unknown" };
  const keys = await keyRingOf(portal, ars);
  const { statement, rows } = await withMunicipality(portal.database, ars, async (sql) => ({
    statement: await findStatement(sql, ars),
    rows: await listBarrierReports(sql, ars, mostReports),
  }));
  return {
    kind: "accessibility",
    municipality,
    facts: factsOf(statement),
    seen: seenOf({ ...factsOf(statement) }),
    reports: rows.map(({ id, sealed, reportedAt, answeredAt }) => ({
      ...openBarrierReport(keys, id, sealed),
      id,
      reportedAt,
      answered: answeredAt !== null,
    })),
  };
}

function factsOf(row: StatementRow | undefined): StatementFacts {
  if (!row) return nothing;
  const { phone, email, address, preparedOn, assessedOn, assessedBy, enforcement } = row;
  const { plainLanguagePage, signLanguagePage } = row;
  return {
    phone,
    email,
    address,
    preparedOn: writtenDay(preparedOn),
    assessedOn: writtenDay(assessedOn),
    assessedBy: assessedBy ?? "",
    enforcement,
    plainLanguagePage,
    signLanguagePage,
  };
}

export type FactsChange =
  | Overtaken
  | { readonly kind: "saved" | "unknown" }
  | { readonly kind: "refused"; readonly problems: readonly FactProblem[] };

/** Stores what the municipality says itself. `seen`: what the form had shown. */
export async function changeStatement(
  portal: Portal,
  actor: Actor,
  ars: string,
  typed: StatementFacts,
  seen?: string,
): Promise<FactsChange> {
  if (!can(actor, "accessibility.change", ars)) return { kind: "unknown" };
  const at = portal.clock();
  const problems = problemsOf(typed, at);
  if (problems.length > 0) return { kind: "refused", problems };
  const { phone, email, address, preparedOn, assessedOn, assessedBy, enforcement } = typed;
  const sent = { seen, typed: { ...typed } };
  return withMunicipality(portal.database, ars, async (sql): Promise<FactsChange> => {
    const other = await overtaken(sql, `accessibility ${ars}`, sent, async () => ({
      ...factsOf(await findStatement(sql, ars)),
    }));
    if (other) return other;
    await saveStatement(sql, {
      ars,
      phone,
      email,
      address,
      preparedOn: isoDay(preparedOn) ?? null,
      assessedOn: isoDay(assessedOn) ?? null,
      assessedBy: assessedBy === "self" || assessedBy === "others" ? assessedBy : null,
      enforcement,
      plainLanguagePage: typed.plainLanguagePage,
      signLanguagePage: typed.signLanguagePage,
      updatedAt: at,
      updatedBy: actor.accountId,
    });
    await audit(sql, ars, actor, at, "accessibilityStatement.changed", ars);
    return { kind: "saved" };
  });
}

function problemsOf(typed: StatementFacts, now: Date): FactProblem[] {
  const { email, assessedOn, assessedBy } = typed;
  const pages = ["plainLanguagePage", "signLanguagePage"] as const;
  const tooLong = (["phone", "email", "address", "enforcement", ...pages] as const).filter(
    (name) => typed[name].length > longest,
  );
  const dates = (["preparedOn", "assessedOn"] as const).filter((name) => typed[name] !== "");
  return [
    ...tooLong.map((name): FactProblem => ({ name, code: "tooLong" })),
    ...(email !== "" && !isEmail(email) ? [{ name: "email", code: "email" } as const] : []),
    ...pages
      .filter((name) => typed[name] !== "" && !isWebPage(typed[name]))
      .map((name): FactProblem => ({ name, code: "address" })),
    ...dates.flatMap((name): FactProblem[] => {
      const day = isoDay(typed[name]);
      if (day === undefined) return [{ name, code: "date" }];
      return new Date(day) > now ? [{ name, code: "future" }] : [];
    }),
    ...((assessedOn === "") === (assessedBy === "")
      ? []
      : [{ name: "assessedOn", code: "both" } as const]),
  ];
}

/** Undefined for what is no day, such as 30 February. */
function isoDay(text: string): string | undefined {
  const [, day = "", month = "", year = ""] =
    /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

function writtenDay(iso: string | null): string {
  return iso === null ? "" : iso.split("-").reverse().join(".");
}

/** Marks a report as answered; `unknown` where there is none that waits. */
export async function answerReport(
  portal: Portal,
  actor: Actor,
  { ars, id }: { readonly ars: string; readonly id: string },
): Promise<{ readonly kind: "answered" | "unknown" }> {
  if (!can(actor, "accessibility.change", ars)) return { kind: "unknown" };
  const at = portal.clock();
  return withMunicipality(portal.database, ars, async (sql) => {
    if (!(await markReportAnswered(sql, id, { at, by: actor.accountId })))
      return { kind: "unknown" };
    await audit(sql, ars, actor, at, "barrierReport.answered", id);
    return { kind: "answered" };
  });
}

async function audit(
  sql: Parameters<typeof insertAuditEntry>[0],
  ars: string,
  actor: Actor,
  at: Date,
  action: string,
  subject: string,
): Promise<void> {
  await insertAuditEntry(sql, { at, ars, actor: actor.accountId, action, subject, details: {} });
}
