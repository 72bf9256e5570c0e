import { beforeEach, describe, expect, test } from "vitest";
import { hashOf } from "#app/catalogue/content-hash.server.ts";
import { noOverlay, type Overlay } from "#app/domain/overlay/overlay.ts";
import { query, withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { findWindow } from "#db/queries/offering-windows.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { findOpenRevision, insertRevision, updateRevision } from "#db/queries/revisions.ts";
import { findCurrentVersion } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createStaffPortal, festival, here } from "../fixtures/staff-portal.ts";
import { createVisitor } from "../fixtures/visitor.ts";
import * as log from "../staff/audit-log.tsx";
import * as preview from "./preview.tsx";
import * as window_ from "./window.tsx";

const { portal, accounts, cookieOf, later } = await createStaffPortal();
const offering = { ars: here.ars, serviceId: festival };
const base = `/${here.slug}/${festival}`;
const params = { service: festival };
let cookie = "";
beforeEach(async () => {
  cookie = await cookieOf(accounts.admin);
  await turn(true);
});

const turn = (enabled: boolean) =>
  query(portal.database, (sql) =>
    setOffering(sql, { ...offering, enabled, updatedAt: portal.clock(), updatedBy: "test" }),
  );
const at = (page: string, ars = here.ars) =>
  `/verwaltung/leistungen/${festival}/${page}?gemeinde=${ars}`;
const openWindow = (as = cookie) =>
  callRoute(portal, window_.loader, { path: at("angebot"), params, cookie: as });
const postWindow = (form: Record<string, string>, as = cookie) =>
  callRoute(portal, window_.action, { path: at("angebot"), params, cookie: as, form });
const windowNow = () => query(portal.database, (sql) => findWindow(sql, offering));
const lastAudit = async () =>
  (
    await withMunicipality(portal.database, here.ars, (sql) =>
      listAuditEntries(sql, { ars: here.ars, limit: 1 }),
    )
  )[0];
/** As the log of the municipality says it. */
const lastSentence = async () =>
  (
    (
      await callRoute(portal, log.loader, {
        path: `/verwaltung/protokoll?gemeinde=${here.ars}`,
        cookie,
      })
    ).data as { lines: readonly { text: string }[] }
  ).lines[0]?.text;

