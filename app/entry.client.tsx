import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { startBrowser } from "./i18n/start-browser.ts";

/** Until then, and if it fails, the page is a plain document with native forms. */
async function hydrate(): Promise<void> {
  const i18n = await startBrowser();
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={i18n}>
        <RemixBrowser />
      </I18nextProvider>,
    );
  });
}

void hydrate();
