import { beforeEach, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { claimForwarding, renewLease } from "#db/queries/forwarding-lease.ts";
import { listAttempts, listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { listSubmissionEvents } from "#db/queries/submission-events.ts";
import type { DestinationRole } from "../domain/forwarding.ts";
import { enqueueOfDestination, sendOut } from "../forwarding/outbox.server.ts";
import { resendAll } from "../forwarding/resend.server.ts";
import { createStaffPortal, festival, here } from "../routes/fixtures/staff-portal.ts";
import { forwardSubmission } from "./forward-submission.server.ts";
import { watchForwardings } from "./watch-forwardings.server.ts";

const town = await createStaffPortal();
let now = town.portal.clock();
const config = { ...town.portal.config, mode: "demo" as const };
const portal = { ...town.portal, config, clock: () => now };
const { ars } = here;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};

let count = 0;
async function addDestination(behaviour: string, seconds = 0, lanes: 1 | 4 = 4): Promise<string> {
  const id = `d${String((count += 1))}`;
  await inTown((sql) =>
    insertDestination(sql, {
      id,
      ars,
      name: behaviour,
      adapter: "demo-trouble",
      options: { behaviour, seconds },
      secrets: null,
      lanes,
      active: true,
      createdAt: now,
    }),
  );
  return id;
}
const send = (...ways: { destinationId: string; role: DestinationRole }[]) =>
  inTown((sql) => saveOfferingDestinations(sql, { ars, serviceId: festival }, ways));
const forwardingsOf = (id: string) => inTown((sql) => listForwardingsOfSubmission(sql, id));
const work = (forwardingId: string) => forwardSubmission(portal, { forwardingId, ars });
const kindsOf = async (id: string) =>
  (await inTown((sql) => listSubmissionEvents(sql, id)))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith("forwarding."));
const file = () => town.file(here, festival, {}, portal);

beforeEach(() => send());

test("without a destination the inbox is where it goes", async () => {
  const { id } = await file();
  const [only] = await forwardingsOf(id);
  expect(only).toMatchObject({ adapter: "download-only", destinationId: null, status: "pending" });
  await work(only!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted", attempts: 1, lease: null }]);
  expect(await kindsOf(id)).toEqual(["forwarding.accepted"]);
});

test("it goes to the primary destination and to every copy, and to the fallback only if that fails for good", async () => {
  const [bad, copy, spare] = [
    await addDestination("reject"),
    await addDestination("accept"),
    await addDestination("accept"),
  ];
  await send(
    { destinationId: bad, role: "primary" },
    { destinationId: copy, role: "copy" },
    { destinationId: spare, role: "fallback" },
  );
  const { id } = await file();
  const before = await forwardingsOf(id);
  expect(new Set(before.map((one) => one.destinationId))).toEqual(new Set([bad, copy]));
  for (const one of before) await work(one.id);
  const after = await forwardingsOf(id);
  const [fallback] = after.filter(({ role }) => role === "fallback");
  expect(fallback).toMatchObject({ destinationId: spare, status: "pending" });
  await work(fallback!.id);
  expect(
    Object.fromEntries((await forwardingsOf(id)).map((one) => [one.role, one.status])),
  ).toEqual({ primary: "rejected", copy: "accepted", fallback: "accepted" });
  const [rejected] = after.filter(({ role }) => role === "primary");
  expect(rejected?.problems).toMatchObject([{ instance: "data" }]);
});

test("what the receiver acknowledges later is asked for until it does", async () => {
  await send({ destinationId: await addDestination("acknowledge", 60), role: "primary" });
  const { id } = await file();
  const [{ id: forwarding } = { id: "" }] = await forwardingsOf(id);
  await work(forwarding);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "sent", attempts: 1 }]);
  // Not before it is due.
  await work(forwarding);
  expect(await inTown((sql) => listAttempts(sql, forwarding, 9))).toHaveLength(1);
  later(61);
  await work(forwarding);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted", attempts: 1 }]);
  expect(await kindsOf(id)).toEqual(["forwarding.sent", "forwarding.accepted"]);
});

