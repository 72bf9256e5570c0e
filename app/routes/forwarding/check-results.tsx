import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import { formatDay, formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Badge } from "#app/ui/badge.tsx";

/** What a check has found, one thing a line. */
export function CheckResults({
  checked,
  checkedAt,
}: Pick<ShownDestination, "checked" | "checkedAt">) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  if (!checked || !checkedAt) return <p>{t("check.never")}</p>;
  return (
    <>
      <p>{t("check.at", { at: formatShortDateTime(checkedAt, language) })}</p>
      <ul className="checks">
        {checked.map(({ what, ok, detail, until }) => (
          <li key={`${what} ${detail}`}>
            <Badge kind={ok ? "success" : "danger"}>{ok ? t("check.ok") : t("check.failed")}</Badge>{" "}
            <strong>{t(`check.what.${what}`, { defaultValue: what })}</strong>
            {until !== undefined &&
              ` (${t("check.until", { day: formatDay(until.slice(0, 10), language) })})`}
            <div className="checks__detail" lang="en">
              {detail}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
