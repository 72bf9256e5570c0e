import type { ReactNode } from "react";

export interface SummaryListRow {
  readonly key: string;
  readonly label: ReactNode;
  /** One or several values; several become a list. */
  readonly values: readonly ReactNode[];
  /** A link to where the values can be changed; `context` says of what, for those who hear links alone. */
  readonly change?: { readonly href: string; readonly label: string; readonly context: string };
}

/** Names and values, line by line. */
export function SummaryList({ rows }: { readonly rows: readonly SummaryListRow[] }) {
  return (
    <dl className="summary-list">
      {rows.map(({ key, label, values, change }) => (
        <div className="summary-list__row" key={key}>
          <dt>{label}</dt>
          <dd>
            <Values values={values} />
          </dd>
          {change && (
            <dd className="summary-list__change">
              <a href={change.href}>
                {change.label}
                <span className="visually-hidden"> {change.context}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

function Values({ values }: { readonly values: readonly ReactNode[] }) {
  if (values.length < 2) return <>{values[0]}</>;
  return (
    <ul>
      {values.map((value, index) => (
        // Values have no identity of their own, and nobody reorders them.
        <li key={index}>{value}</li>
      ))}
    </ul>
  );
}
