import { directionOf, type Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import type { Letter } from "#app/apply/mail-resume-link.server.ts";

/** The whole address of a link to a draft. */
export function resumeUrl(request: Request, token: string): string {
  return `${new URL(request.url).origin}/weiter/${token}`;
}

/** The mail that brings a link: it names neither municipality nor service nor code. */
export function linkLetter(request: Request, language: Language): (token: string) => Letter {
  const { t } = serverI18n(language);
  return (token) => {
    const url = resumeUrl(request, token);
    const before = [t("draft:mail.greeting"), t("draft:mail.body")];
    const after = [t("draft:mail.code"), t("draft:mail.notYou")];
    const paragraph = (text: string): string => `<p>${text}</p>`;
    return {
      language,
      subject: t("draft:mail.subject"),
      text: [...before, url, ...after].join("\n\n"),
      html: `<div lang="${language}" dir="${directionOf(language)}">\n${[...before, `<a href="${url}" dir="ltr">${url}</a>`, ...after].map(paragraph).join("\n")}\n</div>`,
    };
  };
}
