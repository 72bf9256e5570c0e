import arInformation from "../../locales/ar/information.json" with { type: "json" };
import ar from "../../locales/ar/portal.json" with { type: "json" };
import ukInformation from "../../locales/uk/information.json" with { type: "json" };
import uk from "../../locales/uk/portal.json" with { type: "json" };
import {
  addressIn,
  errorSummary,
  fileApplication,
  findService,
  playExample,
  wordsIn,
} from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { answersOf, readFiled } from "../fixtures/staff.ts";

const service = "meldebescheinigung";

for (const { language, dir, filedIn, texts, information } of [
  { language: "ar", dir: "rtl", filedIn: "de", texts: ar, information: arInformation },
  { language: "uk", dir: "ltr", filedIn: "uk", texts: uk, information: ukInformation },
]) {
  test(`somebody applies in ${language} @phone`, async ({ page, caseworker, scripts }) => {
    const [example] = currentExamples(service);
    if (!example) throw new Error(`${service} has no worked example`);
    await open(page, `/musterstadt/${service}?sprache=${language}`);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator("html")).toHaveAttribute("dir", dir);
    await expect(page.getByText(texts.service.otherLanguage)).toBeVisible();
    // The service is German: its name is marked.
    await expect(page.getByRole("heading", { level: 1 })).toHaveAttribute("lang", "de");
    await expectSoundPage(page, scripts);

    const base = await findService(page, { service, language });
    await press(page, intentButton(page, "next"));
    await expect(errorSummary(page)).toBeVisible();
    await expectSoundPage(page, scripts);

    await playExample(page, base, example);
    await expect.poll(() => addressIn(page, base)).toBe("pruefen");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(texts.review.title);
    await expectSoundPage(page, scripts);

    const reference = await fileApplication(page, language);
    await expectSoundPage(page, scripts);
    const filed = await readFiled(caseworker, reference);
    expect(answersOf(filed)).toEqual(example.data);
    // Staff read it, and it is printed.
    expect(filed.language).toBe(filedIn);
    await follow(page, page.getByRole("link", { name: texts.shell.unreviewedMore }));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(information.languages.title);
  });
}

test("the language is chosen with the keyboard alone @phone-too", async ({ page, scripts }) => {
  await open(page, "/musterstadt");
  const menu = page.locator(".languages__menu");
  await menu.locator("summary").focus();
  await page.keyboard.press("Enter");
  await expect(menu.getByRole("link")).toHaveCount(6);
  await expectSoundPage(page, scripts);
  const arabic = menu.getByRole("link", { name: "العربية" });
  await expect(arabic).toHaveAttribute("lang", "ar");
  await arabic.focus();
  await Promise.all([page.waitForURL("/musterstadt"), page.keyboard.press("Enter")]);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    wordsIn("ar").municipality.title,
  );
});

test("staff read German whatever language the browser got on citizens' pages", async ({ page }) => {
  await open(page, "/?sprache=ar");
  await open(page, "/anmelden");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expect(page.locator(".languages a")).toHaveText(["Deutsch", "English"]);
});
