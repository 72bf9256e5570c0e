import { type Browser, type Page } from "@playwright/test";
import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { pdfWith, phonePhoto, sheet } from "#app/files/fixtures/make-files.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { fileApplication, findService, playExample } from "../fixtures/citizen.ts";
import { intentButton } from "../fixtures/fill-form.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press, waken } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { readFiled } from "../fixtures/staff.ts";
import { startServer } from "../fixtures/start-server.ts";
import { readTestRun } from "../fixtures/test-run.ts";

const service = "alle-feldarten";
const [example] = currentExamples(service);

/** Goes to the page that asks for one file and for several. */
async function toFiles(page: Page): Promise<void> {
  const base = await findService(page, { service });
  if (!example) throw new Error("there is no example");
  const steps = example.steps.slice(
    0,
    example.steps.findIndex((step) => step.page === "dateien"),
  );
  await playExample(page, base, { ...example, steps });
  await expect(page.getByLabel("Eine Datei")).toBeVisible();
}

async function choose(
  page: Page,
  label: string,
  files: { name: string; buffer: Buffer }[],
): Promise<void> {
  const control = page.getByLabel(label).first();
  await control.setInputFiles(
    files.map((file) => ({ ...file, mimeType: "application/octet-stream" })),
  );
  const upload = page.locator("form.page-form").getByRole("button", { name: "Hochladen" }).first();
  // Without scripts a press sends them.
  if (await upload.isVisible()) await press(page, upload);
}

test("files are looked into, told apart by name, and kept @phone", async ({ page, scripts }) => {
  await toFiles(page);
  await choose(page, "Mehrere Dateien", [
    { name: "gut.pdf", buffer: await pdfWith("Bescheid") },
    { name: "geheim.pdf", buffer: await pdfWith("Bescheid", { userPassword: "x" }) },
    { name: "notiz.jpg", buffer: Buffer.from("nur Text") },
    {
      name: "dunkel.jpg",
      buffer: await sharp(await sheet())
        .linear(0.2, 0)
        .jpeg()
        .toBuffer(),
    },
  ]);
  const form = page.locator("form.page-form");
  await expect(
    form.getByText("„geheim.pdf“ ist mit einem Passwort geschützt").first(),
  ).toBeVisible();
  await expect(form.getByText("„notiz.jpg“ hat einen Typ").first()).toBeVisible();
  await expect(form.getByRole("link", { name: "gut.pdf" })).toBeVisible();
  await expect(form.getByRole("link", { name: "dunkel.jpg" })).toBeVisible();
  await expect(form.getByText("Das Bild ist sehr dunkel.")).toBeVisible();
  await expectSoundPage(page, scripts);
  await choose(page, "Eine Datei", [{ name: "foto.jpg", buffer: await phonePhoto() }]);
  await expect(form.getByRole("link", { name: "foto.jpg" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    form.getByRole("link", { name: "foto.jpg" }).click(),
  ]);
  const stored = await sharp(await download.path()).metadata();
  expect(stored).toMatchObject({ width: 1200, height: 1600 });
  expect(stored.exif).toBeUndefined();
});

test("an upload that is cut off goes on by itself @js", async ({ page, context }) => {
  await toFiles(page);
  let patches = 0;
  await context.route("**/anlagen/teile/*", async (route) => {
    if (route.request().method() === "PATCH" && (patches += 1) < 3)
      await route.abort("connectionreset");
    else await route.continue();
  });
  await choose(page, "Eine Datei", [{ name: "bescheid.pdf", buffer: await pdfWith("Bescheid") }]);
  await expect(page.getByRole("link", { name: "bescheid.pdf" })).toBeVisible({ timeout: 30_000 });
  expect(patches).toBeGreaterThan(2);
});

test("an upload goes on after the server was killed in the middle @js", async ({
  browser,
  folder,
}) => {
  const { laidOut, logFile } = readTestRun();
  let server = await startServer({ dataDir: folder, logFile, copyOf: laidOut });
  const port = Number(new URL(server.origin).port);
  const context = await browser.newContext({ baseURL: server.origin, locale: "de-DE" });
  const page = await context.newPage();
  await toFiles(page);
  const session = await context.newCDPSession(page);
  const slow = (uploadThroughput: number) =>
    session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await session.send("Network.enable");
  await slow(400_000);
  const buffer = Buffer.concat([await pdfWith("Bescheid"), randomBytes(4_000_000)]);
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  await choose(page, "Eine Datei", [{ name: "gross.pdf", buffer }]);
  await expect(page.getByText(/^[1-9],\d MB von/)).toBeVisible({ timeout: 30_000 });
  await server.kill();
  server = await startServer({ dataDir: folder, logFile, port });
  await slow(-1);
  await expect(page.getByRole("link", { name: "gross.pdf" })).toBeVisible({ timeout: 90_000 });
  // It went on where it was, and not from the beginning.
  expect(offsets.at(-1)).toBeGreaterThan(0);
  await context.close();
  await server.stop();
});

test("an upload can be stopped, and the next page waits for one that goes on @js", async ({
  page,
  context,
}) => {
  await toFiles(page);
  let let_go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (let_go = resolve));
  await context.route("**/anlagen/teile/*", async (route) => {
    if (route.request().method() === "PATCH") await held;
    await route.continue().catch(() => undefined);
  });
  await choose(page, "Mehrere Dateien", [{ name: "falsch.pdf", buffer: await pdfWith("x") }]);
  await page.getByRole("button", { name: /^Abbrechen ?: falsch.pdf$/ }).click();
  await expect(page.getByText("falsch.pdf")).toHaveCount(0);
  await choose(page, "Eine Datei", [{ name: "richtig.pdf", buffer: await pdfWith("x") }]);
  await expect(page.getByRole("progressbar", { name: "richtig.pdf hochladen" })).toBeVisible();
  await expectSoundPage(page, true);
  await intentButton(page, "next").click();
  await expect(
    page.getByText("Es geht weiter, sobald alle Dateien hochgeladen sind."),
  ).toBeVisible();
  let_go();
  await expect(page.getByText("richtig.pdf")).toHaveCount(0, { timeout: 30_000 });
  await expect(page).toHaveURL(/erklaerung|dateien/);
});

