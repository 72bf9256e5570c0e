import { confirmByRequest } from "../fixtures/confirm.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { startDemoDelivery } from "../fixtures/demo-delivery.ts";
import { fileByRequest } from "../fixtures/file-by-request.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";
import { startServer, type PortalAddress } from "../fixtures/start-server.ts";
import { readTestRun } from "../fixtures/test-run.ts";

const service = "meldebescheinigung";

test.describe("a portal of one's own", () => {
  test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });

  test("a destination is set up and tested; what it rejects is seen, mended and sent again", async ({
    page,
    ownPortal,
    browser,
    scripts,
  }) => {
    const request = (await browser.newContext({ baseURL: ownPortal.origin })).request;
    await signIn(page, ownPortal, "municipality-admin of Musterstadt");
    await open(page, "/verwaltung");
    await page.getByRole("link", { name: "Ziele der Anträge festlegen" }).click();
    await expectSoundPage(page, scripts);

    await page.getByLabel("Art", { exact: true }).selectOption("demo-trouble");
    await press(page, page.getByRole("button", { name: "Einrichten" }));
    await press(page, page.getByRole("button", { name: "Speichern" }));
    await expect(page.locator(".error-summary")).toContainText("Name des Ziels");
    await expectSoundPage(page, scripts);
    await page.getByLabel("Name des Ziels").fill("Fachverfahren Parken");
    await page.getByLabel("Verhalten").selectOption("reject");
    await press(page, page.getByRole("button", { name: "Speichern" }));
    await expect(page.getByText("Gespeichert.")).toBeVisible();
    await press(page, page.getByRole("button", { name: "Jetzt prüfen" }));
    await expect(page.getByText("Gescheitert", { exact: true })).toBeVisible();
    await expectSoundPage(page, scripts);

    await page.getByRole("link", { name: "Zurück zu den Zielen" }).click();
    const ways = page.locator("details.ways", { hasText: "Meldebescheinigung" });
    await ways.locator("summary").click();
    await ways.getByLabel("Fachverfahren Parken").selectOption("primary");
    await press(page, ways.getByRole("button", { name: /Speichern/ }));
    // The service is online: where its applications go is for two to say.
    await expect(page.getByText("Wartet auf Bestätigung")).toBeVisible();
    await expectSoundPage(page, scripts);
    await confirmByRequest(ownPortal);

    const [example] = currentExamples(service).filter(({ steps }) =>
      steps.every(
        ({ files, errors = [] }) => Object.keys(files).length === 0 && errors.length === 0,
      ),
    );
    const reference = await fileByRequest(request, `/musterstadt/${service}`, example!);
    const row = page.getByRole("row", { name: new RegExp(reference) });
    await expect(async () => {
      await open(page, "/verwaltung/zustellungen");
      await expect(row).toBeVisible({ timeout: 500 });
    }).toPass();
    await expect(row).toContainText("Vom Empfänger abgelehnt");
    await expectSoundPage(page, scripts);
    await row.getByRole("link", { name: reference }).click();
    await expect(page.getByText("Schema-Fehler")).toBeVisible();
    await expectSoundPage(page, scripts);

    await page.getByRole("link", { name: "Einstellungen des Ziels ändern" }).click();
    await page.getByLabel("Verhalten").selectOption("acknowledge");
    await page.getByLabel(/Sekunden bis zur Antwort/).fill("1");
    await press(page, page.getByRole("button", { name: "Speichern" }));
    await expect(page.getByText("Bestätigen können: Max Musterfrau.")).toBeVisible();
    await expectSoundPage(page, scripts);
    await confirmByRequest(ownPortal);
    await open(page, "/verwaltung/zustellungen");
    await row.getByText("Auswählen").click();
    await expect(row.getByRole("checkbox")).toBeChecked();
    await press(page, page.getByRole("button", { name: "Ausgewählte erneut senden" }));
    await expect(page.getByText("Eine Zustellung wird erneut gesendet.")).toBeVisible();
    await expect(async () => {
      await open(page, "/verwaltung/zustellungen?ansicht=accepted");
      await expect(row).toBeVisible({ timeout: 500 });
    }).toPass();

    await open(page, "/verwaltung/ziele");
    await page.getByRole("link", { name: "Fachverfahren Parken" }).first().click();
    await page.getByLabel("Leistung", { exact: true }).selectOption(service);
    await press(page, page.getByRole("button", { name: "Testantrag senden" }));
    await expect(async () => {
      await press(page, page.getByRole("link", { name: "Aktualisieren" }));
      await expect(page.getByText("Angenommen", { exact: true }).first()).toBeVisible({
        timeout: 500,
      });
    }).toPass();

    // What was changed is taken back. Something real goes there, so somebody else has to confirm that, too.
    const takeBack = page.getByRole("button", { name: /Stand davor zurückholen/ });
    await open(page, "/verwaltung/ziele");
    await ways.locator("summary").click();
    await ways.getByRole("link", { name: /Frühere Wege ansehen/ }).click();
    await expect(page.getByText("Bestätigt: Max Musterfrau")).toBeVisible();
    await expectSoundPage(page, scripts);
    await press(page, takeBack);
    await expect(page.getByText("Wartet auf Bestätigung")).toBeVisible();
    await expectSoundPage(page, scripts);
    await page.getByRole("link", { name: "Zurück zu den Zielen" }).click();
    await page.getByRole("link", { name: "Fachverfahren Parken" }).first().click();
    await expect(page.getByText("Vorher: lehnt ab")).toBeVisible();
    await press(page, takeBack);
    await expect(page.getByText("Bestätigen können: Max Musterfrau.")).toBeVisible();
    await expectSoundPage(page, scripts);
  });
});

