import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "@playwright/test";
import { startMailServer } from "#app/mail/fixtures/mail-server.ts";
import { fileApplication, findService, playExample } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { expect, test as base } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { findInInbox, signIn } from "../fixtures/staff.ts";
import { startServer, type PortalServer } from "../fixtures/start-server.ts";
import { readTestRun } from "../fixtures/test-run.ts";

interface WithMail {
  readonly server: PortalServer;
  readonly mails: Awaited<ReturnType<typeof startMailServer>>;
}
/** A portal that sends mails, to a server that the test reads. */
const test = base.extend<{ readonly mailing: WithMail }>({
  mailing: async ({ folder }, use) => {
    const mails = await startMailServer();
    const { laidOut, logFile } = readTestRun();
    const server = await startServer({
      dataDir: folder,
      logFile,
      copyOf: laidOut,
      environment: { SMTP_URL: mails.url, MAIL_FROM: "antrag@example.de" },
    });
    await use({ server, mails });
    await server.stop();
    await mails.stop();
  },
});

const festival = "strassenfest";

async function fill(page: Page, service = festival): Promise<void> {
  const [example] = currentExamples(service);
  if (!example) throw new Error(`${service} has no worked example`);
  await playExample(page, await findService(page, { service }), example);
}
const codeOn = async (page: Page) =>
  (await page.locator(".receipt-status__code").innerText()).trim();

async function ask(page: Page, reference: string, code: string): Promise<void> {
  await open(page, "/status?sprache=de");
  await page.getByLabel("Vorgangsnummer").fill(reference);
  await page.getByLabel("Zugangscode").fill(code);
  await press(page, page.getByRole("button", { name: "Stand anzeigen" }));
}

/** Saves what a link offers. */
async function save(page: Page, name: string, target: string): Promise<string> {
  const link = page.getByRole("link", { name });
  const address = (await link.getAttribute("href")) ?? "";
  const response = await page.request.get(address);
  expect(response.status()).toBe(200);
  writeFileSync(target, await response.body());
  return target;
}

test("the receipt says what happens next, proves itself, and is refused once tampered with @phone", async ({
  page,
  folder,
  scripts,
}) => {
  await fill(page);
  const reference = await fileApplication(page);
  await expect(page.getByText(/Über Ihren Antrag wird bis zum .* entschieden/)).toBeVisible();
  await expect(page.getByRole("img", { name: /QR-Code/ })).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT receipt
  const pdf = await save(page, "Eingangsbestätigung herunterladen", path.join(folder, "q.pdf"));
  const proof = await save(page, "Nachweis herunterladen", path.join(folder, "nachweis.json"));

  await follow(page, page.getByRole("link", { name: "Eingangsbestätigung prüfen" }).first());
  await expectSoundPage(page, scripts);
  const check = async (file: string) => {
    await page.getByLabel("Datei", { exact: true }).setInputFiles(file);
    await press(page, page.getByRole("button", { name: "Prüfen", exact: true }));
  };
  // SHOT verify
  await check(pdf);
  await expect(page.getByRole("heading", { name: "Die Bestätigung ist echt" })).toBeVisible();
  await expect(page.getByText("Die PDF-Datei ist unverändert")).toBeVisible();
  await expect(page.locator("main")).toContainText("Straßenfest anmelden");
  await expect(page.locator("main")).not.toContainText("Mustermann");
  await expect(page.locator("main")).not.toContainText(reference);
  await expectSoundPage(page, scripts);
  // SHOT verify-valid

  await check(proof);
  await expect(page.getByText("Geprüft wurde der Nachweis allein")).toBeVisible();

  const bytes = readFileSync(pdf);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  const changed = path.join(folder, "veraendert.pdf");
  writeFileSync(changed, bytes);
  await check(changed);
  await expect(page.getByRole("heading", { name: /wurde verändert/ })).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT verify-tampered

  await press(page, page.getByRole("button", { name: "Prüfen", exact: true }));
  await expect(page.getByText("Bitte wählen Sie eine Datei aus, oder").first()).toBeVisible();
  await expectSoundPage(page, scripts);
});

