import {
  createInstance,
  type BackendModule,
  type i18n,
  type InterpolationOptions,
  type Resource,
} from "i18next";
import { defaultLanguage, directionOf, type Language } from "./languages.ts";
import { namespaces, type Namespace } from "./namespaces.ts";

/** How texts come to an instance: all at once, or file by file when first needed. */
type Source =
  | { readonly resources: Resource }
  | { readonly backend: BackendModule; readonly ns: readonly Namespace[] };

/**
 * An instance for one language. It is ready when the promise is; with `resources` it is ready at once. A text that the
 * language lacks is taken from German.
 */
export function createI18n(
  language: Language,
  source: Source,
): { readonly i18n: i18n; readonly ready: Promise<unknown> } {
  const instance = createInstance();
  if ("backend" in source) instance.use(source.backend);
  const ready = instance.init({
    lng: language,
    fallbackLng: language === defaultLanguage ? false : defaultLanguage,
    load: "currentOnly",
    defaultNS: "portal",
    ...("backend" in source ? { ns: source.ns } : { resources: source.resources }),
    initAsync: "backend" in source,
    // A language may have no word for something: "8:30 Uhr" is "8:30" elsewhere.
    returnEmptyString: true,
    interpolation: interpolationFor(language),
    react: { useSuspense: true },
  });
  return { i18n: instance, ready };
}

/**
 * React escapes. Where lines run from the right, what is filled in (a German name, a number with its unit) is isolated:
 * else its last sign would jump to the other end (Unicode UAX 9, FSI and PDI).
 */
function interpolationFor(language: Language): InterpolationOptions {
  return directionOf(language) === "ltr"
    ? { escapeValue: false }
    : { escapeValue: true, escape: (value) => `\u2068${value}\u2069` };
}

/**
 * Files of texts for which German stands in here and there: only of these the browser needs the German ones too.
 * As the document names them (`<html data-lacking>`), undefined where there are none.
 */
export function lackingOf(i18n: i18n): string | undefined {
  if (i18n.language === defaultLanguage) return undefined;
  const lacking = namespaces.filter(
    (namespace) =>
      Object.keys((i18n.getResourceBundle(defaultLanguage, namespace) ?? {}) as object).length > 0,
  );
  return lacking.length === 0 ? undefined : lacking.join(" ");
}
