import { expectationOf } from "../domain/next-steps.ts";
import type { ShownText } from "../domain/page-form.ts";
import type { ServiceDefinition } from "../domain/service.ts";
import { showText } from "../domain/shown-page.ts";
import { formatDay } from "../i18n/format.ts";
import type { Language } from "../i18n/languages.ts";
import { serverI18n } from "../i18n/texts.server.ts";

/** What happens next and until when, sentence by sentence. */
export function nextStepsOf(
  service: ServiceDefinition | undefined,
  dates: { readonly submittedAt: Date; readonly missingUntil: string | null },
  municipality: string,
  language: Language,
): readonly ShownText[] {
  const t = saying(language);
  const { decideBy, completeBy } = expectationOf(service, dates);
  const afterwards = service?.description.afterwards;
  return [
    ...(completeBy === undefined
      ? []
      : [t("receipt.next.incomplete", { date: formatDay(completeBy, language) })]),
    afterwards ? showText(afterwards, language) : t("receipt.next.default", { municipality }),
    ...(decideBy === undefined
      ? []
      : [t("receipt.next.decideBy", { date: formatDay(decideBy, language) })]),
  ];
}

/** The portal's sentences, marked where the language lacks one. */
function saying(language: Language) {
  const t = serverI18n(language).getFixedT(null, "portal");
  return (key: string, params: Readonly<Record<string, string>>): ShownText => {
    const { res, usedLng } = t(key, { ...params, returnDetails: true });
    return usedLng === language ? { text: res } : { text: res, lang: usedLng };
  };
}
