import { query, withMunicipality } from "#db/connect.ts";
import { findStatement, insertBarrierReport } from "#db/queries/accessibility.ts";
import { findMunicipalityBySlug } from "#db/queries/municipalities.ts";
import { keyRingOf, type Portal } from "../catalogue/portal.server.ts";
import { longestPage, reportedPage } from "../domain/accessibility/reported-page.ts";
import { isEmail } from "../domain/fields/contact.ts";
import { shortName, type Municipality } from "../domain/municipality.ts";
import { defaultLanguage } from "../i18n/languages.ts";
import { mailTextsOf } from "../i18n/texts.server.ts";
import { barrierContext, type BarrierReport } from "../notification/barrier-report.ts";
import { fillMailText } from "../notification/fill-text.ts";
import { enqueueMail, type WrittenMail } from "../notification/outbox.server.ts";
import { randomId } from "../platform/crypto.server.ts";
import { isWithin, passLimit, perAddress, type HeldUp } from "./pass-limit.server.ts";
import type { Sender } from "./sender.ts";

/** Code points. */
export const longestReport = 2000;
const longestReply = 200;

/** From one network address in a quarter of an hour, and for one municipality in a day. */
const perSender = 10;
const perDay = { limit: 200, windowSeconds: 24 * 3600 };

export interface ReportProblem {
  readonly name: "what" | "page" | "reply";
  /** `elsewhere`: not a page of this portal. `full`: no more reports today. */
  readonly code: "nothing" | "tooLong" | "elsewhere" | "full";
  readonly max?: number;
}

export type ReportOutcome =
  | { readonly kind: "unknownMunicipality" }
  | HeldUp
  | { readonly kind: "again"; readonly problems: readonly ReportProblem[] }
  | { readonly kind: "thanked" };

/**
 * Keeps what somebody tells of a barrier, sealed for the municipality, and mails it there where it has said where to. Nothing
 * is asked but the barrier. `origin`: of the portal, as its visitors know it.
 */
export async function reportBarrier(
  portal: Portal,
  { slug, origin }: { readonly slug: string; readonly origin: string },
  typed: BarrierReport,
  sender: Sender,
): Promise<ReportOutcome> {
  const municipality = await query(portal.database, (sql) => findMunicipalityBySlug(sql, slug));
  if (!municipality) return { kind: "unknownMunicipality" };
  const page = reportedPage(typed.page, origin);
  const problems = problemsOf(typed, page);
  if (problems.length > 0 || page === undefined) return { kind: "again", problems };
  const held = await passLimit(portal, perAddress("barrier", perSender, sender), sender.pass);
  if (held) return held;
  const { ars } = municipality;
  if (!(await isWithin(portal, { key: `barrier:town:${ars}`, ...perDay })))
    return { kind: "again", problems: [{ name: "what", code: "full" }] };
  const report = { what: typed.what.trim(), page, reply: typed.reply.trim() };
  await keep(portal, municipality, report, origin);
  return { kind: "thanked" };
}

function problemsOf(typed: BarrierReport, page: string | undefined): ReportProblem[] {
  const tooLong = (name: ReportProblem["name"], max: number): ReportProblem[] =>
    Array.from(typed[name].trim()).length > max ? [{ name, code: "tooLong", max }] : [];
  return [
    ...(typed.what.trim() === "" ? [{ name: "what", code: "nothing" } as const] : []),
    ...tooLong("what", longestReport),
    ...(page === undefined
      ? [{ name: "page", code: "elsewhere" } as const]
      : tooLong("page", longestPage)),
    ...tooLong("reply", longestReply),
  ];
}

async function keep(
  portal: Portal,
  municipality: Municipality,
  report: BarrierReport,
  origin: string,
): Promise<void> {
  const { ars } = municipality;
  const keys = await keyRingOf(portal, ars);
  const id = randomId();
  const sealed = keys.seal(JSON.stringify(report), barrierContext(id));
  await withMunicipality(portal.database, ars, async (sql) => {
    await insertBarrierReport(sql, { id, ars, sealed, reportedAt: portal.clock() });
    const to = (await findStatement(sql, ars))?.email ?? "";
    if (!portal.mailer || !isEmail(to)) return;
    const mail = writeReportMail(municipality, report, to, origin);
    await enqueueMail(portal, sql, keys, { ars, reportId: id }, mail);
  });
}

function writeReportMail(
  municipality: Municipality,
  { what, page, reply }: BarrierReport,
  to: string,
  origin: string,
): WrittenMail {
  const language = defaultLanguage;
  const values = {
    municipality: shortName(municipality),
    what,
    page: page === "" ? "–" : page,
    reply: reply === "" ? "–" : reply,
    address: `${origin}/verwaltung/barrierefreiheit?gemeinde=${municipality.ars}`,
  };
  const text = fillMailText(mailTextsOf(language).texts.barrier, values, language);
  return {
    kind: "barrier",
    message: { ...text, to, language, senderName: values.municipality, id: randomId() },
  };
}
