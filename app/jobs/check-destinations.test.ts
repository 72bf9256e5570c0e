import { X509Certificate } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { listAlarms } from "#db/queries/alarms.ts";
import { findDestination, insertDestination } from "#db/queries/destinations.ts";
import { keyRingOf } from "../catalogue/portal.server.ts";
import { splitOptions } from "../forwarding/destination-options.server.ts";
import { fitConnect } from "../forwarding/fit-connect.server.ts";
import { startLocalService } from "../forwarding/fit-connect/fixtures/local-service.ts";
import { createStaffPortal, here } from "../routes/fixtures/staff-portal.ts";
import { checkDestinations } from "./check-destinations.server.ts";
import { tellAlarms } from "./tell-alarms.server.ts";

const town = await createStaffPortal();
const local = await startLocalService();
afterAll(() => local.zustelldienst.stop());

let now = new Date();
const portal = {
  ...town.portal,
  clock: () => now,
  config: { ...town.portal.config, privateDestinations: true },
};
const inTown = <T>(work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, here.ars, work);
const kinds = async () =>
  (await inTown((sql) => listAlarms(sql))).map(({ key }) => key.split(":")[0]).sort();

test("the end of the certificate that others have is found by asking them, and told 30 days before", async () => {
  const keys = await keyRingOf(portal, here.ars);
  const [id, other] = ["ziel", "aus"];
  const row = { ars: here.ars, adapter: "fit-connect", lanes: 4, createdAt: now } as const;
  await inTown(async (sql) => {
    for (const [one, active] of [
      [id, true],
      [other, false],
    ] as const)
      await insertDestination(sql, {
        ...row,
        ...splitOptions(keys, fitConnect, one, { ...local.options }),
        id: one,
        name: "Ordnungsamt",
        active,
      });
  });
  await checkDestinations(portal);
  const [certificate = ""] = local.encryption.publicJwk.x5c ?? [];
  const end = new X509Certificate(Buffer.from(certificate, "base64")).validToDate;
  expect(await inTown((sql) => findDestination(sql, id))).toMatchObject({
    checked: expect.arrayContaining([
      expect.objectContaining({ ok: true, until: end.toISOString() }),
    ]) as unknown[],
  });
  expect(await inTown((sql) => findDestination(sql, other))).toMatchObject({ checked: null });
  await tellAlarms(portal);
  expect(await kinds()).toEqual([]);
  now = new Date(end.getTime() - 20 * 86_400_000);
  await checkDestinations(portal);
  await tellAlarms(portal);
  expect(await kinds()).toEqual(["expiring"]);
});
