import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { einmal } from "../fixtures/command-line.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(600_000);

/** With scripts the page looks by itself; else there is a link. */
async function waitForState(page: Page, scripts: boolean, state: string): Promise<void> {
  await expect(async () => {
    const badge = page.getByRole("status").getByText(state, { exact: true });
    if (!scripts && !(await badge.isVisible()))
      await page.getByRole("link", { name: "Stand neu laden" }).click();
    await expect(badge).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
}

test("the operator looks at a new version, lets it count, and takes it back", async ({
  page,
  ownPortal,
  folder,
  scripts,
}) => {
  const own = path.resolve("db/seed/services/alle-feldarten/definition.json");
  const definition = JSON.parse(readFileSync(own, "utf8")) as object;
  const file = path.join(folder, "definition.json");
  writeFileSync(file, JSON.stringify({ ...definition, version: "99.0.0" }));
  const staged = await einmal({ DATA_DIR: folder }, "service", "import", file, "--stage");
  expect(staged.json).toMatchObject({ ok: true, isCurrent: false });

  await signIn(page, ownPortal, "operator");
  await page.getByRole("link", { name: "Betrieb", exact: true }).click();
  await expectSoundPage(page, scripts);
  await page.locator('main a[href$="/leistungen/alle-feldarten"]').click();
  await expectSoundPage(page, scripts);
  await page.getByRole("link", { name: "Umstellung prüfen auf Fassung 99.0.0" }).click();
  await expect(page.getByText("Gehen von selbst mit")).toBeVisible();
  await expectSoundPage(page, scripts);

  await page.getByText("Zu einem Zeitpunkt", { exact: true }).click();
  await page.getByLabel(/Datum/).fill("gestern");
  await press(page, page.getByRole("button", { name: "Umstellung beauftragen" }));
  await expect(page.locator(".error-summary")).toContainText("Datum in der Zukunft");
  await expect(page.getByLabel(/Datum/)).toHaveValue("gestern");
  await expectSoundPage(page, scripts);
  await page.getByText("Sofort", { exact: true }).click();
  await press(page, page.getByRole("button", { name: "Umstellung beauftragen" }));
  await waitForState(page, scripts, "fertig");
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: "Umstellung zurücknehmen" }));
  await waitForState(page, scripts, "zurückgenommen");
  await expectSoundPage(page, scripts);
});

test("a service is proposed to a town, which accepts it, and takes its set-up along", async ({
  page,
  ownPortal,
  folder,
  scripts,
  browser,
}) => {
  const service = "strassenfest";
  const off = ["offering", "disable", "--service", service, "--municipality", "musterstadt"];
  expect((await einmal({ DATA_DIR: folder }, ...off)).json).toMatchObject({ ok: true });
  await signIn(page, ownPortal, "operator");
  await page.getByRole("link", { name: "Betrieb", exact: true }).click();
  await page.getByRole("link", { name: "Protokoll des Betriebs" }).click();
  await expect(page.getByRole("table")).toBeVisible();
  await expectSoundPage(page, scripts);
  await open(page, "/verwaltung/betrieb/einfuehrungen");
  await expectSoundPage(page, scripts);
  await page.getByRole("link", { name: "Neue Einführung" }).click();
  await expectSoundPage(page, scripts);
  const count = page.getByRole("button", { name: "Zählen, wen das erreicht" });
  await press(page, count);
  await expect(page.locator(".error-summary")).toContainText("Wählen Sie eine Leistung");
  await expectSoundPage(page, scripts);
  await page.getByLabel("Leistung", { exact: true }).selectOption(service);
  await page.getByRole("textbox", { name: "Grund" }).fill("Beschluss 12/2026");
  await page.getByLabel(/Einzelne Gemeinden/).fill("000000000001");
  await press(page, count);
  await expect(page.getByText("Das erreicht eine Gemeinde.")).toBeVisible();
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: "Eine Gemeinde erreichen" }));
  await expect(page.getByText("Grund: Beschluss 12/2026")).toBeVisible();
  await page.getByRole("link", { name: "Zeigen noch ohne Antwort" }).click();
  await expect(page.getByRole("row", { name: /Musterstadt/ })).toBeVisible();
  await expectSoundPage(page, scripts);

  const context = await browser.newContext({
    baseURL: ownPortal.origin,
    javaScriptEnabled: scripts,
  });
  const town = await context.newPage();
  await signIn(town, ownPortal, "municipality-admin of Musterstadt");
  await open(town, "/verwaltung");
  await town.getByRole("link", { name: "Vorschläge des Betriebs" }).click();
  await expect(town.getByText("Grund: Beschluss 12/2026")).toBeVisible();
  await expectSoundPage(town, scripts);
  await press(town, town.getByRole("button", { name: /Annehmen und einschalten/ }));
  await expect(town.getByText(/ist eingeschaltet\./)).toBeVisible();
  await expectSoundPage(town, scripts);
  expect((await town.request.get(`/musterstadt/${service}`)).status()).toBe(200);

  await open(town, "/verwaltung/einrichtung");
  await expectSoundPage(town, scripts);
  const setup = await (await town.request.get("/verwaltung/einrichtung.json")).text();
  const choose = (text: string) =>
    town.getByLabel("Datei").setInputFiles({
      name: "einrichtung.json",
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
  await choose("{");
  await press(town, town.getByRole("button", { name: "Prüfen" }));
  await expect(town.locator(".error-summary")).toContainText("Das ist keine JSON-Datei");
  await expectSoundPage(town, scripts);
  const mail = { mail: "technik@example.de", webhook: "none" };
  await choose(JSON.stringify({ ...(JSON.parse(setup) as object), alarmContact: mail }));
  await press(town, town.getByRole("button", { name: "Prüfen" }));
  await expect(town.getByRole("row", { name: /Kontakt für Störungen/ })).toContainText(
    "wird geändert",
  );
  await expectSoundPage(town, scripts);
  await press(town, town.getByRole("button", { name: "So übernehmen" }));
  await expect(town.getByText("Die Einrichtung ist übernommen.")).toBeVisible();

  // Where nobody reads what is filed, a service stays off, and the page says what to do.
  await open(town, `/verwaltung/katalog/${service}?gemeinde=000000000001`);
  await press(town, town.getByRole("button", { name: /Offline nehmen/ }));
  await open(town, "/verwaltung/personen");
  await town
    .getByRole("row", { name: /Sachbearbeitung/ })
    .getByRole("link", { name: /Ändern/ })
    .click();
  await press(town, town.getByRole("button", { name: "Zugang sperren" }));
  await open(town, `/verwaltung/katalog/${service}?gemeinde=000000000001`);
  await press(town, town.getByRole("button", { name: /Online stellen/ }));
  await expect(town.getByText("Kann noch nicht online gehen")).toBeVisible();
  const inbox = town.getByRole("row", { name: /Eingang/ });
  await expect(inbox).toContainText("Niemand kann Anträge im Portal lesen.");
  await expectSoundPage(town, scripts);
  await inbox.getByRole("link", { name: "Sachbearbeitung einladen" }).click();
  await expect(town).toHaveURL(/\/verwaltung\/personen/);
  expect((await town.request.get(`/musterstadt/${service}`)).status()).toBe(404);
  await context.close();
});
