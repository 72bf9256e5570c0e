import { bundledServices } from "#db/seed/services/journey-examples.ts";
import {
  addressIn,
  fileApplication,
  findService,
  playExample,
  wordsIn,
} from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { follow, press } from "../fixtures/press.ts";
import { intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { answersOf, readFiled } from "../fixtures/staff.ts";

/** Every worked example of every bundled service, from the home page to the receipt. */
for (const service of bundledServices) {
  test.describe(service, () => {
    for (const [index, example] of currentExamples(service).entries()) {
      // The first one on phones and without scripts (accessibility/form-pages.spec.ts files it with scripts); of the others one shows
      // that it works without.
      const where = ["@phone", "@js", ""][index] ?? "";
      test(`${example.name} ${where}`.trim(), async ({ page, caseworker }, { project }) => {
        test.skip(index === 0 && project.name === "js", "filed by another test");
        const { language } = example;
        const words = wordsIn(language);
        const base = await findService(page, { service, language });
        await playExample(page, base, example);
        await expect.poll(() => addressIn(page, base)).toBe("pruefen");
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.review.title);

        // There and back again: what was typed still stands there.
        await follow(page, page.locator("main a[href*='zurueck=pruefen']").first());
        expect(addressIn(page, base)).not.toBe("pruefen");
        await press(page, intentButton(page, "next"));
        await expect.poll(() => addressIn(page, base)).toBe("pruefen");

        const reference = await fileApplication(page, language);
        const filed = await readFiled(caseworker, reference);
        expect(answersOf(filed)).toEqual(example.data);
        expect(filed.language).toBe(language);
      });
    }
  });
}
