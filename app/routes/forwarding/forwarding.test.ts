import { beforeEach, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { listAuditEntries } from "#db/queries/audit-log.ts";
import { findDestination } from "#db/queries/destinations.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { confirmAll } from "../fixtures/confirm-all.ts";
import { createStaffPortal, elsewhere, festival, here } from "../fixtures/staff-portal.ts";
import * as deliveries from "./deliveries.tsx";
import * as delivery from "./delivery.tsx";
import * as destination from "./destination.tsx";
import * as destinations from "./destinations.tsx";

const town = await createStaffPortal();
const portal = { ...town.portal, config: { ...town.portal.config, mode: "demo" as const } };
let cookie = "";
beforeEach(async () => {
  cookie = await town.cookieOf(town.accounts.admin);
});
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, here.ars, work);
const query = `?gemeinde=${here.ars}`;

type Form = Record<string, string>;
const post = (id: string, form: Form, extra = "") =>
  callRoute(portal, destination.action, {
    path: `/verwaltung/ziele/${id}${query}${extra}`,
    params: { id },
    cookie,
    form,
  });
/** Saves a destination as somebody does who has just opened its page. */
const save = async (id: string, form: Form) => {
  const row = await inTown((sql) => findDestination(sql, id));
  return post(id, { seen: row!.updatedAt.toISOString(), ...form });
};
const add = async (behaviour: string, seconds = "0"): Promise<string> => {
  const answer = await post(
    "neu",
    {
      name: `Ziel ${behaviour}`,
      lanes: "4",
      active: "on",
      "option.behaviour": behaviour,
      "option.seconds": seconds,
    },
    "&art=demo-trouble",
  );
  expect(answer.status).toBe(303);
  return /ziele\/([^?]+)/.exec(answer.headers.get("location") ?? "")?.[1] ?? "";
};
/** Something real goes there: whoever else may, confirms it. */
const confirmed = async <T>(asked: Promise<T>): Promise<T> => {
  const answer = await asked;
  await confirmAll(portal, {
    ars: here.ars,
    cookie: await town.cookieOf(town.accounts.publisher),
  });
  return answer;
};
const askForWays = (ways: Record<string, string>) =>
  callRoute(portal, destinations.action, {
    path: `/verwaltung/ziele${query}`,
    cookie,
    form: {
      service: festival,
      ...Object.fromEntries(
        Object.entries(ways).map(([id, role]) => [`way.${festival}.${id}`, role]),
      ),
    },
  });
const setWays = (ways: Record<string, string>) => confirmed(askForWays(ways));
const work = async (submissionId: string) => {
  for (const { id } of await inTown((sql) => listForwardingsOfSubmission(sql, submissionId)))
    await forwardSubmission(portal, { forwardingId: id, ars: here.ars });
};

test("an administrator sets up a destination, and what is wrong with it is told beside each option", async () => {
  const refused = await post("neu", { name: "", "option.behaviour": "dance" }, "&art=demo-trouble");
  expect(refused).toMatchObject({
    status: 422,
    data: {
      kind: "refused",
      problems: [{ field: "name" }, { field: "behaviour" }],
      typed: { behaviour: ["dance"] },
    },
  });
  const id = await add("accept");
  expect(await inTown((sql) => findDestination(sql, id))).toMatchObject({
    name: "Ziel accept",
    options: { behaviour: "accept", seconds: 0 },
    active: true,
  });
  await post(id, { intent: "check" });
  expect(await inTown((sql) => findDestination(sql, id))).toMatchObject({
    checked: [{ ok: true }],
  });
  const audit = await inTown((sql) => listAuditEntries(sql, { ars: here.ars, limit: 20 }));
  expect(JSON.stringify(audit)).toContain("destination.added");
});

test("nobody sees or changes the destinations of another municipality", async () => {
  const id = await add("accept");
  for (const path of [
    `/verwaltung/ziele?gemeinde=${elsewhere.ars}`,
    `/verwaltung/zustellungen?gemeinde=${elsewhere.ars}`,
  ]) {
    const loader = path.includes("ziele") ? destinations.loader : deliveries.loader;
    expect((await callRoute(portal, loader, { path, cookie })).status).toBe(404);
  }
  const other = await callRoute(portal, destination.action, {
    path: `/verwaltung/ziele/${id}?gemeinde=${elsewhere.ars}`,
    params: { id },
    cookie,
    form: { intent: "remove" },
  });
  expect(other.status).toBe(404);
  cookie = await town.cookieOf(town.accounts.caseworker);
  expect((await post(id, { intent: "check" })).status).toBe(404);
});

