import { describe, expect, test } from "vitest";
import { serviceSchema, type ServiceDefinition } from "#app/domain/service.ts";
import { query, withMunicipality } from "../connect.ts";
import { createTestDatabase } from "../test-database.ts";
import { insertSubmission } from "../test-rows.ts";
import { deleteAttachment, findAttachment, giveAttachmentToSubmission } from "./attachments.ts";
import { insertAttachment } from "./attachments.ts";
import { listAttachmentsOfSubmission, listOwnerlessAttachments } from "./attachments.ts";
import { insertAuditEntry, listAuditEntries } from "./audit-log.ts";
import { getOrCreateDataKeys } from "./data-keys.ts";
import { deleteDraft, deleteExpiredDrafts, findDraft, lockDraft } from "./drafts.ts";
import { saveDraft, type DraftRow } from "./drafts.ts";
import { fileSubmission } from "./file-submission.ts";
import { addMunicipalities } from "./import-municipalities.ts";
import { findMunicipality, findMunicipalityBySlug } from "./municipalities.ts";
import { listBusiestMunicipalities } from "./active-municipalities.ts";
import { listActiveMunicipalities } from "./municipalities.ts";
import { tablesWithArs } from "./move-municipality.ts";
import { countEnabledOfferings, isOffered, listOfferings, setOffering } from "./offerings.ts";
import { findPlaceWithDraft } from "./places.ts";
import { countEvent } from "./rate-limits.ts";
import { findCurrentVersion, findServiceDefinition } from "./services.ts";
import { listCurrentServices, upsertService } from "./services.ts";
import { insertSubmissionEvent, listSubmissionEvents } from "./submission-events.ts";
import { changeSubmissionStatus, countInbox } from "./submissions.ts";
import { findSubmission, findSubmissionByDraft } from "./submissions.ts";
import { findSubmissionByReference, listInbox } from "./submissions.ts";
import type { SubmissionRow } from "./submissions.ts";

const database = await createTestDatabase();
const { sql } = database;
const ars = "000000000001";
const now = new Date("2026-11-24T08:00:00.123Z");
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(database, ars, work);

const draft = (id: string): DraftRow => ({
  id,
  ars,
  serviceId: "hundesteuer",
  serviceVersion: "1.0",
  sealed: Buffer.from([0, 1, 255]),
  revision: 1,
  createdAt: now,
  updatedAt: now,
  expiresAt: after(3600),
  test: false,
});
/** Not stored yet. */
const newDraft = (id: string): DraftRow => ({ ...draft(id), revision: 0 });
const submission = (id: string, submittedAt = now): SubmissionRow => ({
  id,
  ars,
  serviceId: "hundesteuer",
  serviceVersion: "1.0",
  reference: `REF-${id}`,
  sealed: Buffer.from("x"),
  draftId: `draft-of-${id}`,
  submittedAt,
  status: "received",
  codeHash: null,
  contact: null,
  missingUntil: null,
  test: false,
});
const attachment = (id: string, draftId: string) => ({
  id,
  ars,
  draftId,
  submissionId: null,
  path: "F1",
  storageKey: `ab/${id}`,
  sealed: Buffer.from("name"),
  size: 3,
  sha256: "00",
  createdAt: now,
  scan: "pending" as const,
  scanAttempts: 0,
});

