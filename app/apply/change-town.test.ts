import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { filesBelow } from "#app/domain/change-answers.ts";
import { serviceSchema } from "#app/domain/service.ts";
import { withMunicipality } from "#db/connect.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { changeTown, loadTown, stayInTown } from "./change-town.server.ts";
import type { DraftTicket } from "./draft.server.ts";
import { createTestPortal } from "./fixtures/test-portal.ts";
import { addService, dogs, elsewhere, here, post, save, visitWith } from "./fixtures/walks.ts";
import { loadAttachment } from "./load-attachment.server.ts";
import { loadDraft, makeResumeLink } from "./make-resume-link.server.ts";
import { openJourney } from "./open-journey.server.ts";
import { openResumeLink } from "./open-resume-link.server.ts";
import { savePage } from "./save-page.server.ts";

const portal = await createTestPortal();
await addService(portal, dogs, here.ars, elsewhere.ars);
await withMunicipality(portal.database, "*", (sql) =>
  addMunicipalities(sql, [
    town("000000000004", "Waldheim", "waldheim", "04736"),
    town("000000000005", "Ödland", "oedland", "99998"),
    town("000000000006", "Ostdorf", "ostdorf", "99999"),
    town("000000000007", "Westdorf", "westdorf", "99999"),
  ]),
);
const [address, remark] = [dogs.nodes[2], dogs.nodes[3]];
/** The same act in Waldheim, under another address, with other fees, needs and questions, and without the dogs. */
await addService(
  portal,
  serviceSchema.parse({
    ...dogs,
    id: "hundesteuer-waldheim",
    description: {
      summary: { de: "Zur Probe" },
      fee: { de: "50 Euro" },
      needs: [{ de: "Ausweis" }],
    },
    nodes: [dogs.nodes[0], address, { ...remark, id: "extra", label: { de: "Warum?" } }],
    pages: [
      { kind: "questions", id: "halter", title: { de: "H" }, nodes: ["owner", "address", "extra"] },
    ],
  }),
  "000000000004",
);

function town(ars: string, name: string, slug: string, postalCode: string) {
  const ags = ars.slice(0, 5) + ars.slice(9);
  return { ars, ags, name, slug, state: "00", postalCode, population: 10 };
}
function at(postalCode: string, city: string) {
  const raw = { street: "Am Markt", houseNumber: "1", postalCode, city };
  const named = Object.entries(raw).map(([part, value]) => [`address/${part}`, value]);
  return post("anschrift", Object.fromEntries(named) as Record<string, string>);
}
async function livingAt(postalCode: string, city: string) {
  const { ticket } = await save(portal, visitWith(), post("halter", { owner: "Erika" }));
  const { address: next } = await save(portal, visitWith(ticket), at(postalCode, city));
  return { ticket, next };
}

describe("a place for which another municipality is responsible", () => {
  it("is told right after it was saved, and not where the postal code is that of the municipality", async () => {
    expect((await livingAt("01234", "Musterstadt")).next).toBe("ende");
    expect((await livingAt("01234", "Ortsteil")).next).toBe("ende");
    expect((await livingAt("12121", "Unbekannt")).next).toBe("ende");
    const { ticket, next } = await livingAt("01236", "Neustadt");
    expect(next).toBe("entwurf/ort");
    expect(await loadTown(portal, visitWith(ticket), undefined)).toMatchObject({
      kind: "wrongTown",
      towns: [{ slug: "neustadt-b", offers: true }],
      target: { differences: { needsMore: [], moreQuestions: [], dropped: [], texts: false } },
    });
  });

  it("is left alone once the citizen stays", async () => {
    const { ticket } = await livingAt("01236", "Neustadt");
    expect(await stayInTown(portal, visitWith(ticket))).toEqual({
      kind: "rightTown",
      address: "pruefen",
    });
    expect((await save(portal, visitWith(ticket), at("01236", "Neustadt"))).address).toBe("ende");
    expect((await save(portal, visitWith(ticket), at("04736", "Waldheim"))).address).toBe(
      "entwurf/ort",
    );
  });

  it("shows what differs there before anything moves", async () => {
    const { ticket } = await livingAt("04736", "Waldheim");
    const found = await loadTown(portal, visitWith(ticket), undefined);
    expect(found).toMatchObject({
      target: {
        town: { slug: "waldheim" },
        differences: {
          fee: { before: { de: "10 Euro" }, after: { de: "50 Euro" } },
          needsMore: [{ de: "Ausweis" }],
          moreQuestions: [{ de: "Warum?" }],
        },
      },
    });
  });

  it("says so where nobody offers it, and lets one choose among several", async () => {
    const alone = await livingAt("99998", "Ödland");
    const found = await loadTown(portal, visitWith(alone.ticket), undefined);
    expect(found).toMatchObject({ towns: [{ slug: "oedland", offers: false }] });
    expect(found).not.toHaveProperty("target");
    expect(await changeTown(portal, visitWith(alone.ticket), "oedland")).toEqual({ kind: "again" });
    const many = await livingAt("99999", "Irgendwo");
    const choice = await loadTown(portal, visitWith(many.ticket), undefined);
    expect(choice.kind === "wrongTown" && choice.towns.map(({ slug }) => slug).sort()).toEqual([
      "ostdorf",
      "westdorf",
    ]);
    // The name of the place settles it.
    const named = await livingAt("99999", "OSTDORF");
    expect(await loadTown(portal, visitWith(named.ticket), undefined)).toMatchObject({
      towns: [{ slug: "ostdorf" }],
    });
  });
});

