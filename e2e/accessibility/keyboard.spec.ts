import type { Page } from "@playwright/test";
import { bundledServices, type ExampleStep } from "#db/seed/services/journey-examples.ts";
import { addressIn, errorSummary, referencePattern, wordsIn } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { focused, goOn, playByKeyboard, skipToContent, tabTo } from "../fixtures/keyboard.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open } from "../fixtures/press.ts";

const words = wordsIn("de");

/** Sends a page with nothing on it, and follows the first link of what is then told. */
async function expectWayOutOfErrors(page: Page, step: ExampleStep | undefined): Promise<void> {
  await playByKeyboard(page, { page: "", intent: "next", ...step, input: {}, files: {} });
  await expect(errorSummary(page)).toBeFocused();
  const { href } = await tabTo(page, ({ href }) => href.startsWith("#"));
  await page.keyboard.press("Enter");
  await expect.poll(async () => `#${(await focused(page)).id}`).toBe(href);
  await page.keyboard.press("Shift+Tab");
}

/** No pointer in here: Tab, Shift and Tab, arrows, space bar, Enter and letters, from the home page to the receipt. */
for (const service of bundledServices) {
  // Without scripts the ways of the keyboard are the same for all of them: two show it.
  const where = ["hundesteuer-anmelden", "bewohnerparkausweis"].includes(service) ? "" : " @js";
  test(`${service} is filed with the keyboard alone${where}`, async ({ page, scripts }) => {
    const [example] = currentExamples(service);
    if (!example) throw new Error(`${service} has no worked example`);
    const base = `/musterstadt/${service}`;
    // Else the page may still be on its way to what has the focus.
    await page.emulateMedia({ reducedMotion: "reduce" });
    // Listening from the start on: the browser would close a dialog that opens before it knows who listens.
    page.on("filechooser", () => undefined);
    await open(page, "/?sprache=de");
    await skipToContent(page);
    await tabTo(page, ({ type }) => type === "search");
    await page.keyboard.type("Musterstadt");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/suche=Musterstadt/);
    await skipToContent(page);
    await goOn(page, ({ href }) => href === "/musterstadt");
    await skipToContent(page);
    await goOn(page, ({ href }) => href === base);
    await skipToContent(page);
    await goOn(page, ({ href }) => href.startsWith(`${base}/`));

    await expectWayOutOfErrors(page, example.steps[0]);
    for (const step of example.steps) {
      await expect.poll(() => addressIn(page, base)).toBe(step.page);
      await playByKeyboard(page, step);
      // Without scripts, the next answer of the server brings what depends on the first ones.
      if (!scripts && addressIn(page, base) === step.page) await playByKeyboard(page, step);
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.review.title);
    await tabTo(page, ({ type, name }) => type === "submit" && name === "");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.receipt.title);
    await expect(page.locator("main")).toContainText(referencePattern);
    // And everything on the receipt.
    await skipToContent(page);
    await tabTo(page, ({ href }) => href.endsWith("/pdf"));
  });
}
