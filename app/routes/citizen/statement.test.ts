import { afterAll, expect, test } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { deleteExpired } from "#app/jobs/delete-expired.server.ts";
import { sendMail } from "#app/jobs/send-mail.server.ts";
import { startMailServer } from "#app/mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "#app/mail/smtp-mailer.server.ts";
import { withMunicipality } from "#db/connect.ts";
import { saveStatement } from "#db/queries/accessibility.ts";
import { createVisitor } from "../fixtures/visitor.ts";

const server = await startMailServer();
afterAll(() => server.stop());
const mailer = createSmtpMailer({ url: server.url, from: "antrag@example.de" });
const plainPortal = await createTestPortal();
const portal = { ...plainPortal, mailer };
const ars = "000000000001";
const visitor = createVisitor(portal);
const address = "/musterstadt/barrierefreiheit";
const form = `${address}/melden`;
const facts = {
  ars,
  phone: "01234 5678",
  email: "barrierefreiheit@musterstadt.example",
  address: "Rathausplatz 1\n01234 Musterstadt",
  preparedOn: "2026-02-01",
  assessedOn: null,
  assessedBy: null,
  plainLanguagePage: "",
  signLanguagePage: "",
  enforcement: "",
  updatedAt: new Date("2026-03-01T09:00:00Z"),
  updatedBy: "test",
};
const say = (more: Partial<typeof facts>) =>
  withMunicipality(portal.database, ars, (sql) => saveStatement(sql, { ...facts, ...more }));
const reports = () =>
  withMunicipality(
    portal.database,
    ars,
    (sql) => sql<{ id: string; sealed: Buffer }[]>`select * from barrier_reports`,
  );

test("a town's statement is made of its services' checks; unchecked ones claim nothing", async () => {
  const { data } = await visitor.get(address);
  expect(data).toMatchObject({
    frame: { municipality: { name: "Musterstadt" } },
    statement: {
      address: "http://portal.test/musterstadt",
      conformity: "none",
      portal: ["signLanguage", "translations", "foreignFiles"],
      contact: { email: "" },
      preparedOn: undefined,
      reviewedOn: undefined,
    },
  });
  const { services } = (data as { statement: { services: { id: string; barriers: unknown[] }[] } })
    .statement;
  expect(services.find(({ id }) => id === "strassenfest")?.barriers).toContainEqual({
    kind: "unchecked",
  });
});

test("checks that are stored with the versions count, with the day of the newest", async () => {
  const result = {
    axe: "4",
    checkedAt: "2026-02-20T12:00:00Z",
    languages: ["de"],
    pages: 1,
    views: 1,
  };
  await portal.database.sql`
    update services set certificate = ${JSON.stringify({ accessibility: { ...result, barriers: 0 } })}::text::jsonb`;
  await portal.database.sql`
    update services set certificate = ${JSON.stringify({ accessibility: { ...result, barriers: 2 } })}::text::jsonb
    where id = 'strassenfest'`;
  await say({ enforcement: "Eigene Stelle\nMusterweg 1" });
  const { data } = await visitor.get(address);
  expect(data).toMatchObject({
    statement: {
      conformity: "partial",
      contact: { email: facts.email, phone: facts.phone },
      preparedOn: "2026-02-01",
      reviewedOn: "2026-02-20",
      enforcement: { own: "Eigene Stelle\nMusterweg 1" },
    },
  });
  const { services } = (data as { statement: { services: { id: string; barriers: unknown[] }[] } })
    .statement;
  expect(services.find(({ id }) => id === "strassenfest")?.barriers).toContainEqual({
    kind: "found",
    count: 2,
  });
  expect((await visitor.get("/niemandsheim/barrierefreiheit")).status).toBe(404);
});

test("the form knows the page, without what leads to a draft or to another site", async () => {
  const from = async (page: string) =>
    (await visitor.get(`${form}?seite=${encodeURIComponent(page)}`)).data;
  expect(await from("/musterstadt/strassenfest/fest/a1?x=geheim")).toMatchObject({
    typed: { page: "/musterstadt/strassenfest/fest" },
  });
  expect(await from("/weiter/geheim")).toMatchObject({ typed: { page: "/weiter" } });
  expect(await from("//boese.example/x")).toMatchObject({ typed: { page: "" } });
  expect(await from("Zahlen Sie hier")).toMatchObject({ typed: { page: "" } });
});

test("a report is sealed for the town, mailed to it, and sets no cookie", async () => {
  const typed = {
    what: "Der Knopf <b>fehlt</b>.",
    page: "/musterstadt",
    reply: "erika@example.org",
  };
  const answer = await visitor.post(form, typed);
  expect(answer).toMatchObject({ status: 303, location: `${form}?danke` });
  expect(answer.headers.getSetCookie()).toEqual([]);
  const [stored] = await reports();
  expect(stored?.sealed.toString("latin1")).not.toContain("Knopf");
  const [mail] = await withMunicipality(
    portal.database,
    ars,
    (sql) => sql<{ id: string; sealed: Buffer }[]>`
      select id, sealed from mails where report_id = ${stored?.id ?? ""}`,
  );
  await sendMail(portal, { mailId: mail?.id ?? "", ars });
  expect(server.received).toHaveLength(1);
  const { parsed, recipients } = server.received[0]!;
  expect(recipients).toEqual([facts.email]);
  expect(parsed.text).toContain(typed.what);
  expect(parsed.text).toContain(`/verwaltung/barrierefreiheit?gemeinde=${ars}`);
  expect(parsed.html).toContain("&lt;b&gt;fehlt");
});

test("what cannot be taken comes back with everything that was typed", async () => {
  const nothing = { what: " ", page: "https://boese.example/", reply: "Erika" };
  expect(await visitor.post(form, nothing)).toMatchObject({
    status: 422,
    data: {
      typed: nothing,
      problems: [
        { name: "what", code: "nothing" },
        { name: "page", code: "elsewhere" },
      ],
    },
  });
  const long = { what: "x".repeat(2001), page: "", reply: "" };
  expect((await visitor.post(form, long)).data).toMatchObject({
    typed: long,
    problems: [{ name: "what", code: "tooLong", max: 2000 }],
  });
});

test("a flood from one address is held up with the text in hand", async () => {
  let last;
  for (let count = 0; count < 11; count += 1)
    last = await visitor.post(form, { what: "Nr.", page: "", reply: "" });
  expect(last).toMatchObject({ status: 429, data: { kind: "heldUp", raw: { what: ["Nr."] } } });
});

test("reports and their mails are gone after twelve months, not before", async () => {
  const at = (day: string) => ({ ...portal, clock: () => new Date(`${day}T09:00:00Z`) });
  const before = (await reports()).length;
  expect(before).toBeGreaterThan(1);
  expect((await deleteExpired(at("2027-02-28"))).barrierReports).toBe(0);
  expect((await deleteExpired(at("2027-03-02"))).barrierReports).toBe(before);
  const [left] = await withMunicipality(
    portal.database,
    "*",
    (sql) => sql`select count(*)::int as count from mails where report_id is not null`,
  );
  expect(left).toEqual({ count: 0 });
});
