import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/ui/button.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

/** Says that somebody's account has nothing to do with a page; the frame around it leads on and out. */
export function NoEntry() {
  const { t } = useTranslation("portal");
  return (
    <>
      <PageHeading
        above={t("error.code", { status: 403 })}
        title={t("error.forbidden.title")}
        lead={t("error.forbidden.body")}
      />
      <LinkButton look="secondary" href="/">
        {t("error.toHome")}
      </LinkButton>
    </>
  );
}
