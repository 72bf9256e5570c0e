import { expect, test } from "vitest";
import { withMunicipality } from "./connect.ts";
import { createTestDatabase } from "./test-database.ts";

const database = await createTestDatabase();

/** Tables with an ARS that everybody may see, and why. */
const publicTables = new Map([
  ["municipalities", "the official list is public"],
  ["postal_codes", "the official list is public"],
  ["offerings", "what a town hall offers is public"],
  [
    "listed_services",
    "what a town hall offers on paper is public; written by itself alone, see below",
  ],
  [
    "authority_contacts",
    "how a town hall is reached is public; written by itself alone, see below",
  ],
  ["streets", "the operator's list of streets is public"],
  ["town_offers", "how much that is is public"],
  ["offering_revisions", "how it offers it is public"],
  ["account_roles", "is read to find out for which municipality somebody may work"],
]);

const tables = await database.sql<
  { relname: string; relrowsecurity: boolean; relforcerowsecurity: boolean }[]
>`
  select c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'ars' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname`;
const protectedTables = tables.filter((table) => !publicTables.has(table.relname));

const here = "000000000001";
const elsewhere = "000000000002";

test("the portal's role is bound by row-level security", async () => {
  const [role] = await database.sql`
    select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
});

test("the tables of municipalities are found", () => {
  expect(protectedTables.map((table) => table.relname)).toEqual(
    expect.arrayContaining(["attachments", "audit_log", "data_keys", "drafts", "submissions"]),
  );
});

test.each(protectedTables)("$relname shows and takes rows of one municipality alone", async (t) => {
  expect(t).toMatchObject({ relrowsecurity: true, relforcerowsecurity: true });
  const table = database.sql(t.relname);
  const count = async (ars: string) =>
    withMunicipality(database, ars, async (tx) => {
      const [row] = await tx<{ count: number }[]>`select count(*)::int as count from ${table}`;
      return row?.count;
    });
  const insert = async (scope: string, ars: string) =>
    withMunicipality(database, scope, async (tx) => {
      // Defaults for every column make a row of any table; foreign keys are off for the transaction.
      await tx.unsafe(await anyRow(t.relname), [ars]);
    });
  await insert(here, here);
  await insert("*", elsewhere);
  await expect(insert(here, elsewhere)).rejects.toThrow("row-level security");
  expect(await count(here)).toBe(1);
  expect(await count(elsewhere)).toBe(1);
  expect(await count("*")).toBe(2);
  expect(await count("000000000003")).toBe(0);
  const moved = withMunicipality(
    database,
    here,
    (tx) => tx`update ${table} set ars = ${elsewhere}`,
  );
  await expect(moved).rejects.toThrow("row-level security");
  const deleted = await withMunicipality(database, elsewhere, (tx) => tx`delete from ${table}`);
  expect(deleted.count).toBe(1);
  const [seen] = await database.sql<
    { count: number }[]
  >`select count(*)::int as count from ${table}`;
  expect(seen?.count, "without a municipality nothing is seen").toBe(0);
});

test.each(
  tables.filter(({ relname }) => ["listed_services", "authority_contacts"].includes(relname)),
)(
  "$relname is read by everybody, and written by its municipality alone",
  async ({ relname, ...security }) => {
    expect(security).toMatchObject({ relrowsecurity: true, relforcerowsecurity: true });
    const table = database.sql(relname);
    const row = await anyRow(relname);
    const insert = (scope: string, ars: string) =>
      withMunicipality(database, scope, (tx) => tx.unsafe(row, [ars]));
    await insert(here, here);
    await insert(elsewhere, elsewhere);
    await expect(insert(here, elsewhere)).rejects.toThrow("row-level security");
    expect(await database.sql`select 1 from ${table}`).toHaveLength(2);
    const change = (scope: string, ars: string) =>
      withMunicipality(database, scope, (tx) => tx`update ${table} set ars = ${ars}`);
    await expect(change(here, elsewhere)).rejects.toThrow("row-level security");
    const deleted = await withMunicipality(database, here, (tx) => tx`delete from ${table}`);
    expect(deleted.count).toBe(1);
    const [left] = await database.sql<{ ars: string }[]>`select ars from ${table}`;
    expect(left?.ars).toBe(elsewhere);
  },
);

/** An insert of made-up values into every required column, whatever the table. */
async function anyRow(table: string): Promise<string> {
  // Foreign keys would need rows of other tables, which are not the subject here.
  const keys = await database.sql<{ conname: string }[]>`
    select conname from pg_constraint where conrelid = ${table}::regclass and contype = 'f'`;
  for (const { conname } of keys)
    await database.sql`alter table ${database.sql(table)} drop constraint ${database.sql(conname)}`;
  const columns = await database.sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_name = ${table} and is_nullable = 'NO' and column_default is null and column_name <> 'ars'`;
  const values = columns.map(({ type }) => {
    if (type === "text") return "gen_random_uuid()::text";
    if (type === "integer") return "1";
    if (type === "bytea") return "'\\x00'";
    if (type === "jsonb") return "'{}'";
    if (type === "boolean") return "true";
    if (type === "ARRAY") return "'{}'";
    return "now()";
  });
  const names = ["ars", ...columns.map(({ name }) => name)];
  return `insert into ${table} (${names.join(", ")}) values (${["$1", ...values].join(", ")})`;
}
