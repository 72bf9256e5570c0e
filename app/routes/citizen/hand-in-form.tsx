import { errorText } from "#app/forms/error-text.ts";
import { phrase, type Phrase } from "#app/forms/phrase.ts";
import { summarised } from "#app/forms/summarised.ts";
import { useSay } from "#app/forms/use-say.ts";
import { shownPhrase } from "#app/forms/shown.tsx";
import type { HandInOutcome } from "#app/apply/hand-in.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { StatusPageView } from "./status-view.server.ts";

interface HandInFormProps {
  readonly view: StatusPageView;
  readonly typed: { readonly reference: string; readonly code: string };
  readonly handed: HandInOutcome | undefined;
}

/** What an application that was filed in time still lacks, and a way to hand documents in. */
export function HandInForm({ view, typed, handed }: HandInFormProps) {
  const { t, plain, i18n } = useTexts(["proof", "forms", "errors"]);
  const say = useSay();
  const problemOf = (outcome: HandInOutcome): Phrase | undefined => {
    if (outcome.kind === "refused") {
      const error = { ...outcome, name: "unterlagen" };
      const place = { label: { text: plain("handIn.files") }, kind: "file" } as const;
      const told = errorText(error, place, say, i18n.language);
      return [...told, { text: " " }, ...phrase(say, "proof:handIn.nothingSent")];
    }
    const isProblem = outcome.kind === "nothing" || outcome.kind === "tooMany";
    return isProblem ? phrase(say, `proof:handIn.problem.${outcome.kind}`) : undefined;
  };
  const problem = handed && problemOf(handed);
  const { missing, completeBy = "", handedIn } = view;
  return (
    <section className="stack">
      <Alert kind="warning" title={t("handIn.title", { date: completeBy })}>
        <ul>
          {missing.map(({ path, label }) => (
            <li key={path}>{label}</li>
          ))}
        </ul>
        <p>{t("handIn.how")}</p>
      </Alert>
      {handedIn.length > 0 && (
        <ul>
          {handedIn.map((at, index) => (
            <li key={index}>{t("handIn.before", { date: at })}</li>
          ))}
        </ul>
      )}
      {problem && (
        <ErrorSummary heading={t("forms:problem")} errors={[summarised("unterlagen", problem)]} />
      )}
      <form className="page-form" method="post" encType="multipart/form-data">
        <input type="hidden" name="vorgangsnummer" value={typed.reference} />
        <input type="hidden" name="code" value={typed.code} />
        <FileInput
          name="unterlagen"
          label={t("handIn.files")}
          hint={t("handIn.filesHint")}
          accept=".pdf,.jpg,.jpeg,.png"
          multiple
          error={problem && shownPhrase(problem)}
        />
        <div className="page-form__actions">
          <Button name="intent" value="handIn">
            {t("handIn.submit")}
          </Button>
        </div>
      </form>
    </section>
  );
}
