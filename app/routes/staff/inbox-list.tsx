import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { InboxEntry, InboxRequest } from "#app/casework/inbox-entries.server.ts";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { NeighbourPages } from "#app/ui/neighbour-pages.tsx";
import { Table } from "#app/ui/table.tsx";
import { inboxHref, isFiltered } from "./inbox-query.ts";
import { ScanBadge } from "./scan-badge.tsx";
import { StatusBadge } from "./status-badge.tsx";

interface InboxListProps {
  readonly asked: InboxRequest;
  readonly entries: readonly (Omit<InboxEntry, "submittedAt"> & { readonly submittedAt: string })[];
  readonly count: number;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

/** The applications that pass the filter, page by page, or why there are none. */
export function InboxList({ asked, entries, count, previous, next }: InboxListProps) {
  const { t } = useTranslation("casework");
  if (count === 0) return <NothingThere asked={asked} />;
  // Where the inbox itself is the destination of all, there is nothing to tell about forwarding.
  const forwarded = entries.some(({ forwarding }) => forwarding !== undefined);
  const scanned = entries.some(({ scan }) => scan !== undefined);
  return (
    <>
      <div className="list-head">
        <p className="list-head__count">{t("inbox.count", { count })}</p>
        <LinkButton
          look="tertiary"
          icon="download"
          href={inboxHref(asked, "/eingang/liste.csv")}
          download
        >
          {t("inbox.export")}
        </LinkButton>
      </div>
      <Table
        caption={t("inbox.caption")}
        captionHidden
        columns={[
          { label: t("inbox.reference") },
          { label: t("inbox.service") },
          { label: t("inbox.submittedAt") },
          { label: t("inbox.status") },
          ...(forwarded ? [{ label: t("inbox.forwarding") }] : []),
          ...(scanned ? [{ label: t("inbox.files") }] : []),
        ]}
        rows={entries.map(
          ({
            id,
            reference,
            service,
            submittedAt,
            status,
            forwarding,
            missingUntil,
            scan,
            test,
          }) => ({
            key: id,
            cells: [
              <a key="reference" className="reference" href={`/eingang/${id}`} translate="no">
                {reference}
              </a>,
              <Fragment key="service">
                {service} {test && <Badge kind="warning">{t("inbox.test")}</Badge>}
              </Fragment>,
              submittedAt,
              <Fragment key="status">
                <StatusBadge status={status} />
                {missingUntil !== null && <p className="muted">{t("inbox.incomplete")}</p>}
              </Fragment>,
              ...(forwarded
                ? [forwarding === undefined ? "–" : t(`forwarding.${forwarding}`)]
                : []),
              ...(scanned ? [scan === undefined ? "–" : <ScanBadge key="scan" scan={scan} />] : []),
            ],
          }),
        )}
      />
      <NeighbourPages previous={previous} next={next} />
    </>
  );
}

function NothingThere({ asked }: { readonly asked: InboxRequest }) {
  const { t } = useTranslation("casework");
  if (!isFiltered(asked)) {
    return <EmptyState title={t("inbox.empty")}>{t("inbox.emptyHint")}</EmptyState>;
  }
  const { municipality } = asked;
  return (
    <EmptyState
      title={t("inbox.noMatch")}
      action={
        <LinkButton
          look="secondary"
          href={inboxHref(municipality === undefined ? {} : { municipality })}
        >
          {t("inbox.reset")}
        </LinkButton>
      }
    >
      {t("inbox.noMatchHint")}
    </EmptyState>
  );
}
