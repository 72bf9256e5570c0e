import { expect, test } from "../fixtures/portal-test.ts";
import { open, press, tick } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });

test("somebody is invited, accepts, and sees what the role allows and no more", async ({
  page,
  ownPortal,
  browser,
  scripts,
}) => {
  test.setTimeout(300_000);
  await signIn(page, ownPortal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung/personen");
  await expectSoundPage(page, scripts);
  await open(page, "/verwaltung/personen/einladen");
  await press(page, page.getByRole("button", { name: "Einladen" }));
  await expect(page.getByRole("alert")).toContainText("Geben Sie die E-Mail-Adresse ein.");
  await expectSoundPage(page, scripts);
  await page.getByLabel("E-Mail-Adresse").fill("erika@musterstadt.example");
  await page.getByLabel("Name", { exact: true }).fill("Anna Musterfrau");
  await tick(page.getByLabel("Redaktion"));
  await press(page, page.getByRole("button", { name: "Einladen" }));
  // This portal has no mail server.
  const link = (await page.locator(".invitation-link code").textContent()) ?? "";
  expect(link).toMatch(/\/einladung\/[\w-]{43}$/);
  await expectSoundPage(page, scripts);

  const context = await browser.newContext({
    baseURL: ownPortal.origin,
    javaScriptEnabled: scripts,
    locale: "de-DE",
  });
  const invited = await context.newPage();
  await open(invited, new URL(link).pathname);
  await expectSoundPage(invited, scripts);
  await press(invited, invited.getByRole("button", { name: "Einladung annehmen" }));
  await expect(invited.getByRole("alert")).toContainText("mindestens 12 Zeichen");
  await expect(invited.getByLabel("Ihr Name")).toHaveValue("Anna Musterfrau");
  await expectSoundPage(invited, scripts);
  await invited.getByLabel("Passwort", { exact: true }).fill("richtig-pferd-batterie");
  await invited.getByLabel("Passwort wiederholen").fill("richtig-pferd-batterie");
  await press(invited, invited.getByRole("button", { name: "Einladung annehmen" }));
  await expect(invited).toHaveURL("/verwaltung");
  const links = invited.getByRole("navigation", { name: "Arbeitsbereich" }).getByRole("link");
  await expect(links).toHaveText(["Leistungen"]);
  await expect(invited.getByRole("button", { name: /Offline nehmen/ })).toHaveCount(0);
  await expect(invited.locator(".area-links")).toHaveCount(0);
  for (const address of [
    "/eingang",
    "/verwaltung/personen",
    "/verwaltung/protokoll",
    "/verwaltung/aussehen",
  ])
    expect((await invited.request.get(address)).status()).toBe(403);

  await open(invited, "/konto");
  await expectSoundPage(invited, scripts);
  await press(invited, invited.getByRole("button", { name: "Passwort ändern" }));
  await expect(invited.getByRole("alert")).toContainText("Das bisherige Passwort stimmt nicht.");
  await expectSoundPage(invited, scripts);

  const late = await browser.newContext({ baseURL: ownPortal.origin, locale: "de-DE" });
  const again = await late.request.get(new URL(link).pathname);
  expect(again.status()).toBe(410);
  expect(again.headers()["referrer-policy"]).toBe("no-referrer");
  expect(again.headers()["cache-control"]).toBe("no-store");
  expect(await again.text()).toContain("Diese Einladung ist schon angenommen");

  await open(page, "/verwaltung/personen");
  const row = page.getByRole("row", { name: /Anna Musterfrau/ });
  await expect(row).toContainText("Redaktion");
  await press(page, row.getByRole("link", { name: /Ändern/ }));
  await expectSoundPage(page, scripts);
  await tick(page.getByLabel("Sachbearbeitung"));
  await press(page, page.getByRole("button", { name: "Aufgaben speichern" }));
  await expect(page.getByRole("status")).toContainText("Die Änderung ist gespeichert.");
  expect((await invited.request.get("/eingang")).status()).toBe(200);

  await open(page, "/verwaltung/protokoll?art=people");
  await expectSoundPage(page, scripts);
  await expect(page.locator("tbody tr")).toContainText([
    "Max Mustermann hat Anna Musterfrau die Aufgabe „Sachbearbeitung“ gegeben",
    "Anna Musterfrau hat eine Einladung angenommen (Redaktion)",
    "Max Mustermann hat eine Person eingeladen (Redaktion)",
  ]);
  await page.getByLabel("Von").fill("gestern");
  await press(page, page.getByRole("button", { name: "Anzeigen" }));
  await expect(page.getByRole("alert")).toContainText("Geben Sie ein Datum ein");
  await expectSoundPage(page, scripts);
  await context.close();
  await late.close();
});
