import { useTranslation } from "react-i18next";
import type { ShownDestination } from "#app/administration/destinations.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import type { WordedState } from "./worded-changes.server.ts";
import { WhoChanged } from "./who-changed.tsx";

interface StatesPanelProps {
  readonly ars: string;
  readonly destination: ShownDestination;
  readonly states: readonly WordedState[];
}

/** What of a destination was set otherwise, when and by whom, and the way back to how it was before. */
export function StatesPanel({ ars, destination, states }: StatesPanelProps) {
  const { t } = useTranslation("forwarding");
  if (states.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t("former.states")}</h2>
      <p>{t("former.statesLead")}</p>
      <Table
        caption={t("former.states")}
        captionHidden
        columns={[
          { label: t("former.when") },
          { label: t("former.changed") },
          { label: t("former.action") },
        ]}
        rows={states.map((state) => ({
          key: String(state.id),
          cells: [
            <WhoChanged key="who" {...state} />,
            <dl key="changed" className="shown-lines">
              {state.changes.map(({ name, label, before, after }) => (
                <div key={name}>
                  <dt>{label}</dt>
                  {before === after ? (
                    <dd>{after}</dd>
                  ) : (
                    <>
                      <dd>{t("former.was", { value: before })}</dd>
                      <dd>{t("former.becomes", { value: after })}</dd>
                    </>
                  )}
                </div>
              ))}
            </dl>,
            state.same ? (
              <Badge key="same" kind="neutral">
                {t("former.same")}
              </Badge>
            ) : (
              <form
                key="revert"
                method="post"
                action={`/verwaltung/ziele/${destination.id}?gemeinde=${ars}`}
              >
                <input type="hidden" name="state" value={state.id} />
                <input
                  type="hidden"
                  name="seen"
                  value={new Date(destination.updatedAt).toISOString()}
                />
                <Button
                  look="secondary"
                  name="intent"
                  value="revert"
                  context={t("former.beforeThen", { when: state.when })}
                >
                  {t("former.revert")}
                </Button>
              </form>
            ),
          ],
        }))}
      />
    </section>
  );
}
