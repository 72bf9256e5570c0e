import type { BackendModule, i18n, ResourceKey } from "i18next";
import { createI18n } from "./create-i18n.ts";
import { defaultLanguage, isLanguage, type Language } from "./languages.ts";
import { isNamespace, publicNamespaces } from "./namespaces.ts";

/**
 * Each file of texts is a chunk of its own, fetched when a component first needs it. German is fetched beside another
 * language only for the files that lack something in it.
 */
function chunksFor(language: Language, lacking: readonly string[]): BackendModule {
  return {
    type: "backend",
    init: () => undefined,
    read: (wanted, namespace, done) => {
      if (wanted !== language && !lacking.includes(namespace)) {
        done(null, {});
        return;
      }
      (
        import(`../../locales/${wanted}/${namespace}.json`) as Promise<{ default: ResourceKey }>
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
}

/**
 * Loads the texts of the page that the server sent, before it is hydrated. The language is that of the document
 * (`<html lang>`); `<html data-texts="portal casework">` names the files of texts, where they are not the citizens',
 * and `data-lacking` those in which the language lacks something.
 */
export async function startBrowser(
  root: Pick<HTMLElement, "lang" | "dataset"> = document.documentElement,
): Promise<i18n> {
  const language = isLanguage(root.lang) ? root.lang : defaultLanguage;
  const named = root.dataset["texts"]?.split(" ").filter(isNamespace);
  const backend = chunksFor(language, root.dataset["lacking"]?.split(" ") ?? []);
  const { i18n, ready } = createI18n(language, { backend, ns: named ?? publicNamespaces });
  await ready;
  return i18n;
}
