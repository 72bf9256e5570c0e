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

/** The next version: other words, another law, and a page that has another name by now. */
function nextVersion(): string {
  const own = path.resolve("db/seed/services/alle-feldarten/definition.json");
  const given = JSON.parse(readFileSync(own, "utf8")) as {
    readonly description: object;
    readonly pages: readonly { readonly id: string }[];
  };
  return JSON.stringify({
    ...given,
    version: "99.0.0",
    description: {
      ...given.description,
      duration: { de: "Zwei Wochen", en: "Two weeks" },
      legalBasis: [{ de: "§ 1 Mustergesetz", en: "Section 1 of the Sample Act" }],
    },
    pages: given.pages.map((page) =>
      page.id === "rueckmeldung" ? { ...page, id: "rueckfragen" } : page,
    ),
  });
}

/** An editor sets two things: one that the next version changes too, and a question on a page that it does not have. */
async function setTwo(editor: Page): Promise<void> {
  const at = "/verwaltung/leistungen/alle-feldarten";
  const save = () =>
    press(editor, editor.getByRole("button", { name: "Im Entwurf speichern", exact: true }));
  await open(editor, `${at}/fragen/neu`);
  await editor.locator('[name="page"]').selectOption("rueckmeldung");
  await editor.locator('[name="label.de"]').fill("Wie haben Sie von uns erfahren?");
  await editor.locator('[name="purpose.de"]').fill("Werbung");
  await editor.locator('[name="legalBasis.de"]').fill("§ 2 Satzung");
  await save();
  await open(editor, `${at}/anpassen/angaben`);
  await editor.locator('[name="s about:duration de"]').fill("Bei uns drei Tage");
  await save();
}

/** Takes what was set over to the next version, place by place. */
async function takeOver(editor: Page, scripts: boolean): Promise<void> {
  const at = "/verwaltung/leistungen/alle-feldarten";
  await open(editor, at);
  await expect(editor.getByText("angeboten wird 99.0.0")).toBeVisible();
  await editor.getByRole("link", { name: "Vergleichen und übernehmen" }).click();
  await expect(editor.getByText("An 2 Stellen müssen Sie entscheiden.")).toBeVisible();
  await expect(editor.getByRole("row", { name: /Rechtsgrundlagen/ })).toContainText(
    "§ 1 Mustergesetz",
  );
  await expectSoundPage(editor, scripts);
  const merge = editor.getByRole("button", { name: /In einen Entwurf für Fassung 99/ });
  await editor.locator('[name="take about:duration"][value="other"]').press("Space");
  await editor.locator("summary", { hasText: "Andere Angabe" }).first().press("Enter");
  await editor.locator('[name="s about:duration de"]').fill("Eine Woche");
  await press(editor, merge);
  // The error leads to the choice, and what was typed and chosen is still there.
  const wrong = editor.locator(".error-summary");
  await expect(wrong).toContainText("Eigene Frage: Bitte entscheiden Sie, was gelten soll.");
  const target = await wrong.getByRole("link").first().getAttribute("href");
  await expect(editor.locator(`[id="${target?.slice(1) ?? ""}"]`)).toHaveCount(1);
  await expect(editor.locator('[name="s about:duration de"]')).toHaveValue("Eine Woche");
  await expectSoundPage(editor, scripts);
  await editor.locator('[name^="take extra:"][value="other"]').press("Space");
  await editor.locator('[name^="s extra:"]').selectOption("rueckfragen");
  await press(editor, merge);
  await expect(editor.getByText("in die neue Fassung übernommen")).toBeVisible();
  await expect(editor.getByText("Neu angegeben: ")).not.toHaveCount(0);
  await expectSoundPage(editor, scripts);
}

test("the operator looks at a new version, lets it count, and takes it back", async ({
  page,
  ownPortal,
  folder,
  scripts,
  browser,
}) => {
  const context = await browser.newContext({
    baseURL: ownPortal.origin,
    javaScriptEnabled: scripts,
  });
  const editor = await context.newPage();
  await signIn(editor, ownPortal, "editor of Musterstadt");
  await setTwo(editor);
  const file = path.join(folder, "definition.json");
  writeFileSync(file, nextVersion());
  const staged = await einmal({ DATA_DIR: folder }, "service", "import", file, "--stage");
  expect(staged.json).toMatchObject({ ok: true, isCurrent: false });

  await signIn(page, ownPortal, "operator");
  await page.getByRole("link", { name: "Betrieb", exact: true }).click();
  await expectSoundPage(page, scripts);
  await page.locator('main a[href$="/leistungen/alle-feldarten"]').click();
  await expectSoundPage(page, scripts);
  await page.getByRole("link", { name: "Umstellung prüfen auf Fassung 99.0.0" }).click();
  await expect(page.getByText("Gehen von selbst mit")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Rechtsgrundlagen" })).toBeVisible();
  await expectSoundPage(page, scripts);

  await page.getByText("Zu einem Zeitpunkt", { exact: true }).click();
  await page.getByLabel(/Datum/).fill("gestern");
  await press(page, page.getByRole("button", { name: "Umstellung beauftragen" }));
  await expect(page.locator(".error-summary")).toContainText("Datum in der Zukunft");
  await expect(page.getByLabel(/Datum/)).toHaveValue("gestern");
  await expectSoundPage(page, scripts);
  // Planned for a day to come nothing happens yet, and it can be called off.
  const inTenDays = new Date(Date.now() + 864_000_000);
  await page.getByLabel(/Datum/).fill(inTenDays.toLocaleDateString("de-DE"));
  await press(page, page.getByRole("button", { name: "Umstellung beauftragen" }));
  await expect(page.getByRole("status")).toContainText(
    `Beginnt am ${inTenDays.toLocaleDateString("de-DE", { day: "numeric", month: "long", year: "numeric" })}`,
  );
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: "Umstellung absagen" }));
  await expect(page.getByRole("status").getByText("abgesagt", { exact: true })).toBeVisible();
  await open(page, "/verwaltung/betrieb/leistungen/alle-feldarten?fassung=99.0.0");
  await press(page, page.getByRole("button", { name: "Umstellung beauftragen" }));
  await waitForState(page, scripts, "fertig");
  await expectSoundPage(page, scripts);
  await takeOver(editor, scripts);
  await context.close();
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
