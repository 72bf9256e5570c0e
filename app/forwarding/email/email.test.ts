import { createHash } from "node:crypto";
import { simpleParser } from "mailparser";
import { readKey, revokeKey, readPrivateKey } from "openpgp";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startMailServer, type ReceivedMail } from "#app/mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "#app/mail/smtp-mailer.server.ts";
import { adapterContract, type Arrived } from "../fixtures/adapter-contract.ts";
import { createMailKeys, mailbox, noMailPrograms } from "../fixtures/mail-keys.ts";
import {
  personal,
  testAttachment,
  testDelivery,
  testDocument,
  type DeliveryWishes,
} from "../fixtures/test-delivery.ts";
import { email } from "./email.server.ts";

const server = await startMailServer();
const keys = await createMailKeys();
afterAll(async () => {
  await server.stop();
  await keys.remove();
});
beforeEach(() => {
  server.behaviour.mode = "takes";
});
const from = "antrag@example.de";
const mailer = createSmtpMailer({ url: server.url, from });
const mailerAt = (port: number) => createSmtpMailer({ url: `smtp://127.0.0.1:${port}`, from });
const certificate = noMailPrograms === undefined ? await keys.makeCertificate("office") : "";
const pgp = await keys.makePgpKey();

const byCertificate = { to: mailbox, encryption: "smime", certificate, largest: 100 };
const byKey = { to: mailbox, encryption: "openpgp", publicKey: pgp.publicKey, largest: 100 };
const byNotice = { to: mailbox, encryption: "notice" };

const of = (reference: string) =>
  server.received.filter(({ parsed }) => parsed.subject?.includes(reference));
/** What an office sees: each Message-ID once. */
const known = (reference: string) => [
  ...new Map(of(reference).map((mail) => [mail.parsed.messageId, mail])).values(),
];
const openSmime = (mail: ReceivedMail) => keys.openSmime(mail.raw, "office");
const openPgp = (mail: ReceivedMail) =>
  keys.openPgp(mail.parsed.attachments.at(-1)!.content, pgp.privateKey);

const arrivedBy =
  (open: (mail: ReceivedMail) => Promise<Buffer>) =>
  (reference: string): Promise<readonly Arrived[]> =>
    Promise.all(
      known(reference).map(async (mail) => {
        for (const word of [...personal, "Müßner"]) expect(mail.raw).not.toContain(word);
        const inner = await simpleParser(await open(mail));
        const files = inner.attachments.filter(({ filename = "" }) => /^\d\d-/.test(filename));
        return {
          test: mail.parsed.subject!.startsWith("[TEST]"),
          files: files.map(({ filename, content }) => ({
            name: filename!,
            sha256: createHash("sha256").update(content).digest("hex"),
          })),
        };
      }),
    );

for (const [name, given, open] of [
  ["email (S/MIME)", byCertificate, openSmime],
  ["email (OpenPGP)", byKey, openPgp],
] as const) {
  adapterContract(
    name,
    () => {
      const options = email.options.parse(given);
      return Promise.resolve({
        adapter: email,
        good: { options, mailer },
        dead: { options, mailer: mailerAt(1) },
        silent: (port) => ({ options, mailer: mailerAt(port) }),
        secrets: [mailbox],
        arrived: arrivedBy(open),
      });
    },
    noMailPrograms,
  );
}

const photo = testAttachment("Geburtsurkunde.pdf", 90_000).attachment;
function begin(given: object, wishes: DeliveryWishes = {}) {
  const document = testDocument();
  const delivery = testDelivery<{ sentAt: string }>(document, { mailer, ...wishes });
  const options = email.options.parse(given);
  const signal = () => AbortSignal.timeout(60_000);
  return {
    document,
    delivery,
    send: () => email.forward(document, [photo], options, signal(), delivery.open()),
    check: () => email.check(options, delivery.open(), signal()),
  };
}

