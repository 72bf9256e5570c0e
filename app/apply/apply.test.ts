import { beforeEach, describe, expect, it } from "vitest";
import { serviceSchema } from "#app/domain/service.ts";
import { query, withMunicipality } from "#db/connect.ts";
import { upsertService } from "#db/queries/services.ts";
import { newKey } from "../platform/crypto.server.ts";
import { discardDraft } from "./discard-draft.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import { createTestPortal, offer } from "./fixtures/test-portal.ts";
import { readIntent } from "../domain/intent.ts";
import { loadAttachment } from "./load-attachment.server.ts";
import { loadPage } from "./load-page.server.ts";
import { loadReceipt } from "./load-receipt.server.ts";
import { openJourney, type Visit } from "./open-journey.server.ts";
import { savePage, type PagePost } from "./save-page.server.ts";
import { submit } from "./submit.server.ts";

const portal = await createTestPortal();
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };
const ars = "000000000001";

/** Two pages; on the first, an answer brings a question up, and a file may be sent along. */
const service = serviceSchema.parse({
  schemaVersion: 1,
  id: "probe",
  version: "1",
  name: { de: "Probe" },
  languages: ["de"],
  description: { summary: { de: "Zur Probe" } },
  nodes: [
    field("dog", "yesNo", { required: true }),
    field("name", "text", {
      required: true,
      when: { op: "equals", field: "dog", value: true },
    }),
    field("photo", "file", { required: false, options: { mediaTypes: [] } }),
    field("street", "text", { required: true }),
    field("city", "text", { required: false }),
  ],
  pages: [
    page("hund", ["dog", "name", "photo"]),
    page("strasse", ["street"]),
    page("ort", ["city"]),
  ],
});
await withMunicipality(portal.database, "*", async (sql) => {
  const now = portal.clock();
  const row = { definition: service, source: "import", contentHash: "1", importedAt: now } as const;
  await upsertService(sql, row);
  await offer(sql, ars, "probe", true);
});

beforeEach(() => {
  portal.setClock("2026-03-01T09:00:00Z");
});

function field(id: string, kind: string, more: object) {
  return { type: "field", id, kind, label: { de: id }, options: {}, ...more };
}
function page(id: string, nodes: string[]) {
  return { kind: "questions", id, title: { de: id }, nodes };
}
function visit(ticket?: DraftTicket): Visit {
  return { municipality: "musterstadt", service: "probe", ticket };
}
function post(address: string, raw: PagePost["raw"], more: Partial<PagePost> = {}): PagePost {
  return { address, raw, intent: readIntent("next"), files: [], fromReview: false, ...more };
}

/** Saves pages one after the other; the ticket is that of the first. */
async function begin(...posts: readonly PagePost[]): Promise<DraftTicket> {
  let ticket: DraftTicket | undefined;
  for (const one of posts) {
    const outcome = await savePage(portal, visit(ticket), one);
    if (outcome.kind !== "saved") throw new Error(`not saved: ${JSON.stringify(outcome)}`);
    ({ ticket } = outcome);
  }
  if (!ticket) throw new Error("nothing to save");
  return ticket;
}

const withDog = post("hund", { dog: "true", name: "Bello" });
const street = post("strasse", { street: "Am Markt" });
const city = post("ort", { city: "Musterstadt" });

async function answersOf(ticket: DraftTicket) {
  const open = await openJourney(portal, visit(ticket));
  return open.kind === "open" ? open.journey.answers.values : open.kind;
}

