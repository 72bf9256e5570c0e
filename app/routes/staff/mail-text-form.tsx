import { useTranslation } from "react-i18next";
import { languageNames, staffLanguages, type StaffLanguage } from "#app/i18n/languages.ts";
import type { TextProblem } from "#app/notification/fill-text.ts";
import { mailKinds, type MailKind, type MailText } from "#app/notification/mail-kinds.ts";
import { ActionButton } from "#app/ui/controls/action-button.tsx";
import { TextArea } from "#app/ui/controls/text-area.tsx";
import { TextInput } from "#app/ui/controls/text-input.tsx";
import { SeenMark } from "./overtaken.tsx";

interface ChoiceProps {
  readonly ars: string;
  readonly kind: MailKind;
  readonly language: StaffLanguage;
}

/** Which of the texts is being edited. */
export function MailTextChoice({ ars, kind, language }: ChoiceProps) {
  const { t } = useTranslation("mail");
  const choices = (Object.keys(mailKinds) as MailKind[]).flatMap((one) =>
    staffLanguages.map((spoken) => ({ one, spoken })),
  );
  return (
    <nav aria-label={t("edit.choice")}>
      <ul className="plain-list">
        {choices.map(({ one, spoken }) => (
          <li key={`${one}.${spoken}`}>
            <a
              className="plain-link"
              href={`/verwaltung/mails?gemeinde=${ars}&art=${one}&textsprache=${spoken}`}
              aria-current={one === kind && spoken === language ? "page" : undefined}
            >
              {t(`edit.kind.${one}`)} ({languageNames[spoken]})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface FormProps extends ChoiceProps {
  readonly seen: string | undefined;
  readonly text: MailText & { readonly isOwn: boolean };
  readonly typed: MailText | undefined;
  readonly problems: readonly TextProblem[];
  readonly placeholders: readonly string[];
}

/** Subject and text, with what may be filled in. */
export function MailTextForm(props: FormProps) {
  const { ars, kind, language, text, typed, problems, placeholders, seen } = props;
  const { t } = useTranslation("mail");
  const errorOf = (field: TextProblem["field"]) =>
    problems
      .filter((problem) => problem.field === field)
      .map((problem) =>
        t(`edit.problem.${problem.code}`, {
          name: "name" in problem ? `{{${problem.name}}}` : "",
          interpolation: { skipOnVariables: true },
        }),
      )
      .join(" ") || undefined;
  return (
    <form
      className="page-form"
      method="post"
      action={`/verwaltung/mails?gemeinde=${ars}&art=${kind}&textsprache=${language}`}
      key={`${kind}.${language}.${text.subject}.${text.body}`}
    >
      <SeenMark seen={seen} />
      <h2 className="section-title">
        {t(`edit.kind.${kind}`)} ({languageNames[language]})
      </h2>
      <p>{t(text.isOwn ? "edit.own" : "edit.default")}</p>
      <TextInput
        name="subject"
        label={t("edit.subject")}
        defaultValue={typed?.subject ?? text.subject}
        error={errorOf("subject")}
        required
      />
      <TextArea
        name="body"
        label={t("edit.body")}
        hint={t("edit.placeholders", {
          list: placeholders.map((name) => `{{${name}}}`).join(", "),
          interpolation: { skipOnVariables: true },
        })}
        defaultValue={typed?.body ?? text.body}
        error={errorOf("body")}
        rows={18}
        required
      />
      <div className="page-form__actions">
        <ActionButton intent="save" look="primary">
          {t("edit.save")}
        </ActionButton>
        <ActionButton intent="preview">{t("edit.showPreview")}</ActionButton>
        {text.isOwn && (
          <ActionButton intent="reset" look="tertiary">
            {t("edit.reset")}
          </ActionButton>
        )}
      </div>
    </form>
  );
}
