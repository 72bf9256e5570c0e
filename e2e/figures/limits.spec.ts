import path from "node:path";
import { dogTax, control, givenName, keeper, sendPage } from "../fixtures/draft.ts";
import { fillForm, intentButton } from "../fixtures/fill-form.ts";
import { wordsIn } from "../fixtures/citizen.ts";
import { expect, test as base } from "../fixtures/portal-test.ts";
import { open, settled } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { startServer, type PortalServer } from "../fixtures/start-server.ts";
import { readTestRun } from "../fixtures/test-run.ts";

/** A portal in which one draft a quarter of an hour is free. */
const test = base.extend<{ strict: PortalServer }>({
  strict: async ({ folder }, use) => {
    const server = await startServer({
      dataDir: path.join(folder, "data"),
      logFile: path.join(folder, "log"),
      copyOf: readTestRun().laidOut,
      environment: { LIMIT_DRAFTS: "1" },
    });
    await use(server);
    await server.stop();
  },
});

const words = wordsIn("de").limit;

test("a network that begins too much waits or works, and nothing typed is lost @phone", async ({
  page,
  browser,
  scripts,
  strict,
}) => {
  const address = `${strict.origin}/musterstadt/${dogTax}/halter`;
  const first = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await open(first, address);
  await sendPage(first, keeper);
  await expect(first).toHaveURL(/\/anschrift$/);

  const violations: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  await open(page, address);
  await fillForm(page, { input: keeper, files: {} });
  await settled(page);
  await intentButton(page, "next").click();
  if (scripts) {
    // The browser works in the background and goes on by itself.
    await expect(page).toHaveURL(/\/anschrift$/, { timeout: 60_000 });
  } else {
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.title);
    await expect(page).toHaveTitle(/^Bitte warten: /);
    await expectSoundPage(page, scripts);
    const send = page.getByRole("button", { name: words.send });
    await send.click();
    await expect(page.locator("main")).toContainText(/Bitte warten Sie noch \d+ Sekunden?/);
    await page.waitForTimeout(21_000);
    await send.click();
    await expect(page).toHaveURL(/\/anschrift$/);
  }
  await open(page, address);
  await expect(control(page, givenName)).toHaveValue("Erika");
  expect(violations).toEqual([]);
});

test("where scripts cannot work, waiting still helps @js", async ({ page, browser, strict }) => {
  const address = `${strict.origin}/musterstadt/${dogTax}/halter`;
  const first = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await open(first, address);
  await sendPage(first, keeper);
  await page.route(/pbkdf2/, (route) => route.abort());
  await open(page, address);
  await fillForm(page, { input: keeper, files: {} });
  await settled(page);
  await intentButton(page, "next").click();
  await expect(page.getByRole("status").filter({ hasText: words.failed })).toBeVisible();
  await expectSoundPage(page, true);
  await page.waitForTimeout(21_000);
  await page.getByRole("button", { name: words.send }).click();
  await expect(page).toHaveURL(/\/anschrift$/);
});
