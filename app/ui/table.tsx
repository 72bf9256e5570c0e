import type { ReactNode } from "react";

interface TableProps {
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly { readonly label: string; readonly numeric?: boolean }[];
  /** The first cell names the row. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/**
 * A table; on narrow screens every row becomes a block with its columns' names. Roles are spelt out because
 * browsers forget them once a table is displayed otherwise.
 */
export function Table({ caption, captionHidden = false, columns, rows }: TableProps) {
  return (
    <table className="data-table" role="table">
      <caption className={captionHidden ? "visually-hidden" : undefined}>{caption}</caption>
      <thead>
        <tr role="row">
          {columns.map(({ label, numeric }) => (
            <th key={label} role="columnheader" scope="col" className={numericClass(numeric)}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key} role="row">
            {cells.map((cell, index) => (
              <Cell
                key={columns[index]?.label ?? index}
                named={index === 0}
                column={columns[index]}
              >
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly named: boolean;
  readonly column: TableProps["columns"][number] | undefined;
  readonly children: ReactNode;
}

function Cell({ named, column, children }: CellProps) {
  const content = (
    <>
      <span className="data-table__label" aria-hidden="true">
        {column?.label}
      </span>
      {children}
    </>
  );
  const className = numericClass(column?.numeric);
  return named ? (
    <th role="rowheader" scope="row" className={className}>
      {content}
    </th>
  ) : (
    // eslint-disable-next-line jsx-a11y/no-interactive-element-to-noninteractive-role -- no grid, so not interactive
    <td role="cell" className={className}>
      {content}
    </td>
  );
}

function numericClass(numeric: boolean | undefined): string | undefined {
  return numeric === true ? "data-table__numeric" : undefined;
}