describe("when and how a service is offered", () => {
  const times = {
    "opensAt.day": "1.4.2026",
    "opensAt.time": "8:00",
    "closesAt.day": "30.10.2026",
    "closesAt.time": "18:00",
  };

  test("is set by its municipality, live at once, and written down without texts", async () => {
    const visitor = createVisitor(portal);
    const saved = await postWindow({
      ...times,
      "closingText.de": "Bis zum nächsten Jahr.",
      submissionLimit: "50",
    });
    expect(saved.status).toBe(303);
    // Summer time in April, winter time at the end of October.
    expect((await windowNow())?.window).toMatchObject({
      opensAt: new Date("2026-04-01T06:00:00Z"),
      closesAt: new Date("2026-10-30T17:00:00Z"),
      closingText: { de: "Bis zum nächsten Jahr." },
      submissionLimit: 50,
      testMode: false,
    });
    const entry = await lastAudit();
    expect(entry).toMatchObject({ action: "offering.windowChanged", actor: accounts.admin });
    expect(JSON.stringify(entry)).not.toContain("nächsten Jahr");
    expect(await lastSentence()).toMatch(
      /Erika verwaltung hat geändert, wann und wie „.*“ angeboten wird: Offen bis, Text, wenn geschlossen, Offen ab, Höchstzahl an Anträgen$/,
    );
    const words = { "closingText.de": "Bis zum nächsten Jahr.", "maintenanceText.de": "Kurz weg" };
    await postWindow({ ...times, ...words });
    expect(await lastSentence()).toMatch(/: Wartungstext, Höchstzahl an Anträgen$/);
    await postWindow({
      ...times,
      "closingText.de": "Bis zum nächsten Jahr.",
      submissionLimit: "50",
    });
    expect((await visitor.get(base)).data).toMatchObject({
      opening: { kind: "planned", opensAt: "1. April 2026 um 08:00" },
    });
    expect((await visitor.get(`${base}/veranstalter`)).location).toBe(`${base}?hinweis=nichtOffen`);
    expect((await visitor.get(`/${here.slug}`)).data).toMatchObject({
      services: expect.arrayContaining([
        expect.objectContaining({ id: festival, note: "Möglich ab 1. April 2026 um 08:00 Uhr" }),
      ]) as object,
    });
    const shown = (await openWindow()).data as { typed: Record<string, string>; seen: string };
    expect(shown.typed).toMatchObject({ "opensAt.day": "01.04.2026", "opensAt.time": "08:00" });
    expect((await postWindow({ _seen: shown.seen })).status).toBe(303);
    expect((await windowNow())?.window.opensAt).toBeUndefined();
  });

  test.each<[string, Record<string, string>, object[]]>([
    [
      "an end before its beginning",
      { ...times, "closesAt.day": "1.3.2026" },
      [{ name: "closesAt", code: "beforeItOpens" }],
    ],
    [
      "finishing before the end",
      { ...times, "finishBy.day": "1.5.2026", "finishBy.time": "8" },
      [{ name: "finishBy", code: "beforeItCloses" }],
    ],
    [
      "finishing without an end",
      { "finishBy.day": "1.5.2026", "finishBy.time": "8" },
      [{ name: "finishBy", code: "withoutEnd" }],
    ],
    ["half a time", { "opensAt.day": "1.4.2026" }, [{ name: "opensAt", code: "incomplete" }]],
    [
      "no date",
      { "opensAt.day": "bald", "opensAt.time": "8" },
      [{ name: "opensAt", code: "unreadable" }],
    ],
    [
      "an hour that is left out",
      { "opensAt.day": "29.3.2026", "opensAt.time": "2:30" },
      [{ name: "opensAt", code: "never" }],
    ],
    ["no number", { submissionLimit: "viele" }, [{ name: "submissionLimit", code: "notANumber" }]],
    [
      "a limit of nothing",
      { submissionLimit: "0" },
      [{ name: "submissionLimit", code: "notPositive" }],
    ],
    [
      "a text without German",
      { "closingText.en": "Closed." },
      [{ name: "closingText.de", code: "germanMissing" }],
    ],
  ])("%s is refused at its field, and everything typed stays", async (_, form, problems) => {
    const before = await windowNow();
    const answer = await postWindow(form);
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({ problems, typed: form });
    expect(await windowNow()).toEqual(before);
  });

  test("that somebody else has changed meanwhile is not overwritten unseen", async () => {
    const { seen } = (await openWindow()).data as { seen: string };
    await postWindow({ _seen: seen, submissionLimit: "5", testMode: "ja" });
    // A box that is not ticked is not sent at all.
    const other = await postWindow({ _seen: seen, submissionLimit: "5" });
    expect(other).toMatchObject({ status: 409, data: { theirs: { testMode: "ja" } } });
    const answer = await postWindow({ _seen: seen, submissionLimit: "6" });
    expect(answer.status).toBe(409);
    expect(answer.data).toMatchObject({
      typed: { submissionLimit: "6" },
      theirs: { submissionLimit: "5" },
    });
    expect((await windowNow())?.window.submissionLimit).toBe(5);
    // Switched off, it may stop being a test without anybody else.
    await turn(false);
    await postWindow({ submissionLimit: "" });
  });

  test("lets what was begun be finished right after it was switched off, and touches nothing else", async () => {
    await postWindow({ submissionLimit: "50" });
    await turn(false);
    const finish = { "finishBy.day": "20.3.2026", "finishBy.time": "23:59", intent: "finish" };
    expect((await postWindow(finish)).status).toBe(303);
    expect((await windowNow())?.window).toMatchObject({
      submissionLimit: 50,
      finishBy: new Date("2026-03-20T22:59:00Z"),
    });
    await turn(true);
    await postWindow({});
  });

  test("is nobody else's to see or set", async () => {
    for (const account of [accounts.otherAdmin, accounts.caseworker, accounts.operator]) {
      const as = await cookieOf(account);
      expect((await openWindow(as)).status).toBe(404);
      expect((await postWindow({ submissionLimit: "1" }, as)).status).toBe(404);
    }
  });
});