describe("saving", () => {
  it("keeps what two tabs save at the same time", async () => {
    const ticket = await begin(withDog, street);
    const outcomes = await Promise.all(
      ["A", "B", "C"].flatMap((name) => [
        savePage(portal, visit(ticket), post("strasse", { street: name })),
        savePage(portal, visit(ticket), post("ort", { city: name })),
      ]),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill("saved"));
    const values = await answersOf(ticket);
    expect(values).toMatchObject({ dog: true, name: "Bello" });
    expect(values).toMatchObject({
      street: expect.stringMatching(/^[ABC]$/) as string,
      city: expect.stringMatching(/^[ABC]$/) as string,
    });
  });

  it("stores nothing but ciphertext", async () => {
    const ticket = await begin(withDog);
    const [row] = await withMunicipality(
      portal.database,
      ars,
      (sql) => sql<{ sealed: Buffer }[]>`select sealed from drafts where id = ${ticket.id}`,
    );
    expect(row?.sealed.length).toBeGreaterThan(0);
    expect(row?.sealed.includes("Bello")).toBe(false);
  });

  it("begins a draft for a file on the first page, and shows the file at once", async () => {
    const bytes = new TextEncoder().encode("%PDF-1.7\n%%EOF");
    const outcome = await savePage(
      portal,
      visit(),
      post(
        "hund",
        { dog: "", name: "" },
        {
          intent: readIntent("upload:photo"),
          files: [{ name: "photo", filename: "C:\\fotos\\hund\u0000.pdf", bytes }],
        },
      ),
    );
    if (outcome.kind !== "again" || !outcome.ticket) throw new Error(outcome.kind);
    expect(outcome.errors).toEqual([]);
    const shown = await loadPage(portal, visit(outcome.ticket), "hund", "de");
    if (shown.kind !== "page") throw new Error(shown.kind);
    const [file] = shown.form.files["photo"] ?? [];
    expect(file).toMatchObject({ name: "hund.pdf", mediaType: "application/pdf", size: 14 });
    const found = await loadAttachment(portal, visit(outcome.ticket), file?.id ?? "");
    if (found.kind !== "attachment") throw new Error(found.kind);
    const content = await new Response(found.download.content as BodyInit).bytes();
    expect(Buffer.from(content)).toEqual(Buffer.from(bytes));
    // A key of another draft does not open it, even under its id.
    const stolen = { id: outcome.ticket.id, key: newKey() };
    expect(await loadAttachment(portal, visit(stolen), file?.id ?? "")).toEqual({
      kind: "unknown",
    });
  });
});

describe("a ticket", () => {
  it("opens nothing with another key", async () => {
    const ticket = await begin(withDog);
    const stolen = { id: ticket.id, key: newKey() };
    expect(await answersOf(stolen)).toEqual({});
    expect(await loadPage(portal, visit(stolen), "strasse", "de")).toEqual({ kind: "draftGone" });
    // And it takes nothing away from its owner.
    await discardDraft(portal, visit(stolen));
    expect(await answersOf(ticket)).toMatchObject({ name: "Bello" });
  });

  it("opens nothing in another service", async () => {
    const ticket = await begin(withDog);
    const elsewhere = { ...visit(ticket), service: "hundesteuer-anmelden" };
    expect(await openJourney(portal, elsewhere)).toMatchObject({ kind: "open", draft: undefined });
  });

  it("outlives its draft by nothing", async () => {
    const ticket = await begin(withDog);
    portal.setClock("2026-03-31T08:59:00Z");
    expect(await loadPage(portal, visit(ticket), "strasse", "de")).toMatchObject({ kind: "page" });
    portal.setClock("2026-03-31T09:00:01Z");
    expect(await loadPage(portal, visit(ticket), "strasse", "de")).toEqual({ kind: "draftGone" });
    expect(await savePage(portal, visit(ticket), street)).toEqual({ kind: "draftGone" });
    expect(await submit(portal, visit(ticket), "de", words)).toEqual({ kind: "draftGone" });
    // The first page is open to everyone: there a new draft begins.
    const outcome = await savePage(portal, visit(ticket), withDog);
    expect(outcome).toMatchObject({ kind: "saved", address: "strasse" });
    expect(outcome.kind === "saved" && outcome.ticket.id).not.toBe(ticket.id);
  });

  it("lives thirty days from the last change", async () => {
    const ticket = await begin(withDog);
    portal.setClock("2026-03-25T09:00:00Z");
    await savePage(portal, visit(ticket), street);
    portal.setClock("2026-04-20T09:00:00Z");
    expect(await answersOf(ticket)).toMatchObject({ street: "Am Markt" });
  });
});

