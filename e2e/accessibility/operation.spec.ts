import type { Page } from "@playwright/test";
import { wordsIn } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { controlsOf } from "../fixtures/fill-form.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, settled } from "../fixtures/press.ts";

const words = wordsIn("de");
const service = "meldebescheinigung";

/** Presses Tab until the wanted element has the focus; each one on the way must show that it has. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const state = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!element || element === document.body) return { there: false, plain: undefined };
      const visible = [element, element.nextElementSibling, element.parentElement].some((one) => {
        if (!one) return false;
        return ["", "::before", "::after"].some((pseudo) => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, pseudo);
          return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
        });
      });
      return {
        there: element.matches(wanted),
        plain: visible ? undefined : element.outerHTML.slice(0, 120),
      };
    }, selector);
    expect(state.plain, "the focus can be seen").toBeUndefined();
    if (state.there) return;
  }
  throw new Error(`Tab does not reach ${selector} on ${page.url()}`);
}

/** Goes to a link or button with Tab and presses Enter. */
async function enter(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press("Enter");
}

/** The same where it leads to another page. */
async function goOn(page: Page, selector: string): Promise<void> {
  const before = page.url();
  await enter(page, selector);
  await expect(page).not.toHaveURL(before);
  await settled(page);
}

test("an application can be filed with the keyboard alone", async ({ page, scripts }) => {
  test.setTimeout(120_000);
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: words.shell.skip })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await tabTo(page, "input[type=search]");
  await page.keyboard.type("Musterstadt");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/suche=Musterstadt/);
  await goOn(page, 'a[href="/musterstadt"]');
  await goOn(page, `a[href="/musterstadt/${service}"]`);
  await goOn(page, `main a[href^="/musterstadt/${service}/"]`);

  const [example] = currentExamples(service);
  for (const { input, page: address } of example?.steps ?? []) {
    await expect(page).toHaveURL(new RegExp(`/${address}$`));
    let open = Object.entries(input);
    // Without scripts, some questions come only after others are answered.
    while (open.length > 0) {
      const there = new Set((await controlsOf(page)).map(({ name }) => name));
      const asked = open.filter(([name]) => there.has(name));
      if (asked.length === 0) break;
      for (const [name, value] of asked)
        for (const one of [value].flat()) await answer(page, name, one);
      open = open.filter(([name]) => !there.has(name));
      if (scripts && open.length > 0) continue;
      const gone = page.waitForEvent("framenavigated");
      await enter(page, "button[value=next]:not([aria-hidden])");
      await gone;
      await page.waitForLoadState("domcontentloaded");
      await settled(page);
    }
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.review.title);
  await goOn(page, "form.file-form button");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.receipt.title);
});

async function answer(page: Page, name: string, value: string): Promise<void> {
  const options = (await controlsOf(page)).filter((control) => control.name === name);
  const [first] = options;
  if (!first || value === "") return;
  const selector = `[name=${JSON.stringify(name)}]`;
  switch (first.type) {
    case "radio": {
      // Tab comes to the group, the arrows go through it and choose.
      await tabTo(page, selector);
      await page.keyboard.press("Space");
      for (let presses = 0; presses < options.length; presses += 1) {
        if (await page.locator(`${selector}[value=${JSON.stringify(value)}]`).isChecked()) return;
        await page.keyboard.press("ArrowDown");
      }
      break;
    }
    case "checkbox":
      await tabTo(page, `${selector}[value=${JSON.stringify(value)}]`);
      await page.keyboard.press("Space");
      return;
    case "select-one":
      await tabTo(page, selector);
      for (const _option of first.options) {
        if ((await page.locator(selector).inputValue()) === value) return;
        await page.keyboard.press("ArrowDown");
      }
      return;
    default:
      await tabTo(page, selector);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(value);
  }
}

test("colours of one's own and less motion are respected", async ({ page, scripts }) => {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  for (const address of ["/", "/musterstadt/alle-feldarten", "/musterstadt/alle-feldarten/texte"]) {
    await open(page, address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return [transitionDuration, animationDuration]
            .flatMap((list) => list.split(","))
            .some((duration) => Number.parseFloat(duration) > 0.01);
        })
        .map((element) => `${element.localName}.${element.className}`),
    );
    expect(moving, `moves on ${address}`).toEqual([]);
    await expectAccessible(page, scripts);
    await tabTo(page, "main a, main button, main input");
  }
});
