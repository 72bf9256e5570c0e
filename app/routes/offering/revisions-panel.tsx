import { useTranslation } from "react-i18next";
import { Badge } from "#app/ui/badge.tsx";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ShownPeople } from "./shown-people.server.ts";
import { WhoDidIt } from "./who-did-it.tsx";

export interface ShownRevision extends ShownPeople {
  readonly number: number;
  readonly version: string;
  readonly state: "draft" | "proposed" | "published" | "dropped";
  readonly current: boolean;
  readonly note: string;
  readonly href: string;
}

interface RevisionsPanelProps {
  readonly action: string;
  readonly revisions: readonly ShownRevision[];
  readonly open:
    | { readonly state: "draft" | "proposed"; readonly changes: number; readonly note: string }
    | undefined;
  readonly mayEdit: boolean;
  readonly mayRelease: boolean;
  /** Something has to be decided before anybody hands it on: it is made for an older version, or clashes with what counts. */
  readonly blocked: boolean;
  /** Whoever looks wrote it, so somebody else releases it. */
  readonly ownWork: boolean;
}

/** What is being worked on, and what counted so far. */
export function RevisionsPanel(props: RevisionsPanelProps) {
  const { action, revisions, mayEdit } = props;
  const { t } = useTranslation("offering");
  return (
    <section>
      <h2 className="section-title">{t("revisions.title")}</h2>
      <div className="stack">
        <OpenRevision {...props} />
        {revisions.length === 0 ? (
          <p>{t("revisions.none")}</p>
        ) : (
          <Table
            caption={t("revisions.caption")}
            captionHidden
            columns={[
              { label: t("revisions.number") },
              { label: t("revisions.version") },
              { label: t("revisions.state") },
              { label: t("revisions.who") },
              { label: t("revisions.action") },
            ]}
            rows={revisions.map((one) => ({
              key: String(one.number),
              cells: [
                <a key="number" className="plain-link" href={one.href}>
                  {t("revisions.link", { number: one.number })}
                </a>,
                one.version,
                <Badge key="state" kind={one.current ? "success" : "neutral"}>
                  {one.current ? t("revisions.current") : t(`revisions.states.${one.state}`)}
                </Badge>,
                <div key="who">
                  <WhoDidIt people={one} note={one.note} />
                </div>,
                mayEdit && one.state === "published" && !one.current ? (
                  <form key="revert" method="post" action={action}>
                    <input type="hidden" name="number" value={one.number} />
                    <ActionButton intent="revert">
                      {t("revisions.revert", { number: one.number })}
                    </ActionButton>
                  </form>
                ) : (
                  ""
                ),
              ],
            }))}
          />
        )}
      </div>
    </section>
  );
}

/** The draft: hand it on, release it, give it back, give it up. */
function OpenRevision(props: RevisionsPanelProps) {
  const { action, open, mayEdit, mayRelease, blocked, ownWork } = props;
  const { t } = useTranslation("offering");
  if (!open) return null;
  return (
    <form className="card stack" method="post" action={action}>
      <p>
        <strong>
          {t(open.state === "draft" ? "revisions.draft" : "revisions.proposed", {
            count: open.changes,
          })}
        </strong>
      </p>
      {open.state === "draft" && mayEdit && (
        <>
          <TextArea
            name="note"
            label={t("revisions.note")}
            hint={t("revisions.noteHint")}
            rows={2}
            defaultValue={open.note}
          />
          <div className="actions">
            {!blocked && (
              <ActionButton intent="propose" look="primary">
                {t("revisions.propose")}
              </ActionButton>
            )}
            <ActionButton intent="drop" look="tertiary">
              {t("revisions.drop")}
            </ActionButton>
          </div>
        </>
      )}
      {open.state === "proposed" && (
        <>
          {open.note !== "" && <p className="kept-lines">{open.note}</p>}
          {mayRelease && !ownWork ? (
            <>
              <TextArea name="note" label={t("revisions.returnNote")} rows={2} defaultValue="" />
              <div className="actions">
                {!blocked && (
                  <ActionButton intent="release" look="primary">
                    {t("revisions.release")}
                  </ActionButton>
                )}
                <ActionButton intent="return">{t("revisions.return")}</ActionButton>
              </div>
            </>
          ) : (
            <p>{t(ownWork ? "revisions.ownWork" : "revisions.waits")}</p>
          )}
          {mayEdit && (
            <div className="actions">
              <ActionButton intent="drop" look="tertiary">
                {t("revisions.drop")}
              </ActionButton>
            </div>
          )}
        </>
      )}
    </form>
  );
}
