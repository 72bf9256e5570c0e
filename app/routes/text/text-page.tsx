import { PageHeading } from "#app/ui/page-heading.tsx";

interface TextPageProps {
  readonly sections: readonly string[];
  /** Knows `title`, `lead`, and for every section its heading and, with `Body` behind, its text. */
  readonly textOf: (key: string) => string;
}

/** A page that is only read. */
export function TextPage({ sections, textOf }: TextPageProps) {
  return (
    <>
      <PageHeading title={textOf("title")} lead={textOf("lead")} />
      <div className="prose">
        {sections.flatMap((section) => [
          <h2 key={section}>{textOf(section)}</h2>,
          <p key={`${section} body`}>{textOf(`${section}Body`)}</p>,
        ])}
      </div>
    </>
  );
}
