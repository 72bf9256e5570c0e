import { afterAll, describe, expect, it, vi } from "vitest";
import { connect, query, withMunicipality } from "#db/connect.ts";
import { addMunicipalities } from "#db/queries/import-municipalities.ts";
import { setOffering } from "#db/queries/offerings.ts";
import { upsertService } from "#db/queries/services.ts";
import { createTestDatabaseAt } from "#db/test-database.ts";
import { dogService } from "../domain/fixtures/dog-service.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { listServices } from "./list-services.server.ts";

const { database, url } = await createTestDatabaseAt();
const ars = "000000000001";
const at = new Date("2026-03-01T09:00:00Z");
/** Another process: it keeps what it has seen by itself. */
const other = connect(url, { max: 1 });
afterAll(() => other.close());
const processes = [database, other].map((one) => ({ database: one, clock: () => at }));

async function store(
  version: string,
  name: string,
  more: Partial<ServiceDefinition> = {},
): Promise<void> {
  const definition = { ...dogService, version, name: { de: name }, ...more };
  await withMunicipality(database, "*", (sql) =>
    upsertService(sql, {
      definition,
      source: "import",
      contentHash: `${definition.id} ${version}`,
      importedAt: at,
    }),
  );
}
const offer = (serviceId: string, enabled = true) =>
  query(database, (sql) =>
    setOffering(sql, { ars, serviceId, enabled, updatedAt: at, updatedBy: "test" }),
  );
/** Names that each process lists. */
const listed = (typed = "") =>
  Promise.all(
    processes.map(async (portal) => {
      const found = await listServices(portal, "musterstadt", { typed, page: 1 }, "de");
      return found.kind === "services" ? found.services.map(({ name }) => name.text) : found.kind;
    }),
  );
const set = (overlay: object) =>
  query(
    database,
    (sql) => sql`
      insert into offering_revisions (ars, service_id, number, service_version, overlay, overlay_hash, state, note, edits,
        created_at, created_by, changed_at, changed_by)
      values (${ars}, 'hund-test', 1, '1.0.0', ${JSON.stringify(overlay)}::text::jsonb, 'x', 'published', '', 0,
        ${at}, 'test', ${at}, 'test')`,
  );

await withMunicipality(database, "*", (sql) =>
  addMunicipalities(sql, [
    { ars, ags: "00000001", name: "Musterstadt, Stadt", slug: "musterstadt", state: "00" },
  ]),
);
await store("1.0.0", "Hund anmelden");
await store("1.0.0", "Angelschein", { id: "angeln" });
await offer("hund-test");

describe("what a town offers, in every process", () => {
  it("is there at once when it is switched on, by name, and gone when it is switched off", async () => {
    expect(await listed()).toEqual([["Hund anmelden"], ["Hund anmelden"]]);
    await offer("angeln");
    const both = ["Angelschein", "Hund anmelden"];
    expect(await listed()).toEqual([both, both]);
    expect(await listed("hund")).toEqual([["Hund anmelden"], ["Hund anmelden"]]);
    await offer("angeln", false);
    expect(await listed()).toEqual([["Hund anmelden"], ["Hund anmelden"]]);
  });

  it("is a service that was added a moment ago", async () => {
    await store("1.0.0", "Zelten", { id: "zelten" });
    await offer("zelten");
    expect(await listed("zelt")).toEqual([["Zelten"], ["Zelten"]]);
    await offer("zelten", false);
  });

  it("has another version within seconds once that is the current one", async () => {
    await store("2.0.0", "Hund melden");
    await vi.waitFor(
      async () => {
        expect(await listed()).toEqual([["Hund melden"], ["Hund melden"]]);
      },
      { timeout: 4500, interval: 200 },
    );
  });

  it("is the version that it stayed with, with its own words, which are found too", async () => {
    await set({ "about:summary": { value: { de: "Für Dackel" }, base: null } });
    await query(
      database,
      (sql) => sql`update offerings set revision = 1 where service_id = 'hund-test'`,
    );
    expect(await listed("dackel")).toEqual([["Hund anmelden"], ["Hund anmelden"]]);
  });

  it("tells what rests, is planned or closed", async () => {
    const state = async () => {
      const found = await listServices(
        processes[0]!,
        "musterstadt",
        { typed: "hund", page: 1 },
        "de",
      );
      return found.kind === "services" ? found.services[0]?.state.kind : found.kind;
    };
    const change = (columns: object) =>
      query(
        database,
        (sql) => sql`update offerings set ${sql(columns as never)} where service_id = 'hund-test'`,
      );
    expect(await state()).toBe("open");
    await change({ opens_at: new Date("2026-04-01T00:00:00Z") });
    expect(await state()).toBe("planned");
    await change({ opens_at: null, maintenance_text: JSON.stringify({ de: "Umbau" }) });
    expect(await state()).toBe("rests");
    await change({ maintenance_text: null, submission_limit: 7 });
    expect(await state()).toBe("open");
    await change({ submission_limit: null, closes_at: new Date("2026-02-01T00:00:00Z") });
    expect(await state()).toBe("closed");
  });

  it("is nothing in a town that there is not", async () => {
    expect(
      await listServices(processes[0]!, "nirgendwo", { typed: "", page: 1 }, "de"),
    ).toMatchObject({ kind: "unknownMunicipality" });
  });
});
