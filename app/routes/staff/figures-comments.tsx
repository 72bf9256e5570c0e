import { useTranslation } from "react-i18next";
import type { ShownComment } from "#app/administration/load-figures.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { Table } from "#app/ui/table.tsx";

/** What citizens wrote; undefined for whoever sees the figures alone. */
export function FiguresComments({
  comments,
}: {
  readonly comments: readonly ShownComment[] | undefined;
}) {
  const { t, i18n } = useTranslation("administration");
  const language = isLanguage(i18n.language) ? i18n.language : defaultLanguage;
  return (
    <section>
      <h2 className="section-title">{t("figures.commentsTitle")}</h2>
      {comments === undefined && <p>{t("figures.onlyTown")}</p>}
      {comments?.length === 0 && <p>{t("figures.noComments")}</p>}
      {comments !== undefined && comments.length > 0 && (
        <Table
          caption={t("figures.commentsTitle")}
          captionHidden
          columns={[
            { label: t("figures.day") },
            { label: t("figures.rating") },
            { label: t("figures.text") },
          ]}
          rows={comments.map(({ id, day, rating, text }) => ({
            key: id,
            cells: [
              formatDay(day, language),
              rating === "" ? t("figures.none") : t(`portal:feedback.ratings.${rating}`),
              <p key="text" className="figures__comment">
                {text}
              </p>,
            ],
          }))}
        />
      )}
    </section>
  );
}