test("a page checks receipts without a network @js", async ({ page, folder, browser }) => {
  await fill(page);
  await fileApplication(page);
  const pdf = await save(page, "Eingangsbestätigung herunterladen", path.join(folder, "q.pdf"));
  const proof = await save(page, "Nachweis herunterladen", path.join(folder, "nachweis.json"));
  await open(page, "/quittung");
  const tool = await save(page, "Prüfseite herunterladen", path.join(folder, "pruefen.html"));
  await checkOffline(browser, tool, async (offline) => {
    const result = offline.locator("#result");
    for (const file of [pdf, proof]) {
      await offline.getByLabel("auswählen").setInputFiles(file);
      await expect(result).toContainText("Die Bestätigung ist echt");
      await expect(result).toContainText("Straßenfest anmelden");
    }
    // SHOTOFF offline-valid
    const text = readFileSync(proof, "utf8");
    await offline.getByLabel("als Text").fill(text);
    await offline.getByRole("button", { name: "Text prüfen" }).click();
    await expect(result).toContainText("Die Bestätigung ist echt");
    const changed = text.replace(
      /"path":\["(.)/,
      (_, digit: string) => `"path":["${digit === "0" ? "1" : "0"}`,
    );
    const statement = text.replace(
      /("statement":"[^.]+\..{40})(.)/,
      (_, before: string, one: string) => `${before}${one === "A" ? "B" : "A"}`,
    );
    for (const wrong of [statement, ...(changed === text ? [] : [changed])]) {
      await offline.getByLabel("als Text").fill(wrong);
      await offline.getByRole("button", { name: "Text prüfen" }).click();
      await expect(result).toContainText("wurde verändert");
    }
    const bytes = readFileSync(pdf);
    bytes[100]! ^= 1;
    const altered = path.join(folder, "veraendert.pdf");
    writeFileSync(altered, bytes);
    await offline.getByLabel("auswählen").setInputFiles(altered);
    await expect(result).toContainText("wurde verändert");
    // SHOTOFF offline-tampered
  });
  // The same page, opened from the portal under its own policy.
  await page.goto("/quittung/pruefseite");
  await page.getByLabel("auswählen").setInputFiles(pdf);
  await expect(page.locator("#result")).toContainText("Die Bestätigung ist echt");
  await expectSoundPage(page, true);
});

async function checkOffline(
  browser: Browser,
  file: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ offline: true, locale: "de-DE" });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  await page.goto(pathToFileURL(file).href);
  await work(page);
  expect(requests).toEqual([pathToFileURL(file).href]);
  expect(trouble).toEqual([]);
  await context.close();
}

test("the status shows real steps to whoever has the code, and nothing to anybody else @phone", async ({
  page,
  portal,
  caseworker,
  scripts,
}) => {
  await fill(page);
  const reference = await fileApplication(page);
  const code = await codeOn(page);

  await ask(page, reference.replace(/^./, "Q"), code);
  await expect(page.getByText("Ein Zeichen fehlt oder ist vertippt").first()).toBeVisible();
  await expect(page.getByLabel("Vorgangsnummer")).toHaveAttribute("aria-invalid", "true");
  await expectSoundPage(page, scripts);
  // SHOT status-mistyped
  // A code that could be one, and is another's.
  await ask(page, reference, "22222-22222");
  await expect(page.getByRole("heading", { name: "Dazu finden wir keinen Antrag" })).toBeVisible();
  const wrongCode = await page.locator("main").innerText();
  await ask(page, "2222-2222-2222", code);
  expect(await page.locator("main").innerText()).toBe(wrongCode);
  await expectSoundPage(page, scripts);

  await ask(page, reference.toLowerCase(), code.toLowerCase().replace("-", " "));
  const steps = page.getByRole("listitem").filter({ has: page.locator(".status-steps__title") });
  await expect(steps).toHaveCount(6);
  // Its address names no municipality, but the page is about one.
  await expect(page.locator(".authority")).toContainText("Musterstadt");
  await expect(steps.nth(0)).toContainText("Eingegangen");
  await expect(steps.nth(4)).toContainText("Noch nicht");
  expect(page.url()).not.toContain(code);
  await expect(page.locator("main")).not.toContainText("Mustermann");

  const address = await findInInbox(caseworker, reference);
  await caseworker.get(`${address ?? ""}/antrag.pdf`);
  const set = (from: string, status: string, note: string) =>
    caseworker.post(address ?? "", { form: { from, status, note }, maxRedirects: 0 });
  expect(
    (await set("received", "inProgress", "Bitte Lageplan\n<b>bereithalten</b>.")).status(),
  ).toBe(303);
  await ask(page, reference, code);
  await expect(steps.nth(3)).not.toContainText("Noch nicht");
  await expect(steps.nth(4)).toContainText("<b>bereithalten</b>");
  await expect(steps.nth(4)).toHaveAttribute("aria-current", "step");
  await expectSoundPage(page, scripts);
  // SHOT status-progress
  expect((await set("inProgress", "rejected", "")).status()).toBe(303);
  await ask(page, reference, code);
  await expect(steps.nth(5)).toContainText("zurückgewiesen");

  await signIn(page, portal, "caseworker of Musterstadt");
  await open(page, address ?? "");
  await expectSoundPage(page, scripts);
  // SHOT staff-finished
  await press(page, page.getByRole("button", { name: "Wieder in Bearbeitung nehmen" }));
  await expect(page.getByText("Der Stand ist geändert.")).toBeVisible();
  await ask(page, reference, code);
  await expect(steps.nth(5)).toContainText("Noch nicht");
});

