import type { ReactNode } from "react";
import { PageHeading } from "#app/ui/page-heading.tsx";

interface TextPageProps {
  readonly sections: readonly string[];
  /** Knows `title`, `lead`, and for every section its heading and, with `Body` behind, its text. */
  readonly textOf: (key: string) => ReactNode;
  /** Stands before the sections. */
  readonly children?: ReactNode;
}

/** A page that is only read. */
export function TextPage({ sections, textOf, children }: TextPageProps) {
  return (
    <>
      <PageHeading title={textOf("title")} lead={textOf("lead")} />
      {children}
      <div className="prose">
        {sections.flatMap((section) => [
          <h2 key={section} id={section}>
            {textOf(section)}
          </h2>,
          <p key={`${section} body`}>{textOf(`${section}Body`)}</p>,
        ])}
      </div>
    </>
  );
}
