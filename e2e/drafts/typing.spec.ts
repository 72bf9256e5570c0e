import {
  beginDogTax,
  control,
  dogTax,
  givenName,
  keeper,
  sendPage,
  words,
} from "../fixtures/draft.ts";
import { errorSummary, findService } from "../fixtures/citizen.ts";
import { fillForm, intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";

const saved = /^Gespeichert um \d\d:\d\d$/;

test("what is typed is kept while typing, right or wrong, without a word of errors @js @phone", async ({
  page,
}) => {
  await findService(page, { service: dogTax });
  const wrong = { ...keeper, "G99000000201/F99000000303/month": "13" };
  await fillForm(page, { input: wrong, files: {} });
  await expect(page.locator(".saved-note")).toHaveText(saved);
  await expect(page.locator(".saved-note")).not.toHaveAttribute("aria-live");
  await page.reload();
  for (const [name, value] of Object.entries(wrong))
    await expect(control(page, name)).toHaveValue(value);
  await expect(errorSummary(page)).toHaveCount(0);
  await expect(page.locator("[aria-invalid]")).toHaveCount(0);
  await press(page, intentButton(page, "next"));
  await expect(errorSummary(page)).toBeVisible();
  await sendPage(page, keeper);
  await expect(page).toHaveURL(/\/anschrift$/);
});

test("a page that another tab has saved is not overwritten by typing @js", async ({
  page,
  context,
}) => {
  const base = await beginDogTax(page);
  const [here, there] = [await context.newPage(), await context.newPage()];
  for (const tab of [here, there]) await open(tab, `${base}/halter`);
  await sendPage(there, { ...keeper, [givenName]: "Erika Maria" });
  await control(here, givenName).fill("Erich");
  await expect(here.locator(".saved-note")).toHaveText(words.page.typed.newer);
  await open(here, `${base}/halter`);
  await expect(control(here, givenName)).toHaveValue("Erika Maria");
});

test("without a connection typing goes on, and nobody claims that it was saved @js", async ({
  page,
  context,
}) => {
  await findService(page, { service: dogTax });
  await context.setOffline(true);
  await control(page, givenName).fill("Erika");
  await expect(page.locator(".saved-note")).toHaveText(words.page.typed.away);
  await context.setOffline(false);
  await control(page, givenName).fill("Erika Maria");
  await expect(page.locator(".saved-note")).toHaveText(saved);
});

test("“later” puts a page aside as it stands, and leads to everything about the draft @phone", async ({
  page,
  scripts,
}) => {
  await findService(page, { service: dogTax });
  await fillForm(page, { input: { [givenName]: "Erika" }, files: {} });
  await follow(page, intentButton(page, "later"));
  await expect(page).toHaveURL(/\/entwurf$/);
  await expect(page.locator("main")).toContainText(/wird am \d+\. \w+ \d{4} gelöscht/);
  await expectSoundPage(page, scripts);
  await page.goBack();
  await page.reload();
  await expect(control(page, givenName)).toHaveValue("Erika");
});