describe.skipIf(noMailPrograms)("an encrypted mail", () => {
  test.each([
    ["S/MIME", byCertificate, openSmime],
    ["OpenPGP", byKey, openPgp],
  ] as const)("by %s holds everything inside and nothing outside", async (_name, given, open) => {
    const { document, delivery, send } = begin({ ...given, formats: ["submission-json.v1"] });
    expect(await send()).toEqual({ kind: "accepted" });
    const [mail] = of(document.reference);
    expect(mail?.recipients).toEqual([mailbox]);
    expect(mail?.parsed.messageId).toBe(`<${delivery.id}@example.de>`);
    expect(mail?.parsed.subject).toBe(`Neuer Antrag ${document.reference}`);
    expect(mail?.parsed.headers.get("auto-submitted")).toBe("auto-generated");
    const inner = await simpleParser(await open(mail!));
    expect(inner.text).toContain("Alles beantragen");
    expect(inner.attachments.map(({ filename }) => filename)).toEqual([
      `antrag-${document.reference}.json`,
      "01-Geburtsurkunde.pdf",
    ]);
    expect(inner.attachments[0]?.content.toString()).toContain("Mustermann");
    expect(mail?.raw.split("\r\n").every((line) => line.length <= 998)).toBe(true);
  });

  test("has the form that the standards want", async () => {
    const smime = begin(byCertificate);
    await smime.send();
    expect(of(smime.document.reference)[0]?.raw).toMatch(
      /^Content-Type: application\/pkcs7-mime;\s+smime-type=enveloped-data;\s+name=smime\.p7m\r$/m,
    );
    const { document, send } = begin(byKey);
    await send();
    const raw = of(document.reference)[0]!.raw;
    expect(raw).toMatch(
      /^Content-Type: multipart\/encrypted;\s+protocol="application\/pgp-encrypted";/m,
    );
    expect(raw).toMatch(/Content-Type: application\/pgp-encrypted\r\n[^]*\r\n\r\nVersion: 1\r\n/);
    expect(raw).toMatch(/\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n/);
  });

  test("can be opened by the owner of a certificate on an elliptic curve", async () => {
    const pem = await keys.makeCertificate("curve", {
      usage: "keyAgreement",
      newKey: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    });
    const { document, send } = begin({ ...byCertificate, certificate: pem });
    expect(await send()).toEqual({ kind: "accepted" });
    const inner = await simpleParser(await keys.openSmime(of(document.reference)[0]!.raw, "curve"));
    expect(inner.attachments).toHaveLength(3);
  });

  test.each([
    ["expired", { from: -30, days: -1 }, "has expired on"],
    ["too new", { from: 5, days: 30 }, "is not valid before"],
    ["for signatures", { usage: "digitalSignature" }, "is not for encryption"],
  ])("goes to no certificate that is %s", async (name, wishes, reason) => {
    const pem = await keys.makeCertificate(`bad-${name.replace(" ", "-")}`, wishes);
    const { document, delivery, send, check } = begin({ ...byCertificate, certificate: pem });
    expect(await send()).toMatchObject({
      kind: "retry",
      alone: true,
      reason: expect.stringContaining(reason) as string,
    });
    expect(of(document.reference)).toEqual([]);
    expect(delivery.kept()).toBeUndefined();
    expect(await check()).toContainEqual(
      expect.objectContaining({
        what: "certificate",
        ok: false,
        detail: expect.stringContaining(reason) as string,
      }),
    );
  });

  test("is checked with the day on which the certificate ends, and for which mailbox it is", async () => {
    const [, good, recipient] = await begin(byCertificate).check();
    expect(good).toMatchObject({ what: "certificate", ok: true });
    const days = (good!.until!.getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect(recipient).toMatchObject({ what: "recipient", ok: true });
    const other = await begin({ ...byCertificate, to: "bauamt@musterstadt.example" }).check();
    expect(other).toContainEqual(expect.objectContaining({ what: "recipient", ok: false }));
  });
});

test("no OpenPGP key is used that has expired or is revoked", async () => {
  const old = await keys.makePgpKey(3600, new Date(Date.now() - 7_200_000));
  const expired = begin({ ...byKey, publicKey: old.publicKey });
  expect(await expired.send()).toMatchObject({
    kind: "retry",
    alone: true,
    reason: expect.stringContaining("has expired") as string,
  });
  expect(await expired.check()).toContainEqual(expect.objectContaining({ what: "key", ok: false }));
  const { publicKey } = await revokeKey({
    key: await readPrivateKey({ armoredKey: pgp.privateKey }),
    format: "armored",
  });
  const revoked = begin({ ...byKey, publicKey });
  expect(await revoked.send()).toMatchObject({ reason: "the key is revoked" });
  expect((await readKey({ armoredKey: publicKey })).isPrivate()).toBe(false);
  expect([...of(expired.document.reference), ...of(revoked.document.reference)]).toEqual([]);
});

test.each([
  { ...byCertificate, certificate: "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----" },
  { ...byKey, publicKey: "-----BEGIN PGP PUBLIC KEY BLOCK-----\nx" },
])("what is no key is told, and nothing goes out", async (given) => {
  const { document, send } = begin(given);
  expect(await send()).toMatchObject({
    kind: "retry",
    alone: true,
    reason: expect.stringContaining("cannot be read") as string,
  });
  expect(of(document.reference)).toEqual([]);
});

test.each([
  [byNotice, "liegt etwas für Sie bereit"],
  [{ ...byKey, largest: 1 }, "Für eine E-Mail ist es zu groß"],
])("without a key, or if it is too large, there is only a notice (%#)", async (given, text) => {
  const document = testDocument();
  const inboxUrl = "https://antrag.example.de/eingang/abc";
  const delivery = testDelivery<{ sentAt: string }>(document, { mailer, inboxUrl });
  const large = testAttachment("Geburtsurkunde.pdf", 1_000_000).attachment;
  const options = email.options.parse(given);
  const signal = AbortSignal.timeout(60_000);
  expect(await email.forward(document, [large], options, signal, delivery.open())).toEqual({
    kind: "accepted",
  });
  const [mail] = of(document.reference);
  expect(mail?.parsed.text).toContain(text);
  expect(mail?.parsed.text).toContain(inboxUrl);
  expect(mail?.parsed.attachments).toEqual([]);
  for (const word of [...personal, "Alles beantragen"]) expect(mail?.raw).not.toContain(word);
});

test("a notice that could name no place is not sent", async () => {
  const { document, send } = begin(byNotice, { inboxUrl: undefined });
  expect(await send()).toMatchObject({ kind: "retry", alone: true });
  expect(of(document.reference)).toEqual([]);
});

test("what the mail server refuses for good is rejected, what it has no time for comes again", async () => {
  server.behaviour.mode = "refuses";
  const refused = await begin(byKey).send();
  expect(refused).toMatchObject({
    kind: "rejected",
    reason: expect.stringContaining("550") as string,
  });
  expect(JSON.stringify(refused)).not.toContain(mailbox);
  server.behaviour.mode = "busy";
  const { delivery, send } = begin(byKey);
  expect(await send()).toMatchObject({
    kind: "retry",
    reason: expect.stringContaining("451") as string,
  });
  expect(delivery.kept()?.sentAt).toMatch(/^\d{4}-/);
  expect(await begin(byKey, { mailer: undefined }).send()).toMatchObject({
    kind: "retry",
    alone: true,
    reason: expect.stringContaining("SMTP_URL") as string,
  });
});

test("options are refused that lack the key, or hold a private one", () => {
  for (const bad of [
    { to: mailbox, encryption: "smime" },
    { to: mailbox, encryption: "openpgp" },
    { ...byKey, publicKey: pgp.privateKey },
    { ...byNotice, to: "a@example.org, b@example.org" },
    { ...byNotice, to: "a@example.org\r\nBcc: b@example.org" },
  ])
    expect(email.options.safeParse(bad).success).toBe(false);
});
