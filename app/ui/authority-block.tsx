import { useTexts } from "./use-texts.tsx";

export interface AuthorityBlockProps {
  readonly name: string;
  /** Absent or "" for what it does not say; lines of an address or of hours stay lines. */
  readonly address?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly hours?: string | undefined;
}

/** Who is responsible here, and how they are reached: at the same place of every page of a municipality (WCAG 3.2.6). */
export function AuthorityBlock(props: AuthorityBlockProps) {
  const { name, address = "", phone = "", email = "", url = "", hours = "" } = props;
  const { t, plain } = useTexts("portal");
  return (
    <aside className="authority" aria-label={plain("shell.authority")}>
      <div className="shell__inner authority__columns">
        <div>
          <p className="authority__label">{t("shell.authority")}</p>
          <p className="authority__name">
            <bdi>{name}</bdi>
          </p>
          {address !== "" && (
            <p className="kept-lines" lang="de" dir="auto">
              {address}
            </p>
          )}
        </div>
        {[phone, email, url].some((text) => text !== "") && (
          <ul className="authority__ways">
            {phone !== "" && (
              <li>
                {t("shell.authorityPhone")}{" "}
                <a className="plain-link" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
                  <bdi dir="ltr">{phone}</bdi>
                </a>
              </li>
            )}
            {email !== "" && (
              <li>
                <a className="plain-link" href={`mailto:${email}`}>
                  {email}
                </a>
              </li>
            )}
            {url !== "" && (
              <li>
                <a className="plain-link" href={url} rel="noreferrer">
                  {url.replace(/^https?:\/\/|\/$/g, "")}
                </a>
              </li>
            )}
          </ul>
        )}
        {hours !== "" && (
          <div>
            <p className="authority__label">{t("shell.authorityHours")}</p>
            <p className="kept-lines" lang="de" dir="auto">
              {hours}
            </p>
          </div>
        )}
      </div>
    </aside>
  );
}
