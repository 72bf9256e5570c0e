import type { Page } from "@playwright/test";
import { bundledServices } from "#db/seed/services/journey-examples.ts";
import {
  addressIn,
  errorLinks,
  errorSummary,
  findService,
  playExample,
} from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { fileExample, leaveAndReturn } from "../fixtures/file-example.ts";
import { intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expectSoundPage, expectToldErrors } from "../fixtures/sound-page.ts";

/**
 * Every page of every bundled service: as it is opened, and after it was sent empty. Whoever walks that far files what
 * was filled in: these examples need no other test where this one runs.
 */
for (const service of bundledServices) {
  test(`the pages of ${service} are without barriers, also with errors`, async ({
    page,
    caseworker,
    scripts,
  }) => {
    test.setTimeout(360_000);
    const titles = new Map<string, string>();
    const look = async () => {
      const address = addressIn(page, `/musterstadt/${service}`);
      const [kind = ""] = address.split("/");
      if (titles.has(kind)) return;
      titles.set(kind, await page.title());
      await expectSoundPage(page, scripts);
      await sendEmpty(page, scripts);
    };
    // The second example takes other branches than the first; what is drawn there does not depend on scripts.
    for (const example of currentExamples(service).slice(0, scripts ? 2 : 1)) {
      await page.context().clearCookies();
      const base = await findService(page, { service });
      await playExample(page, base, example, look);
      await leaveAndReturn(page, base, example);
      await expectSoundPage(page, scripts);
      titles.set("pruefen", await page.title());
      await fileExample(page, caseworker, example);
      await expectSoundPage(page, scripts);
      titles.set("eingang", await page.title());
    }
    expect(new Set(titles.values()).size, [...titles.values()].join("\n")).toBe(titles.size);
  });
}

test("how much room is left is told near the limit: to eyes at once, to ears when typing pauses @js", async ({
  page,
}) => {
  await open(page, "/musterstadt/alle-feldarten/texte");
  const text = page.locator("[name='texte/lang']");
  const [seen, heard] = [page.locator(".character-count"), text.locator("~ [role=status]")];
  await text.fill("🐕".repeat(399));
  await expect(seen).toHaveCount(0);
  await text.pressSequentially("abc", { delay: 0 });
  await expect(seen).toHaveText("Noch 98 Zeichen möglich");
  await expect(heard).toHaveText("Noch 98 Zeichen möglich");
  await text.fill("a".repeat(501));
  await expect(seen).toHaveText("1 Zeichen zu viel");
  await expect(text).toHaveValue("a".repeat(501));
});

async function sendEmpty(page: Page, scripts: boolean): Promise<void> {
  const address = page.url();
  const title = await page.title();
  await press(page, intentButton(page, "next"));
  // Nothing on the page has to be answered.
  if (page.url() !== address) {
    await open(page, address);
    return;
  }
  await expect(errorSummary(page)).toBeVisible();
  await expect(page).toHaveTitle(`Fehler: ${title}`);
  await expect(errorSummary(page)).toBeFocused();
  await expectToldErrors(page);
  await expectAccessible(page, scripts);
  for (const link of await errorLinks(page)) {
    await errorSummary(page)
      .locator(`a[href=${JSON.stringify(link)}]`)
      .click();
    const target = page.locator(`[id=${JSON.stringify(link?.slice(1))}]`);
    await expect(target).toBeVisible();
    // Without scripts, browsers move the focus to what can have it.
    await expect(target).toBeFocused();
  }
}
