import { fileApplication, findService, playExample } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { findInInbox, signIn } from "../fixtures/staff.ts";

const forCitizens = [
  "/",
  "/?suche=kiel",
  "/?suche=gibtsnicht",
  "/?sprache=en",
  "/musterstadt",
  "/musterstadt?suche=hund",
  "/musterstadt?suche=gibtsnicht",
  "/trier",
  "/musterstadt/hundesteuer-anmelden",
  "/musterstadt/alle-feldarten",
  "/impressum",
  "/datenschutz",
  "/barrierefreiheit",
  "/hilfe",
  "/sprachen",
  "/sprachen?sprache=tr",
  "/musterstadt?sprache=ar",
  "/gibtsnicht?sprache=de-simple",
  "/anmelden",
  // Nothing there.
  "/gibtsnicht",
  "/gibtsnicht/hundesteuer-anmelden",
  "/musterstadt/gibtsnicht",
  "/musterstadt/hundesteuer-anmelden/gibtsnicht",
  "/musterstadt/hundesteuer-anmelden/eingang/2222-2222-2222",
];

test("the citizens' pages are without barriers, also where there is nothing", async ({
  page,
  scripts,
}) => {
  test.setTimeout(120_000);
  const titles = new Map<string, string>();
  for (const address of forCitizens) {
    await page.context().clearCookies();
    await open(page, address);
    await expectSoundPage(page, scripts);
    if (!/gibtsnicht|suche/.test(address)) titles.set(address, await page.title());
  }
  expect(new Set(titles.values()).size, [...titles.values()].join("\n")).toBe(titles.size);
});

test("the pages of staff are without barriers", async ({ page, portal, scripts }) => {
  test.setTimeout(120_000);
  const service = "meldebescheinigung";
  const [example] = currentExamples(service);
  if (!example) throw new Error(`${service} has no worked example`);
  await playExample(page, await findService(page, { service }), example);
  const reference = await fileApplication(page);

  await open(page, "/anmelden");
  await page.getByLabel("Benutzername").fill("niemand");
  await page.getByLabel("Passwort").fill("falsch");
  await press(page, page.getByRole("button", { name: "Anmelden", exact: true }));
  await expect(page.getByText("Benutzername oder Passwort stimmt nicht")).toBeVisible();
  await expectSoundPage(page, scripts);

  await signIn(page, portal, "caseworker of Musterstadt");
  const submission = (await findInInbox(page.request, reference)) ?? "";
  for (const address of ["/eingang", "/eingang?nummer=nichts", submission, "/eingang/gibtsnicht"]) {
    await open(page, address);
    await expectSoundPage(page, scripts);
  }
  await open(page, submission);
  await press(page, page.getByRole("button", { name: "Stand speichern" }));
  await expectSoundPage(page, scripts);

  for (const role of ["municipality-admin of Musterstadt", "operator"] as const) {
    await page.context().clearCookies();
    await signIn(page, portal, role);
    const addresses = [
      "/verwaltung",
      "/eingang",
      "/verwaltung?gemeinde=000000000001",
      "/verwaltung/abholungen?gemeinde=000000000001",
      "/verwaltung/abholungen/neu?gemeinde=000000000001",
    ];
    for (const address of addresses) {
      await open(page, address);
      await expectSoundPage(page, scripts);
    }
  }
});
