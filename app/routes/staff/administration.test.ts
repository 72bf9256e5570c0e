import { beforeEach, describe, expect, test } from "vitest";
import { findOffering } from "#app/catalogue/load-offering.server.ts";
import { query, withMunicipality } from "#db/connect.ts";
import { insertRole } from "#db/queries/accounts.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { confirmAll } from "../fixtures/confirm-all.ts";
import { createStaffPortal, elsewhere, festival, here, parking } from "../fixtures/staff-portal.ts";
import * as administration from "./administration.tsx";

const { portal, accounts, cookieOf } = await createStaffPortal();
let cookie = "";
beforeEach(async () => {
  cookie = await cookieOf(accounts.admin);
});

const open = (search = "", as = cookie) =>
  callRoute(portal, administration.loader, { path: `/verwaltung${search}`, cookie: as });
const post = (form: Record<string, string>) =>
  callRoute(portal, administration.action, { path: "/verwaltung", cookie, form });
/** What one asks for, a publisher confirms. */
const turn = async (intent: "turnOn" | "turnOff", service = festival) => {
  const answer = await post({ gemeinde: here.ars, service, intent });
  await confirmAll(portal, { ars: here.ars, cookie: await cookieOf(accounts.publisher) });
  return answer;
};
const kindFor = async (town: typeof here, service = festival) =>
  (await findOffering(portal, town.slug, service)).kind;
const audit = () =>
  withMunicipality(portal.database, here.ars, (sql) =>
    listAuditEntries(sql, { ars: here.ars, limit: 50 }),
  );

describe("switching a service", () => {
  test("is live at once for citizens, in this town alone, and written down", async () => {
    const answer = await turn("turnOff");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(
      `/verwaltung?gemeinde=${here.ars}&geaendert=${festival}`,
    );
    expect(await kindFor(here)).toBe("notOffered");
    expect(await kindFor(elsewhere)).toBe("offered");
    expect(await kindFor(here, parking)).toBe("offered");
    expect((await audit())[0]).toMatchObject({
      action: "offering.turnedOff",
      subject: festival,
      actor: accounts.admin,
    });
    await turn("turnOn");
    expect(await kindFor(here)).toBe("offered");
    const [row] = await portal.database.sql<{ updatedBy: string }[]>`
      select updated_by from offerings where ars = ${here.ars} and service_id = ${festival}`;
    expect(row?.updatedBy).toBe(accounts.publisher);
  });

  test("twice changes nothing more", async () => {
    await turn("turnOn");
    const before = (await audit()).length;
    expect((await turn("turnOn")).status).toBe(303);
    expect(await audit()).toHaveLength(before);
  });

  test("is told on the page that follows, without anything being remembered", async () => {
    await turn("turnOff");
    const page = await open(`?gemeinde=${here.ars}&geaendert=${festival}`);
    expect(page.data).toMatchObject({ changed: { id: festival, online: false } });
    expect((await open(`?gemeinde=${here.ars}`)).data).toMatchObject({ changed: undefined });
    expect((await open("?geaendert=erfunden")).data).toMatchObject({ changed: undefined });
    await post({ gemeinde: here.ars, service: festival, intent: "turnOn" });
    // It waits, which editors see as well.
    for (const as of [cookie, await cookieOf(accounts.editor)])
      expect((await open(`?gemeinde=${here.ars}`, as)).data).toMatchObject({ wished: [festival] });
    expect((await open()).data).toMatchObject({ waiting: 1 });
    await turn("turnOn");
    expect((await open()).data).toMatchObject({ waiting: 0, wished: [] });
  });

  test.each([
    [{ gemeinde: here.ars, service: "erfunden", intent: "turnOn" }, 404],
    [{ gemeinde: elsewhere.ars, service: festival, intent: "turnOff" }, 404],
    [{ gemeinde: "", service: festival, intent: "turnOff" }, 400],
    [{ gemeinde: here.ars, service: festival, intent: "toString" }, 400],
    [{ gemeinde: here.ars, service: festival }, 400],
    [{ gemeinde: here.ars, intent: "turnOff" }, 400],
  ])("is refused for %j", async (form, status) => {
    expect((await post(form as Record<string, string>)).status).toBe(status);
    expect(await kindFor(here)).toBe("offered");
    expect(await kindFor(elsewhere)).toBe("offered");
  });
});

describe("the services of a town", () => {
  test("are all of the portal's, with their state and the way to the citizens' page", async () => {
    await portal.database
      .sql`delete from offerings where ars = ${here.ars} and service_id = ${parking}`;
    const page = await open();
    expect(page.data).toMatchObject({
      kind: "catalogue",
      mayChange: true,
      place: { ars: here.ars, href: "/musterstadt" },
      services: [
        { id: parking, online: false, name: { text: "Bewohnerparkausweis beantragen" } },
        { id: festival, online: true, name: { text: "Straßenfest anmelden" } },
      ],
    });
    expect((await turn("turnOn", parking)).status).toBe(303);
    expect(await kindFor(here, parking)).toBe("offered");
  });

  test("come with what trying out all their ways has found", async () => {
    const certificate = {
      paths: "12",
      complete: true,
      deadEnds: [{ kind: "noOption", path: "a" }],
    };
    await portal.database.sql`
      update services set certificate = ${JSON.stringify(certificate)}::text::jsonb
      where id = ${parking}`;
    const page = await open();
    expect(page.data).toMatchObject({
      services: [{ id: parking, certificate: { paths: "12", complete: true, deadEnds: 1 } }, {}],
    });
  });

  test("are chosen by whoever administers several towns", async () => {
    const role = { role: "municipality-admin" as const, ars: elsewhere.ars };
    await query(portal.database, (sql) => insertRole(sql, accounts.admin, role));
    const page = await open(`?gemeinde=${here.ars}`);
    expect(page.data).toMatchObject({
      place: { ars: here.ars },
      places: [{ ars: elsewhere.ars }, { ars: here.ars }],
    });
    await portal.database.sql`
      delete from account_roles where account_id = ${accounts.admin} and ars = ${elsewhere.ars}`;
  });
});

describe("the operator", () => {
  const hitsOf = async (search: string) => {
    const { data } = await open(search, await cookieOf(accounts.operator));
    const { hits } = data as { hits: { ars: string; online: number }[] };
    return hits.map(({ ars, online }) => [ars, online]);
  };

  test("begins with the towns that offer anything, and finds any other", async () => {
    expect(await hitsOf("")).toEqual([
      [elsewhere.ars, 2],
      [here.ars, 2],
    ]);
    expect(await hitsOf("?suche=K%C3%B6ln")).toEqual([["053150000000", 0]]);
    expect(await hitsOf("?suche=xyzxyz")).toEqual([]);
    expect(await hitsOf("?suche=%00")).toEqual([]);
  });

  test("looks into any town and switches nothing", async () => {
    const page = await open("?gemeinde=053150000000", await cookieOf(accounts.operator));
    expect(page.data).toMatchObject({ kind: "catalogue", mayChange: false, everywhere: true });
  });

  test.each(["999999999999", "x", "%00"])("finds nothing at %s", async (ars) => {
    expect((await open(`?gemeinde=${ars}`, await cookieOf(accounts.operator))).status).toBe(404);
  });
});
