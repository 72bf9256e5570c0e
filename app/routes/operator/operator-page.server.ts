import type { TFunction } from "i18next";
import type { Portal } from "#app/catalogue/portal.server.ts";
import { staffLanguages, type StaffLanguage } from "#app/i18n/languages.ts";
import { negotiateLanguage } from "#app/i18n/negotiate-language.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import type { StaffSession } from "#app/identity/session.server.ts";
import type { Frame } from "../frame.ts";
import { notFound } from "../responses.server.ts";
import { staffFrame } from "../staff/staff-frame.server.ts";
import { requireStaff } from "../staff/staff-session.server.ts";

/** What every page of the operator begins with. */
export interface OperatorPage {
  readonly session: StaffSession;
  readonly language: StaffLanguage;
  readonly t: TFunction;
  readonly frame: (title: string) => Frame;
}

/** Who is not the operator does not learn that there is such a page. */
export async function operatorPage(request: Request, portal: Portal): Promise<OperatorPage> {
  const session = await requireStaff(request, portal);
  if (!can(session, "rollout.manage", null)) throw notFound();
  const language = negotiateLanguage(request, staffLanguages);
  const t = serverI18n(language).getFixedT(language, "operator");
  return {
    session,
    language,
    t,
    frame: (title) => staffFrame(session, language, { title, area: "operator" }),
  };
}
