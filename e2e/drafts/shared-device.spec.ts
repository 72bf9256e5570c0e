import {
  beginDogTax,
  control,
  dogTax,
  givenName,
  keeper,
  makeLink,
  sendPage,
  tryCode,
  words,
} from "../fixtures/draft.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";

const service = `/musterstadt/${dogTax}`;
const bar = ".shared-bar";

test("a shared device shows when the sitting ends, and afterwards nothing @phone", async ({
  page,
  context,
  scripts,
}) => {
  await open(page, "/musterstadt?geraet=gemeinsam");
  expect(page.url()).not.toContain("geraet");
  await expect(page.locator(bar)).toContainText(scripts ? "in 10 Minuten" : /um \d\d:\d\d Uhr/);
  await open(page, `${service}/halter`);
  await expectSoundPage(page, scripts);
  await sendPage(page, keeper);
  const { url, code } = await makeLink(page, service);
  await open(page, `${service}/halter`);
  await expect(control(page, givenName)).toHaveValue("Erika");

  await follow(page, page.getByRole("button", { name: words.shared.end }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.draft.shared.endTitle);
  await expectSoundPage(page, scripts);
  // Neither the browser's button nor the address brings anything back.
  for (let back = 0; back < 3; back += 1) {
    await page.goBack();
    await page.waitForTimeout(300);
    expect(await page.locator("body").innerHTML()).not.toContain("Erika");
  }
  await open(page, `${service}/halter`);
  await expect(control(page, givenName)).toHaveValue("");
  await open(page, `${service}/entwurf`);
  await expect(page.locator("main")).toContainText(words.draft.nothing.title);
  expect((await context.cookies()).filter(({ name }) => name === "geraet")).toEqual([]);

  // What was begun is not lost.
  await tryCode(page, url, code);
  await expect(page).toHaveURL(/\/anschrift$/);
});

test("switching it on amid a draft locks what was begun before", async ({ page, context }) => {
  const base = await beginDogTax(page);
  await open(page, base);
  await follow(page, page.getByRole("button", { name: words.shared.offer }));
  await expect(page.locator(bar)).toBeVisible();
  await open(page, `${base}/halter`);
  await expect(control(page, givenName)).toHaveValue("Erika");
  // Nobody does anything for ten minutes: the browser drops the key by itself.
  await context.clearCookies({ name: "geraet" });
  await open(page, `${base}/halter`);
  await expect(control(page, givenName)).toHaveValue("");
});

test("the time runs out by itself, and typing begins it anew @js", async ({ page }) => {
  await page.clock.install();
  await open(page, `${service}/halter?geraet=gemeinsam`);
  await page.clock.fastForward("05:00");
  await expect(page.locator(bar)).toContainText("in 5 Minuten");
  await control(page, givenName).fill("Erika");
  await page.clock.runFor(2000);
  await expect(page.locator(bar)).toContainText("in 10 Minuten");
  await page.clock.fastForward("10:01");
  await expect(page).toHaveURL(/\/gemeinsam\/ende$/);
  await open(page, `${service}/halter`);
  await expect(control(page, givenName)).toHaveValue("");
});

test("without scripts the page leaves by itself", async ({ request }) => {
  const response = await request.get(`${service}?geraet=gemeinsam`);
  expect(await response.text()).toContain('content="600;url=/gemeinsam/ende"');
  expect(response.headers()["cache-control"]).toBe("no-store");
  const ended = await request.post("/gemeinsam/ende", { form: {}, maxRedirects: 0 });
  expect(ended.headers()["clear-site-data"]).toBe('"cache", "storage"');
});
