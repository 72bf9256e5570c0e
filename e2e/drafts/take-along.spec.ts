import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { beginDogTax, control, givenName, sendPage, words } from "../fixtures/draft.ts";
import { errorSummary } from "../fixtures/citizen.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";

const { carry, takeOver } = words.draft;
const passphrase = "vier Wörter reichen aus";
const other = "/potsdam/meldebescheinigung";

async function bring(page: Page, file: Buffer, typed: string): Promise<void> {
  await page.getByLabel(takeOver.file).setInputFiles({
    name: "angaben.json",
    mimeType: "application/json",
    buffer: file,
  });
  await page.getByLabel(takeOver.passphrase).fill(typed);
  await follow(page, page.getByRole("button", { name: takeOver.open }));
}

test("answers go along into another service of another municipality, one by one @phone", async ({
  page,
  scripts,
}) => {
  const base = await beginDogTax(page);
  await open(page, `${base}/entwurf`);
  await page.getByLabel(carry.passphrase).fill("kurz");
  await follow(page, page.getByRole("button", { name: carry.download }));
  await expect(errorSummary(page)).toContainText(carry.short);
  await expectSoundPage(page, scripts);
  await page.getByLabel(carry.passphrase).fill(passphrase);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: carry.download }).click(),
  ]);
  const file = readFileSync(await download.path());
  expect(file.toString()).not.toContain("Erika");

  await open(page, other);
  await follow(page, page.getByRole("link", { name: words.service.takeOver }));
  await expectSoundPage(page, scripts);
  await follow(page, page.getByRole("button", { name: takeOver.open }));
  await expect(errorSummary(page)).toContainText(takeOver.missing);
  await bring(page, Buffer.from("%PDF-1.7"), passphrase);
  await expect(errorSummary(page)).toContainText(takeOver.foreign);
  await bring(page, file, "ein falsches Kennwort");
  await expect(errorSummary(page)).toContainText(takeOver.wrongPassphrase);
  await expectSoundPage(page, scripts);
  await bring(page, file, passphrase);
  await expect(page.locator("main")).toContainText("Vornamen: Erika");
  await expect(page.locator("main")).toContainText(
    "Übernommen aus „Hund zur Hundesteuer anmelden“",
  );
  await expectSoundPage(page, scripts);
  // Not the family name.
  await page.getByText(/Familienname: Mustermann/).click();
  await follow(page, page.getByRole("button", { name: takeOver.take }));
  await expect(page.locator("main")).toContainText(words.service.takenOver);
  await follow(page, page.getByRole("link", { name: words.service.continue }));
  const certificate = "G99000000250/F9900000050";
  await sendPage(page, { [`${certificate}5`]: "ich", [`${certificate}1`]: "einfach" });
  await sendPage(page, { "G99000000253/F99000000503": "bank" });
  await expect(control(page, givenName)).toHaveValue("Erika");
  await expect(control(page, "G99000000201/F99000000302")).toHaveValue("");
  await expect(page.locator("main")).toContainText("Übernommen aus");
  await expectSoundPage(page, scripts);
});
