import { expect, test } from "../fixtures/portal-test.ts";
import { intentButton } from "../fixtures/fill-form.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";
import { readTestRun } from "../fixtures/test-run.ts";

const host = "antrag.musterstadt.example";
const arms =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="M0 0h40v30L20 50 0 30z" fill="#c00"/><path d="M8 8h24v8H8z" fill="#fff"/></svg>';

test.use({
  baseURL: async ({ ownPortal }, use) => use(ownPortal.origin),
  launchOptions: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const { browser } = readTestRun();
      const rule = `--host-resolver-rules=MAP ${host} 127.0.0.1`;
      await use({ ...browser, args: [...(browser.args ?? []), rule] });
    },
    { scope: "worker" },
  ],
});

test("a town gives itself name, coat of arms and colour, and a host of its own @phone", async ({
  page,
  ownPortal,
  browser,
  scripts,
}) => {
  test.setTimeout(300_000);
  const citizen = await (
    await browser.newContext({
      baseURL: ownPortal.origin,
      javaScriptEnabled: scripts,
      locale: "de-DE",
    })
  ).newPage();
  const band = () =>
    citizen
      .locator(".shell__header")
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  await open(citizen, "/musterstadt");
  const neutral = await band();

  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung/aussehen");
  await expectSoundPage(page, scripts);
  const colour = page.getByLabel(/^Farbe/);
  await colour.fill("#ff9900");
  if (scripts) await expect(page.locator(".look-preview")).toContainText("zu wenig");
  await press(page, page.getByRole("button", { name: "Speichern" }));
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Der Kontrast ist 1,94 : 1");
  await expectSoundPage(page, scripts);
  await expect(colour).toHaveValue("#ff9900");
  const proposal = /ist (#[0-9a-f]{6})\./.exec((await alert.textContent()) ?? "")?.[1] ?? "";
  await press(page, page.getByRole("button", { name: "Vorschlag" }));
  await expect(colour).toHaveValue(proposal);
  await colour.fill("#005b3a");
  await press(page, page.getByRole("button", { name: "Vorschau zeigen" }));
  await expect(page.locator(".look-preview svg rect").nth(1)).toHaveAttribute("fill", "#005b3a");
  await page.getByLabel(/^Name im Kopf/).fill("Stadt Musterstadt");
  await page.getByLabel(/^Wappen/).setInputFiles({
    name: "wappen.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from(arms),
  });
  await page.getByLabel("Beschreibung des Wappens").fill("Wappen der Stadt Musterstadt");
  await page.getByLabel("Text von Link 1").fill("Stadt Musterstadt im Netz");
  await page.getByLabel("Adresse von Link 1").fill("https://musterstadt.example/");
  await page.getByLabel(/^Impressum Ihrer/).fill("Stadt Musterstadt\nMarktplatz 1");
  await press(page, page.getByRole("button", { name: "Speichern" }));
  await expect(page.getByRole("status").first()).toContainText("Das Aussehen ist gespeichert.");

  await open(citizen, "/musterstadt");
  await expectSoundPage(citizen, scripts);
  await open(citizen, "/musterstadt");
  expect(await band()).toBe("rgb(0, 91, 58)");
  expect(await band()).not.toBe(neutral);
  const picture = citizen.getByRole("img", { name: "Wappen der Stadt Musterstadt" });
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    0,
  );
  await expect(citizen.getByRole("link", { name: "Stadt Musterstadt im Netz" })).toBeVisible();
  await citizen.getByRole("link", { name: "Impressum" }).click();
  await expect(citizen.getByText("Marktplatz 1")).toBeVisible();
  await open(citizen, "/kiel");
  expect(await band()).toBe(neutral);

  await page.getByLabel("Adresse", { exact: true }).fill("kein host/");
  await press(page, page.getByRole("button", { name: "Adresse beantragen" }));
  await expect(page.getByRole("alert")).toContainText("Geben Sie einen Namen ein");
  await expectSoundPage(page, scripts);
  await page.getByLabel("Adresse", { exact: true }).fill(host);
  await press(page, page.getByRole("button", { name: "Adresse beantragen" }));
  await expect(page.getByText("Wartet auf den Betreiber")).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, ownPortal, "operator");
  await open(page, "/verwaltung/aussehen?gemeinde=000000000001");
  await expectSoundPage(page, scripts);
  await press(page, page.getByRole("button", { name: "Adresse bestätigen" }));
  await expect(page.getByText("Bestätigt", { exact: true })).toBeVisible();

  const own = `http://${host}:${new URL(ownPortal.origin).port}`;
  await citizen.goto(`${own}/`);
  await expect(citizen.getByRole("heading", { level: 1 })).toHaveText("Was möchten Sie erledigen?");
  await expect(citizen).toHaveURL(`${own}/`);
  await citizen.goto(`${own}/meldebescheinigung`);
  await expect(citizen).toHaveURL(`${own}/musterstadt/meldebescheinigung`);
  await citizen.getByRole("link", { name: "Antrag beginnen" }).click();
  await expect(citizen.locator("form.page-form")).toBeVisible();
  await press(citizen, intentButton(citizen, "next"));
  // The post came from this host and is taken; what is missing is told.
  await expect(citizen.getByRole("alert")).toBeVisible();
  expect(new URL(citizen.url()).host).toContain(host);
  expect((await citizen.goto(`${own}/kiel`))?.status()).toBe(404);
  expect((await citizen.goto(`${own}/anmelden`))?.status()).toBe(404);
});
