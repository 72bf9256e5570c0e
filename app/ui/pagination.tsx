import { Icon } from "./icon.tsx";
import { useTexts } from "./use-texts.tsx";

interface PaginationProps {
  /** From 1. */
  readonly page: number;
  readonly pageCount: number;
  readonly hrefOf: (page: number) => string;
}

/** To the neighbouring pages of a list; nothing where there is but one. */
export function Pagination({ page, pageCount, hrefOf }: PaginationProps) {
  const { t, plain } = useTexts("portal");
  if (pageCount < 2) return null;
  return (
    <nav className="pagination" aria-label={plain("shell.pagination")}>
      {page > 1 && (
        <a href={hrefOf(page - 1)} rel="prev">
          <Icon name="arrow-back" />
          {t("shell.previousPage")}
        </a>
      )}
      <span>{t("shell.pageOf", { page, count: pageCount })}</span>
      {page < pageCount && (
        <a href={hrefOf(page + 1)} rel="next">
          {t("shell.nextPage")}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  );
}
