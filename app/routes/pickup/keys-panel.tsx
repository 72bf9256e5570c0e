import { useTranslation } from "react-i18next";
import type { KeyStanding } from "#app/forwarding/fit-connect/receiver-keys.server.ts";
import { formatDay } from "#app/i18n/format.ts";
import { isLanguage } from "#app/i18n/languages.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { Table } from "#app/ui/table.tsx";

interface KeysPanelProps {
  readonly ars: string;
  readonly action: string;
  readonly id: string;
  readonly keys: readonly KeyStanding[];
  readonly now: Date;
}

/** The keys of a pick-up: until when they last, what of them goes elsewhere, and new ones. */
export function KeysPanel({ ars, action, id, keys, now }: KeysPanelProps) {
  const { t, i18n } = useTranslation("pickup");
  const language = isLanguage(i18n.language) ? i18n.language : "de";
  const day = (at: Date): string => formatDay(new Date(at).toISOString().slice(0, 10), language);
  return (
    <section>
      <h2 className="section-title">{t("keys.title")}</h2>
      <p>{t("keys.lead")}</p>
      <Table
        caption={t("keys.caption")}
        captionHidden
        columns={[
          { label: t("keys.use") },
          { label: t("keys.state") },
          { label: t("keys.made") },
          { label: t("keys.certificate") },
          { label: t("keys.files") },
        ]}
        rows={keys.map(({ use, kid, madeAt, certifiedUntil, keptUntil }) => {
          const isOver = keptUntil !== undefined && new Date(keptUntil) <= new Date(now);
          const which = t("keys.of", { use: t(`keys.${use}`), made: day(madeAt) });
          const file = (name: string) =>
            `/verwaltung/abholungen/${id}/${encodeURIComponent(kid)}/${name}?gemeinde=${ars}`;
          return {
            key: kid,
            cells: [
              t(`keys.${use}`),
              <div key="state">
                {keptUntil === undefined
                  ? t("keys.current")
                  : isOver
                    ? t("keys.over")
                    : t("keys.kept", { day: day(keptUntil) })}
                {isOver && (
                  <form method="post" action={action}>
                    <input type="hidden" name="kid" value={kid} />
                    <Button look="tertiary" name="intent" value="forget" context={which}>
                      {t("keys.forget")}
                    </Button>
                  </form>
                )}
              </div>,
              day(madeAt),
              certifiedUntil ? t("keys.until", { day: day(certifiedUntil) }) : t("keys.none"),
              <div key="files" className="actions">
                <LinkButton look="tertiary" href={file("schluessel.json")} download context={which}>
                  {t("keys.public")}
                </LinkButton>
                {keptUntil === undefined && (
                  <LinkButton
                    look="tertiary"
                    href={file("anforderung.pem")}
                    download
                    context={which}
                  >
                    {t("keys.request")}
                  </LinkButton>
                )}
              </div>,
            ],
          };
        })}
      />
      <form method="post" action={action}>
        <p>{t("keys.renewHint")}</p>
        <ActionButton intent="renew">{t("keys.renew")}</ActionButton>
      </form>
    </section>
  );
}
