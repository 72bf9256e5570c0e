import { afterAll, beforeEach, expect, test } from "vitest";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { sendMail } from "#app/jobs/send-mail.server.ts";
import { startMailServer } from "#app/mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "#app/mail/smtp-mailer.server.ts";
import { startNameServer } from "#app/platform/fixtures/name-server.ts";
import { withMunicipality } from "#db/connect.ts";
import { saveAlarmContact } from "#db/queries/alarms.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import {
  createStaffPortal,
  elsewhere,
  festival,
  here,
  password,
} from "../fixtures/staff-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";
import type { WordedCheck } from "./readiness-words.server.ts";

const { portal: silent, later } = await createStaffPortal();
const server = await startMailServer();
const names = await startNameServer();
afterAll(async () => {
  names.stop();
  await server.stop();
});
const portal: Portal = {
  ...silent,
  mailer: createSmtpMailer({ url: server.url, from: "antrag@example.de" }),
  mailResolver: names.resolver,
};
const { ars } = here;
const path = `/verwaltung/leistungen/${festival}/bereit?gemeinde=${ars}`;
const address = "Technik@mit-server.de";

let admin: Visitor;
async function signedIn(login: string, at = portal): Promise<Visitor> {
  const visitor = createVisitor(at);
  expect((await visitor.post("/anmelden", { login, password })).status).toBe(303);
  return visitor;
}
const name = (mail: string) =>
  withMunicipality(portal.database, ars, (sql) =>
    saveAlarmContact(sql, { ars, mail, webhook: null, updatedAt: portal.clock() }),
  );
beforeEach(async () => {
  await portal.database.sql`truncate rate_limits, mailbox_confirmations`;
  await name(address);
  admin = await signedIn("verwaltung");
});

interface Loaded {
  readonly mayAsk: boolean;
  readonly checks: readonly WordedCheck[];
}
const shown = async (by = admin) => (await by.get(path)).data as Loaded;
const mailboxRow = async (by = admin) =>
  (await shown(by)).checks.find(({ what }) => what === "mailbox");
const ask = (by = admin, to = address) => by.post(path, { address: to });
/** Sends what waits, and gives the path of the link in it. */
async function linkFrom(): Promise<string> {
  const [mail] = await withMunicipality(
    portal.database,
    ars,
    (sql) =>
      sql<{ id: string }[]>`select id from mails where kind = 'mailbox' and status = 'pending'`,
  );
  await sendMail(portal, { mailId: mail?.id ?? "", ars });
  const received = server.received.at(-1);
  expect(received?.recipients).toEqual([address]);
  return /\/postfach\/[\w-]{43}/.exec(received?.parsed.text ?? "")?.[0] ?? "";
}
const visitor = () => createVisitor(portal);

test("an address turns green once somebody who reads mail there has pressed the button", async () => {
  expect(await mailboxRow()).toMatchObject({
    light: "amber",
    found: `${address}: Die Domain nimmt E-Mails an. Ob sie dort jemand liest, ist noch nicht bestätigt.`,
    ask: { address, text: "Bestätigungsmail senden" },
  });
  expect(await ask()).toMatchObject({ status: 303, location: `${path}&getan=bestaetigung` });
  const link = await linkFrom();
  expect(await mailboxRow()).toMatchObject({
    light: "amber",
    found: `${address}: Am 1. März 2026 ging eine E-Mail mit einem Link dorthin. Er ist noch nicht bestätigt.`,
    ask: { address },
  });
  // Programs that check mails follow links, and press nothing.
  expect(await visitor().get(link)).toMatchObject({
    status: 200,
    data: { kind: "open", about: { municipality: "Musterstadt", mailbox: address.toLowerCase() } },
  });
  expect(await mailboxRow()).toMatchObject({ light: "amber" });
  expect(await visitor().post(link, {})).toMatchObject({ status: 303, location: link });
  expect(await visitor().get(link)).toMatchObject({ status: 200, data: { kind: "confirmed" } });
  const row = await mailboxRow();
  expect(row).toMatchObject({
    light: "green",
    found: `${address}: am 1. März 2026 bestätigt. Dort liest jemand E-Mails.`,
  });
  expect(row?.ask).toBeUndefined();
  const entries = await withMunicipality(portal.database, ars, (sql) =>
    listAuditEntries(sql, { ars, limit: 2 }),
  );
  expect(entries).toMatchObject([
    { action: "mailbox.confirmed", actor: "system", details: { address: address.toLowerCase() } },
    { action: "mailbox.asked", details: { address } },
  ]);

  // Another address has not been confirmed by that; the one before is forgotten with the night.
  await name("rathaus@mit-server.de");
  expect(await mailboxRow()).toMatchObject({ light: "amber" });
  expect(await deleteExpired(portal)).toMatchObject({ mailboxes: 1 });
  await name(address);
  expect(await mailboxRow()).toMatchObject({ light: "amber" });
});

test("only the newest link counts, for a week", async () => {
  await ask();
  const first = await linkFrom();
  await ask();
  const second = await linkFrom();
  expect(await visitor().get(first)).toMatchObject({ status: 404, data: { kind: "unknown" } });
  await visitor().post(first, {});
  expect(await mailboxRow()).toMatchObject({ light: "amber" });
  later(7 * 24 * 60);
  expect(await visitor().get(second)).toMatchObject({ status: 410, data: { kind: "expired" } });
  await visitor().post(second, {});
  admin = await signedIn("verwaltung");
  expect(await mailboxRow()).toMatchObject({ light: "amber" });
  for (const wrong of [`/postfach/${"x".repeat(43)}`, "/postfach/kurz"])
    expect((await visitor().get(wrong)).status).toBe(404);
});

test("no other address is written to, by nobody else, and not again and again", async () => {
  expect((await ask(admin, "fremd@mit-server.de")).status).toBe(404);
  for (const login of ["redaktion", "freigabe", "sachbearbeitung", "rathaus"])
    expect((await ask(await signedIn(login))).status).toBe(404);
  expect(await shown(await signedIn("redaktion"))).toMatchObject({ mayAsk: false });
  expect(await shown()).toMatchObject({ mayAsk: true });
  const codes: number[] = [];
  for (let n = 0; n < 6; n += 1) codes.push((await ask()).status);
  expect(codes).toEqual([303, 303, 303, 303, 303, 429]);
  const there = await withMunicipality(
    portal.database,
    elsewhere.ars,
    (sql) => sql`select 1 from mailbox_confirmations`,
  );
  expect(there).toHaveLength(0);
});

test("a domain that takes no mails is told of, and nothing is sent there", async () => {
  await name("technik@nimmt-nichts.de");
  const row = await mailboxRow();
  expect(row).toMatchObject({
    light: "amber",
    found: "technik@nimmt-nichts.de: Die Domain nimmt keine E-Mails an.",
    remedy: { href: `/verwaltung/ziele?gemeinde=${ars}` },
  });
  expect(row?.ask).toBeUndefined();
});

test("a portal that sends no mails says so", async () => {
  const by = await signedIn("verwaltung", silent);
  expect(await shown(by)).toMatchObject({ mayAsk: false });
  expect(await ask(by)).toMatchObject({ status: 409 });
});
