import type { BackendModule, i18n, ResourceKey } from "i18next";
import { createI18n } from "./create-i18n.ts";
import { defaultLanguage, isLanguage } from "./languages.ts";
import { isNamespace, publicNamespaces } from "./namespaces.ts";

/** Each file of texts is a chunk of its own, fetched when a component first needs it. */
const chunks: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    (
      import(`../../locales/${language}/${namespace}.json`) as Promise<{ default: ResourceKey }>
    ).then(
      (file) => {
        done(null, file.default);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : String(error), false);
      },
    );
  },
};

/**
 * Loads the texts of the page that the server sent, before it is hydrated. The language is that of the document
 * (`<html lang>`); `<html data-texts="portal casework">` names the files of texts, where they are not the citizens'.
 */
export async function startBrowser(
  root: Pick<HTMLElement, "lang" | "dataset"> = document.documentElement,
): Promise<i18n> {
  const language = isLanguage(root.lang) ? root.lang : defaultLanguage;
  const named = root.dataset["texts"]?.split(" ").filter(isNamespace);
  const { i18n, ready } = createI18n(language, { backend: chunks, ns: named ?? publicNamespaces });
  await ready;
  return i18n;
}
