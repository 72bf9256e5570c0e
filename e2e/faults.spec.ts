import type { APIRequestContext } from "@playwright/test";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startEmbedded } from "#db/embedded.ts";
import {
  addressIn,
  fileApplication,
  findService,
  playExample,
  referencePattern,
  wordsIn,
} from "./fixtures/citizen.ts";
import { currentExamples } from "./fixtures/current-examples.ts";
import { einmal } from "./fixtures/command-line.ts";
import { fileByRequest } from "./fixtures/file-by-request.ts";
import { fillForm, intentButton } from "./fixtures/fill-form.ts";
import { expect, test } from "./fixtures/portal-test.ts";
import { open, press, settled } from "./fixtures/press.ts";
import { findInInbox, signInByRequest } from "./fixtures/staff.ts";
import { startServer } from "./fixtures/start-server.ts";
import { readTestRun } from "./fixtures/test-run.ts";

const service = "meldebescheinigung";
const words = wordsIn("de");

function exampleOf() {
  const [example] = currentExamples(service);
  if (!example) throw new Error(`${service} has no worked example`);
  return example;
}

test("two tabs may fill in the same application", async ({ page, context, caseworker }) => {
  const base = await findService(page, { service });
  const example = exampleOf();
  const [first] = example.steps;
  const other = await context.newPage();
  await playExample(page, base, example);

  await open(other, `${base}/${first?.page ?? ""}`);
  await fillForm(other, { input: first?.input ?? {}, files: {} });
  const reference = await fileApplication(page);
  // What the other tab still sends comes too late: it is shown the receipt.
  await press(other, intentButton(other, "next"));
  await expect(other).toHaveURL(new RegExp(`/eingang/${reference}$`));
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(words.receipt.title);
  expect(await findInInbox(caseworker, reference)).toBeDefined();
});

test("going back after filing leads to the receipt", async ({ page }) => {
  const base = await findService(page, { service });
  await playExample(page, base, exampleOf());
  const reference = await fileApplication(page);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.receipt.title);
  await open(page, `${base}/${exampleOf().steps[0]?.page ?? ""}`);
  await expect(page).toHaveURL(new RegExp(`/eingang/${reference}$`));
});

test("two clicks file once", async ({ ownPortal, browser }) => {
  const context = await browser.newContext({ baseURL: ownPortal.origin });
  const page = await context.newPage();
  const filed = async () => {
    const base = await findService(page, { service });
    await playExample(page, base, exampleOf());
    return base;
  };
  await filed();
  await page.getByRole("button", { name: words.review.file }).dblclick();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(words.receipt.title);

  // At the very same time, too.
  await context.clearCookies();
  const address = `${await filed()}/pruefen`;
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      context.request.post(address, { form: { intent: "file" }, maxRedirects: 0 }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([303]));
  expect(new Set(answers.map((answer) => answer.headers()["location"])).size).toBe(1);

  const staff = (await browser.newContext({ baseURL: ownPortal.origin })).request;
  await signInByRequest(staff, ownPortal, "caseworker of Musterstadt");
  expect(await referencesIn(staff)).toHaveLength(2);
});

/** All that was filed in the town, from the list that staff can download. */
async function referencesIn(staff: APIRequestContext): Promise<readonly string[]> {
  const list = await (await staff.get("/eingang/liste.csv")).text();
  return [...list.matchAll(new RegExp(`^"?(${referencePattern.source})"?;`, "gm"))].map(
    ([, reference = ""]) => reference,
  );
}

