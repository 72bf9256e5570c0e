import { askSurroundings } from "#app/catalogue/ask-servers.server.ts";
import { afterAll, expect, test } from "vitest";
import { query, withMunicipality } from "#db/connect.ts";
import { insertRole } from "#db/queries/accounts.ts";
import { findForwarding } from "#db/queries/forwardings.ts";
import { isOffered } from "#db/queries/offerings.ts";
import { switchOffering } from "#app/administration/switch-offering.server.ts";
import { obstaclesToPublish } from "#app/catalogue/readiness.server.ts";
import { submissionSchemaUri } from "#app/forwarding/fit-connect/data-schema.server.ts";
import { startLocalService } from "#app/forwarding/fit-connect/fixtures/local-service.ts";
import { openSession } from "#app/identity/session.server.ts";
import { sessionCookie } from "#app/identity/session-cookie.server.ts";
import { forwardSubmission } from "#app/jobs/forward-submission.server.ts";
import { DemoReceiver } from "../../../e2e/fixtures/zustelldienst/demo-receiver.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { confirmAll } from "../fixtures/confirm-all.ts";
import {
  createStaffPortal,
  elsewhere as town,
  festival,
  parking,
} from "../fixtures/staff-portal.ts";
import * as destination from "./destination.tsx";
import * as destinations from "./destinations.tsx";

const { portal: opened, accounts } = await createStaffPortal();
const portal = {
  ...opened,
  // Tokens and events of the delivery service are of now.
  clock: () => new Date(),
  config: { ...opened.config, mode: "demo" as const, privateDestinations: true },
};
const local = await startLocalService();
afterAll(() => local.zustelldienst.stop());
const receiver = new DemoReceiver({
  urls: local.zustelldienst.urls,
  client: local.ofSubscriber,
  destinationId: local.destinationId,
  decryptionKeys: [local.encryption.privateJwk],
  signingKey: local.signing.privateJwk,
  schemaUris: [submissionSchemaUri],
});

const { ars } = town;
const adapters = {
  "demo-trouble": { behaviour: "acknowledge", seconds: "0" },
  "fit-connect": {
    tokenUrl: local.options.tokenUrl,
    submissionApi: local.options.submissionApi,
    clientId: local.options.clientId,
    clientSecret: local.options.clientSecret,
    destinationId: local.destinationId,
    testKeys: "on",
    prefer: "submission-json.v1",
  },
};

test.each(["demo-trouble", "fit-connect"] as const)(
  "a town's first service goes on once a test has arrived, by %s",
  async (adapter) => {
    await withMunicipality(portal.database, ars, async (sql) => {
      await sql`delete from offering_destinations`;
      await sql`delete from offerings where service_id = ${festival}`;
    });
    await local.patch({
      services: [
        {
          identifier: "urn:de:fim:leika:leistung:99108012005000",
          submissionSchemas: [{ schemaUri: submissionSchemaUri, mimeType: "application/json" }],
          regions: [`DE${ars}`],
        },
      ],
    });
    const token = await query(portal.database, (sql) =>
      openSession(sql, accounts.otherAdmin, portal.clock()),
    );
    const cookie = sessionCookie(token, false).split(";", 1)[0] ?? "";
    const post = (id: string, form: Record<string, string>, extra = "") =>
      callRoute(portal, destination.action, {
        path: `/verwaltung/ziele/${id}?gemeinde=${ars}${extra}`,
        params: { id },
        cookie,
        form,
      });
    const options = Object.entries(adapters[adapter]).map(
      ([name, value]) => [`option.${name}`, value] as const,
    );
    const made = await post(
      "neu",
      { name: "Fachverfahren", lanes: "4", active: "on", ...Object.fromEntries(options) },
      `&art=${adapter}`,
    );
    expect(made.status, JSON.stringify(made.data)).toBe(303);
    const id = /ziele\/([^?]+)/.exec(made.headers.get("location") ?? "")?.[1] ?? "";
    const ways = await callRoute(portal, destinations.action, {
      path: `/verwaltung/ziele?gemeinde=${ars}`,
      cookie,
      form: { service: festival, [`way.${festival}.${id}`]: "primary" },
    });
    expect(ways.status).toBe(303);
    const otherWays = await callRoute(portal, destinations.action, {
      path: `/verwaltung/ziele?gemeinde=${ars}`,
      cookie,
      form: { service: parking, [`way.${parking}.${id}`]: "primary" },
    });
    expect(otherWays.status).toBe(303);
    expect((await post(id, { intent: "check" })).status).toBe(303);
    const around = await askSurroundings(portal);
    const obstacles = async (serviceId = festival) =>
      (
        await withMunicipality(portal.database, ars, (sql) =>
          obstaclesToPublish(sql, { ars, serviceId }, { now: portal.clock(), around }),
        )
      ).map(({ what, about }) => `${what}: ${about ?? ""}`);
    const turnOn = () =>
      switchOffering(
        portal,
        {
          accountId: accounts.otherAdmin,
          roles: [{ role: "municipality-admin", ars }],
        },
        { ars, serviceId: festival, enabled: true },
      );
    expect(await obstacles()).toEqual(["testDelivery: Fachverfahren"]);
    expect(await turnOn()).toMatchObject({ kind: "notReady" });

    const page = await callRoute(portal, destination.loader, {
      path: `/verwaltung/ziele/${id}?gemeinde=${ars}`,
      params: { id },
      cookie,
    });
    const { services } = page.data as { services: { id: string }[] };
    expect(services.map(({ id: service }) => service)).toContain(festival);
    const started = await post(id, { intent: "test", service: festival });
    const delivery = /zustellungen\/([^?]+)/.exec(started.headers.get("location") ?? "")?.[1] ?? "";
    const work = async () => {
      await withMunicipality(
        portal.database,
        ars,
        (sql) =>
          sql`update forwardings set next_attempt_at = ${portal.clock()} where id = ${delivery}`,
      );
      await forwardSubmission(portal, { forwardingId: delivery, ars });
      return withMunicipality(portal.database, ars, (sql) => findForwarding(sql, delivery));
    };
    expect(await work()).toMatchObject({ status: "sent", lastError: null });
    if (adapter === "fit-connect")
      expect(await receiver.poll()).toMatchObject([{ accepted: true }]);
    expect(await work()).toMatchObject({ status: "accepted" });
    expect(await obstacles()).toEqual([]);
    // That one service arrives says nothing of another.
    expect(await obstacles(parking)).toEqual(["testDelivery: Fachverfahren"]);
    expect(await turnOn()).toEqual({ kind: "asked" });
    const publisher = await query(portal.database, async (sql) => {
      await insertRole(sql, accounts.caseworker, { role: "publisher", ars });
      return openSession(sql, accounts.caseworker, portal.clock());
    });
    const publishing = sessionCookie(publisher, false).split(";", 1)[0] ?? "";
    expect(await confirmAll(portal, { ars, cookie: publishing })).toBe(1);
    const isOn = await withMunicipality(portal.database, ars, (sql) =>
      isOffered(sql, ars, festival),
    );
    expect(isOn).toBe(true);
  },
);
