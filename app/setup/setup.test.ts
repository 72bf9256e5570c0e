import { Buffer } from "node:buffer";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FormatsPlugin } from "ajv-formats";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { withMunicipality, type Database } from "#db/connect.ts";
import { saveStatement } from "#db/queries/accessibility.ts";
import { findAlarmContact, saveAlarmContact } from "#db/queries/alarms.ts";
import {
  insertDestination,
  listDestinations,
  listOfferingDestinations,
  saveOfferingDestinations,
} from "#db/queries/destinations.ts";
import { listMailTexts, saveMailText } from "#db/queries/mails.ts";
import { listOfferingSetups, saveOfferingSetup } from "#db/queries/offering-setups.ts";
import { findPaymentSettings, savePaymentSettings } from "#db/queries/payment-settings.ts";
import { findOpenRevision } from "#db/queries/revisions.ts";
import { listWayChanges } from "#db/queries/way-changes.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { hashOf } from "../catalogue/content-hash.server.ts";
import { keyRingOf } from "../catalogue/portal.server.ts";
import { publishRevision } from "../catalogue/publish-revision.server.ts";
import { findAdapter } from "../forwarding/adapters.server.ts";
import { splitOptions } from "../forwarding/destination-options.server.ts";
import {
  addTowns,
  addVersion,
  at,
  clean,
  conflicting,
  portalOn,
  serviceId,
} from "../jobs/fixtures/many-towns.ts";
import { createStaff } from "../identity/create-staff.server.ts";
import { splitPaymentOptions } from "../payment/settings.server.ts";
import { exportSetup } from "./export-setup.server.ts";
import { importSetup } from "./import-setup.server.ts";
import { readSetup, setupJsonSchema, type Setup } from "./setup-format.v1.ts";

