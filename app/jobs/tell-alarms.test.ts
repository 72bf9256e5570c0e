import { createPublicKey, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { listAlarms, saveAlarmContact } from "#db/queries/alarms.ts";
import { insertDestination, markDestinationChecked } from "#db/queries/destinations.ts";
import { insertForwarding } from "#db/queries/forwardings.ts";
import { startMailServer } from "../mail/fixtures/mail-server.ts";
import { createSmtpMailer } from "../mail/smtp-mailer.server.ts";
import { createStaffPortal, here } from "../routes/fixtures/staff-portal.ts";
import { makeCertificate } from "../../e2e/fixtures/zustelldienst/certificate.ts";
import { certifyReceiverKey, listReceiverKeys } from "../forwarding/pickups/pickup-keys.server.ts";
import { changePickup, createPickup } from "../forwarding/pickups/pickups.server.ts";
import { pickUp } from "./pick-up.server.ts";
import { tellAlarms } from "./tell-alarms.server.ts";

const town = await createStaffPortal();
const mails = await startMailServer();
const heard: string[] = [];
const hook = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text) => (body += String(text)));
  request.on("end", () => {
    heard.push(body);
    response.end();
  });
});
hook.listen(0, "127.0.0.1");
await once(hook, "listening");
const webhook = `http://127.0.0.1:${String((hook.address() as AddressInfo).port)}/alarm`;
afterAll(async () => {
  await mails.stop();
  hook.close();
});

let now = town.portal.clock();
const later = (hours: number): void => {
  now = new Date(now.getTime() + hours * 3_600_000);
};
const portal = {
  ...town.portal,
  clock: () => now,
  mailer: createSmtpMailer({ url: mails.url, from: "antrag@example.de" }),
  config: {
    ...town.portal.config,
    privateDestinations: true,
    alarms: { mail: undefined, webhook },
  },
};
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, here.ars, work);
const kinds = async () =>
  (await inTown((sql) => listAlarms(sql))).map(({ key }) => key.split(":")[0]).sort();

test("whoever wants to know is told once, each day that it holds, and no more when it is over", async () => {
  await inTown(async (sql) => {
    const at = now;
    await saveAlarmContact(sql, {
      ars: here.ars,
      mail: "poststelle@example.de",
      webhook: null,
      updatedAt: at,
    });
    await insertDestination(sql, {
      id: "ziel",
      ars: here.ars,
      name: "Hundesteuer & Co",
      adapter: "demo-trouble",
      options: { behaviour: "accept" },
      secrets: null,
      lanes: 4,
      active: true,
      createdAt: at,
    });
    const row = {
      submissionId: null,
      ars: here.ars,
      destinationId: "ziel",
      adapter: "demo-trouble",
    };
    await insertForwarding(sql, { ...row, id: "wartet", role: "primary", kind: "application", at });
    await insertForwarding(sql, { ...row, id: "probe", role: "primary", kind: "test", at });
  });
  expect(await tellAlarms(portal)).toBe(0);
  later(2);
  expect(await tellAlarms(portal)).toBe(1);
  expect(await tellAlarms(portal)).toBe(0);
  expect(mails.received).toHaveLength(1);
  const { parsed, recipients } = mails.received[0]!;
  expect(recipients).toEqual(["poststelle@example.de"]);
  expect(parsed.subject).toBe("Zustellung braucht Aufmerksamkeit: Hundesteuer & Co");
  expect(heard.map((body) => JSON.parse(body) as object)).toMatchObject([
    {
      alarm: "late",
      destination: "ziel",
      ars: here.ars,
      count: 1,
      address: `/verwaltung/ziele/ziel?gemeinde=${here.ars}`,
    },
  ]);
  expect(parsed.text).toContain("Betroffen ist ein Antrag.");
  later(25);
  expect(await tellAlarms(portal)).toBe(1);
  await inTown(
    (sql) => sql`update forwardings set status = 'sent', sent_at = ${now} where id = 'wartet'`,
  );
  expect(await tellAlarms(portal)).toBe(0);
  expect(await kinds()).toEqual([]);
  later(73);
  expect(await tellAlarms(portal)).toBe(1);
  expect(await kinds()).toEqual(["unfetched"]);
  await inTown((sql) => sql`update forwardings set status = 'accepted' where id = 'wartet'`);
  const until = new Date(now.getTime() + 20 * 86_400_000);
  const found = [{ what: "certificate", ok: true, detail: "CN=Musterstadt", until }];
  await inTown((sql) => markDestinationChecked(sql, "ziel", found, now));
  await tellAlarms(portal);
  expect(await kinds()).toEqual(["expiring"]);
});

