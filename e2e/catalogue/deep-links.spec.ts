import { writeFileSync } from "node:fs";
import path from "node:path";
import { einmal } from "../fixtures/command-line.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";

test("links of other portals lead to the service, or say clearly what is missing", async ({
  page,
  scripts,
}) => {
  const town = "ars=000000000001";
  const go = async (query: string, status: number) => {
    await page.context().clearCookies();
    const response = await page.goto(`/?${query}`);
    expect(response?.status(), query).toBe(status);
  };
  await go(`${town}&leika=99102013002000`, 200);
  await expect(page).toHaveURL("/musterstadt/hundesteuer-anmelden");
  await go(town, 200);
  await expect(page).toHaveURL("/musterstadt");
  for (const [query, status, title] of [
    ["ars=111111111111", 404, "Diese Gemeinde kennen wir nicht"],
    ["leika=99999999999999", 404, "Diese Leistung kennen wir nicht"],
    [
      `${town}&leika=99999999999999`,
      404,
      "LeiKa 99999999999999 gibt es in Musterstadt nicht online",
    ],
    ["ars=053", 300, "Welche Gemeinde ist gemeint?"],
  ] as const) {
    await go(query, status);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("searchbox")).toBeVisible();
    await expectSoundPage(page, scripts);
  }
  await go("leika=99102013002000", 200);
  await page.getByRole("searchbox").fill("Musterstadt");
  await press(page, page.getByRole("button", { name: "Gemeinde suchen" }));
  await expectSoundPage(page, scripts);
  await page.getByRole("link", { name: "Musterstadt", exact: true }).click();
  await expect(page).toHaveURL("/musterstadt/hundesteuer-anmelden");
});

test("a shared postal code is told apart by the street", async ({
  page,
  ownPortal,
  folder,
  scripts,
}) => {
  const own = { DATA_DIR: ownPortal.dataDir };
  const streets = path.join(folder, "streets.csv");
  writeFileSync(
    streets,
    "plz;street;ars\n01234;Am Markt;000000000001\n01234;Lange Straße;010020000000\n",
  );
  expect((await einmal(own, "municipality", "streets", streets)).code).toBe(0);
  await open(page, `${ownPortal.origin}/?suche=01234&sprache=de`);
  await expectSoundPage(page, scripts);
  await page.getByLabel("Straße und Hausnummer").fill("Nirgendweg 1");
  await press(page, page.getByRole("button", { name: "Gemeinde finden" }));
  await expect(page.locator(".error-summary")).toBeFocused();
  await expect(page.getByLabel("Straße und Hausnummer")).toHaveValue("Nirgendweg 1");
  await expectSoundPage(page, scripts);
  await page.getByLabel("Straße und Hausnummer").fill("Lange Str. 7");
  await press(page, page.getByRole("button", { name: "Gemeinde finden" }));
  await expect(page).toHaveURL(`${ownPortal.origin}/kiel`);
});

test("machines find what is public @js", async ({ request }) => {
  const text = async (address: string) => {
    const response = await request.get(address);
    expect(response.status(), address).toBe(200);
    return response.text();
  };
  const robots = await text("/robots.txt");
  expect(robots).toContain("Disallow: /verwaltung");
  const sitemap = /Sitemap: (\S+)/.exec(robots)?.[1] ?? "";
  const parts = [...(await text(sitemap)).matchAll(/<loc>([^<]*)</g)].map(([, part = ""]) => part);
  const all = (await Promise.all(parts.map(text))).join("");
  expect(all).toContain("/musterstadt/hundesteuer-anmelden<");
  expect(all).not.toContain("/hundesteuer-anmelden/");
  expect(await text("/musterstadt/leistungen.xml")).toContain("hundesteuer-anmelden");
  expect(await text("/export/xzufi/leistungen.xml")).toContain("xzufi:onlinedienst");
  const page = await text("/musterstadt/hundesteuer-anmelden");
  const [, json = "{}"] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? [];
  expect(JSON.parse(json)).toMatchObject({ "@type": "GovernmentService" });
  // This portal names no contact.
  expect((await request.get("/.well-known/security.txt")).status()).toBe(404);
});
