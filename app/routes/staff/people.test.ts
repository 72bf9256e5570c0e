import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sendMail } from "#app/jobs/send-mail.server.ts";
import { startMailServer } from "#app/mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "#app/mail/smtp-mailer.server.ts";
import { signIn } from "#app/identity/sign-in.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { listPeople } from "#db/queries/people.ts";
import { createStaffPortal, elsewhere, here, password } from "../fixtures/staff-portal.ts";
import { createVisitor, type Visitor } from "../fixtures/visitor.ts";

const town = await createStaffPortal();
const { accounts, portal, later } = town;
const server = await startMailServer();
afterAll(() => server.stop());
const mailing = {
  ...portal,
  mailer: createSmtpMailer({ url: server.url, from: "antrag@example.de" }),
};
const address = "203.0.113.9";
const list = `/verwaltung/personen?gemeinde=${here.ars}`;
const inviting = `/verwaltung/personen/einladen?gemeinde=${here.ars}`;
const own = "richtig-pferd-batterie";

let admin: Visitor;
async function signedIn(login: string, at = portal): Promise<Visitor> {
  const visitor = createVisitor(at);
  expect((await visitor.post("/anmelden", { login, password })).status).toBe(303);
  return visitor;
}
beforeEach(async () => {
  await portal.database.sql`truncate rate_limits`;
  admin = await signedIn("verwaltung");
});

/** Invites somebody where no mail server is, and returns the path of the link that is shown. */
async function invite(email: string, roles: string | string[], by = admin): Promise<string> {
  const answer = await by.post(inviting, { email, name: "Erika Neu", roles });
  expect(answer.status).toBe(200);
  const { link } = answer.data as { link: string };
  return new URL(link).pathname;
}
const accept = (path: string, visitor = createVisitor(portal)) =>
  visitor.post(path, { name: "Erika Neu", password: own, repeated: own });
const peopleOf = (ars: string) =>
  withMunicipality(portal.database, ars, (sql) => listPeople(sql, ars));
const rolesOf = async (login: string) =>
  (await peopleOf(here.ars)).find((one) => one.login === login)?.roles;
const lastEntry = () =>
  withMunicipality(portal.database, here.ars, async (sql) => {
    const [entry] = await listAuditEntries(sql, { ars: here.ars, limit: 1 });
    return entry;
  });

