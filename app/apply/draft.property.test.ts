import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, it } from "vitest";
import { filesIn } from "#app/domain/change-answers.ts";
import type { DraftTicket } from "./draft.server.ts";
import { createTestPortal } from "./fixtures/test-portal.ts";
import { addService, dogs, here, post, save, visitWith } from "./fixtures/walks.ts";
import { keepTyped, stampOf } from "./keep-typed.server.ts";
import { loadAttachment } from "./load-attachment.server.ts";
import { loadPage } from "./load-page.server.ts";
import { loadDraft, makeResumeLink } from "./make-resume-link.server.ts";
import { openJourney } from "./open-journey.server.ts";
import { openResumeLink } from "./open-resume-link.server.ts";
import { savePage } from "./save-page.server.ts";

const portal = await createTestPortal();
await addService(portal, dogs, here.ars);

/** What a citizen believes to have left behind. */
interface Dog {
  readonly id: string;
  name?: string;
  note?: string;
  typed?: string;
  readonly photos: string[];
}
interface Citizen {
  ticket: DraftTicket;
  readonly dogs: Dog[];
  remark?: string;
  counter: number;
}

const word = fc.stringMatching(/^[a-zäöüß]{1,8}$/);
const which = fc.nat(5);
const deed = fc.oneof(
  fc.record({ do: fc.constant("add" as const) }),
  fc.record({ do: fc.constant("remove" as const), which }),
  fc.record({ do: fc.constantFrom("moveUp" as const, "moveDown" as const), which }),
  fc.record({ do: fc.constant("fill" as const), which, name: word, note: word }),
  fc.record({ do: fc.constant("type" as const), which, name: word }),
  fc.record({ do: fc.constant("upload" as const), which }),
  fc.record({ do: fc.constant("takeAway" as const), which }),
  fc.record({ do: fc.constant("remark" as const), text: word }),
  fc.record({ do: fc.constant("resume" as const) }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

it("finds every answer and file as it was left, whatever was done in whatever order, on whatever device", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 18 }), async (deeds) => {
      const { ticket } = await save(portal, visitWith(), post("halter", { owner: "Erika" }));
      const citizen: Citizen = { ticket, dogs: [], counter: 0 };
      for (const one of deeds) await act(citizen, one);
      await act(citizen, { do: "resume" });
      await expectAsLeft(citizen);
    }),
    { numRuns: 30 },
  );
}, 240_000);

async function act(citizen: Citizen, one: Deed): Promise<void> {
  const visit = visitWith(citizen.ticket);
  const dog =
    "which" in one ? citizen.dogs[one.which % Math.max(1, citizen.dogs.length)] : undefined;
  const at = dog ? `hund/${dog.id}` : "";
  switch (one.do) {
    case "add": {
      if (citizen.dogs.length === 6) return;
      const { address = "" } = await save(
        portal,
        visit,
        post("hundeliste", {}, { intended: "add" }),
      );
      citizen.dogs.push({ id: address.split("/")[1] ?? "", photos: [] });
      return;
    }
    case "remove":
      if (!dog) return;
      await save(portal, visit, post("hundeliste", {}, { intended: `remove:${dog.id}` }));
      citizen.dogs.splice(citizen.dogs.indexOf(dog), 1);
      return;
    case "moveUp":
    case "moveDown": {
      if (!dog) return;
      await save(portal, visit, post("hundeliste", {}, { intended: `${one.do}:${dog.id}` }));
      const from = citizen.dogs.indexOf(dog);
      const to = from + (one.do === "moveUp" ? -1 : 1);
      if (to < 0 || to >= citizen.dogs.length) return;
      citizen.dogs.splice(to, 0, ...citizen.dogs.splice(from, 1));
      return;
    }
    case "fill":
      if (!dog) return;
      await save(portal, visit, post(at, { [nameOf(dog)]: one.name, [noteOf(dog)]: one.note }));
      Object.assign(dog, { name: one.name, note: one.note });
      delete dog.typed;
      return;
    case "type": {
      if (!dog) return;
      const page = await loadPage(portal, visit, at, "de");
      if (page.kind !== "page") throw new Error(page.kind);
      // Half of a page: the note is not there yet, and nothing of it is checked.
      const raw = { [nameOf(dog)]: one.name, [noteOf(dog)]: "" };
      const stamp = stampOf(page.raw);
      const kept = await keepTyped(portal, visit, { address: at, raw, stamp });
      expect(kept.kind).toBe("kept");
      dog.typed = one.name;
      return;
    }
    case "upload": {
      if (!dog || dog.photos.length === 5) return;
      const content = `%PDF-1.7 ${String((citizen.counter += 1))}\n%%EOF`;
      const file = { name: photoOf(dog), filename: "Foto.pdf", bytes: Buffer.from(content) };
      const more = { intended: `upload:${photoOf(dog)}`, files: [file] };
      expect((await savePage(portal, visit, post(at, {}, more))).kind).toBe("again");
      dog.photos.push(content);
      return;
    }
    case "takeAway": {
      if (!dog || dog.photos.length === 0) return;
      const [first] = await filesOf(citizen, dog);
      const intended = `removeFile:${photoOf(dog)}:${first?.id ?? ""}`;
      await savePage(portal, visit, post(at, {}, { intended }));
      dog.photos.shift();
      return;
    }
    case "remark":
      if (citizen.dogs.some(({ name }) => name === undefined)) return;
      await save(portal, visit, post("anschrift", {}));
      await save(portal, visit, post("ende", { remark: one.text }));
      citizen.remark = one.text;
      return;
    case "resume":
      citizen.ticket = await resumed(citizen);
  }
}

