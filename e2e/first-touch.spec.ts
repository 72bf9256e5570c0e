import type { Page } from "@playwright/test";
import { errorSummary, findService, playExample } from "./fixtures/citizen.ts";
import { currentExamples } from "./fixtures/current-examples.ts";
import { control, dogTax, givenName, keeper, words } from "./fixtures/draft.ts";
import { fillForm, intentButton } from "./fixtures/fill-form.ts";
import { expect, test } from "./fixtures/portal-test.ts";
import { waken } from "./fixtures/press.ts";

const firstPage = `/musterstadt/${dogTax}/halter`;
const scripts = "**/assets/*.js";

/** Opens the page without a sign of anybody, and lets everything arrive that comes by itself. */
async function openUntouched(page: Page): Promise<void> {
  await page.goto(firstPage);
  await page.waitForLoadState("networkidle");
}

function isAwake(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__react")),
  );
}

/** Scripts that the page asks for, in their order. */
function countScripts(page: Page): readonly string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") asked.push(request.url());
  });
  return asked;
}

/** Keeps scripts on their way until what it returns is called. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route(scripts, async (route) => {
    await gate;
    await route.continue();
  });
  return release;
}

const signs: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["a pointer that moves", (page) => page.mouse.move(200, 200)],
  ["a wheel", (page) => page.mouse.wheel(0, 10)],
  ["a key", (page) => page.keyboard.press("Tab")],
  ["a focus without a key", (page) => control(page, givenName).focus()],
  // As a password manager does.
  [
    "a value that the browser fills in",
    (page) =>
      control(page, givenName).evaluate((input) =>
        input.dispatchEvent(new Event("input", { bubbles: true })),
      ),
  ],
];
for (const [name, give] of signs) {
  test(`no script comes before the first sign of somebody: ${name} @js`, async ({ page }) => {
    const asked = countScripts(page);
    await openUntouched(page);
    expect(asked).toEqual([]);
    await give(page);
    await waken(page);
    expect(asked.length).toBeGreaterThan(0);
  });
}

test("a finger wakes the page @js @phone", async ({ page, hasTouch }) => {
  test.skip(!hasTouch, "has no screen to touch");
  const asked = countScripts(page);
  await openUntouched(page);
  expect(asked).toEqual([]);
  await page.touchscreen.tap(200, 400);
  await waken(page);
});

test("what is typed by keyboard while scripts are on their way stays, is kept and goes on @js", async ({
  page,
}) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  const release = await holdScripts(page);
  await openUntouched(page);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("name"));
  for (let turn = 0; turn < 40 && (await focused()) !== givenName; turn += 1)
    await page.keyboard.press("Tab");
  await page.keyboard.type("Erika");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Muster");
  expect(await isAwake(page)).toBe(false);
  release();
  // In the middle of a word, and while React goes to work.
  for (const letter of "mann") await page.keyboard.type(letter, { delay: 20 });
  while (!(await isAwake(page))) await page.keyboard.press("Shift");
  expect(await focused()).toBe("G99000000201/F99000000302");
  await expect(control(page, givenName)).toHaveValue("Erika");
  await expect(control(page, "G99000000201/F99000000302")).toHaveValue("Mustermann");
  for (const part of ["27", "3", "1984"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(part);
  }
  await expect(page.locator(".saved-note")).toHaveText(/^Gespeichert um \d\d:\d\d$/);
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/anschrift$/);
  await expect(page.locator("main h1")).toBeFocused();
  expect(await page.evaluate(() => "sameDocument" in globalThis)).toBe(true);
  expect(problems).toEqual([]);
});

test("what was typed before the scripts came is kept without another key @js", async ({ page }) => {
  const release = await holdScripts(page);
  await openUntouched(page);
  await control(page, givenName).fill("Erika");
  release();
  await expect(page.locator(".saved-note")).toHaveText(/^Gespeichert um/);
});

test("a page at which nobody types saves nothing @js", async ({ page, context }) => {
  await openUntouched(page);
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posts.push(request.url());
  });
  await page.mouse.move(200, 200);
  await waken(page);
  // Longer than the pause after which typing is sent.
  await page.waitForTimeout(1500);
  expect(posts).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

test("a press before the scripts have come sends the form itself, and mistakes get the focus @js", async ({
  page,
}) => {
  let blocked = true;
  const held: (() => void)[] = [];
  await page.route(scripts, async (route) => {
    if (blocked) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue().catch(() => undefined);
  });
  await openUntouched(page);
  await control(page, givenName).fill("Erika");
  await Promise.all([page.waitForEvent("domcontentloaded"), intentButton(page, "next").click()]);
  await expect(errorSummary(page)).toBeVisible();
  expect(await page.title()).toBe(
    words.page.errorTitle.replace(
      "{{title}}",
      "Wer hält den Hund? – Hund zur Hundesteuer anmelden",
    ),
  );
  expect(await isAwake(page)).toBe(false);
  // Nobody has touched this page: it asks for its scripts itself.
  blocked = false;
  for (const go of held) go();
  await waken(page);
  await expect(errorSummary(page)).toBeFocused();
  await fillForm(page, { input: keeper, files: {} });
  await intentButton(page, "next").click();
  await expect(page).toHaveURL(/\/anschrift$/);
});

test("who loads the page anew finds what the browser kept at work @js", async ({ page }) => {
  await openUntouched(page);
  await page.reload();
  await waken(page);
});

test("a country that was chosen before the scripts came stays chosen @js", async ({
  page,
  context,
}) => {
  const service = "alle-feldarten";
  const [example] = currentExamples(service);
  const steps = example?.steps ?? [];
  const before = steps.slice(
    0,
    steps.findIndex((step) => step.page === "person"),
  );
  const base = await findService(page, { service });
  if (example) await playExample(page, base, { ...example, steps: before });
  const other = await context.newPage();
  const problems: string[] = [];
  other.on("pageerror", (error) => problems.push(String(error)));
  const release = await holdScripts(other);
  await other.goto(`${base}/person`);
  const country = control(other, "person/anschrift/country");
  await country.selectOption("FR");
  const offered = await country.locator("option").count();
  expect(offered).toBeGreaterThan(100);
  release();
  await waken(other);
  await expect(country).toHaveValue("FR");
  await expect(country.locator("option")).toHaveCount(offered);
  await expect(other.locator(".saved-note")).toHaveText(/^Gespeichert um/);
  expect(problems).toEqual([]);
});
