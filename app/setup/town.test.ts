import { Buffer } from "node:buffer";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { withMunicipality } from "#db/connect.ts";
import { findAuthorityContact, saveAuthorityContact } from "#db/queries/authority-contacts.ts";
import { listListedServices, saveListedService } from "#db/queries/listed-services.ts";
import { findLook, saveArms, saveLook, setHost } from "#db/queries/looks.ts";
import { findPrivacySettings, savePrivacySettings } from "#db/queries/privacy-settings.ts";
import { listRules, setOwnRule } from "#db/queries/responsibility.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { hashOf } from "../catalogue/looks.server.ts";
import type { Portal } from "../catalogue/portal.server.ts";
import { storeForm } from "../catalogue/store-form.server.ts";
import { createPickup } from "../forwarding/pickups/pickups.server.ts";
import { renderArms } from "../files/render-arms.server.ts";
import { addTowns, at, portalOn } from "../jobs/fixtures/many-towns.ts";
import { pdfFile } from "../routes/fixtures/pdf-file.ts";
import { contentOf } from "./export-town.server.ts";
import { exportSetup } from "./export-setup.server.ts";
import { importSetup } from "./import-setup.server.ts";
import { readSetup, type Setup } from "./setup-format.v1.ts";

const folders = [mkdtempSync(path.join(tmpdir(), "a-")), mkdtempSync(path.join(tmpdir(), "b-"))];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
const [oldFolder = "", youngFolder = ""] = folders;
const queue = { enqueue: () => Promise.reject(new Error("no job is needed")) } as never;
const old = portalOn(await createTestDatabase(), queue, oldFolder);
const young = portalOn(await createTestDatabase(), queue, youngFolder);
const [ars = "", neighbour = ""] = await addTowns(old.database, 1, 2);
await addTowns(young.database, 1, 2);
const inTown = <T>(portal: Portal, work: Parameters<typeof withMunicipality<T>>[2]) =>
  withMunicipality(portal.database, ars, work);
const by = { updatedAt: at, updatedBy: "test" };
const pdf = await pdfFile("Antrag auf einen Fischereischein");
const id = "vor-ort_fischereischein";
await fill();

/** A town that has said everything of itself. */
async function fill(): Promise<void> {
  const drawn = await renderArms(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="M0 0h40v30L20 50 0 30z" fill="#c00"/></svg>',
    ),
  );
  const stored = await storeForm(old, { filename: "Fischerei.pdf", bytes: pdf });
  if (drawn.kind !== "rendered" || stored.kind !== "stored") throw new Error("cannot be set up");
  const { arms } = drawn;
  await inTown(old, async (sql) => {
    const links = [{ label: "Zur Startseite", href: "https://musterstadt.example/" }];
    const look = { displayName: "Stadt Ort", accent: "#1a5276", armsAlt: "Wappen" };
    const publisher = "Stadt Ort\nMarkt 1";
    await saveLook(sql, { ars, ...look, footerLinks: links, publisher, ...by });
    await saveArms(sql, ars, { ...arms, hash: hashOf(arms.large) }, by);
    await setHost(sql, ars, "antrag.ort.de", by);
    await saveAuthorityContact(sql, {
      ...{ ars, name: "Stadtverwaltung", address: "Markt 1", phone: "+49 30 1", ...by },
      ...{ email: "rathaus@ort.de", url: "https://ort.de/", hours: "Mo 8 bis 12" },
    });
    await savePrivacySettings(sql, {
      ...{ ars, controller: "Stadt Ort", address: "Markt 1", email: "", phone: "", ...by },
      ...{ officer: "Datenschutz", officerEmail: "daten@ort.de", authority: "" },
    });
    await saveListedService(sql, {
      ...{ ars, id, leikaKey: "99108001000000", name: "Fischereischein", summary: "Zum Angeln" },
      ...{ description: "Mit Foto.", fee: "20 Euro", contact: "Bürgerbüro", formUrl: "", ...by },
      formFile: stored.form,
    });
    for (const [leika, responsible] of [
      ["99108001000000", ars],
      ["99107001000000", neighbour],
      ["99106001000000", "770010000000"],
    ] as const)
      await setOwnRule(sql, { leika, area: ars, responsible, name: "", url: "", updatedAt: at });
  });
}