describe("drafts", () => {
  test("come back as they were stored, until they expire", async () => {
    await inTown((tx) => saveDraft(tx, newDraft("d1")));
    expect(await inTown((tx) => findDraft(tx, "d1", now))).toEqual(draft("d1"));
    expect(await inTown((tx) => findDraft(tx, "d1", after(3600)))).toBeUndefined();
    const elsewhere = withMunicipality(database, "x", (tx) => findDraft(tx, "d1", now));
    expect(await elsewhere).toBeUndefined();
  });

  test("refuse a write that started from an older revision", async () => {
    await inTown((tx) => saveDraft(tx, newDraft("d2")));
    const write = (revision: number, text: string) =>
      query(database, (sql) =>
        saveDraft(sql, {
          ...draft("d2"),
          revision,
          sealed: Buffer.from(text),
          updatedAt: after(1),
          expiresAt: after(99),
        }),
      );
    expect(await write(1, "a")).toBe(2);
    expect(await write(1, "b")).toBeUndefined();
    const stored = await inTown((tx) => findDraft(tx, "d2", now));
    expect(stored).toMatchObject({ sealed: Buffer.from("a"), revision: 2, serviceVersion: "1.0" });
  });

  test("are opened and saved in one statement, and that leaves no municipality set", async () => {
    await sql`insert into municipalities (ars, ags, name, slug, state, search_text)
      values (${ars}, '00000001', 'Ort', 'ort', '00', 'ort'), ('000000000002', '00000002', 'Dort', 'dort', '00', 'dort')`;
    const found = (slug: string, id: string) =>
      query(database, (own) => findPlaceWithDraft(own, slug, "hund", { id, now }));
    const seen = await Promise.all(
      Array.from({ length: 30 }, (_, index) => found(index % 2 === 0 ? "ort" : "nirgends", "d1")),
    );
    for (const [index, place] of seen.entries()) {
      if (index % 2 === 0)
        expect(place).toMatchObject({ municipality: { ars }, draft: draft("d1") });
      else expect(place).toBeUndefined();
    }
    expect(await found("dort", "d1")).toMatchObject({ draft: undefined });
    expect(await found("ort", "d0")).toMatchObject({ draft: undefined });
    // Another municipality's draft is not overwritten.
    const stolen = { ...draft("d1"), ars: "000000000002", sealed: Buffer.from("stolen") };
    expect(await query(database, (own) => saveDraft(own, stolen))).toBeUndefined();
    for (let count = 0; count < 20; count += 1)
      expect(await query(database, (own) => findDraft(own, "d1", now))).toBeUndefined();
    await sql`delete from municipalities`;
  });

  test("a locked one is submitted once, however often one clicks", async () => {
    await inTown((tx) => saveDraft(tx, newDraft("d3")));
    const submit = (id: string) =>
      inTown(async (tx) => {
        const locked = await lockDraft(tx, "d3", now);
        if (locked === undefined) return (await findSubmissionByDraft(tx, "d3"))?.id;
        await insertSubmission(tx, { ...submission(id), draftId: "d3" });
        await deleteDraft(tx, "d3");
        return id;
      });
    const ids = await Promise.all(["s1", "s2", "s3", "s4"].map(submit));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toBeDefined();
  });

  test("one is filed from the revision that was read, and from no other", async () => {
    await query(database, (own) => saveDraft(own, newDraft("d6")));
    const entry = { at: now, actor: "citizen" };
    const file = (id: string, draftRevision: number) =>
      inTown((tx) =>
        fileSubmission(tx, {
          submission: { ...submission(id), draftId: "d6" },
          draftRevision,
          offeringChangedAt: undefined,
          event: { ...entry, kind: "received" },
          entry: { statement: `signed.${id}`, leafHash: Buffer.from(id) },
          audit: { ...entry, action: "submission.filed", details: {} },
        }),
      );
    expect(await file("s6", 2)).toBe(false);
    expect(await inTown((tx) => findSubmission(tx, "s6"))).toBeUndefined();
    expect(await file("s7", 1)).toBe(true);
    expect(await inTown((tx) => findSubmission(tx, "s7"))).toMatchObject({ draftId: "d6" });
    expect(await inTown((tx) => listSubmissionEvents(tx, "s7"))).toHaveLength(1);
    await inTown((tx) => tx`delete from submissions where id = 's7'`);
    await inTown((tx) => tx`delete from audit_log where subject = 's7'`);
  });

  test("expired ones are swept, across municipalities", async () => {
    await inTown((tx) => saveDraft(tx, { ...newDraft("d4"), expiresAt: after(-1) }));
    await inTown((tx) => insertAttachment(tx, attachment("a4", "d4")));
    const sweep = () => withMunicipality(database, "*", (tx) => deleteExpiredDrafts(tx, now));
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    const left = await withMunicipality(database, "*", (tx) => listOwnerlessAttachments(tx));
    expect(left).toEqual([{ id: "a4", storageKey: "ab/a4" }]);
    expect(await inTown((tx) => deleteAttachment(tx, "a4"))).toBe("ab/a4");
    expect(await inTown((tx) => deleteAttachment(tx, "a4"))).toBeUndefined();
  });
});

