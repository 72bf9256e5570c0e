import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { signIn } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });

test("a town takes a service off the portal and puts it back", async ({
  page,
  ownPortal,
  browser,
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

  await press(page, row.getByRole("button", { name: /Online stellen/ }));
  await citizen.reload();
  await expect(listed).toHaveCount(1);
  await open(citizen, "/musterstadt/strassenfest/veranstalter");
  await expect(citizen.locator("form.page-form")).toBeVisible();
});