async function exported(portal = old): Promise<Setup> {
  const setup = await exportSetup(portal, ars);
  if (!setup) throw new Error("there is no town");
  return setup;
}
const take = (setup: Setup, dryRun = false) =>
  importSetup(young, setup, { ars, dryRun, settings: "draft" }, "erika");
const codes = (report: Awaited<ReturnType<typeof take>>) =>
  report?.lines.map(({ part, level, code }) => `${part} ${level} ${code}`);
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .length;
const sections = ({ look, authority, privacy, listings, responsibility }: Setup) => ({
  ...{ look, authority, privacy, listings, responsibility },
});

beforeEach(() =>
  inTown(young, async (sql) => {
    for (const { formFile } of await listListedServices(sql, ars))
      if (formFile) await young.storage.delete(formFile.storageKey);
    for (const table of [
      "municipality_looks",
      "authority_contacts",
      "privacy_settings",
      "listed_services",
    ])
      await sql`delete from ${sql(table)} where ars = ${ars}`;
    await sql`delete from responsibility_rules where area = ${ars}`;
  }),
);

test("what a town says of itself travels whole, and twice changes nothing", async () => {
  const setup = await exported();
  expect(readSetup(JSON.stringify(setup))).toEqual({ ok: true, setup });
  const before = filesIn(youngFolder);
  const dry = await take(setup, true);
  expect(codes(dry)).toEqual([
    "listing change taken",
    "look change taken",
    "look fill hostAsked",
    "authority change taken",
    "privacy change taken",
    "responsibility left unknownAuthority",
    "responsibility change taken",
    "responsibility change taken",
  ]);
  expect(sections(await exported(young))).toEqual({ listings: [], responsibility: [] });
  expect(filesIn(youngFolder)).toBe(before);
  expect(await take(setup)).toEqual(dry);
  const arrived = await exported(young);
  expect(sections(arrived)).toEqual({
    ...sections(setup),
    responsibility: setup.responsibility?.slice(1),
  });
  const stands = await inTown(young, async (sql) => ({
    look: await findLook(sql, ars),
    authority: await findAuthorityContact(sql, ars),
    privacy: await findPrivacySettings(sql, ars),
    listings: await listListedServices(sql, ars),
    rules: await listRules(sql, ars),
  }));
  expect(stands).toMatchObject({
    look: { host: "antrag.ort.de", hostConfirmedAt: null, publisher: "Stadt Ort\nMarkt 1" },
    authority: { name: "Stadtverwaltung" },
    privacy: { officerEmail: "daten@ort.de" },
    rules: [{ responsible: neighbour }, { responsible: ars, saidBy: "municipality" }],
  });
  const [listing] = stands.listings;
  expect((await contentOf(young.storage, listing!.formFile!)).equals(pdf)).toBe(true);
  expect(filesIn(youngFolder)).toBe(before + 1);
  const again = await take(setup);
  expect(again?.lines.filter(({ level }) => level === "change" || level === "fill")).toEqual([]);
  expect(filesIn(youngFolder)).toBe(before + 1);
});

test("a file of before, without these parts, is read and touches none of them", async () => {
  await take(await exported());
  const before = sections(await exported(young));
  const { look: _, authority: __, privacy: ___, ...rest } = await exported();
  const { listings: ____, responsibility: _____, ...bare } = rest;
  const read = readSetup(JSON.stringify(bare));
  expect(read.ok).toBe(true);
  expect(codes(await take(bare))).toEqual([]);
  expect(sections(await exported(young))).toEqual(before);
});

