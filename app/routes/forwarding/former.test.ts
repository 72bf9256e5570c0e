import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { query, withMunicipality } from "#db/connect.ts";
import { insertRole } from "#db/queries/accounts.ts";
import { findDestination, listOfferingDestinations } from "#db/queries/destinations.ts";
import { optionsOf } from "#app/forwarding/destination-options.server.ts";
import { keyRingOf, type Portal } from "#app/catalogue/portal.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { confirmAll, openCards } from "../fixtures/confirm-all.ts";
import { createStaffPortal, elsewhere, festival, here, parking } from "../fixtures/staff-portal.ts";
import * as destination from "./destination.tsx";
import * as destinations from "./destinations.tsx";
import * as formerWays from "./former-ways.tsx";

const town = await createStaffPortal();
const portal: Portal = { ...town.portal, config: { ...town.portal.config, mode: "demo" } };
const { accounts } = town;
type Name = keyof typeof accounts;
type Form = Record<string, string>;
const { ars } = here;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);
const as = async (name: Name) => ({ ars, cookie: await town.cookieOf(accounts[name]) });
/** `otherCaseworker` is a second administrator here, and one of Kiel, too. */
beforeAll(async () => {
  for (const place of [here.ars, elsewhere.ars])
    await query(portal.database, (sql) =>
      insertRole(sql, accounts.otherCaseworker, { role: "municipality-admin", ars: place }),
    );
});
/** Time goes on, so that what is saved next is told from what was saved before. */
beforeEach(() => {
  town.later(1);
});

const toDestination = async (name: Name, id: string, form: Form, more = "", place = ars) =>
  callRoute(portal, destination.action, {
    path: `/verwaltung/ziele/${id}?gemeinde=${place}${more}`,
    params: { id },
    cookie: (await as(name)).cookie,
    form,
  });
const idIn = (answer: { headers: Headers }) =>
  /ziele\/([^?]+)/.exec(answer.headers.get("location") ?? "")?.[1] ?? "";
const trouble = (behaviour: string, name = "Fachverfahren") => ({
  ...{ name, lanes: "4", active: "on", "option.seconds": "0" },
  "option.behaviour": behaviour,
});
const add = async (form: Form, adapter = "demo-trouble", place = ars, by: Name = "admin") =>
  idIn(await toDestination(by, "neu", form, `&art=${adapter}`, place));
const rowOf = async (id: string) => (await inTown((sql) => findDestination(sql, id)))!;
const seenOf = async (id: string) => (await rowOf(id)).updatedAt.toISOString();
const change = async (id: string, form: Form, by: Name = "admin") => {
  const answer = await toDestination(by, id, { seen: await seenOf(id), ...form });
  town.later(1);
  return answer;
};

const setWays = async (name: Name, service: string, ways: Form, more: Form = {}) =>
  callRoute(portal, destinations.action, {
    path: `/verwaltung/ziele?gemeinde=${ars}`,
    cookie: (await as(name)).cookie,
    form: {
      service,
      ...Object.fromEntries(
        Object.entries(ways).map(([id, role]) => [`way.${service}.${id}`, role]),
      ),
      ...more,
    },
  });
const waysNow = async (service: string) =>
  (await inTown((sql) => listOfferingDestinations(sql, ars)))
    .filter(({ serviceId }) => serviceId === service)
    .map(({ destinationId, role }) => `${role}:${destinationId}`);
const waysRequest = async (service: string, by: Name, place = ars) => ({
  path: `/verwaltung/leistungen/${service}/wege?gemeinde=${place}`,
  params: { service },
  cookie: (await as(by)).cookie,
});
interface Shown {
  readonly seen: string;
  readonly now: readonly string[];
  readonly changes: readonly {
    readonly id: number;
    readonly who: string;
    readonly confirmed: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly back: string;
  }[];
}
const history = async (service: string, by: Name = "admin") =>
  (await callRoute(portal, formerWays.loader, await waysRequest(service, by))).data as Shown;
const takeBack = async (
  service: string,
  id: number,
  seen: string,
  by: Name = "admin",
  place = ars,
) =>
  callRoute(portal, formerWays.action, {
    ...(await waysRequest(service, by, place)),
    form: { change: String(id), _seen: seen },
  });

