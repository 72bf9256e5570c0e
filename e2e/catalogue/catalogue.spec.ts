import { writeFileSync } from "node:fs";
import path from "node:path";
import { einmal } from "../fixtures/command-line.ts";
import { tabTo } from "../fixtures/keyboard.ts";
import { confirmByRequest } from "../fixtures/confirm.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(600_000);

const reference = [
  [
    "ozg.csv",
    "ozg_id,name,lage,themenfeld",
    "10160,Hundesteuer,Tierhaltung,Engagement & Hobby",
    "10173,Bewohnerparkausweis,Wohnen & Umzug,Bauen & Wohnen",
  ],
  [
    "leika.csv",
    "leika,leika_raw,name,typ,ozg_id,legal_basis",
    "99102013002000,99102013002000,Hundesteuer Anmeldung,5,10160,",
    "99102013000000,99102013000000,Hundesteuer,5,10160,",
    "99108001000000,99108001000000,Bewohnerparkausweis,4,10173,",
    "99555013000000,99555013000000,Fischereischein Verlängerung,4,,",
  ],
] as const;

test("a service is found in the catalogue, looked at and switched", async ({
  page,
  ownPortal,
  folder,
  scripts,
}) => {
  const files = reference.map(([name, ...lines]) => {
    const file = path.join(folder, name);
    writeFileSync(file, `${lines.join("\n")}\n`);
    return file;
  });
  const done = await einmal({ DATA_DIR: ownPortal.dataDir }, "catalogue", "import", ...files);
  expect(done).toMatchObject({ code: 0, json: { leika: { added: 4 }, ozg: { added: 2 } } });

  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung");
  await page.getByLabel("Suchbegriff").fill("10160");
  await press(page, page.getByRole("button", { name: "Suchen" }));
  const row = page.getByRole("row", { name: /Hundesteuer/ });
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(row).toContainText("LeiKa 99102013");
  await expectSoundPage(page, scripts);

  await open(page, (await row.getByRole("link").first().getAttribute("href")) ?? "");
  await expect(page.locator("main")).toContainText("Tierhaltung");
  await expect(page.locator("main")).toContainText("3 Gemeinden, davon 1 in Musterland");
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: /Offline nehmen/ }));
  await expect(page.getByRole("status")).toContainText("nicht mehr online");
  expect((await page.request.get("/musterstadt/hundesteuer-anmelden")).status()).toBe(404);
  await press(page, page.getByRole("button", { name: /Online stellen/ }));
  await expect(page.locator("main")).toContainText("Bestätigen können: Max Musterfrau.");
  await expectSoundPage(page, scripts);
  expect((await page.request.get("/musterstadt/hundesteuer-anmelden")).status()).toBe(404);
  await confirmByRequest(ownPortal);
  await page.reload();
  expect((await page.request.get("/musterstadt/hundesteuer-anmelden")).status()).toBe(200);

  await page.getByLabel("Regionalschlüssel (ARS)").fill("99999");
  await press(page, page.getByRole("button", { name: "Zuständigkeit speichern" }));
  await expect(page.locator(".error-summary")).toBeFocused();
  await expectSoundPage(page, scripts);

  // Whoever comes from another portal with a key is led to whom the town names.
  await page.getByLabel("Regionalschlüssel (ARS)").fill("010020000000");
  await press(page, page.getByRole("button", { name: "Zuständigkeit speichern" }));
  await expect(page.getByText("Die Zuständigkeit ist gespeichert.")).toBeVisible();
  await expect(page.locator("main")).toContainText(/Zuständig ist Kiel.*, nicht Musterstadt/);
  const link = await page.request.get("/?ars=000000000001&leika=99102013002000");
  expect(await link.text()).toContain("Für Musterstadt ist bei dieser Leistung Kiel zuständig.");
  await page.getByLabel("Regionalschlüssel (ARS)").fill("000000000001");
  await press(page, page.getByRole("button", { name: "Zuständigkeit speichern" }));
  await expect(page.locator("main")).toContainText("Zuständig ist Musterstadt.");

  await open(page, "/verwaltung/katalog/hundesteuer-anmelden/gemeinden");
  await expect(page.getByRole("row", { name: /Musterstadt/ })).toBeVisible();
  await expectSoundPage(page, scripts);
  await open(page, "/verwaltung?suche=gibtsnicht&sprache=en");
  await expect(page.getByRole("heading", { name: "No service matches" })).toBeVisible();
  await expectSoundPage(page, scripts);

  await page.context().clearCookies();
  await signIn(page, ownPortal, "operator");
  await open(page, "/verwaltung/katalog?lage=Tierhaltung");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expectSoundPage(page, scripts);
});

