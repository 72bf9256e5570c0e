import type { APIRequestContext, Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { fileApplication, findService, playExample } from "../fixtures/citizen.ts";
import { currentExamples } from "../fixtures/current-examples.ts";
import { expect, test } from "../fixtures/portal-test.ts";
import { follow, open, press } from "../fixtures/press.ts";
import { findInInbox, signIn, signInByRequest } from "../fixtures/staff.ts";
import { readZip } from "../fixtures/read-zip.ts";

/** With a file among the answers. */
const service = "bewohnerparkausweis";

async function fileOne(page: Page): Promise<string> {
  const [example] = currentExamples(service);
  if (!example) throw new Error(`${service} has no worked example`);
  await playExample(page, await findService(page, { service }), example);
  return fileApplication(page);
}

test("a caseworker finds, reads, downloads and works on an application", async ({
  page,
  portal,
}) => {
  const reference = await fileOne(page);
  await signIn(page, portal, "caseworker of Musterstadt");
  await open(page, "/eingang");
  await page.getByLabel("Vorgangsnummer").fill(reference.toLowerCase());
  await press(page, page.getByRole("button", { name: "Anwenden" }));
  await follow(page, page.getByRole("link", { name: reference }));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Bewohnerparkausweis");
  await expect(page.getByText("Mustermann").first()).toBeVisible();

  const address = new URL(page.url()).pathname;
  await expectDownloads(page.request, address, reference);

  await page.getByText("In Bearbeitung", { exact: true }).click();
  await press(page, page.getByRole("button", { name: "Stand speichern" }));
  await expect(page.getByText("Der Stand ist geändert.")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Abmelden" }));
  await open(page, address);
  await expect(page).toHaveURL(/\/anmelden/);
});

async function expectDownloads(
  request: APIRequestContext,
  address: string,
  reference: string,
): Promise<void> {
  const load = async (file: string) => {
    const response = await request.get(`${address}/${file}`);
    expect(response.status()).toBe(200);
    expect(response.headers()["content-disposition"]).toContain("attachment");
    return response.body();
  };
  const pdf = await load("antrag.pdf");
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const document = JSON.parse((await load("antrag.json")).toString()) as {
    reference: string;
    data: Record<string, Record<string, unknown>>;
  };
  expect(document.reference).toBe(reference);
  // Under the ids of FIM: group G99000000241, in it the licence plate.
  expect(document.data["G99000000241"]?.["F99000000421"]).toEqual(expect.any(String));
  expect((await load("antrag.xml")).toString()).toMatch(/^<\?xml/);

  const files = await readZip(await load("alles.zip"));
  const names = [...files.keys()].map((name) => name.replace(`${reference}/`, ""));
  expect(names).toEqual(
    expect.arrayContaining(["antrag.pdf", "antrag.json", "antrag.xml", "pruefsummen.txt"]),
  );
  expect(names.filter((name) => name.startsWith("anlagen/"))).not.toEqual([]);
  const sums = (files.get(`${reference}/pruefsummen.txt`) ?? Buffer.alloc(0)).toString();
  for (const [, sum, name] of sums.matchAll(/^(\w{64}) {2}(.+)$/gm)) {
    const content = files.get(`${reference}/${name ?? ""}`) ?? Buffer.alloc(0);
    expect(createHash("sha256").update(content).digest("hex"), name).toBe(sum);
  }
}

test("a caseworker of another town neither sees nor opens it", async ({
  page,
  portal,
  caseworker,
}) => {
  const reference = await fileOne(page);
  const address = (await findInInbox(caseworker, reference)) ?? "";
  expect(address).toMatch(/^\/eingang\/./);

  await signIn(page, portal, "caseworker of Kiel");
  expect(await findInInbox(page.request, reference)).toBeUndefined();
  for (const place of ["", "/antrag.pdf", "/antrag.json", "/antrag.xml", "/alles.zip"])
    expect((await page.request.get(address + place)).status(), place).toBe(404);
  const response = await page.goto(address);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Diesen Antrag gibt es nicht");
});

test("whoever reads no applications by their role gets none @js", async ({
  playwright,
  portal,
  page,
  caseworker,
}) => {
  const address = (await findInInbox(caseworker, await fileOne(page))) ?? "";
  for (const role of ["operator", "municipality-admin of Musterstadt"] as const) {
    const request = await playwright.request.newContext({ baseURL: portal.origin });
    await signInByRequest(request, portal, role);
    expect((await request.get("/eingang")).status()).toBe(403);
    expect((await request.get(`${address}/antrag.json`)).status()).toBe(404);
    await request.dispose();
  }
});