describe("an invitation", () => {
  test("makes an account with the roles that were offered, and is used up by that", async () => {
    const path = await invite("neu@musterstadt.example", ["editor", "publisher"]);
    expect((await createVisitor(portal).get(path)).status).toBe(200);
    const visitor = createVisitor(portal);
    const accepted = await accept(path, visitor);
    expect(accepted).toMatchObject({ status: 303, location: "/verwaltung" });
    expect(await rolesOf("neu@musterstadt.example")).toEqual(["editor", "publisher"]);
    expect(await lastEntry()).toMatchObject({
      action: "invitation.accepted",
      details: { roles: "publisher editor", account: "new" },
    });
    expect((await visitor.get("/verwaltung")).status).toBe(200);
    expect((await visitor.get(list)).status).toBe(403);
    const again = await createVisitor(portal).get(path);
    expect(again).toMatchObject({ status: 410, data: { closed: "used" } });
    expect((await accept(path)).location).toBe(path);
    const signed = await signIn(portal, {
      login: "neu@musterstadt.example",
      password: own,
      address,
    });
    expect(signed.outcome).toBe("ok");
    const [person] = (await peopleOf(here.ars)).filter(({ login }) => login.startsWith("neu@"));
    expect(person?.lastSignInOn).toBe("2026-03-01");
  });

  test("is accepted once, however many try at the same time", async () => {
    const path = await invite("zugleich@musterstadt.example", "editor");
    const answers = await Promise.all([accept(path), accept(path), accept(path)]);
    const statuses = answers.map(({ location }) => location);
    expect(statuses.filter((location) => location === "/verwaltung")).toHaveLength(1);
  });

  test("leaves no token and, once it is over, no address in the database", async () => {
    const path = await invite("spurlos@musterstadt.example", "editor");
    const stored = async () =>
      JSON.stringify(
        await withMunicipality(portal.database, "*", (sql) => sql`select * from invitations`),
      );
    expect(await stored()).toContain("spurlos@");
    expect(await stored()).not.toContain(path.split("/").at(-1));
    await accept(path);
    expect(await stored()).not.toContain("spurlos@");
  });

  test("expires after seven days", async () => {
    const path = await invite("spaet@musterstadt.example", "editor");
    later(7 * 24 * 60 - 1);
    expect((await createVisitor(portal).get(path)).status).toBe(200);
    later(2);
    const answer = await createVisitor(portal).get(path);
    expect(answer).toMatchObject({ status: 410, data: { closed: "expired" } });
    expect((await accept(path)).location).toBe(path);
    expect(await rolesOf("spaet@musterstadt.example")).toBeUndefined();
  });

  test("that was sent again or withdrawn leaves the link before worth nothing", async () => {
    const first = await invite("nochmal@musterstadt.example", "editor");
    const page = await admin.get(list);
    const { invitations } = page.data as { invitations: { id: string; email: string }[] };
    const invitation = invitations.find(({ email }) => email.startsWith("nochmal@"))?.id ?? "";
    const answer = await admin.post(list, { invitation, intent: "again" });
    const second = new URL((answer.data as { link: string }).link).pathname;
    expect((await createVisitor(portal).get(first)).status).toBe(404);
    expect((await createVisitor(portal).get(second)).status).toBe(200);
    const withdrawn = await admin.post(list, { invitation, intent: "withdraw" });
    expect(withdrawn.location).toContain("erledigt=withdrawn");
    const gone = await createVisitor(portal).get(second);
    expect(gone).toMatchObject({ status: 404, data: { closed: "unknown" } });
    expect((await admin.post(list, { invitation, intent: "again" })).status).toBe(404);
  });

  test.each(["x", "a".repeat(43), "a%00b"])("with the token %s does not exist", async (token) => {
    expect((await createVisitor(portal).get(`/einladung/${token}`)).status).toBe(404);
  });

  test("gives roles to the account that there is, once its owner has confirmed", async () => {
    const path = await invite("kiel", "editor").catch(() => undefined);
    expect(path, "a login that is no address of mail cannot be invited").toBeUndefined();
    const first = await invite("zwei@musterstadt.example", "editor");
    await accept(first);
    const kiel = await signedIn("rathaus");
    const there = `/verwaltung/personen/einladen?gemeinde=${elsewhere.ars}`;
    const fields = { email: "ZWEI@musterstadt.example", name: "Erika", roles: "caseworker" };
    const answer = await kiel.post(there, fields);
    const second = new URL((answer.data as { link: string }).link).pathname;
    const stranger = createVisitor(portal);
    expect((await stranger.get(second)).data).toMatchObject({ account: "known" });
    const wrong = await stranger.post(second, { password: "geraten-geraten" });
    expect(wrong).toMatchObject({ status: 422, data: { problems: [{ code: "wrong" }] } });
    expect(await peopleOf(elsewhere.ars)).not.toContainEqual(
      expect.objectContaining({ login: "zwei@musterstadt.example" }),
    );
    const right = await stranger.post(second, { password: own });
    expect(right).toMatchObject({ status: 303, location: "/eingang" });
    expect(await rolesOf("zwei@musterstadt.example")).toEqual(["editor"]);
  });

  test.each([
    [{ email: "", name: "", roles: [] }, ["missing", "missing", "none"]],
    [{ email: "erika", name: "Erika", roles: ["editor"] }, ["invalid"]],
    [{ email: "a@b.example", name: "x".repeat(201), roles: ["editor"] }, ["tooLong"]],
    [{ email: "a@b.example", name: "Erika", roles: ["operator"] }, ["none"]],
  ])("of %j is refused, and what was typed stays", async (fields, codes) => {
    const answer = await admin.post(inviting, fields);
    expect(answer.status).toBe(422);
    const { problems, typed } = answer.data as { problems: { code: string }[]; typed: object };
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(typed).toMatchObject({ email: fields.email, name: fields.name });
  });

  test("is for somebody who is not there or invited already, and for nobody's own self", async () => {
    await portal.database.sql`
      update accounts set login = 'chefin@musterstadt.example' where id = ${accounts.admin}`;
    const codeFor = async (email: string) => {
      const answer = await admin.post(inviting, { email, name: "Erika", roles: "caseworker" });
      return (answer.data as { problems?: { code: string }[] }).problems?.[0]?.code;
    };
    expect(await codeFor("Chefin@Musterstadt.example")).toBe("self");
    expect(await codeFor("doppelt@musterstadt.example")).toBeUndefined();
    expect(await codeFor("Doppelt@musterstadt.example")).toBe("open");
    await portal.database
      .sql`update accounts set login = 'verwaltung' where id = ${accounts.admin}`;
  });

  test("goes by mail where there is a mail server, with its link in the mail alone", async () => {
    const by = await signedIn("verwaltung", mailing);
    const fields = { email: "post@musterstadt.example", name: "Erika Post", roles: "editor" };
    const answer = await by.post(inviting, fields);
    expect(answer).toMatchObject({
      status: 303,
      location: expect.stringContaining("mailed") as unknown,
    });
    const [mail] = await withMunicipality(
      portal.database,
      here.ars,
      (sql) => sql<{ id: string }[]>`select id from mails where kind = 'invitation'`,
    );
    await sendMail(mailing, { mailId: mail?.id ?? "", ars: here.ars });
    const received = server.received.at(-1);
    expect(received?.recipients).toEqual([fields.email]);
    const text = received?.parsed.text ?? "";
    expect(text).toContain("Redaktion");
    const path = /\/einladung\/[\w-]{43}/.exec(text)?.[0] ?? "";
    expect((await accept(path)).status).toBe(303);
  });

  test("cannot be sent to one mailbox again and again", async () => {
    const codes: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const fields = { email: "viel@musterstadt.example", name: "Erika", roles: "editor" };
      codes.push((await admin.post(inviting, fields)).status);
    }
    expect(codes).toEqual([200, 422, 422, 422, 422, 429]);
  });
});

