/** Ids of the rows of a list of people: one that stands for two people is a mistake, and nothing tells of which it is. */
import type { AdmittedRow } from './person-rows.ts';
import { printedKey } from './printed-key.ts';

export class RowIds {
  readonly #seen = new Map<string, { line: number; name: string }>();

  /** @returns the line in which the same id stood with another name */
  takenBy({ rowId, line, name }: Pick<AdmittedRow, 'rowId' | 'line' | 'name'>): number | undefined {
    if (rowId === '') return undefined;
    const key = printedKey(name);
    const before = this.#seen.get(rowId);
    if (!before) this.#seen.set(rowId, { line, name: key });
    return before && before.name !== key ? before.line : undefined;
  }
}
