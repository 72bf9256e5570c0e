import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn, type StaffRole } from "../fixtures/staff.ts";
import type { PortalAddress } from "../fixtures/start-server.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(600_000);

const kiel = "010020000000";
const proposals = "/verwaltung/vorschlaege";
const inTwoWeeks = new Date(Date.now() + 14 * 86_400_000);

/** The operator offers Musterstadt a service in its own way. */
async function rollOut(
  operator: Page,
  service: string,
  kind: string,
  reason: string,
  day = "",
): Promise<void> {
  await open(operator, `/verwaltung/betrieb/einfuehrungen/neu?leistung=${service}`);
  await operator.locator(`[name="art"][value="${kind}"]`).press("Space");
  await operator.getByRole("textbox", { name: "Grund" }).fill(reason);
  await operator.locator('[name="datum"]').fill(day);
  await operator.getByLabel(/Einzelne Gemeinden/).fill("000000000001");
  await press(operator, operator.getByRole("button", { name: "Zählen, wen das erreicht" }));
  await expect(operator.getByText("Das erreicht eine Gemeinde.")).toBeVisible();
  await press(operator, operator.getByRole("button", { name: "Eine Gemeinde erreichen" }));
  await expect(operator.getByText(`Grund: ${reason}`)).toBeVisible();
}

/** The operator makes an administrator for Kiel, who accepts and is signed in with that. */
async function inviteToKiel(operator: Page, invited: Page): Promise<void> {
  await open(operator, `/verwaltung/personen/einladen?gemeinde=${kiel}`);
  await operator.getByLabel("E-Mail-Adresse").fill("erika@kiel.example");
  await operator.getByLabel("Name", { exact: true }).fill("Erika Mustermann");
  await operator.locator('[name="roles"][value="municipality-admin"]').setChecked(true, {
    force: true,
  });
  await press(operator, operator.getByRole("button", { name: "Einladen" }));
  const link = (await operator.locator(".invitation-link code").textContent()) ?? "";
  await open(invited, new URL(link).pathname);
  await invited.getByLabel("Passwort", { exact: true }).fill("richtig-pferd-batterie");
  await invited.getByLabel("Passwort wiederholen").fill("richtig-pferd-batterie");
  await press(invited, invited.getByRole("button", { name: "Einladung annehmen" }));
  await expect(invited).toHaveURL("/verwaltung");
}

test("a town opts out of one service, cannot switch off another, and gives its set-up to a town next door @js", async ({
  browser,
  ownPortal,
  scripts,
}) => {
  const workAs = async (role?: StaffRole, portal: PortalAddress = ownPortal) => {
    const context = await browser.newContext({ baseURL: portal.origin, locale: "de-DE" });
    const page = await context.newPage();
    if (role) await signIn(page, portal, role);
    return page;
  };
  const operator = await workAs("operator");
  const town = await workAs("municipality-admin of Musterstadt");
  const off = { gemeinde: "000000000001", service: "bewohnerparkausweis", intent: "turnOff" };
  expect((await town.request.post("/verwaltung", { form: off, maxRedirects: 0 })).status()).toBe(
    303,
  );

  const day = inTwoWeeks.toLocaleDateString("de-DE");
  await rollOut(operator, "bewohnerparkausweis", "optOut", "Beschluss 7/2026", day);
  await open(town, proposals);
  const offered = town.locator(".card", { hasText: "Bewohnerparkausweis" });
  await expect(offered).toContainText("eingeschaltet, wenn Sie nicht vorher ablehnen.");
  await press(town, offered.getByRole("button", { name: /Ablehnen/ }));
  await expect(town.getByText(/„Bewohnerparkausweis.*“ ist abgelehnt\./)).toBeVisible();
  await expectSoundPage(town, scripts);
  await operator.reload();
  await expect(operator.locator("main")).toContainText("abgelehnt");

  await rollOut(operator, "hundesteuer-anmelden", "forced", "Landesgesetz");
  await expectSoundPage(operator, scripts);
  await open(town, proposals);
  const forced = town.locator(".card", { hasText: "Hundesteuer" });
  await expect(forced).toContainText("Ihre Gemeinde kann sie nicht abschalten.");
  await expect(forced.getByRole("button", { name: /Ablehnen/ })).toHaveCount(0);
  await open(town, "/verwaltung");
  const row = town.getByRole("row", { name: /Hundesteuer/ });
  await press(town, row.getByRole("button", { name: /Offline nehmen/ }));
  await expect(town.getByText(/Hundesteuer.*“ kann nicht abgeschaltet werden\./)).toBeVisible();
  await expect(town.getByText("Grund: Landesgesetz").first()).toBeVisible();
  await expectSoundPage(town, scripts);
  expect((await town.request.get("/musterstadt/hundesteuer-anmelden")).status()).toBe(200);

  await open(town, "/verwaltung/ziele");
  await town.locator('[name="mail"]').fill("technik@musterstadt.example");
  await press(town, town.locator('button[value="alarms"]'));
  const file = await town.request.get("/verwaltung/einrichtung.json");
  expect(file.status()).toBe(200);
  const next = await workAs();
  await inviteToKiel(operator, next);
  expect(
    (await next.request.get("/verwaltung/einrichtung.json?gemeinde=000000000001")).status(),
  ).toBe(404);
  await open(next, "/verwaltung/einrichtung");
  await next.getByLabel("Datei").setInputFiles({
    name: "einrichtung.json",
    mimeType: "application/json",
    buffer: await file.body(),
  });
  await press(next, next.getByRole("button", { name: "Prüfen" }));
  await expect(next.getByText("Musterstadt").first()).toBeVisible();
  await expect(next.getByRole("row", { name: /Kontakt für Störungen/ })).toContainText(
    "wird geändert",
  );
  await expectSoundPage(next, scripts);
  await press(next, next.getByRole("button", { name: "So übernehmen" }));
  await expect(next.getByText("Die Einrichtung ist übernommen.")).toBeVisible();
  await open(next, "/verwaltung/ziele");
  await expect(next.locator('[name="mail"]')).toHaveValue("technik@musterstadt.example");
});
