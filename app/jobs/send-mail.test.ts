import { afterAll, beforeEach, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { listMails } from "#db/queries/mails.ts";
import { changeStatus } from "../casework/change-status.server.ts";
import { loadStatus } from "../apply/load-status.server.ts";
import type { Contact } from "../notification/contact.ts";
import { startMailServer } from "../mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.server.ts";
import { createStaffPortal, elsewhere, festival, here } from "../routes/fixtures/staff-portal.ts";
import { sendMail } from "./send-mail.server.ts";

const town = await createStaffPortal();
let server = await startMailServer();
const { port, url } = server;
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
  Object.assign(server.behaviour, { mode: "takes", delay: 0 });
});
const mailer = createSmtpMailer({ url, from: "antrag@example.de" }, { socketTimeout: 2000 });
const portal = { ...town.portal, mailer };
const caseworker = {
  accountId: town.accounts.caseworker,
  roles: [{ role: "caseworker", ars: here.ars }] as const,
};
const contact = {
  email: "erika.mustermann@example.org",
  language: "de",
  everyStatus: true,
  origin: "https://antrag.example.de",
} as const;
const file = (wish: Contact = contact) => town.file(here, festival, { contact: wish }, portal);
const mailsOf = (id: string) =>
  withMunicipality(portal.database, here.ars, (sql) => listMails(sql, id));
const send = (mailId: string) => sendMail(portal, { mailId, ars: here.ars });

test("filing confirms by mail, once, with reference and code and without an answer", async () => {
  const { id, reference } = await file();
  const [mail] = await mailsOf(id);
  expect(mail).toMatchObject({ kind: "filed", status: "pending" });
  await send(mail!.id);
  await send(mail!.id);
  expect(server.received).toHaveLength(1);
  const { parsed, recipients } = server.received[0]!;
  expect(recipients).toEqual([contact.email]);
  const text = parsed.text ?? "";
  expect(text).toContain(reference);
  const code = /Zugangscode: (\S+)/.exec(text)?.[1] ?? "";
  expect(text).toContain(`https://antrag.example.de/status#${reference}.${code}`);
  expect(text).toMatch(/wird bis zum .* entschieden/);
  for (const secret of ["Mustermann", "Heidestraße", "1980"]) expect(text).not.toContain(secret);
  expect(await loadStatus(portal, { reference, code, address: "::1" })).toMatchObject({
    kind: "status",
  });
  expect(await mailsOf(id)).toMatchObject([{ status: "sent", lastError: null }]);
});

test("nothing of mail, address or code lies in the database in the clear", async () => {
  const { id } = await file();
  const rows = await withMunicipality(
    portal.database,
    here.ars,
    (sql) => sql`
      select m.*, s.* from mails m join submissions s on s.id = m.submission_id where s.id = ${id}`,
  );
  const stored = JSON.stringify(rows, (_name, value: unknown) =>
    value !== null && typeof value === "object" && "type" in value && value.type === "Buffer"
      ? Buffer.from((value as unknown as { data: number[] }).data).toString("latin1")
      : value,
  );
  expect(stored).not.toContain("example.org");
  expect(stored).not.toContain("Zugangscode");
});

test("a server that is down gets the mail when it is up again", async () => {
  const { id } = await file();
  const [mail] = await mailsOf(id);
  await server.stop();
  await expect(send(mail!.id)).rejects.toThrow();
  expect(await mailsOf(id)).toMatchObject([{ status: "pending", attempts: 1 }]);
  server = await startMailServer(port);
  await send(mail!.id);
  expect(server.received).toHaveLength(1);
});

test("a mailbox that does not exist is told to staff, and not tried again", async () => {
  server.behaviour.mode = "refuses";
  const { id } = await file();
  const [mail] = await mailsOf(id);
  await send(mail!.id);
  const [refused] = await mailsOf(id);
  expect(refused).toMatchObject({ status: "refused" });
  expect(refused?.lastError).toContain("550");
  expect(refused?.lastError).not.toContain("erika");
  server.behaviour.mode = "takes";
  await send(mail!.id);
  expect(server.received).toHaveLength(0);
});

test("staff's status comes with its note to those who wanted it, and to nobody else", async () => {
  const wanted = await file();
  const quiet = await file({ ...contact, everyStatus: false });
  const none = await town.file(here, festival, {}, portal);
  for (const { id } of [wanted, quiet, none]) {
    const change = { from: "received", to: "inProgress", note: "Bitte Lageplan nachreichen." };
    expect(await changeStatus(portal, caseworker, id, change)).toEqual({ kind: "changed" });
  }
  expect((await mailsOf(quiet.id)).map(({ kind }) => kind)).toEqual(["filed"]);
  expect(await mailsOf(none.id)).toEqual([]);
  const mail = (await mailsOf(wanted.id)).find(({ kind }) => kind === "status");
  await send(mail!.id);
  const { parsed } = server.received[0]!;
  expect(parsed.subject).toContain("In Bearbeitung");
  expect(parsed.text).toContain("Bitte Lageplan nachreichen.");
  expect(parsed.text).not.toMatch(/#|Zugangscode:/);
});

test("several processes that take the same mail send it once", async () => {
  const { id } = await file();
  const [mail] = await mailsOf(id);
  server.behaviour.delay = 300;
  const tries = await Promise.allSettled([send(mail!.id), send(mail!.id), send(mail!.id)]);
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(server.received).toHaveLength(1);
});

test("another town cannot take it", async () => {
  const { id } = await file();
  const [mail] = await mailsOf(id);
  await sendMail(portal, { mailId: mail!.id, ars: elsewhere.ars });
  expect(server.received).toHaveLength(0);
});
