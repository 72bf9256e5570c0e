import { useTranslation } from "react-i18next";
import { PageHeading } from "#app/ui/page-heading.tsx";

interface TextPageProps {
  /** Under this key stand `title` and `lead`, and for every section its heading and, with `Body` behind, its text. */
  readonly name: string;
  readonly sections: readonly string[];
}

/** A page that is only read. */
export function TextPage({ name, sections }: TextPageProps) {
  const { t } = useTranslation("portal");
  return (
    <>
      <PageHeading title={t(`${name}.title`)} lead={t(`${name}.lead`)} />
      <div className="prose">
        {sections.flatMap((section) => [
          <h2 key={section}>{t(`${name}.${section}`)}</h2>,
          <p key={`${section} body`}>{t(`${name}.${section}Body`)}</p>,
        ])}
      </div>
    </>
  );
}
