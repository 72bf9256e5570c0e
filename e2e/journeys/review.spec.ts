import type { Page } from "@playwright/test";
import forms from "../../locales/de/forms.json" with { type: "json" };
import { expectAccessible } from "../fixtures/axe.ts";
import {
  addressIn,
  fileApplication,
  findService,
  playExample,
  wordsIn,
} from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { fillForm, intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { answersOf, readFiled } from "../fixtures/staff.ts";

const service = "hundesteuer-anmelden";
const base = `/musterstadt/${service}`;
const words = wordsIn("de");
const [oneDog, twoDogs] = currentExamples(service);
if (!oneDog || !twoDogs) throw new Error("the package has no worked examples");
const reduction = "G99000000220/F99000000340";
const dangerous = "G99000000210:1/F99000000328";
const origin = "G99000000210:1/F99000000325";
const previous = "G99000000210:1/F99000000326";

/** Plays an example up to a page. */
async function playUntil(page: Page, until: string): Promise<void> {
  const steps = oneDog?.steps ?? [];
  const end = steps.findIndex((step) => step.page === until);
  await playExample(page, base, { ...oneDog!, steps: steps.slice(0, end) });
}

test("what it costs is told while answering, before filing, on the receipt and to staff @phone", async ({
  page,
  browser,
  scripts,
  caseworker,
}) => {
  await findService(page, { service });
  await playUntil(page, "herkunft/1");
  const fees = page.locator(".fees");
  await expect(fees).toHaveCount(0);
  await fillForm(page, { input: { [dangerous]: "true" }, files: {} });
  if (scripts) {
    await expect(fees).toContainText("600,00 €");
    await expect(page.getByText("Voraussichtliche Kosten: 600,00 €")).toHaveRole("status");
    await fillForm(page, { input: { [dangerous]: "false" }, files: {} });
    await expect(fees).toContainText("96,00 €");
    await expectAccessible(page, scripts);
  } else {
    await press(page, intentButton(page, "next"));
    await expect(fees).toContainText("600,00 €");
  }
  // Somebody else: what is being saved here would bring back a cookie that was cleared.
  const other = await (await browser.newContext()).newPage();
  await findService(other, { service });
  await playExample(other, base, oneDog);
  const otherFees = other.locator(".fees");
  const total = /Summe\s*([\d.,]+\s€)/;
  const [, onReview] = total.exec(await otherFees.innerText()) ?? [];
  expect(onReview).toBeDefined();
  await expectAccessible(other, scripts);
  const reference = await fileApplication(other);
  await expect(otherFees).toContainText(onReview ?? "");
  const { fees: filed } = await readFiled(caseworker, reference);
  expect(filed?.total).toBeGreaterThan(0);
  expect(filed?.total).toBe(filed?.positions.reduce((sum, { cents }) => sum + cents, 0));
  await other.context().close();
});

test("the review names every answer with its way back, and folds away what was left open @phone", async ({
  page,
  scripts,
}) => {
  await findService(page, { service });
  await playExample(page, base, oneDog);
  const change = page.getByRole("link", { name: /^Ändern\s?: Rufname$/ });
  await follow(page, change);
  const name = page.locator("[name='G99000000210:1/F99000000320']");
  await name.fill("Donaudampfschifffahrtsgesellschaftskapitän");
  await press(page, intentButton(page, "next"));
  await expect.poll(() => addressIn(page, base)).toBe("pruefen");
  await expect(page.locator("main")).toContainText("Donaudampfschifffahrtsgesellschaftskapitän");
  const fold = page.locator("details.answer-summary__open").first();
  await expect(fold.getByRole("link").first()).toBeHidden();
  await fold.locator("summary").click();
  await expect(fold.getByRole("link", { name: /^Ergänzen/ }).first()).toBeVisible();
  await expect(page.locator("main")).toContainText("nach bestem Wissen");
  await expect(page.getByRole("heading", { name: words.receipt.nextSteps })).toBeVisible();
  await expectAccessible(page, scripts);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider).toBe(0);
});

test("a review that another tab has overtaken is shown again before it is filed @phone", async ({
  page,
  context,
  scripts,
}) => {
  await findService(page, { service });
  await playExample(page, base, oneDog);
  const other = await context.newPage();
  await open(other, `${base}/halter?zurueck=pruefen`);
  await other.locator("[name='G99000000201/F99000000301']").fill("Erika Maria");
  await press(other, intentButton(other, "next"));
  await expect.poll(() => addressIn(other, base)).toBe("pruefen");

  await follow(page, page.getByRole("button", { name: words.review.file }));
  await expect(page.getByText(words.review.changed, { exact: true })).toBeVisible();
  await expect(page.locator(".answer-summary__changed")).toHaveText([forms.changedAnswers]);
  await expect(page.locator("main")).toContainText("Erika Maria");
  await expectAccessible(page, scripts);
  await fileApplication(page);
  // The other tab still shows the review: one press there leads to the same receipt.
  await follow(other, other.getByRole("button", { name: words.review.file }));
  expect(other.url()).toBe(page.url());
});

