import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";

interface NewerVersionProps {
  /** What is worked on is made for this one. */
  readonly version: string;
  readonly current: string;
  /** Where both stand side by side. */
  readonly href: string;
  readonly outdated: boolean;
}

/** That there is another version of a service, and whether what is worked on has to be taken over to it first. */
export function NewerVersion({ version, current, href, outdated }: NewerVersionProps) {
  const { t } = useTranslation("offering");
  return (
    <Alert
      kind={outdated ? "warning" : "info"}
      titleAs="h2"
      title={
        outdated
          ? t("overview.outdated", { version, newer: current })
          : t("overview.newer", { version: current })
      }
    >
      {outdated && <p>{t("overview.outdatedHint")}</p>}
      <p>
        <a className="plain-link" href={href}>
          {t("overview.compare")}
        </a>
      </p>
    </Alert>
  );
}
