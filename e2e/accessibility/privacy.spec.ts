import notice from "../../locales/de/notice.json" with { type: "json" };
import records from "../../locales/de/records.json" with { type: "json" };
import administration from "../../locales/de/administration.json" with { type: "json" };
import { errorSummary, wordsIn } from "../fixtures/citizen.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";

const service = "meldebescheinigung";
const link = wordsIn("de").service.privacyNotice;

test("citizens find the privacy notice of a service, in their language @phone", async ({
  page,
  scripts,
}) => {
  await open(page, `/musterstadt/${service}?sprache=de`);
  await follow(page, page.getByRole("link", { name: link }));
  await expect(page).toHaveURL(new RegExp(`/musterstadt/${service}/datenschutz$`));
  const main = page.locator("main");
  await expect(main).toContainText("Ausstellung der Meldebescheinigung");
  await expect(main).toContainText("30 Tage nach dem Eingang");
  await expect(main).toContainText(notice.rights.objection);
  await expectSoundPage(page, scripts);
  for (const language of ["en", "ar"]) {
    await open(page, `/musterstadt/${service}/datenschutz?sprache=${language}`);
    await expectSoundPage(page, scripts);
  }
});

test("a town completes what is missing, and gets its documents", async ({
  page,
  portal,
  scripts,
}) => {
  await signIn(page, portal, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung");
  await follow(page, page.getByRole("link", { name: administration.catalogue.privacy }));
  await expectSoundPage(page, scripts);
  await page.getByLabel(records.settings.controller).fill("Stadt Musterstadt");
  await page.getByLabel(records.settings.email, { exact: false }).first().fill("keine adresse");
  await follow(page, page.getByRole("button", { name: records.settings.save }));
  await expect(errorSummary(page)).toContainText(records.settings.errors.email);
  await expect(page.getByLabel(records.settings.controller)).toHaveValue("Stadt Musterstadt");
  await expectSoundPage(page, scripts);
  await page.getByLabel(records.settings.email, { exact: false }).first().fill("stadt@example.org");
  await follow(page, page.getByRole("button", { name: records.settings.save }));
  await expect(page.locator("main")).toContainText(records.settings.saved);

  for (const kind of ["record", "deletion"] as const) {
    await open(page, "/verwaltung/datenschutz");
    await follow(page, page.getByRole("link", { name: records.kindsOf[kind], exact: true }));
    await expect(page.locator("main")).toContainText("Meldebescheinigung");
    await expect(page.locator("main")).toContainText(records.open.settings);
    await expectSoundPage(page, scripts);
    const address = await page.getByRole("link", { name: records.paper.pdf }).getAttribute("href");
    const file = await page.request.get(address ?? "");
    expect(file.headers()["content-type"]).toBe("application/pdf");
  }
});
