import type { ReactNode } from "react";
import { AuthorityBlock, type AuthorityBlockProps } from "./authority-block.tsx";
import { Icon } from "./icon.tsx";
import type { LanguageLink } from "./language-menu.tsx";
import { SharedDeviceBar, type SharedDeviceBarProps } from "./shared-device-bar.tsx";
import { ShellHeader, type ShellArms } from "./shell-header.tsx";
import { StaffBar, type StaffBarProps } from "./staff-bar.tsx";
import { TrialBar, type Trial } from "./trial-bar.tsx";
import { useTexts } from "./use-texts.tsx";

export interface ShellLook {
  readonly displayName?: string | undefined;
  readonly arms?: ShellArms | undefined;
  /** At the foot of every page. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
  /** Whether there is an imprint of its own. */
  readonly hasPublisher: boolean;
}

interface ShellProps {
  /** Whose pages these are, where that is settled. */
  readonly municipality?: { readonly name: string; readonly href: string } | undefined;
  /** What the municipality has said of its look; without it pages are neutral. */
  readonly look?: ShellLook | undefined;
  /** Who is responsible on the municipality's pages, and how they are reached (EfA Design 003). */
  readonly authority?: AuthorityBlockProps | undefined;
  /** Path of the page, for whoever reports a barrier on it. */
  readonly path?: string | undefined;
  /** The same page in each language. */
  readonly languages: readonly LanguageLink[];
  /** Says that nobody who speaks the language has checked the texts. */
  readonly unreviewed?: boolean | undefined;
  /** Says above everything that the portal is only a demonstration. */
  readonly demo?: boolean | undefined;
  /** At a shared device. */
  readonly shared?: SharedDeviceBarProps | undefined;
  /** Nothing that is filed from the page counts. */
  readonly trial?: Trial | undefined;
  /** For staff that are signed in. */
  readonly staff?: StaffBarProps | undefined;
  /** Uses the whole width: tables instead of running text. */
  readonly wide?: boolean | undefined;
  readonly children: ReactNode;
}

/** What surrounds every page. */
export function Shell(props: ShellProps) {
  const {
    municipality,
    look,
    authority,
    path = "/",
    languages,
    unreviewed,
    demo,
    shared,
    trial,
    staff,
    wide,
    children,
  } = props;
  const { t } = useTexts("portal");
  return (
    <div className={wide === true ? "shell shell--wide" : "shell"}>
      <a className="skip-link" href="#inhalt">
        {t("shell.skip")}
      </a>
      <header>
        <ShellHeader
          municipality={
            municipality && { ...municipality, name: look?.displayName ?? municipality.name }
          }
          arms={municipality && look?.arms}
          languages={languages}
        />
        {demo === true && (
          <div className="shell__demo">
            <p className="shell__inner">
              <Icon name="info" />
              <span>{t("shell.demo")}</span>
            </p>
          </div>
        )}
        {trial && <TrialBar trial={trial} />}
        {shared && <SharedDeviceBar {...shared} />}
        {staff && <StaffBar {...staff} />}
      </header>
      <main className="shell__main" id="inhalt" tabIndex={-1}>
        <div className="shell__inner">
          <div className="shell__column">{children}</div>
        </div>
      </main>
      {authority && <AuthorityBlock {...authority} />}
      <ShellFooter
        unreviewed={unreviewed === true}
        municipality={municipality}
        look={municipality && look}
        path={path}
      />
    </div>
  );
}

interface FooterProps extends Pick<ShellProps, "municipality" | "look"> {
  readonly path: string;
  readonly unreviewed: boolean;
}

function ShellFooter({ unreviewed, municipality, look, path }: FooterProps) {
  const { t, plain } = useTexts("portal");
  const imprint =
    look?.hasPublisher === true ? `${municipality?.href ?? ""}/impressum` : "/impressum";
  const statement = `${municipality?.href ?? ""}/barrierefreiheit`;
  return (
    <footer className="shell__footer">
      {unreviewed && (
        <p className="shell__unreviewed shell__inner">
          {t("shell.unreviewed")} <a href="/sprachen#machine">{t("shell.unreviewedMore")}</a>
        </p>
      )}
      <div className="shell__inner">
        <nav aria-label={plain("shell.footer")}>
          <ul>
            {look?.links.map(({ label, href }) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
            <li>
              <a href="/status">{t("shell.status")}</a>
            </li>
            <li>
              <a href="/quittung">{t("shell.verify")}</a>
            </li>
            <li>
              <a href={imprint}>{t("shell.imprint")}</a>
            </li>
            <li>
              <a href="/datenschutz">{t("shell.privacy")}</a>
            </li>
            <li>
              <a href={statement}>{t("shell.accessibility")}</a>
            </li>
            {municipality && (
              <li>
                <a href={`${statement}/melden?seite=${encodeURIComponent(path)}`}>
                  {t("shell.reportBarrier")}
                </a>
              </li>
            )}
            <li>
              <a href="/hilfe">{t("shell.help")}</a>
            </li>
            <li>
              <a href="/sprachen">{t("shell.languages")}</a>
            </li>
          </ul>
        </nav>
        <p className="shell__tagline">{t("shell.tagline")}</p>
      </div>
    </footer>
  );
}