test("one destination is the first, and a fallback needs one", async () => {
  const [first, second] = [await add("accept"), await add("accept")];
  expect(await setWays({ [first]: "primary", [second]: "primary" })).toMatchObject({
    status: 422,
    data: { problem: "twoPrimaries" },
  });
  expect(await setWays({ [first]: "fallback" })).toMatchObject({ status: 422 });
  expect((await setWays({ [first]: "primary", [second]: "copy" })).status).toBe(303);
  expect((await setWays({ unknown: "primary" })).status).toBe(404);
  await setWays({});
});

test("what the receiver rejects is seen, mended and sent again, without the citizen", async () => {
  const id = await add("reject");
  await setWays({ [id]: "primary" });
  const { id: submission, reference } = await town.file(here, festival, {}, portal);
  await work(submission);
  const view = `/verwaltung/zustellungen${query}`;
  const dead = await callRoute(portal, deliveries.loader, { path: view, cookie });
  expect(dead.data).toMatchObject({
    counts: { dead: 1 },
    deliveries: [{ reference, status: "rejected", problems: [{ instance: "data" }] }],
  });
  const [one] = (dead.data as { deliveries: { id: string }[] }).deliveries;
  const opened = await callRoute(portal, delivery.loader, {
    path: `/verwaltung/zustellungen/${one!.id}${query}`,
    params: { id: one!.id },
    cookie,
  });
  expect(opened.data).toMatchObject({ attempts: [{ outcome: "rejected" }] });
  // Nothing of the answers is in what administrators see.
  expect(JSON.stringify([dead.data, opened.data])).not.toMatch(/Mustermann|Sommerfest/);
  await confirmed(
    save(id, {
      name: "Ziel",
      lanes: "4",
      active: "on",
      "option.behaviour": "accept",
      "option.seconds": "0",
    }),
  );
  const again = await callRoute(portal, deliveries.action, {
    path: view,
    cookie,
    form: { zustellung: one!.id },
  });
  expect(again.headers.get("location")).toContain("gesendet=1");
  await work(submission);
  expect(await inTown((sql) => listForwardingsOfSubmission(sql, submission))).toMatchObject([
    { status: "accepted" },
  ]);
  await setWays({});
});

test("after bad days many are sent again at once: those that were chosen, or all that failed", async () => {
  const id = await add("reject");
  await setWays({ [id]: "primary" });
  const filed = [await town.file(here, festival, {}, portal)];
  filed.push(await town.file(here, festival, {}, portal));
  const workAll = async () => {
    for (const one of filed) await work(one.id);
  };
  const view = `/verwaltung/zustellungen${query}`;
  const dead = async () => {
    await workAll();
    const { data } = await callRoute(portal, deliveries.loader, { path: view, cookie });
    const shown = data as { failed: number; deliveries: { id: string }[] };
    expect(shown.failed).toBe(2);
    return shown.deliveries.map((one) => one.id);
  };
  const send = (form: Record<string, string | string[]>) =>
    callRoute(portal, deliveries.action, { path: view, cookie, form });
  const chosen = await send({ zustellung: await dead() });
  expect(chosen.headers.get("location")).toContain("gesendet=2");
  await dead();
  cookie = await town.cookieOf(town.accounts.caseworker);
  expect((await send({ intent: "all" })).status).toBe(404);
  cookie = await town.cookieOf(town.accounts.admin);
  const ofAll = await send({ intent: "all" });
  expect(ofAll.headers.get("location")).toContain("gesendet=2");
  await save(id, {
    name: "Ziel",
    lanes: "4",
    active: "on",
    "option.behaviour": "accept",
    "option.seconds": "0",
  });
  await workAll();
  for (const one of filed)
    expect(await inTown((sql) => listForwardingsOfSubmission(sql, one.id))).toMatchObject([
      { status: "accepted" },
    ]);
  expect((await send({ intent: "all" })).headers.get("location")).toContain("gesendet=0");
  await setWays({});
});

test("a test delivery goes the way of real ones, with invented data", async () => {
  const id = await add("accept");
  const started = await post(id, { intent: "test", service: festival });
  const test = /zustellungen\/([^?]+)/.exec(started.headers.get("location") ?? "")?.[1] ?? "";
  await forwardSubmission(portal, { forwardingId: test, ars: here.ars });
  const opened = await callRoute(portal, delivery.loader, {
    path: `/verwaltung/zustellungen/${test}${query}`,
    params: { id: test },
    cookie,
  });
  expect(opened.data).toMatchObject({
    delivery: { kind: "test", status: "accepted", reference: null },
  });
});

test("a destination with a past stays, one without can go", async () => {
  const id = await add("accept");
  expect((await post(id, { intent: "remove" })).status).toBe(303);
  const used = await add("accept");
  await post(used, { intent: "test", service: festival });
  expect((await post(used, { intent: "remove" })).status).toBe(409);
});