test("a destination that fails is tried with growing waits, then left alone, then tried by one", async () => {
  const destinationId = await addDestination("refuse");
  await send({ destinationId, role: "primary" });
  const { id } = await file();
  const { id: other } = await file();
  const [first] = await forwardingsOf(id);
  const [second] = await forwardingsOf(other);
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await work(first!.id);
    const [row] = await forwardingsOf(id);
    expect(row).toMatchObject({ status: "pending", attempts: attempt });
    waits.push(row!.nextAttemptAt!.getTime() - now.getTime());
    now = row!.nextAttemptAt!;
  }
  expect(waits[4]).toBeGreaterThan(waits[0]!);
  const find = async () => {
    const [row] = await inTown(
      (sql) =>
        sql<
          { failures: number; openUntil: Date | null }[]
        >`select failures, open_until from destinations where id = ${destinationId}`,
    );
    return row!;
  };
  expect(await find()).toMatchObject({ failures: 5 });
  now = new Date((await find()).openUntil!.getTime() - 10_000);
  await work(second!.id);
  expect(await forwardingsOf(other)).toMatchObject([{ attempts: 0 }]);
  later(20);
  await inTown(
    (sql) =>
      sql`update destinations set options = ${sql.json({ behaviour: "accept" })} where id = ${destinationId}`,
  );
  await work(second!.id);
  expect(await forwardingsOf(other)).toMatchObject([{ status: "accepted" }]);
  expect(await find()).toMatchObject({ failures: 0, openUntil: null });
});

test("two workers never make the same delivery", async () => {
  const destinationId = await addDestination("late", 0.3);
  await send({ destinationId, role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  await Promise.all([work(one!.id), work(one!.id), work(one!.id)]);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted", attempts: 1 }]);
  expect(await inTown((sql) => listAttempts(sql, one!.id, 9))).toHaveLength(1);
});

test("a destination gets as many at once as it stands, and the others soon after", async () => {
  const destinationId = await addDestination("late", 0.2, 1);
  await send({ destinationId, role: "primary" });
  const submissions = await Promise.all([file(), file(), file()]);
  const rows = (await Promise.all(submissions.map(({ id }) => forwardingsOf(id)))).flat();
  const claims = await Promise.all(
    rows.map((row, index) =>
      inTown((sql) =>
        claimForwarding(sql, row.id, {
          id: `worker-${String(index)}`,
          until: new Date(now.getTime() + 45_000),
          now,
        }),
      ),
    ),
  );
  expect(claims.map(({ kind }) => kind).toSorted()).toEqual(["claimed", "later", "later"]);
  // Whose process is gone renews its lease no more, and soon takes nobody's place.
  later(20);
  const next = rows.filter((_, index) => claims[index]?.kind === "later")[0]!;
  await work(next.id);
  const open = (await Promise.all(submissions.map(({ id }) => forwardingsOf(id)))).flat();
  expect(open.map(({ status }) => status).toSorted()).toEqual(["accepted", "accepted", "pending"]);
});

test("what a killed worker leaves behind is taken up again once its lease has ended", async () => {
  await send({ destinationId: await addDestination("accept"), role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  await inTown(
    (sql) => sql`
      update forwardings set lease = 'dead', leased_until = ${new Date(now.getTime() + 180_000)},
        attempts = 1 where id = ${one!.id}`,
  );
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "pending", lease: "dead" }]);
  later(400);
  expect(await watchForwardings(portal)).toBeGreaterThan(0);
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted", attempts: 2 }]);
});

test("what never works is given up after five days and stays to be seen to", async () => {
  await send({ destinationId: await addDestination("throw"), role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([
    { status: "pending", lastError: "failed unexpectedly (Error)" },
  ]);
  later(6 * 86_400);
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "abandoned", nextAttemptAt: null }]);
  expect(await kindsOf(id)).toEqual(["forwarding.abandoned"]);
});

