import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { withMunicipality, type Sql } from "#db/connect.ts";
import {
  findDestination,
  listOfferingDestinations,
  saveOfferingDestinations,
  updateDestination,
} from "#db/queries/destinations.ts";
import { keyRingOf } from "../catalogue/portal.server.ts";
import { findAdapter } from "../forwarding/adapters.server.ts";
import { optionsOf, splitOptions } from "../forwarding/destination-options.server.ts";
import { tryDestination } from "../forwarding/try-destination.server.ts";
import { demoTown } from "./demo.ts";
import { joinDemoDelivery } from "./join-demo-delivery.server.ts";

const program = fileURLToPath(new URL("../../e2e/fixtures/zustelldienst/main.ts", import.meta.url));
const directory = mkdtempSync(path.join(os.tmpdir(), "zustelldienst-"));
const file = path.join(directory, "connection.json");
const made = await createTestPortal();
const config = { ...made.config, privateDestinations: true };
// Tokens of the delivery service are of now.
const portal = { ...made, config, clock: () => new Date() };
const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
  rmSync(directory, { recursive: true });
});

/** As scripts/start.mjs does, at any port. Returns how it is ended. */
function startService(): () => Promise<unknown> {
  const schema = "urn:de:einmal:submission:v1";
  const child = spawn(
    process.execPath,
    [program, "--directory", directory, "--port", "0", "--schema-uri", schema],
    { stdio: "ignore" },
  );
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  stops.push(stop);
  return stop;
}

const join = () => joinDemoDelivery(portal, file, new AbortController().signal);
const inTown = <T>(work: (sql: Sql) => Promise<T>) =>
  withMunicipality(portal.database, demoTown, work);
const destination = async () => {
  const row = await inTown((sql) => findDestination(sql, "demo-zustelldienst"));
  if (!row) throw new Error("no destination");
  return { row, options: optionsOf(await keyRingOf(portal, demoTown), row) };
};
const ways = () => inTown((sql) => listOfferingDestinations(sql, demoTown));

test("the demo's town gets a destination at the local delivery service, also at its next start, and what somebody chose stays", async () => {
  const stop = startService();
  await join();
  expect(await ways()).toMatchObject([
    { serviceId: "hundesteuer-anmelden", destinationId: "demo-zustelldienst", role: "primary" },
  ]);
  const before = await destination();
  // The client, its destination and the keys there are what the service really has.
  const checked = (await tryDestination(portal, demoTown, before.row.id)) ?? [];
  expect(checked.length).toBeGreaterThan(2);
  expect(checked.filter(({ what, ok }) => !ok && what !== "service")).toEqual([]);

  // The service comes back at the same place: nothing has changed, and tests that arrived still count.
  await join();
  expect((await destination()).row.updatedAt).toEqual(before.row.updatedAt);

  // Somebody gives it another name and another option, and takes the service away; then the delivery service comes back elsewhere.
  const adapter = findAdapter("fit-connect", "demo");
  const own = { ...before.options, largeDataBytes: 1000 };
  const sealed = splitOptions(await keyRingOf(portal, demoTown), adapter!, before.row.id, own);
  await inTown(async (sql) => {
    await updateDestination(sql, {
      ...before.row,
      ...sealed,
      name: "Unser Verfahren",
      updatedAt: portal.clock(),
    });
    await saveOfferingDestinations(sql, { ars: demoTown, serviceId: "hundesteuer-anmelden" }, []);
  });
  await stop();
  rmSync(file);
  startService();
  await join();
  const after = await destination();
  expect(after.options["largeDataBytes"]).toBe(1000);
  expect(after.row.name).toBe("Unser Verfahren");
  expect(await ways()).toEqual([]);
  expect(after.options["submissionApi"]).not.toBe(before.options["submissionApi"]);
  expect(after.options["destinationId"]).toBe(before.options["destinationId"]);
}, 60_000);

test("a portal that is told to stop waits no longer", async () => {
  const leaving = new AbortController();
  const joining = joinDemoDelivery(portal, path.join(directory, "none.json"), leaving.signal);
  leaving.abort();
  await expect(joining).resolves.toBeUndefined();
});
