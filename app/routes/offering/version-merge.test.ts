import { beforeEach, expect, test } from "vitest";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { inTransaction, withMunicipality } from "#db/connect.ts";
import { findOpenRevision, lockOffering } from "#db/queries/revisions.ts";
import { upsertService } from "#db/queries/services.ts";
import { callRoute } from "../fixtures/call-route.ts";
import { createStaffPortal, festival, here } from "../fixtures/staff-portal.ts";
import * as overview from "./offering.tsx";
import * as versions from "./version-merge.tsx";

const town = await createStaffPortal();
const { portal, accounts } = town;
const key = { ars: here.ars, serviceId: festival };
const params = { service: festival };
const at = `/verwaltung/leistungen/${festival}`;
const path = `${at}/fassung?gemeinde=${here.ars}`;
const given = await readPackage(`db/seed/services/${festival}`);

/** Power, water or gas at a stand. */
const supplies = "G99000000266/F99000000635";
const list = `list:${supplies}`;
/** What is sold or done there. */
const stand = "G99000000266/F99000000631";
const question = {
  page: "zelte",
  kind: "text",
  label: { de: "Wie hoch ist das Zelt?" },
  required: false,
  purpose: { de: "Planung" },
  legalBasis: { de: "§ 4 Satzung" },
};
const overlay = {
  "extra:zelthoehe": { value: question, base: null },
  [list]: { value: ["gas"], base: [] },
  "about:fee": { value: { de: "40 Euro", en: "40 euros" }, base: given.description.fee ?? null },
};
const kinds = given.codeLists[stand]?.options ?? [];
const listed = given.codeLists[supplies]?.options ?? [];
const newer: ServiceDefinition = {
  ...given,
  version: "9.0",
  description: {
    ...given.description,
    fee: { de: "Bundesweit 20 Euro" },
    ...(given.description.privacy && {
      privacy: {
        ...given.description.privacy,
        purpose: { de: "Genehmigung und Statistik" },
        retentionDays: 90,
      },
    }),
  },
  rules: [
    ...given.rules,
    {
      id: "R1",
      bearer: "G99000000266",
      effect: "require",
      target: supplies,
      condition: { op: "equals", field: stand, value: "waren" },
    },
  ],
  pages: given.pages.map((page) => (page.id === "zelte" ? { ...page, id: "aufbauten" } : page)),
  codeLists: {
    ...given.codeLists,
    [supplies]: { options: listed.filter(({ code }) => code !== "gas") },
    [stand]: { options: kinds.slice(1) },
  },
};

let editor = "";
beforeEach(async () => {
  editor = await town.cookieOf(accounts.editor);
});
const load = async () =>
  (await callRoute(portal, versions.loader, { path, params, cookie: editor })).data as {
    readonly legal: readonly {
      readonly word: string;
      readonly before: { readonly lines: readonly { readonly text: string }[] };
      readonly after: { readonly lines: readonly { readonly text: string }[] };
    }[];
    readonly settings: readonly {
      readonly place: string;
      readonly inputs: readonly { readonly part: string }[];
    }[];
  };
const merge = (form: Record<string, string>) =>
  callRoute(portal, versions.action, {
    path,
    params,
    cookie: editor,
    form: { intent: "merge", ...form },
  });
const draft = () =>
  withMunicipality(portal.database, here.ars, (sql) => findOpenRevision(sql, key));
const drop = () =>
  callRoute(portal, overview.action, {
    path: `${at}?gemeinde=${here.ars}`,
    params,
    cookie: editor,
    form: { intent: "drop" },
  });

test("what does not go with a newer version any more is asked about, and can be given up or typed anew", async () => {
  const at = portal.clock();
  await withMunicipality(portal.database, here.ars, async (sql) => {
    await lockOffering(sql, key);
    const next = { serviceVersion: given.version, basedOn: null, overlay };
    await publishRevision(sql, key, next, { at, actor: "test", note: "" });
  });
  await inTransaction(portal.database, (sql) =>
    upsertService(sql, {
      definition: newer,
      source: "import",
      contentHash: "9",
      importedAt: at,
    }),
  );
  const page = await load();
  expect(page.settings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        place: "extra:zelthoehe",
        state: "kept",
        unfit: { place: "extra:zelthoehe", code: "page" },
      }),
      expect.objectContaining({ place: list, state: "kept" }),
      expect.objectContaining({ place: "about:fee", state: "conflict" }),
    ]),
  );
  expect(page.settings.map(({ place, inputs }) => [place, inputs.map(({ part }) => part)])).toEqual(
    expect.arrayContaining([
      ["extra:zelthoehe", ["page"]],
      [list, ["offered"]],
      ["about:fee", ["de", "en"]],
    ]),
  );
  // What it changes for everybody elsewhere is told; what is asked about is not told twice.
  // Gas is gone, too, and this town has not offered it anyway.
  const told = page.legal.map(({ word, before, after }) => [
    word,
    ...[before, after].map(({ lines }) => lines.map(({ text }) => text).join(" ")),
  ]);
  const { purpose, retentionDays } = given.description.privacy ?? {};
  expect(told).toEqual([
    ["about.retentionDays", String(retentionDays), "90"],
    ["change.privacy.purpose", Object.values(purpose ?? {}).join(" "), "Genehmigung und Statistik"],
    ["change.rule", "", expect.stringMatching(/^„.*“ muss beantwortet werden, wenn: „.*“ ist „/)],
    ["change.codes", kinds[0]?.label.de, ""],
  ]);

  expect(await merge({ "take about:fee": "mine" })).toMatchObject({
    status: 422,
    data: { kind: "undecided", places: ["extra:zelthoehe", list] },
  });
  expect(await draft()).toBeUndefined();
  const givenUp = { "take extra:zelthoehe": "theirs", [`take ${list}`]: "theirs" };
  expect((await merge({ ...givenUp, "take about:fee": "mine" })).status).toBe(303);
  const first = await draft();
  expect(Object.keys(first?.overlay ?? {})).toEqual(["about:fee"]);
  expect(first?.note).toContain("Entfallen ist die eigene Angabe: ");
  expect((await drop()).status).toBe(303);
});

test("a question goes to another page, and a third text counts, once they fit", async () => {
  const other = {
    "take about:fee": "other",
    "s about:fee de": "",
    "s about:fee en": "30 euros",
    "take extra:zelthoehe": "other",
    "s extra:zelthoehe page": "aufbauten",
    [`take ${list}`]: "theirs",
  };
  // A page that is not there, sent by hand.
  expect(await merge({ ...other, "s extra:zelthoehe page": "zelte" })).toMatchObject({
    status: 422,
    data: { raw: { "s about:fee en": ["30 euros"] } },
  });
  expect((await merge({ ...other, "s about:fee de": "30 Euro" })).status).toBe(303);
  const found = await draft();
  expect(found?.overlay).toEqual({
    "extra:zelthoehe": { value: { ...question, page: "aufbauten" }, base: null },
    "about:fee": {
      value: { de: "30 Euro", en: "30 euros" },
      base: { de: "Bundesweit 20 Euro" },
    },
  });
  expect(found?.note).toContain("Neu angegeben: ");
  expect((await drop()).status).toBe(303);
});