test("a destination that is switched off gets nothing, and all of it once it is on", async () => {
  const destinationId = await addDestination("accept");
  await send({ destinationId, role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  await inTown((sql) => sql`update destinations set active = false where id = ${destinationId}`);
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "pending", attempts: 0 }]);
  await inTown((sql) => sql`update destinations set active = true where id = ${destinationId}`);
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted" }]);
});

test("two who mend a destination at once do not wait for each other, and all that waits becomes due", async () => {
  const id = await addDestination("accept");
  await send({ destinationId: id, role: "primary" });
  for (let filed = 0; filed < 6; filed += 1) await file();
  const waiting = await inTown(
    (sql) => sql<{ id: string }[]>`
      update forwardings set next_attempt_at = ${new Date(now.getTime() + 86_400_000)}
      where destination_id = ${id} returning id`,
  );
  const last = waiting.map((one) => one.id).sort()[5] ?? "";
  later(1);
  const hasten = (sql: Parameters<Parameters<typeof inTown>[0]>[0]) =>
    enqueueOfDestination(portal, sql, { id, ars, lanes: 4 });
  const counts = await inTown(async (first) => {
    // A worker, or somebody else, is at the last one; who comes meanwhile passes it over instead of waiting for it.
    await first`select 1 from forwardings where id = ${last} for update`;
    const second = await inTown(async (sql) => {
      await sql`set local lock_timeout = '2s'`;
      return hasten(sql);
    });
    return [second, await hasten(first)];
  });
  expect(counts).toEqual([5, 6]);
  const due = await inTown(
    (sql) => sql<{ count: number }[]>`
      select count(*)::int as count from forwardings where destination_id = ${id} and next_attempt_at = ${now}`,
  );
  expect(due).toEqual([{ count: 6 }]);
});