test("one mistake, and nothing is written nor left lying about", async () => {
  const setup = await exported();
  const [listing] = setup.listings ?? [];
  const look = setup.look!;
  const noPicture = Buffer.from("<svg onload='alert(1)'/>").toString("base64");
  const wrong: readonly [string, Setup][] = [
    [
      "look error armsWrong",
      { ...setup, look: { ...look, arms: { ...look.arms!, small: noPicture } } },
    ],
    [
      "listing error formWrong",
      {
        ...setup,
        listings: [
          {
            ...listing!,
            form: { name: "a.pdf", content: Buffer.from("Hallo").toString("base64") },
          },
        ],
      },
    ],
  ];
  const before = filesIn(youngFolder);
  for (const [code, one] of wrong) {
    const report = await take(one);
    expect(report?.ok).toBe(false);
    expect(codes(report)).toContain(code);
    expect(sections(await exported(young))).toEqual({ listings: [], responsibility: [] });
    expect(filesIn(youngFolder)).toBe(before);
  }
});

test("what stands here already is not taken away: another host, another listing of the same act", async () => {
  const setup = await exported();
  await inTown(young, async (sql) => {
    await setHost(sql, ars, "online.ort.de", by);
    await saveListedService(sql, {
      ...{ ars, id: "vor-ort_angeln", leikaKey: "99108001000000", name: "Angeln", summary: "a" },
      ...{ description: "", fee: "", contact: "b", formUrl: "", formFile: null, ...by },
    });
  });
  const before = filesIn(youngFolder);
  const report = await take(setup);
  expect(codes(report)).toContain("look left hostKept");
  expect(codes(report)).toContain("listing left keyTaken");
  expect(await inTown(young, (sql) => findLook(sql, ars))).toMatchObject({ host: "online.ort.de" });
  expect(filesIn(youngFolder)).toBe(before);
});

test("pick-ups are told by name, to be set up anew, and nothing secret of them travels", async () => {
  const options = {
    tokenUrl: "https://auth.example/token",
    submissionApi: "https://api.example/submission-api",
    clientId: "geheim-client",
    clientSecret: "geheim-4711",
    testKeys: true,
    revocation: "hard",
  };
  const made = await createPickup(old, ars, { name: "Zustellpunkt Ordnungsamt", options }, "test");
  expect(made.kind).toBe("saved");
  const setup = await exported();
  expect(setup.pickups).toEqual([
    { name: "Zustellpunkt Ordnungsamt", options: { revocation: "hard" }, secret: "needed" },
  ]);
  for (const kept of ["geheim", "api.example", "PRIVATE"])
    expect(JSON.stringify(setup)).not.toContain(kept);
  expect(readSetup(JSON.stringify(setup))).toMatchObject({ ok: true });
  expect(codes(await take(setup))).toContain("pickup fill pickupNeeded");
  await createPickup(young, ars, { name: "Zustellpunkt Ordnungsamt", options }, "test");
  expect(codes(await take(setup))).toContain("pickup same slotKept");
  // A file of before says nothing of them.
  const { pickups: _, ...before } = setup;
  expect(readSetup(JSON.stringify(before))).toMatchObject({ ok: true });
});

test("a form that was too large for the file has to be uploaded where it is not there", async () => {
  const setup = await exported();
  const listings = setup.listings?.map((one) => ({
    ...one,
    form: { name: "Fischerei.pdf", content: null },
  }));
  expect(codes(await take({ ...setup, listings }))).toContain("listing fill formNeeded");
  await take(setup);
  expect(codes(await take({ ...setup, listings }))).toContain("listing same same");
});

test.each<[string, { readonly look?: object; readonly authority?: object }, string]>([
  ["a colour that cannot be read", { look: { accent: "#ffff00" } }, "look/accent"],
  [
    "a link without https",
    { look: { links: [{ label: "a", href: "http://a.de" }] } },
    "look/links/0/href",
  ],
  ["an address that is none", { authority: { email: "rathaus" } }, "authority/email"],
])("%s is refused", async (_, change, where) => {
  const setup = await exported();
  const wrong = {
    ...setup,
    look: { ...setup.look, ...change.look },
    authority: { ...setup.authority, ...change.authority },
  };
  const read = readSetup(JSON.stringify(wrong));
  expect(read).toMatchObject({ ok: false, problems: [{ path: where }] });
});
