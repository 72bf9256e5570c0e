import type { Page } from "@playwright/test";
import forms from "../../locales/de/forms.json" with { type: "json" };
import identity from "../../locales/de/identity.json" with { type: "json" };
import { signInThere } from "../fixtures/anmeldedienst/sign-in-there.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { referencePattern, wordsIn } from "../fixtures/citizen.ts";
import { expect } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { answerThere, goToProvider, service, test } from "../fixtures/signing-portal.ts";

const words = wordsIn("de");
const named = (text: string) => text.replaceAll("{{name}}", "BundID");
const basic = "Benutzername und Passwort (Basis)";
const high = "Online-Ausweis (hoch)";
const next = (page: Page) =>
  press(page, page.getByRole("button", { name: words.page.next, exact: true }));
const alert = (page: Page, title: string) => page.getByText(named(title), { exact: true });

async function typePerson(page: Page): Promise<void> {
  await page.getByLabel("Vornamen").fill("Erna");
  await page.getByLabel("Familienname").fill("Muster");
  await page.getByLabel("Tag").fill("1");
  await page.getByLabel("Monat").fill("2");
  await page.getByLabel("Jahr").fill("1970");
  await next(page);
}

test("what the provider knows is filled in and marked, what was typed stays, and filing needs the level @phone", async ({
  page,
  signing,
  scripts,
}) => {
  test.setTimeout(240_000);
  const at = (path: string) => `${signing.origin}${path}`;
  await open(page, at("/?sprache=de"));
  await open(page, at(service));
  await expect(page.getByText(identity.need.service.title)).toBeVisible();
  await expectAccessible(page, scripts);
  await follow(page, page.getByRole("link", { name: words.service.start }));
  await typePerson(page);

  await open(page, at(service));
  await goToProvider(page);
  await answerThere(page, "Abbrechen");
  await expect(alert(page, identity.trouble.cancelled.title)).toBeVisible();
  await expectAccessible(page, scripts);

  await goToProvider(page);
  await answerThere(page, basic);
  await expect(alert(page, identity.done.title)).toBeVisible();
  const kept = page.getByText(identity.done.kept).locator("..");
  await expect(kept.getByRole("listitem")).toHaveText(["Vornamen", "Familienname", "Geburtsdatum"]);
  await expect(alert(page, identity.need.tooLow.title)).toBeVisible();
  expect(page.url()).not.toMatch(/Erika|Mustermann|1964/);
  await expectAccessible(page, scripts);

  await follow(page, page.getByRole("link", { name: words.service.continue, exact: true }));
  await open(page, at(`${service}/person`));
  await expect(page.getByLabel("Vornamen")).toHaveValue("Erna");
  await expect(page.getByText(forms.origin.identityProvider)).toHaveCount(0);
  await next(page);
  await expect(page.getByLabel("Straße")).toHaveValue("Heidestraße");
  await expect(page.getByLabel("Hausnummer")).toHaveValue("17");
  await expect(page.getByText(forms.origin.identityProvider)).toHaveCount(2);
  await expectAccessible(page, scripts);
  // What is changed is typed.
  await page.getByLabel("E-Mail-Adresse").fill("muster@example.org");
  await next(page);
  await page.getByLabel("Wofür brauchen Sie die Karte?").fill("Zum Schwimmen");
  await next(page);

  await expect(alert(page, identity.need.tooLow.title)).toBeVisible();
  await expect(page.getByText(forms.origin.identityProvider)).toHaveCount(1);
  const file = page.getByRole("button", { name: words.review.file, exact: true });
  await expect(file).toHaveCount(0);
  await expectAccessible(page, scripts);
  await goToProvider(page);
  await answerThere(page, high);
  await expect(alert(page, identity.done.title)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`${service}/pruefen`);
  await expect(page.getByText("muster@example.org")).toBeVisible();
  await expectAccessible(page, scripts);
  await press(page, file);
  await expect(page.getByText(referencePattern).first()).toBeVisible();
  await expect(page.getByText(identity.receipt.level)).toBeVisible();
  await expect(page.getByText(identity.level.high, { exact: true })).toBeVisible();
  await expectAccessible(page, scripts);
});