test("attachments pass from the draft to the submission", async () => {
  await inTown((tx) => saveDraft(tx, newDraft("d5")));
  await inTown((tx) => insertAttachment(tx, attachment("a5", "d5")));
  await inTown((tx) => insertSubmission(tx, submission("s5")));
  const change = { id: "a5", submissionId: "s5", sealed: Buffer.from("anew") };
  expect(await inTown((tx) => giveAttachmentToSubmission(tx, change))).toBe(true);
  expect(await inTown((tx) => giveAttachmentToSubmission(tx, change))).toBe(false);
  await inTown((tx) => deleteDraft(tx, "d5"));
  const [given] = await inTown((tx) => listAttachmentsOfSubmission(tx, "s5"));
  expect(given).toMatchObject({ id: "a5", draftId: null, sealed: Buffer.from("anew") });
  expect(await inTown((tx) => findAttachment(tx, "a5"))).toEqual(given);
});

describe("submissions", () => {
  test("are listed newest first, in pages that new ones do not shift", async () => {
    await inTown((tx) => tx`delete from submissions`);
    for (let n = 0; n < 7; n += 1)
      await inTown((tx) => insertSubmission(tx, submission(`p${n}`, after(Math.floor(n / 2)))));
    const page = (cursor?: { submittedAt: Date; id: string }) =>
      inTown((tx) => listInbox(tx, { ars, limit: 3, ...(cursor && { after: cursor }) }));
    const first = await page();
    await inTown((tx) => insertSubmission(tx, submission("new", after(100))));
    const second = await page(first.at(-1));
    const third = await page(second.at(-1));
    const ids = [...first, ...second, ...third].map((row) => row.id);
    expect(ids).toEqual(["p6", "p5", "p4", "p3", "p2", "p1", "p0"]);
  });

  test("are filtered, counted, found and changed", async () => {
    const change = { id: "p1", from: "received", to: "done" } as const;
    expect(await inTown((tx) => changeSubmissionStatus(tx, change))).toBe(true);
    expect(await inTown((tx) => changeSubmissionStatus(tx, change))).toBe(false);
    const filter = { ars, statuses: ["done"], serviceId: "hundesteuer", limit: 9 } as const;
    expect(await inTown((tx) => listInbox(tx, filter))).toHaveLength(1);
    expect(await inTown((tx) => countInbox(tx, filter))).toBe(1);
    expect(await inTown((tx) => countInbox(tx, { ars, statuses: ["received"] }))).toBe(7);
    expect(await inTown((tx) => findSubmission(tx, "p1"))).toMatchObject({ status: "done" });
    expect((await inTown((tx) => findSubmissionByReference(tx, "REF-p1")))?.id).toBe("p1");
    await expect(inTown((tx) => insertSubmission(tx, submission("p1")))).rejects.toThrow("unique");
  });

  test("take their events along when deleted", async () => {
    await inTown((tx) =>
      insertSubmissionEvent(tx, { submissionId: "p2", ars, kind: "opened", at: now, actor: "a" }),
    );
    const events = await inTown((tx) => listSubmissionEvents(tx, "p2"));
    expect(events).toMatchObject([{ id: expect.any(Number) as number, kind: "opened", at: now }]);
    await inTown((tx) => tx`delete from submissions where id = ${"p2"}`);
    expect(await inTown((tx) => listSubmissionEvents(tx, "p2"))).toEqual([]);
  });
});

