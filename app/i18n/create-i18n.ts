import { createInstance, type BackendModule, type i18n, type Resource } from "i18next";
import type { Language } from "./languages.ts";
import type { Namespace } from "./namespaces.ts";

/** How texts come to an instance: all at once, or file by file when first needed. */
type Source =
  | { readonly resources: Resource }
  | { readonly backend: BackendModule; readonly ns: readonly Namespace[] };

/** An instance for one language. It is ready when the promise is; with `resources` it is ready at once. */
export function createI18n(
  language: Language,
  source: Source,
): { readonly i18n: i18n; readonly ready: Promise<unknown> } {
  const instance = createInstance();
  if ("backend" in source) instance.use(source.backend);
  const ready = instance.init({
    lng: language,
    // The test of the texts keeps the languages alike; nothing is left to fall back upon.
    fallbackLng: false,
    load: "currentOnly",
    defaultNS: "portal",
    ...("backend" in source ? { ns: source.ns } : { resources: source.resources }),
    initAsync: "backend" in source,
    // React escapes.
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
  });
  return { i18n: instance, ready };
}