test("a service on paper is described with the keyboard alone, and found by citizens", async ({
  page,
  ownPortal,
  scripts,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung/vor-ort");
  await expectSoundPage(page, scripts);
  await open(page, "/verwaltung");
  await tabTo(page, ({ href }) => href.includes("/verwaltung/vor-ort"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/vor-ort/);
  await tabTo(page, ({ href }) => href.includes("/vor-ort/neu"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/neu/);
  await expect(page.getByLabel("Name der Leistung")).toBeVisible();

  await press(page, page.getByRole("button", { name: "Speichern", exact: true }));
  await expect(page.locator(".error-summary")).toBeFocused();
  await expect(page.locator(".error-summary a")).toHaveCount(3);
  await expectSoundPage(page, scripts);

  const type = async (name: string, text: string) => {
    await tabTo(page, (one) => one.name === name);
    await page.keyboard.type(text);
  };
  await type("name", "Fischereischein verlängern");
  await type("leikaKey", "99555013000000");
  await type("summary", "Wer angeln will, braucht einen gültigen Fischereischein.");
  await type("contact", "Bürgerbüro, Am Markt 1");
  await type("formUrl", "https://formulare.example.de/fischereischein.pdf");
  await tabTo(page, ({ type: kind, name }) => kind === "submit" && name === "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("ist gespeichert");
  await expectSoundPage(page, scripts);

  await page.context().clearCookies();
  await open(page, "/musterstadt");
  const link = page.getByRole("link", { name: "Fischereischein verlängern" });
  await expect(page.locator(".link-list__item", { has: link })).toContainText(
    "nur auf Papier / vor Ort",
  );
  await open(page, (await link.getAttribute("href")) ?? "");
  await expect(page.locator("main")).toContainText("Am Markt 1");
  await expect(page.getByRole("link", { name: "Antrag beginnen" })).toHaveCount(0);
  await expectSoundPage(page, scripts);
  await open(page, "/?ars=000000000001&leika=99555013000000");
  await expect(page).toHaveURL("/musterstadt/vor-ort_fischereischein-verlangern");
});

test("whoever says how the town hall is reached sees it on every page of the town", async ({
  page,
  ownPortal,
  scripts,
}) => {
  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung/behoerde");
  const late = await page.context().newPage();
  await open(late, "/verwaltung/behoerde");
  await page.getByLabel("E-Mail-Adresse").fill("nein");
  await press(page, page.getByRole("button", { name: "Speichern" }));
  await expect(page.locator(".error-summary")).toBeFocused();
  await expectSoundPage(page, scripts);
  await page.getByLabel("Name der Behörde").fill("Stadtverwaltung Musterstadt");
  await page.getByLabel("Anschrift").fill("Am Markt 1\n01234 Musterstadt");
  await page.getByLabel("E-Mail-Adresse").fill("rathaus@example.de");
  await page.getByLabel("Telefon").fill("01234 567-0");
  await press(page, page.getByRole("button", { name: "Speichern" }));
  await expect(page.getByRole("status")).toContainText("gespeichert");

  // Who had it open all the while is told, and loses nothing.
  await late.getByLabel("Telefon").fill("01234 567-99");
  await press(late, late.getByRole("button", { name: "Speichern" }));
  await expect(late.getByRole("heading", { name: /Inzwischen hat/ })).toBeVisible();
  await expect(late.getByRole("row", { name: /Telefon/ })).toContainText("01234 567-0");
  await expect(late.getByLabel("Telefon")).toHaveValue("01234 567-99");
  await expectSoundPage(late, scripts);
  await late.close();

  await page.context().clearCookies();
  const addresses = [
    "/?ars=000000000001",
    "/musterstadt/hundesteuer-anmelden",
    "/musterstadt/strassenfest/veranstalter",
    "/musterstadt/barrierefreiheit",
    "/musterstadt?sprache=ar",
  ];
  for (const address of addresses) {
    await open(page, address);
    const block = page.getByRole("complementary");
    await expect(block).toContainText("Stadtverwaltung Musterstadt");
    await expect(block).toContainText("01234 Musterstadt");
    await expect(block.getByRole("link", { name: "rathaus@example.de" })).toBeVisible();
    await expectSoundPage(page, scripts);
  }
  await page.context().clearCookies();
  await open(page, "/");
  await expect(page.getByRole("complementary")).toHaveCount(0);
});
