/** Rows of a process that a change touched, as versions keep them: what they said before and after. Pure. */

export type RowValues = Readonly<Record<string, string | number | boolean>>;

export interface ChangedRows {
  /** Table of the rows. */
  sort: string;
  /** What they are of, as it was called: number and matter of the round, then the candidate. */
  of: readonly string[];
  rows: {
    /** Which one: the member whose ballot it is; empty where there is but one. */
    line: string;
    /** Only what differs; null: there was none, or the public did not see it. */
    before: RowValues | null;
    after: RowValues | null;
  }[];
}

/** Rows of one version: as many as a page can put side by side. */
const MOST_ROWS = 150;
/** Signs of one version, as JSON. */
const MOST_SIGNS = 150_000;

/** In parts that fit into a version each; at least one, maybe empty. Nothing is lost. */
export function inVersions(groups: readonly ChangedRows[]): ChangedRows[][] {
  let part: ChangedRows[] = [];
  const parts = [part];
  let rows = 0;
  let signs = 0;
  for (const { sort, of, rows: own } of groups) {
    let open: ChangedRows = { sort, of, rows: [] };
    part.push(open);
    for (const row of own) {
      const size = JSON.stringify(row).length;
      if (rows >= MOST_ROWS || (rows > 0 && signs + size > MOST_SIGNS)) {
        open = { sort, of, rows: [] };
        parts.push((part = [open]));
        [rows, signs] = [0, 0];
      }
      open.rows.push(row);
      rows += 1;
      signs += size;
    }
  }
  return parts.map((one) => one.filter((group) => group.rows.length > 0));
}
