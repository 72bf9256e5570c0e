import { useTranslation } from "react-i18next";
import type {
  AuthorityContact,
  ContactProblem,
} from "#app/administration/authority-contact.server.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/controls/error-summary.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { SeenMark } from "./overtaken.tsx";

interface AuthorityFormProps {
  readonly seen: string | undefined;
  readonly ars: string;
  readonly municipality: string;
  readonly contact: AuthorityContact;
  readonly problems: readonly ContactProblem[];
}

/** How a municipality is reached. Nothing of it has to be said. */
export function AuthorityForm({ ars, municipality, contact, problems, seen }: AuthorityFormProps) {
  const { t } = useTranslation("catalogue");
  const errors = problems.map(({ name, code, params }) => ({
    name,
    text: t(`authority.errors.${code}`, params),
  }));
  const of = (name: keyof AuthorityContact) => ({
    name,
    label: t(`authority.${name}`),
    optionalMark: t("authority.optional"),
    defaultValue: contact[name],
    error: errors.find((error) => error.name === name)?.text,
  });
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/behoerde?gemeinde=${ars}`}
      // Errors are told in the language of the page, all at once.
      noValidate
    >
      <SeenMark seen={seen} />
      {errors.length > 0 && <ErrorSummary heading={t("authority.problem")} errors={errors} />}
      <TextInput {...of("name")} hint={t("authority.nameHint", { municipality })} />
      <TextArea {...of("address")} hint={t("authority.addressHint")} rows={4} />
      <TextInput {...of("phone")} type="tel" width={30} />
      <TextInput {...of("email")} type="email" width={30} />
      <TextInput {...of("url")} hint={t("authority.urlHint")} dir="ltr" />
      <TextArea {...of("hours")} hint={t("authority.hoursHint")} rows={4} />
      <div className="page-form__actions">
        <Button>{t("authority.save")}</Button>
      </div>
    </form>
  );
}
