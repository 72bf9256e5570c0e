import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { bounceOf } from "#app/mail/fixtures/bounce.ts";
import { createStaffPortal, elsewhere, festival, here } from "#app/routes/fixtures/staff-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { UsageError, type CommandResult } from "./command.ts";
import { forwardingCommands } from "./forwarding-commands.ts";

const town = await createStaffPortal();
const portal = { ...town.portal, config: { ...town.portal.config, mode: "demo" as const } };
const { ars } = here;
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);

type Values = Readonly<Record<string, string | boolean>>;
const run = async (
  name: string,
  values: Values = {},
  named: readonly string[] = [],
  input = "",
) => {
  const command = forwardingCommands.find((one) => one.name === `forwarding ${name}`);
  if (!command) throw new Error(name);
  const never = () => {
    throw new Error("not needed");
  };
  return command.run({
    arguments: named,
    values,
    input: Readable.from([Buffer.from(input)]),
    config: never,
    open: never,
    portal: () => Promise.resolve(portal),
  });
};
interface Listed {
  readonly id: string;
  readonly status: string;
  readonly reference: string;
}
const listed = ({ json }: CommandResult) => json["forwardings"] as readonly Listed[];
const ids = async (values: Values) => listed(await run("list", values)).map(({ id }) => id);

const behaves = (behaviour: string, active = true) =>
  inTown(
    (sql) => sql`
      update destinations set options = ${sql.json({ behaviour, seconds: 3600 })}, active = ${active} where id = 'ziel'`,
  );
await inTown(async (sql) => {
  await insertDestination(sql, {
    id: "ziel",
    ars,
    name: "Fachverfahren Feste",
    adapter: "demo-trouble",
    options: { behaviour: "reject" },
    secrets: null,
    lanes: 4,
    active: true,
    createdAt: portal.clock(),
  });
  const way = { destinationId: "ziel", role: "primary" } as const;
  await saveOfferingDestinations(sql, { ars, serviceId: festival }, [way]);
});
/** Files an application and tries once to send it. */
async function sent(behaviour: string) {
  await behaves(behaviour);
  const { id } = await town.file(here, festival, {}, portal);
  const find = async () => (await inTown((sql) => listForwardingsOfSubmission(sql, id)))[0]!;
  const { id: forwardingId } = await find();
  const work = () => forwardSubmission(portal, { forwardingId, ars });
  await work();
  return { id: forwardingId, find, work };
}
test("deliveries are listed by state and town, without anything personal", async () => {
  const rejected = await sent("reject");
  const waiting = await sent("acknowledge");
  expect(await ids({ status: "dead" })).toEqual([rejected.id]);
  expect(await ids({ status: "sent" })).toEqual([waiting.id]);
  expect(new Set(await ids({ municipality: here.slug }))).toEqual(
    new Set([rejected.id, waiting.id]),
  );
  expect(await ids({ municipality: elsewhere.slug })).toEqual([]);
  expect(await ids({ limit: "1" })).toHaveLength(1);
  await expect(run("list", { status: "lost" })).rejects.toThrow(UsageError);
  expect(await run("list", { municipality: "atlantis" })).toMatchObject({ ok: false });
  const all = await run("list");
  expect(all.text).toContain("Fachverfahren Feste");
  expect(JSON.stringify(all)).not.toMatch(/Mustermann|submissionId/);

  // Untrusted, it is to be seen to like what failed, but sent anew only where that is asked for by name.
  await inTown(
    (sql) => sql`update forwardings set last_error = 'DO NOT TRUST: x' where id = ${waiting.id}`,
  );
  expect(new Set(await ids({ status: "dead" }))).toEqual(new Set([rejected.id, waiting.id]));
  await behaves("accept");
  await expect(run("retry")).rejects.toThrow(UsageError);
  await expect(run("retry", { dead: true, sent: true })).rejects.toThrow(UsageError);
  expect(await run("retry", { dead: true })).toMatchObject({
    ok: true,
    json: { retried: 1, asked: 1 },
  });
  await rejected.work();
  expect(await rejected.find()).toMatchObject({ status: "accepted" });
  expect(await run("retry", {}, [waiting.id, "unbekannt"])).toMatchObject({
    ok: false,
    json: { retried: 0, asked: 2 },
  });
  expect(await run("retry", { sent: true }, [waiting.id])).toMatchObject({ json: { retried: 1 } });
  await waiting.work();
  expect(await waiting.find()).toMatchObject({ status: "accepted", attempts: 1 });
});

test("every destination in use is tried, and one that is not well is the end of it", async () => {
  await behaves("accept");
  expect(await run("check")).toMatchObject({
    ok: true,
    json: { destinations: [{ id: "ziel", results: [{ what: "reachable", ok: true }] }] },
  });
  await behaves("reject");
  const bad = await run("check", { municipality: here.slug });
  expect(bad.ok).toBe(false);
  expect(bad.text).toContain("FAILED  reachable");
  await behaves("reject", false);
  expect(await run("check")).toMatchObject({ ok: true, text: "There is no destination." });
  expect(await run("check", { municipality: "atlantis" })).toMatchObject({ ok: false });
});

test("a mail that came back counts as rejected, and any other is left alone", async () => {
  const one = await sent("accept");
  // It went by mail, as the one in the report does.
  await inTown((sql) => sql`update forwardings set adapter = 'email' where id = ${one.id}`);
  const absence = "Subject: Urlaub\r\n\r\nBin bis Montag nicht da.\r\n";
  expect((await run("bounce", {}, [], absence)).text).not.toBe("rejected");
  expect(await one.find()).toMatchObject({ status: "accepted" });
  await run("bounce", {}, [], bounceOf(one.id));
  expect(await one.find()).toMatchObject({ status: "rejected" });
});
