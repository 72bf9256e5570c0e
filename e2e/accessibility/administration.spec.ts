import type { APIRequestContext, Page } from "@playwright/test";
import { siteMap } from "../../remix.config.js";
import { makeOneOfEach, offline } from "../fixtures/administered-town.ts";
import {
  adminPages,
  adminRoles,
  type AdminPage,
  type AdminRole,
} from "../fixtures/administration-pages.ts";
import { expectWholeByKeyboard } from "../fixtures/keyboard-walk.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { open, press, tick } from "../fixtures/press.ts";
import { postForm, readPage, type ReadForm } from "../fixtures/read-page.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signInByRequest, type StaffRole } from "../fixtures/staff.ts";

test.use({ baseURL: async ({ ownPortal }, use) => use(ownPortal.origin) });

const logins: Readonly<Record<AdminRole, StaffRole>> = {
  operator: "operator",
  admin: "municipality-admin of Musterstadt",
  editor: "editor of Musterstadt",
  publisher: "publisher of Musterstadt",
  caseworker: "caseworker of Musterstadt",
};
type Workers = Readonly<Record<AdminRole, APIRequestContext>>;
type Button = ReadForm["buttons"][number];

/** What a press sends, told apart from all others; what goes back and forth in the background has no words. */
interface Offer {
  readonly form: ReadForm;
  readonly button: Button;
}
const offersOf = (forms: readonly ReadForm[]): readonly Offer[] =>
  forms.flatMap((form) =>
    form.buttons.filter(({ label }) => label !== "").map((button) => ({ form, button })),
  );
const keyOf = ({ form, button }: Offer): string =>
  [new URL(form.action, "http://x").pathname, button.name, button.value].join(" ");

/** Opens an address in each role without a browser. Gives what each of them is offered; undefined: refused. */
async function readInEachRole(
  one: AdminPage,
  address: string,
  workers: Workers,
  reader: Page,
): Promise<ReadonlyMap<AdminRole, readonly Offer[]>> {
  const offered = new Map<AdminRole, readonly Offer[]>();
  const answers = await Promise.all(
    adminRoles.map((role) => workers[role].get(address, { maxRedirects: 0 })),
  );
  for (const [at, answer] of answers.entries()) {
    const role = adminRoles[at] ?? "operator";
    const expected = one.offers[role];
    const place = `${address} for ${role}`;
    if (!expected) {
      if (answer.status() === 303)
        expect.soft(answer.headers()["location"], place).toBe(one.leadsTo);
      else expect.soft([403, 404], place).toContain(answer.status());
      continue;
    }
    expect.soft(answer.status(), place).toBe(200);
    if (one.isFile || answer.status() !== 200) continue;
    const { title, headings, forms } = await readPage(reader, await answer.text());
    expect.soft(title, place).not.toBe("");
    expect.soft(headings, place).toHaveLength(1);
    const offers = offersOf(forms);
    const labels = new Set(offers.map(({ button }) => button.label));
    // All that is otherwise is told at once.
    expect.soft([...labels], `offered on ${place}`).toEqual(expected);
    offered.set(role, offers);
  }
  return offered;
}

/** The role that can do most on a page: where the others only look, its forms are the ones to get through. */
function busiestOf(offered: ReadonlyMap<AdminRole, readonly Offer[]>): AdminRole | undefined {
  const [first] = [...offered].sort(([, a], [, b]) => b.length - a.length);
  return first?.[0];
}

/** Sends in each role what only others are offered. */
async function sendWhatIsNotOffered(
  offered: ReadonlyMap<AdminRole, readonly Offer[]>,
  workers: Workers,
): Promise<void> {
  const all = new Map([...offered.values()].flat().map((offer) => [keyOf(offer), offer]));
  const sendAs = async (role: AdminRole) => {
    const own = new Set((offered.get(role) ?? []).map(keyOf));
    for (const [key, { form, button }] of all) {
      if (own.has(key)) continue;
      const answer = await postForm(workers[role], form, button);
      // A preview writes nothing.
      const refused = button.value === "preview" ? [200, 403, 404, 422] : [403, 404];
      expect.soft(refused, `${button.label} (${key}) sent as ${role}`).toContain(answer.status());
    }
  };
  await Promise.all(adminRoles.map(sendAs));
}

