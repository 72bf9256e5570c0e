import { useTranslation } from "react-i18next";
import { AnswerSummary } from "#app/forms/answer-summary.tsx";
import { FeeView } from "#app/forms/fee-view.tsx";
import { PaymentView } from "#app/forms/payment-view.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { ScanBadge } from "./scan-badge.tsx";
import { SubmissionHistory } from "./submission-history.tsx";
import { SubmissionSide, type StatusProblem } from "./submission-side.tsx";
import type { SubmissionView as View } from "./submission-view.server.ts";

interface SubmissionViewProps {
  readonly view: View;
  /** Whether the status has just been changed. */
  readonly changed: boolean;
  readonly problem: StatusProblem | undefined;
  /** What was typed before something was wrong with it. */
  readonly typed: { readonly to: string | undefined; readonly note: string } | undefined;
}

/** One application: what it says, what came with it, what happened to it, and what to do next. */
export function SubmissionView({ view, changed, problem, typed }: SubmissionViewProps) {
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
      {view.test && (
        <Alert kind="warning" title={t("submission.testTitle")}>
          <p>{t("submission.testHint")}</p>
        </Alert>
      )}
      {changed && <Alert kind="success" titleAs="p" live title={t("submission.statusChanged")} />}
      {problem === "stale" && (
        <Alert kind="warning" titleAs="p" live title={t("submission.statusStale")} />
      )}
      {view.missing && (
        <Alert kind="warning" title={t("submission.incomplete", { date: view.missing.until })}>
          <ul lang={lang}>
            {view.missing.labels.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        </Alert>
      )}
      {view.mailTrouble.map((reason) => (
        <Alert key={reason} kind="warning" titleAs="p" title={t("submission.mailTrouble")}>
          <p>{reason}</p>
        </Alert>
      ))}
      <div className="case">
        <SubmissionSide view={view} problem={problem} typed={typed} />
        <div className="case__main stack">
          <section aria-label={t("submission.answers")} lang={lang}>
            <AnswerSummary sections={view.sections} />
            {view.fees && <FeeView fees={view.fees} lang={lang} />}
            {view.payment && <PaymentView payment={view.payment} fees={view.fees} />}
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

function Attachments({ view: { id, attachments, handedIn } }: { readonly view: View }) {
  const { t } = useTranslation("casework");
  if (attachments.length + handedIn.length === 0) return <p>{t("submission.noAttachments")}</p>;
  const later = handedIn.map(({ what, ...attachment }) => ({
    ...attachment,
    what: `${what}, ${t("submission.handedIn")}`,
  }));
  return (
    <ul className="scanned-files">
      {[...attachments, ...later].map(({ id: attachment, name, what, scan, mayBeOpened }) => (
        <li key={attachment}>
          {mayBeOpened ? (
            <a className="kern-link" href={`/eingang/${id}/anlagen/${attachment}`} download>
              {name}
            </a>
          ) : (
            <span>{name}</span>
          )}{" "}
          <span className="muted">({what})</span> <ScanBadge scan={scan} />
          {!mayBeOpened && <p className="list-note">{t(`scan.why.${scan}`)}</p>}
        </li>
      ))}
    </ul>
  );
}
