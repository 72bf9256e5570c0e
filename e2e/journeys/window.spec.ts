import type { Page } from "@playwright/test";
import { confirmByRequest } from "../fixtures/confirm.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { fileByRequest } from "../fixtures/file-by-request.ts";
import { findInInbox, signIn } from "../fixtures/staff.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(300_000);

const service = "strassenfest";
const base = `/musterstadt/${service}`;
const day = (days: number) =>
  new Intl.DateTimeFormat("de-DE", {
    timeZone: "Europe/Berlin",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  }).format(new Date(Date.now() + days * 86_400_000));

const settings = (page: Page) => open(page, `/verwaltung/leistungen/${service}/angebot`);
const fill = (page: Page, name: string, text: string) =>
  page.locator(`[name="${name}"]`).fill(text);
const save = async (page: Page) => {
  await press(page, page.getByRole("button", { name: "Speichern", exact: true }));
};
const badge = (page: Page) => page.locator(".badge").first();

/** Begins an application and puts it aside. */
async function begin(page: Page): Promise<void> {
  await open(page, base);
  await press(page, page.getByRole("link", { name: "Antrag beginnen" }));
  await press(page, page.getByRole("button", { name: "Später weitermachen" }));
}

test("a service is planned, open, in maintenance, closed and full, and citizens read it in words", async ({
  page,
  ownPortal,
  browser,
  scripts,
}) => {
  const context = await browser.newContext({
    baseURL: ownPortal.origin,
    javaScriptEnabled: scripts,
    locale: "de-DE",
  });
  const citizen = await context.newPage();
  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await settings(page);
  await expect(badge(page)).toHaveText("Offen");
  await expectSoundPage(page, scripts);

  // What contradicts itself is told at its field, and nothing typed is lost.
  await fill(page, "opensAt.day", day(3));
  await fill(page, "opensAt.time", "8:00");
  await fill(page, "closesAt.day", day(2));
  await fill(page, "closesAt.time", "18:00");
  await fill(page, "closingText.de", "Nächstes Jahr wieder.");
  await save(page);
  await expect(page.locator(".error-summary")).toContainText(
    "Das Ende muss nach dem Anfang liegen",
  );
  await expect(page.locator('[name="closingText.de"]')).toHaveValue("Nächstes Jahr wieder.");
  await fill(page, "closesAt.day", day(9));
  await save(page);
  await expect(badge(page)).toHaveText("Geplant");

  await open(citizen, base);
  await expect(citizen.locator("main")).toContainText("Dieser Antrag ist noch nicht möglich");
  await expect(citizen.getByRole("link", { name: "Antrag beginnen" })).toHaveCount(0);
  await expectSoundPage(citizen, scripts);
  await open(citizen, `${base}/veranstalter`);
  await expect(citizen.locator("main")).toContainText(
    "Sie können diesen Antrag jetzt nicht beginnen",
  );
  await open(citizen, "/musterstadt");
  await expect(citizen.locator("main")).toContainText("Möglich ab");

  // Open: somebody begins.
  await fill(page, "opensAt.day", "");
  await fill(page, "opensAt.time", "");
  await save(page);
  await expect(badge(page)).toHaveText("Offen");
  await begin(citizen);

  // Maintenance while a draft is open: it is kept.
  await fill(page, "maintenanceText.de", "Wir arbeiten am Antrag.");
  await save(page);
  await expect(badge(page)).toHaveText("In Wartung");
  await open(citizen, base);
  await expect(citizen.locator("main")).toContainText("Wir arbeiten am Antrag.");
  await expect(citizen.locator("main")).toContainText("bleibt gespeichert");
  await expect(citizen.getByRole("link", { name: "Antrag fortsetzen" })).toBeVisible();
  await expectSoundPage(citizen, scripts);

  // Closed with a text; what was begun may finish.
  await fill(page, "maintenanceText.de", "");
  await fill(page, "closesAt.day", day(-1));
  await fill(page, "finishBy.day", day(5));
  await fill(page, "finishBy.time", "23:59");
  await save(page);
  await expect(badge(page)).toHaveText("Geschlossen");
  await open(citizen, base);
  await expect(citizen.locator("main")).toContainText("Nächstes Jahr wieder.");
  await expect(citizen.locator("main")).toContainText("können Sie noch bis");
  await expectSoundPage(citizen, scripts);
  await context.close();
});