async function openPhone(browser: Browser, page: Page, scripts: boolean): Promise<Page> {
  const link = page.locator(".phone-box__link");
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: scripts,
    locale: "de-DE",
  });
  const phone = await context.newPage();
  await open(phone, (await link.getAttribute("href")) ?? "");
  return phone;
}

test("a phone is the scanner of one question", async ({ page, browser, scripts, caseworker }) => {
  await toFiles(page);
  await press(page, page.getByRole("button", { name: "Mit dem Handy fotografieren" }).first());
  await expect(page.getByRole("img", { name: "QR-Code" })).toBeVisible();
  await expectSoundPage(page, scripts);
  const phone = await openPhone(browser, page, scripts);
  await expectSoundPage(phone, scripts);
  if (scripts) await expect(phone.getByText(/Noch \d+ Minuten\./)).toBeVisible();
  const add = async (name: string, buffer: Buffer) => {
    await phone
      .getByLabel(/Foto aufnehmen/)
      .setInputFiles({ name, mimeType: "image/jpeg", buffer });
    if (!scripts) await follow(phone, phone.getByRole("button", { name: "Hinzufügen" }));
  };
  await add("notiz.jpg", Buffer.from("nur Text"));
  await expect(phone.locator(".error-summary")).toBeFocused();
  await expect(phone.locator(".error-summary")).toContainText("„notiz.jpg“ hat einen Typ");
  await expectSoundPage(phone, scripts);
  await add("eins.jpg", await phonePhoto());
  await expect(phone.getByText("1 Seite")).toBeVisible();
  await add("zwei.jpg", await sheet(1600, 1200));
  await expect(phone.getByText("2 Seiten")).toBeVisible();
  await expectSoundPage(phone, scripts);
  if (!scripts) await press(page, page.getByRole("button", { name: "Aktualisieren" }));
  await expect(page.getByText("2 Fotos angekommen.")).toBeVisible();
  await follow(phone, phone.getByRole("button", { name: "Fertig" }));
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText(
    "Fertig: Ihre Fotos sind angekommen",
  );
  await expectSoundPage(phone, scripts);
  if (!scripts) await press(page, page.getByRole("button", { name: "Aktualisieren" }));
  await expect(page.getByRole("link", { name: "Eine Datei.pdf" })).toBeVisible();
  await expect(page.locator(".phone-box")).toHaveCount(0);
  await press(page, intentButton(page, "next"));
  const last = example?.steps.at(-1);
  if (!last || !example) throw new Error("there is no example");
  await playExample(page, `/musterstadt/${service}`, { ...example, steps: [last] });
  await expect(page.getByText("Eine Datei.pdf")).toBeVisible();
  const reference = await fileApplication(page);
  const { attachments } = await readFiled(caseworker, reference);
  expect(attachments.map(({ name }) => name)).toContain("Eine Datei.pdf");
  await phone.context().close();
});

test("a page that asks for files is at work before anybody touches it @js", async ({
  page,
  context,
}) => {
  await toFiles(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await waken(other);
});
