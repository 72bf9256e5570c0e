import { useTranslation } from "react-i18next";
import { SessionEnd } from "./session-end.tsx";
import type { SessionEndProps } from "./use-session-end.ts";

export interface StaffBarProps {
  readonly links: readonly {
    readonly href: string;
    readonly label: string;
    readonly current?: boolean;
  }[];
  readonly userName: string;
  /** Page of one's own account. */
  readonly accountHref: string;
  /** Address to which signing out is posted. */
  readonly signOutAction: string;
  readonly session: SessionEndProps;
}

/** Where staff can go, and out. */
export function StaffBar({ links, userName, accountHref, signOutAction, session }: StaffBarProps) {
  const { t } = useTranslation("casework");
  return (
    <div className="staff-bar">
      <div className="shell__inner">
        <nav aria-label={t("nav.label")}>
          <ul className="staff-bar__links">
            {links.map(({ href, label, current }) => (
              <li key={href}>
                <a href={href} aria-current={current === true ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="staff-bar__session">
          <a className="staff-bar__account" href={accountHref}>
            {t("nav.signedInAs", { name: userName })}
          </a>
          <SessionEnd {...session} />
          <form method="post" action={signOutAction}>
            <button className="kern-btn kern-btn--tertiary" type="submit">
              <span className="kern-label">{t("nav.signOut")}</span>
            </button>
          </form>
        </div>
      </div>
    </div>
  );
}
