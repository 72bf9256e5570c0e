import { Paragraphs, shown } from "#app/forms/shown.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { BackLink } from "#app/ui/back-link.tsx";
import { PageHeading } from "#app/ui/page-heading.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { PageView } from "./page-view.server.ts";

/** What stands above the questions: the way back, how far one has come, what the page is about. */
export function PageHeader({ view }: { readonly view: PageView }) {
  const { t } = useTexts("portal");
  const { back, service, title, intro, step, stepCount } = view;
  return (
    <>
      <BackLink href={back.href}>{t(`page.${back.to}`)}</BackLink>
      <Progress text={t("page.step", { step, count: stepCount })} value={step} max={stepCount} />
      <PageHeading above={shown(service)} title={title.text} lang={title.lang} />
      {view.updated && <UpdatedForm />}
      {view.lapsed && <LapsedAnswers />}
      {intro && (
        <div className="prose page-intro">
          <Paragraphs text={intro} />
        </div>
      )}
    </>
  );
}

/** Says that the form is not the one in which the citizen began. */
export function UpdatedForm() {
  const { t } = useTexts("portal");
  return (
    <div className="page-message">
      <Alert kind="info" title={t("page.updated")}>
        <p>{t("page.updatedHint")}</p>
      </Alert>
    </div>
  );
}

/** Says that answers no longer count, and that nothing is lost. */
export function LapsedAnswers() {
  const { t } = useTexts("portal");
  return (
    <div className="page-message">
      <Alert kind="info" live title={t("page.lapsed")}>
        <p>{t("page.lapsedHint")}</p>
      </Alert>
    </div>
  );
}
