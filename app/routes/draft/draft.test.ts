import { describe, expect, it } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import type { Mailer, MailMessage } from "#app/mail/mailer.ts";
import { examplesOf, fillJourney } from "../fixtures/fill-journey.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const mails: MailMessage[] = [];
const mailer: Mailer = {
  send: (mail) => {
    mails.push(mail);
    return Promise.resolve({ kind: "sent" });
  },
  sendMime: () => Promise.reject(new Error("drafts send no such mails")),
  check: () => Promise.resolve({ ok: true, detail: "" }),
};
const portal = { ...(await createTestPortal()), mailer };
const base = "/musterstadt/hundesteuer-anmelden";
const menu = `${base}/entwurf`;
const [oneDog] = examplesOf("hundesteuer-anmelden");
if (!oneDog) throw new Error("there is no example");

interface View {
  readonly draft?: { readonly link?: { readonly url: string; readonly code: string } };
}

async function begun() {
  const visitor = createVisitor(portal);
  await fillJourney(visitor, base, oneDog as never, "anschrift");
  await visitor.post(menu, { intent: "link" });
  const { draft } = (await visitor.get(menu)).data as View;
  if (!draft?.link) throw new Error("there is no link");
  return { visitor, ...draft.link };
}

describe("the page for later", () => {
  it("mails a link that tells neither code nor service nor town, and says what is wrong", async () => {
    const { visitor, url, code } = await begun();
    const sent = await visitor.post(menu, { intent: "mail", to: "erika@example.org" });
    expect(sent.data).toMatchObject({ mailed: { kind: "sent", to: "erika@example.org" } });
    const whole = JSON.stringify(mails.at(-1));
    expect(whole).toContain(url);
    for (const word of [code, code.replace("-", ""), "Hund", "Musterstadt", "Erika Mustermann"])
      expect(whole).not.toContain(word);
    const wrong = await visitor.post(menu, { intent: "mail", to: "erika@" });
    expect(wrong).toMatchObject({ status: 422, data: { mailed: { kind: "wrongAddress" } } });
    expect(mails).toHaveLength(1);
  });

  it("shows nothing of it to anybody else", async () => {
    await begun();
    const { data } = await createVisitor(portal).get(menu);
    expect(data).not.toHaveProperty("draft");
  });

  it("hands out answers only under a passphrase that is worth it", async () => {
    const { visitor } = await begun();
    const short = await visitor.post(`${menu}/angaben`, { passphrase: "kurz" });
    expect(short.location).toBe(`${menu}?fehler=kennwort`);
    const file = await visitor.post(`${menu}/angaben`, { passphrase: "vier Wörter reichen" });
    expect(file.headers.get("content-disposition")).toContain("angaben-hundesteuer-anmelden.json");
    expect((await createVisitor(portal).get(`${menu}/daten`)).location).toBe(menu);
  });
});

describe("the sitting at a shared device", () => {
  it("seals the ticket, so that the cookie alone opens nothing", async () => {
    const { visitor } = await begun();
    const begin = await visitor.post(base, { intent: "shared" });
    expect(begin.headers.getSetCookie().map((cookie) => cookie.split("=")[0])).toEqual([
      "entwurf-hundesteuer-anmelden",
      "geraet",
    ]);
    expect((await visitor.get(menu)).data).toHaveProperty("draft");
    await visitor.post("/gemeinsam/ende", {});
    expect((await visitor.get(menu)).data).not.toHaveProperty("draft");
  });

  it("is not ended by a link on another site", async () => {
    const { visitor } = await begun();
    await visitor.post(base, { intent: "shared" });
    const headers = { "Sec-Fetch-Site": "cross-site" };
    const asked = await visitor.send("/gemeinsam/ende", { headers });
    expect(asked.data).toMatchObject({ stillOn: true });
    expect(asked.headers.get("clear-site-data")).toBeNull();
  });
});
