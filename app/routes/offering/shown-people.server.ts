import { authorsOf } from "#app/administration/adjust/list-revisions.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { formatDateTime } from "#app/i18n/format.ts";
import { serverI18n } from "#app/i18n/texts.server.ts";

/** Who made a revision what it is. */
export interface ShownPeople {
  /** All who wrote it. */
  readonly author: string;
  /** When it was last written. */
  readonly when: string;
  /** Who let it count, and when. */
  readonly released: { readonly by: string; readonly when: string } | undefined;
}

/** `names`: of accounts by their id; whatever is missing there was the portal itself. */
export function shownPeople(
  row: Parameters<typeof authorsOf>[0] & {
    readonly changedAt: Date;
    readonly publishedAt: Date | null;
    readonly publishedBy: string | null;
  },
  names: ReadonlyMap<string, string>,
  language: Language,
): ShownPeople {
  const t = serverI18n(language).getFixedT(language, "offering");
  const nameOf = (id: string) => names.get(id) ?? t("revisions.portal");
  const { publishedAt, publishedBy } = row;
  return {
    author: [...new Set(authorsOf(row).map(nameOf))].join(", "),
    when: formatDateTime(row.changedAt, language),
    released:
      publishedAt === null || publishedBy === null
        ? undefined
        : { by: nameOf(publishedBy), when: formatDateTime(publishedAt, language) },
  };
}
