import { Paragraphs } from "#app/forms/shown.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { OpeningView } from "./opening-view.ts";

interface OpeningNoteProps {
  readonly opening: OpeningView;
  /** Whether there is a draft, about which more is to be said. */
  readonly begun: boolean;
}

/** Says why one cannot begin, or not for ever, and what that means for what was begun. */
export function OpeningNote({ opening, begun }: OpeningNoteProps) {
  const { t } = useTexts("portal");
  const { kind, mayFile, until, opensAt, text } = opening;
  if (kind === "open") return until === undefined ? null : <p>{t("opening.until", { until })}</p>;
  // To citizens it is the same.
  const name = kind === "off" ? "closed" : kind;
  return (
    <Alert kind={kind === "planned" ? "info" : "warning"} title={t(`opening.${name}`)}>
      {text ? <Paragraphs text={text} /> : <p>{t(`opening.${name}Hint`, { from: opensAt })}</p>}
      {begun && <p>{mayFile ? t("opening.finish", { until }) : t("opening.kept")}</p>}
    </Alert>
  );
}
