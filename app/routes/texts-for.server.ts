import type { Language } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";

/** The language in which a request is answered, and its texts (`portal` unless another file is named). */
export function textsFor(request: Request): {
  readonly language: Language;
  readonly t: ReturnType<typeof serverI18n>["t"];
} {
  const language = negotiateLanguage(request);
  return { language, t: serverI18n(language).t };
}

/** What was typed into a search that is sent by GET. */
export function searchedFor(request: Request): string {
  return (new URL(request.url).searchParams.get("suche") ?? "").trim().slice(0, 100);
}
