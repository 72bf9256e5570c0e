import { renderToString } from "react-dom/server";
import { I18nextProvider, useTranslation } from "react-i18next";
import { expect, it } from "vitest";
import { languages } from "./languages.ts";
import { startBrowser } from "./start-browser.ts";
import { serverI18n, wordsOf } from "./texts.server.ts";

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
  expect(html).toContain("&lt;Köln&gt; ");
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
