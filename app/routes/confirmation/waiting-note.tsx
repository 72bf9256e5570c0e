import { useTranslation } from "react-i18next";
import { Alert } from "#app/ui/alert.tsx";

interface WaitingNoteProps {
  readonly ars: string;
  /** What waits there; undefined: nothing. */
  readonly waiting:
    { readonly id: string; readonly title: string; readonly asked: string } | undefined;
  /** It has just been asked for. */
  readonly live?: boolean;
}

/** Says on the page of a thing that a change of it waits for a second person, and leads there. */
export function WaitingNote({ ars, waiting, live = false }: WaitingNoteProps) {
  const { t } = useTranslation("confirmation");
  if (!waiting) return null;
  const { id, title, asked } = waiting;
  return (
    <Alert kind="info" titleAs={live ? "p" : "h2"} live={live} title={t("waits")}>
      <p>
        {title}. {asked}.
      </p>
      <p>
        <a className="plain-link" href={`/verwaltung/bestaetigen?gemeinde=${ars}#anfrage-${id}`}>
          {t("look")}
          <span className="visually-hidden">: {title}</span>
        </a>
      </p>
    </Alert>
  );
}
