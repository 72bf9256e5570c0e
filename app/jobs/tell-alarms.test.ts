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
    { alarm: "late", destination: "ziel", ars: here.ars },
  ]);
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
