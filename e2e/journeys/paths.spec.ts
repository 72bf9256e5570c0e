import path from "node:path";
import type { Page } from "@playwright/test";
import type { Person } from "#app/domain/paths/person.ts";
import { genuineFolder, genuinePresent } from "#app/fim/fixtures/genuine-files.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { addressIn, fileApplication, playExample } from "../fixtures/citizen.ts";
import { einmal } from "../fixtures/command-line.ts";
import { inBrowser, personsOf } from "../fixtures/persons.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";

/** The fewest people who see every page and give every answer that makes a difference, in the browser. */
const bundled = path.resolve("db/seed/services/hundesteuer-anmelden");

const genuine = path.join(genuineFolder, "dev/xdf3/S07000000248.xdf3.xml");
const codeLists = path.join(genuineFolder, "codelists");

test("everybody who goes a way of their own through a bundled service arrives", async ({
  page,
  scripts,
}) => {
  test.setTimeout(240_000);
  const persons = (await personsOf(bundled, [])).persons;
  await goAll(page, scripts, persons, "/musterstadt/hundesteuer-anmelden");
});

test("everybody who goes a way of their own through Jagdschein arrives @js", async ({
  page,
  scripts,
  portal,
}, { project }) => {
  test.skip(!genuinePresent, "no genuine FIM schemas here");
  test.setTimeout(400_000);
  const id = `wege-${project.name}`;
  const environment = { DATA_DIR: portal.dataDir };
  const source = [genuine, "--codelists", codeLists];
  const imported = await einmal(environment, "service", "import", ...source, "--id", id);
  expect(imported).toMatchObject({ code: 0, json: { ok: true } });
  const offer = ["--service", id, "--municipality", "musterstadt"];
  expect(
    await einmal(environment, "offering", "enable", ...offer, "--not-ready-too"),
  ).toMatchObject({ code: 0 });
  const { persons } = await personsOf(genuine, [codeLists]);
  await goAll(page, scripts, persons, `/musterstadt/${id}`);
});

async function goAll(
  page: Page,
  scripts: boolean,
  persons: readonly Person[],
  base: string,
): Promise<void> {
  expect(persons.length).toBeGreaterThan(1);
  const seen = new Set<string>();
  for (const person of persons) {
    expect(person.trouble).toEqual([]);
    await page.context().clearCookies();
    await open(page, "/musterstadt?sprache=de");
    await open(page, base);
    await follow(page, page.getByRole("link", { name: "Antrag beginnen" }));
    await playExample(page, base, inBrowser(person), async ({ page: address }) => {
      const [kind = ""] = address.split("/");
      if (seen.has(kind)) return;
      seen.add(kind);
      await expectAccessible(page, scripts);
    });
    await expect.poll(() => addressIn(page, base)).toBe("pruefen");
    await fileApplication(page);
  }
}
