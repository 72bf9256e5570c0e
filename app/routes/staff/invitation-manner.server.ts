import type { InvitationManner } from "#app/administration/invite.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { staffLanguages } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { originOf } from "../origin.server.ts";

/** Invitations are written in the language of whoever invites; links lead to the portal as they know it. */
export function invitationManner(request: Request, portal: Portal): InvitationManner {
  const negotiated = negotiateLanguage(request, staffLanguages);
  const language = staffLanguages.find((one) => one === negotiated) ?? "de";
  const t = serverI18n(language).getFixedT(language, "people");
  return {
    language,
    origin: originOf(request, portal),
    wordFor: (role) => t(`roles.${role}`),
  };
}