describe("where an offering goes", () => {
  test("is taken back by one where nothing real goes there, and asked for where something does", async () => {
    await inTown((sql) => sql`update offerings set enabled = false where service_id = ${parking}`);
    const [first, second] = [
      await add(trouble("accept", "Alt")),
      await add(trouble("accept", "Neu")),
    ];
    await setWays("admin", parking, { [first]: "primary" });
    await setWays("admin", parking, { [second]: "primary", [first]: "copy" });
    const shown = await history(parking);
    expect(shown).toMatchObject({
      now: ["Alt (Kopie)", "Neu (Hauptziel)"],
      changes: [
        { before: ["Alt (Hauptziel)"], after: ["Alt (Kopie)", "Neu (Hauptziel)"], back: "before" },
        { before: ["Nur in den Eingang dieses Portals"], after: ["Alt (Hauptziel)"] },
      ],
    });
    const [latest] = shown.changes;
    const back = await takeBack(parking, latest!.id, shown.seen);
    expect(back.headers.get("location")).toContain("getan=gespeichert");
    expect(await waysNow(parking)).toEqual([`primary:${first}`]);
    // That is a change, too, and what one has already cannot be had again.
    expect((await history(parking)).changes.map((one) => one.back)).toEqual([
      "before",
      "same",
      "before",
    ]);

    await inTown((sql) => sql`update offerings set enabled = true where service_id = ${parking}`);
    const now = await history(parking);
    const asked = await takeBack(parking, now.changes[2]!.id, now.seen);
    expect(asked.headers.get("location")).toContain("getan=gefragt");
    expect(await waysNow(parking)).toEqual([`primary:${first}`]);
    expect(await takeBack(parking, now.changes[0]!.id, now.seen, "otherCaseworker")).toMatchObject({
      status: 409,
      data: { kind: "waits" },
    });
    await confirmAll(portal, await as("publisher"));
    expect(await waysNow(parking)).toEqual([]);
    const confirmed = await history(parking);
    // Whoever confirmed it stands beside whoever wanted it, and it is taken back as any other.
    expect(confirmed.changes[0]).toMatchObject({
      who: (await history(parking)).changes[1]!.who,
      confirmed: "Bestätigt: Erika freigabe",
      before: ["Alt (Hauptziel)"],
      after: ["Nur in den Eingang dieses Portals"],
      back: "before",
    });
    await takeBack(parking, confirmed.changes[0]!.id, confirmed.seen);
    await confirmAll(portal, await as("publisher"));
    expect(await waysNow(parking)).toEqual([`primary:${first}`]);
  });

  test("is not taken back over what somebody else has set meanwhile, nor to what is gone", async () => {
    await inTown((sql) => sql`update offerings set enabled = false where service_id = ${festival}`);
    const [old, other] = [await add(trouble("accept", "Alt")), await add(trouble("accept", "Neu"))];
    await setWays("admin", festival, { [old]: "primary" });
    await setWays("admin", festival, { [other]: "primary" });
    const shown = await history(festival);
    await setWays("otherCaseworker", festival, { [other]: "copy" });
    expect(await takeBack(festival, shown.changes[0]!.id, shown.seen)).toMatchObject({
      status: 409,
      data: { kind: "overtaken" },
    });
    // The form on the page of destinations tells the same.
    expect(
      await setWays("admin", festival, { [old]: "primary" }, { _seen: shown.seen }),
    ).toMatchObject({
      status: 409,
      data: { problem: "overtaken", ways: [{ destinationId: old }] },
    });
    expect(await waysNow(festival)).toEqual([`copy:${other}`]);

    expect((await toDestination("admin", old, { intent: "remove" })).status).toBe(303);
    const now = await history(festival);
    expect(now.changes[1]).toMatchObject({
      before: ["gelöscht (Hauptziel, ausgeschaltet)"],
      back: "gone",
    });
    expect(await takeBack(festival, now.changes[1]!.id, now.seen)).toMatchObject({
      status: 409,
      data: { kind: "gone" },
    });
    expect(await waysNow(festival)).toEqual([`copy:${other}`]);
    // What goes with a destination is a change of where its offerings go.
    await toDestination("admin", other, { intent: "remove" });
    expect((await history(festival)).changes[0]).toMatchObject({
      before: ["gelöscht (Kopie, ausgeschaltet)"],
      after: ["Nur in den Eingang dieses Portals"],
      back: "gone",
    });
  });

  test("is the business of its own administrators alone", async () => {
    const { changes, seen } = await history(parking);
    const [{ id } = { id: 0 }] = changes;
    for (const name of ["caseworker", "publisher", "operator"] as const) {
      const request = await waysRequest(parking, name);
      expect((await callRoute(portal, formerWays.loader, request)).status).toBe(404);
      expect((await takeBack(parking, id, seen, name)).status).toBe(404);
    }
    // One of another town, one of another service, one of none.
    expect((await takeBack(parking, id, "", "otherCaseworker", elsewhere.ars)).status).toBe(404);
    expect((await takeBack(festival, id, "")).status).toBe(404);
    expect((await takeBack(parking, 0.5, "")).status).toBe(404);
    const nowhere = await waysRequest("keine-leistung", "admin");
    expect((await callRoute(portal, formerWays.loader, nowhere)).status).toBe(404);
  });
});