test("a link fills in answers, which tell where they came from until they are changed @phone", async ({
  page,
  scripts,
}) => {
  await open(page, `${base}?ermaessigung=ja&name=Mustermann`);
  await expect(page.locator("main")).toContainText("Der Link füllt eine Angabe für Sie aus");
  await expectAccessible(page, scripts);
  await follow(page, page.getByRole("button", { name: words.service.startPrefilled }));
  expect(addressIn(page, base)).toBe("halter");
  expect(await page.content()).not.toContain("Mustermann");
  await playUntil(page, "ermaessigung");
  const yes = page.locator(`[name='${reduction}'][value=true]`);
  await expect(yes).toBeChecked();
  const mark = page.locator(".origin-mark");
  await expect(mark).toHaveText(forms.origin.link);
  // Told to those who hear the page, too.
  const hint = await mark.locator("xpath=..").getAttribute("id");
  const question = page.locator("fieldset", { has: yes }).last();
  await expect(question).toHaveAttribute("aria-describedby", new RegExp(hint ?? "no hint"));
  await expectAccessible(page, scripts);
  // Sent empty, the page comes back with errors and with the mark.
  await press(page, intentButton(page, "next"));
  await expect(page.locator(".error-summary")).toBeVisible();
  await expect(mark).toHaveText(forms.origin.link);
  await expectAccessible(page, scripts);
  await fillForm(page, { input: { [reduction]: "false" }, files: {} });
  await press(page, intentButton(page, "next"));
  await expect.poll(() => addressIn(page, base)).toBe("zahlung");
  await open(page, `${base}/ermaessigung`);
  await expect(yes).not.toBeChecked();
  await expect(mark).toHaveCount(0);
});

test("a question comes and goes within an item, and its answer is kept but not filed", async ({
  page,
  scripts,
  caseworker,
}) => {
  await findService(page, { service });
  await playUntil(page, "herkunft/1");
  const step = oneDog.steps.find((one) => one.page === "herkunft/1");
  const input = { ...step?.input, [origin]: "privat" };
  const question = page.locator(`[name='${previous}']`);
  await fillForm(page, { input, files: {} });
  if (scripts) {
    const scroll = await page.evaluate(() => scrollY);
    const chosen = page.locator(`[name='${origin}'][value=privat]`);
    await chosen.focus();
    await expect(question).toBeVisible();
    await expect(chosen).toBeFocused();
    expect(Math.abs((await page.evaluate(() => scrollY)) - scroll)).toBeLessThan(400);
    const news = page.locator("form.page-form > p.visually-hidden[role=status]");
    await expect(news).toHaveCount(1);
    await expect(news).toContainText("Neue Frage: Name der vorherigen Halterin");
  } else {
    await press(page, intentButton(page, "next"));
    await expect(question).toBeVisible();
    await expect(page.locator(".error-summary")).toHaveCount(0);
  }
  await fillForm(page, { input: { ...input, [previous]: "Erika Mustermann" }, files: {} });
  await press(page, intentButton(page, "next"));
  await open(page, `${base}/herkunft/1`);
  await fillForm(page, { input, files: {} });
  await fillForm(page, { input: { ...step?.input, [origin]: "wurf" }, files: {} });
  await press(page, intentButton(page, "next"));
  await open(page, `${base}/hunde`);
  const at = oneDog.steps.findIndex((one) => one.page === "hunde");
  await playExample(page, base, { ...oneDog, steps: oneDog.steps.slice(at) });
  await expect(page.locator("main")).not.toContainText("vorherigen Halterin");
  // Back again, and it still stands there.
  await open(page, `${base}/herkunft/1?zurueck=pruefen`);
  await fillForm(page, { input: { ...step?.input, [origin]: "privat" }, files: {} });
  if (!scripts) await press(page, intentButton(page, "next"));
  await expect(question).toHaveValue("Erika Mustermann");
  await open(page, `${base}/pruefen`);
  const reference = await fileApplication(page);
  const data = answersOf(await readFiled(caseworker, reference));
  expect(JSON.stringify(data)).not.toContain("F99000000326");
  expect(JSON.stringify(data)).toContain("wurf");
});
