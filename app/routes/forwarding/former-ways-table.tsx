import { useTranslation } from "react-i18next";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import { SeenMark } from "../staff/overtaken.tsx";
import { WhoChanged } from "./who-changed.tsx";
import type { WordedWayChange } from "./worded-changes.server.ts";

interface FormerWaysTableProps {
  readonly action: string;
  /** A mark of where it goes now. */
  readonly seen: string;
  readonly changes: readonly WordedWayChange[];
}

/** The changes of where an offering goes, the newest first, each with the way back to how it was before. */
export function FormerWaysTable({ action, seen, changes }: FormerWaysTableProps) {
  const { t } = useTranslation("forwarding");
  return (
    <Table
      caption={t("former.ways")}
      captionHidden
      columns={[
        { label: t("former.when") },
        { label: t("former.changed") },
        { label: t("former.action") },
      ]}
      rows={changes.map((change) => ({
        key: String(change.id),
        cells: [
          <WhoChanged key="who" {...change} />,
          <dl key="changed" className="shown-lines">
            <Ways label={t("former.before")} ways={change.before} />
            <Ways label={t("former.after")} ways={change.after} />
          </dl>,
          change.back === "before" ? (
            <form key="revert" method="post" action={action}>
              <SeenMark seen={seen} />
              <Button
                look="secondary"
                name="change"
                value={String(change.id)}
                context={t("former.beforeThen", { when: change.when })}
              >
                {t("former.revert")}
              </Button>
            </form>
          ) : (
            <Badge key="back" kind="neutral">
              {t(`former.${change.back}`)}
            </Badge>
          ),
        ],
      }))}
    />
  );
}

function Ways({ label, ways }: { readonly label: string; readonly ways: readonly string[] }) {
  return (
    <div>
      <dt>{label}</dt>
      {ways.map((way, index) => (
        <dd key={index}>{way}</dd>
      ))}
    </div>
  );
}
