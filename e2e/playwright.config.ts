import { defineConfig, devices } from "@playwright/test";

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } };
const phone = {
  ...devices["Pixel 7"],
  viewport: { width: 390, height: 844 },
};
const noJs = { javaScriptEnabled: false };
const budget = "**/budget.spec.ts";
/** Said in the title of a test that is for phones: `@phone`, `@phone-too` or `@phone-only`. */
const onPhone = /@phone/;
/** Another test shows the same everywhere else. */
const onPhoneOnly = /@phone-only/;
/** A phone shows scripts, `no-js` the desktop: both at once show nothing more, unless the test is about scripts. */
const onPhoneInstead = /^(?!.*@js\b).*@phone(?!-)/;

/**
 * Everything that citizens do runs with and without scripts; what is about scripts alone, or needs no browser, says
 * `@js` in its title.
 */
export default defineConfig({
  testDir: ".",
  // Tests of the fixtures themselves, `.test.ts`, need no browser.
  testMatch: "**/*.spec.ts",
  testIgnore: budget,
  globalSetup: "./global-setup.ts",
  outputDir: "../test-results",
  // Two processors also run the portal, its database and the browsers; while one test waits, two others work.
  workers: 3,
  fullyParallel: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [["json"], ["dot"]] : [["list"]],
  use: {
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: "off",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "js", use: desktop, grepInvert: [onPhoneOnly, onPhoneInstead] },
    { name: "no-js", use: { ...desktop, ...noJs }, grepInvert: [/@js/, onPhoneOnly] },
    // What is narrow is looked at without scripts, too: `fixtures/sound-page.ts` makes each page 320 pixels wide.
    { name: "phone", use: phone, grep: onPhone },
    // Not beside the others: how soon a page stands is a matter of what else the machine does.
    { name: "budget", use: desktop, testMatch: budget, testIgnore: [], fullyParallel: false },
  ],
});
