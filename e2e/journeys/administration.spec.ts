import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });
test.setTimeout(240_000);

test("a town takes a service off the portal, and two of it put it back", async ({
  page,
  ownPortal,
  browser,
  scripts,
}) => {
  const citizen = await (await browser.newContext({ baseURL: ownPortal.origin })).newPage();
  const listed = citizen.locator('main a[href="/musterstadt/strassenfest"]');
  await open(citizen, "/musterstadt/strassenfest/veranstalter");

  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung");
  const row = page.getByRole("row", { name: /Straßenfest/ });
  await expect(row).toContainText("504 Wege geprüft, keine Sackgasse");
  await press(page, row.getByRole("button", { name: /Offline nehmen/ }));
  await expect(row).toContainText("Nicht online");

  const response = await citizen.reload();
  expect(response?.status()).toBe(404);
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText(
    "Dieser Antrag wird hier nicht angeboten",
  );
  await citizen.getByRole("link", { name: "Zu den Anträgen in Musterstadt" }).click();
  await expect(citizen).toHaveURL("/musterstadt");
  await expect(listed).toHaveCount(0);

  // One asks, and nothing happens; the other one reads what would come of it, says no, and then yes.
  const context = { baseURL: ownPortal.origin, javaScriptEnabled: scripts, locale: "de-DE" };
  const publisher = await (await browser.newContext(context)).newPage();
  await signIn(publisher, ownPortal, "publisher of Musterstadt");
  const ask = () => press(page, row.getByRole("button", { name: /Online stellen/ }));
  await ask();
  await expect(page.getByRole("status")).toContainText("sobald eine andere Person das bestätigt");
  await expect(row).toContainText("Wartet auf Bestätigung");
  await expect(row.getByRole("button")).toHaveCount(0);
  await citizen.reload();
  await expect(listed).toHaveCount(0);
  await open(publisher, "/verwaltung");
  await follow(publisher, publisher.getByRole("link", { name: "Bestätigungen (1 offen)" }));
  await expect(publisher.locator(".card")).toContainText("Nur in den Eingang dieses Portals");
  await press(publisher, publisher.getByRole("button", { name: /Ablehnen/ }));
  await expect(publisher.locator(".error-summary")).toBeFocused();
  await expectSoundPage(publisher, scripts);
  await publisher.getByLabel("Grund, falls Sie ablehnen").fill("Erst nach dem Beschluss.");
  await press(publisher, publisher.getByRole("button", { name: /Ablehnen/ }));
  await expect(publisher.getByText("Nichts wartet auf eine Bestätigung")).toBeVisible();
  await expect(publisher.getByText("Grund: Erst nach dem Beschluss.")).toBeVisible();
  await open(page, "/verwaltung");
  await ask();
  await open(publisher, "/verwaltung/bestaetigen");
  await press(publisher, publisher.getByRole("button", { name: /Bestätigen/ }));
  await expect(publisher.getByText("Bestätigt. Das gilt ab sofort.")).toBeVisible();
  await expectSoundPage(publisher, scripts);
  await open(page, "/verwaltung/protokoll");
  await expect(page.getByText(/hat bestätigt: „Straßenfest.*“ geht online/)).toBeVisible();
  await citizen.reload();
  await expect(listed).toHaveCount(1);
  await open(citizen, "/musterstadt/strassenfest/veranstalter");
  await expect(citizen.locator("form.page-form")).toBeVisible();
});