test("what is verified can be read and not changed, whatever is sent @phone", async ({
  page,
  signing,
  scripts,
}) => {
  await open(page, `${signing.origin}/?sprache=de`);
  await open(page, `${signing.origin}${service}`);
  await goToProvider(page);
  await answerThere(page, high);
  await expect(page.getByText(identity.done.kept)).toHaveCount(0);
  await follow(page, page.getByRole("link", { name: words.service.continue, exact: true }));
  await open(page, `${signing.origin}${service}/person`);
  await expect(page.getByText(forms.origin.locked)).toHaveCount(2);
  await expect(page.getByRole("textbox", { name: "Vornamen" })).toHaveCount(0);
  await expectAccessible(page, scripts);
  const forged = { "person/vorname": "Erna", "person/nachname": "Muster", intent: "next" };
  const birth = { "person/geburt/day": "12", "person/geburt/month": "8" };
  await page.request.post(`${signing.origin}${service}/person`, {
    form: { ...forged, ...birth, "person/geburt/year": "1964" },
  });
  await open(page, `${signing.origin}${service}/person`);
  await expect(page.getByText("Erika", { exact: true })).toBeVisible();
  await expect(page.getByText("Erna")).toHaveCount(0);
  await next(page);
  expect(new URL(page.url()).pathname).toBe(`${service}/anschrift`);
});

test("a provider that is away, a tampered answer, one that comes twice or to another browser: the draft stays", async ({
  page,
  browser,
  signing,
  provider,
  scripts,
}) => {
  test.setTimeout(240_000);
  const at = (path: string) => `${signing.origin}${path}`;
  await open(page, at("/?sprache=de"));
  await open(page, at(`${service}/person`));
  await typePerson(page);
  await open(page, at(service));
  await goToProvider(page);
  let returned = "";
  page.on("request", (request) => {
    if (request.url().includes("/anmeldung/zurueck?") && !request.url().includes("musterstadt"))
      returned = request.url();
  });
  await answerThere(page, high);
  await expect(alert(page, identity.done.title)).toBeVisible();
  expect(returned).toContain("code=");

  // The same address once more, from the history.
  await open(page, returned);
  await expect(alert(page, identity.trouble.elsewhere.title)).toBeVisible();
  await expectAccessible(page, scripts);
  const other = await browser.newContext({ locale: "de-DE" });
  const strange = await other.newPage();
  await strange.goto(returned);
  await expect(strange.getByText(identity.trouble.elsewhere.title)).toBeVisible();
  await expect(strange.getByText(words.service.continue)).toHaveCount(0);
  await strange.goto(at("/anmeldung/zurueck?code=x&state=y"));
  await expect(strange.getByRole("heading", { level: 1 })).toHaveText(
    identity.trouble.elsewhere.title,
  );
  await expectAccessible(strange, scripts);
  await other.close();

  // Of the next one the address comes to us first.
  await open(page, at(service));
  const back = new URL((await signInThere(await goToProvider(page))) ?? "");
  const tampered = new URL(back);
  tampered.searchParams.set("state", `x${back.searchParams.get("state") ?? ""}`);
  await open(page, tampered.href);
  await expect(alert(page, identity.trouble.elsewhere.title)).toBeVisible();
  provider.faults.down = true;
  await open(page, back.href);
  await expect(alert(page, identity.trouble.unavailable.title)).toBeVisible();
  await expectAccessible(page, scripts);
  provider.faults.down = false;

  provider.faults.stale = true;
  await goToProvider(page);
  await answerThere(page, high);
  await expect(alert(page, identity.trouble.clock.title)).toBeVisible();
  provider.faults.stale = false;

  await open(page, at(`${service}/person`));
  await expect(page.getByLabel("Vornamen")).toHaveValue("Erna");
});
