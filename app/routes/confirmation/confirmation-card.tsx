import { useTranslation } from "react-i18next";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import type { WordedOpen } from "./shown-confirmations.server.ts";

interface ConfirmationCardProps {
  readonly ars: string;
  readonly confirmation: WordedOpen;
  readonly titleAs?: "h2" | "h3";
  /** What is wrong with the reason that was typed. */
  readonly error?: string | undefined;
}

/** The control for the reason of one of several forms. */
export const reasonOf = (id: string): string => `grund.${id}`;

const lights = { green: "success", amber: "warning", red: "danger" } as const;

/** What waits for a second person: what would come of it, and what whoever looks may say to it. */
export function ConfirmationCard({ ars, confirmation, titleAs, error }: ConfirmationCardProps) {
  const { t } = useTranslation("confirmation");
  const { id, title, asked, facts, readiness, seen, isOwn, mayConfirm, confirmers } = confirmation;
  return (
    <Card title={<span id={`anfrage-${id}`}>{title}</span>} titleAs={titleAs ?? "h2"} look="accent">
      <div className="stack">
        <p>{asked}</p>
        <SummaryList
          rows={[
            ...facts,
            ...(readiness
              ? [
                  {
                    key: "readiness",
                    label: t("fact.readiness"),
                    values: [
                      <span key="light">
                        <Badge kind={lights[readiness.light]}>
                          {t(`light.${readiness.light}`)}
                        </Badge>{" "}
                        <a className="plain-link" href={readiness.href}>
                          {t("readiness")}
                          <span className="visually-hidden">: {title}</span>
                        </a>
                      </span>,
                    ],
                  },
                ]
              : []),
          ]}
        />
        {!mayConfirm && (
          <p>
            {confirmers === "" ? (
              <>
                {t("nobody")}{" "}
                <a className="plain-link" href={`/verwaltung/personen/einladen?gemeinde=${ars}`}>
                  {t("invite")}
                </a>
              </>
            ) : (
              t("waitsFor", { names: confirmers })
            )}
          </p>
        )}
        {(isOwn || mayConfirm) && (
          <form className="stack" method="post" action={`/verwaltung/bestaetigen?gemeinde=${ars}`}>
            <input type="hidden" name="anfrage" value={id} />
            <input type="hidden" name="gesehen" value={seen} />
            {mayConfirm && (
              <>
                <div className="actions">
                  <Button name="intent" value="confirm" context={title}>
                    {t("confirm")}
                  </Button>
                </div>
                <TextArea
                  name={reasonOf(id)}
                  label={t("reason")}
                  hint={t("reasonHint")}
                  rows={2}
                  error={error}
                  defaultValue=""
                />
                <div className="actions">
                  <Button look="secondary" name="intent" value="decline" context={title}>
                    {t("decline")}
                  </Button>
                </div>
              </>
            )}
            {isOwn && (
              <div className="actions">
                <Button look="secondary" name="intent" value="withdraw" context={title}>
                  {t("withdraw")}
                </Button>
              </div>
            )}
          </form>
        )}
      </div>
    </Card>
  );
}
