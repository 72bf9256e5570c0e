import { expect, test } from "../fixtures/portal-test.ts";
import { open, press } from "../fixtures/press.ts";
import { expectSoundPage } from "../fixtures/sound-page.ts";
import { signIn } from "../fixtures/staff.ts";
import type { KeyPair } from "../fixtures/zustelldienst/keys.ts";
import { startZustelldienst } from "../fixtures/zustelldienst/start-zustelldienst.ts";
import { prepare } from "../fixtures/zustelldienst/test-destination.ts";

test("a town sets up picking up from FIT-Connect, enters its keys there, and takes it away", async ({
  page,
  portal,
  scripts,
}) => {
  const zustelldienst = await startZustelldienst();
  const { urls } = zustelldienst;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const name = `Zustellpunkt ${scripts ? "Bauamt" : "Ordnungsamt"}`;
  try {
    await signIn(page, portal, "municipality-admin of Musterstadt");
    await open(page, "/verwaltung");
    await page.getByRole("link", { name: "Abholung bei FIT-Connect" }).click();
    await page.getByRole("link", { name: "Abholung einrichten" }).click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await press(page, button("Einrichten und Schlüssel erzeugen"));
    await expect(page.locator(".error-summary")).toBeFocused();
    await expectSoundPage(page, scripts);
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
    await page.getByLabel("Adresse des Autorisierungsdienstes").fill(urls.token);
    await page.getByLabel("Adresse der Submission API").fill(urls.submissionApi);
    await page.getByLabel("Client-ID").fill("folgt");
    await page.getByLabel("Client-Secret").fill("folgt");
    await page.locator("label[for='f-option_x2e_testKeys']").click();
    await press(page, button("Einrichten und Schlüssel erzeugen"));
    await expect(page.getByText("Gespeichert.")).toBeVisible();

    // What the Self-Service-Portal does with the two files.
    const keys: KeyPair[] = [];
    for (const link of await page.getByRole("link", { name: /^Öffentlicher Schlüssel/ }).all()) {
      const file = await page.request.get((await link.getAttribute("href")) ?? "");
      const publicJwk = (await file.json()) as KeyPair["publicJwk"];
      keys.push({ publicJwk } as KeyPair);
    }
    const [encryption, signing] = keys;
    const made = await prepare(zustelldienst, encryption!, signing!);
    await page.getByLabel("Client-ID").fill(made.ofSubscriber.clientId);
    await page.getByLabel("Client-Secret").fill(made.ofSubscriber.clientSecret);
    await page.getByLabel("Kennung des Zustellpunkts").fill(made.destinationId);
    await press(page, button("Speichern"));
    await press(page, button("Abholung starten"));
    await expect(page.getByText("Die Abholung läuft.")).toBeVisible();
    await press(page, button("Jetzt prüfen und nachsehen"));
    await expect(page.getByText("In Ordnung", { exact: true })).toHaveCount(5);
    await press(page, button("Neue Schlüssel erzeugen"));
    await expect(page.getByText(/^Alt, bleibt bis/)).toHaveCount(2);
    await page.getByLabel("Datei mit Zertifikaten").setInputFiles({
      name: "kette.pem",
      mimeType: "application/x-pem-file",
      buffer: Buffer.from("nichts"),
    });
    await press(page, button("Zertifikat prüfen und hinterlegen"));
    await expect(page.locator(".error-summary")).toContainText("kein Zertifikat");
    await expectSoundPage(page, scripts);

    await open(page, "/verwaltung/abholungen");
    const row = page.getByRole("row", { name: new RegExp(name) });
    await expect(row).toContainText("Läuft");
    await expectSoundPage(page, scripts);
    await row.getByRole("link", { name: name }).click();
    await press(page, button("Abholung anhalten"));
    await press(page, button("Abholung entfernen"));
    await expect(page.getByText("Die Abholung ist entfernt.")).toBeVisible();
    await open(page, "/verwaltung/protokoll");
    await expect(page.getByText(`Abholung „${name}“ mit ihren Schlüsseln entfernt`)).toBeVisible();
  } finally {
    await zustelldienst.stop();
  }
});
