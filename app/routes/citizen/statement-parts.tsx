import { formatDay } from "#app/i18n/format.ts";
import { defaultLanguage, isLanguage } from "#app/i18n/languages.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { useTexts } from "#app/ui/use-texts.tsx";
import type { ShownStatement } from "./statement-view.server.ts";

interface PartProps {
  readonly statement: ShownStatement;
}

/** How and when the statement came about (Article 3 of the implementing decision). */
export function StatementMade({ statement }: PartProps) {
  const { t, i18n } = useTexts("accessibility");
  const language = isLanguage(i18n.language) ? i18n.language : defaultLanguage;
  const { assessment, preparedOn, reviewedOn } = statement;
  const day = (text: string) => ({ day: formatDay(text, language) });
  return (
    <>
      <h2>{t("made.title")}</h2>
      <p>{t("made.automatic")}</p>
      {assessment && <p>{t(`made.${assessment.by}`, day(assessment.day))}</p>}
      <p>
        {preparedOn !== undefined && t("made.on", day(preparedOn))}{" "}
        {reviewedOn === undefined ? t("made.never") : t("made.reviewed", day(reviewedOn))}
      </p>
    </>
  );
}

/** The way back to the municipality (§ 12b Absatz 2 Nummer 2 BGG). */
export function StatementContact({ statement: { contact, municipality } }: PartProps) {
  const { t } = useTexts("accessibility");
  const { phone, email, address } = contact;
  const isEmpty = phone === "" && email === "" && address === "";
  return (
    <>
      <h2>{t("contact.title")}</h2>
      <p>{t("contact.lead")}</p>
      <p>
        <LinkButton look="secondary" href={`${municipality.href}/barrierefreiheit/melden`}>
          {t("contact.form")}
        </LinkButton>
      </p>
      {isEmpty && <p>{t("contact.none")}</p>}
      {email !== "" && (
        <p>
          {t("contact.email")}: <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {phone !== "" && (
        <p>
          {t("contact.phone")}: <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>
        </p>
      )}
      {address !== "" && (
        <>
          <p>{t("contact.address")}:</p>
          <p className="kept-lines">{address}</p>
        </>
      )}
    </>
  );
}

/** Where the municipality's website is explained in other forms (§ 4 BITV 2.0, and the law of the Land); nothing where nowhere. */
export function StatementForms({ statement: { forms } }: PartProps) {
  const { t } = useTexts("accessibility");
  const named = (["plainLanguage", "signLanguage"] as const).filter((form) => forms[form] !== "");
  if (named.length === 0) return null;
  return (
    <>
      <h2>{t("forms.title")}</h2>
      <ul>
        {named.map((form) => (
          <li key={form}>
            <a href={forms[form]}>{t(`forms.${form}`)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who helps if the municipality does not (§ 12b Absatz 2 Nummer 3 BGG). Names are German, whatever the page speaks. */
export function StatementEnforcement({ statement: { enforcement, municipality } }: PartProps) {
  const { t, i18n } = useTexts("accessibility");
  const lang = i18n.language === defaultLanguage ? undefined : defaultLanguage;
  if (!enforcement)
    return (
      <>
        <h2>{t("enforcement.title")}</h2>
        <p>{t("enforcement.none", { municipality: municipality.name })}</p>
      </>
    );
  return (
    <>
      <h2>{t("enforcement.title")}</h2>
      <p>{t("enforcement.lead")}</p>
      {"own" in enforcement ? (
        <p className="kept-lines" lang={lang}>
          {enforcement.own}
        </p>
      ) : (
        <>
          <p className="kept-lines" lang={lang}>
            {[enforcement.name, ...(enforcement.address ?? [])].join("\n")}
          </p>
          {enforcement.email !== undefined && (
            <p>
              {t("contact.email")}: <a href={`mailto:${enforcement.email}`}>{enforcement.email}</a>
            </p>
          )}
          {enforcement.web !== undefined && (
            <p>
              <a href={enforcement.web} className="break-anywhere">
                {enforcement.web}
              </a>
            </p>
          )}
          <p>{t("enforcement.basis", { law: enforcement.legalBasis })}</p>
          {!enforcement.checked && <p>{t("enforcement.unchecked")}</p>}
        </>
      )}
    </>
  );
}