describe("filing", () => {
  const documentOf = async (ticket: DraftTicket) => {
    const filed = await submit(portal, visit(ticket), "de", words);
    if (filed.kind !== "filed") throw new Error(filed.kind);
    const receipt = await loadReceipt(portal, visit(ticket), filed.reference);
    if (receipt.kind !== "receipt") throw new Error(receipt.kind);
    return receipt.document;
  };

  it("happens once, however many presses arrive at once", async () => {
    const ticket = await begin(withDog, street, city);
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => submit(portal, visit(ticket), "de", words)),
    );
    const references = outcomes.map((outcome) =>
      outcome.kind === "filed" ? outcome.reference : outcome.kind,
    );
    expect(new Set(references).size).toBe(1);
    const rows = await withMunicipality(portal.database, ars, async (sql) => ({
      submissions: await sql`select 1 from submissions where draft_id = ${ticket.id}`,
      drafts: await sql`select 1 from drafts where id = ${ticket.id}`,
      forwardings: await sql`
        select 1 from forwardings f join submissions s on s.id = f.submission_id
        where s.draft_id = ${ticket.id}`,
    }));
    expect(rows.submissions).toHaveLength(1);
    expect(rows.forwardings).toHaveLength(1);
    expect(rows.drafts).toHaveLength(0);
  });

  it("leaves out what an answer has hidden again", async () => {
    const ticket = await begin(withDog, street, city, post("hund", { dog: "false" }));
    // It is kept while one fills in, in case one changes one's mind again.
    expect(await answersOf(ticket)).toMatchObject({ dog: false, name: "Bello" });
    const document = await documentOf(ticket);
    expect(document?.data).toEqual({ dog: false, street: "Am Markt", city: "Musterstadt" });
    expect(JSON.stringify(document)).not.toContain("Bello");
  });

  it("competes with a save, and one of them comes first", async () => {
    const ticket = await begin(withDog, street, city);
    const [filed, saved] = await Promise.all([
      submit(portal, visit(ticket), "de", words),
      savePage(portal, visit(ticket), post("ort", { city: "Neustadt" })),
    ]);
    if (filed.kind !== "filed") throw new Error(filed.kind);
    const receipt = await loadReceipt(portal, visit(ticket), filed.reference);
    const stored = receipt.kind === "receipt" ? receipt.document?.data["city"] : undefined;
    expect([saved.kind, stored]).toEqual(
      saved.kind === "saved" ? ["saved", "Neustadt"] : ["filed", "Musterstadt"],
    );
  });

  it("stops at once when the offering is switched off", async () => {
    const ticket = await begin(withDog, street, city);
    await query(portal.database, (sql) => offer(sql, ars, "probe", false));
    expect(await submit(portal, visit(ticket), "de", words)).toMatchObject({ kind: "notOffered" });
    await query(portal.database, (sql) => offer(sql, ars, "probe", true));
    expect(await submit(portal, visit(ticket), "de", words)).toMatchObject({ kind: "filed" });
  });
});

it("takes a draft along to a new version, and asks anew what does not fit", async () => {
  const ticket = await begin(withDog, street);
  const upsert = (definition: typeof service, contentHash: string) =>
    withMunicipality(portal.database, "*", (sql) =>
      upsertService(sql, { definition, source: "import", contentHash, importedAt: portal.clock() }),
    );
  const nodes = service.nodes.map((node) =>
    node.id === "street" ? { ...node, options: { maxLength: 3 } } : node,
  );
  await upsert(serviceSchema.parse({ ...service, version: "2", nodes }), "2");
  const open = await openJourney(portal, visit(ticket));
  if (open.kind !== "open") throw new Error(open.kind);
  expect(open).toMatchObject({ updated: true, draft: { content: { anew: ["street"] } } });
  expect(open.journey.values).toMatchObject({ dog: true });
  expect(open.journey.values).not.toHaveProperty("street");
  expect(open.journey.furthest).toBe(1);

  // Another page first: what is to be answered anew stays noted.
  expect(await savePage(portal, visit(ticket), withDog)).toMatchObject({ kind: "saved" });
  expect(await openJourney(portal, visit(ticket))).toMatchObject({
    updated: false,
    draft: { row: { serviceVersion: "2" }, content: { anew: ["street"] } },
  });
  expect(await savePage(portal, visit(ticket), street)).toMatchObject({
    errors: [{ name: "street", code: "tooLong" }],
  });
  await savePage(portal, visit(ticket), post("strasse", { street: "Weg" }));
  const done = await openJourney(portal, visit(ticket));
  expect(done.kind === "open" && done.draft?.content.anew).toBeUndefined();
  await upsert(service, "1");
});