test("tests are marked from filling to receipt and inbox, and a limit lets nobody in after the last one @phone", async ({
  page,
  playwright,
  ownPortal,
  browser,
  scripts,
}) => {
  const context = await browser.newContext({
    baseURL: ownPortal.origin,
    javaScriptEnabled: scripts,
  });
  const admin = await context.newPage();
  await signIn(admin, ownPortal, "municipality-admin of Musterstadt");
  await settings(admin);
  await admin.locator('[name="testMode"]').press("Space");
  await save(admin);
  await expect(admin.getByText("Testbetrieb", { exact: true }).first()).toBeVisible();
  await open(page, base);
  await expect(page.locator(".trial-bar")).toContainText("kein echter Antrag");
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: "Mit Beispieldaten ausfüllen" }));
  await expect(page.locator(".trial-bar")).toBeVisible();
  await expect(page).toHaveURL(`${base}/pruefen`);
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: "Antrag abschicken" }));
  await expect(page.locator("main")).toContainText("Das ist ein Test und kein echter Antrag");
  await expect(page.locator(".trial-bar")).toBeVisible();
  await expectSoundPage(page, scripts);
  const reference = new URL(page.url()).pathname.split("/").at(-1) ?? "";

  await signIn(page, ownPortal, "caseworker of Musterstadt");
  await open(page, "/eingang?art=test");
  await expect(page.getByRole("row", { name: new RegExp(reference) })).toContainText("Test");
  await open(page, "/eingang?art=echt");
  await expect(page.getByText(reference)).toHaveCount(0);
  const address = await findInInbox(page.request, reference);
  await open(page, address ?? "");
  await expect(page.locator("main")).toContainText("Das ist ein Test und kein echter Antrag");
  const json = await page.request.get(`${address ?? ""}/antrag.json`);
  expect(await json.json()).toMatchObject({ test: true });

  // The only place is taken by a real application; whoever comes later reads so.
  await admin.locator('[name="testMode"]').press("Space");
  await fill(admin, "submissionLimit", "keiner");
  await save(admin);
  await expect(admin.locator(".error-summary")).toContainText("Höchstzahl");
  await fill(admin, "submissionLimit", "1");
  await save(admin);
  await expect(badge(admin)).toHaveText("Offen");
  // That it is real from now on is for two to say.
  await expect(admin.getByText("Wartet auf Bestätigung")).toBeVisible();
  await expectSoundPage(admin, scripts);
  await confirmByRequest(ownPortal);
  const [small] = currentExamples(service);
  if (!small) throw new Error("the service has no worked example");
  await fileByRequest(
    await playwright.request.newContext({ baseURL: ownPortal.origin }),
    base,
    small,
  );
  await open(page, base);
  await expect(page.locator("main")).toContainText("Die Höchstzahl an Anträgen ist erreicht");
  await expectSoundPage(page, scripts);
  await settings(admin);
  await expect(badge(admin)).not.toHaveText("Offen");
  await context.close();
});

test("a preview link shows without login what is switched off, and ends", async ({
  page,
  ownPortal,
  browser,
  scripts,
}) => {
  const context = await browser.newContext({
    baseURL: ownPortal.origin,
    javaScriptEnabled: scripts,
    locale: "de-DE",
  });
  const guest = await context.newPage();
  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung");
  await press(
    page,
    page.getByRole("row", { name: /Straßenfest/ }).getByRole("button", { name: /Offline/ }),
  );
  // Right there one says until when what was begun may be finished.
  await fill(page, "finishBy.day", day(4));
  await press(page, page.getByRole("button", { name: "Abschicken erlauben" }));
  await expect(page.locator("main")).toContainText("Begonnene Anträge können noch bis");
  await press(page, page.getByRole("link", { name: "Vorschau-Links" }));
  await press(page, page.getByRole("button", { name: "Link für die veröffentlichte Fassung" }));
  const link = await page.locator(".preview-link a").getAttribute("href");
  await expectSoundPage(page, scripts);

  const answer = await guest.goto(link ?? "");
  expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
  await expect(guest).toHaveURL(base);
  await expect(guest.locator(".trial-bar")).toContainText("Vorschau – nicht öffentlich");
  await press(guest, guest.getByRole("link", { name: "Antrag beginnen" }));
  await expect(guest.locator(".trial-bar")).toContainText("Vorschau – nicht öffentlich");
  await expectSoundPage(guest, scripts);
  await press(guest, guest.getByRole("button", { name: "Vorschau beenden" }));
  await expect(guest).toHaveURL("/musterstadt");
  await guest.goto(base);
  await expect(guest.locator(".trial-bar")).toHaveCount(0);
  await expect(guest.locator("main")).toContainText("Dieser Antrag ist geschlossen");
  await context.close();
});
