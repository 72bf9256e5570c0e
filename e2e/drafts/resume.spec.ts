import { readFileSync } from "node:fs";
import { readZip } from "../fixtures/read-zip.ts";
import {
  beginDogTax,
  control,
  givenName,
  keeper,
  makeLink,
  otherDevice,
  tryCode,
  words,
} from "../fixtures/draft.ts";
import { errorSummary } from "../fixtures/citizen.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { readTestRun } from "../fixtures/test-run.ts";

const { arrival, resume } = words.draft;

test("a draft goes on at another device with link and code, and with neither alone @phone", async ({
  page,
  browser,
  baseURL,
  scripts,
}) => {
  const base = await beginDogTax(page);
  const { url, code } = await makeLink(page, base);
  await expect(page.getByRole("img", { name: words.draft.link.qr })).toBeVisible();
  await expectSoundPage(page, scripts);
  await page.reload();
  await expect(page.locator(".resume-link__code")).toHaveText(code);

  const other = await otherDevice(browser, baseURL, scripts);
  await open(other, url);
  const main = other.locator("main");
  await expect(main).not.toContainText(/Hund|Musterstadt|Erika/);
  const unreal = await otherDevice(browser, baseURL, scripts);
  await open(unreal, "/weiter/AAAAAAAAAAAAAAAAAAAAAA");
  expect(await main.innerText(), "a link that does not exist looks the same").toBe(
    await unreal.locator("main").innerText(),
  );
  await expectSoundPage(other, scripts);
  await follow(other, other.getByRole("button", { name: resume.open }));
  await expect(errorSummary(other)).toContainText(resume.empty);
  for (const [tab, address] of [
    [other, url],
    [unreal, "/weiter/AAAAAAAAAAAAAAAAAAAAAA"],
  ] as const) {
    await tryCode(tab, address, "BBBBB-BBBBB");
    await expect(errorSummary(tab)).toContainText(resume.wrong);
  }
  await expectSoundPage(other, scripts);

  await tryCode(other, url, code.toLowerCase().replace("-", " "));
  await expect(other).toHaveURL(/\/musterstadt\/hundesteuer-anmelden\/anschrift$/);
  await open(other, `${base}/halter`);
  await expect(control(other, givenName)).toHaveValue("Erika");
});

test("five wrong codes make one wait, and the page says for how long", async ({
  page,
  browser,
  baseURL,
  scripts,
}) => {
  const { url } = await makeLink(page, await beginDogTax(page));
  const other = await otherDevice(browser, baseURL, scripts);
  for (let count = 0; count < 5; count += 1) await tryCode(other, url, "BBBBB-BBBBB");
  await tryCode(other, url, "BBBBB-BBBBB");
  await expect(other.locator("main")).toContainText("Bitte warten Sie 15 Minuten");
  await expectSoundPage(other, scripts);
});

test("a draft that is open at the other device is replaced only by one who says so", async ({
  page,
  browser,
  baseURL,
  scripts,
}) => {
  const { url, code } = await makeLink(page, await beginDogTax(page));
  const other = await otherDevice(browser, baseURL, scripts);
  const base = await beginDogTax(other, { ...keeper, [givenName]: "Max" });
  await tryCode(other, url, code);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(arrival.title);
  await expectSoundPage(other, scripts);
  await follow(other, other.getByRole("button", { name: arrival.keepOwn }));
  await open(other, `${base}/halter`);
  await expect(control(other, givenName)).toHaveValue("Max");
  await tryCode(other, url, code);
  await follow(other, other.getByRole("button", { name: arrival.takeArriving }));
  await open(other, `${base}/halter`);
  await expect(control(other, givenName)).toHaveValue("Erika");
});

test("neither log nor Referer tells a link @js", async ({ page, browser, baseURL }) => {
  const { url, code } = await makeLink(page, await beginDogTax(page));
  const token = url.split("/").at(-1) ?? "";
  const other = await otherDevice(browser, baseURL, true);
  const referers: string[] = [];
  other.on("request", (request) => {
    if (!request.url().includes("/weiter/")) referers.push(request.headers()["referer"] ?? "");
  });
  await tryCode(other, url, "BBBBB-BBBBB");
  await tryCode(other, url, code);
  await open(other, `/weiter/${token}/gibtsnicht`);
  expect(referers.length).toBeGreaterThan(0);
  expect(referers.filter((referer) => referer.includes(token))).toEqual([]);
  expect(readFileSync(readTestRun().logFile, "utf8")).not.toContain(token);
});

test("a draft can be taken home and deleted at any time", async ({ page, scripts }) => {
  const base = await beginDogTax(page);
  await open(page, `${base}/entwurf`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: words.draft.data.download }).click(),
  ]);
  const files = await readZip(readFileSync(await download.path()));
  const folder = "hundesteuer-anmelden";
  const json = JSON.parse(files.get(`${folder}/angaben.json`)?.toString() ?? "{}") as object;
  expect(json).toMatchObject({ answers: { values: { [givenName]: "Erika" } } });
  expect(files.get(`${folder}/angaben.html`)?.toString()).toContain("Erika");
  await follow(page, page.getByRole("button", { name: words.draft.data.discard }));
  await expect(page.locator("main")).toContainText(words.service.discarded);
  await open(page, `${base}/entwurf`);
  await expect(page.locator("main")).toContainText(words.draft.nothing.title);
  await expectSoundPage(page, scripts);
});

test("a draft that was begun is offered before another one begins", async ({ page }) => {
  const base = await beginDogTax(page);
  await open(page, base);
  await expect(page.getByRole("link", { name: words.service.continue })).toBeVisible();
  await follow(page, page.getByRole("button", { name: words.service.startAnew }));
  await expect(page).toHaveURL(/\/halter$/);
  await expect(control(page, givenName)).toHaveValue("");
});
