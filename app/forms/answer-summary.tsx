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
}

/** All answers by page, as they will be filed. */
export function AnswerSummary(props: AnswerSummaryProps) {
  const { sections, base, lang: filedIn, titleAs: Title = "h2" } = props;
  const { t } = useTexts("forms");
  return (
    <>
      {sections.map(({ page, title, lang, rows }) => (
        <section className="answer-summary" key={page}>
          <div className="answer-summary__header">
            <Title className="answer-summary__title" lang={lang ?? filedIn}>
              {title}
            </Title>
            {base !== undefined && (
              <a className="kern-link" href={changeHref(base, page, rows[0]?.path)}>
                {t("change")}
                <span className="visually-hidden" lang={lang ?? filedIn}>
                  : {title}
                </span>
              </a>
            )}
          </div>
          <dl className="answer-summary__rows">
            {rows.map(({ path, label, lang: own, values, valuesLang }) => (
              <div className="answer-summary__row" key={path}>
                <dt lang={own ?? filedIn}>{label}</dt>
                <dd
                  className="kept-lines"
                  lang={values.length > 0 ? (valuesLang ?? filedIn) : undefined}
                >
                  <Values values={values} none={t("noAnswer")} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
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

function changeHref(base: string, page: string, path: string | undefined): string {
  return `${base}/${page}?zurueck=pruefen${path === undefined ? "" : `#${idOf(path)}`}`;
}
