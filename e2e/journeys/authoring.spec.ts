import type { Locator, Page } from "@playwright/test";
import { enterOn, focused, skipToContent, tabOnto, tabTo, typeInto } from "../fixtures/keyboard.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(600_000);

const id = "hund-melden";
const base = `/verwaltung/betrieb/leistungen/${id}/arbeitsfassung`;
const schema = "db/seed/services/hundesteuer-anmelden/schema.xdf3.xml";
const hint = "Ein Satz genügt.";

/** Chooses in a native list as one does without a mouse: by the first letters. */
async function chooseByKeyboard(page: Page, name: string, letters: string): Promise<void> {
  await tabTo(page, (stop) => stop.name === name);
  await page.keyboard.type(letters);
  await expect
    .poll(async () => (await focused(page)).value, { message: `${name} says ${letters}` })
    .not.toBe("");
}

/** Formalises a sentence without touching the mouse, and tries it with example persons. */
async function formaliseByKeyboard(page: Page, scripts: boolean): Promise<void> {
  await skipToContent(page);
  await chooseByKeyboard(page, "wirkung", "Die Angabe ist Pflicht, wenn …, und");
  await chooseByKeyboard(page, "ziel", "Erlaubnis zum Halten");
  await chooseByKeyboard(page, "feld-0", "Gilt der Hund");
  await tabTo(page, (stop) => stop.name === "wert-0");
  await page.keyboard.type("vielleicht");
  // Enter tries, wherever one is.
  await page.keyboard.press("Enter");
  await expect(page.locator(".error-summary")).toContainText("Schreiben Sie ja oder nein");
  await expectSoundPage(page, scripts);
  const value = page.getByRole("textbox", { name: "Wert", exact: true });
  await expect(value).toHaveValue("vielleicht");
  await typeInto(page, value, "ja");
  await tabTo(page, (stop) => stop.type === "submit" && stop.value === "addRow");
  await tabTo(page, (stop) => stop.type === "submit" && stop.value === "try");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").getByText(/Für .* Beispielperson/)).toBeVisible();
  const row = page.getByRole("row", { name: /Gilt der Hund als gefährlich\?: Ja/ }).first();
  await expect(row).toContainText("Erlaubnis zum Halten des Hundes");
  await expectSoundPage(page, scripts);
}

/** Chooses a file as one does without a mouse. */
async function chooseFile(page: Page, control: Locator, file: string): Promise<void> {
  await tabOnto(page, control);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.keyboard.press("Enter"),
  ]);
  await chooser.setFiles(file);
}

