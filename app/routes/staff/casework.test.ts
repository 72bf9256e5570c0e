import { beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { submissionDocumentSchema } from "#app/domain/submission.ts";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { insertForwarding } from "#db/queries/forwardings.ts";
import { insertSubmissionEvent } from "#db/queries/submission-events.ts";
import { insertSubmission } from "#db/test-rows.ts";
import { contentDisposition } from "../file-response.server.ts";
import { callRoute, type Answer } from "../fixtures/call-route.ts";
import {
  createStaffPortal,
  elsewhere,
  festival,
  here,
  parking,
  pdf,
} from "../fixtures/staff-portal.ts";
import * as inboxCsv from "./inbox-csv.ts";
import * as inbox from "./inbox.tsx";
import * as attachmentRoute from "./submission-attachment.ts";
import * as download from "./submission-download.ts";
import * as submissionPage from "./submission.tsx";

const { portal, accounts, cookieOf, later, file } = await createStaffPortal();
let cookie = "";
beforeEach(async () => {
  cookie = await cookieOf(accounts.caseworker);
});

const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, here.ars, work);
const openInbox = (query = "") =>
  callRoute(portal, inbox.loader, { path: `/eingang${query}`, cookie });
const openSubmission = (id: string) =>
  callRoute(portal, submissionPage.loader, { path: `/eingang/${id}`, params: { id }, cookie });
const setStatus = (id: string, form: Record<string, string>) =>
  callRoute(portal, submissionPage.action, {
    path: `/eingang/${id}`,
    params: { id },
    cookie,
    form,
  });
const fetchFile = (id: string, name: string) =>
  callRoute(portal, download.loader, {
    path: `/eingang/${id}/${name}`,
    params: { id, file: name },
    cookie,
  });
const fetchAttachment = (id: string, attachment: string) =>
  callRoute(portal, attachmentRoute.loader, {
    path: `/eingang/${id}/anlagen/${attachment}`,
    params: { id, attachment },
    cookie,
  });

interface InboxData {
  readonly count: number;
  readonly entries: readonly { readonly id: string; readonly reference: string }[];
  readonly previous?: string;
  readonly next?: string;
  readonly services: readonly { readonly id: string }[];
}
const inboxOf = (answer: Answer) => answer.data as InboxData;
interface ViewData {
  readonly view: {
    readonly status: string;
    readonly nextStatuses: readonly string[];
    readonly attachments: readonly { readonly id: string; readonly name: string }[];
    readonly history: readonly {
      readonly kind: string;
      readonly status?: string;
      readonly actor: { readonly kind: string; readonly name?: string };
    }[];
  };
}
const viewOf = (answer: Answer) => (answer.data as ViewData).view;

