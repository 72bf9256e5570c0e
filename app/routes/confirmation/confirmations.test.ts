import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findOffering } from "#app/catalogue/load-offering.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { openScanner } from "#app/files/scanner.server.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { query, withMunicipality } from "#db/connect.ts";
import { insertRole, type Role } from "#db/queries/accounts.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { findDestination, listOfferingDestinations } from "#db/queries/destinations.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { answerCard, confirmAll, openCards, type OpenCard } from "../fixtures/confirm-all.ts";
import { createStaffPortal, elsewhere, festival, here, parking } from "../fixtures/staff-portal.ts";
import * as destination from "../forwarding/destination.tsx";
import * as destinations from "../forwarding/destinations.tsx";
import * as offering from "../offering/offering.tsx";
import * as offeringWindow from "../offering/window.tsx";
import * as entry from "../staff/catalogue-entry.tsx";
import * as log from "../staff/audit-log.tsx";
import * as confirmations from "./confirmations.tsx";

const town = await createStaffPortal();
const { accounts } = town;
const portal: Portal = { ...town.portal, config: { ...town.portal.config, mode: "demo" } };
const { ars } = here;
const query_ = `?gemeinde=${ars}`;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);

type Name = keyof typeof accounts;
const as = async (name: Name) => ({ ars, cookie: await town.cookieOf(accounts[name]) });
const give = (name: Name, role: Role) =>
  query(portal.database, (sql) => insertRole(sql, accounts[name], { role, ars }));

const switchTo = async (name: Name, intent: "turnOn" | "turnOff", service = festival) =>
  callRoute(portal, entry.action, {
    path: `/verwaltung/katalog/${service}`,
    params: { service },
    cookie: (await as(name)).cookie,
    form: { gemeinde: ars, intent },
  });
const stateOf = async (service = festival) => (await findOffering(portal, here.slug, service)).kind;

const toDestination = async (name: Name, id: string, form: Record<string, string>, extra = "") =>
  callRoute(portal, destination.action, {
    path: `/verwaltung/ziele/${id}${query_}${extra}`,
    params: { id },
    cookie: (await as(name)).cookie,
    form,
  });
const settings = (behaviour: string, name = "Fachverfahren") => ({
  ...{ name, lanes: "4", active: "on", "option.seconds": "0" },
  "option.behaviour": behaviour,
});
const addDestination = async (behaviour: string) => {
  const made = await toDestination("admin", "neu", settings(behaviour), "&art=demo-trouble");
  return /ziele\/([^?]+)/.exec(made.headers.get("location") ?? "")?.[1] ?? "";
};
const rowOf = async (id: string) => (await inTown((sql) => findDestination(sql, id)))!;
const saveDestination = async (name: Name, id: string, form: Record<string, string>) =>
  toDestination(name, id, { seen: (await rowOf(id)).updatedAt.toISOString(), ...form });
const setWays = async (name: Name, ways: Record<string, string>, service = festival) =>
  callRoute(portal, destinations.action, {
    path: `/verwaltung/ziele${query_}`,
    cookie: (await as(name)).cookie,
    form: {
      service,
      ...Object.fromEntries(
        Object.entries(ways).map(([id, role]) => [`way.${service}.${id}`, role]),
      ),
    },
  });
const waysNow = async (service = festival) =>
  (await inTown((sql) => listOfferingDestinations(sql, ars)))
    .filter(({ serviceId }) => serviceId === service)
    .map(({ destinationId, role }) => `${role}:${destinationId}`);
const only = async (name: Name): Promise<OpenCard> => {
  const cards = await openCards(portal, await as(name));
  expect(cards).toHaveLength(1);
  return cards[0]!;
};
const actions = async () =>
  (await inTown((sql) => listAuditEntries(sql, { ars, limit: 100 }))).map(
    ({ action, actor }) =>
      `${action} ${String(Object.entries(accounts).find(([, id]) => id === actor)?.[0])}`,
  );
/** Nobody has anything open: every test begins anew. */
beforeEach(async () => {
  await inTown((sql) => sql`delete from confirmations`);
});
beforeAll(async () => {
  // Both an administrator and a publisher, as in a small town: that does not make two persons of one.
  await give("otherCaseworker", "municipality-admin");
  await give("otherCaseworker", "publisher");
});

