import { beforeEach, describe, expect, test } from "vitest";
import { query, withMunicipality } from "#db/connect.ts";
import { insertDestination, saveOfferingDestinations } from "#db/queries/destinations.ts";
import { listForwardingsOfSubmission } from "#db/queries/forwardings.ts";
import { forwardSubmission } from "../jobs/forward-submission.server.ts";
import { statusViewOf } from "../routes/citizen/status-view.server.ts";
import { createStaffPortal, elsewhere, festival, here } from "../routes/fixtures/staff-portal.ts";
import { changeStatus } from "../casework/change-status.server.ts";
import { handIn } from "./hand-in.server.ts";
import { loadStatus } from "./load-status.server.ts";
import { statusCodeOf } from "./status-code.server.ts";

const { portal, file, accounts, later } = await createStaffPortal();
const filed = async (town = here) => {
  const { id, reference, ticket } = await file(town, festival);
  return { id, reference, code: statusCodeOf(ticket) };
};
const ask = (reference: string, code: string, address = "192.0.2.1") =>
  loadStatus(portal, { reference, code, address });
const other = { reference: "2222-2222-2222", code: "22222-22222" };
beforeEach(async () => {
  await query(portal.database, (sql) => sql`delete from rate_limits`);
});

describe("the status", () => {
  test("is told to whoever has reference and code, in whatever way they type them", async () => {
    const { reference, code } = await filed();
    const typed = await ask(` ${reference.toLowerCase().replaceAll("-", " ")}`, code.toLowerCase());
    expect(typed).toMatchObject({ kind: "status", municipality: "Musterstadt", missing: [] });
    expect(JSON.stringify(typed, ["steps", "step", "at", "note"])).not.toContain("Mustermann");
  });

  test("tells the inbox of this portal from another system that it went to", async () => {
    const hints = async ({ reference, code }: { reference: string; code: string }) => {
      const found = await ask(reference, code);
      if (found.kind !== "status") throw new Error(found.kind);
      return statusViewOf(found, "de")
        .steps.slice(2, 4)
        .map(({ hint }) => hint);
    };
    const forward = async (submissionId: string) => {
      const rows = await withMunicipality(portal.database, here.ars, (sql) =>
        listForwardingsOfSubmission(sql, submissionId),
      );
      const demo = { ...portal, config: { ...portal.config, mode: "demo" as const } };
      for (const row of rows)
        await forwardSubmission(demo, { forwardingId: row.id, ars: here.ars });
    };
    const inInbox = await filed();
    await forward(inInbox.id);
    expect(await hints(inInbox)).toEqual(["delivered", "collected"]);
    await withMunicipality(portal.database, here.ars, async (sql) => {
      await insertDestination(sql, {
        id: "fachverfahren",
        ars: here.ars,
        name: "Fachverfahren",
        adapter: "demo-trouble",
        options: { behaviour: "accept" },
        secrets: null,
        lanes: 4,
        active: true,
        createdAt: portal.clock(),
      });
      const way = { destinationId: "fachverfahren", role: "primary" } as const;
      await saveOfferingDestinations(sql, { ars: here.ars, serviceId: festival }, [way]);
    });
    const sent = await filed();
    await forward(sent.id);
    await withMunicipality(portal.database, here.ars, (sql) =>
      saveOfferingDestinations(sql, { ars: here.ars, serviceId: festival }, []),
    );
    expect(await hints(sent)).toEqual(["deliveredElsewhere", "collected"]);
  });

  test("is told with neither a wrong code nor a wrong reference, in the same words", async () => {
    const { reference, code } = await filed();
    const another = await filed(elsewhere);
    const answers = [
      await ask(reference, other.code),
      await ask(other.reference, code),
      await ask(reference, another.code),
      await ask(another.reference, code),
    ];
    for (const answer of answers) expect(answer).toEqual({ kind: "unknown" });
  });

  test("says which of both is mistyped, before anything is looked up or counted", async () => {
    const { reference, code } = await filed();
    const swapped = reference.slice(1, 2) + reference.slice(0, 1) + reference.slice(2);
    if (swapped !== reference)
      expect(await ask(swapped, code)).toEqual({ kind: "mistyped", fields: ["reference"] });
    for (let round = 0; round < 30; round += 1)
      expect(await ask("", "x")).toEqual({ kind: "mistyped", fields: ["reference", "code"] });
    expect(await ask(reference, code)).toMatchObject({ kind: "status" });
  });

  test("cannot be guessed: each reference and each address has so many tries", async () => {
    const { reference, code } = await filed();
    for (let round = 0; round < 10; round += 1)
      expect((await ask(reference, other.code, `192.0.2.${String(round)}`)).kind).toBe("unknown");
    expect(await ask(reference, code)).toMatchObject({ kind: "limited" });
    later(16);
    expect(await ask(reference, code)).toMatchObject({ kind: "status" });
  });

  test("takes nothing later for an application that was complete, or is finished", async () => {
    const { id, reference, code } = await filed();
    const found = await ask(reference, code);
    if (found.kind !== "status") throw new Error(found.kind);
    const files = [{ name: "unterlagen", filename: "x.pdf", bytes: Buffer.from("%PDF-1.7") }];
    expect(await handIn(portal, found, files)).toEqual({ kind: "closed" });
    const staff = {
      accountId: accounts.caseworker,
      roles: [{ role: "caseworker", ars: here.ars }] as const,
    };
    await changeStatus(portal, staff, id, { from: "received", to: "inProgress", note: "Gut." });
    const now = await ask(reference, code);
    expect(
      now.kind === "status" && now.steps.find(({ step }) => step === "inProgress"),
    ).toMatchObject({ note: "Gut." });
  });
});
