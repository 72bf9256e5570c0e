import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createTestPortal } from "#app/apply/fixtures/test-portal.ts";
import { withMunicipality } from "#db/connect.ts";
import { findPaymentSettings, savePaymentSettings } from "#db/queries/payment-settings.ts";
import { keyRingOf } from "../catalogue/portal.server.ts";
import {
  openPaymentOptions,
  paymentAccess,
  splitPaymentOptions,
} from "../payment/settings.server.ts";
import { paymentRequest } from "../payment/wire.ts";
import { demoTown } from "./demo.ts";
import { joinDemoPayment } from "./join-demo-payment.server.ts";

const program = fileURLToPath(new URL("../../e2e/fixtures/bezahldienst/main.ts", import.meta.url));
const directory = mkdtempSync(path.join(os.tmpdir(), "bezahldienst-"));
const file = path.join(directory, "connection.json");
const portal = await createTestPortal();
const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
  rmSync(directory, { recursive: true });
});

/** As scripts/start.mjs does, at any port. Returns how it is ended. */
function startService(): () => Promise<unknown> {
  const child = spawn(process.execPath, [program, "--directory", directory, "--port", "0"], {
    stdio: "ignore",
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill();
    await ended;
  };
  stops.push(stop);
  return stop;
}

const join = () => joinDemoPayment(portal, file, new AbortController().signal);
const settings = async () => {
  const row = await withMunicipality(portal.database, demoTown, (sql) =>
    findPaymentSettings(sql, demoTown),
  );
  if (!row) return undefined;
  const options = openPaymentOptions(await keyRingOf(portal, demoTown), row);
  return { options, services: row.services };
};
const service = async () => {
  const access = await paymentAccess(portal, demoTown);
  if (!access) throw new Error("no payment service");
  return access.service;
};
const charge = {
  purpose: "Meldebescheinigung",
  description: "Meldebescheinigung, Musterstadt",
  positions: [{ id: "bescheinigung", label: "Gebühr", cents: 900 }],
};

test("the demo's town gets the local payment service, also at its next start, and what somebody chose stays", async () => {
  const stop = startService();
  await join();
  expect((await settings())?.services).toEqual(["meldebescheinigung"]);
  expect(await (await service()).check()).toMatchObject({ ok: true });
  const redirectUrl = "http://127.0.0.1/musterstadt/meldebescheinigung/bezahlen/zurueck";
  const request = paymentRequest(charge, { id: "attempt-1", at: portal.clock(), redirectUrl });
  const made = await (await service()).create(request);
  if (made.kind !== "transaction") throw new Error(made.kind);

  // Somebody takes the service from the list; then the payment service comes back elsewhere.
  const before = await settings();
  const keys = await keyRingOf(portal, demoTown);
  const save = (options: object, services: readonly string[]) =>
    withMunicipality(portal.database, demoTown, (sql) =>
      savePaymentSettings(sql, {
        ars: demoTown,
        ...splitPaymentOptions(keys, { ...options }),
        services: [...services],
        updatedAt: portal.clock(),
      }),
    );
  await save(before?.options ?? {}, []);
  await stop();
  startService();
  await join();
  const after = await settings();
  expect(after?.services).toEqual([]);
  expect(after?.options["baseUrl"]).not.toBe(before?.options["baseUrl"]);
  // It remembers what it was asked for before.
  expect(await (await service()).create(request)).toEqual({ kind: "exists" });

  const own = { ...after?.options, originatorId: "eigene", baseUrl: "https://pay.example.org/v1" };
  await save(own, []);
  await join();
  expect((await settings())?.options).toEqual(own);
});

test("a portal that is told to stop waits no longer", async () => {
  const leaving = new AbortController();
  const joining = joinDemoPayment(portal, path.join(directory, "none.json"), leaving.signal);
  leaving.abort();
  await expect(joining).resolves.toBeUndefined();
});