test("a destination that is switched off is told of as long as something waits for it", async () => {
  await inTown(async (sql) => {
    await sql`update destinations set active = false, checked = null where id = 'ziel'`;
    await sql`update forwardings set status = 'pending', started_at = ${now} where id = 'wartet'`;
  });
  await tellAlarms(portal);
  expect(await kinds()).toEqual([]);
  later(2);
  expect(await tellAlarms(portal)).toBe(1);
  expect(await kinds()).toEqual(["off"]);
  await inTown((sql) => sql`update forwardings set status = 'accepted' where id = 'wartet'`);
  await tellAlarms(portal);
  expect(await kinds()).toEqual([]);
});

test("what is sent and nobody asks after any more is told of", async () => {
  await inTown(async (sql) => {
    await sql`update destinations set active = true where id = 'ziel'`;
    await sql`
      update forwardings set status = 'sent', sent_at = ${now}, next_attempt_at = null where id = 'wartet'`;
  });
  await tellAlarms(portal);
  expect(await kinds()).toEqual(["dead"]);
  await inTown((sql) => sql`update forwardings set status = 'accepted' where id = 'wartet'`);
  await tellAlarms(portal);
  expect(await kinds()).toEqual([]);
});

test("a pick-up that fails again and again, or whose certificate ends, is told of", async () => {
  const nowhere = "http://127.0.0.1:9";
  const saved = await createPickup(
    portal,
    here.ars,
    {
      name: "Zustellpunkt Ordnungsamt",
      options: {
        tokenUrl: `${nowhere}/token`,
        submissionApi: nowhere,
        clientId: "amt",
        clientSecret: "geheim",
        destinationId: randomUUID(),
        testKeys: true,
      },
    },
    "operator:cli",
  );
  if (saved.kind !== "saved") throw new Error(saved.kind);
  const pickup = { id: saved.id, ars: here.ars };
  await changePickup(portal, pickup, { active: true }, "operator:cli");
  const round = () => pickUp(portal, { pickupId: pickup.id, ars: here.ars });
  expect(await round()).toMatchObject({ failed: 1 });
  // Once is no reason to call anybody.
  expect(await tellAlarms(portal)).toBe(0);
  later(2);
  await round();
  const before = mails.received.length;
  expect(await tellAlarms(portal)).toBe(1);
  expect(await kinds()).toEqual(["pickupFailing"]);
  expect(mails.received[before]?.parsed.subject).toContain("Zustellpunkt Ordnungsamt");
  expect(mails.received[before]?.parsed.text).toContain(
    `/verwaltung/abholungen/${pickup.id}?gemeinde=${here.ars}`,
  );
  await inTown((sql) => sql`update pickups set failing_since = null`);
  await tellAlarms(portal);
  expect(await kinds()).toEqual([]);

  const [key] = await listReceiverKeys(portal, pickup);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const certify = (days: number) => {
    const leaf = makeCertificate({
      name: "Musterstadt",
      publicKey: createPublicKey({ key: { ...key!, key_ops: [] }, format: "jwk" }),
      signer: { name: "Wurzel", privateKey },
      notBefore: now,
      notAfter: new Date(now.getTime() + days * 86_400_000),
    });
    const x5c = [leaf.toString("base64")];
    return certifyReceiverKey(portal, pickup, key!.kid, x5c, "operator:cli");
  };
  await certify(90);
  await tellAlarms(portal);
  expect(await kinds()).toEqual([]);
  await certify(20);
  await tellAlarms(portal);
  expect(await kinds()).toEqual(["pickupExpiring"]);
});
