import fc from "fast-check";
import { expect, test } from "vitest";
import { dogs } from "#app/apply/fixtures/walks.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { withMunicipality, type Sql } from "../connect.ts";
import { createTestDatabase } from "../test-database.ts";
import {
  countUsers,
  findCatalogueRow,
  listSituations,
  listUsers,
  searchCatalogue,
} from "./catalogue.ts";
import { addMunicipalities } from "./import-municipalities.ts";
import { moveMunicipality } from "./move-municipality.ts";
import { setOffering } from "./offerings.ts";
import { replaceLeikaEntries, replaceOzgServices } from "./reference-catalogue.ts";
import { upsertService } from "./services.ts";

const database = await createTestDatabase();
const at = new Date("2026-03-01T09:00:00Z");
const [here, there] = ["053150000000", "091620000000"] as const;
const all = <T>(work: (sql: Sql) => Promise<T>) => withMunicipality(database, "*", work);

function service(id: string, more: Partial<ServiceDefinition> = {}): ServiceDefinition {
  return { ...dogs, id, ...more };
}
const add = (definition: ServiceDefinition) =>
  all((sql) =>
    upsertService(sql, {
      definition,
      source: "import",
      contentHash: definition.version,
      importedAt: at,
    }),
  );
const turn = (ars: string, serviceId: string, enabled: boolean) =>
  all((sql) => setOffering(sql, { ars, serviceId, enabled, updatedAt: at, updatedBy: "test" }));

await all((sql) =>
  addMunicipalities(sql, [
    { ars: here, ags: "05315000", name: "Köln, Stadt", slug: "koeln", state: "05", population: 1 },
    { ars: there, ags: "09162000", name: "München", slug: "muenchen", state: "09", population: 1 },
  ]),
);
await all((sql) =>
  replaceOzgServices(sql, [
    { id: "10160", name: "Hundesteuer", situation: "Tierhaltung", topic: "Hobby & Engagement" },
    { id: "10092", name: "Wohngeld", situation: "Wohnen & Umzug", topic: "Bauen & Wohnen" },
  ]),
);
const entry = (key: string, name: string, ozgId: string | null) => ({
  key,
  name,
  type: "5",
  ozgId,
  legalBasis: "",
});
await all((sql) =>
  replaceLeikaEntries(sql, [
    entry("99102013000000", "Hundesteuer", "10160"),
    entry("99107023000000", "Wohngeld", "10092"),
  ]),
);
await add(
  service("hundesteuer", {
    name: { de: "Hund anmelden", en: "Register a dog" },
    leikaKeys: ["99102013000000"],
  }),
);
await add(
  service("wohngeld", {
    name: { de: "Mietzuschuss beantragen" },
    leikaKeys: ["99107023000000", "99107023999000"],
    languages: ["de", "en"],
    description: { ...dogs.description, keywords: ["Bürgergeld", "Straße"] },
  }),
);
await add(service("ohne-schluessel", { name: { de: "Äpfel pflücken" }, leikaKeys: [] }));

const nothing = { typed: "", situation: "", language: "", offered: undefined };
const search = async (
  filter: Partial<typeof nothing> | { offered: boolean },
  ars: string = here,
) => {
  const page = { sortedIn: "de", offset: 0, limit: 20 };
  const { rows } = await all((sql) => searchCatalogue(sql, ars, { ...nothing, ...filter }, page));
  return rows.map(({ serviceId }) => serviceId);
};

test("a service is found by its words, its keys, and the names of the reference catalogue", async () => {
  expect(await search({})).toEqual(["ohne-schluessel", "hundesteuer", "wohngeld"]);
  for (const typed of ["hund", "REGISTER dog", "steuer", "10160", "99102013", "Tierhaltung hund"])
    expect(await search({ typed }), typed).toEqual(["hundesteuer"]);
  for (const typed of ["mietzuschuß", "Wohngeld", "buergergeld", "burgergeld", "strasse"])
    expect(await search({ typed }), typed).toEqual(["wohngeld"]);
  for (const typed of ["aepfel", "Äpfel", "apfel"])
    expect(await search({ typed }), typed).toEqual(["ohne-schluessel"]);
  expect(await search({ typed: "hund wohngeld" })).toEqual([]);
  expect(await search({ typed: "%_'" })).toHaveLength(3);
});

test("filters narrow it down, and pages divide it", async () => {
  expect(await search({ situation: "Tierhaltung" })).toEqual(["hundesteuer"]);
  expect(await search({ language: "en" })).toEqual(["wohngeld"]);
  await turn(here, "wohngeld", true);
  expect(await search({ offered: true })).toEqual(["wohngeld"]);
  expect(await search({ offered: false })).toEqual(["ohne-schluessel", "hundesteuer"]);
  expect(await search({ offered: true }, there)).toEqual([]);
  expect(await all(listSituations)).toEqual(["Tierhaltung", "Wohnen & Umzug"]);
  const page = await all((sql) =>
    searchCatalogue(sql, "", nothing, { sortedIn: "en", offset: 1, limit: 1 }),
  );
  expect(page.count).toBe(3);
  expect(page.rows.map(({ serviceId }) => serviceId)).toEqual(["wohngeld"]);
});