describe("a draft that moves", () => {
  it("takes answers, files and the way back along", async () => {
    const { ticket, photo } = await withPhoto();
    await makeResumeLink(portal, visitWith(ticket));
    const link = await linkOf(ticket);
    const moved = await changeTown(portal, visitWith(ticket), "neustadt-b");
    expect(moved).toEqual({ kind: "moved", municipality: "neustadt-b", service: "hunde", ticket });
    const there = visitWith(ticket, dogs.id, "neustadt-b");
    const open = await openJourney(portal, there);
    if (open.kind !== "open" || !open.draft) throw new Error("it has not arrived");
    expect(open.journey.answers.values).toMatchObject({ owner: "Erika" });
    const [file] = filesBelow(open.journey.answers, "");
    const found = await loadAttachment(portal, there, file?.id ?? "");
    if (found.kind !== "attachment") throw new Error(found.kind);
    expect(await buffer(found.download.content as AsyncIterable<Buffer>)).toEqual(photo);
    const opened = await openResumeLink(portal, { ...link, address: "192.0.2.1" });
    expect(opened).toMatchObject({ kind: "opened", municipality: "neustadt-b" });
    const left = await openJourney(portal, visitWith(ticket));
    expect(left.kind === "open" && left.draft).toBeUndefined();
    expect((await changeTown(portal, visitWith(ticket), "neustadt-b")).kind).toBe("again");
    await save(portal, there, post("halter", { owner: "Erika Mustermann" }));
  });

  it("fits its answers into another form", async () => {
    const { ticket } = await livingAt("04736", "Waldheim");
    const moved = await changeTown(portal, visitWith(ticket), "waldheim");
    expect(moved).toMatchObject({ kind: "moved", service: "hundesteuer-waldheim" });
    const open = await openJourney(portal, visitWith(ticket, "hundesteuer-waldheim", "waldheim"));
    expect(open.kind === "open" && open.journey.answers.values).toMatchObject({
      owner: "Erika",
      address: { city: "Waldheim" },
    });
  });
});

async function withPhoto(): Promise<{ ticket: DraftTicket; photo: Buffer }> {
  const { ticket } = await livingAt("01236", "Neustadt");
  const added = await save(portal, visitWith(ticket), post("hundeliste", {}, { intended: "add" }));
  const item = added.address?.split("/")[1] ?? "";
  const photo = Buffer.from("%PDF-1.7\n%%EOF");
  const name = `dogs:${item}/photo`;
  const more = { intended: `upload:${name}`, files: [{ name, filename: "a.pdf", bytes: photo }] };
  await savePage(portal, visitWith(ticket), post(`hund/${item}`, {}, more));
  await save(portal, visitWith(ticket), post(`hund/${item}`, { [`dogs:${item}/name`]: "Bello" }));
  return { ticket, photo };
}

async function linkOf(ticket: DraftTicket) {
  const found = await loadDraft(portal, visitWith(ticket));
  if (found.kind !== "draft" || !found.link) throw new Error("no link");
  return found.link;
}