test("an administrator says who is told of trouble", async () => {
  const path = `/verwaltung/ziele${query}`;
  const send = (form: Form) =>
    callRoute(portal, destinations.action, { path, cookie, form: { intent: "alarms", ...form } });
  expect(await send({ mail: "niemand", webhook: "http://intern" })).toMatchObject({
    status: 422,
    data: { kind: "contact", wrong: ["mail", "webhook"], contact: { mail: "niemand" } },
  });
  expect((await send({ mail: "poststelle@example.de", webhook: "" })).status).toBe(303);
  expect((await callRoute(portal, destinations.loader, { path, cookie })).data).toMatchObject({
    alarms: { contact: { mail: "poststelle@example.de", webhook: "" } },
  });
});

test("what cannot be confirmed is seen, asked after again, and sent anew only where somebody says so", async () => {
  const id = await add("acknowledge", "3600");
  await setWays({ [id]: "primary" });
  const { id: submission, reference } = await town.file(here, festival, {}, portal);
  await work(submission);
  const only = async () =>
    (await inTown((sql) => listForwardingsOfSubmission(sql, submission)))[0]!;
  const view = `/verwaltung/zustellungen${query}`;
  const shown = async () =>
    (await callRoute(portal, deliveries.loader, { path: view, cookie })).data as {
      counts: Record<string, number>;
      deliveries: { reference: string; unconfirmed: boolean }[];
    };
  const act = (intent: string, chosen: string) =>
    callRoute(portal, deliveries.action, {
      path: view,
      cookie,
      form: { zustellung: chosen, intent },
    });
  const sent = await only();
  expect(sent).toMatchObject({ status: "sent" });
  expect((await shown()).deliveries.map((one) => one.reference)).not.toContain(reference);
  const { dead = 0 } = (await shown()).counts;
  // Its log cannot be trusted; the way it is noted by an attempt.
  await inTown(
    (sql) =>
      sql`update forwardings set last_error = 'DO NOT TRUST: the log has no end' where id = ${sent.id}`,
  );
  const seen = await shown();
  expect(seen.counts["dead"]).toBe(dead + 1);
  expect(seen.deliveries.find((one) => one.reference === reference)).toMatchObject({
    unconfirmed: true,
  });
  // Sending again what failed never sends what may have arrived.
  const again = await callRoute(portal, deliveries.action, {
    path: view,
    cookie,
    form: { zustellung: sent.id },
  });
  expect(again.headers.get("location")).toContain("gesendet=0");
  const asked = await act("ask", sent.id);
  expect(asked.headers.get("location")).toContain(`${sent.id}?gemeinde=${here.ars}&getan=ask`);
  expect((await only()).nextAttemptAt!.getTime()).toBeLessThanOrEqual(portal.clock().getTime());
  await work(submission);
  expect(await only()).toMatchObject({ status: "sent", lastError: null });
  // Nobody takes it for some days.
  await inTown(
    (sql) => sql`
      update forwardings set sent_at = sent_at - interval '4 days', started_at = started_at - interval '4 days'
      where id = ${sent.id}`,
  );
  expect((await shown()).counts["dead"]).toBe(dead + 1);
  await act("anew", sent.id);
  expect(await only()).toMatchObject({ status: "pending", state: null, receiverReference: null });
  expect((await shown()).counts["dead"]).toBe(dead);
  await work(submission);
  expect(await only()).toMatchObject({ status: "sent", attempts: 1 });
  const audit = await inTown((sql) => listAuditEntries(sql, { ars: here.ars, limit: 20 }));
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["forwarding.asked", "forwarding.sentAnew"]),
  );
  await setWays({});
});

test("two who change a destination at once do not overwrite each other, and it is known what was changed", async () => {
  const id = await add("accept");
  const seen = (await inTown((sql) => findDestination(sql, id)))!.updatedAt.toISOString();
  const form = (name: string, behaviour: string) => ({
    ...{ name, lanes: "4", active: "on", seen },
    "option.behaviour": behaviour,
    "option.seconds": "0",
  });
  town.later(1);
  expect((await post(id, form("Umbenannt", "late"))).status).toBe(303);
  const refused = await post(id, form("Anders", "reject"));
  expect(refused).toMatchObject({
    status: 409,
    data: {
      overtaken: true,
      problems: [],
      typed: { behaviour: ["reject"] },
      own: { name: "Anders" },
    },
  });
  expect((await post(id, { ...form("Ohne", "reject"), seen: "" })).status).toBe(409);
  expect(await inTown((sql) => findDestination(sql, id))).toMatchObject({
    name: "Umbenannt",
    options: { behaviour: "late" },
  });
  town.later(1);
  const { seen: _, ...rest } = form("Anders", "late");
  expect((await save(id, rest)).status).toBe(303);
  const audit = await inTown((sql) => listAuditEntries(sql, { ars: here.ars, limit: 5 }));
  const sets = audit.filter(
    ({ action, subject }) => action === "destination.set" && subject === id,
  );
  expect(sets.map(({ details }) => details)).toEqual([
    { changed: "name" },
    { changed: "name behaviour" },
  ]);
});
