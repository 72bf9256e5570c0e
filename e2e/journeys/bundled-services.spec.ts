import { bundledServices } from "#db/seed/services/journey-examples.ts";
import { findService, playExample } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { fileExample, leaveAndReturn } from "../fixtures/file-example.ts";
import { test } from "../fixtures/portal-test.ts";

/** Every worked example of every bundled service, from the home page to the receipt. */
for (const service of bundledServices) {
  test.describe(service, () => {
    for (const [index, example] of currentExamples(service).entries()) {
      // accessibility/form-pages.spec.ts files the first one with scripts and without, and the second one with scripts.
      if (index === 1) continue;
      const where = index === 0 ? " @phone-only" : "";
      test(`${example.name}${where}`, async ({ page, caseworker }) => {
        const base = await findService(page, { service, language: example.language });
        await playExample(page, base, example);
        await leaveAndReturn(page, base, example);
        await fileExample(page, caseworker, example);
      });
    }
  });
}
