import type { Page } from "@playwright/test";
import payment from "../../locales/de/payment.json" with { type: "json" };
import { expectAccessible } from "../fixtures/axe.ts";
import { createDesk, listenDesk } from "../fixtures/bezahldienst/desk.ts";
import { playExample, wordsIn } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { offerPaidService } from "../fixtures/paid-service.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, press, settled } from "../fixtures/press.ts";

const words = wordsIn("de");
const [example] = currentExamples("hundesteuer-anmelden");
if (!example) throw new Error("the package has no worked examples");

/** Presses what leads to the payment service, and what is pressed there. */
async function payThere(page: Page, start: RegExp, there: string): Promise<void> {
  await page.getByRole("button", { name: start }).click();
  await expect(page.getByRole("heading", { name: "Bezahlseite (Demo)" })).toBeVisible();
  await page.getByRole("button", { name: there, exact: true }).click();
  await page.waitForURL(/musterstadt/);
  await settled(page);
}

test("an application is paid for before it is filed: broken off, pretended, without answer, and paid @phone", async ({
  browser,
  ownPortal,
  folder,
  scripts,
  page,
}) => {
  test.setTimeout(240_000);
  const desk = createDesk();
  const { origin, stop } = await listenDesk(desk);
  const service = "hund-mit-gebuehr";
  await offerPaidService(browser, ownPortal, folder, { id: service, origin });
  const base = `/musterstadt/${service}`;
  const at = (path: string) => `${ownPortal.origin}${path}`;
  await page.goto(at("/?sprache=de"));
  await page.goto(at(base));
  await settled(page);
  await follow(page, page.getByRole("link", { name: words.service.start }));
  await playExample(page, base, example);

  const toPayment = page.getByRole("button", { name: payment.review.toPayment });
  await expect(page.getByText(payment.review.hint)).toBeVisible();
  await expect(page.getByRole("button", { name: words.review.file, exact: true })).toHaveCount(0);
  await press(page, toPayment);
  await expect(page.getByRole("heading", { name: payment.title, level: 1 })).toBeVisible();
  await expectAccessible(page, scripts);

  // Broken off at the payment service.
  await payThere(page, /^Jetzt bezahlen/, "Abbrechen");
  await expect(page.getByText(payment.cancelled)).toBeVisible();
  await expectAccessible(page, scripts);
  await follow(page, page.getByRole("link", { name: payment.again }));
  await press(page, toPayment);

  // The address claims that it is paid.
  await payThere(page, /^Jetzt bezahlen/, "Zurück und so tun, als wäre bezahlt");
  await expect(page.getByText(payment.started)).toBeVisible();
  await expectAccessible(page, scripts);

  // The payment service is away.
  desk.trouble.down = true;
  await page.getByRole("link", { name: payment.check }).click();
  await settled(page);
  await expect(page.getByText(payment.unavailable)).toBeVisible();
  await press(page, page.getByRole("button", { name: /^Weiter bezahlen/ }));
  await expect(page.getByText(payment.unavailable)).toBeVisible();
  await expectAccessible(page, scripts);
  desk.trouble.down = false;

  await payThere(page, /^Weiter bezahlen/, "Bezahlen");
  await expect(page.getByText(words.receipt.title)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Bezahlung", exact: true })).toBeVisible();
  await expectAccessible(page, scripts);
  // Back to where it was paid: there is nothing to pay any more.
  await page.goto(at(`${base}/bezahlen`));
  await expect(page.getByText(words.receipt.title)).toBeVisible();
  const statuses = [...desk.transactions.values()].map(({ status }) => status);
  expect(statuses.sort()).toEqual(["CANCELED", "PAYED"]);
  await stop();
});

test("whoever closes the window after paying has it filed, and an open page learns of it @js", async ({
  browser,
  ownPortal,
  folder,
  page,
}) => {
  test.setTimeout(240_000);
  const desk = createDesk();
  const { origin, stop } = await listenDesk(desk);
  const service = "hund-mit-gebuehr";
  await offerPaidService(browser, ownPortal, folder, { id: service, origin });
  await page.goto(`${ownPortal.origin}/?sprache=de`);
  const base = `/musterstadt/${service}`;
  await page.goto(`${ownPortal.origin}${base}`);
  await settled(page);
  await follow(page, page.getByRole("link", { name: words.service.start }));
  await playExample(page, base, example);
  await press(page, page.getByRole("button", { name: payment.review.toPayment }));
  await payThere(page, /^Jetzt bezahlen/, "Zurück ohne zu bezahlen");
  await expect(page.getByText(payment.started)).toBeVisible();
  // Paid in another window; the page that waits goes on by itself.
  const [id = ""] = desk.transactions.keys();
  expect(desk.act(id, "pay")).toBe(true);
  await expect(page.getByText(words.receipt.title)).toBeVisible({ timeout: 60_000 });
  await stop();
});
