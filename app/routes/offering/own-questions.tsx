import { useTranslation } from "react-i18next";
import { LinkButton } from "#app/ui/button.tsx";

interface OwnQuestionsProps {
  readonly questions: readonly { readonly text: string; readonly href: string }[];
  /** Where one is added. */
  readonly add: string | undefined;
}

/** Questions that only this municipality asks. */
export function OwnQuestions({ questions, add }: OwnQuestionsProps) {
  const { t } = useTranslation("offering");
  return (
    <section>
      <h2 className="section-title">{t("questions.title")}</h2>
      {questions.length === 0 ? (
        <p>{t("questions.none")}</p>
      ) : (
        <ul>
          {questions.map(({ text, href }) => (
            <li key={href}>
              <a className="plain-link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      {add !== undefined && (
        <LinkButton look="secondary" href={add}>
          {t("questions.add")}
        </LinkButton>
      )}
    </section>
  );
}