describe("the inbox", () => {
  beforeEach(async () => {
    await inTown((sql) => sql`delete from submissions`);
  });

  test("says when nothing has come in", async () => {
    expect((await openInbox()).data).toMatchObject({ count: 0, entries: [], services: [] });
  });

  test("shows what came in for the own town alone, newest first", async () => {
    const first = await file(here);
    later(5);
    const second = await file(here, festival);
    const foreign = await file(elsewhere);
    const { entries, count } = inboxOf(await openInbox());
    expect(count).toBe(2);
    expect(entries.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(entries[0]).toMatchObject({ service: "Straßenfest anmelden", status: "received" });
    const byReference = await openInbox(`?nummer=${foreign.reference}`);
    expect(inboxOf(byReference)).toMatchObject({ count: 0, entries: [] });
  });

  test("is filtered by status, service and part of the reference", async () => {
    const { id, reference } = await file(here);
    const other = await file(here, festival);
    await setStatus(id, { from: "received", status: "inProgress" });
    const found = async (query: string) =>
      inboxOf(await openInbox(query)).entries.map((entry) => entry.id);
    expect(await found("?stand=inProgress")).toEqual([id]);
    expect(await found(`?antrag=${festival}`)).toEqual([other.id]);
    expect(await found(`?antrag=${parking}&stand=received`)).toEqual([]);
    const typed = reference.slice(2, 11).toLowerCase().replace("-", " ");
    expect(await found(`?nummer=${encodeURIComponent(typed)}`)).toEqual([id]);
    expect(await found("?nummer=%25")).toEqual([]);
    expect(await found("?stand=erfunden&nach=x&vor=y&nummer=")).toHaveLength(2);
    expect(await found("?antrag=%00&nummer=%00")).toHaveLength(2);
  });

  test("has pages that stay put while more comes in", async () => {
    await fill(60);
    const first = inboxOf(await openInbox());
    expect(first).toMatchObject({ count: 60, previous: undefined });
    await file(here);
    const second = inboxOf(await openInbox((first.next ?? "").replace("/eingang", "")));
    const third = inboxOf(await openInbox((second.next ?? "").replace("/eingang", "")));
    expect([first, second, third].map(({ entries }) => entries.length)).toEqual([25, 25, 10]);
    const ids = [first, second, third].flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(ids).toEqual(Array.from({ length: 60 }, (_, n) => `s${59 - n}`));
    expect(third.next).toBeUndefined();
    const back = inboxOf(await openInbox((third.previous ?? "").replace("/eingang", "")));
    expect(back.entries).toEqual(second.entries);
    const newest = inboxOf(await openInbox((second.previous ?? "").replace("/eingang", "")));
    expect(newest.entries).toEqual(first.entries);
    expect(newest.previous).toBeDefined();
  });

  test("leaves as a table with the same filter, and that is written down", async () => {
    const { reference } = await file(here);
    await file(here, festival);
    const answer = await callRoute(portal, inboxCsv.loader, {
      path: `/eingang/liste.csv?antrag=${parking}`,
      cookie,
    });
    expect(answer.headers.get("content-type")).toContain("text/csv");
    expect(answer.headers.get("content-disposition")).toContain("eingang-musterstadt-");
    const text = await answer.text();
    expect(text).toContain(reference);
    expect(text.trim().split("\r\n")).toHaveLength(2);
    expect(await lastAudit()).toMatchObject({ action: "inbox.exported", details: { count: 1 } });
  });
});

/** Rows whose documents nobody opens. */
async function fill(count: number): Promise<void> {
  await inTown(async (sql) => {
    for (let n = 0; n < count; n += 1)
      await insertSubmission(sql, {
        id: `s${n}`,
        ars: here.ars,
        serviceId: parking,
        serviceVersion: "1.0.0",
        reference: `REF-${n}`,
        sealed: Buffer.from("x"),
        draftId: `d${n}`,
        // Two share an instant: the id decides.
        submittedAt: new Date(Date.UTC(2026, 0, 1, 0, Math.floor(n / 2))),
        status: "received",
        codeHash: null,
        contact: null,
        missingUntil: null,
        test: false,
      });
  });
}

async function lastAudit() {
  const [entry] = await inTown((sql) => listAuditEntries(sql, { ars: here.ars, limit: 1 }));
  return entry;
}

describe("an application", () => {
  test("is shown with answers, attachments and history, and the reading is written down", async () => {
    const { id, reference } = await file(here);
    const answer = await openSubmission(id);
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({
      frame: { title: `Bewohnerparkausweis beantragen, ${reference}` },
      view: { reference, status: "received", forwarding: undefined, hasFimSchema: true },
    });
    expect(viewOf(answer).attachments).toHaveLength(2);
    expect(viewOf(answer).history).toMatchObject([
      { kind: "received", actor: { kind: "citizen" } },
      { kind: "opened", actor: { kind: "staff", name: "Erika sachbearbeitung" } },
    ]);
    const entry = await lastAudit();
    expect(entry).toMatchObject({
      action: "submission.opened",
      subject: id,
      actor: accounts.caseworker,
      details: {},
    });
    expect(JSON.stringify(entry)).not.toContain("Erika");
  });

  test("tells its reading once a sitting", async () => {
    const { id } = await file(here);
    await openSubmission(id);
    later(10);
    expect(viewOf(await openSubmission(id)).history).toHaveLength(2);
    later(25);
    cookie = await cookieOf(accounts.caseworker);
    expect(viewOf(await openSubmission(id)).history).toHaveLength(3);
  });

  test.each([
    ["antrag.pdf", "pdf", "application/pdf", "%PDF-"],
    ["antrag.json", "json", "application/json", "{"],
    ["antrag.xml", "xml", "application/xml", "<?xml "],
    ["alles.zip", "zip", "application/zip", "PK"],
  ])("is handed out as %s, and that is written down", async (name, format, mediaType, start) => {
    const { id, reference } = await file(here);
    const answer = await fetchFile(id, name);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-type": mediaType,
      "content-disposition": contentDisposition(`antrag-${reference}.${format}`),
      "x-content-type-options": "nosniff",
    });
    expect((await answer.text()).startsWith(start)).toBe(true);
    expect(await lastAudit()).toMatchObject({
      action: "submission.downloaded",
      subject: id,
      actor: accounts.caseworker,
      details: { format },
    });
    const { history } = viewOf(await openSubmission(id));
    expect(history.map(({ kind }) => kind)).toEqual(["received", "downloaded", "opened"]);
  });

  test("is data that anyone can check", async () => {
    const { id, reference } = await file(here);
    const text = await (await fetchFile(id, "antrag.json")).text();
    const { $schema, ...rest } = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    expect($schema).toBe("submission.v1.schema.json");
    expect(submissionDocumentSchema.parse(rest)).toMatchObject({
      reference,
      municipality: { ars: here.ars },
    });
  });

  test("has no other formats than these", async () => {
    const { id } = await file(here);
    expect((await fetchFile(id, "antrag.exe")).status).toBe(404);
    expect((await fetchFile(id, "__proto__")).status).toBe(404);
  });

  test("hands out attachments as files that no browser shows", async () => {
    const { id } = await file(here);
    const [attachment] = viewOf(await openSubmission(id)).attachments;
    const answer = await fetchAttachment(id, attachment?.id ?? "");
    expect(await answer.text()).toBe(pdf);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-type": "application/pdf",
      "content-disposition": contentDisposition(attachment?.name ?? ""),
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    expect(await lastAudit()).toMatchObject({ details: { attachment: attachment?.id ?? "" } });
  });

  test("does not hand out attachments of another one", async () => {
    const [mine, other] = [await file(here), await file(here)];
    const [attachment] = viewOf(await openSubmission(other.id)).attachments;
    expect((await fetchAttachment(mine.id, attachment?.id ?? "")).status).toBe(404);
    const history = viewOf(await openSubmission(mine.id)).history.map(({ kind }) => kind);
    expect(history).toEqual(["received", "opened"]);
  });

  test("fails aloud, and before it begins, where a stored file is gone", async () => {
    const { id } = await file(here);
    const [attachment] = viewOf(await openSubmission(id)).attachments;
    await inTown(
      (sql) =>
        sql`update attachments set storage_key = 'no/thing' where id = ${attachment?.id ?? ""}`,
    );
    await expect(fetchAttachment(id, attachment?.id ?? "")).rejects.toThrow();
  });
});

