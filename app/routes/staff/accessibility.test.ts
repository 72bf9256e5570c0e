import { expect, test } from "vitest";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, elsewhere, here, type AccountName } from "../fixtures/staff-portal.ts";
import * as form from "../citizen/report-barrier.tsx";
import * as statement from "../citizen/statement.tsx";
import * as page from "./accessibility.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
const address = (ars: string) => `/verwaltung/barrierefreiheit?gemeinde=${ars}`;
const load = async (who: AccountName, ars = here.ars) =>
  callRoute(portal, page.loader, { path: address(ars), cookie: await cookieOf(accounts[who]) });
const post = async (who: AccountName, fields: Record<string, string>, ars = here.ars) =>
  callRoute(portal, page.action, {
    path: address(ars),
    cookie: await cookieOf(accounts[who]),
    form: fields,
  });
const params = { municipality: here.slug };

test("the town's administrator reads what was reported and marks it as answered", async () => {
  const path = `/${here.slug}/barrierefreiheit/melden`;
  const typed = { what: "Kein Kontrast", page: "/musterstadt", reply: "" };
  expect((await callRoute(portal, form.action, { path, params, form: typed })).status).toBe(303);
  const { data } = await load("admin");
  expect(data).toMatchObject({ reports: [{ ...typed, answered: false }] });
  expect((await load("otherAdmin", elsewhere.ars)).data).toMatchObject({ reports: [] });
  const { reports } = data as { reports: { id: string }[] };
  const report = reports[0]?.id ?? "";
  expect((await post("otherAdmin", { report }, elsewhere.ars)).status).toBe(404);
  expect((await post("admin", { report })).status).toBe(303);
  expect((await load("admin")).data).toMatchObject({ reports: [{ answered: true }] });
  expect((await post("admin", { report })).status).toBe(404);
});

test("what the town says stands in its statement; what is wrong comes back as typed", async () => {
  const facts = {
    email: "bf@musterstadt.example",
    phone: "01234",
    address: "",
    preparedOn: "1.2.2026",
    assessedOn: "20.02.2026",
    assessedBy: "self",
    enforcement: "Eigene Stelle",
  };
  const wrong = { ...facts, email: "bf@", preparedOn: "30.02.2026", assessedOn: "31.12.2026" };
  expect(await post("admin", wrong)).toMatchObject({
    status: 422,
    data: {
      typed: wrong,
      problems: [
        { name: "email", code: "email" },
        { name: "preparedOn", code: "date" },
        { name: "assessedOn", code: "future" },
      ],
    },
  });
  expect((await post("admin", { ...facts, assessedBy: "" })).data).toMatchObject({
    problems: [{ name: "assessedOn", code: "both" }],
  });
  expect((await post("admin", facts)).status).toBe(303);
  expect((await load("admin")).data).toMatchObject({
    facts: { ...facts, preparedOn: "01.02.2026" },
  });
  const path = `/${here.slug}/barrierefreiheit`;
  expect((await callRoute(portal, statement.loader, { path, params })).data).toMatchObject({
    statement: {
      contact: { email: facts.email, phone: "01234" },
      assessment: { day: "2026-02-20", by: "self" },
      preparedOn: "2026-02-01",
      enforcement: { own: "Eigene Stelle" },
    },
  });
});

test("a town without facts of its own names the body of its Land", async () => {
  const path = `/${elsewhere.slug}/barrierefreiheit`;
  const answer = await callRoute(portal, statement.loader, {
    path,
    params: { municipality: elsewhere.slug },
  });
  expect(answer.data).toMatchObject({
    statement: { enforcement: { legalBasis: "§§ 12e, 12f LBGG Schleswig-Holstein" } },
  });
});

test.each(["caseworker", "otherAdmin", "operator", "otherCaseworker"] as const)(
  "it is nothing for %s",
  async (who) => {
    expect((await load(who)).status).toBe(404);
    expect((await post(who, { email: "" })).status).toBe(404);
  },
);
