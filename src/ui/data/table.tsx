/* oxlint-disable jsx-a11y/no-interactive-element-to-noninteractive-role -- these are the elements' own roles, which `display: block` takes away */
import type { ComponentChildren, VNode } from 'preact';

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures: to the right, digits of one width. */
  numeric?: boolean | undefined;
  /** The cell that names the row. One per table. */
  rowHeader?: boolean | undefined;
  /** The header is read aloud only (columns of buttons). */
  headerHidden?: boolean | undefined;
}

export interface DataTableProps<Row> {
  caption: string;
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Shown in place of the table when there are no rows. */
  empty?: ComponentChildren;
}

/**
 * A table; where it is narrow, each row becomes a block with its labels. The roles are written out because
 * a changed `display` takes them away.
 */
export function DataTable<Row>({ caption, captionHidden, columns, rows, empty }: DataTableProps<Row>): VNode {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div class="table-wrap">
      <table class="table" role="table">
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th role="columnheader" scope="col" class={column.numeric ? 'numeric' : undefined}>
                {column.headerHidden ? <span class="visually-hidden">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row">{columns.map((column) => cell(column, row))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cell<Row>(column: Column<Row>, row: Row): VNode {
  const className = column.numeric ? 'numeric' : undefined;
  if (column.rowHeader) {
    return (
      <th role="rowheader" scope="row" class={className}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" class={className} data-label={column.headerHidden ? undefined : column.header}>
      {/* One box, so that beside its label a text with a link in it stays one text. */}
      <div>{column.cell(row)}</div>
    </td>
  );
}
