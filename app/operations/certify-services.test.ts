import path from "node:path";
import { expect, test } from "vitest";
import { query, withMunicipality } from "#db/connect.ts";
import { listCurrentServices, upsertService } from "#db/queries/services.ts";
import { createTestDatabase } from "#db/test-database.ts";
import { contentHashOf } from "../catalogue/content-hash.server.ts";
import { readPackage } from "../catalogue/read-package.server.ts";
import { rulesService } from "../domain/fixtures/rules-service.ts";
import { certificateSchema } from "../domain/paths/certificate.ts";
import type { Node, ServiceDefinition } from "../domain/service.ts";
import { createLog } from "../platform/log.server.ts";
import { certifyServices } from "./certify-services.server.ts";
import { importService } from "./import-service.server.ts";

const clock = () => new Date("2026-11-24T12:00:00Z");
const events: string[] = [];
const log = createLog("info", { write: (line: string) => void events.push(line) });
const parts = { database: await createTestDatabase(), clock, log };
const dogs = await readPackage(
  path.resolve(import.meta.dirname, "../../db/seed/services/hundesteuer-anmelden"),
);
const certificateOf = async (id: string) =>
  (await query(parts.database, (sql) => listCurrentServices(sql))).find((one) => one.id === id)
    ?.certificate;
const load = (service: ServiceDefinition) =>
  importService(
    parts,
    { ok: true, service, idGiven: true, warnings: [] },
    { path: "hier", replace: false },
    "operator:cli",
  );

test("an imported version is certified with it, once for its content", async () => {
  const begun = performance.now();
  expect(await load(dogs)).toMatchObject({ ok: true, outcome: "added" });
  // Generous: what takes a second is no longer quick, whatever else the machine does.
  expect(performance.now() - begun).toBeLessThan(5000);
  const certificate = certificateSchema.parse(await certificateOf(dogs.id));
  expect(certificate).toMatchObject({
    service: dogs.id,
    version: dogs.version,
    contentHash: contentHashOf(dogs),
    pages: dogs.pages.length,
    paths: "168",
    complete: true,
    deadEnds: [],
    unreachable: 0,
    computedAt: "2026-11-24T12:00:00.000Z",
  });
  const later = { ...parts, clock: () => new Date("2027-01-01T12:00:00Z") };
  await withMunicipality(parts.database, "*", (tx) => certifyServices(tx, later));
  expect(await certificateOf(dogs.id)).toEqual(certificate);
});

test("a version stored before there were certificates gets one", async () => {
  await withMunicipality(parts.database, "*", async (tx) => {
    const contentHash = contentHashOf(rulesService);
    const row = { definition: rulesService, source: "import", contentHash, importedAt: clock() };
    await upsertService(tx, { ...row, source: "import" });
  });
  expect(await certificateOf(rulesService.id)).toBeNull();
  await withMunicipality(parts.database, "*", (tx) => certifyServices(tx, parts));
  expect(await certificateOf(rulesService.id)).toMatchObject({ service: "regeln-test" });
});

test("a version with dead ends is imported, and somebody is told", async () => {
  const rule = { id: "R", bearer: "", effect: "valid", condition: never() } as const;
  const service = { ...dogs, id: "sackgasse", rules: [rule] };
  expect(await load(service)).toMatchObject({ ok: true, outcome: "added" });
  expect(await certificateOf("sackgasse")).toMatchObject({
    paths: "0",
    deadEnds: [{ kind: "brokenRule", rule: "R" }],
  });
  expect(events.join()).toContain('"event":"service.deadEnds"');
});

test("the author is told of a question for which no answer was thought of", async () => {
  const { path: place, nodes } = withImpossiblePattern(dogs.nodes);
  const outcome = await load({ ...dogs, id: "unmoeglich", nodes });
  expect(outcome).toMatchObject({
    ok: true,
    warnings: [{ file: "hier", path: place, code: "rehearsal.noExample" }],
  });
});

/** The first mandatory text takes nothing any more. */
function withImpossiblePattern(nodes: ServiceDefinition["nodes"]) {
  const copy: Node[] = structuredClone([...nodes]);
  const find = (below: readonly Node[], above: string): string | undefined => {
    for (const node of below) {
      const place = `${above}${node.id}`;
      if (node.type === "group") {
        const found = find(node.children, `${place}/`);
        if (found !== undefined) return found;
      } else if (node.kind === "text" && node.required) {
        Object.assign(node.options, { pattern: "(?!)" });
        return place;
      }
    }
    return undefined;
  };
  const place = find(copy, "");
  return { path: place, nodes: copy };
}

/** What cannot be: two answers to one question. */
function never() {
  const field = "G99000000230/F99000000350";
  return {
    op: "and" as const,
    conditions: ["ueberweisung", "lastschrift"].map((value) => ({
      op: "equals" as const,
      field,
      value,
    })),
  };
}
