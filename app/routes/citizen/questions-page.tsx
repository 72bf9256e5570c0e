import { useEffect, useRef, useState, type ReactNode } from "react";
import { PageForm } from "#app/forms/page-form.tsx";
import { Button } from "#app/ui/button.tsx";
import { Alert } from "#app/ui/alert.tsx";
import { idOf } from "#app/ui/controls/id-of.ts";
import { useTexts } from "#app/ui/use-texts.tsx";
import { useTyped } from "../draft/use-typed.ts";
import type { NotSaved } from "./not-saved.ts";
import { PageHeader } from "./page-header.tsx";
import type { NamedQuestion, PageView, QuestionsView } from "./page-view.server.ts";

interface QuestionsPageProps {
  readonly view: PageView;
  readonly content: QuestionsView;
  /** Set after a post that came to nothing; what was typed still stands in the form. */
  readonly trouble: NotSaved | undefined;
}

/** A page of questions. */
export function QuestionsPage({ view, content, trouble }: QuestionsPageProps) {
  // All that the page may need, before the first question: what comes up later must not wait for texts.
  const { t } = useTexts(["portal", ...(view.frame.texts ?? [])]);
  const { title, base, errors, fromReview } = view;
  const { form, raw, stamp, page, found, fees, fresh, anew, carried, captures } = content;
  const { state, listeners } = useTyped({ url: `${base}/entwurf/tippen`, page, stamp });
  const setProblems = useTitleWithErrors(view.frame.title, errors.length, trouble !== undefined);
  return (
    <>
      <PageHeader view={view} />
      {trouble && <Trouble trouble={trouble} />}
      {anew && <Questions title={t("page.anew", { count: anew.length })} questions={anew} />}
      {carried && (
        <Questions title={t("page.carried", { ...carried })} questions={carried.questions} />
      )}
      {fresh && (
        // Without scripts, a question that an answer brings up comes with the next page.
        <Questions title={t("page.fresh", { count: fresh.length })} questions={fresh} />
      )}
      <p className="required-hint">{t("page.requiredHint")}</p>
      {/* Hears of what is typed; nothing to be pressed or focused itself. */}
      <div {...listeners}>
        <PageForm
          form={form}
          raw={raw}
          errors={errors}
          {...(found && { found })}
          {...(captures && { captures })}
          {...(fees && { fees })}
          title={title.text}
          filesAt={`${base}/anlagen`}
          onProblems={setProblems}
          submitLabel={t(fromReview ? "page.nextToReview" : "page.next")}
        >
          <Button look="tertiary" name="intent" value="later">
            {t("page.later")}
          </Button>
        </PageForm>
      </div>
      <p className="list-note saved-note">{t(`page.typed.${state.kind}`, { ...state })}</p>
      {view.inTime !== undefined && (
        <p className="list-note">
          {t("review.inTimeOffer")}{" "}
          <a className="plain-link" href={view.inTime}>
            {t("review.inTimeLink")}
          </a>
        </p>
      )}
    </>
  );
}

/** A page with errors says so in its title, also where no new document was loaded (WCAG 2.4.2). */
function useTitleWithErrors(title: string, fromServer: number, trouble: boolean) {
  const { plain } = useTexts("portal");
  const [problems, setProblems] = useState(fromServer);
  const shownTitle = problems > 0 || trouble ? plain("page.errorTitle", { title }) : title;
  useEffect(() => {
    document.title = shownTitle;
  }, [shownTitle]);
  return setProblems;
}

/** Says that nothing was saved; takes the focus, since the button that was pressed may be far below. */
function Trouble({ trouble }: { trouble: NotSaved }) {
  const { t } = useTexts("portal");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [trouble]);
  return (
    <div className="page-message" ref={box} tabIndex={-1}>
      <Alert kind="danger" live title={t("page.notSaved")}>
        <p>{t(`page.notSavedBecause.${trouble.reason}`)}</p>
      </Alert>
    </div>
  );
}

/** Leads to questions of the page that want attention. */
function Questions({
  title,
  questions,
}: {
  title: ReactNode;
  questions: readonly NamedQuestion[];
}) {
  return (
    <div className="page-message">
      <Alert kind="info" live title={title}>
        <ul className="plain-list">
          {questions.map(({ name, label }) => (
            <li key={name}>
              <a className="plain-link" href={`#${idOf(name)}`} lang={label.lang}>
                {label.text}
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}