test("what kills its process each time is laid aside instead of killing more, and takes nothing along", async () => {
  const destinationId = await addDestination("accept");
  await send({ destinationId, role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  for (let death = 1; death <= 5; death += 1) {
    // A worker takes it, and is never heard of again.
    const until = new Date(now.getTime() + 45_000);
    const claim = await inTown((sql) =>
      claimForwarding(sql, one!.id, { id: `dead-${String(death)}`, until, now }),
    );
    expect(claim.kind).toBe("claimed");
    const [row] = await forwardingsOf(id);
    expect(row).toMatchObject({ unsettled: death, attempts: death });
    now = new Date(Math.max(until.getTime(), row!.nextAttemptAt!.getTime()) + 1000);
  }
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([
    { status: "abandoned", nextAttemptAt: null, unsettled: 0, receiverReference: null },
  ]);
  expect(await kindsOf(id)).toEqual(["forwarding.abandoned"]);
  const { id: other } = await file();
  const [next] = await forwardingsOf(other);
  await work(next!.id);
  expect(await forwardingsOf(other)).toMatchObject([{ status: "accepted" }]);
  // Somebody who has mended it has it sent after all.
  await resendAll(portal, ars, [one!.id], "admin");
  await work(one!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted" }]);
});

test("a mistake in a program makes one delivery wait and not those of others", async () => {
  const destinationId = await addDestination("throw");
  await send({ destinationId, role: "primary" });
  for (let filed = 0; filed < 6; filed += 1) {
    const { id } = await file();
    const [one] = await forwardingsOf(id);
    await work(one!.id);
    expect(await forwardingsOf(id)).toMatchObject([{ status: "pending", attempts: 1 }]);
  }
  const rows = await inTown(
    (sql) =>
      sql<
        { failures: number }[]
      >`select failures from destinations where id = ${destinationId} and open_until is null`,
  );
  expect(rows).toEqual([{ failures: 0 }]);
});

test("what belongs to one application goes to a destination in its order", async () => {
  const destinationId = await addDestination("accept");
  await send({ destinationId, role: "primary" });
  const { id } = await file();
  later(5);
  const outgoing = { submissionId: id, ars, serviceId: festival };
  await inTown((sql) => sendOut(portal, sql, outgoing, "supplement", now));
  const [application, supplement] = await forwardingsOf(id);
  expect([application?.kind, supplement?.kind]).toEqual(["application", "supplement"]);
  await work(supplement!.id);
  expect(await forwardingsOf(id)).toMatchObject([
    { status: "pending", attempts: 0 },
    { status: "pending", attempts: 0 },
  ]);
  await work(application!.id);
  later(61);
  await work(supplement!.id);
  expect(await forwardingsOf(id)).toMatchObject([{ status: "accepted" }, { status: "accepted" }]);
});

test("an application, its deliveries and their jobs are written together or not at all", async () => {
  const destinationId = await addDestination("accept");
  await send({ destinationId, role: "primary" });
  const counts = async () => {
    const [row] = await withMunicipality(
      portal.database,
      "*",
      (sql) => sql`
        select (select count(*)::int from submissions) as submissions, (select count(*)::int from forwardings) as forwardings,
          (select count(*)::int from jobs.job where name = 'forward-submission') as jobs`,
    );
    return row as Record<"submissions" | "forwardings" | "jobs", number>;
  };
  const before = await counts();
  // The queue fails after it has taken the job in, still within the transaction.
  const enqueue: typeof portal.queue.enqueue = async (sql, name, ...rest) => {
    await portal.queue.enqueue(sql, name, ...rest);
    if (name === "forward-submission") throw new Error("power cut");
  };
  const failing = { ...portal, queue: { ...portal.queue, enqueue } };
  await expect(town.file(here, festival, {}, failing)).rejects.toThrow("power cut");
  expect(await counts()).toEqual(before);
  await file();
  expect(await counts()).toEqual({
    submissions: before.submissions + 1,
    forwardings: before.forwardings + 1,
    jobs: before.jobs + 1,
  });
});

test("a lease is renewed by its owner alone, and keeps others away", async () => {
  await send({ destinationId: await addDestination("accept"), role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  const claim = (lease: string) =>
    inTown((sql) =>
      claimForwarding(sql, one!.id, {
        id: lease,
        until: new Date(now.getTime() + 45_000),
        now,
      }),
    );
  expect((await claim("first")).kind).toBe("claimed");
  later(40);
  const renewed = new Date(now.getTime() + 45_000);
  const other = new Date(now.getTime() + 900_000);
  await inTown((sql) => renewLease(sql, one!.id, "first", renewed));
  await inTown((sql) => renewLease(sql, one!.id, "second", other));
  expect((await forwardingsOf(id))[0]?.leasedUntil).toEqual(renewed);
  later(20);
  expect((await claim("second")).kind).toBe("none");
  later(60);
  expect((await claim("second")).kind).toBe("claimed");
});

test("whose lease is another's by now writes nothing of how it ended", async () => {
  const destinationId = await addDestination("late", 0.6);
  await send({ destinationId, role: "primary" });
  const { id } = await file();
  const [one] = await forwardingsOf(id);
  const working = work(one!.id);
  await expect.poll(async () => (await forwardingsOf(id))[0]?.lease).toBeTruthy();
  // It was thought dead, and somebody else took it over.
  const until = new Date(now.getTime() + 45_000);
  await inTown(
    (sql) =>
      sql`update forwardings set lease = 'other', leased_until = ${until} where id = ${one!.id}`,
  );
  await working;
  expect(await forwardingsOf(id)).toMatchObject([{ status: "pending", lease: "other" }]);
  expect(await inTown((sql) => listAttempts(sql, one!.id, 9))).toEqual([]);
  expect(await kindsOf(id)).toEqual([]);
});