const secret = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString("base64")}`;
const hook = (host: string, path: string, own: Form = {}) => ({
  ...{ name: "Haken", lanes: "4", active: "on" },
  "option.url": `https://${host}/${path}`,
  "option.formats": "submission-json.v1",
  ...own,
});
const secretsOf = async (id: string) => {
  const options = optionsOf(await keyRingOf(portal, ars), await rowOf(id));
  return [options["secret"], options["nextSecret"]];
};
interface State {
  readonly id: number;
  readonly who: string;
  readonly confirmed: string;
  readonly same: boolean;
  readonly changes: readonly { readonly name: string; readonly before: string }[];
}
const statesOf = async (id: string) => {
  const page = await callRoute(portal, destination.loader, {
    path: `/verwaltung/ziele/${id}?gemeinde=${ars}`,
    params: { id },
    cookie: (await as("admin")).cookie,
  });
  return (page.data as { states: readonly State[] }).states;
};
const revert = async (id: string, state: number, seen: string, by: Name = "admin", place = ars) =>
  toDestination(by, id, { intent: "revert", state: String(state), seen }, "", place);

describe("how a destination was set", () => {
  test("comes back as it was, with the secrets that it has now", async () => {
    const id = await add(
      hook("fach.example.de", "alt", { "option.secret": secret("a") }),
      "webhook",
    );
    expect(await statesOf(id)).toEqual([]);
    await change(
      id,
      hook("fach.example.de", "neu", { name: "Umbenannt", "option.secret": secret("b") }),
    );
    // Saving without a change changes nothing.
    await change(id, hook("fach.example.de", "neu", { name: "Umbenannt" }));
    const [state, ...none] = await statesOf(id);
    expect(none).toEqual([]);
    expect(state).toMatchObject({
      same: false,
      confirmed: "",
      changes: [
        { name: "name", label: "Name des Ziels", before: "Haken", after: "Umbenannt" },
        {
          name: "url",
          before: "https://fach.example.de/alt",
          after: "https://fach.example.de/neu",
        },
        { name: "secret", before: "Geändert. Frühere Geheimnisse werden nicht aufbewahrt." },
      ],
    });
    const stored = JSON.stringify(await inTown((sql) => sql`select * from destination_states`));
    expect(stored).toContain("fach.example.de/alt");
    for (const letter of ["a", "b"]) expect(stored).not.toContain(secret(letter));

    const back = await revert(id, state!.id, await seenOf(id));
    expect(back.headers.get("location")).toContain("gespeichert=");
    expect(await rowOf(id)).toMatchObject({
      name: "Haken",
      options: { url: "https://fach.example.de/alt" },
    });
    expect(await secretsOf(id)).toEqual([secret("b"), undefined]);
    expect((await statesOf(id)).map(({ same }) => same)).toEqual([false, true]);

    // It goes with its destination.
    expect((await toDestination("admin", id, { intent: "remove" })).status).toBe(303);
    expect(
      await inTown((sql) => sql`select 1 from destination_states where destination_id = ${id}`),
    ).toHaveLength(0);
  });

  test("takes no secret along to another server, and asks for it in the form as it was then", async () => {
    const own = { "option.secret": secret("a"), "option.nextSecret": secret("c") };
    const id = await add(hook("alt.example.de", "x", own), "webhook");
    // Nor does typing another address: whoever may not read a secret does not get it sent either.
    const both = [
      { field: "secret", detail: "anotherServer" },
      { field: "nextSecret", detail: "anotherServer" },
    ];
    expect(await change(id, hook("neu.example.de", "x"))).toMatchObject({
      status: 422,
      data: { problems: both },
    });
    await change(id, hook("neu.example.de", "x", { ...own, "option.secret": secret("b") }));
    const [state] = await statesOf(id);
    const refused = await revert(id, state!.id, await seenOf(id));
    expect(refused).toMatchObject({
      status: 422,
      data: {
        kind: "refused",
        problems: both,
        typed: { url: ["https://alt.example.de/x"] },
        own: { name: "Haken", lanes: "4", active: "on" },
        earlier: true,
      },
    });
    expect(JSON.stringify(refused.data)).not.toContain("whsec_");
    expect(await rowOf(id)).toMatchObject({ options: { url: "https://neu.example.de/x" } });
    // Once somebody has typed it. The second one is for the other server, and is forgotten.
    const typed = hook("alt.example.de", "x", { "option.secret": secret("d") });
    expect((await change(id, typed)).status).toBe(303);
    expect(await secretsOf(id)).toEqual([secret("d"), undefined]);
  });

  test("is asked for where something real goes, and not over what somebody else does", async () => {
    await inTown((sql) => sql`update offerings set enabled = false where service_id = ${festival}`);
    const id = await add(trouble("accept"));
    await change(id, trouble("late"));
    await setWays("admin", festival, { [id]: "primary" });
    await inTown((sql) => sql`update offerings set enabled = true where service_id = ${festival}`);
    const [state] = await statesOf(id);
    const seen = await seenOf(id);
    expect((await revert(id, state!.id, seen)).headers.get("location")).toContain("gefragt=");
    expect(await rowOf(id)).toMatchObject({ options: { behaviour: "late" } });
    expect(await revert(id, state!.id, seen, "otherCaseworker")).toMatchObject({
      status: 409,
      data: { waits: true, typed: { behaviour: ["accept"] } },
    });
    town.later(1);
    expect(await openCards(portal, await as("publisher"))).toHaveLength(1);
    await confirmAll(portal, await as("publisher"));
    expect(await rowOf(id)).toMatchObject({ options: { behaviour: "accept" } });
    const [confirmed] = await statesOf(id);
    expect(confirmed).toMatchObject({
      who: state!.who,
      confirmed: "Bestätigt: Erika freigabe",
      changes: [{ name: "behaviour", before: "antwortet spät", after: "nimmt sofort an" }],
    });
    // Another one was faster.
    expect(await revert(id, confirmed!.id, seen)).toMatchObject({
      status: 409,
      data: { overtaken: true },
    });
  });

  test("is the business of its own administrators alone", async () => {
    const id = await add(trouble("accept"));
    await change(id, trouble("accept", "Umbenannt"));
    const [state] = await statesOf(id);
    const seen = await seenOf(id);
    expect((await revert(id, state!.id, seen, "caseworker")).status).toBe(404);
    expect((await revert(id, state!.id, seen, "publisher")).status).toBe(404);
    // Under another town, and of another destination.
    expect((await revert(id, state!.id, seen, "otherCaseworker", elsewhere.ars)).status).toBe(404);
    const theirs = await add(trouble("accept"), "demo-trouble", elsewhere.ars, "otherCaseworker");
    expect((await revert(theirs, state!.id, "", "otherCaseworker", elsewhere.ars)).status).toBe(
      404,
    );
    expect((await revert(await add(trouble("accept")), state!.id, seen)).status).toBe(404);
    expect((await revert(id, Number.NaN, seen)).status).toBe(404);
    expect(await rowOf(id)).toMatchObject({ name: "Umbenannt" });
  });
});
