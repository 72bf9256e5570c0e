import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";

interface InvitationLinkProps {
  readonly ars: string;
  readonly name: string;
  readonly link: string;
}

/** The link of an invitation where no mail server sends it: it is shown once. */
export function InvitationLink({ ars, name, link }: InvitationLinkProps) {
  const { t } = useTranslation("people");
  return (
    <>
      <BackLink href={`/verwaltung/personen?gemeinde=${ars}`}>{t("link.toList")}</BackLink>
      <PageHeading title={t("link.label")} />
      <Alert kind="warning" live title={t("link.title")}>
        <p>{t("link.body", { name })}</p>
      </Alert>
      <p className="invitation-link">
        <code translate="no">{link}</code>
      </p>
    </>
  );
}
