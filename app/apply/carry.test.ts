import { buffer } from "node:stream/consumers";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { submit } from "./submit.server.ts";
import { carryDraft, carryReceipt } from "./carry-answers.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import { createTestPortal, offer } from "./fixtures/test-portal.ts";
import { addService, dogs, elsewhere, here, post, save, visitWith } from "./fixtures/walks.ts";
import { openJourney } from "./open-journey.server.ts";
import { bringAnswers, loadProposals, takeOver } from "./take-over.server.ts";
import { serviceSchema } from "#app/domain/service.ts";
import { query } from "#db/connect.ts";

const portal = await createTestPortal();
await addService(portal, dogs, here.ars, elsewhere.ars);
const words = { yes: "Ja", no: "Nein", declared: "Bestätigt" };
const passphrase = "vier Wörter reichen aus";
/** Another service that asks for given names twice, in the old spelling of the id, and for something else. */
const cats = serviceSchema.parse({
  ...dogs,
  id: "katzen",
  responsibleAt: undefined,
  nodes: [
    {
      ...dogs.nodes[0],
      id: "keeper",
      fim: { id: "F60000228" },
      label: { de: "Vorname der Halterin" },
    },
    { ...dogs.nodes[0], id: "partner", fim: { id: "F60000228" }, required: false },
    { ...dogs.nodes[3], id: "remark", fim: { id: "F99" }, required: false, options: {} },
  ],
  pages: [
    { kind: "questions", id: "halter", title: { de: "H" }, nodes: ["keeper", "partner", "remark"] },
  ],
});
await addService(portal, cats, elsewhere.ars);
await query(portal.database, (sql) => offer(sql, elsewhere.ars, "hundesteuer-anmelden", true));

async function contentOf(content: Uint8Array | string | AsyncIterable<Uint8Array>) {
  if (typeof content === "string") return Buffer.from(content);
  return content instanceof Uint8Array ? Buffer.from(content) : buffer(Readable.from(content));
}
async function fileFrom(ticket: DraftTicket): Promise<Buffer> {
  const outcome = await carryDraft(portal, visitWith(ticket), passphrase, "de");
  if (outcome.kind !== "file") throw new Error(outcome.kind);
  return contentOf(outcome.download.content);
}
async function begun(): Promise<DraftTicket> {
  return (await save(portal, visitWith(), post("halter", { owner: "Erika" }))).ticket;
}
const catVisit = (ticket?: DraftTicket) => visitWith(ticket, "katzen", elsewhere.slug);
const bring = (bytes: Uint8Array, ticket?: DraftTicket, words = passphrase) =>
  bringAnswers(portal, catVisit(ticket), { bytes, passphrase: words, address: "192.0.2.1" });

describe("answers that are taken along", () => {
  it("are found by their FIM id in another service of another municipality and wait to be confirmed", async () => {
    const brought = await bring(await fileFrom(await begun()));
    if (brought.kind !== "brought") throw new Error(brought.kind);
    const proposed = await loadProposals(portal, catVisit(brought.ticket));
    expect(proposed).toMatchObject({
      kind: "proposed",
      from: { service: "Hunde", municipality: "Musterstadt" },
      proposals: [{ name: "keeper", value: "Erika" }],
    });
    const before = await openJourney(portal, catVisit(brought.ticket));
    expect(before.kind === "open" && before.journey.answers.values).toEqual({});
    await takeOver(portal, catVisit(brought.ticket), new Set(["keeper", "partner"]));
    const after = await openJourney(portal, catVisit(brought.ticket));
    expect(after.kind === "open" && after.journey.answers).toMatchObject({
      values: { keeper: "Erika" },
      origins: { keeper: "carriedOver" },
    });
    expect((await loadProposals(portal, catVisit(brought.ticket))).kind).toBe("none");
  });

  it("overwrite nothing that was typed, and come to nothing where nobody confirms them", async () => {
    const saved = await save(portal, catVisit(), post("halter", { keeper: "Max" }));
    const file = await fileFrom(await begun());
    await bring(file, saved.ticket);
    const proposed = await loadProposals(portal, catVisit(saved.ticket));
    expect(proposed, "nor does the name of one become that of another").toMatchObject({
      proposals: [],
    });
    await takeOver(portal, catVisit(saved.ticket), new Set());
    const open = await openJourney(portal, catVisit(saved.ticket));
    expect(open.kind === "open" && open.journey.answers.values).toEqual({ keeper: "Max" });
  });

  it("lose their origin as soon as somebody types something else", async () => {
    const brought = await bring(await fileFrom(await begun()));
    if (brought.kind !== "brought") throw new Error(brought.kind);
    await takeOver(portal, catVisit(brought.ticket), new Set(["keeper"]));
    await save(portal, catVisit(brought.ticket), post("halter", { keeper: "Max" }));
    const open = await openJourney(portal, catVisit(brought.ticket));
    expect(open.kind === "open" && open.journey.answers.origins).toEqual({});
  });

  it("are refused with the reason: no file, wrong passphrase, changed, foreign, too large", async () => {
    const file = await fileFrom(await begun());
    const { sealed, ...rest } = JSON.parse(file.toString()) as { sealed: string };
    const bytes = Buffer.from(sealed, "base64").map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    const other = Buffer.from(
      JSON.stringify({ ...rest, sealed: Buffer.from(bytes).toString("base64") }),
    );
    const kindOf = async (bytes: Uint8Array, words?: string) =>
      (await bring(bytes, undefined, words)).kind;
    expect(await kindOf(new Uint8Array())).toBe("missing");
    expect(await kindOf(file, "ein anderes Kennwort")).toBe("wrongPassphrase");
    expect(await kindOf(other)).toBe("changed");
    expect(await kindOf(Buffer.from("%PDF-1.7"))).toBe("foreign");
    expect(await kindOf(Buffer.alloc(2_000_000, " "))).toBe("tooLarge");
  });

  it("need a passphrase that is worth it, and something to take along", async () => {
    const ticket = await begun();
    expect(await carryDraft(portal, visitWith(ticket), "kurz", "de")).toEqual({
      kind: "shortPassphrase",
    });
    expect(await carryDraft(portal, visitWith(), passphrase, "de")).toEqual({ kind: "nothing" });
  });

  it("can be taken from a receipt too, in the browser in which it was filed", async () => {
    const ticket = await begun();
    await save(portal, visitWith(ticket), post("anschrift", {}));
    await save(portal, visitWith(ticket), post("ende", {}));
    const filed = await submit(portal, visitWith(ticket), "de", words);
    if (filed.kind !== "filed") throw new Error(filed.kind);
    const { reference } = filed;
    const outcome = await carryReceipt(portal, visitWith(ticket), reference, passphrase, "de");
    if (outcome.kind !== "file") throw new Error(outcome.kind);
    const brought = await bring(await contentOf(outcome.download.content));
    if (brought.kind !== "brought") throw new Error(brought.kind);
    const proposed = await loadProposals(portal, catVisit(brought.ticket));
    expect(proposed).toMatchObject({ proposals: [{ name: "keeper", value: "Erika" }] });
    expect(await carryReceipt(portal, visitWith(), reference, passphrase, "de")).toEqual({
      kind: "nothing",
    });
  });
});
