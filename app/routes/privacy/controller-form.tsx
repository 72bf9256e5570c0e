import { useTranslation } from "react-i18next";
import type { ControllerProblem } from "#app/administration/privacy.server.ts";
import type { ControllerFacts } from "#app/domain/privacy/facts.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { SeenMark } from "../staff/overtaken.tsx";

interface ControllerFormProps {
  readonly seen: string | undefined;
  readonly ars: string;
  readonly controller: ControllerFacts;
  /** The authority that the portal knows for the Land. */
  readonly authority: string | undefined;
  readonly problems: readonly ControllerProblem[];
}

/** Who is responsible in a municipality. What is left out stands in the documents as an open point. */
export function ControllerForm({
  ars,
  controller,
  authority,
  problems,
  seen,
}: ControllerFormProps) {
  const { t } = useTranslation("records");
  const errors = problems.map(({ name, code }) => ({ name, text: t(`settings.errors.${code}`) }));
  const of = (name: keyof ControllerFacts) => ({
    name,
    label: t(`settings.${name}`),
    optionalMark: t("settings.optional"),
    defaultValue: controller[name],
    error: errors.find((error) => error.name === name)?.text,
  });
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/datenschutz?gemeinde=${ars}`}
      // The server says in our own words what does not fit.
      noValidate
    >
      <SeenMark seen={seen} />
      <h2 className="section-title" id="verantwortlich">
        {t("settings.facts")}
      </h2>
      {errors.length > 0 && (
        <ErrorSummary heading={t("settings.problem", { count: errors.length })} errors={errors} />
      )}
      <TextInput {...of("controller")} hint={t("settings.controllerHint")} />
      <TextArea {...of("address")} rows={3} />
      <TextInput {...of("email")} type="email" width={30} />
      <TextInput {...of("phone")} type="tel" width={30} />
      <TextInput {...of("officer")} hint={t("settings.officerHint")} />
      <TextInput {...of("officerEmail")} type="email" width={30} />
      <TextArea
        {...of("authority")}
        hint={
          authority === undefined
            ? t("settings.authorityNone")
            : t("settings.authorityHint", { name: authority })
        }
        rows={3}
      />
      <div className="page-form__actions">
        <Button>{t("settings.save")}</Button>
      </div>
    </form>
  );
}
