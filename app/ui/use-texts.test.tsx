import { createInstance } from "i18next";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, it } from "vitest";
import { useTexts } from "./use-texts.tsx";

const i18n = createInstance();
void i18n.init({
  lng: "uk",
  fallbackLng: "de",
  initAsync: false,
  resources: {
    uk: { portal: { there: "є {{what}}" } },
    de: { portal: { away: "fehlt {{what}}" } },
  },
  interpolation: { escapeValue: false },
});

function Page() {
  const { t, plain } = useTexts("portal");
  return (
    <p title={plain("away", { what: "hier" })}>
      {t("there", { what: "тут" })}, {t("away", { what: "<hier>" })}
    </p>
  );
}

it("marks a text that is not in the language of the page", () => {
  const html = renderToString(
    <I18nextProvider i18n={i18n}>
      <Page />
    </I18nextProvider>,
  ).replaceAll("<!-- -->", "");
  expect(html).toBe('<p title="fehlt hier">є тут, <span lang="de">fehlt &lt;hier&gt;</span></p>');
});
