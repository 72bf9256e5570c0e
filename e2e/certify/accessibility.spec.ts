import { writeFileSync } from "node:fs";
import path from "node:path";
import { contentHashOf } from "#app/catalogue/content-hash.server.ts";
import { accessibilityCheckSchema } from "#app/domain/paths/accessibility.ts";
import { einmal } from "../fixtures/command-line.ts";
import { checkAccessibility } from "../fixtures/check-accessibility.ts";
import { personsOf } from "../fixtures/persons.ts";
import { expect, test } from "../fixtures/portal-test.ts";

const packages = JSON.parse(process.env["EINMAL_PACKAGES"] ?? "[]") as readonly string[];
const lists = JSON.parse(process.env["EINMAL_CODE_LISTS"] ?? "[]") as readonly string[];

for (const folder of packages) {
  test(`${path.basename(folder)} has no barriers`, async ({ browser, portal }) => {
    const { service, persons } = await personsOf(folder, lists);
    const environment = { DATA_DIR: portal.dataDir };
    const source = [folder, ...lists.flatMap((list) => ["--codelists", list]), "--replace"];
    const imported = await einmal(environment, "service", "import", ...source);
    expect(imported).toMatchObject({ code: 0, json: { ok: true } });
    const offer = ["--service", service.id, "--municipality", "musterstadt"];
    expect(
      await einmal(environment, "offering", "enable", ...offer, "--not-ready-too"),
    ).toMatchObject({ code: 0 });
    const found = await checkAccessibility(browser, portal.origin, service, persons);
    const check = accessibilityCheckSchema.parse({
      schemaVersion: 1,
      service: service.id,
      version: service.version,
      contentHash: contentHashOf(service),
      checkedAt: new Date().toISOString(),
      persons: persons.length,
      ...found,
    });
    writeFileSync(
      path.join(folder, "accessibility.json"),
      `${JSON.stringify(check, undefined, 2)}\n`,
    );
    expect(check.barriers).toEqual([]);
  });
}
