import type { HandInOutcome } from "#app/apply/hand-in.server.ts";
import { Paragraphs, shown } from "#app/forms/shown.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { SummaryList } from "#app/ui/summary-list.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import { HandInForm } from "./hand-in-form.tsx";
import type { StatusPageView } from "./status-view.server.ts";

interface StatusViewProps {
  readonly view: StatusPageView;
  readonly typed: { readonly reference: string; readonly code: string };
  readonly handed: HandInOutcome | undefined;
}

/** How far an application has come, and what happens next. */
export function StatusView({ view, typed, handed }: StatusViewProps) {
  const { t } = useTexts(["proof", "portal"]);
  const { reference, service, municipality, steps, nextSteps, decided, missing, paid } = view;
  return (
    <div className="stack">
      <PageHeading above={shown(service)} title={t("status.resultTitle")} />
      {view.test && (
        <Alert kind="warning" title={t("portal:trial.receipt")}>
          <p>{t("portal:trial.receiptHint")}</p>
        </Alert>
      )}
      {handed?.kind === "handedIn" && (
        <Alert kind="success" live titleAs="p" title={t("handIn.done", { count: handed.count })} />
      )}
      <SummaryList
        rows={[
          { key: "reference", label: t("status.reference"), values: [reference] },
          { key: "municipality", label: t("fact.authority"), values: [municipality] },
          ...(paid === undefined ? [] : [{ key: "paid", label: t("status.paid"), values: [paid] }]),
        ]}
      />
      <section>
        <h2 className="section-title">{t("status.steps")}</h2>
        <ol className="status-steps">
          {steps.map((step) => (
            <Step key={step.step} {...step} status={view.status} />
          ))}
        </ol>
      </section>
      {!decided && (
        <section className="prose">
          <h2>{t("status.next")}</h2>
          {nextSteps.map((text) => (
            <Paragraphs key={text.text} text={text} />
          ))}
        </section>
      )}
      {missing.length > 0 && <HandInForm view={view} typed={typed} handed={handed} />}
    </div>
  );
}

type StepProps = StatusPageView["steps"][number] & { readonly status: StatusPageView["status"] };

function Step({ step, at, hint, note, current, status }: StepProps) {
  const { t } = useTexts("proof");
  const done = at !== undefined;
  const decided = step === "decided" && done ? t(`status.decision.${status}`) : undefined;
  return (
    <li
      className={`status-steps__step${done ? " status-steps__step--done" : ""}`}
      aria-current={current ? "step" : undefined}
    >
      <p className="status-steps__title">
        {t(`step.${step}`)}
        {decided !== undefined && <>: {decided}</>}
      </p>
      <p className="status-steps__at">{at ?? t("status.notYet")}</p>
      {done && <p>{t(`stepHint.${hint}`)}</p>}
      {note !== undefined && (
        <div className="status-steps__note">
          <p>{t("status.note")}</p>
          <Paragraphs text={{ text: note }} />
        </div>
      )}
    </li>
  );
}