/** With the demo's delivery service beside it, as `npm start` starts it. */
const travelling = test.extend<{ readonly demoPortal: PortalAddress }>({
  demoPortal: async ({ folder }, use) => {
    const { laidOut, logFile } = readTestRun();
    const delivery = startDemoDelivery();
    const portal = await startServer({
      dataDir: folder,
      logFile,
      copyOf: laidOut,
      environment: { DEMO_DELIVERY: delivery.connection },
    });
    await use(portal);
    await portal.stop();
    await delivery.stop();
  },
  baseURL: async ({ demoPortal }, use) => use(demoPortal.origin),
});

travelling(
  "an application of the demo travels to the office that takes it, and its applicant sees that @js",
  async ({ page, demoPortal, scripts, browser }) => {
    travelling.setTimeout(150_000);
    await signIn(page, demoPortal, "municipality-admin of Musterstadt");
    await expect(async () => {
      await open(page, "/verwaltung/ziele");
      await expect(page.getByRole("link", { name: /FIT-Connect, Vorführung/ }).first()).toBeVisible(
        {
          timeout: 500,
        },
      );
    }).toPass({ timeout: 60_000 });

    const context = await browser.newContext({ baseURL: demoPortal.origin });
    const [example] = currentExamples("hundesteuer-anmelden").filter(({ steps }) =>
      steps.every(
        ({ files, errors = [] }) => Object.keys(files).length === 0 && errors.length === 0,
      ),
    );
    const reference = await fileByRequest(
      context.request,
      "/musterstadt/hundesteuer-anmelden",
      example!,
    );
    const row = page.getByRole("row", { name: new RegExp(reference) });
    await expect(async () => {
      await open(page, "/verwaltung/zustellungen?ansicht=accepted");
      await expect(row).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await row.getByRole("link", { name: reference }).click();
    await expect(page.getByText("Kennung beim Empfänger")).toBeVisible();
    await expectSoundPage(page, scripts);

    const citizen = await context.newPage();
    await open(citizen, `/musterstadt/hundesteuer-anmelden/eingang/${reference}`);
    await citizen.getByRole("link", { name: "Stand des Antrags ansehen" }).click();
    const steps = citizen.locator(".status-steps__step");
    await expect(steps.filter({ hasText: "Zugestellt" })).toContainText("an das zuständige Amt");
    await expect(steps.filter({ hasText: "Abgeholt" })).toContainText("entgegengenommen");
    await expect(citizen.locator("main")).not.toContainText("Eingang der Gemeinde");
    await expectSoundPage(citizen, scripts);
    await context.close();
  },
);