test("a service is made from a schema by keyboard, its texts and rules mended, and released to a town", async ({
  page,
  context,
  ownPortal,
  scripts,
}) => {
  // Listening from the start on: the browser would close a dialog that opens before it knows who listens.
  page.on("filechooser", () => undefined);
  await signIn(page, ownPortal, "operator");
  await page.getByRole("link", { name: "Betrieb", exact: true }).click();
  await page.getByRole("link", { name: "Leistungen erstellen und bearbeiten" }).click();

  await test.step("a file that is none is refused with line and reason", async () => {
    await page.getByRole("link", { name: "Neue Leistung" }).click();
    await expectSoundPage(page, scripts);
    const broken = { name: "kaputt.xml", mimeType: "text/xml", buffer: Buffer.from("<hund>\n<") };
    await page.getByLabel("FIM-Schema").setInputFiles(broken);
    await press(page, page.getByRole("button", { name: "Einlesen" }));
    await expect(page.locator(".error-summary")).toContainText("kaputt.xml, Zeile 2");
    await expectSoundPage(page, scripts);
  });

  await test.step("a schema becomes a working version with the doctor's report", async () => {
    await chooseFile(page, page.getByLabel("FIM-Schema"), schema);
    await typeInto(page, page.getByLabel("Adresse der Leistung"), id);
    await enterOn(page, page.getByRole("button", { name: "Einlesen" }));
    await expect(page.getByRole("heading", { level: 1, name: "Arbeitsfassung" })).toBeVisible();
    await expectSoundPage(page, scripts);
    for (const tab of ["Befunde", "Dateien", "Unterschiede"]) {
      await enterOn(page, page.getByRole("link", { name: tab, exact: true }));
      await expect(page.getByRole("heading", { level: 1, name: tab })).toBeVisible();
      await expectSoundPage(page, scripts);
    }
  });

  await test.step("texts are previewed, and what breaks the form is refused at its place", async () => {
    await enterOn(page, page.getByRole("link", { name: "Texte und Seiten" }));
    await expectSoundPage(page, scripts);
    const summary = page.getByRole("textbox", { name: "Kurzbeschreibung" });
    await typeInto(page, summary, "Hier melden Sie Ihren Hund.");
    if (!scripts) await enterOn(page, page.getByRole("button", { name: "Vorschau zeigen" }));
    const preview = page.getByRole("region", { name: "Vorschau" });
    await expect(preview).toContainText("Hier melden Sie Ihren Hund.");
    await enterOn(page, page.getByRole("button", { name: "Speichern" }));
    await expect(page.getByText("Gespeichert.")).toBeVisible();

    await open(page, `${base}/teile/weiteres`);
    await page.getByRole("textbox", { name: /Gebühren/ }).fill('{"table": ');
    await press(page, page.getByRole("button", { name: "Speichern" }));
    await expect(page.locator(".error-summary")).toContainText("Das ist kein JSON");
    await expectSoundPage(page, scripts);
    await page.getByRole("textbox", { name: /Gebühren/ }).fill('{"table": {}, "nichts": 1}');
    await press(page, page.getByRole("button", { name: "Speichern" }));
    await expect(page.locator(".error-summary")).toContainText("Stelle fees");
    await expect(page.getByRole("textbox", { name: /Gebühren/ })).toHaveValue(/nichts/);
  });

  await test.step("the second of two editors sees what the first did, and decides", async () => {
    const first = await context.newPage();
    for (const one of [page, first]) {
      await open(one, base);
      await one.locator('ol a[href*="/teile/seite-"]').first().click();
      await one.locator("details.setting-group > summary").first().click();
    }
    const hintOf = (one: Page) => one.getByRole("textbox", { name: "Hinweis" }).first();
    const save = (one: Page) => press(one, one.getByRole("button", { name: "Speichern" }));
    await hintOf(first).fill("Von der ersten Redaktion.");
    await save(first);
    await expect(first.getByText("Gespeichert.")).toBeVisible();
    await hintOf(page).fill(hint);
    await page.getByRole("textbox", { name: "Einleitung der Seite" }).fill("Über den Hund.");
    await save(page);
    await expect(page.getByText("Jemand anderes hat an einer Stelle")).toBeVisible();
    await expect(page.getByText("Von der ersten Redaktion.").first()).toBeVisible();
    await expectSoundPage(page, scripts);
    await expect(page.locator(".two-sides")).toContainText(hint);
    await page.locator("label", { hasText: "Ihre Angabe" }).click();
    await press(page, page.getByRole("button", { name: "So speichern" }));
    await expect(page.getByText("Gespeichert.")).toBeVisible();
    await page.locator("details.setting-group > summary").first().click();
    await expect(hintOf(page)).toHaveValue(hint);
    await expect(page.getByRole("textbox", { name: "Einleitung der Seite" })).toHaveValue(
      "Über den Hund.",
    );
    await first.close();
  });

  await test.step("an open sentence is formalised by keyboard and tried", async () => {
    await enterOn(page, page.getByRole("link", { name: "Regeln", exact: true }));
    await expectSoundPage(page, scripts);
    await enterOn(page, page.getByRole("link", { name: /R99000000103/ }));
    await expect(page.getByText("dann muss F99000000329")).toBeVisible();
    await expectSoundPage(page, scripts);
    await page.reload();
    await formaliseByKeyboard(page, scripts);
    await enterOn(page, page.getByRole("button", { name: "Regel speichern" }));
    await expect(page.getByText("Gespeichert.")).toBeVisible();
    await expect(page.getByRole("row", { name: /R99000000103/ })).toContainText("formalisiert");
  });

  await test.step("a version is released, and a town can be given the service", async () => {
    await enterOn(page, page.getByRole("link", { name: "Freigabe", exact: true }));
    await expectSoundPage(page, scripts);
    const version = page.getByLabel("Nummer der Fassung");
    await expect(version).toHaveValue("1.0.0");
    await version.fill("eins");
    await press(page, page.getByRole("button", { name: "Fassung freigeben" }));
    await expect(page.locator(".error-summary")).toContainText("ein bis vier Zahlen");
    await expectSoundPage(page, scripts);
    await typeInto(page, version, "1.0.0");
    const accept = page.getByRole("checkbox", { name: /gebe trotzdem frei/ });
    if (await accept.isVisible()) {
      await tabOnto(page, accept);
      await page.keyboard.press("Space");
    }
    await enterOn(page, page.getByRole("button", { name: "Fassung freigeben" }));
    await expect(page.getByText("Fassung 1.0.0 steht im Katalog.")).toBeVisible();
    await page.getByRole("link", { name: "Zurück zu allen Leistungen" }).click();
    await expect(page.getByRole("row", { name: /hund-melden/ })).toContainText("Fassung 1.0.0");
    await expectSoundPage(page, scripts);
    await page.goBack();
    await page.getByRole("link", { name: "In Gemeinden einführen" }).click();
    await expect(page.getByLabel("Leistung", { exact: true })).toHaveValue(id);
  });
});