test("the link of the receipt opens the status, and leaves no code in the address @js", async ({
  page,
}) => {
  await fill(page);
  const reference = await fileApplication(page);
  const sent: string[] = [];
  const code = await codeOn(page);
  page.on("request", (request) => sent.push(request.url()));
  await page.getByRole("link", { name: "Stand des Antrags ansehen" }).click();
  await expect(page.locator(".status-steps")).toBeVisible();
  await expect(page.locator("main")).toContainText(reference);
  expect(page.url()).not.toContain(code);
  for (const url of sent) expect(new URL(url).pathname + new URL(url).search).not.toContain(code);
});

test("whoever wants it gets mails, with and without scripts", async ({
  browser,
  mailing,
  scripts,
}) => {
  const { server, mails } = mailing;
  const context = await browser.newContext({
    baseURL: server.origin,
    javaScriptEnabled: scripts,
    locale: "de-DE",
  });
  const page = await context.newPage();
  await fill(page);
  const email = page.getByLabel("Bestätigung per E-Mail");
  await expect(email).toHaveValue("erika.mustermann@example.org");
  await expectSoundPage(page, scripts);
  // SHOT review-mail
  await email.fill("keine Adresse");
  await press(page, page.getByRole("button", { name: "Antrag abschicken" }));
  await expect(page.getByText("Bitte prüfen Sie die E-Mail-Adresse").first()).toBeVisible();
  await expect(page.getByLabel("Bestätigung per E-Mail")).toHaveValue("keine Adresse");
  await expectSoundPage(page, scripts);
  // SHOT review-mail-wrong
  await page.getByLabel("Bestätigung per E-Mail").fill("erika@example.org");
  await page.getByText("Ja, ich möchte eine E-Mail").click();
  const reference = await fileApplication(page);
  await expect.poll(() => mails.received.length, { timeout: 30_000 }).toBe(1);
  const confirmation = mails.received[0]?.parsed;
  expect(confirmation?.subject).toContain(reference);
  expect(confirmation?.text).toContain(await codeOn(page));

  await signIn(page, server, "municipality-admin of Musterstadt");
  await open(page, "/verwaltung");
  await follow(page, page.getByRole("link", { name: "Texte der E-Mails ändern" }));
  await expectSoundPage(page, scripts);
  // SHOT mail-texts
  await follow(page, page.getByRole("link", { name: "Neuer Stand (Deutsch)" }));
  const body = page.getByLabel("Text", { exact: true });
  await body.fill("Hallo {{reference}} {{status}} {{adress}}");
  await press(page, page.getByRole("button", { name: "Speichern" }));
  await expect(page.getByText("{{adress}} ist kein Platzhalter").first()).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT mail-texts-wrong
  await page
    .getByLabel("Text", { exact: true })
    .fill("Moin!\n\n{{reference}}: {{status}}\n\n{{note}}\n\n{{address}}");
  await press(page, page.getByRole("button", { name: "Vorschau zeigen" }));
  await expect(page.locator(".mail-preview")).toContainText("7KQ4-M2XB-P9DT: In Bearbeitung");
  await press(page, page.getByRole("button", { name: "Speichern" }));
  await expect(page.getByText("Der Text ist gespeichert.")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Abmelden" }));

  await signIn(page, server, "caseworker of Musterstadt");
  await follow(page, page.getByRole("link", { name: reference }));
  await page.getByText("In Bearbeitung", { exact: true }).click();
  await page.getByLabel("Hinweis an die antragstellende Person").fill("Wir melden uns am Montag.");
  // SHOT staff-note
  await press(page, page.getByRole("button", { name: "Stand speichern" }));
  await expect.poll(() => mails.received.length, { timeout: 30_000 }).toBe(2);
  expect(mails.received[1]?.parsed.text).toMatch(/^Moin!\s+.*Wir melden uns am Montag\./s);
  await context.close();
});

test("an application is filed in time, and what is missing follows", async ({
  page,
  portal,
  scripts,
}) => {
  const [example] = currentExamples("hundesteuer-anmelden");
  if (!example) throw new Error("no worked example");
  const service = await findService(page, { service: "hundesteuer-anmelden" });
  await playExample(page, service, { ...example, steps: example.steps.slice(0, 1) });
  await follow(page, page.getByRole("link", { name: "Unvollständig abschicken" }));
  await expect(page.getByRole("heading", { name: /Frist wahren/ })).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT in-time-review
  await follow(page, page.getByRole("button", { name: "Unvollständig abschicken" }));
  await expect(page.getByRole("heading", { name: "Das fehlt noch" })).toBeVisible();
  await expect(page.getByText("noch nicht vollständig")).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT in-time-receipt
  const reference = (await page.locator(".panel__reference").innerText()).trim();
  const code = await codeOn(page);

  await ask(page, reference, code);
  await press(page, page.getByRole("button", { name: "Unterlagen nachreichen" }));
  await expect(page.getByText("Bitte wählen Sie mindestens eine Datei aus.").first()).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT hand-in-error
  const files = (mimeType: string, content: string) => ({
    name: "Impfpass.pdf",
    mimeType,
    buffer: Buffer.from(content),
  });
  await page.getByLabel("Unterlagen").setInputFiles(files("application/pdf", "kein PDF"));
  await press(page, page.getByRole("button", { name: "Unterlagen nachreichen" }));
  await expect(page.getByText("Es wurde nichts gesendet.").first()).toBeVisible();
  await page
    .getByLabel("Unterlagen")
    .setInputFiles(files("application/pdf", "%PDF-1.7\n%\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"));
  await press(page, page.getByRole("button", { name: "Unterlagen nachreichen" }));
  await expect(page.getByText("1 Datei ist angekommen.")).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT hand-in-done

  await signIn(page, portal, "caseworker of Musterstadt");
  await open(page, `/eingang?nummer=${reference}`);
  await expect(page.getByText("Unvollständig eingereicht")).toBeVisible();
  await follow(page, page.getByRole("link", { name: reference }));
  await expect(page.getByRole("heading", { name: /Unvollständig eingereicht/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /Impfpass\.pdf/ })).toBeVisible();
  await expectSoundPage(page, scripts);
  // SHOT staff-incomplete
});

test("guessing codes is stopped", async ({ ownPortal, playwright }) => {
  const request = await playwright.request.newContext({ baseURL: ownPortal.origin });
  const statuses: number[] = [];
  for (let round = 0; round < 12; round += 1) {
    const form = { vorgangsnummer: "2222-2222-2222", code: "22222-22222" };
    statuses.push((await request.post("/status", { form })).status());
  }
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422));
  expect(statuses.slice(10)).toEqual([429, 429]);
  await request.dispose();
});

test("an empty form tells what is missing", async ({ page, scripts }) => {
  await open(page, "/status?sprache=en");
  await press(page, page.getByRole("button", { name: "Show status" }));
  await expect(page.getByText("Please enter the reference number.").first()).toBeVisible();
  await expectSoundPage(page, scripts);
});
