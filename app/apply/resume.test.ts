import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { afterAll, describe, expect, it } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.server.ts";
import { arrive } from "./arrive.server.ts";
import { discardDraft } from "./discard-draft.server.ts";
import type { DraftTicket, ResumeSecrets } from "./draft.server.ts";
import { createTestPortal } from "./fixtures/test-portal.ts";
import { addService, dogs, here, post, save, visitWith } from "./fixtures/walks.ts";
import { mailResumeLink } from "./mail-resume-link.server.ts";
import { loadDraft, makeResumeLink } from "./make-resume-link.server.ts";
import { openResumeLink } from "./open-resume-link.server.ts";
import { newSecrets, writeCode } from "./resume-secrets.server.ts";

const portal = await createTestPortal();
await addService(portal, dogs, here.ars);

async function begun(): Promise<DraftTicket> {
  return (await save(portal, visitWith(), post("halter", { owner: "Erika" }))).ticket;
}
async function linked(ticket: DraftTicket): Promise<ResumeSecrets> {
  expect(await makeResumeLink(portal, visitWith(ticket))).toEqual({ kind: "made" });
  const found = await loadDraft(portal, visitWith(ticket));
  if (found.kind !== "draft" || !found.link) throw new Error("no link");
  return found.link;
}
let visitors = 0;
function from(secrets: ResumeSecrets) {
  return { ...secrets, address: `192.0.2.${String((visitors += 1))}` };
}

describe("a link with its code", () => {
  it("leads to the draft from anywhere, however the code is typed, as often as one likes", async () => {
    const ticket = await begun();
    const { token, code } = await linked(ticket);
    for (const typed of [code, writeCode(code), ` ${writeCode(code).toLowerCase()} `]) {
      const opened = await openResumeLink(portal, from({ token, code: typed }));
      expect(opened).toEqual({
        kind: "opened",
        municipality: here.slug,
        service: dogs.id,
        ticket,
      });
    }
  });

  it("is the only one: an earlier link, a deleted draft and a draft past its date open nothing", async () => {
    const ticket = await begun();
    const first = await linked(ticket);
    const second = await linked(ticket);
    expect(await openResumeLink(portal, from(first))).toEqual({ kind: "wrong" });
    expect((await openResumeLink(portal, from(second))).kind).toBe("opened");
    portal.setClock("2026-04-02T09:00:00Z");
    expect(await openResumeLink(portal, from(second))).toEqual({ kind: "wrong" });
    portal.setClock("2026-03-01T09:00:00Z");
    await discardDraft(portal, visitWith(ticket));
    expect(await openResumeLink(portal, from(second))).toEqual({ kind: "wrong" });
  });

  it("says the same of a wrong code and of a link that does not exist, and makes both wait", async () => {
    const ticket = await begun();
    const real = await linked(ticket);
    for (const token of [real.token, newSecrets().token, "kein Link"]) {
      const wrong = { token, code: "BBBBB-BBBBB" };
      for (let count = 0; count < 5; count += 1)
        expect(await openResumeLink(portal, from(wrong))).toEqual({ kind: "wrong" });
      expect(await openResumeLink(portal, from(wrong))).toEqual({
        kind: "limited",
        retryAfter: 900,
      });
    }
    expect((await openResumeLink(portal, from(real))).kind).toBe("limited");
    portal.setClock("2026-03-01T09:15:01Z");
    expect((await openResumeLink(portal, from(real))).kind).toBe("opened");
    portal.setClock("2026-03-01T09:00:00Z");
  });

  it("is spent after fifteen wrong codes; the draft stays where it was begun, and gets another link", async () => {
    const ticket = await begun();
    const real = await linked(ticket);
    const unreal = newSecrets();
    for (let count = 0; count < 15; count += 1) {
      portal.setClock(new Date(Date.UTC(2026, 2, 1, 9, count * 4)).toISOString());
      for (const { token } of [real, unreal])
        expect(await openResumeLink(portal, from({ token, code: "BBBBB" }))).toEqual({
          kind: "wrong",
        });
    }
    portal.setClock("2026-03-01T10:15:00Z");
    for (const one of [real, unreal])
      expect(await openResumeLink(portal, from(one))).toEqual({ kind: "spent" });
    const found = await loadDraft(portal, visitWith(ticket));
    expect(found).toMatchObject({ kind: "draft", link: undefined });
    expect((await openResumeLink(portal, from(await linked(ticket)))).kind).toBe("opened");
    portal.setClock("2026-03-01T09:00:00Z");
  });

  it("leaves nothing in the database by which it could be opened", async () => {
    const { token, code } = await linked(await begun());
    const rows = await withMunicipality(
      portal.database,
      "*",
      (sql) =>
        sql<
          object[]
        >`select l.*, d.sealed as draft from resume_links l join drafts d on d.id = l.draft_id`,
    );
    const dump = JSON.stringify(rows, (_, value: unknown) =>
      value instanceof Uint8Array || (value as { type?: string } | null)?.type === "Buffer"
        ? Buffer.from(value as Uint8Array).toString("latin1")
        : value,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of [token, code, writeCode(code)]) expect(dump).not.toContain(secret);
  });
});