test("while the database is away the page says so and keeps what was typed", async ({
  page,
  folder,
  scripts,
}) => {
  test.setTimeout(120_000);
  const databaseFolder = path.join(folder, "database");
  let database = await startEmbedded(databaseFolder);
  const environment = {
    DATA_DIR: path.join(folder, "data"),
    DATABASE_URL: database.url,
    MASTER_KEY: randomBytes(32).toString("base64"),
  };
  const server = await startServer({
    dataDir: environment.DATA_DIR,
    logFile: readTestRun().logFile,
    environment,
  });
  try {
    const offer = ["--service", service, "--municipality", "musterstadt"];
    expect(
      (await einmal(environment, "offering", "enable", ...offer, "--not-ready-too")).code,
    ).toBe(0);
    const base = `/musterstadt/${service}`;
    const example = exampleOf();
    const [first, second] = example.steps;
    if (!first || !second) throw new Error("too short");
    await open(page, `${server.origin}${base}/${first.page}`);
    await fillForm(page, first);
    await press(page, intentButton(page, "next"));
    await fillForm(page, second);

    await database.stop();
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await press(page, intentButton(page, "next"));
    expect((await answered).status()).toBe(503);
    const title = scripts ? words.page.notSaved : words.error.unavailable.title;
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    for (const [name, value] of Object.entries(second.input)) {
      if (value === "" || Array.isArray(value)) continue;
      const kept = page.locator(`[name=${JSON.stringify(name)}]`);
      const chosen = kept.and(page.locator(":checked, :not([type=radio], [type=checkbox])"));
      await expect(chosen).toHaveValue(value);
    }
    const other = await page.context().newPage();
    expect((await other.goto(`${server.origin}${base}`))?.status()).toBe(503);
    await other.close();

    database = await startEmbedded(databaseFolder);
    const again = scripts
      ? intentButton(page, "next")
      : page.getByRole("button", { name: words.error.retry });
    await expect(async () => {
      await press(page, again);
      expect(addressIn(page, base)).toBe(example.steps[2]?.page);
    }).toPass({ timeout: 20_000 });
    await playExample(page, base, { ...example, steps: example.steps.slice(2) });
    await fileApplication(page);
  } finally {
    await server.stop();
    await database.stop();
  }
});

test("a receipt that was shown outlives the death of the server @js", async ({ page, folder }) => {
  const { laidOut, logFile } = readTestRun();
  const server = await startServer({ dataDir: folder, logFile, copyOf: laidOut });
  await open(page, `${server.origin}/musterstadt/${service}/${exampleOf().steps[0]?.page ?? ""}`);
  await playExample(page, `/musterstadt/${service}`, exampleOf());
  const reference = await fileApplication(page);
  await server.kill();
  const port = Number(new URL(server.origin).port);
  const next = await startServer({ dataDir: folder, logFile, port });
  try {
    await page.reload();
    await settled(page);
    await expect(page.getByText(reference).first()).toBeVisible();
    await expect(page.getByText("Mustermann").first()).toBeVisible();
  } finally {
    await next.stop();
  }
});

test("nothing acknowledged is lost, however the server dies @js", async ({
  playwright,
  folder,
}) => {
  test.setTimeout(240_000);
  const { laidOut, logFile } = readTestRun();
  const receipts = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const server = await startServer({ dataDir: folder, logFile, copyOf: laidOut });
    const before = receipts.size;
    let alive = true;
    const citizen = async () => {
      while (alive) {
        const request = await playwright.request.newContext({ baseURL: server.origin });
        const reference = await fileByRequest(
          request,
          `/musterstadt/${service}`,
          exampleOf(),
        ).catch(() => undefined);
        if (reference !== undefined) receipts.add(reference);
        await request.dispose();
      }
    };
    const citizens = [citizen(), citizen(), citizen()];
    // However slow the machine: somebody has a receipt, and the others are on their way.
    await expect.poll(() => receipts.size, { timeout: 60_000 }).toBeGreaterThan(before);
    await pause(400 * round);
    await server.kill();
    alive = false;
    await Promise.all(citizens);
  }
  const server = await startServer({ dataDir: folder, logFile });
  try {
    const staff = await playwright.request.newContext({ baseURL: server.origin });
    await signInByRequest(staff, server, "caseworker of Musterstadt");
    expect(receipts.size).toBeGreaterThan(2);
    const inbox = await referencesIn(staff);
    expect([...receipts].filter((reference) => !inbox.includes(reference))).toEqual([]);
    await staff.dispose();
  } finally {
    await server.stop();
  }
});
