import type { Page } from "@playwright/test";
import { enterOn, typeInto } from "../fixtures/keyboard.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn, type StaffRole } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(600_000);

const service = "meldebescheinigung";
const at = `/verwaltung/leistungen/${service}`;
const firstPage = `${at}/anpassen/seite-bescheinigung`;
const group = "s node:G99000000250";
const hint = `[name="${group}/F99000000505:hint de"]`;
const duration = '[name="s about:duration de"]';

const save = (page: Page) =>
  press(page, page.getByRole("button", { name: "Im Entwurf speichern", exact: true }));

test("four eyes: what an editor sets is looked at by somebody else, and then seen by citizens", async ({
  page,
  ownPortal,
  browser,
  scripts,
}) => {
  const context = (): ReturnType<typeof browser.newContext> =>
    browser.newContext({
      baseURL: ownPortal.origin,
      javaScriptEnabled: scripts,
      locale: "de-DE",
      timezoneId: "Europe/Berlin",
    });
  const as = async (role: StaffRole) => {
    const own = await (await context()).newPage();
    await signIn(own, ownPortal, role);
    return own;
  };
  const sound = (of: Page) => expectSoundPage(of, scripts);

  // An editor sees what may be set, and why the rest may not.
  await signIn(page, ownPortal, "editor of Musterstadt");
  await open(page, at);
  await expect(page.getByRole("link", { name: "Wann und wie angeboten" })).toHaveCount(0);
  await sound(page);
  const second = await as("municipality-admin of Musterstadt");
  await open(second, firstPage);
  await open(page, firstPage);
  await page.getByText("10 Angaben können Sie nicht ändern").click();
  await expect(page.locator(".fixed-list")).toContainText(
    "Für wen ist die Bescheinigung?: Frage – ist für alle Gemeinden gleich.",
  );
  await expect(page.locator(".fixed-list")).toContainText(
    "Für wen ist die Bescheinigung?: Weglassen – verlangt das Datenschema von jeder Gemeinde.",
  );

  // The preview follows: with scripts by itself, else by a button.
  await page.locator(hint).fill("Für Kinder brauchen Sie das Sorgerecht.");
  if (!scripts) await press(page, page.getByRole("button", { name: "Vorschau auffrischen" }));
  await expect(page.getByRole("region", { name: "Vorschau" })).toContainText(
    "Für Kinder brauchen Sie das Sorgerecht.",
  );
  await sound(page);

  // What would break the form is told with its place and why; what was typed stays.
  const kinds = page.locator('[name="s list:G99000000250/F99000000501 offered"]');
  for (const box of await kinds.all()) await box.press("Space");
  await page.locator(`[name="${group}/F99000000502:required required"]`).press("Space");
  await save(page);
  await expect(page.locator(".error-summary")).toContainText(
    "Welche Bescheinigung brauchen Sie? – Auswahl: Mindestens eine Möglichkeit muss bleiben",
  );
  await expect(page.locator(hint)).toHaveValue("Für Kinder brauchen Sie das Sorgerecht.");
  await sound(page);
  for (const box of await kinds.all()) await box.press("Space");
  await save(page);
  await expect(page.getByText("Im Entwurf gespeichert.")).toBeVisible();
  await sound(page);

  // Whoever opened the form before is told of it; what only one of them set is joined.
  await second.locator(hint).fill("Ihr Kind ist unter 18.");
  await second.locator('[name="s page:bescheinigung:intro de"]').fill("Bitte wählen Sie.");
  await save(second);
  const told = "Jemand anderes hat an einer Stelle etwas anderes gespeichert";
  await expect(second.getByRole("alert")).toContainText(told);
  for (const side of ["Für Kinder brauchen Sie das Sorgerecht.", "Ihr Kind ist unter 18."])
    await expect(second.locator(".two-sides")).toContainText(side);
  await sound(second);
  await press(second, second.getByRole("button", { name: "So speichern" }));
  await expect(second.getByText("Im Entwurf gespeichert.")).toBeVisible();
  await open(second, firstPage);
  await expect(second.locator(hint)).toHaveValue("Für Kinder brauchen Sie das Sorgerecht.");

  // A question of the town's own needs a purpose.
  await open(page, `${at}/fragen/neu`);
  await page.locator('[name="label.de"]').fill("Wofür ist die Bescheinigung?");
  await save(page);
  await expect(page.locator(".error-summary")).toBeVisible();
  await sound(page);
  await page.locator('[name="purpose.de"]').fill("Richtige Art der Bescheinigung");
  await page.locator('[name="legalBasis.de"]').fill("§ 18 BMG");
  await save(page);
  await expect(page.getByRole("link", { name: "Wofür ist die Bescheinigung?" })).toBeVisible();
  await sound(page);

  // Proposed; whoever had a hand in it does not release it.
  await page.getByLabel("Was ändert sich, und warum?").fill("Hinweis zum Sorgerecht");
  await press(page, page.getByRole("button", { name: "Zur Freigabe vorschlagen" }));
  await expect(page.getByText("Jemand anderes muss diesen Entwurf freigeben")).toBeVisible();
  await expect(page.getByRole("button", { name: "Freigeben", exact: true })).toHaveCount(0);
  await sound(page);
  const citizen = await (await context()).newPage();
  const asked = `/musterstadt/${service}/bescheinigung`;
  await open(citizen, asked);
  await expect(citizen.locator("main")).not.toContainText("Sorgerecht");

  const publisher = await as("publisher of Musterstadt");
  await open(publisher, at);
  await expect(publisher.getByText("Hinweis zum Sorgerecht").first()).toBeVisible();
  await sound(publisher);
  await follow(publisher, publisher.getByRole("link", { name: "Stand 1", exact: true }));
  await expect(publisher.getByRole("row", { name: /Einleitung der Seite/ })).toContainText(
    "Bitte wählen Sie.",
  );
  await expect(publisher.getByRole("row", { name: /Pflichtangabe/ })).toBeVisible();
  await sound(publisher);
  // Given back with a reason, which the editor reads; then proposed anew.
  await open(publisher, at);
  await publisher.getByLabel("Anmerkung, wenn Sie").fill("Bitte kürzer fassen.");
  await press(publisher, publisher.getByRole("button", { name: "Zurückgeben" }));
  await expect(publisher.getByText("Zur Bearbeitung zurückgegeben.")).toBeVisible();
  await expect(publisher.getByRole("button", { name: "Freigeben", exact: true })).toHaveCount(0);
  await open(page, at);
  await expect(page.getByLabel("Was ändert sich, und warum?")).toHaveValue(/Bitte kürzer fassen\./);
  await press(page, page.getByRole("button", { name: "Zur Freigabe vorschlagen" }));
  await open(publisher, at);
  await press(publisher, publisher.getByRole("button", { name: "Freigeben", exact: true }));
  await expect(publisher.getByText("Die Änderungen gelten ab sofort.")).toBeVisible();
  await sound(publisher);
  await open(citizen, asked);
  for (const text of ["Sorgerecht", "Bitte wählen Sie.", "Wofür ist die Bescheinigung?"])
    await expect(citizen.locator("main")).toContainText(text);
  await sound(citizen);

  // And back again, by the same way, now with the keyboard alone.
  await open(page, at);
  await enterOn(page, page.locator('main a[href*="/anpassen/angaben"]').first());
  await typeInto(page, page.locator(duration), "Meist am selben Tag");
  await enterOn(page, page.getByRole("button", { name: "Im Entwurf speichern", exact: true }));
  await expect(page.getByText("Im Entwurf gespeichert.")).toBeVisible();
  await enterOn(page, page.getByRole("link", { name: "Zur Leistung", exact: true }));
  await enterOn(page, page.getByRole("button", { name: "Zur Freigabe vorschlagen" }));
  await open(publisher, "/verwaltung");
  await enterOn(publisher, publisher.locator(`main a[href*="/katalog/${service}?"]`).first());
  await enterOn(publisher, publisher.locator(`main a[href*="/leistungen/${service}?"]`).first());
  await enterOn(publisher, publisher.getByRole("button", { name: "Freigeben", exact: true }));
  await expect(publisher.getByText("Die Änderungen gelten ab sofort.")).toBeVisible();
  await open(citizen, `/musterstadt/${service}`);
  await expect(citizen.locator("main")).toContainText("Meist am selben Tag");
  await open(page, at);
  await press(page, page.getByRole("button", { name: "Stand 1 zurückholen" }));
  await press(page, page.getByRole("button", { name: "Zur Freigabe vorschlagen" }));
  await open(publisher, at);
  await press(publisher, publisher.getByRole("button", { name: "Freigeben", exact: true }));
  await open(citizen, `/musterstadt/${service}`);
  await expect(citizen.locator("main")).not.toContainText("Meist am selben Tag");

  // Whether it may be online at all, to be kept.
  await open(second, `${at}/bereit`);
  await expect(second.getByText("Kann online gehen, einiges ist noch zu tun")).toBeVisible();
  await sound(second);
  const [download] = await Promise.all([
    second.waitForEvent("download"),
    second.getByRole("link", { name: "Als PDF für die Akten" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bereit-musterstadt-meldebescheinigung-.*\.pdf$/);

  // Everybody else stays out.
  const statuses = async (role: StaffRole) => {
    const own = await as(role);
    const addresses = [at, `${at}/bereit`, `${at}/bereit.pdf`, `${at}/angebot`];
    const found = await Promise.all(
      addresses.map((one) => own.request.get(`${one}?gemeinde=000000000001`)),
    );
    await own.context().close();
    return found.map((one) => one.status());
  };
  expect(await statuses("caseworker of Musterstadt")).toEqual([404, 404, 404, 404]);
  expect(await statuses("operator")).toEqual([200, 200, 200, 404]);
  expect(await statuses("editor of Musterstadt")).toEqual([200, 200, 200, 404]);
  for (const own of [second, publisher, citizen]) await own.context().close();
});