describe("a draft that is brought along", () => {
  it("asks where another one is open, and only there", async () => {
    const [own, other] = [await begun(), await begun()];
    expect(await arrive(portal, visitWith(), other)).toEqual({ kind: "free", address: "pruefen" });
    expect((await arrive(portal, visitWith(other), other)).kind).toBe("free");
    expect((await arrive(portal, visitWith(own), other)).kind).toBe("taken");
    await discardDraft(portal, visitWith(own));
    expect((await arrive(portal, visitWith(own), other)).kind).toBe("free");
    await discardDraft(portal, visitWith(other));
    expect((await arrive(portal, visitWith(own), other)).kind).toBe("gone");
  });
});

describe("mailing the link", async () => {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const url = `smtp://127.0.0.1:${String(port)}`;
  const mailer = createSmtpMailer({ url, from: "portal@example.org" });
  afterAll(() => {
    server.close();
  });
  const letter = (token: string) => ({
    subject: "Link",
    text: token,
    html: `<p>${token}</p>`,
    language: "de",
  });
  const withMailer = { ...portal, mailer };

  it("sends the link without its code through a mail server", async () => {
    const ticket = await begun();
    const { token, code } = await linked(ticket);
    const send = (to: string) => mailResumeLink(withMailer, visitWith(ticket), to, letter);
    expect(await send(" erika@example.org ")).toEqual({ kind: "sent", to: "erika@example.org" });
    expect(mails.at(-1)?.text?.trim()).toBe(token);
    const whole = JSON.stringify(mails.at(-1));
    expect([whole.includes(code), whole.includes(writeCode(code))]).toEqual([false, false]);
    expect(await send("erika@")).toEqual({ kind: "wrongAddress" });
    expect(await send("erika@example.org\r\nBcc: a@example.org")).toEqual({ kind: "wrongAddress" });
    for (let count = 0; count < 4; count += 1) await send("erika@example.org");
    expect((await send("erika@example.org")).kind).toBe("limited");
  });

  it("is no offer without a link or a mail server, and says where the server refuses", async () => {
    const ticket = await begun();
    expect(await mailResumeLink(withMailer, visitWith(ticket), "a@example.org", letter)).toEqual({
      kind: "nothing",
    });
    await linked(ticket);
    expect((await mailResumeLink(portal, visitWith(ticket), "a@example.org", letter)).kind).toBe(
      "nothing",
    );
    const nowhere = createSmtpMailer({ url: "smtp://127.0.0.1:1", from: "portal@example.org" });
    const refused = { ...portal, mailer: nowhere };
    expect(await mailResumeLink(refused, visitWith(ticket), "a@example.org", letter)).toEqual({
      kind: "failed",
    });
  });
});
