import { Icon } from "./icon.tsx";
import { useTexts } from "./use-texts.tsx";

interface NeighbourPagesProps {
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** To the neighbouring pages of a list that grows while one reads it, so that its pages have no numbers. */
export function NeighbourPages({ previous, next }: NeighbourPagesProps) {
  const { t, plain } = useTexts("portal");
  if (previous === undefined && next === undefined) return null;
  return (
    <nav className="pagination" aria-label={plain("shell.pagination")}>
      {previous !== undefined && (
        <a href={previous} rel="prev">
          <Icon name="arrow-back" />
          {t("shell.previousPage")}
        </a>
      )}
      {next !== undefined && (
        <a href={next} rel="next">
          {t("shell.nextPage")}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  );
}
