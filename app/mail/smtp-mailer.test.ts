import { afterAll, beforeEach, describe, expect, it, test } from "vitest";
import { startMailServer } from "./fixtures/mail-server.ts";
import type { MailMessage } from "./mailer.ts";
import { createSmtpMailer } from "./smtp-mailer.server.ts";

const server = await startMailServer();
afterAll(server.stop);
beforeEach(() => {
  server.received.length = 0;
  Object.assign(server.behaviour, { mode: "takes", delay: 0 });
});
const from = "antrag@example.de";
const mailer = createSmtpMailer({ url: server.url, from }, { socketTimeout: 1500 });
const message: MailMessage = {
  id: "abc",
  to: "erika.mustermann@example.org",
  subject: "Ihr Antrag ist eingegangen: Straßenfest anmelden",
  text: "Guten Tag,\n\nÄÖÜ ß €\n",
  html: "<p>Guten Tag,</p><p>ÄÖÜ ß €</p>",
  language: "de",
  senderName: "Musterstadt",
};

test("a mail arrives as it was written, plain and as HTML, and nothing else in it", async () => {
  expect(await mailer.send(message)).toEqual({ kind: "sent" });
  const [mail] = server.received;
  expect(mail?.recipients).toEqual([message.to]);
  expect(mail?.parsed).toMatchObject({
    subject: message.subject,
    from: { value: [{ name: "Musterstadt", address: from }] },
    messageId: "<abc@example.de>",
    attachments: [],
  });
  expect(mail?.parsed.text?.trim()).toBe(message.text.trim());
  expect(mail?.parsed.html).toContain("ÄÖÜ ß €");
  expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
});

test("a mail whose body is made elsewhere arrives as it is, and its failure would be told by its id", async () => {
  const { to, subject, senderName, id } = message;
  const part = (content: string | Buffer, contentType: string, fileName: string) => ({
    contentType,
    fileName,
    content,
  });
  const body = {
    contentType: "multipart/mixed",
    parts: [
      { contentType: "text/plain; charset=utf-8", content: "ÄÖÜ ß €" },
      part(Buffer.from([0, 255, 13, 10]), "application/octet-stream", "Größe & ß.bin"),
    ],
  };
  const mail = { to, subject, senderName, id, body, headers: { "Content-Language": "de" } };
  expect(await mailer.sendMime(mail)).toEqual({ kind: "sent" });
  const [received] = server.received;
  expect(received?.recipients).toEqual([to]);
  expect(received?.parsed).toMatchObject({
    subject,
    text: "ÄÖÜ ß €",
    messageId: "<abc@example.de>",
    from: { value: [{ name: "Musterstadt", address: from }] },
    attachments: [{ filename: "Größe & ß.bin", content: Buffer.from([0, 255, 13, 10]) }],
  });
  expect(received?.raw).toMatch(/^Auto-Submitted: auto-generated\r?$/m);
  expect(received?.report).toEqual({ id: "abc", returns: "HDRS" });
  await mailer.sendMime({
    ...mail,
    subject: "Hallo\r\nBcc: boese@example.org",
    id: "a>\r\nBcc: <b@c.de",
  });
  for (const { recipients, parsed } of server.received) {
    expect(recipients).toEqual([to]);
    expect(parsed.bcc).toBeUndefined();
  }
  server.behaviour.mode = "refuses";
  expect(await mailer.sendMime(mail)).toMatchObject({ kind: "refused" });
});

describe("what was typed cannot become a header or a recipient", () => {
  it.each([
    { senderName: "Musterstadt\r\nBcc: boese@example.org" },
    { subject: "Hallo\r\nBcc: boese@example.org\r\n\r\nText" },
    { senderName: 'Muster"stadt <boese@example.org>, x' },
    { language: "de\r\nBcc: boese@example.org" },
    { id: "abc>\r\nBcc: <boese@example.org" },
  ])("%j", async (change) => {
    await mailer.send({ ...message, ...change });
    for (const { recipients, parsed } of server.received) {
      expect(recipients).toEqual([message.to]);
      expect(parsed.bcc).toBeUndefined();
      expect(parsed.from?.value.map(({ address }) => address)).toEqual([from]);
    }
  });

  it.each(["a@example.org, b@example.org", "a@example.org\r\nRCPT TO:<b@example.org>"])(
    "as recipient: %j",
    async (to) => {
      await mailer.send({ ...message, to });
      for (const { recipients } of server.received)
        expect(recipients).not.toContain("b@example.org");
    },
  );
});

test("a mailbox that is not there is refused for good, without naming it", async () => {
  server.behaviour.mode = "refuses";
  const outcome = await mailer.send(message);
  expect(outcome).toMatchObject({ kind: "refused" });
  expect(JSON.stringify(outcome)).not.toContain(message.to);
});

test("a busy server, a slow one and one that is away are tried again later", async () => {
  server.behaviour.mode = "busy";
  expect(await mailer.send(message)).toMatchObject({ kind: "later" });
  Object.assign(server.behaviour, { mode: "takes", delay: 4000 });
  expect(await mailer.send(message)).toMatchObject({ kind: "later" });
  const away = createSmtpMailer({ url: "smtp://127.0.0.1:1", from });
  expect(await away.send(message)).toMatchObject({ kind: "later" });
  expect(await away.check()).toMatchObject({ ok: false });
  expect(await mailer.check()).toMatchObject({ ok: true });
});
