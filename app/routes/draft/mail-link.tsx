import { Alert } from "#app/ui/alert.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { Mailed } from "./draft-view.server.ts";

/** Sends the link, without its code, to an address that is not kept. */
export function MailLink({ outcome }: { readonly outcome: Mailed | undefined }) {
  const { t } = useTexts("draft");
  const error = outcome?.kind === "wrongAddress" ? t("mail.wrong") : undefined;
  return (
    <section className="stack no-print">
      <h2 className="section-title">{t("mail.title")}</h2>
      <form method="post" className="page-form">
        <TextInput
          name="to"
          type="email"
          dir="ltr"
          label={t("mail.label")}
          hint={t("mail.hint")}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          width={30}
          required
          defaultValue={outcome?.kind === "sent" ? undefined : outcome?.to}
          error={error}
        />
        <div className="page-form__actions">
          <Button look="secondary" name="intent" value="mail">
            {t("mail.send")}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** What became of the mail; stands at the top of the page, which comes anew. */
export function Told({ outcome }: { readonly outcome: Mailed | undefined }) {
  const { t, plain } = useTexts("draft");
  switch (outcome?.kind) {
    case "sent":
      return <Alert kind="success" titleAs="p" live title={t("mail.sent", { to: outcome.to })} />;
    case "failed":
      return <Alert kind="danger" titleAs="p" live title={t("mail.failed")} />;
    case "limited":
      return (
        <Alert
          kind="warning"
          titleAs="p"
          live
          title={t("mail.limited", { count: Math.ceil(outcome.retryAfter / 60) })}
        />
      );
    case "wrongAddress": {
      const errors = [{ name: "to", text: plain("mail.wrong"), shown: t("mail.wrong") }];
      return <ErrorSummary heading={t("resume.problem")} errors={errors} />;
    }
    case undefined:
      return null;
  }
}
