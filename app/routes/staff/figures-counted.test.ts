import { expect, test } from "vitest";
import { discardDraft } from "#app/apply/discard-draft.server.ts";
import type { DraftTicket } from "#app/apply/draft.server.ts";
import { leaveFeedback, newFeedbackToken } from "#app/apply/leave-feedback.server.ts";
import { loadDraft, makeResumeLink } from "#app/apply/make-resume-link.server.ts";
import { openResumeLink } from "#app/apply/open-resume-link.server.ts";
import { savePage } from "#app/apply/save-page.server.ts";
import { changeStatus } from "#app/casework/change-status.server.ts";
import { openSubmission } from "#app/casework/open-submission.server.ts";
import type { LoadedFigures } from "#app/administration/load-figures.server.ts";
import { figureEvents } from "#app/domain/figures/figure.ts";
import { readIntent } from "#app/domain/intent.ts";
import { draftDays } from "#app/domain/privacy/periods.ts";
import type { Actor } from "#app/identity/permissions.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { query, withMunicipality, type Sql } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { findWindow, setWindow } from "#db/queries/offering-windows.ts";
import * as formPage from "../citizen/page.tsx";
import * as servicePage from "../citizen/service.tsx";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here, pdf } from "../fixtures/staff-portal.ts";
import * as figures from "./figures.tsx";

const staff = await createStaffPortal();
const portal = { ...staff.portal, config: { ...staff.portal.config, mode: "demo" as const } };
const { accounts, later } = staff;
const { ars, slug } = here;
const sender = { language: "de", scripts: false, address: "192.0.2.1" } as const;
const inTown = <T>(work: (sql: Sql) => Promise<T>) => withMunicipality(portal.database, ars, work);
const visit = (ticket?: DraftTicket) => ({ municipality: slug, service: festival, ticket });

// A receiver that acknowledges after an hour.
await inTown(async (sql) => {
  await insertDestination(sql, {
    id: "amt",
    ars,
    name: "Amt",
    adapter: "demo-trouble",
    options: { behaviour: "acknowledge", seconds: 3600 },
    secrets: null,
    lanes: 1,
    active: true,
    createdAt: portal.clock(),
  });
  const way = { destinationId: "amt", role: "primary" } as const;
  await saveOfferingDestinations(sql, { ars, serviceId: festival }, [way]);
});

async function setTestMode(testMode: boolean): Promise<void> {
  const offering = { ars, serviceId: festival };
  await query(portal.database, async (sql) => {
    const since = (await findWindow(sql, offering))?.changedAt ?? portal.clock();
    const change = { since, at: new Date(since.getTime() + 1), actor: "test" };
    expect(await setWindow(sql, offering, { testMode }, change)).toBe(true);
  });
}

/** Posts the first page. */
const post = (raw: Readonly<Record<string, string>>) =>
  savePage(portal, visit(), {
    address: "veranstalter",
    intent: readIntent("next"),
    raw: { ...raw, _shown: Object.keys(raw) },
    files: [],
    fromReview: false,
    sender,
  });
async function begin(): Promise<DraftTicket> {
  const group = "G99000000260";
  const saved = await post({
    [`${group}/auswahl`]: "G99000000261",
    [`${group}/G99000000261/F99000000301`]: "Erika",
    [`${group}/G99000000261/F99000000302`]: "Mustermann",
    [`${group}/G99000000261/F99000000303/day`]: "31",
    [`${group}/G99000000261/F99000000303/month`]: "1",
    [`${group}/G99000000261/F99000000303/year`]: "1980",
  });
  if (saved.kind !== "saved") throw new Error(JSON.stringify(saved));
  return saved.ticket;
}

/** Goes on with a draft by its link, and gives it up. */
async function comeBackAndLeave(): Promise<void> {
  const ticket = await begin();
  expect((await makeResumeLink(portal, visit(ticket))).kind).toBe("made");
  const draft = await loadDraft(portal, visit(ticket));
  if (draft.kind !== "draft" || !draft.link) throw new Error("no link");
  const opened = await openResumeLink(portal, { ...draft.link, address: sender.address, sender });
  expect(opened.kind).toBe("opened");
  await discardDraft(portal, visit(ticket), sender);
}

