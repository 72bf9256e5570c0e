import { expect, test } from "vitest";
import { deletionRules, type DeletionKind } from "#app/domain/privacy/deletion-rules.ts";
import { publishRevision } from "#app/catalogue/publish-revision.server.ts";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import { withMunicipality, type Sql } from "#db/connect.ts";
import { lockOffering } from "#db/queries/revisions.ts";
import { createStaffPortal, elsewhere, here, parking } from "#app/routes/fixtures/staff-portal.ts";
import { deleteExpired } from "./delete-expired.server.ts";
import { deleteOldFigures } from "./delete-old-figures.server.ts";
import { deletePastRetention } from "./delete-past-retention.server.ts";

const staff = await createStaffPortal();
const { portal, file } = staff;
const { ars } = here;
const all = <T>(work: (sql: Sql) => Promise<T>) => withMunicipality(portal.database, "*", work);
/** Runs what deletes, as if it were then. */
const sweepAt = async (at: Date) => {
  const then = { ...portal, clock: () => at };
  const records = await deletePastRetention(then);
  const expired = await deleteExpired(then);
  await deleteOldFigures(then);
  return { ...records, ...expired };
};
const day = 86_400_000;
const count = async (table: string): Promise<number> =>
  all(async (sql) => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(table)}`;
    return row?.count ?? 0;
  });

const start = new Date("2026-03-01T12:00:00Z");

/** Rows that begin their period at `start`, by the rule that says when they go. */
const begin: Partial<
  Record<DeletionKind, readonly [table: string, (sql: Sql) => Promise<unknown>]>
> = {
  payments: [
    "payments",
    (
      sql,
    ) => sql`insert into payments (id, ars, draft_id, service_id, status, amount_cents, currency, fees_hash,
        transactions_url, created_at, updated_at)
        values ('p', ${ars}, 'gone', ${parking}, 'failed', 100, 'EUR', 'x', 'x', ${start}, ${start})`,
  ],
  testDeliveries: [
    "forwardings",
    (
      sql,
    ) => sql`insert into forwardings (id, ars, role, kind, adapter, status, attempts, started_at, created_at, updated_at)
        values ('t', ${ars}, 'primary', 'test', 'webhook', 'accepted', 1, ${start}, ${start}, ${start})`,
  ],
  audit: [
    "audit_log",
    (sql) => sql`insert into audit_log (at, ars, actor, action, subject, details)
        values (${start}, ${ars}, 'a', 'b', 'c', '{}')`,
  ],
  invitations: [
    "invitations",
    (
      sql,
    ) => sql`insert into invitations (id, ars, email, name, roles, token_hash, invited_by, created_at, expires_at)
        values ('i', ${ars}, 'x@example.org', 'Erika Mustermann', '{editor}', 'h', 'a', ${start}, ${start})`,
  ],
  confirmations: [
    "confirmations",
    (
      sql,
    ) => sql`insert into confirmations (id, ars, kind, subject, asked, state, asked_at, asked_by, decided_at, decided_by)
        values ('c', ${ars}, 'switchOn', ${parking}, '{}', 'declined', ${start}, 'a', ${start}, 'b')`,
  ],
  destinationStates: [
    "destination_states",
    async (sql) => {
      await sql`insert into destinations (id, ars, name, adapter, options, lanes, active, failures, created_at, updated_at)
        values ('alt', ${ars}, 'Ziel', 'webhook', '{}', 1, true, 0, ${start}, ${start})`;
      await sql`insert into destination_states (ars, destination_id, name, options, lanes, active, changed, ended_at, ended_by)
        values (${ars}, 'alt', 'Ziel', '{}', 1, true, '{name}', ${start}, 'a')`;
    },
  ],
  barrierReports: [
    "barrier_reports",
    (sql) =>
      sql`insert into barrier_reports (id, ars, sealed, reported_at) values ('b', ${ars}, 'x', ${start})`,
  ],
  figures: [
    "figures",
    (
      sql,
    ) => sql`insert into figures (ars, service_id, service_version, language, day, event, subject, count)
        values (${ars}, ${parking}, '1', 'de', ${start.toISOString().slice(0, 10)}, 'view', '', 1)`,
  ],
  comments: [
    "feedback_comments",
    (sql) => sql`insert into feedback_comments (id, ars, service_id, day, sealed)
        values ('f', ${ars}, ${parking}, ${start.toISOString().slice(0, 10)}, 'x')`,
  ],
  drafts: [
    "drafts",
    (
      sql,
    ) => sql`insert into drafts (id, ars, service_id, service_version, sealed, revision, created_at, updated_at, expires_at)
        values ('d', ${ars}, ${parking}, '1', 'x', 0, ${start}, ${start}, ${start}::timestamptz + interval '30 days')`,
  ],
};

test.each(Object.entries(begin))(
  "%s go when the deletion concept says, and not a day before",
  async (kind, [table, insert]) => {
    await all(async (sql) => {
      await sql`delete from ${sql(table)}`;
      await insert(sql);
    });
    const rule = deletionRules.find((one) => one.kind === kind);
    if (rule?.period?.unit !== "days") throw new Error("no period in days");
    const end = start.getTime() + rule.period.count * day;
    await sweepAt(new Date(end - day));
    expect(await count(table)).toBe(1);
    await sweepAt(new Date(end + day));
    expect(await count(table)).toBe(0);
  },
);

test("an application goes with everything about it once its time is over and it is finished, never before", async () => {
  const { id, reference } = await file(here);
  const filed = portal.clock();
  const days = 90;
  const at = (after: number) => new Date(filed.getTime() + after * day);
  const tables = ["submissions", "submission_events", "forwardings", "attachments"] as const;
  const counts = async () => Promise.all(tables.map((table) => count(table)));
  const before = await counts();
  expect(before[0]).toBe(1);
  const entries = await count("log_entries");

  // Nobody has finished it, and no other system has it.
  const held = await sweepAt(at(days + 2));
  expect(held).toMatchObject({ submissions: 0, held: 1 });
  expect(await counts()).toEqual(before);

  await all(async (sql) => {
    await sql`update submissions set status = 'done' where id = ${id}`;
    await sql`update forwardings set status = 'accepted', next_attempt_at = null`;
  });
  expect(await sweepAt(at(days))).toMatchObject({ submissions: 0, held: 0 });
  expect((await counts())[0]).toBe(1);
  const gone = await sweepAt(at(days + 1));
  expect(gone).toMatchObject({ submissions: 1, held: 0 });
  expect(gone.files).toBeGreaterThan(0);
  expect(await counts()).toEqual([0, 0, 0, 0]);
  // The proof of receipt stays, and says nothing of the content.
  expect(await count("log_entries")).toBe(entries);
  expect(reference).not.toBe("");
});

test("an application that another system has taken over goes although nobody finished it here; one under way stays", async () => {
  const { id } = await file(here);
  const past = new Date(portal.clock().getTime() + 100 * day);
  await all(async (sql) => {
    await sql`insert into destinations (id, ars, name, adapter, options, lanes, active, failures, created_at, updated_at)
      values ('ziel', ${ars}, 'Ziel', 'webhook', '{}', 1, true, 0, ${start}, ${start})`;
    await sql`update forwardings set destination_id = 'ziel', status = 'sent' where submission_id = ${id}`;
  });
  expect(await sweepAt(past)).toMatchObject({ submissions: 0, held: 1 });
  await all((sql) => sql`update forwardings set status = 'accepted' where submission_id = ${id}`);
  expect(await sweepAt(past)).toMatchObject({ submissions: 1, held: 0 });
});

test("where a municipality has set for how long, its applications go then, and only those filed under that setting", async () => {
  const key = { ars, serviceId: parking };
  const { version } = await readPackage(`db/seed/services/${parking}`);
  const set = async (days: number) =>
    withMunicipality(portal.database, ars, async (sql) => {
      await lockOffering(sql, key);
      const overlay = { "about:retentionDays": { value: days, base: 90 } };
      const next = { serviceVersion: version, basedOn: null, overlay };
      await publishRevision(sql, key, next, { at: portal.clock(), actor: "test", note: "" });
    });
  const before = await file(here);
  await set(30);
  const short = await file(here);
  // The first revision of another town is not the first one of this town.
  const other = await file(elsewhere);
  await set(200);
  const long = await file(here);
  await all(async (sql) => {
    await sql`update submissions set status = 'done'`;
    await sql`update forwardings set status = 'accepted', next_attempt_at = null`;
  });
  const left = async (after: number) => {
    await sweepAt(new Date(portal.clock().getTime() + after * day));
    const rows = await all((sql) => sql<{ id: string }[]>`select id from submissions`);
    return rows.map(({ id }) => id).sort();
  };
  const ids = (...filed: { id: string }[]) => filed.map(({ id }) => id).sort();
  expect(await left(30)).toEqual(ids(before, short, other, long));
  expect(await left(31)).toEqual(ids(before, other, long));
  expect(await left(90)).toEqual(ids(before, other, long));
  expect(await left(91)).toEqual(ids(long));
  expect(await left(200)).toEqual(ids(long));
  expect(await left(201)).toEqual([]);
});

test("every rule of the concept that names days is tried here or beside it", () => {
  const tried = new Set<string>(Object.keys(begin));
  const named = deletionRules.filter((rule) => rule.period?.unit === "days");
  expect(named.map(({ kind }) => kind).filter((kind) => !tried.has(kind))).toEqual([]);
});
