import type { FiledFees } from "#app/domain/submission.ts";
import { formatMoney } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { useTexts } from "#app/ui/use-texts.tsx";

interface FeeViewProps {
  readonly fees: FiledFees;
  /** Language in which they were filed, where it is not the page's. */
  readonly lang?: string | undefined;
  readonly titleAs?: "h2" | "h3";
}

/** What an application costs: every position, the total, and who has the last word. */
export function FeeView({ fees, lang, titleAs: Title = "h2" }: FeeViewProps) {
  const { t } = useTexts("forms");
  const money = useMoney();
  const { positions, open, total, free, period, provisional, legalBasis } = fees;
  return (
    <section className="answer-summary fees">
      <div className="answer-summary__header">
        <Title className="answer-summary__title">
          {t(provisional ? "fees.titleProvisional" : "fees.title")}
        </Title>
      </div>
      <dl className="answer-summary__rows">
        {positions.map((position) => (
          <div className="answer-summary__row" key={`${position.id} ${position.item ?? ""}`}>
            <dt lang={position.lang ?? lang}>
              {position.label}
              <Item item={position.item} />
            </dt>
            <dd className="fees__amount">
              {money(position.cents)}
              <Working position={position} lang={lang} />
            </dd>
          </div>
        ))}
        {open.map(({ id, label, lang: own, item }) => (
          <div className="answer-summary__row" key={`${id} ${item ?? ""}`}>
            <dt lang={own ?? lang}>
              {label}
              <Item item={item} />
            </dt>
            <dd className="fees__amount answer-summary__none">{t("fees.open")}</dd>
          </div>
        ))}
        <div className="answer-summary__row fees__total">
          <dt>{t("fees.total")}</dt>
          <dd className="fees__amount">
            {money(total)} <span lang={lang}>{total > 0 && period}</span>
          </dd>
        </div>
      </dl>
      {free !== undefined && <p lang={lang}>{free}</p>}
      {provisional && <p className="list-note">{t("fees.provisional")}</p>}
      {legalBasis.length > 0 && (
        <p className="list-note">
          {t("fees.legalBasis")} <span lang={lang}>{legalBasis.join(", ")}</span>
        </p>
      )}
    </section>
  );
}

function Item({ item }: { readonly item: string | undefined }) {
  return item === undefined ? null : (
    <span className="fees__note">
      {" "}
      (<bdi>{item}</bdi>)
    </span>
  );
}

/** How an amount comes about, where it is not just the table's. */
function Working({
  position: { single, count, reduction },
  lang,
}: {
  readonly position: FiledFees["positions"][number];
  readonly lang: string | undefined;
}) {
  const { t } = useTexts("forms");
  const money = useMoney();
  return (
    <>
      {count !== 1 && (
        <span className="fees__note">{t("fees.times", { count, single: money(single) })}</span>
      )}
      {reduction && (
        <span className="fees__note">
          {t("fees.reduction", { percent: reduction.percent })}{" "}
          <span lang={lang}>{reduction.label}</span>
        </span>
      )}
    </>
  );
}

/** Cents as the page's language writes them. */
export function useMoney(): (cents: number) => string {
  const { i18n } = useTexts("forms");
  const language = isLanguage(i18n.language) ? i18n.language : defaultLanguage;
  return (cents) => formatMoney(cents, language);
}