const folder = mkdtempSync(path.join(tmpdir(), "setup-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const queue = { enqueue: () => Promise.reject(new Error("no job is needed")) } as never;
const [here, there] = [await createTestDatabase(), await createTestDatabase()];
const [old, young] = [portalOn(here, queue, folder), portalOn(there, queue, folder)];
const secret = "geheim-4711";
/** Of the service that is paid. */
const booking = { hund: { haushaltsstelle: "1/1220.2600" } };
const actor = "test";

await addVersion(here, "1.0.0", false);
await addVersion(there, "1.0.0", false);
const [ars = ""] = await addTowns(here, 1, 1);
await addTowns(there, 1, 2);
const other = "990000000002";
const inTown = <T>(database: Database, work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(database, ars, work);

const window = {
  opensAt: new Date("2026-04-01T00:00:00Z"),
  closesAt: null,
  finishBy: null,
  closingText: { de: "Erst ab April" },
  maintenanceText: null,
  submissionLimit: 100,
  testMode: false,
};
await fill();

/** A town with everything that can be set up, secrets and persons included. */
async function fill(): Promise<void> {
  const keys = await keyRingOf(old, ars);
  const sftp = findAdapter("sftp", "production");
  if (!sftp) throw new Error("there is no sftp");
  await inTown(here, async (sql) => {
    await saveOfferingSetup(sql, { ars, at, actor }, { ...window, serviceId, enabled: true });
    const revision = { serviceVersion: "1.0.0", basedOn: null, overlay: clean("Zwei Wochen") };
    await publishRevision(sql, { ars, serviceId }, revision, { at, actor, note: "" });
    const options = { host: "sftp.example.de", username: "stadt", password: secret, layout: "zip" };
    await insertDestination(sql, {
      id: "ziel",
      ars,
      name: "Hundesteuer, Fachverfahren",
      adapter: "sftp",
      ...splitOptions(keys, sftp, "ziel", options),
      lanes: 4,
      active: true,
      createdAt: at,
    });
    const ways = [{ destinationId: "ziel", role: "primary" as const }];
    await saveOfferingDestinations(sql, { ars, serviceId }, ways);
    const body = "{{reference}} {{code}}\n\n{{address}}";
    const text = { kind: "filed", language: "de", subject: "Eingang {{reference}}", body } as const;
    await saveMailText(sql, { ars, ...text, updatedAt: at, updatedBy: actor });
    await saveStatement(sql, {
      ars,
      phone: "+49 30 1234",
      email: "barrierefrei@example.de",
      address: "Marktplatz 1",
      preparedOn: "2026-01-02",
      assessedOn: null,
      assessedBy: null,
      plainLanguagePage: "https://www.example.de/leichte-sprache",
      signLanguagePage: "",
      enforcement: "",
      updatedAt: at,
      updatedBy: actor,
    });
    const webhook = `https://example.de/${secret}`;
    await saveAlarmContact(sql, { ars, mail: "technik@example.de", webhook, updatedAt: at });
    const pay = {
      baseUrl: "https://pay.example.de",
      originatorId: "s",
      endPointId: "e",
      token: secret,
    };
    const split = splitPaymentOptions(keys, pay);
    await savePaymentSettings(sql, {
      ars,
      ...split,
      services: [serviceId],
      booking,
      updatedAt: at,
    });
  });
}

async function exported(): Promise<Setup> {
  const setup = await exportSetup(old, ars);
  if (!setup) throw new Error("there is no town");
  return setup;
}
const take = (setup: Setup, dryRun = false, into = ars, withoutUnknown = false) =>
  importSetup(young, setup, { ars: into, dryRun, settings: "published", withoutUnknown }, actor);
/** As somebody of the town uploads it. */
const upload = (setup: Setup, who = actor, into = ars) =>
  importSetup(young, setup, { ars: into, dryRun: false, settings: "draft" }, who);
/** What stands in the town of the other installation. */
const standing = (of = ars) =>
  withMunicipality(there, of, async (sql) => ({
    offerings: await listOfferingSetups(sql, of),
    ways: (await listOfferingDestinations(sql, of)).length,
    destinations: await listDestinations(sql),
    mails: await listMailTexts(sql, of),
    contact: await findAlarmContact(sql, of),
    payment: await findPaymentSettings(sql, of),
  }));
const codes = (report: Awaited<ReturnType<typeof take>>) =>
  report?.lines.map(({ part, level, code }) => `${part} ${level} ${code}`);

describe("the file", () => {
  test("holds everything but secrets, addresses of receivers and persons", async () => {
    const setup = await exported();
    const text = JSON.stringify(setup);
    expect(readSetup(text)).toEqual({ ok: true, setup });
    for (const kept of [secret, "sftp.example.de", "pay.example.de", "stadt", "updatedBy"])
      expect(text).not.toContain(kept);
    expect(setup).toMatchObject({
      format: "einmal-municipality-setup",
      version: 1,
      from: { ars, name: "Ort 1" },
      offerings: [
        {
          service: serviceId,
          version: "1.0.0",
          enabled: true,
          opensAt: "2026-04-01T00:00:00.000Z",
          submissionLimit: 100,
          overlay: clean("Zwei Wochen"),
          destinations: [{ slot: "slot-1", role: "primary" }],
        },
      ],
      alarmContact: { mail: "technik@example.de", webhook: "needed" },
      payment: { services: [serviceId], booking, secret: "needed" },
      destinations: [
        { slot: "slot-1", adapter: "sftp", options: { layout: "zip" }, secret: "needed" },
      ],
    });
  });

  test("has a JSON Schema in docs/formats that takes it, and refuses what is not of it", async () => {
    const schema = setupJsonSchema();
    const file = "docs/formats/municipality-setup.v1.schema.json";
    expect(schema).toEqual(JSON.parse(readFileSync(file, "utf8")));
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
    (createRequire(import.meta.url)("ajv-formats") as FormatsPlugin)(ajv);
    const isValid = ajv.compile(schema);
    expect(isValid(await exported()), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...(await exported()), people: [] })).toBe(false);
  });

  test.each<[string, (setup: Setup) => unknown, string, string]>([
    ["a member that there is not", (one) => ({ ...one, people: [] }), "people", "key"],
    ["another format", (one) => ({ ...one, version: 2 }), "version", "Invalid input: expected 1"],
    [
      "a formula in a text",
      (one) => ({
        ...one,
        mailTexts: [{ ...one.mailTexts[0], subject: '=HYPERLINK("x")' }],
      }),
      "mailTexts/0/subject",
      "formula",
    ],
    [
      "a formula in a setting",
      (one) => ({
        ...one,
        offerings: [{ ...one.offerings[0], overlay: clean("@SUM(A1)") }],
      }),
      "offerings/0/overlay",
      "formula",
    ],
    [
      "a place that is none",
      (one) => ({
        ...one,
        offerings: [{ ...one.offerings[0], overlay: { nix: { value: 1, base: 1 } } }],
      }),
      "offerings/0/overlay/nix",
      "key",
    ],
    [
      "a text that is too long",
      (one) => ({ ...one, accessibility: { ...one.accessibility, address: "x".repeat(501) } }),
      "accessibility/address",
      "Too big: expected string to have <=500 characters",
    ],
    [
      "a service twice",
      (one) => ({ ...one, offerings: [...one.offerings, ...one.offerings] }),
      "offerings",
      "twice",
    ],
  ])("tells %s, and where", async (_, change, where, detail) => {
    const read = readSetup(JSON.stringify(change(await exported())));
    expect(read).toEqual({ ok: false, problems: [{ path: where, detail }] });
  });

  test("that is no JSON, or a book, is refused", () => {
    expect(readSetup("{")).toEqual({ ok: false, problems: [{ path: "", detail: "notJson" }] });
    const book = readSetup(" ".repeat(20_000_001));
    expect(book).toEqual({ ok: false, problems: [{ path: "", detail: "tooLarge" }] });
  });
});

describe("taking it over", () => {
  beforeEach(async () => {
    for (const of of [ars, other])
      await withMunicipality(there, of, async (sql) => {
        for (const table of [
          "offering_destinations",
          "destinations",
          "mail_texts",
          "accessibility_statements",
          "alarm_contacts",
          "payment_settings",
          "offerings",
          "offering_revisions",
        ])
          await sql`delete from ${sql(table)} where ars = ${of}`;
      });
  });

  test("a dry run tells what would be done and does nothing; done twice, it changes nothing", async () => {
    const setup = await exported();
    const empty = await standing();
    const dry = await take(setup, true);
    expect(codes(dry)).toEqual([
      "destination fill slotNew",
      // Nobody reads what is filed before its destination is there.
      "offering left notReady",
      "offering change window",
      "offering change settings",
      "offering change ways",
      "mailText change taken",
      "accessibility change taken",
      "alarmContact fill webhookNeeded",
      "alarmContact change taken",
      "payment fill paymentNeeded",
    ]);
    expect(await standing()).toEqual(empty);
    expect(await take(setup)).toEqual(dry);
    const done = await standing();
    expect(done.offerings).toMatchObject([
      { ...window, serviceId, enabled: false, revision: 1, overlay: clean("Zwei Wochen") },
    ]);
    expect(done.destinations).toMatchObject([
      { adapter: "sftp", options: { layout: "zip" }, secrets: null, active: false, lanes: 4 },
    ]);
    expect(done).toMatchObject({ ways: 1, contact: { mail: "technik@example.de", webhook: null } });
    const again = await take(setup);
    expect(again?.ok).toBe(true);
    expect(again?.lines.filter(({ level }) => level === "change")).toEqual([]);
    expect(await standing()).toEqual(done);
    // Where it goes can be taken back, as what somebody sets by hand.
    const noted = await withMunicipality(there, ars, (sql) =>
      listWayChanges(sql, { ars, serviceId }, 5),
    );
    const [{ id = "" } = {}] = done.destinations;
    expect(noted).toMatchObject([{ actor, before: "", after: `primary:${id}` }]);
  });

  test("what is uploaded sets nothing about a service until somebody else releases it", async () => {
    const setup = await exported();
    expect(codes(await upload(setup, "erika"))).toEqual(
      expect.arrayContaining(["offering left settingsFirst", "offering change settingsDraft"]),
    );
    const open = () =>
      withMunicipality(there, ars, (sql) => findOpenRevision(sql, { ars, serviceId }));
    expect((await standing()).offerings).toMatchObject([{ enabled: false, revision: null }]);
    expect(await open()).toMatchObject({
      state: "draft",
      overlay: clean("Zwei Wochen"),
      authors: ["erika"],
    });
    const again = await upload(setup);
    expect(again?.lines.filter(({ level }) => level === "change")).toEqual([]);
    const [entry] = setup.offerings;
    const other_ = { ...setup, offerings: [{ ...entry!, overlay: clean("Drei Wochen") }] };
    expect(codes(await upload(other_))).toContain("offering left openWork");
    expect(await open()).toMatchObject({ number: 1, overlay: clean("Zwei Wochen") });
  });

  test("what is uploaded does not take away what counts, either", async () => {
    const setup = await exported();
    await take(setup);
    const bare = { ...setup, offerings: [{ ...setup.offerings[0]!, overlay: {} }] };
    expect(codes(await upload(bare))).toContain("offering change settingsDraft");
    expect((await standing()).offerings).toMatchObject([
      { revision: 1, overlay: clean("Zwei Wochen") },
    ]);
  });

  test("into another municipality", async () => {
    const report = await take(await exported(), false, other);
    expect(report?.ok).toBe(true);
    expect((await standing(other)).offerings).toMatchObject([{ serviceId, enabled: false }]);
    expect((await standing()).offerings).toEqual([]);
    expect(await take(await exported(), false, "123456789012")).toBeUndefined();
  });

  test("it is switched on where everything is in order", async () => {
    const staff = { login: "sachbearbeitung", name: "Erika Mustermann" };
    const roles = [{ role: "caseworker" as const, ars: other }];
    await createStaff(young, { ...staff, password: "musterpasswort-123", roles });
    const setup = await exported();
    const ready = {
      ...setup,
      destinations: [],
      offerings: [{ ...setup.offerings[0]!, destinations: [] }],
    };
    // Who uploads it cannot do so alone.
    const bare = { ...ready, offerings: [{ ...ready.offerings[0]!, overlay: {} }] };
    expect(codes(await upload(bare, "erika", other))).toEqual(
      expect.arrayContaining(["offering change switchOnAsked"]),
    );
    expect((await standing(other)).offerings).toMatchObject([{ serviceId, enabled: false }]);
    expect(codes(await upload(bare, "erika", other))).toContain("offering left switchOnWaits");
    expect(codes(await take(ready, false, other))).toContain("offering change switchedOn");
    expect((await standing(other)).offerings).toMatchObject([{ serviceId, enabled: true }]);
    const again = await take(ready, false, other);
    expect(again?.lines.filter(({ level }) => level === "change" || level === "left")).toEqual([]);
    // Nor where applications go, once it is online, nor that it is a test no longer.
    await withMunicipality(there, other, async (tx) => {
      const lines = { ...window, opensAt: null, closingText: null, testMode: true };
      await saveOfferingSetup(
        tx,
        { ars: other, at, actor },
        { ...lines, serviceId, enabled: true },
      );
    });
    const real = await upload({ ...setup, offerings: [bare.offerings[0]!] }, "erika", other);
    expect(codes(real)).toContain("offering left settingsFirst");
    expect((await standing(other)).offerings).toMatchObject([{ enabled: true, testMode: true }]);
    await take(ready, false, other);
    const moved = await upload(setup, "erika", other);
    expect(codes(moved)).toContain("offering change waysAsked");
    expect((await standing(other)).ways).toBe(0);
    expect(codes(await upload(setup, "erika", other))).toContain("offering left waysWait");
  });

  test("one mistake, and nothing of it is written", async () => {
    const setup = await exported();
    const [entry] = setup.offerings;
    const mistakes: Setup[] = [
      { ...setup, mailTexts: [{ ...setup.mailTexts[0]!, body: "{{passwort}}" }] },
      {
        ...setup,
        destinations: [{ ...setup.destinations[0]!, options: { host: "sftp.example.de" } }],
      },
      {
        ...setup,
        offerings: [
          {
            ...entry!,
            overlay: { "fee:badge": { value: { kind: "amount", cents: -5 }, base: null } },
          },
        ],
      },
      // It ends before it begins.
      { ...setup, offerings: [{ ...entry!, closesAt: "2026-03-31T00:00:00Z" }] },
      // What was begun would have to be finished before it ends.
      {
        ...setup,
        offerings: [
          { ...entry!, closesAt: "2026-05-01T00:00:00Z", finishBy: "2026-04-30T00:00:00Z" },
        ],
      },
    ];
    const empty = await standing();
    for (const wrong of mistakes) {
      const report = await take(wrong);
      expect(report?.ok).toBe(false);
      expect(report?.lines.filter(({ level }) => level === "error")).toHaveLength(1);
      expect(await standing()).toEqual(empty);
    }
  });

  test("what is not known here stops the file, unless it may be left out", async () => {
    const setup = await exported();
    const [entry] = setup.offerings;
    const [slot] = setup.destinations;
    const unknown: readonly (readonly [string, Setup])[] = [
      [
        "offering left unknownService",
        { ...setup, offerings: [{ ...entry!, service: "nie-gehoert" }, entry!] },
      ],
      [
        "destination left unknownAdapter",
        {
          ...setup,
          destinations: [slot!, { ...slot!, slot: "slot-2", adapter: "brieftaube" }],
        },
      ],
    ];
    const empty = await standing();
    for (const [told, file] of unknown) {
      const stopped = await take(file);
      expect(codes(stopped)).toContain(told);
      expect(stopped).toMatchObject({ ok: false, onlyUnknown: true });
      expect(await standing()).toEqual(empty);
    }
    const [, both] = unknown[1]!;
    const offerings = unknown[0]![1].offerings;
    const report = await take({ ...both, offerings }, false, ars, true);
    expect(report).toMatchObject({ ok: true, onlyUnknown: false });
    expect(codes(report)).toEqual(expect.arrayContaining(unknown.map(([told]) => told)));
    expect((await standing()).offerings).toHaveLength(1);
  });

  test("secrets that were entered here stay", async () => {
    await take(await exported());
    const keys = await keyRingOf(young, ars);
    const secrets = keys.seal(Buffer.from("{}"), "x");
    await withMunicipality(
      there,
      ars,
      (sql) => sql`update destinations set secrets = ${secrets}, active = true`,
    );
    await take(await exported());
    expect((await standing()).destinations).toMatchObject([{ active: true, secrets }]);
  });

  test("settings of an older version are merged, or told where somebody has to decide", async () => {
    await addVersion(there, "2.0.0", false);
    const setup = await exported();
    const merged = await take(setup);
    expect(merged?.lines).toContainEqual({
      part: "offering",
      subject: serviceId,
      level: "change",
      code: "settingsMerged",
      detail: "1.0.0 → 2.0.0",
    });
    const [offering] = (await standing()).offerings;
    expect(offering).toMatchObject({
      serviceVersion: "2.0.0",
      overlayHash: hashOf(clean("Zwei Wochen")),
    });
    const offerings = [{ ...setup.offerings[0]!, overlay: conflicting }];
    const open = await take({ ...setup, offerings }, false, other);
    expect(open?.lines).toContainEqual({
      part: "offering",
      subject: serviceId,
      level: "left",
      code: "mergeOpen",
      detail: "fee:badge",
    });
    expect(open).toMatchObject({ ok: false, onlyUnknown: true });
    expect(await standing(other)).toMatchObject({ offerings: [], mails: [] });
    // Without it, the rest is taken over.
    await take({ ...setup, offerings }, false, other, true);
    expect(await standing(other)).toMatchObject({ offerings: [], mails: [{ kind: "filed" }] });
  });
});