describe("a preview link", () => {
  const postPreview = (form: Record<string, string>, as = cookie) =>
    callRoute(portal, preview.action, { path: at("vorschau"), params, cookie: as, form });
  const listed = async () => {
    const { data } = await callRoute(portal, preview.loader, {
      path: at("vorschau"),
      params,
      cookie,
    });
    return (data as { links: { id: string; revision?: number }[] }).links;
  };
  const make = async (intent: "open" | "published") => {
    const { data } = await postPreview({ intent });
    const { href } = data as { href: string };
    return new URL(href).pathname;
  };
  const summaryAt = async (visitor: ReturnType<typeof createVisitor>) => {
    const { data, status } = await visitor.get(base);
    return status === 200
      ? (data as { service: { summary: { text: string } } }).service.summary.text
      : status;
  };
  const overlayWith = (text: string): Overlay => ({
    ...noOverlay,
    "about:summary": { value: { de: text }, base: { de: "" } },
  });
  const workOn = (text: string) =>
    withMunicipality(portal.database, here.ars, async (sql) => {
      const overlay = overlayWith(text);
      const now = portal.clock();
      const by = { changedAt: now, changedBy: accounts.admin, note: "" };
      const open = await findOpenRevision(sql, offering);
      const version = (await findCurrentVersion(sql, festival)) ?? "";
      const row = {
        ...offering,
        serviceVersion: version,
        basedOn: null,
        overlay,
        overlayHash: hashOf(overlay),
      };
      if (open) {
        await updateRevision(sql, { ...row, ...by, number: open.number });
        return open.number;
      }
      return insertRevision(sql, {
        ...row,
        state: "draft",
        note: "",
        createdAt: now,
        createdBy: accounts.admin,
        publishedAt: null,
        publishedBy: null,
      });
    });

  test("shows without login what is worked on, as it stands now, also of a service that is switched off", async () => {
    await turn(false);
    const number = await workOn("Entwurf eins");
    const link = await make("open");
    expect(await listed()).toMatchObject([{ revision: number }]);
    const [guest, citizen] = [createVisitor(portal), createVisitor(portal)];
    const opened = await guest.get(link);
    expect(opened).toMatchObject({ status: 303, location: base });
    expect(opened.headers.get("set-cookie")).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(await summaryAt(guest)).toBe("Entwurf eins");
    expect(await summaryAt(citizen)).toBe(404);
    expect((await guest.get(base)).data).toMatchObject({
      frame: { trial: { kind: "preview" } },
      test: true,
    });
    // What is changed meanwhile shows with the next request.
    await workOn("Entwurf zwei");
    expect(await summaryAt(guest)).toBe("Entwurf zwei");
  });

  test("files tests alone, which staff see as such, and which count for no limit", async () => {
    const link = await make("published");
    await postWindow({ submissionLimit: "1" });
    const guest = createVisitor(portal);
    await guest.get(link);
    const [example] = examplesOf(festival);
    if (!example) throw new Error("no example");
    await fillJourney(guest, base, example);
    const filed = await guest.post(`${base}/pruefen`, {});
    expect(filed.location).toMatch(/\/eingang\//);
    expect((await guest.get(filed.location ?? "")).data).toMatchObject({
      test: true,
      frame: { trial: { kind: "preview" } },
    });
    const rows = await withMunicipality(
      portal.database,
      here.ars,
      (sql) =>
        sql<{ test: boolean }[]>`select test from submissions where service_id = ${festival}`,
    );
    expect(rows).toEqual([{ test: true }]);
    expect((await createVisitor(portal).get(base)).data).toMatchObject({
      opening: { kind: "open" },
    });
    await postWindow({});
  });

  test("keeps what is tried out apart from a citizen's own draft in the same browser", async () => {
    const guest = createVisitor(portal);
    const [example] = examplesOf(festival);
    if (!example) throw new Error("no example");
    await fillJourney(guest, base, { ...example, steps: example.steps.slice(0, 1) });
    await guest.get(await make("published"));
    expect((await guest.get(base)).data).toMatchObject({ draft: undefined });
    await guest.post(base, { intent: "example" });
    const { frame } = (await guest.get(base)).data as { frame: { trial: { end: string } } };
    expect(await guest.post(frame.trial.end, {})).toMatchObject({
      status: 303,
      location: `/${here.slug}`,
    });
    const after = (await guest.get(base)).data;
    expect(after).toMatchObject({ draft: { until: expect.any(String) as string }, test: false });
    expect((after as { frame: object }).frame).not.toHaveProperty("trial");
  });

  test("is over once it is taken back, and after seven days", async () => {
    await turn(false);
    const [taken, old] = [createVisitor(portal), createVisitor(portal)];
    later(1);
    const link = await make("published");
    await taken.get(link);
    expect(await summaryAt(taken)).toEqual(expect.any(String));
    const [newest] = await listed();
    expect((await postPreview({ intent: "revoke", link: newest?.id ?? "" })).status).toBe(303);
    // The cookie is taken away, and then there is nothing.
    expect(await summaryAt(taken)).toBe(303);
    expect(await summaryAt(taken)).toBe(404);
    expect((await taken.get(link)).status).toBe(404);
    await old.get(await make("published"));
    later(7 * 24 * 60);
    expect(await summaryAt(old)).toBe(303);
    expect(await summaryAt(old)).toBe(404);
    cookie = await cookieOf(accounts.admin);
    expect(await listed()).toEqual([]);
  });

  test("is made by those alone who may see how the offering is set", async () => {
    for (const account of [accounts.otherAdmin, accounts.caseworker])
      expect((await postPreview({ intent: "published" }, await cookieOf(account))).status).toBe(
        404,
      );
  });

  test("cannot be guessed: one address has so many tries", async () => {
    const guest = createVisitor(portal);
    const wrong = `/vorschau/${"x".repeat(43)}`;
    const first = await guest.get(wrong);
    expect(first.status).toBe(404);
    let status = 404;
    for (let round = 0; round < 110 && status === 404; round += 1)
      ({ status } = await guest.get(wrong));
    expect(status).toBe(429);
    later(16);
  });
});