describe("roles", () => {
  const change = (id: string, fields: Readonly<Record<string, string | string[]>>, by = admin) =>
    by.post(`/verwaltung/personen/${id}?gemeinde=${here.ars}`, fields);

  test("are given and taken by others, at once, and written down", async () => {
    const editor = await signedIn("redaktion");
    expect((await editor.get("/eingang")).status).toBe(403);
    expect((await change(accounts.editor, { roles: ["editor", "caseworker"] })).status).toBe(303);
    expect((await editor.get("/eingang")).status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      action: "role.given",
      subject: accounts.editor,
      actor: accounts.admin,
      details: { role: "caseworker" },
    });
    await change(accounts.editor, { roles: "editor" });
    expect((await editor.get("/eingang")).status).toBe(403);
    expect(await lastEntry()).toMatchObject({ action: "role.taken" });
  });

  test("nobody changes their own", async () => {
    const answer = await change(accounts.admin, { roles: ["municipality-admin", "caseworker"] });
    expect(answer).toMatchObject({ status: 422, data: { reason: "self" } });
    expect(await rolesOf("verwaltung")).toEqual(["municipality-admin"]);
    const disabled = await change(accounts.admin, { intent: "disable" });
    expect(disabled).toMatchObject({ status: 422, data: { reason: "self" } });
  });

  test("the last administrator stays, whoever asks", async () => {
    const operator = await signedIn("betrieb");
    const take = { roles: [] };
    expect(await change(accounts.admin, take, operator)).toMatchObject({
      status: 422,
      data: { reason: "lastAdmin" },
    });
    expect(await change(accounts.admin, { intent: "disable" }, operator)).toMatchObject({
      data: { reason: "lastAdmin" },
    });
    // Two who take it from each other at the same time: one of them is left.
    await change(accounts.publisher, { roles: ["publisher", "municipality-admin"] });
    const other = await signedIn("freigabe");
    const answers = await Promise.all([
      change(accounts.publisher, { roles: "publisher" }),
      change(accounts.admin, take, other),
    ]);
    const admins = (await peopleOf(here.ars)).filter(({ roles }) =>
      roles.includes("municipality-admin"),
    );
    expect(admins).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toContain(303);
    await portal.database.sql`
      insert into account_roles values (${accounts.admin}, 'municipality-admin', ${here.ars})
      on conflict do nothing`;
  });

  test("the operator sets administrators up and makes no caseworkers", async () => {
    const operator = await signedIn("betrieb");
    const give = (role: string) => change(accounts.editor, { roles: ["editor", role] }, operator);
    expect(await give("caseworker")).toMatchObject({ data: { reason: "notYours" } });
    expect((await give("municipality-admin")).status).toBe(303);
    await change(accounts.editor, { roles: "editor" }, operator);
  });

  test("somebody who is shut out is out at once, and comes back when let in", async () => {
    const editor = await signedIn("redaktion");
    await change(accounts.editor, { intent: "disable" });
    expect((await editor.get("/verwaltung")).status).toBe(303);
    expect((await signIn(portal, { login: "redaktion", password, address })).outcome).toBe("wrong");
    await change(accounts.editor, { intent: "enable" });
    expect((await signIn(portal, { login: "redaktion", password, address })).outcome).toBe("ok");
  });

  test("whoever works elsewhere too cannot be shut out from here", async () => {
    await portal.database.sql`
      insert into account_roles values (${accounts.editor}, 'editor', ${elsewhere.ars})`;
    expect(await change(accounts.editor, { intent: "disable" })).toMatchObject({
      data: { reason: "elsewhere" },
    });
    await portal.database.sql`
      delete from account_roles where account_id = ${accounts.editor} and ars = ${elsewhere.ars}`;
  });

  test("somebody of another town is nobody here", async () => {
    expect((await change(accounts.otherCaseworker, { roles: "caseworker" })).status).toBe(404);
    expect(await rolesOf("kiel")).toBeUndefined();
  });
});

describe("one's own account", () => {
  test("gets another password, which ends the other sessions", async () => {
    const here = await signedIn("freigabe");
    const elsewhereSignedIn = await signedIn("freigabe");
    expect((await here.get("/konto")).data).toMatchObject({
      others: expect.any(Number) as unknown,
    });
    const wrong = await here.post("/konto", { current: "falsch", password: own, repeated: "x" });
    expect(wrong).toMatchObject({
      status: 422,
      data: { problems: [{ code: "wrong" }, { code: "different" }] },
    });
    const short = await here.post("/konto", { current: password, password: "kurz", repeated: "" });
    expect(short).toMatchObject({ data: { problems: [{ code: "tooShort" }] } });
    const right = await here.post("/konto", { current: password, password: own, repeated: own });
    expect(right.status).toBe(303);
    expect((await here.get("/konto")).data).toMatchObject({ others: 0 });
    expect((await elsewhereSignedIn.get("/konto")).status).toBe(303);
    expect((await signIn(portal, { login: "freigabe", password: own, address })).outcome).toBe(
      "ok",
    );
    await here.post("/konto", { intent: "endOthers" });
    expect((await here.get("/konto")).data).toMatchObject({ others: 0 });
  });
});
