import { dayOf } from "#app/domain/deadline.ts";
import { errorLinks, errorSummary, findService } from "../fixtures/citizen.ts";
import { fillForm, intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { press } from "../fixtures/press.ts";

// That every page of every service says what is wrong is tested together with its accessibility.

test("a page with errors keeps what was typed and says which answer is wrong", async ({
  page,
  scripts,
}) => {
  await findService(page, { service: "hundesteuer-anmelden" });
  const [givenName, familyName, birth] = [
    "G99000000201/F99000000301",
    "G99000000201/F99000000302",
    "G99000000201/F99000000303",
  ];
  const input = {
    [givenName]: "",
    [familyName]: "Mustermann <b>&quot;",
    [`${birth}/day`]: "31",
    [`${birth}/month`]: "2",
    [`${birth}/year`]: "1980",
  };
  await fillForm(page, { input, files: {} });
  await press(page, intentButton(page, "next"));
  await expect
    .poll(() => errorLinks(page))
    .toEqual(["#f-G99000000201__F99000000301", "#f-G99000000201__F99000000303__day"]);
  await expect(page).toHaveTitle(/^Fehler: /);
  if (scripts) await expect(errorSummary(page)).toBeFocused();
  for (const [name, value] of Object.entries(input))
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(value);

  // Told at the control itself, too, and gone once it is mended.
  const control = page.locator(`[name="${givenName}"]`);
  await expect(control).toHaveAttribute("aria-invalid", "true");
  const described = (await control.getAttribute("aria-describedby")) ?? "";
  const message = page.locator(`#${described.split(" ").at(-1) ?? ""}`);
  await expect(message).toContainText("Bitte füllen Sie das Feld");
  await fillForm(page, {
    input: { ...input, [givenName]: "Erika", [`${birth}/day`]: "3" },
    files: {},
  });
  if (scripts) await expect(message).toHaveCount(0);
  await press(page, intentButton(page, "next"));
  await expect(page).toHaveURL(/\/anschrift$/);
});

test("a question that an answer brings up is asked, not called wrong", async ({
  page,
  scripts,
}) => {
  await findService(page, { service: "alle-feldarten" });
  // Straight to the page is not possible: it comes fourth.
  const [first, second] = [
    { "texte/kurz": "Ja", "texte/zeilen#0": "Lesen" },
    { "zahlen/ganz": "1", "zahlen/betrag": "1" },
  ];
  for (const input of [first, second]) {
    await fillForm(page, { input, files: {} });
    await press(page, intentButton(page, "next"));
  }
  const [year = "", month = "", day = ""] = dayOf(new Date()).split("-");
  const today = { "zeit/tag/day": day, "zeit/tag/month": month, "zeit/tag/year": year };
  await fillForm(page, { input: today, files: {} });
  await press(page, intentButton(page, "next"));
  await expect(page).toHaveURL(/\/auswahl$/);

  const dependent = page.locator("[name='auswahl/mehr']");
  await fillForm(page, { input: { "auswahl/suche": "0042" }, files: {} });
  await expect(dependent).toHaveCount(0);
  await fillForm(page, { input: { "auswahl/janein": "true", "auswahl/eine": "rot" }, files: {} });
  if (scripts) {
    await expect(dependent).toBeVisible();
    await fillForm(page, { input: { "auswahl/janein": "false" }, files: {} });
    await expect(dependent).toHaveCount(0);
    return;
  }
  await press(page, intentButton(page, "next"));
  await expect(dependent).toBeVisible();
  await expect(errorSummary(page)).toHaveCount(0);
  await expect(page).not.toHaveTitle(/Fehler/);
  await expect(page.locator("[name='auswahl/eine'][value=rot]")).toBeChecked();
  await press(page, intentButton(page, "next"));
  await expect.poll(() => errorLinks(page)).toEqual(["#f-auswahl__mehr"]);
});

test("a press right at the edge of a message is not lost @js", async ({ page }) => {
  await findService(page, { service: "hundesteuer-anmelden" });
  // Leaving the control tells its error, which moves the button while it is being pressed.
  await page.locator("[name='G99000000201/F99000000303/year']").fill("3000");
  await intentButton(page, "next").click({ delay: 150 });
  await expect(errorSummary(page)).toBeFocused();
});

test("typing before the scripts arrive is not lost @js", async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/musterstadt/hundesteuer-anmelden/halter", { waitUntil: "commit" });
  const name = page.locator("[name='G99000000201/F99000000302']");
  await name.fill("Mustermann");
  release();
  await press(page, intentButton(page, "next"));
  await expect(errorSummary(page)).toBeFocused();
  await expect(name).toHaveValue("Mustermann");
});
