import { useTranslation } from "react-i18next";
import type { FactProblem, StatementFacts } from "#app/administration/accessibility.server.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { Select } from "#app/ui/controls/select.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { SeenMark } from "./overtaken.tsx";

interface StatementFormProps {
  readonly seen: string | undefined;
  readonly ars: string;
  readonly facts: StatementFacts;
  readonly problems: readonly FactProblem[];
}

/** What only the municipality knows of its statement. Nothing of it has to be said. */
export function StatementForm({ ars, facts, problems, seen }: StatementFormProps) {
  const { t } = useTranslation("administration");
  const errors = problems.map(({ name, code }) => ({
    name,
    text: t(`accessibility.errors.${code}`),
  }));
  const of = (name: keyof StatementFacts) => ({
    name,
    label: t(`accessibility.${name}`),
    optionalMark: t("accessibility.optional"),
    defaultValue: facts[name],
    error: errors.find((error) => error.name === name)?.text,
  });
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/barrierefreiheit?gemeinde=${ars}`}
    >
      <SeenMark seen={seen} />
      <h2 className="section-title">{t("accessibility.facts")}</h2>
      {errors.length > 0 && <ErrorSummary heading={t("accessibility.problem")} errors={errors} />}
      <TextInput {...of("email")} type="email" hint={t("accessibility.emailHint")} width={30} />
      <TextInput {...of("phone")} type="tel" width={30} />
      <TextArea {...of("address")} rows={3} />
      <TextInput {...of("preparedOn")} hint={t("accessibility.dateHint")} width={10} />
      <TextInput {...of("assessedOn")} hint={t("accessibility.assessedHint")} width={10} />
      <Select
        {...of("assessedBy")}
        emptyLabel={t("accessibility.nobody")}
        options={[
          { value: "self", label: t("accessibility.self") },
          { value: "others", label: t("accessibility.others") },
        ]}
      />
      <TextInput {...of("plainLanguagePage")} hint={t("accessibility.languagePageHint")} />
      <TextInput {...of("signLanguagePage")} hint={t("accessibility.languagePageHint")} />
      <TextArea {...of("enforcement")} hint={t("accessibility.enforcementHint")} rows={4} />
      <div className="page-form__actions">
        <Button>{t("accessibility.save")}</Button>
      </div>
    </form>
  );
}