test("an entry says what its keys mean, as far as anybody knows", async () => {
  const row = await all((sql) => findCatalogueRow(sql, here, "wohngeld"));
  expect(row?.keys).toEqual([
    {
      key: "99107023000000",
      name: "Wohngeld",
      ozgId: "10092",
      ozgName: "Wohngeld",
      situation: "Wohnen & Umzug",
    },
    { key: "99107023999000", name: null, ozgId: null, ozgName: null, situation: null },
  ]);
  expect(row).toMatchObject({ enabled: true, users: 1 });
  expect(await all((sql) => findCatalogueRow(sql, here, "erfunden"))).toBeUndefined();
});

test("an entry follows the current version, back to an earlier one too", async () => {
  const current = async () =>
    (await all((sql) => findCatalogueRow(sql, "", "hundesteuer")))?.version;
  expect(await current()).toBe("1");
  await add(service("hundesteuer", { version: "2", name: { de: "Neu" }, leikaKeys: [] }));
  expect(await current()).toBe("2");
  expect(await search({ typed: "neu" })).toEqual(["hundesteuer"]);
  await add(
    service("hundesteuer", {
      name: { de: "Hund anmelden", en: "Register a dog" },
      leikaKeys: ["99102013000000"],
    }),
  );
  expect(await current()).toBe("1");
  expect(await database.sql`select 1 from catalogue_entries`).toHaveLength(3);
});

test("users are counted whatever switches them, and undone with its transaction", async () => {
  const counts = () => all((sql) => countUsers(sql, "hundesteuer"));
  expect(await counts()).toEqual(new Map());
  await turn(here, "hundesteuer", true);
  await turn(here, "hundesteuer", true);
  await turn(there, "hundesteuer", true);
  expect(await counts()).toEqual(
    new Map([
      ["05", 1],
      ["09", 1],
    ]),
  );
  await turn(there, "hundesteuer", false);
  expect(await counts()).toEqual(new Map([["05", 1]]));
  await expect(
    all(async (sql) => {
      await sql`update offerings set enabled = true where ars = ${there}`;
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await counts()).toEqual(new Map([["05", 1]]));
  const users = await all((sql) => listUsers(sql, "hundesteuer", "05", { offset: 0, limit: 9 }));
  expect(users).toMatchObject([{ ars: here, slug: "koeln" }]);
  await all((sql) => moveMunicipality(sql, here, "064150000000"));
  expect(await counts()).toEqual(new Map([["06", 1]]));
  await database.sql`delete from offerings`;
  expect(await counts()).toEqual(new Map());
});

/** What the triggers keep of each town beside what they should. */
async function offersOfTowns() {
  const kept = await database.sql`
    select ars, count, own, digest::text from town_offers where count <> 0 or own <> 0 or digest <> 0 order by ars`;
  const real = await database.sql`
    select ars, count(*)::int, count(revision)::int as own,
      coalesce(bit_xor(hashtextextended(service_id, 0)) filter (where revision is null), 0)::text as digest
    from offerings where enabled group by ars order by ars`;
  return { kept: [...kept], real: [...real] };
}

test("what towns offer is kept in short, whatever changes it", async () => {
  const towns = ["064150000000", there];
  const ids = ["hundesteuer", "wohngeld", "ohne-schluessel"];
  await database.sql`
    insert into offering_revisions (ars, service_id, number, service_version, overlay, overlay_hash, state, note, edits,
      created_at, created_by, changed_at, changed_by)
    select ars, id, number, '1', '{}', '', 'published', '', 0, now(), 'test', now(), 'test'
    from unnest(${towns}::text[]) ars, unnest(${ids}::text[]) id, generate_series(1, 2) number`;
  const step = fc.record({
    ars: fc.constantFrom(...towns),
    ids: fc.subarray(ids, { minLength: 1 }),
    enabled: fc.boolean(),
    revision: fc.constantFrom(null, 1, 2),
    what: fc.constantFrom("put", "delete", "other", "move"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const { ars, ids, enabled, revision, what } of steps)
        await all(async (sql) => {
          if (what === "delete")
            await sql`delete from offerings where ars = ${ars} and service_id = any(${ids})`;
          else if (what === "other")
            await sql`update offerings set enabled = ${enabled}, revision = ${revision} where service_id = any(${ids})`;
          else if (what === "move") {
            await moveMunicipality(sql, ars, "990000000000");
            await moveMunicipality(sql, "990000000000", ars);
          } else
            await sql`
              insert into offerings (ars, service_id, enabled, revision, updated_at, updated_by)
              select ${ars}, id, ${enabled}, ${revision}::int, now(), 'test' from unnest(${ids}::text[]) id
              on conflict (ars, service_id) do update set enabled = excluded.enabled, revision = excluded.revision`;
        });
      const { kept, real } = await offersOfTowns();
      expect(kept).toEqual(real);
    }),
    { numRuns: 40 },
  );
  await database.sql`truncate offerings`;
  expect(await offersOfTowns()).toEqual({ kept: [], real: [] });
});

test("two roll-outs of the same services at once count right", async () => {
  const roll = (ars: string) =>
    Promise.all(["hundesteuer", "wohngeld", "ohne-schluessel"].map((id) => turn(ars, id, true)));
  await Promise.all([roll("064150000000"), roll(there), roll(there)]);
  const [counted] = await database.sql<
    { sum: number }[]
  >`select sum(count)::int from offering_counts`;
  const [real] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from offerings where enabled`;
  expect(counted?.sum).toBe(real?.count);
  expect(real?.count).toBe(6);
  const offers = await offersOfTowns();
  expect(offers.kept).toEqual(offers.real);
});
