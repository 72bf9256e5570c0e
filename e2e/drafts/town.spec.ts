import { beginDogTax, control, givenName, livingAt, sendPage, words } from "../fixtures/draft.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";

const { town } = words.draft;

test("a draft moves to the municipality that is responsible @phone", async ({ page, scripts }) => {
  const base = await beginDogTax(page);
  await sendPage(page, livingAt("24103", "Kiel"));
  await expect(page).toHaveURL(/\/entwurf\/ort$/);
  await expect(page.locator("main")).toContainText("wahrscheinlich Kiel zuständig");
  await expect(page.locator("main")).toContainText(town.same);
  await expectSoundPage(page, scripts);
  await follow(page, page.getByRole("button", { name: "Entwurf nach Kiel mitnehmen" }));
  await expect(page).toHaveURL(/\/kiel\/hundesteuer-anmelden\/hund\/1$/);
  await open(page, "/kiel/hundesteuer-anmelden/halter");
  await expect(control(page, givenName)).toHaveValue("Erika");
  await open(page, base);
  await expect(page.getByRole("link", { name: words.service.start })).toBeVisible();
});

test("one who stays is not asked again; where nobody offers it, the page says so", async ({
  page,
  scripts,
}) => {
  const base = await beginDogTax(page);
  await sendPage(page, livingAt("54290", "Trier"));
  await expect(page.locator("main")).toContainText("Trier bietet diesen Antrag hier noch nicht");
  await expectSoundPage(page, scripts);
  await follow(page, page.getByRole("button", { name: "Bei Musterstadt bleiben" }));
  await expect(page).toHaveURL(/\/musterstadt\/hundesteuer-anmelden\/hund\/1$/);
  await open(page, `${base}/anschrift`);
  await sendPage(page, livingAt("54290", "Trier"));
  await expect(page).toHaveURL(/\/hund\/1$/);
});
