import { useTranslation } from "react-i18next";

/** The way to everything one can do with a draft besides filling it in. */
export function LaterLink({ base }: { readonly base: string }) {
  const { t } = useTranslation("portal");
  return (
    <p className="later-link no-print">
      <a className="plain-link" href={`${base}/entwurf`}>
        {t("page.later")}
      </a>
    </p>
  );
}
