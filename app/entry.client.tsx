import { RemixBrowser } from "@remix-run/react";
import { startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { ResponseStatusContext } from "./http/response-status.ts";
import { startBrowser } from "./i18n/start-browser.ts";

/** Until then, and if it fails, the page is a plain document with native forms. */
async function hydrate(): Promise<void> {
  const [i18n] = await Promise.all([startBrowser(), readHandoff()]);
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={i18n}>
        <ResponseStatusContext.Provider value={statusOf(document.documentElement)}>
          <RemixBrowser />
        </ResponseStatusContext.Provider>
      </I18nextProvider>,
    );
  });
}

/**
 * Reads the loaders' data before React begins. Remix's component throws a promise as long as it has none, before it does
 * anything else; React, where it has begun, gives the page up if somebody presses a key meanwhile (its error 345).
 */
async function readHandoff(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    await waiting;
  }
}

/** As the server wrote it into the document. */
function statusOf({ dataset }: HTMLElement): number | undefined {
  const status = dataset["status"];
  return status === undefined ? undefined : Number(status);
}

void hydrate();
