import { readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPackage } from "#app/catalogue/read-package.server.ts";
import { compileOffering } from "#app/domain/offering.ts";
import type { ServiceDefinition } from "#app/domain/service.ts";
import { schemaFixture, zones } from "#app/fim/fixtures/read-fixture.ts";
import { toService } from "#app/fim/to-service.ts";
import { documentOf, fimService } from "../fixtures/fim-service.ts";
import { applyAtRandom } from "../fixtures/random-application.ts";
import { receiverChecks } from "../fixtures/receiver-checks.ts";

function imported(name: string): ServiceDefinition {
  const outcome = toService(schemaFixture(name), zones());
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.service;
}

const seeds = path.resolve("db/seed/services");
const packages = readdirSync(seeds, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const services: [string, () => ServiceDefinition | Promise<ServiceDefinition>][] = [
  ["every feature of XDatenfelder 3", () => imported("alle-merkmale.xdf3.xml")],
  ["every feature of XDatenfelder 2", () => imported("alle-merkmale.xdf2.xml")],
  ["every kind of field", () => fimService],
  ...packages.map((id): (typeof services)[number] => [id, () => readPackage(path.join(seeds, id))]),
];

describe.each(services)("%s", (_, load) => {
  it("gives the receiver what was promised, or the form says what is wrong", async () => {
    const service = await load();
    const offering = compileOffering(service);
    const check = receiverChecks(service);
    const counts = { filed: 0, refused: 0 };
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const application = applyAtRandom(offering, draw);
        counts[application.kind] += 1;
        if (application.kind === "refused") expect(application.names.length).toBeGreaterThan(0);
        else expect(check(application.document)).toEqual([]);
      }),
      // A whole application is too large to be made smaller step by step.
      { numRuns: 60, endOnFailure: true },
    );
    expect(counts.filed).toBeGreaterThan(5);
  });
});

it("takes the worked example", () => {
  expect(receiverChecks(fimService)(documentOf())).toEqual([]);
});