describe("the status of an application", () => {
  test("goes its way step by step, with a history", async () => {
    const { id } = await file(here);
    const taken = await setStatus(id, { from: "received", status: "inProgress" });
    expect([taken.status, taken.headers.get("location")]).toEqual([
      303,
      `/eingang/${id}?geaendert`,
    ]);
    expect(viewOf(await openSubmission(id)).nextStatuses).toEqual(["done", "rejected"]);
    await setStatus(id, { from: "inProgress", status: "done" });
    const view = viewOf(await openSubmission(id));
    expect([view.status, view.nextStatuses]).toEqual(["done", ["inProgress"]]);
    expect(view.history.filter(({ kind }) => kind === "statusChanged")).toMatchObject([
      { status: "inProgress" },
      { status: "done" },
    ]);
  });

  test.each([
    ["received", "done"],
    ["received", "rejected"],
    ["received", "received"],
    ["inProgress", "received"],
    ["done", "received"],
    ["rejected", "done"],
    ["received", "erfunden"],
    ["erfunden", "done"],
  ])("does not go from %s to %s", async (from, status) => {
    const { id } = await file(here);
    expect(await setStatus(id, { from, status })).toMatchObject({
      status: 422,
      data: { problem: "refused" },
    });
    expect(viewOf(await openSubmission(id)).status).toBe("received");
  });

  test("that was final by mistake is taken back, with an entry in the audit log", async () => {
    const { id } = await file(here);
    await setStatus(id, { from: "received", status: "inProgress" });
    await setStatus(id, { from: "inProgress", status: "rejected" });
    const back = await setStatus(id, { from: "rejected", status: "inProgress" });
    expect(back.status).toBe(303);
    expect(viewOf(await openSubmission(id)).status).toBe("inProgress");
    const entries = await withMunicipality(
      portal.database,
      here.ars,
      (sql) => sql<{ details: unknown }[]>`
        select details from audit_log where subject = ${id} and action = 'submission.reopened'`,
    );
    expect(entries.map(({ details }) => details)).toEqual([{ from: "rejected", to: "inProgress" }]);
  });

  test("comes with a note, which is stored sealed and not too long", async () => {
    const { id } = await file(here);
    const step = { from: "received", status: "inProgress" };
    const long = await setStatus(id, { ...step, note: "x".repeat(1001) });
    expect(long).toMatchObject({ status: 422, data: { problem: "noteTooLong" } });
    await setStatus(id, { ...step, note: "Bitte rufen Sie uns an." });
    const [row] = await withMunicipality(
      portal.database,
      here.ars,
      (sql) => sql<{ note: Buffer }[]>`
        select note from submission_events where submission_id = ${id} and note is not null`,
    );
    expect(row?.note.length).toBeGreaterThan(20);
    expect(row?.note.toString("latin1")).not.toContain("rufen");
  });

  test("has to be chosen", async () => {
    const { id } = await file(here);
    expect((await setStatus(id, { from: "received" })).status).toBe(422);
  });

  test("is changed by one of two at the same time; the other one is told", async () => {
    const { id } = await file(here);
    await setStatus(id, { from: "received", status: "inProgress" });
    const both = await Promise.all(
      ["done", "rejected"].map((status) => setStatus(id, { from: "inProgress", status })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(both.find(({ status }) => status === 409)?.data).toMatchObject({ problem: "stale" });
    const { history } = viewOf(await openSubmission(id));
    expect(history.filter(({ kind }) => kind === "statusChanged")).toHaveLength(2);
  });
});

test("forwarding to elsewhere is told in inbox and history", async () => {
  const { id, reference } = await file(here);
  const at = portal.clock();
  await inTown((sql) =>
    insertForwarding(sql, {
      id: "f1",
      submissionId: id,
      ars: here.ars,
      destinationId: null,
      adapter: "webhook",
      role: "primary",
      kind: "application",
      at,
    }),
  );
  const shown = async () => {
    const { entries } = inboxOf(await openInbox(`?nummer=${reference}`));
    const { history } = viewOf(await openSubmission(id));
    return [entries[0], history.map(({ kind }) => kind)];
  };
  expect(await shown()).toMatchObject([
    { forwarding: "pending" },
    ["received", "opened", "forwarding"],
  ]);
  const event = { submissionId: id, ars: here.ars, at, actor: "system" };
  await inTown(async (sql) => {
    await sql`update forwardings set status = 'rejected' where id = 'f1'`;
    await insertSubmissionEvent(sql, { ...event, kind: "forwarding.rejected" });
  });
  expect(await shown()).toMatchObject([
    { forwarding: "rejected" },
    ["received", "opened", "forwardingFailed"],
  ]);
});

test("an account that is gone stays in the history without its name", async () => {
  const { id } = await file(here);
  await openSubmission(id);
  await inTown((sql) => sql`update submission_events set actor = 'gone' where kind = 'opened'`);
  expect(viewOf(await openSubmission(id)).history[1]?.actor).toEqual({ kind: "staff" });
});

describe("the name of a file", () => {
  test.each([
    ["antrag.pdf", `attachment; filename="antrag.pdf"; filename*=UTF-8''antrag.pdf`],
    [
      "Größe (2).pdf",
      `attachment; filename="Gr__e (2).pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%282%29.pdf`,
    ],
    ['a"b\\c%.txt', `attachment; filename="a_b_c_.txt"; filename*=UTF-8''a%22b%5Cc%25.txt`],
    [
      "a\r\nSet-Cookie: b",
      `attachment; filename="a__Set-Cookie: b"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b`,
    ],
  ])("%j travels as %s", (name, header) => {
    expect(contentDisposition(name)).toBe(header);
    expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
  });
});