describe("a service goes online", () => {
  beforeEach(async () => {
    await switchTo("admin", "turnOff");
    expect(await stateOf()).toBe("notOffered");
  });

  test("once somebody else confirms it, and not before", async () => {
    const asked = await switchTo("admin", "turnOn");
    expect(asked.headers.get("location")).toContain("erledigt=asked");
    expect(await stateOf()).toBe("notOffered");
    const card = await only("admin");
    expect(card).toMatchObject({
      title: "„Straßenfest anmelden“ online stellen",
      isOwn: true,
      mayConfirm: false,
      confirmers: "Erika freigabe, Erika kiel",
      facts: [{ key: "ways", values: ["Nur in den Eingang dieses Portals"] }],
    });
    expect((await answerCard(portal, await as("admin"), card, "confirm")).status).toBe(403);
    // Asking twice is asking once.
    await switchTo("admin", "turnOn");
    expect((await only("admin")).id).toBe(card.id);
    const seen = await only("publisher");
    expect(seen).toMatchObject({ isOwn: false, mayConfirm: true });
    const settings = await callRoute(portal, offering.loader, {
      path: `/verwaltung/leistungen/${festival}${query_}`,
      params: { service: festival },
      cookie: (await as("publisher")).cookie,
    });
    expect(settings.data).toMatchObject({ waiting: { id: card.id } });
    const done = await answerCard(portal, await as("publisher"), seen, "confirm");
    expect(done.headers.get("location")).toContain("getan=confirmed");
    expect(await stateOf()).toBe("offered");
    expect((await actions()).slice(0, 2)).toEqual([
      "confirmation.confirmed publisher",
      "confirmation.asked admin",
    ]);
    const sentences = JSON.stringify(
      (
        await callRoute(portal, log.loader, {
          path: `/verwaltung/protokoll${query_}`,
          cookie: (await as("admin")).cookie,
        })
      ).data,
    );
    expect(sentences).toContain("Erika freigabe hat bestätigt: „Straßenfest anmelden“ geht online");
  });

  test("not by who asked, whatever roles they have", async () => {
    await switchTo("otherCaseworker", "turnOn");
    const card = await only("otherCaseworker");
    expect(card).toMatchObject({ mayConfirm: false, confirmers: "Erika freigabe" });
    const tried = await answerCard(portal, await as("otherCaseworker"), card, "confirm");
    expect(tried.status).toBe(403);
    // Nor by another administrator, who is no publisher, nor by the operator.
    for (const name of ["admin", "operator"] as const)
      expect((await answerCard(portal, await as(name), card, "confirm")).status).toBe(403);
    expect(await stateOf()).toBe("notOffered");
  });

  test("and is of no concern to other towns, caseworkers and editors", async () => {
    await switchTo("admin", "turnOn");
    const card = await only("publisher");
    for (const [name, status] of [
      ["otherAdmin", 404],
      ["caseworker", 403],
      ["editor", 403],
    ] as const) {
      const { cookie } = await as(name);
      const path = `/verwaltung/bestaetigen${query_}`;
      expect((await callRoute(portal, confirmations.loader, { path, cookie })).status).toBe(status);
      expect((await answerCard(portal, { ars, cookie }, card, "confirm")).status).toBe(404);
      // Under the name of their own town it is not there either.
      const own = { ars: elsewhere.ars, cookie };
      expect((await answerCard(portal, own, card, "confirm")).status).toBe(404);
    }
    expect(await stateOf()).toBe("notOffered");
  });

  test("stays off when it is declined, with a reason, or withdrawn", async () => {
    await switchTo("admin", "turnOn");
    const card = await only("publisher");
    const publisher = await as("publisher");
    expect(await answerCard(portal, publisher, card, "decline", "  ")).toMatchObject({
      status: 422,
      data: { kind: "noReason", id: card.id },
    });
    expect((await answerCard(portal, publisher, card, "decline", "Erst im Mai")).status).toBe(303);
    expect((await answerCard(portal, publisher, card, "confirm")).status).toBe(409);
    const page = await callRoute(portal, confirmations.loader, {
      path: `/verwaltung/bestaetigen${query_}`,
      cookie: publisher.cookie,
    });
    expect(page.data).toMatchObject({
      open: [],
      decided: [{ state: "declined", reason: "Erst im Mai" }],
    });
    await switchTo("admin", "turnOn");
    const again = await only("admin");
    expect((await answerCard(portal, publisher, again, "withdraw")).status).toBe(403);
    expect((await answerCard(portal, await as("admin"), again, "withdraw")).status).toBe(303);
    expect((await answerCard(portal, publisher, again, "confirm")).status).toBe(409);
    expect(await stateOf()).toBe("notOffered");
  });

  test("not while something is red, neither asked for nor confirmed", async () => {
    const silent = { ...portal, scanner: openScanner({ kind: "tcp", host: "127.0.0.1", port: 1 }) };
    await switchTo("admin", "turnOff", parking);
    await switchTo("admin", "turnOn", parking);
    const card = await only("publisher");
    expect(await answerCard(silent, await as("publisher"), card, "confirm")).toMatchObject({
      status: 409,
      data: { kind: "notReady", checks: [{ what: "scanner" }] },
    });
    expect(await stateOf(parking)).toBe("notOffered");
    expect((await only("publisher")).id).toBe(card.id);
    await confirmAll(portal, await as("publisher"));
    expect(await stateOf(parking)).toBe("offered");
  });

  test("once, where two confirm it at once", async () => {
    await switchTo("admin", "turnOn");
    const card = await only("publisher");
    const both = await Promise.all(
      (["publisher", "otherCaseworker"] as const).map(async (name) =>
        answerCard(portal, await as(name), card, "confirm"),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await stateOf()).toBe("offered");
  });

  test("as it was read: where applications go must not change between reading and confirming", async () => {
    const id = await addDestination("accept");
    await switchTo("admin", "turnOn");
    const card = await only("publisher");
    town.later(1);
    await toDestination("admin", id, { intent: "check" });
    // Nothing real goes there yet, so one person may say so, but not behind the reader's back.
    await inTown((sql) => sql`delete from submissions where service_id = ${festival}`);
    await setWays("admin", { [id]: "primary" });
    const stale = await answerCard(portal, await as("publisher"), card, "confirm");
    expect(stale).toMatchObject({ status: 409, data: { kind: "changed" } });
    expect(await stateOf()).toBe("notOffered");
    await setWays("admin", {});
  });

  test("for real, where it was a test, in the same way", async () => {
    await switchTo("admin", "turnOn");
    await confirmAll(portal, await as("publisher"));
    const setTest = async (testMode: boolean) =>
      callRoute(portal, offeringWindow.action, {
        path: `/verwaltung/leistungen/${festival}/angebot${query_}`,
        params: { service: festival },
        cookie: (await as("admin")).cookie,
        form: { since: "", ...(testMode && { testMode: "ja" }) },
      });
    const isTest = async () => {
      const [row] = await inTown(
        (sql) =>
          sql`select test_mode from offerings where ars = ${ars} and service_id = ${festival}`,
      );
      return (row as { testMode: boolean }).testMode;
    };
    expect((await setTest(true)).status).toBe(303);
    expect(await isTest()).toBe(true);
    expect((await setTest(false)).status).toBe(303);
    expect(await isTest()).toBe(true);
    expect(await only("publisher")).toMatchObject({
      title: "Testbetrieb von „Straßenfest anmelden“ beenden",
    });
    await confirmAll(portal, await as("publisher"));
    expect(await isTest()).toBe(false);
    expect(await stateOf()).toBe("offered");
  });
});

describe("where applications go", () => {
  const work = async (submission: string) => {
    for (const { id } of await inTown((sql) => listForwardingsOfSubmission(sql, submission)))
      await forwardSubmission(portal, { forwardingId: id, ars });
    const rows = await inTown((sql) => listForwardingsOfSubmission(sql, submission));
    return rows.map(({ destinationId, status }) => ({ destinationId, status }));
  };

  beforeAll(async () => {
    await switchTo("admin", "turnOn");
    await confirmAll(portal, await as("publisher"));
    expect(await stateOf()).toBe("offered");
  });

  test("is changed by two: until then an application goes the old way", async () => {
    const [old, other] = [await addDestination("accept"), await addDestination("accept")];
    expect((await setWays("admin", { [old]: "primary" })).headers.get("location")).toContain(
      `gefragt=${festival}`,
    );
    expect(await waysNow()).toEqual([]);
    expect(await confirmAll(portal, await as("publisher"))).toBe(1);
    expect(await waysNow()).toEqual([`primary:${old}`]);
    await setWays("admin", { [other]: "primary" });
    const { id } = await town.file(here, festival, {}, portal);
    expect(await work(id)).toEqual([{ destinationId: old, status: "accepted" }]);
    const card = await only("operator");
    expect(card.facts).toMatchObject([
      { key: "before", values: ["Fachverfahren (Hauptziel)"] },
      { key: "after", values: ["Fachverfahren (Hauptziel)"] },
    ]);
    expect((await answerCard(portal, await as("admin"), card, "confirm")).status).toBe(403);
    // A town with one administrator has the operator.
    await confirmAll(portal, await as("operator"));
    expect(await waysNow()).toEqual([`primary:${other}`]);
    // What somebody relies on is not taken away by one either.
    expect((await toDestination("admin", other, { intent: "remove" })).status).toBe(409);
    const next = await town.file(here, festival, {}, portal);
    expect(await work(next.id)).toEqual([{ destinationId: other, status: "accepted" }]);
  });

  test("is not asked for behind another request, and is overtaken by another change", async () => {
    const [one, other] = [await addDestination("accept"), await addDestination("accept")];
    await setWays("admin", { [one]: "primary" });
    const card = await only("publisher");
    expect(await setWays("otherCaseworker", { [other]: "primary" })).toMatchObject({
      status: 409,
      data: { problem: "waits" },
    });
    // Somebody with the command line, say.
    await inTown((sql) => sql`delete from offering_destinations where service_id = ${festival}`);
    expect(await answerCard(portal, await as("publisher"), card, "confirm")).toMatchObject({
      status: 409,
      data: { kind: "overtaken" },
    });
    expect(await waysNow()).toEqual([]);
    expect((await actions())[0]).toBe("confirmation.overtaken publisher");
  });

  test("how a destination sends is changed by two; what does not move data, by one", async () => {
    const id = await addDestination("reject");
    await setWays("admin", { [id]: "primary" });
    await confirmAll(portal, await as("publisher"));
    const { id: submission } = await town.file(here, festival, {}, portal);
    expect(await work(submission)).toEqual([{ destinationId: id, status: "rejected" }]);
    town.later(1);
    const asked = await saveDestination("admin", id, settings("accept", "Umbenannt"));
    expect(asked.headers.get("location")).toContain("gefragt=");
    expect(await rowOf(id)).toMatchObject({
      name: "Umbenannt",
      options: { behaviour: "reject" },
    });
    const { id: second } = await town.file(here, festival, {}, portal);
    expect(await work(second)).toEqual([{ destinationId: id, status: "rejected" }]);
    // Taking the service off the portal, or out of the way, is no way round: what was filed is still there.
    await switchTo("admin", "turnOff");
    town.later(1);
    const still = await saveDestination("admin", id, settings("accept", "Umbenannt"));
    expect(still.headers.get("location")).toContain("gefragt=");
    expect((await setWays("admin", {})).headers.get("location")).toContain("gefragt=");
    const cards = await openCards(portal, await as("admin"));
    const ways = cards.find(({ title }) => title.includes("woandershin"));
    expect((await answerCard(portal, await as("admin"), ways!, "withdraw")).status).toBe(303);
    expect(await rowOf(id)).toMatchObject({ options: { behaviour: "reject" } });
    const card = await only("otherCaseworker");
    expect(card.facts).toMatchObject([
      { key: "adapter" },
      {
        key: "option behaviour",
        values: [/^Bisher: /, /^Künftig: /].map((re) => expect.stringMatching(re) as string),
      },
      { key: "services", values: ["Straßenfest anmelden"] },
      { key: "waiting", values: ["2 Anträge, die dann dorthin gehen"] },
    ]);
    await confirmAll(portal, await as("otherCaseworker"));
    expect(await rowOf(id)).toMatchObject({ name: "Umbenannt", options: { behaviour: "accept" } });
    // Nobody has tried the destination as it is now, so the operator puts it back by hand.
    await inTown((sql) => sql`update offerings set enabled = true where service_id = ${festival}`);
    const { id: third } = await town.file(here, festival, {}, portal);
    expect(await work(third)).toEqual([{ destinationId: id, status: "accepted" }]);
  });

  test("a change of a destination is overtaken where it was changed meanwhile", async () => {
    const id = await addDestination("accept");
    await setWays("admin", { [id]: "primary" });
    await confirmAll(portal, await as("publisher"));
    town.later(1);
    await saveDestination("admin", id, settings("late"));
    expect(await saveDestination("otherCaseworker", id, settings("throw"))).toMatchObject({
      status: 409,
      data: { waits: true, typed: { behaviour: ["throw"] } },
    });
    const card = await only("publisher");
    await inTown(
      (sql) =>
        sql`update destinations set options = '{"behaviour": "refuse", "seconds": 0}' where id = ${id}`,
    );
    expect(await answerCard(portal, await as("publisher"), card, "confirm")).toMatchObject({
      data: { kind: "overtaken" },
    });
    expect(await rowOf(id)).toMatchObject({ options: { behaviour: "refuse" } });
  });

  test("nobody reads a secret, neither on the page nor in the database", async () => {
    const hook = (secret: string, host: string) => ({
      ...{ name: "Haken", lanes: "4", active: "on" },
      "option.url": `https://${host}/annahme/geheimer-pfad`,
      "option.secret": secret,
      "option.formats": "submission-json.v1",
    });
    const secret = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString("base64")}`;
    const made = await toDestination(
      "admin",
      "neu",
      hook(secret("a"), "alt.example.de"),
      "&art=webhook",
    );
    const id = /ziele\/([^?]+)/.exec(made.headers.get("location") ?? "")?.[1] ?? "";
    await setWays("admin", { [id]: "primary" });
    const ways = await only("publisher");
    expect(JSON.stringify(ways.facts)).toContain("alt.example.de");
    expect(JSON.stringify(ways.facts)).not.toContain("geheimer-pfad");
    await confirmAll(portal, await as("publisher"));
    await saveDestination("admin", id, hook(secret("b"), "neu.example.de"));
    const card = JSON.stringify(await only("publisher"));
    expect(card).toContain("neu.example.de");
    expect(card).toContain("Wird neu hinterlegt");
    const [row] = await inTown((sql) => sql`select * from confirmations where state = 'open'`);
    const stored = JSON.stringify(row) + Buffer.from((row as { sealed: Buffer }).sealed).toString();
    for (const text of [card, stored]) expect(text).not.toContain(secret("b"));
    await confirmAll(portal, await as("publisher"));
    expect(await rowOf(id)).toMatchObject({
      options: { url: "https://neu.example.de/annahme/geheimer-pfad" },
    });
    const left = await inTown((sql) => sql`select 1 from confirmations where sealed is not null`);
    expect(left).toHaveLength(0);
  });

  test("one person says so where nothing real goes: the log tells before and after", async () => {
    const id = await addDestination("accept");
    // Never filed here, and off.
    await switchTo("admin", "turnOff", parking);
    await inTown((sql) => sql`delete from submissions where service_id = ${parking}`);
    expect((await setWays("admin", { [id]: "copy" }, parking)).headers.get("location")).toContain(
      `gespeichert=${parking}`,
    );
    town.later(1);
    expect((await saveDestination("admin", id, settings("late", "Archiv"))).status).toBe(303);
    expect(await rowOf(id)).toMatchObject({ options: { behaviour: "late" } });
    expect(await openCards(portal, await as("publisher"))).toEqual([]);
    const shown = await callRoute(portal, log.loader, {
      path: `/verwaltung/protokoll${query_}`,
      cookie: (await as("admin")).cookie,
    });
    expect(JSON.stringify(shown.data)).toContain(
      "wohin „Bewohnerparkausweis beantragen“ zugestellt wird. Bisher: nur in den Eingang. Künftig: Archiv (Kopie)",
    );
    // Once it may be online again, it is for two.
    await inTown(
      (
        sql,
      ) => sql`update offerings set finish_by = ${new Date(portal.clock().getTime() + 86_400_000)}
        where ars = ${ars} and service_id = ${parking}`,
    );
    expect((await setWays("admin", {}, parking)).headers.get("location")).toContain("gefragt=");
  });
});
