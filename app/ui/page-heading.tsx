import type { ReactNode } from "react";

interface PageHeadingProps {
  readonly title: ReactNode;
  /** A short line above, e.g. the service to which the page belongs. */
  readonly above?: ReactNode;
  /** What the page is about, in a sentence or two. */
  readonly lead?: ReactNode;
  /** Language of the title where it differs from that of the page. */
  readonly lang?: string | undefined;
}

/** The title of a page, its only `h1`. */
export function PageHeading({ title, above, lead, lang }: PageHeadingProps) {
  return (
    <div className="page-heading">
      {above !== undefined && <p className="page-heading__above">{above}</p>}
      <h1 className="page-heading__title" lang={lang}>
        {title}
      </h1>
      {lead !== undefined && <p className="page-heading__lead">{lead}</p>}
    </div>
  );
}
