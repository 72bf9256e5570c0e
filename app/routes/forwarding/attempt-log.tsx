import { useTranslation } from "react-i18next";
import type { OpenedDelivery } from "#app/administration/deliveries.server.ts";
import { problemName } from "#app/domain/forwarding-reason.ts";
import { formatShortDateTime } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Reason } from "./reason.tsx";

/** What the receiver found wrong, as it told it. */
export function ReceiverProblems({
  problems,
}: {
  readonly problems: OpenedDelivery["delivery"]["problems"];
}) {
  const { t } = useTranslation("forwarding");
  if (problems.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t("delivery.problems")}</h2>
      <ul className="checks">
        {problems.map(({ type, title, detail, instance }) => (
          <li key={`${type} ${instance ?? ""}`}>
            <strong>{title}</strong>
            {instance !== undefined && ` (${instance})`}
            <div>{t(`problem.${problemName(type)}`, { defaultValue: "" })}</div>
            {detail !== undefined && <div className="checks__detail">{detail}</div>}
            <div className="checks__detail">{type}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What happened at each attempt: requests and answers, without their contents. */
export function AttemptLog({ attempts }: Pick<OpenedDelivery, "attempts">) {
  const { t, i18n } = useTranslation("forwarding");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  return (
    <section>
      <h2 className="section-title">{t("delivery.log")}</h2>
      {attempts.length === 0 && <p>{t("delivery.noAttempts")}</p>}
      <ol className="attempts">
        {attempts.map(({ id, at, took, outcome, reason, exchanges }) => (
          <li key={id}>
            <strong>{formatShortDateTime(at, language)}</strong>{" "}
            {t(`delivery.outcome.${outcome}`, { defaultValue: outcome })} (
            {t("delivery.took", { ms: took })}){reason !== null && <Reason reason={reason} />}
            {exchanges.length > 0 && (
              <details>
                <summary>{t("delivery.exchange")}</summary>
                <ul className="exchanges">
                  {exchanges.map((exchange, index) => (
                    // They have no identity of their own, and nobody reorders them.
                    <li key={index}>
                      <code>
                        {exchange.request} → {exchange.answer} ({exchange.took} ms)
                      </code>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