describe("services and offerings", () => {
  const service = (version: string, name = "Hundesteuer"): ServiceDefinition =>
    serviceSchema.parse({
      schemaVersion: 1,
      id: "hundesteuer",
      version,
      name: { de: name },
      languages: ["de"],
      description: { summary: { de: "Einen Hund anmelden" }, keywords: ["Hund"] },
      nodes: [],
      pages: [{ id: "hund", title: { de: "Hund" }, kind: "questions", nodes: ["F1"] }],
    });
  const upsert = (definition: ServiceDefinition, contentHash: string) =>
    inTown((tx) =>
      upsertService(tx, { definition, contentHash, source: "package", importedAt: now }),
    );

  test("a version never changes; the newest import is the current one", async () => {
    expect(await upsert(service("1.0"), "h1")).toBe("added");
    expect(await upsert(service("1.0"), "h1")).toBe("unchanged");
    expect(await upsert(service("1.0", "anders"), "h2")).toBe("conflict");
    expect(await upsert(service("1.1"), "h3")).toBe("added");
    expect(await findCurrentVersion(sql, "hundesteuer")).toBe("1.1");
    expect(await findServiceDefinition(sql, "hundesteuer")).toEqual(service("1.1"));
    expect(await findServiceDefinition(sql, "hundesteuer", "1.0")).toEqual(service("1.0"));
    expect(await upsert(service("1.0"), "h1")).toBe("current");
    expect(await findCurrentVersion(sql, "hundesteuer")).toBe("1.0");
  });

  test("a municipality offers them", async () => {
    const town = { ars, ags: "00000001", name: "Musterstadt", slug: "musterstadt", state: "00" };
    await withMunicipality(database, "*", (tx) => addMunicipalities(tx, [town]));
    expect(await findMunicipality(sql, ars)).toEqual(town);
    expect(await findMunicipalityBySlug(sql, "musterstadt")).toEqual(town);
    const offering = { ars, serviceId: "hundesteuer", updatedAt: now, updatedBy: "seed" };
    await setOffering(sql, { ...offering, enabled: true });
    expect(await isOffered(sql, ars, "hundesteuer")).toBe(true);
    expect(await listOfferings(sql, ars)).toMatchObject([
      {
        serviceId: "hundesteuer",
        serviceVersion: "1.0",
        enabled: true,
        name: { de: "Hundesteuer" },
        summary: { de: "Einen Hund anmelden" },
        keywords: ["Hund"],
        minutes: null,
      },
    ]);
    expect(await countEnabledOfferings(sql, [ars, "999999999999"])).toEqual(new Map([[ars, 1]]));
    expect(await listBusiestMunicipalities(sql, 5)).toEqual([{ ...town, services: 1 }]);
    expect(await listCurrentServices(sql)).toMatchObject([{ id: "hundesteuer", offerings: 1 }]);
    expect(await listActiveMunicipalities(sql)).toEqual([town]);
    await setOffering(sql, { ...offering, enabled: false });
    expect(await isOffered(sql, ars, "hundesteuer")).toBe(false);
    expect(await listOfferings(sql, ars)).toEqual([]);
    expect(await countEnabledOfferings(sql, [ars])).toEqual(new Map());
    expect(await listBusiestMunicipalities(sql, 5)).toEqual([]);
    expect(await listOfferings(sql, ars, "all")).toHaveLength(1);
  });
});

test("audit entries hold facts, newest first; those of the portal are not a municipality's", async () => {
  const entry = { at: now, ars, actor: "a", action: "offering.change", subject: "s", details: {} };
  await inTown((tx) => insertAuditEntry(tx, { ...entry, details: { enabled: true, was: null } }));
  await inTown((tx) => insertAuditEntry(tx, { ...entry, subject: "t" }));
  await expect(inTown((tx) => insertAuditEntry(tx, { ...entry, ars: null }))).rejects.toThrow();
  await withMunicipality(database, "*", (tx) => insertAuditEntry(tx, { ...entry, ars: null }));
  const [newest, oldest] = await inTown((tx) => listAuditEntries(tx, { ars, limit: 10 }));
  expect(newest?.subject).toBe("t");
  expect(oldest?.details).toEqual({ enabled: true, was: null });
  const page = { ars, limit: 10, before: newest?.id ?? 0 };
  expect(await inTown((tx) => listAuditEntries(tx, page))).toEqual([oldest]);
});

test("of several processes that make a data key one wins", async () => {
  const make = (mark: number) =>
    inTown((tx) => getOrCreateDataKeys(tx, ars, () => Buffer.from([mark]), now));
  const rings = await Promise.all([1, 2, 3, 4].map(make));
  expect(new Set(rings.map((ring) => JSON.stringify(ring))).size).toBe(1);
  expect(rings[0]).toHaveLength(1);
});

test("a limit holds for simultaneous events, and its window ends", async () => {
  const count = (at: Date) => countEvent(sql, { key: "k", limit: 3, windowSeconds: 60 }, at);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => count(now)));
  expect(outcomes.filter((one) => one.outcome === "allowed")).toHaveLength(3);
  expect(await count(after(59))).toEqual({ outcome: "limited", retryAfter: 1 });
  expect(await count(after(60))).toEqual({ outcome: "allowed" });
});

test("a municipality moves to a new key with everything that it owns", async () => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where column_name = 'ars' and table_schema = 'public'`;
  const following = [
    "municipalities",
    "postal_codes",
    "offerings",
    // Kept by triggers on the one before.
    "town_offers",
    "offering_revisions",
    "streets",
  ];
  expect(tables.map((table) => table.name).sort()).toEqual([...tablesWithArs, ...following].sort());
});