/** The ticket as another device gets it. */
async function resumed({ ticket }: Citizen): Promise<DraftTicket> {
  await makeResumeLink(portal, visitWith(ticket));
  const found = await loadDraft(portal, visitWith(ticket));
  if (found.kind !== "draft" || !found.link) throw new Error("no link");
  const opened = await openResumeLink(portal, { ...found.link, address: ticket.id });
  if (opened.kind !== "opened") throw new Error(opened.kind);
  expect(opened).toMatchObject({ municipality: here.slug, service: dogs.id });
  return opened.ticket;
}

async function expectAsLeft(citizen: Citizen): Promise<void> {
  const open = await openJourney(portal, visitWith(citizen.ticket));
  if (open.kind !== "open") throw new Error(open.kind);
  const { values, items } = open.journey.answers;
  expect(items["dogs"] ?? []).toEqual(citizen.dogs.map(({ id }) => id));
  expect(values["owner"]).toBe("Erika");
  expect(values["remark"]).toBe(citizen.remark);
  for (const dog of citizen.dogs) {
    expect([values[nameOf(dog)], values[noteOf(dog)]]).toEqual([dog.name, dog.note]);
    const page = await loadPage(portal, visitWith(citizen.ticket), `hund/${dog.id}`, "de");
    expect(page.kind === "page" && page.raw[nameOf(dog)]).toBe(dog.typed ?? dog.name);
    const files = await filesOf(citizen, dog);
    const contents = files.map(async ({ id }) => {
      const found = await loadAttachment(portal, visitWith(citizen.ticket), id);
      if (found.kind !== "attachment") throw new Error(found.kind);
      return (await buffer(found.download.content as AsyncIterable<Buffer>)).toString();
    });
    expect(await Promise.all(contents)).toEqual(dog.photos);
  }
  const known = new Set(citizen.dogs.map(({ id }) => id));
  const strange = Object.keys(values).filter((name) => {
    const item = /^dogs:([^/]*)/.exec(name)?.[1];
    return item !== undefined && !known.has(item);
  });
  expect(strange, "nothing of a dog that was taken away is left").toEqual([]);
}

async function filesOf({ ticket }: Citizen, dog: Dog) {
  const open = await openJourney(portal, visitWith(ticket));
  return open.kind === "open" ? filesIn(open.journey.answers, photoOf(dog)) : [];
}

const nameOf = ({ id }: Dog): string => `dogs:${id}/name`;
const noteOf = ({ id }: Dog): string => `dogs:${id}/note`;
const photoOf = ({ id }: Dog): string => `dogs:${id}/photo`;
