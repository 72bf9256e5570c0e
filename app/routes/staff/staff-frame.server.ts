import { formatTime } from "#app/i18n/format.ts";
import type { Language } from "#app/i18n/languages.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";
import { can } from "#app/identity/permissions.ts";
import type { StaffSession } from "#app/identity/session.server.ts";
import type { SessionEndState } from "#app/ui/use-session-end.ts";
import type { Frame } from "../frame.ts";
import { areasOf } from "./staff-session.server.ts";

/** When a session ends unless it is used again. */
export function sessionEnd(
  { endsAt, expiresAt, secondsLeft }: StaffSession,
  language: Language,
): SessionEndState {
  return {
    left: secondsLeft,
    until: formatTime(endsAt, language),
    mayExtend: expiresAt > endsAt,
  };
}

/** The frame of a page for staff: where they can go by their roles, and out. */
export function staffFrame(
  session: StaffSession,
  language: Language,
  page: Pick<Frame, "title" | "municipality"> & {
    readonly area: "inbox" | "catalogue" | "figures" | "account" | "operator";
  },
): Frame {
  const t = serverI18n(language).getFixedT(language, "casework");
  const { inbox, catalogue, figures } = areasOf(session);
  const { area, ...frame } = page;
  return {
    ...frame,
    wide: true,
    staff: {
      userName: session.name,
      accountHref: "/konto",
      signOutAction: "/abmelden",
      session: {
        ...sessionEnd(session, language),
        extendAction: "/anmelden/verlaengern",
        signOutAction: "/abmelden",
        signInAction: "/anmelden",
      },
      links: [
        ...(inbox ? [{ href: "/eingang", label: t("nav.inbox"), current: area === "inbox" }] : []),
        ...(catalogue === "none"
          ? []
          : [
              {
                href: "/verwaltung",
                label: catalogue === "all" ? t("nav.municipalities") : t("nav.catalogue"),
                current: area === "catalogue",
              },
            ]),
        ...(figures
          ? [{ href: "/verwaltung/zahlen", label: t("nav.figures"), current: area === "figures" }]
          : []),
        ...(can(session, "rollout.manage", null)
          ? [
              {
                href: "/verwaltung/betrieb",
                label: t("nav.operator"),
                current: area === "operator",
              },
            ]
          : []),
      ],
    },
  };
}
