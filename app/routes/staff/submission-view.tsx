import { useTranslation } from "react-i18next";
import { AnswerSummary } from "#app/forms/answer-summary.tsx";
import { FeeView } from "#app/forms/fee-view.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { LinkList } from "#app/ui/link-list.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SubmissionHistory } from "./submission-history.tsx";
import { SubmissionSide } from "./submission-side.tsx";
import type { SubmissionView as View } from "./submission-view.server.ts";

interface SubmissionViewProps {
  readonly view: View;
  /** Whether the status has just been changed. */
  readonly changed: boolean;
  readonly problem: "refused" | "stale" | undefined;
}

/** One application: what it says, what came with it, what happened to it, and what to do next. */
export function SubmissionView({ view, changed, problem }: SubmissionViewProps) {
  const { t, i18n } = useTranslation("casework");
  const lang = view.language.code === i18n.language ? undefined : view.language.code;
  return (
    <>
      <BackLink href={view.inbox}>{t("submission.back")}</BackLink>
      <PageHeading
        above={<span translate="no">{view.reference}</span>}
        title={view.service}
        lang={lang}
      />
      {changed && <Alert kind="success" titleAs="p" live title={t("submission.statusChanged")} />}
      {problem === "stale" && (
        <Alert kind="warning" titleAs="p" live title={t("submission.statusStale")} />
      )}
      <div className="case">
        <SubmissionSide view={view} problem={problem} />
        <div className="case__main stack">
          <section aria-label={t("submission.answers")} lang={lang}>
            <AnswerSummary sections={view.sections} />
            {view.fees && <FeeView fees={view.fees} lang={lang} />}
          </section>
          <section>
            <h2 className="case__title">{t("submission.attachments")}</h2>
            <Attachments view={view} />
          </section>
          <section>
            <h2 className="case__title">{t("submission.events")}</h2>
            <SubmissionHistory history={view.history} />
          </section>
        </div>
      </div>
    </>
  );
}

function Attachments({ view: { id, attachments } }: { readonly view: View }) {
  const { t } = useTranslation("casework");
  if (attachments.length === 0) return <p>{t("submission.noAttachments")}</p>;
  return (
    <LinkList
      items={attachments.map((attachment) => ({
        href: `/eingang/${id}/anlagen/${attachment.id}`,
        title: attachment.name,
        meta: attachment.what,
      }))}
    />
  );
}
