import { useTranslation } from "react-i18next";

export interface StaffBarProps {
  readonly links: readonly {
    readonly href: string;
    readonly label: string;
    readonly current?: boolean;
  }[];
  readonly userName: string;
  /** Address to which signing out is posted. */
  readonly signOutAction: string;
}

/** Where staff can go, and out. */
export function StaffBar({ links, userName, signOutAction }: StaffBarProps) {
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
        <form className="staff-bar__session" method="post" action={signOutAction}>
          <span>{t("nav.signedInAs", { name: userName })}</span>
          <button className="kern-btn kern-btn--tertiary" type="submit">
            <span className="kern-label">{t("nav.signOut")}</span>
          </button>
        </form>
      </div>
    </div>
  );
}
