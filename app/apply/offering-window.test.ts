import { beforeEach, describe, expect, it } from "vitest";
import { serviceSchema } from "#app/domain/service.ts";
import type { OfferingWindow } from "#app/domain/offering-window.ts";
import { query, withMunicipality } from "#db/connect.ts";
import { findWindow, setWindow } from "#db/queries/offering-windows.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { upsertService } from "#db/queries/services.ts";
import { readIntent } from "../domain/intent.ts";
import { deleteExpired } from "../jobs/delete-expired.server.ts";
import { describeService } from "./describe-service.server.ts";
import { draftDays } from "../domain/privacy/periods.ts";
import type { DraftTicket } from "./draft.server.ts";
import { fillExample } from "./fill-example.server.ts";
import { createTestPortal } from "./fixtures/test-portal.ts";
import { listServices } from "./list-services.server.ts";
import { loadPage } from "./load-page.server.ts";
import { loadReview } from "./load-review.server.ts";
import type { Visit } from "./open-journey.server.ts";
import { savePage } from "./save-page.server.ts";
import { submit } from "./submit.server.ts";

const portal = await createTestPortal();
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };
const offering = { ars: "000000000001", serviceId: "probe" };
const sender = { language: "de", scripts: false, address: "192.0.2.1" } as const;

const field = (id: string, kind: string) => ({
  type: "field",
  id,
  kind,
  label: { de: id },
  options: {},
  required: kind !== "file",
});
const definition = serviceSchema.parse({
  schemaVersion: 1,
  id: offering.serviceId,
  version: "1",
  name: { de: "Probe" },
  languages: ["de"],
  description: { summary: { de: "Zur Probe" } },
  nodes: [field("name", "text"), { ...field("foto", "file"), options: { mediaTypes: [] } }],
  pages: [{ kind: "questions", id: "wer", title: { de: "Wer" }, nodes: ["name", "foto"] }],
});
await query(portal.database, (sql) =>
  upsertService(sql, {
    definition,
    source: "import",
    contentHash: "1",
    importedAt: portal.clock(),
  }),
);

const start = "2026-03-01T09:00:00Z";
const at = (hours: number) => new Date(new Date(start).getTime() + hours * 3_600_000);
const goTo = (hours: number) => {
  portal.setClock(at(hours).toISOString());
};
beforeEach(async () => {
  goTo(0);
  await withMunicipality(portal.database, "*", async (sql) => {
    await sql`delete from submissions where service_id = ${offering.serviceId}`;
  });
  await turn(true);
  await set({});
});

async function turn(enabled: boolean): Promise<void> {
  await query(portal.database, (sql) =>
    setOffering(sql, { ...offering, enabled, updatedAt: portal.clock(), updatedBy: "test" }),
  );
}
async function set(window: Partial<OfferingWindow>): Promise<void> {
  await query(portal.database, async (sql) => {
    const since = (await findWindow(sql, offering))?.changedAt ?? portal.clock();
    const change = { since, at: new Date(since.getTime() + 1), actor: "test" };
    expect(await setWindow(sql, offering, { testMode: false, ...window }, change)).toBe(true);
  });
}
function visit(ticket?: DraftTicket): Visit {
  return { municipality: "musterstadt", service: offering.serviceId, ticket };
}
const save = (ticket?: DraftTicket, files: readonly { name: string; filename: string }[] = []) =>
  savePage(portal, visit(ticket), {
    address: "wer",
    raw: { name: "Erika Mustermann", _shown: ["name", "foto"] },
    intent: readIntent("next"),
    files: files.map((one) => ({ ...one, bytes: Buffer.from("%PDF-1.7\n%%EOF") })),
    fromReview: false,
  });
