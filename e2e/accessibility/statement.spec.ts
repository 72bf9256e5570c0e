import accessibility from "../../locales/de/accessibility.json" with { type: "json" };
import administration from "../../locales/de/administration.json" with { type: "json" };
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";
import { wordsIn } from "../fixtures/citizen.ts";

const { report, state } = accessibility;
const staff = administration.accessibility;
const footer = wordsIn("de").shell;

test("a barrier is reported from the page where it is, and the town marks it as answered @phone", async ({
  page,
  context,
  portal,
  scripts,
}) => {
  const what = `Der Knopf ist zu klein (${String(Date.now())})`;
  await open(page, "/musterstadt/strassenfest");
  await follow(page, page.getByRole("link", { name: footer.accessibility, exact: true }));
  await expect(page).toHaveURL(/\/musterstadt\/barrierefreiheit$/);
  await expect(page.locator("main")).toContainText(state.partial);
  await expectSoundPage(page, scripts);

  await open(page, "/musterstadt/strassenfest");
  await follow(page, page.getByRole("link", { name: footer.reportBarrier }));
  await expect(page.getByLabel(report.page)).toHaveValue("/musterstadt/strassenfest");
  await page.getByLabel(report.reply).fill("erika.mustermann@example.org");
  await follow(page, page.getByRole("button", { name: report.send }));
  await expect(page.locator(".error-summary")).toContainText(report.errors.nothing);
  await expect(page.getByLabel(report.reply)).toHaveValue("erika.mustermann@example.org");
  await expectSoundPage(page, scripts);
  await page.getByLabel(report.what).fill(what);
  await follow(page, page.getByRole("button", { name: report.send }));
  await expect(page.locator("main")).toContainText("Vielen Dank");
  expect(await context.cookies()).toEqual([]);

  await signIn(page, portal, "municipality-admin of Musterstadt");
  await follow(page, page.getByRole("link", { name: staff.link }));
  const row = page.getByRole("row").filter({ hasText: what });
  await expect(row).toContainText("/musterstadt/strassenfest");
  await expectSoundPage(page, scripts);
  await follow(page, row.getByRole("button"));
  await expect(page.getByRole("row").filter({ hasText: what })).toContainText(staff.answered);
});