/** Everything that an application may go through, from the first look at the service to what its applicant thinks of it. */
async function goThroughAll(): Promise<void> {
  const town = { municipality: slug, service: festival };
  await callRoute(portal, servicePage.loader, { path: `/${slug}/${festival}`, params: town });
  const params = { ...town, page: "veranstalter" };
  const path = `/${slug}/${festival}/veranstalter`;
  await callRoute(portal, formPage.loader, { path, params });
  expect((await post({})).kind).toBe("again");
  await comeBackAndLeave();
  await begin();

  const { id } = await staff.file(here, festival, {}, portal, pdf, sender);
  const deliver = async () => {
    for (const { id: forwardingId } of await inTown((sql) => listForwardingsOfSubmission(sql, id)))
      await forwardSubmission(portal, { forwardingId, ars });
  };
  later(4);
  await deliver();
  later(100);
  await deliver();
  const actor: Actor = { accountId: accounts.caseworker, roles: [{ role: "caseworker", ars }] };
  later(100);
  expect(await openSubmission(portal, actor, id)).toBeDefined();
  await openSubmission(portal, actor, id);
  const steps = ["received", "inProgress", "done", "inProgress", "done"];
  for (const [at, to] of steps.slice(1).entries())
    expect(await changeStatus(portal, actor, id, { from: steps[at], to })).toEqual({
      kind: "changed",
    });
  const token = newFeedbackToken(portal);
  await leaveFeedback(portal, town, { rating: "4", comment: "Gut", token }, sender);
}

async function counted(): Promise<Map<string, string[]>> {
  await portal.figures.flush();
  const rows = await inTown(
    (sql) => sql<{ event: string; subject: string; count: number }[]>`
      select event, subject, sum(count)::int as count from figures group by 1, 2 order by 1, 2`,
  );
  const groups = Map.groupBy(rows, ({ event }) => event);
  return new Map(
    [...groups].map(([event, own]) => [
      event,
      own.map((one) => `${String(one.count)} ${one.subject}`),
    ]),
  );
}
const show = async () => {
  const { data } = await callRoute(portal, figures.loader, {
    path: `/verwaltung/zahlen?gemeinde=${ars}&leistung=${festival}`,
    cookie: await staff.cookieOf(accounts.admin),
  });
  return data as LoadedFigures;
};

test("nothing that a test goes through changes a figure", async () => {
  await setTestMode(true);
  await goThroughAll();
  // Filed as a test, and not finished.
  await staff.file(here, festival, {}, portal, pdf, sender);
  await setTestMode(false);
  later(draftDays * 24 * 60 + 1);
  expect(await deleteExpired(portal)).toMatchObject({ drafts: 1 });
  expect(await counted()).toEqual(new Map());
  const comments = await inTown((sql) => sql`select 1 from feedback_comments`);
  expect(comments).toHaveLength(0);
});

test("a real application changes each figure once, and the month says how long everything took", async () => {
  // Away from the turn of the month.
  later(2 * 24 * 60);
  await goThroughAll();
  const now = await counted();
  // From filing on: within five minutes, two hours and four hours, and in the six weeks that are announced.
  expect(now.get("delivered")).toEqual(["1 5"]);
  expect(now.get("acknowledged")).toEqual(["1 120"]);
  expect(now.get("opened")).toEqual(["1 240"]);
  expect(now.get("decided")).toEqual(["1 inTime"]);
  expect(now.get("filed")).toEqual(["1 "]);
  expect(now.get("rating")).toEqual(["1 4"]);

  for (let more = 0; more < 4; more += 1) await goThroughAll();
  for (let filed = 0; filed < 5; filed += 1) await staff.file(here, festival, {}, portal);
  const { report, openCases } = await show();
  expect(report?.procedure).toMatchObject({
    delivered: { cases: 5, median: 5 },
    acknowledged: { cases: 5, median: 120 },
    opened: { cases: 5, median: 240 },
    decided: 5,
    decidedInTime: 1,
  });
  expect(report?.months[0]).toMatchObject({ filed: 5 });
  expect(openCases).toMatchObject({ open: 5, overdue: 0 });

  later(draftDays * 24 * 60 + 1);
  await deleteExpired(portal);
  const all = await counted();
  const never = ["fileRefused", "scripted"];
  expect([...all.keys()].sort()).toEqual(
    figureEvents.filter((event) => !never.includes(event)).sort(),
  );
});
