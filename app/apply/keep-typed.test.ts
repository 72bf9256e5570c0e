import { describe, expect, it } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import type { DraftTicket } from "./draft.server.ts";
import { discardDraft } from "./discard-draft.server.ts";
import { createTestPortal } from "./fixtures/test-portal.ts";
import { addService, dogs, here, post, save, visitWith } from "./fixtures/walks.ts";
import { keepTyped, stampOf } from "./keep-typed.server.ts";
import { loadPage } from "./load-page.server.ts";
import { savePage } from "./save-page.server.ts";

const portal = await createTestPortal();
await addService(portal, dogs, here.ars);

async function rawOn(address: string, ticket?: DraftTicket) {
  const page = await loadPage(portal, visitWith(ticket), address, "de");
  if (page.kind !== "page") throw new Error(page.kind);
  return page.raw;
}
async function type(address: string, raw: Record<string, string>, ticket?: DraftTicket) {
  const stamp = stampOf(await rawOn(address, ticket));
  return keepTyped(portal, visitWith(ticket), { address, raw, stamp });
}
async function begun(): Promise<DraftTicket> {
  return (await save(portal, visitWith(), post("halter", { owner: "Erika" }))).ticket;
}

describe("what is being typed", () => {
  it("begins a draft, is kept as typed, wrong or not, and counts for nothing until it is sent", async () => {
    const kept = await type("halter", { owner: "  " });
    if (kept.kind !== "kept" || !kept.ticket) throw new Error(kept.kind);
    expect(await rawOn("halter", kept.ticket)).toEqual({ owner: "  " });
    const far = await loadPage(portal, visitWith(kept.ticket), "ende", "de");
    expect(far).toEqual({ kind: "elsewhere", address: "halter" });
  });

  it("lies in the database as ciphertext", async () => {
    const kept = await type("halter", { owner: "Mustermannsgeheimnis" });
    if (kept.kind !== "kept") throw new Error(kept.kind);
    const rows = await withMunicipality(
      portal.database,
      here.ars,
      (sql) => sql<{ sealed: Buffer }[]>`select sealed from drafts`,
    );
    expect(rows.some(({ sealed }) => sealed.includes("Mustermannsgeheimnis"))).toBe(false);
  });

  it("gives way to what another tab has saved or typed since", async () => {
    const ticket = await begun();
    const stamp = stampOf(await rawOn("anschrift", ticket));
    const raw = { "address/street": "Am Markt" };
    expect((await type("anschrift", raw, ticket)).kind).toBe("kept");
    const late = await keepTyped(portal, visitWith(ticket), {
      address: "anschrift",
      raw: {},
      stamp,
    });
    expect(late).toEqual({ kind: "newer" });
    expect(await rawOn("anschrift", ticket)).toEqual(raw);
    const before = stampOf(await rawOn("halter", ticket));
    await save(portal, visitWith(ticket), post("halter", { owner: "Erika Mustermann" }));
    const typed = { address: "halter", raw: { owner: "Eri" }, stamp: before };
    expect(await keepTyped(portal, visitWith(ticket), typed)).toEqual({ kind: "newer" });
    expect(await rawOn("halter", ticket)).toEqual({ owner: "Erika Mustermann" });
  });

  it("is not in the way of other pages that are typed on at the same time", async () => {
    const ticket = await begun();
    const outcomes = await Promise.all([
      type("halter", { owner: "E" }, ticket),
      type("anschrift", { "address/city": "M" }, ticket),
      savePage(portal, visitWith(ticket), post("ende", { remark: "R" })),
    ]);
    expect(outcomes.slice(0, 2).map(({ kind }) => kind)).toEqual(["kept", "kept"]);
    expect(await rawOn("halter", ticket)).toEqual({ owner: "E" });
    expect(await rawOn("anschrift", ticket)).toEqual({ "address/city": "M" });
  });

  it("is over once the page is sent, and takes in nothing but its own controls", async () => {
    const ticket = await begun();
    await type("ende", { remark: "halb", fremd: "x", _shown: "remark" }, ticket);
    expect(await rawOn("ende", ticket)).toEqual({ remark: "halb" });
    await save(portal, visitWith(ticket), post("ende", { remark: "ganz" }));
    expect(await rawOn("ende", ticket)).toEqual({ remark: "ganz" });
  });

  it("is put aside by the button, and comes to nothing once the draft is deleted", async () => {
    const ticket = await begun();
    const aside = post("halter", { owner: "" }, { intended: "later" });
    expect((await savePage(portal, visitWith(ticket), aside)).kind).toBe("later");
    expect(await rawOn("halter", ticket)).toEqual({ owner: "" });
    const stamp = stampOf(await rawOn("halter", ticket));
    await discardDraft(portal, visitWith(ticket));
    const typed = { address: "halter", raw: { owner: "E" }, stamp };
    expect(await keepTyped(portal, visitWith(ticket), typed)).toEqual({ kind: "nothing" });
  });
});
