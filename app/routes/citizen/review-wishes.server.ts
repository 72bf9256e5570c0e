import type { Wishes } from "#app/apply/submit.server.ts";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { isEmail } from "#app/domain/fields/contact.ts";
import type { RawInput } from "#app/domain/page-form.ts";
import { sent } from "#app/domain/read-field.ts";
import { mailLanguage, type Language } from "#app/i18n/languages.ts";
import { originOf, townOriginOf } from "../origin.server.ts";

/** What was chosen beside an address that is none, so that nothing of it is lost. */
export interface WrongWishes {
  readonly email: string;
  readonly everyStatus: boolean;
  readonly toMailbox: boolean;
}

/** What an applicant chooses on the review. */
export function wishesIn(
  request: Request,
  portal: Portal,
  municipality: string,
  raw: RawInput,
  spoken: Language,
): { readonly wishes: Wishes } | { readonly wrong: WrongWishes } {
  const isTicked = (name: string) => raw[name]?.[0] === "ja";
  const email = portal.mailer ? (raw["email"]?.[0]?.trim() ?? "") : "";
  const everyStatus = isTicked("jederStand");
  const toMailbox = isTicked("insPostfach");
  if (email !== "" && !isEmail(email)) return { wrong: { email, everyStatus, toMailbox } };
  const contact = email !== "" && {
    email,
    language: mailLanguage(spoken),
    everyStatus,
    origin: townOriginOf(request, portal, municipality),
  };
  return {
    wishes: {
      inTime: raw["intent"]?.[0] === "inTime",
      toMailbox,
      origin: originOf(request, portal),
      seen: sent(raw, "gesehen"),
      ...(contact && { contact }),
    },
  };
}