async function begin(files?: Parameters<typeof save>[1]): Promise<DraftTicket> {
  const saved = await save(undefined, files);
  if (saved.kind !== "saved") throw new Error(saved.kind);
  return saved.ticket;
}
const file = (ticket: DraftTicket) => submit(portal, visit(ticket), "de", words);
const mayFile = async (ticket: DraftTicket) => {
  const review = await loadReview(portal, visit(ticket), "de", words);
  return review.kind === "review" ? review.mayFile : review.kind;
};
async function listed() {
  const found = await listServices(portal, "musterstadt", { typed: "probe", page: 1 }, "de");
  return found.kind === "services" ? found.services[0]?.state.kind : found.kind;
}
const count = async (table: string) =>
  withMunicipality(portal.database, offering.ars, async (sql) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(table)}`;
    return row?.count;
  });

describe("a submission limit", () => {
  it("is kept to the last place when fifty file at once", async () => {
    await set({ submissionLimit: 7 });
    const tickets = await Promise.all(Array.from({ length: 50 }, () => begin()));
    const outcomes = await Promise.all(tickets.map((ticket) => file(ticket)));
    const filed = outcomes.filter(({ kind }) => kind === "filed");
    expect(filed).toHaveLength(7);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["filed", "review"]));
    expect(await count("submissions")).toBe(7);
    expect(await listed()).toBe("full");
    // The draft of whoever came too late is still there.
    const late = tickets[outcomes.findIndex(({ kind }) => kind === "review")];
    if (!late) throw new Error("nobody came too late");
    expect((await save(late)).kind).toBe("saved");
    expect(await mayFile(late)).toBe(false);
    await set({ submissionLimit: 8 });
    expect((await file(late)).kind).toBe("filed");
  });

  it("is kept when it is set while many are filing", async () => {
    const tickets = await Promise.all(Array.from({ length: 30 }, () => begin()));
    const filing = Promise.all(tickets.map((ticket) => file(ticket)));
    await set({ submissionLimit: 1 });
    const before = (await count("submissions")) ?? 0;
    await filing;
    expect(await count("submissions")).toBe(Math.max(before, 1));
  });

  it("counts from the day on which it opened, and no tests", async () => {
    expect((await file(await begin())).kind).toBe("filed");
    goTo(5);
    await set({ submissionLimit: 1, testMode: true });
    expect((await file(await begin())).kind).toBe("filed");
    await set({ submissionLimit: 1 });
    expect(await listed()).toBe("full");
    await set({ submissionLimit: 1, opensAt: at(4) });
    expect(await listed()).toBe("open");
    expect((await file(await begin())).kind).toBe("filed");
    expect(await listed()).toBe("full");
  });
});

describe("beginning", () => {
  it.each<[string, Partial<OfferingWindow>, string]>([
    ["before it opens", { opensAt: at(1) }, "planned"],
    ["after it closed", { closesAt: at(-1) }, "closed"],
    ["in maintenance", { maintenanceText: { de: "Umbau" } }, "rests"],
  ])(
    "is refused %s, on every way, and the page of the service tells why",
    async (_, set_, kind) => {
      const before = await count("drafts");
      await set(set_);
      expect(await listed()).toBe(kind);
      expect(await describeService(portal, visit())).toMatchObject({
        kind: "service",
        start: undefined,
        opening: { state: { kind } },
      });
      expect((await loadPage(portal, visit(), "wer", "de")).kind).toBe("shut");
      expect((await save()).kind).toBe("shut");
      expect((await save(undefined, [{ name: "foto", filename: "a.pdf" }])).kind).toBe("shut");
      expect((await fillExample(portal, visit(), sender)).kind).toBe("shut");
      expect(await count("drafts")).toBe(before);
    },
  );
});

describe("a draft", () => {
  it("is kept through maintenance and filed afterwards", async () => {
    const ticket = await begin();
    await set({ maintenanceText: { de: "Umbau" } });
    expect((await save(ticket)).kind).toBe("saved");
    expect(await mayFile(ticket)).toBe(false);
    expect(await file(ticket)).toEqual({ kind: "review" });
    await set({});
    expect((await file(ticket)).kind).toBe("filed");
  });

  it("is filed after the end only until the day that was set for it", async () => {
    const [soon, late] = [await begin(), await begin()];
    await set({ closesAt: at(2), finishBy: at(4) });
    goTo(3);
    expect(await listed()).toBe("closed");
    expect(await mayFile(soon)).toBe(true);
    expect((await file(soon)).kind).toBe("filed");
    goTo(4);
    expect(await mayFile(late)).toBe(false);
    expect(await file(late)).toEqual({ kind: "review" });
    expect((await loadPage(portal, visit(late), "wer", "de")).kind).toBe("page");
  });

  it("of a service that was switched off is out of reach, unless it may be finished", async () => {
    const ticket = await begin();
    await turn(false);
    expect(await file(ticket)).toMatchObject({ kind: "notOffered" });
    await set({ finishBy: at(4) });
    expect(await listed()).toBeUndefined();
    expect((await loadPage(portal, visit(), "wer", "de")).kind).toBe("shut");
    expect((await save(ticket)).kind).toBe("saved");
    goTo(4);
    expect(await file(ticket)).toMatchObject({ kind: "notOffered" });
    goTo(3);
    expect((await file(ticket)).kind).toBe("filed");
  });

  it("expires while it waits, as any other", async () => {
    const ticket = await begin();
    await set({ closesAt: at(1), finishBy: at(24 * (draftDays + 2)) });
    goTo(24 * draftDays + 1);
    expect((await loadPage(portal, visit(ticket), "wer", "de")).kind).toBe("shut");
  });

  it("that is finished while it was off needs no such day once it is on again", async () => {
    await turn(false);
    await set({ finishBy: at(4) });
    await turn(true);
    const found = await query(portal.database, (sql) => findWindow(sql, offering));
    expect(found?.window.finishBy).toBeUndefined();
  });
});

describe("a test", () => {
  const rowOf = async (reference: string) =>
    withMunicipality(portal.database, offering.ars, async (sql) => {
      const [row] = await sql<{ id: string; test: boolean }[]>`
        select id, test from submissions where reference = ${reference}`;
      return row;
    });

  it("is marked, goes nowhere, is in no log, and is deleted with its files after seven days", async () => {
    await set({ testMode: true });
    const before = await count("log_entries");
    const ticket = await begin([{ name: "foto", filename: "a.pdf" }]);
    const filed = await file(ticket);
    if (filed.kind !== "filed") throw new Error(filed.kind);
    const row = await rowOf(filed.reference);
    expect(row?.test).toBe(true);
    expect(await count("log_entries")).toBe(before);
    const forwardings = await withMunicipality(
      portal.database,
      offering.ars,
      (sql) => sql`select 1 from forwardings where submission_id = ${row?.id ?? ""}`,
    );
    expect(forwardings).toHaveLength(0);
    goTo(7 * 24);
    expect(await deleteExpired(portal)).toMatchObject({ tests: 0 });
    expect(await rowOf(filed.reference)).toBeDefined();
    goTo(7 * 24 + 1);
    expect(await deleteExpired(portal)).toMatchObject({ tests: 1, files: 1 });
    expect(await rowOf(filed.reference)).toBeUndefined();
  });

  it("stays one when test mode ends before it is filed, so that no example becomes an application", async () => {
    await set({ testMode: true });
    const filled = await fillExample(portal, visit(), sender);
    if (filled.kind !== "filled") throw new Error(filled.kind);
    expect(filled.address).toBeUndefined();
    await set({});
    const filed = await file(filled.ticket);
    if (filed.kind !== "filed") throw new Error(filed.kind);
    expect((await rowOf(filed.reference))?.test).toBe(true);
  });

  it("is filled in by the portal in test mode alone", async () => {
    expect((await fillExample(portal, visit(), sender)).kind).toBe("notATest");
  });

  it("counts in no figure", async () => {
    const seen: string[] = [];
    const { figures } = portal;
    const watched = {
      ...portal,
      figures: {
        ...figures,
        count: (...[, what]: Parameters<typeof figures.count>) => seen.push(what),
      },
    };
    await set({ testMode: true });
    const ticket = await begin();
    await submit(watched, visit(ticket), "de", words, {}, sender);
    expect(seen).toEqual([]);
    await set({});
    await submit(watched, visit(await begin()), "de", words, {}, sender);
    expect(seen).toContain("filed");
  });
});
