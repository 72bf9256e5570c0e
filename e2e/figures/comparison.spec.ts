import administration from "../../locales/de/administration.json" with { type: "json" };
import { countTowns } from "../fixtures/counted-towns.ts";
import { tabTo } from "../fixtures/keyboard.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import type { signIn } from "../fixtures/staff.ts";

const words = administration.figures;
const service = "strassenfest";

test("a service stands beside the median of towns of its size from five others on", async ({
  page,
  ownPortal,
  scripts,
}) => {
  const { origin, dataDir } = ownPortal;
  const at = (path: string) => `${origin}${path}`;
  const month = await countTowns(dataDir, service, 4);
  await open(page, at("/anmelden?sprache=de"));
  await signInAt(page, ownPortal);
  const search = `leistung=${service}&von=${month}&bis=${month}`;
  await open(page, at(`/verwaltung/zahlen?${search}`));
  const section = page.locator("section").filter({ hasText: words.compare.title });
  await expect(section).toContainText("zu wenige andere Gemeinden");
  await expect(section.locator("table")).toHaveCount(0);
  await expectSoundPage(page, scripts);

  await countTowns(dataDir, service, 6);
  await open(page, at(`/verwaltung/zahlen?${search}`));
  await expect(section).toContainText("5.000 bis unter 20.000 Einwohnern");
  const row = section.getByRole("row").filter({ hasText: words.compare.measures.conversion });
  await expect(row).toContainText(words.compare.standing.below);
  await expect(section).toContainText(
    "Seite „Prüfen und abschicken“: begonnen, nicht abgeschlossen",
  );
  await expect(section).toContainText("Fehler je 100 begonnene Anträge");
  await expect(section.getByRole("row")).toHaveCount(11 + 2 + 1);
  await expectSoundPage(page, scripts);
  const table = await page.request.get(
    at((await page.getByRole("link", { name: words.csv }).getAttribute("href")) ?? ""),
  );
  expect(await table.text()).toMatch(/"compared\.conversion\.median";"from5000";"0,\d+"/);

  // Another period, chosen with the keyboard alone.
  await open(page, at("/verwaltung/zahlen"));
  await tabTo(page, ({ id }) => id.includes("leistung"));
  await page.keyboard.type("Straßenfest");
  await tabTo(page, ({ type }) => type === "submit");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/von=\d{4}-\d{2}&bis=\d{4}-\d{2}/);
  await expect(page.locator("main")).toContainText(words.months);
  await expect(page.locator("main")).toContainText(words.openCases);
  await expectSoundPage(page, scripts);
});

/** `signIn` goes to the portal of the run; this is one of the test's own. */
async function signInAt(
  page: Parameters<typeof signIn>[0],
  portal: Parameters<typeof signIn>[1],
): Promise<void> {
  const login = portal.logins.find(({ role }) => role === "municipality-admin of Musterstadt");
  await page.getByLabel("Benutzername").fill(login?.user ?? "");
  await page.getByLabel("Passwort").fill(login?.password ?? "");
  await follow(page, page.getByRole("button", { name: "Anmelden", exact: true }));
}
