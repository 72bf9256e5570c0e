import type { Page } from "@playwright/test";
import casework from "../../locales/de/casework.json" with { type: "json" };
import mail from "../../locales/de/mail.json" with { type: "json" };
import { wordsIn } from "../fixtures/citizen.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

const words = casework.session;
const admin = "municipality-admin of Musterstadt";
const dialogOf = (page: Page) => page.getByRole("alertdialog");
const subjectOf = (page: Page) => page.getByLabel(mail.edit.subject);

test("every page says until when somebody is signed in", async ({ page, portal, scripts }) => {
  await signIn(page, portal, admin);
  await open(page, "/verwaltung/mails");
  await expect(page.locator(".staff-bar")).toContainText(/bis \d\d:\d\d Uhr/);
  await expectSoundPage(page, scripts);
});

test("two minutes before the end a dialog asks, keeps the focus, and goes with a press @js", async ({
  page,
  portal,
}) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await signIn(page, portal, admin);
  await page.clock.install();
  await open(page, "/verwaltung/mails");
  const dialog = dialogOf(page);
  await subjectOf(page).fill("Noch nicht fertig");
  await page.clock.fastForward("27:00");
  await expect(dialog).toBeHidden();
  await page.clock.fastForward("01:30");
  await expect(dialog).toBeVisible();
  await expect(dialog).toHaveAccessibleName(words.title);
  await expect(dialog).toHaveAccessibleDescription(/Uhr werden Sie abgemeldet/);
  const stay = dialog.getByRole("button", { name: words.stay });
  await expect(stay).toBeFocused();
  const said = await dialog.textContent();
  await page.clock.runFor(5000);
  expect(await dialog.textContent(), "nothing counts seconds").toBe(said);
  await expectSoundPage(page, true);
  // The page behind it is out of reach.
  for (let tab = 0; tab < 4; tab += 1) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => document.activeElement?.closest("main") !== null);
    expect(outside).toBe(false);
  }
  const extended = page.waitForResponse("**/anmelden/verlaengern");
  await stay.click();
  expect((await extended).status()).toBe(200);
  await expect(dialog).toBeHidden();
  await expect(subjectOf(page)).toBeFocused();
  await expect(subjectOf(page)).toHaveValue("Noch nicht fertig");

  // Escape says as well that somebody is there.
  await page.clock.fastForward("28:30");
  await expect(dialog).toBeVisible();
  const again = page.waitForResponse("**/anmelden/verlaengern");
  await page.keyboard.press("Escape");
  await again;
  await expect(dialog).toBeHidden();

  // Nobody was there: it says so, and what was typed stays.
  await page.clock.fastForward("30:01");
  await expect(dialog).toHaveAccessibleName(words.endedTitle);
  await expect(dialog.getByRole("link", { name: words.signIn })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(subjectOf(page)).toHaveValue("Noch nicht fertig");
  expect(problems).toEqual([]);
});

test("another page of the same person that makes the session longer calms the dialog @js", async ({
  page,
  context,
  portal,
}) => {
  await signIn(page, portal, admin);
  await page.clock.install();
  await open(page, "/verwaltung/mails");
  await page.clock.fastForward("28:30");
  await expect(dialogOf(page)).toBeVisible();
  const other = await context.newPage();
  // Its clock goes with that of the first one.
  await other.clock.install({ time: Date.now() + 28.5 * 60_000 });
  await open(other, "/verwaltung");
  await expect(dialogOf(page)).toBeHidden();
});

test("what is sent after the session has ended waits behind the sign-in", async ({
  page,
  context,
  portal,
  scripts,
}) => {
  await signIn(page, portal, admin);
  await open(page, "/verwaltung/mails?art=status&textsprache=en");
  await subjectOf(page).fill("");
  await page
    .getByRole("textbox", { name: mail.edit.body, exact: true })
    .fill("Zu kurz, und doch nicht verloren");
  // Ended elsewhere; this page does not know yet.
  const ended = await context.request.post("/abmelden", { form: {}, maxRedirects: 0 });
  expect(ended.status()).toBe(303);
  await page.getByRole("button", { name: mail.edit.save }).click();
  await expect(page.locator("main")).toContainText(casework.signIn.submit);
  await expectSoundPage(page, scripts);
  const [login] = portal.logins.filter(({ role }) => role === admin);
  await page.getByLabel(casework.signIn.login).fill(login?.user ?? "");
  await page.getByLabel(casework.signIn.password).fill(login?.password ?? "");
  await page.locator("main").getByRole("button", { name: casework.signIn.submit }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.keptTitle);
  await expect(page.locator("main")).toContainText("Zu kurz, und doch nicht verloren");
  await expectSoundPage(page, scripts);
  await follow(page, page.getByRole("button", { name: words.keptSend }));
  expect(page.url()).toContain("/verwaltung/mails?");
  // Here it is checked as ever: nothing is stored, and everything stands where it was typed.
  await expect(page.getByRole("textbox", { name: mail.edit.body, exact: true })).toHaveValue(
    "Zu kurz, und doch nicht verloren",
  );
});

test("at a shared device the end is announced once, two minutes before @js", async ({ page }) => {
  const { shared } = wordsIn("de");
  await page.clock.install();
  await open(page, "/musterstadt/strassenfest?geraet=gemeinsam");
  const status = page.locator(".shared-bar [role=status]");
  await page.clock.fastForward("07:30");
  await expect(status).toBeEmpty();
  await page.clock.fastForward("00:40");
  await expect(status).toHaveText(shared.soon);
  await page.clock.runFor(10_000);
  await expect(status).toHaveText(shared.soon);
  await expectSoundPage(page, true);
  await page.getByRole("link", { name: shared.extend }).click();
  await expect(status).toBeEmpty();
});
