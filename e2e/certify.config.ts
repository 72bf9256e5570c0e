import { defineConfig, devices } from "@playwright/test";

/** Checks service packages (`npm run certify`), not the portal. */
export default defineConfig({
  testDir: "certify",
  globalSetup: "./global-setup.ts",
  outputDir: "../test-results",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 1_800_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1280, height: 900 },
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    trace: "off",
  },
});
