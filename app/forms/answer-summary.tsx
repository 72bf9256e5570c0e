import type { ReactNode } from "react";
import type { SummarySection } from "#app/domain/submission.ts";
import { idOf } from "#app/ui/controls/id-of.ts";
import { useTexts } from "#app/ui/use-texts.tsx";

interface AnswerSummaryProps {
  readonly sections: readonly SummarySection[];
  /** Address of the service, e.g. `/musterstadt/hundesteuer`; absent where nothing can be changed any more. */
  readonly base?: string;
  /** Language in which all of it was filed, where it is not the page's. */
  readonly lang?: string | undefined;
  /** Level of the pages' titles in the outline. */
  readonly titleAs?: "h2" | "h3";
  /** Pages whose answers have changed since the citizen looked at them. */
  readonly changed?: readonly string[];
}
type Row = SummarySection["rows"][number];

/** All answers by page, as they will be filed; before that each with its way back, and what was left open behind a fold. */
export function AnswerSummary(props: AnswerSummaryProps) {
  const { sections, base, lang: filedIn, titleAs: Title = "h2", changed = [] } = props;
  const { t } = useTexts("forms");
  return (
    <>
      {sections.map(({ page, title, lang, rows }) => {
        const shownRows = base === undefined ? rows : rows.filter(isAnswered);
        const open =
          base === undefined ? [] : rows.filter((row) => !isAnswered(row) && !row.calculated);
        return (
          <section className="answer-summary" key={page}>
            <div className="answer-summary__header">
              <Title className="answer-summary__title" lang={lang ?? filedIn}>
                {title}
              </Title>
              {changed.includes(page) && (
                <strong className="answer-summary__changed">{t("changedAnswers")}</strong>
              )}
            </div>
            {shownRows.length > 0 && (
              <dl className="answer-summary__rows">
                {shownRows.map((row) => (
                  <SummaryRow row={row} page={page} base={base} filedIn={filedIn} key={row.path} />
                ))}
              </dl>
            )}
            {open.length > 0 && base !== undefined && (
              <OpenRows rows={open} page={page} base={base} />
            )}
          </section>
        );
      })}
    </>
  );
}

function isAnswered({ values }: Row): boolean {
  return values.length > 0;
}

interface RowProps {
  readonly row: Row;
  readonly page: string;
  readonly base: string | undefined;
  readonly filedIn: string | undefined;
}

function SummaryRow({ row, page, base, filedIn }: RowProps) {
  const { t, i18n } = useTexts("forms");
  const { path, label, lang = filedIn, values, valuesLang, statement, origin, calculated } = row;
  return (
    <div className="answer-summary__row">
      <dt lang={lang}>{label}</dt>
      <dd className="kept-lines" lang={values.length > 0 ? (valuesLang ?? filedIn) : undefined}>
        <Values values={values} none={t("noAnswer")} />
        {statement !== undefined && values.length > 0 && (
          <span className="answer-summary__mark" lang={statement.lang ?? filedIn}>
            {statement.text}
          </span>
        )}
        {origin !== undefined && (
          <span className="answer-summary__mark" lang={filedIn && i18n.language}>
            {t(`origin.${origin}`)}
          </span>
        )}
      </dd>
      {base !== undefined && !calculated && (
        <dd className="answer-summary__change">
          <a className="kern-link" href={changeHref(base, page, path)}>
            {t("change")}
            <span className="visually-hidden" lang={lang}>
              : {label}
            </span>
          </a>
        </dd>
      )}
    </div>
  );
}

/** What may be left out and was: to be looked at once more, and not in the way. */
function OpenRows({ rows, page, base }: { rows: readonly Row[]; page: string; base: string }) {
  const { t } = useTexts("forms");
  return (
    <details className="help answer-summary__open">
      <summary>{t("openAnswers", { count: rows.length })}</summary>
      <ul className="plain-list">
        {rows.map(({ path, label, lang }) => (
          <li key={path}>
            <span lang={lang}>{label}</span>{" "}
            <a className="plain-link" href={changeHref(base, page, path)}>
              {t("complete")}
              <span className="visually-hidden" lang={lang}>
                : {label}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Values({ values, none }: { values: readonly string[]; none: ReactNode }) {
  if (values.length === 0) return <span className="answer-summary__none">{none}</span>;
  if (values.length === 1) return <bdi>{values[0]}</bdi>;
  return (
    <ul>
      {values.map((value, index) => (
        <li key={index}>
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  );
}

function changeHref(base: string, page: string, path: string): string {
  return `${base}/${page}?zurueck=pruefen#${idOf(path)}`;
}
