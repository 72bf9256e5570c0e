import type { ReactNode } from "react";
import type { Paper, PaperRow, PaperText } from "#app/domain/privacy/paper.ts";
import { SummaryList } from "#app/ui/summary-list.tsx";

interface PaperSectionsProps {
  readonly sections: Paper["sections"];
  /** Stands where nothing is said. */
  readonly missing: ReactNode;
  /** Draws what is open; absent where it is nobody's business. */
  readonly open?: (row: PaperRow) => ReactNode;
}

/** A paper, section by section. */
export function PaperSections({ sections, missing, open }: PaperSectionsProps) {
  return sections.map(({ key, heading, headingLang, rows }) => (
    <section key={key} className="paper-section">
      <h2 className="section-title" lang={headingLang}>
        {heading}
      </h2>
      <SummaryList
        rows={rows.map((row) => ({
          key: row.key,
          label: row.label,
          values: valuesOf(row, missing, open),
        }))}
      />
    </section>
  ));
}

function valuesOf(
  row: PaperRow,
  missing: ReactNode,
  open: PaperSectionsProps["open"],
): readonly ReactNode[] {
  const said = row.values.map(shownValue);
  const points = open && row.open ? [open(row)] : [];
  return said.length + points.length === 0 ? [missing] : [...said, ...points];
}

function shownValue({ text, lang }: PaperText): ReactNode {
  const dir = lang === undefined ? undefined : "auto";
  const shown = /^https:\/\/\S+$/.test(text) ? (
    <a href={text} className="plain-link break-anywhere">
      {text}
    </a>
  ) : (
    text
  );
  return (
    <span lang={lang} dir={dir}>
      {shown}
    </span>
  );
}
