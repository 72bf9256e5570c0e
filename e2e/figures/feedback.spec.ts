import { readJourneyExamples } from "#db/seed/services/journey-examples.ts";
import administration from "../../locales/de/administration.json" with { type: "json" };
import {
  errorSummary,
  fileApplication,
  findService,
  playExample,
  wordsIn,
} from "../fixtures/citizen.ts";
import { fileByRequest } from "../fixtures/file-by-request.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

const service = "hundesteuer-anmelden";
const words = wordsIn("de").feedback;
const texts = administration.figures;
const address = `/rueckmeldung/musterstadt/${service}`;
const [example] = readJourneyExamples(service);
/** Without items or files, so that it is filed in a moment. */
const certificate = "meldebescheinigung";
const [small] = readJourneyExamples(certificate);

test("after filing one can say how it went, and no cookie goes along @phone", async ({
  page,
  context,
  scripts,
}) => {
  const base = await findService(page, { service });
  if (!example) throw new Error("no example");
  await playExample(page, base, example);
  await fileApplication(page);
  const asked = page.waitForRequest((request) => request.method() === "POST");
  await page.getByText(words.ratings["4"], { exact: true }).click();
  await page.getByLabel(words.comment).fill("Die Seite zum Hund war lang.");
  await follow(page, page.getByRole("button", { name: words.send }));
  const request = await asked;
  expect(new URL(request.url()).pathname).toBe(address);
  expect((await request.allHeaders())["cookie"] ?? "").not.toContain("entwurf");
  await expect(page.locator("main")).toContainText(words.thanks);
  await expectSoundPage(page, scripts);
  expect((await context.cookies()).map(({ name }) => name).sort()).toEqual([
    `entwurf-${service}`,
    "sprache",
  ]);
});

test("feedback has an address of its own, and mistakes lose nothing @phone", async ({
  page,
  scripts,
}) => {
  await open(page, address);
  await expectSoundPage(page, scripts);
  await follow(page, page.getByRole("button", { name: words.send }));
  await expect(errorSummary(page)).toContainText(words.errors.nothing);
  await expectSoundPage(page, scripts);
  const long = "Zu lang. ".repeat(120);
  await page.getByText(words.ratings["2"], { exact: true }).click();
  await page.getByLabel(words.comment).fill(long);
  await follow(page, page.getByRole("button", { name: words.send }));
  await expect(page.getByLabel(words.comment)).toHaveValue(long);
  await expect(page.getByLabel(words.ratings["2"], { exact: true })).toBeChecked();
  await expectSoundPage(page, scripts);
});

test("the municipality sees how its service is used, and what was written", async ({
  page,
  playwright,
  portal,
  scripts,
}) => {
  if (!small) throw new Error("no example");
  for (let count = 0; count < 5; count += 1) {
    // Somebody else each time: a browser that has filed is led to its receipt.
    const request = await playwright.request.newContext({ baseURL: portal.origin });
    await fileByRequest(request, `/musterstadt/${certificate}`, small);
    await request.dispose();
  }
  await open(page, `/rueckmeldung/musterstadt/${certificate}`);
  await page.getByLabel(words.comment).fill("Bitte an erika@beispiel.de schreiben.");
  await follow(page, page.getByRole("button", { name: words.send }));

  await signIn(page, portal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung/zahlen");
  await expectSoundPage(page, scripts);
  await follow(page, page.locator(`main a[href*="leistung=${certificate}"]`));
  const main = page.locator("main");
  await expect(main).toContainText(texts.conversion);
  await expect(main).toContainText("Bitte an […] schreiben.");
  await expect(main).not.toContainText("erika@");
  await expectSoundPage(page, scripts);
  const table = await page.request.get(
    (await page.getByRole("link", { name: texts.csv }).getAttribute("href")) ?? "",
  );
  expect(table.headers()["content-type"]).toContain("text/csv");
  expect(await table.text()).toMatch(/"filed";"";"\d+"/);
});
