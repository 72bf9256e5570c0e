import type { FileProblem } from "#app/apply/take-over.server.ts";
import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { FileInput } from "#app/ui/controls/file-input.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";

/** Takes a file of answers and its passphrase. */
export function BringForm({ problem }: { readonly problem: FileProblem | undefined }) {
  const { t, plain } = useTexts("draft");
  const { kind } = problem ?? {};
  const wrong = kind === "limited" ? undefined : kind && `takeOver.${kind}`;
  const name = kind === "wrongPassphrase" ? "passphrase" : "file";
  const errorOf = (control: typeof name) =>
    wrong !== undefined && name === control ? t(wrong) : undefined;
  return (
    <div className="stack">
      {wrong !== undefined && (
        <ErrorSummary
          heading={t("resume.problem")}
          errors={[{ name, text: plain(wrong), shown: t(wrong) }]}
        />
      )}
      {problem?.kind === "limited" && (
        <Alert
          kind="warning"
          titleAs="p"
          live
          title={t("resume.limited", { count: Math.ceil(problem.retryAfter / 60) })}
        />
      )}
      <form method="post" encType="multipart/form-data" className="page-form">
        <FileInput
          name="file"
          label={t("takeOver.file")}
          hint={t("takeOver.fileHint")}
          accept=".json,application/json"
          multiple={false}
          required
          error={errorOf("file")}
        />
        <TextInput
          name="passphrase"
          type="password"
          label={t("takeOver.passphrase")}
          autoComplete="off"
          width={30}
          required
          error={errorOf("passphrase")}
        />
        <div className="page-form__actions">
          <Button name="intent" value="bring">
            {t("takeOver.open")}
          </Button>
        </div>
      </form>
    </div>
  );
}
