import { useTranslation } from "react-i18next";
import { Table } from "#app/ui/table.tsx";
import type { SubmissionView } from "./submission-view.server.ts";

type Entry = SubmissionView["history"][number];

/** What happened to an application, oldest first. */
export function SubmissionHistory({ history }: Pick<SubmissionView, "history">) {
  const { t } = useTranslation("casework");
  const kindOf = ({ kind, status }: Entry) => {
    if (kind === "forwarding") return t("forwarding.pending");
    const what = t(`event.${kind}`);
    return status === undefined ? what : `${what}: ${t(`status.${status}`)}`;
  };
  const actorOf = ({ actor }: Entry) =>
    actor.kind === "staff" ? (actor.name ?? t("actor.staff")) : t(`actor.${actor.kind}`);
  return (
    <Table
      caption={t("submission.eventsCaption")}
      captionHidden
      columns={[
        { label: t("submission.eventAt") },
        { label: t("submission.eventKind") },
        { label: t("submission.eventActor") },
      ]}
      rows={history.map((entry, index) => ({
        key: String(index),
        cells: [entry.at, kindOf(entry), actorOf(entry)],
      }))}
    />
  );
}
