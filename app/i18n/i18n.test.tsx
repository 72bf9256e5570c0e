import { renderToString } from "react-dom/server";
import { I18nextProvider, useTranslation } from "react-i18next";
import { expect, it } from "vitest";
import { createI18n, lackingOf } from "./create-i18n.ts";
import { languages, type Language } from "./languages.ts";
import { startBrowser } from "./start-browser.ts";
import { documentTextsOf, serverI18n, wordsOf } from "./texts.server.ts";

function Greeting() {
  const { t } = useTranslation("portal");
  return <p>{t("error.notOffered.body", { municipality: "<Köln>" })}</p>;
}

it.each(languages)("renders texts in %s on the server, escaped once", (language) => {
  const html = renderToString(
    <I18nextProvider i18n={serverI18n(language)}>
      <Greeting />
    </I18nextProvider>,
  );
  expect(html).toContain("&lt;Köln&gt;");
  expect(html).not.toContain("error.notOffered");
});

it("makes one instance for each language", () => {
  expect(serverI18n("de")).toBe(serverI18n("de"));
  expect(serverI18n("en").language).toBe("en");
  expect(wordsOf("en")).toEqual({ yes: "Yes", no: "No", declared: "Confirmed" });
});

it("counts, with a text of its own for nothing", () => {
  const t = serverI18n("de").getFixedT("de", "portal");
  expect([0, 1, 2].map((count) => t("items.count", { count }))).toEqual([
    "Noch kein Eintrag",
    "1 Eintrag",
    "2 Einträge",
  ]);
});

it("starts in the browser with the same texts, and fetches others when they are needed", async () => {
  const browser = await startBrowser({ lang: "en", dataset: {} });
  expect(browser.getFixedT("en", "portal")("page.next")).toBe("Continue");
  expect(browser.hasLoadedNamespace("casework")).toBe(false);
  await browser.loadNamespaces("casework");
  expect(browser.getFixedT("en", "casework")("signIn.submit")).toBe("Sign in");
});

it("starts with what the page names", async () => {
  const root = { lang: "xx", dataset: { texts: "casework nonsense" } };
  const browser = await startBrowser(root);
  expect(browser.language).toBe("de");
  expect(browser.getFixedT("de", "casework")("signIn.submit")).toBe("Anmelden");
  expect(browser.hasLoadedNamespace("portal")).toBe(false);
});

it("takes a text that a language lacks from German, and says so", () => {
  const { i18n } = createI18n("uk", {
    resources: {
      uk: { portal: { there: "є", some_one: "{{count}} раз" } },
      de: { portal: { away: "fehlt", some_one: "{{count}} Mal", some_other: "{{count}} Male" } },
    },
  });
  const t = i18n.getFixedT("uk", "portal");
  expect([t("there"), t("away")]).toEqual(["є", "fehlt"]);
  expect([1, 3].map((count) => t("some", { count }))).toEqual(["1 раз", "3 Male"]);
  expect(lackingOf(i18n)).toBe("portal");
});

it("fetches German texts for another language only where it lacks some", async () => {
  const complete = await startBrowser({ lang: "uk", dataset: { texts: "forms" } });
  expect(complete.getResourceBundle("de", "forms")).toEqual({});
  expect(lackingOf(complete)).toBeUndefined();
  const lacking = await startBrowser({ lang: "uk", dataset: { texts: "forms", lacking: "forms" } });
  expect(lacking.getResourceBundle("de", "forms")).toHaveProperty("optional", "(optional)");
});

it("has the plural forms of each language", () => {
  const said = (language: Language, counts: readonly number[]) => {
    const t = serverI18n(language).getFixedT(language, "portal");
    return counts.map((count) => t("items.count", { count }));
  };
  expect(said("uk", [0, 1, 3, 5, 21, 22])).toEqual([
    "Записів поки немає",
    "1 запис",
    "3 записи",
    "5 записів",
    "21 запис",
    "22 записи",
  ]);
  expect(said("tr", [1, 2])).toEqual(["1 kayıt", "2 kayıt"]);
  const arabic = said("ar", [0, 1, 2, 3, 11, 100]);
  expect(new Set(arabic).size).toBe(6);
  expect(arabic[2]).toBe("إدخالان");
});

it("keeps what is filled in apart where lines run from the right", () => {
  const t = serverI18n("ar").getFixedT("ar", "portal");
  expect(t("error.notOffered.body", { municipality: "Köln" })).toContain("\u2068Köln\u2069");
  const german = serverI18n("de").getFixedT("de", "portal");
  expect(german("error.notOffered.body", { municipality: "Köln" })).not.toContain("\u2068");
});

it("prints documents in the language they were filed in, and in German what it cannot print", () => {
  expect(documentTextsOf("uk").words.receiptTitle).toBe("Підтвердження про надходження");
  expect(documentTextsOf("ar").words.receiptTitle).toBe("Eingangsbestätigung");
  expect(documentTextsOf("ar").dateTime("2026-07-01T12:05:00Z")).toContain("Juli");
});

it("says nothing where a language has no word", () => {
  const clock = (language: Language) => serverI18n(language).getFixedT(language, "forms")("clock");
  expect(languages.map(clock)).toEqual(["Uhr", "", "Uhr", "", "", ""]);
});
