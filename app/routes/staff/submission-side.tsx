import { useTranslation } from "react-i18next";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { RadioGroup } from "#app/ui/controls/radio-group.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { StatusBadge } from "./status-badge.tsx";
import type { SubmissionView } from "./submission-view.server.ts";

interface SubmissionSideProps {
  readonly view: SubmissionView;
  readonly problem: StatusProblem | undefined;
  /** What was typed before something was wrong with it. */
  readonly typed: { readonly to: string | undefined; readonly note: string } | undefined;
}

export type StatusProblem = "refused" | "stale" | "noteTooLong";

/** Facts about an application, and what can be done with it. */
export function SubmissionSide({ view, problem, typed }: SubmissionSideProps) {
  const { t } = useTranslation("casework");
  return (
    <div className="case__side stack">
      <SummaryList
        rows={[
          fact("status", t("submission.status"), <StatusBadge status={view.status} />),
          fact("submittedAt", t("submission.submittedAt"), view.submittedAt),
          fact(
            "reference",
            t("submission.reference"),
            <span className="reference" translate="no">
              {view.reference}
            </span>,
          ),
          ...(view.forwarding === undefined
            ? []
            : [fact("forwarding", t("inbox.forwarding"), t(`forwarding.${view.forwarding}`))]),
          fact(
            "assuranceLevel",
            t("submission.assuranceLevel"),
            t(`assuranceLevel.${view.assuranceLevel}`),
          ),
          fact("language", t("submission.language"), view.language.name),
          fact("version", t("submission.version"), view.serviceVersion),
        ]}
      />
      <StatusForm view={view} problem={problem} typed={typed} />
      <Downloads view={view} />
    </div>
  );
}

function fact(key: string, label: string, value: React.ReactNode) {
  return { key, label, values: [value] };
}

function StatusForm({ view, problem, typed }: SubmissionSideProps) {
  const { t } = useTranslation("casework");
  const [only, ...others] = view.nextStatuses;
  const reopen = view.finished && others.length === 0 ? only : undefined;
  return (
    <Card look="accent">
      {/* Each status is another form: what was chosen before does not carry over. */}
      <form className="page-form" method="post" action={`/eingang/${view.id}`} key={view.status}>
        <input type="hidden" name="from" value={view.status} />
        {reopen === undefined ? (
          <RadioGroup
            name="status"
            label={t("submission.changeStatus")}
            options={view.nextStatuses.map((value) => ({ value, label: t(`status.${value}`) }))}
            defaultValue={typed?.to}
            error={problem === "refused" ? t("submission.statusMissing") : undefined}
            required
          />
        ) : (
          <>
            <p>{t("submission.finished")}</p>
            <input type="hidden" name="status" value={reopen} />
          </>
        )}
        <TextArea
          name="note"
          label={t("submission.note")}
          optionalMark={t("forms:optional")}
          hint={`${t(view.everyStatus ? "submission.noteHintMail" : "submission.noteHint")} ${t("forms:maxLength", { count: view.longestNote })}.`}
          defaultValue={typed?.note}
          error={problem === "noteTooLong" ? t("submission.noteTooLong") : undefined}
          rows={3}
        />
        <div>
          <Button look={reopen === undefined ? "primary" : "secondary"}>
            {t(reopen === undefined ? "submission.saveStatus" : "submission.reopen")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Downloads({ view: { id, hasFimSchema } }: { readonly view: SubmissionView }) {
  const { t } = useTranslation("casework");
  const files = [
    { file: "antrag.pdf", label: t("submission.downloadPdf") },
    { file: "antrag.json", label: t("submission.downloadJson") },
    ...(hasFimSchema ? [{ file: "antrag.xml", label: t("submission.downloadXml") }] : []),
    { file: "alles.zip", label: t("submission.downloadZip") },
  ];
  return (
    <section>
      <h2 className="case__title">{t("submission.downloads")}</h2>
      <ul className="downloads">
        {files.map(({ file, label }) => (
          <li key={file}>
            <LinkButton look="secondary" icon="download" href={`/eingang/${id}/${file}`} download>
              {label}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