test("whoever works here opens what is theirs and nothing else, sees it whole, and gets through it by keyboard @js", async ({
  browser,
  ownPortal,
  scripts,
}) => {
  test.setTimeout(900_000);
  const inMap = siteMap.filter(({ path }) => /^\/(verwaltung|eingang|konto)\b/.test(path));
  expect(new Set(adminPages.map(({ path }) => path)), "a row for each page of the map").toEqual(
    new Set(inMap.map(({ path }) => path)),
  );
  const newPage = async (role?: StaffRole) => {
    const context = await browser.newContext({
      baseURL: ownPortal.origin,
      locale: "de-DE",
      timezoneId: "Europe/Berlin",
    });
    if (role) await signInByRequest(context.request, ownPortal, role);
    return context.newPage();
  };
  const reader = await newPage();
  const kiel = await newPage("caseworker of Kiel");
  const pages = {} as Record<AdminRole, Page>;
  for (const role of adminRoles) pages[role] = await newPage(logins[role]);
  const { operator, admin, editor, publisher, caseworker } = pages;
  const workers = {
    operator: operator.request,
    admin: admin.request,
    editor: editor.request,
    publisher: publisher.request,
    caseworker: caseworker.request,
  };
  const citizen = reader.request;
  const made = await makeOneOfEach(ownPortal.dataDir, reader, { ...workers, citizen });

  for (const one of adminPages) {
    const address = one.at(made);
    await test.step(address, async () => {
      const offered = await readInEachRole(one, address, workers, reader);
      await sendWhatIsNotOffered(offered, workers);
      const stranger = await citizen.get(address, { maxRedirects: 0 });
      expect(stranger.headers()["location"], `${address} for a stranger`).toMatch(/^\/anmelden\?/);
      const neighbour = await kiel.request.get(address, { maxRedirects: 0 });
      const isOwn = /^\/(konto|eingang(\/liste\.csv)?)$/.test(address);
      if (!isOwn) expect([303, 403, 404], `${address} for Kiel`).toContain(neighbour.status());
      const role = busiestOf(offered);
      if (role === undefined) return;
      const page = pages[role];
      await open(page, address);
      await expectSoundPage(page, scripts);
      await expectWholeByKeyboard(page);
    });
  }

  // Pages that only a form leads to.
  for (const { at, fill, button } of answers)
    await test.step(`${at}, answered`, async () => {
      await open(operator, at);
      await fill(operator);
      await press(operator, operator.getByRole("button", { name: button, exact: true }));
      await expectSoundPage(operator, scripts);
      await expectWholeByKeyboard(operator);
    });
});

/** What the operator sends to look at before anything is done. */
const answers: readonly {
  readonly at: string;
  readonly fill: (page: Page) => Promise<void>;
  readonly button: string;
}[] = [
  {
    at: "/verwaltung/betrieb/einfuehrungen/neu",
    button: "Zählen, wen das erreicht",
    fill: async (page) => {
      await page.locator('[name="leistung"]').selectOption(offline);
      await page.locator('[name="grund"]').fill("Beschluss");
      await page.locator('[name="kreise"]').fill("01002");
    },
  },
  ...["leika,ars,responsible\n99108,01002,01002\n", "leika,ars,responsible\n12,x,\n"].map(
    (content) => ({
      at: "/verwaltung/betrieb/zustaendigkeit",
      button: "Prüfen",
      fill: async (page: Page) => {
        await tick(page.getByRole("radio", { name: "Regeln" }));
        const file = { name: "regeln.csv", mimeType: "text/csv", buffer: Buffer.from(content) };
        await page.locator('[name="datei"]').setInputFiles(file);
      },
    }),
  ),
];
