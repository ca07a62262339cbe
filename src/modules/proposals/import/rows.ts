/** A row of an older list, as a proposal; what was understood as something else is told. Pure. */
import type { CategoryId } from '../rules/categories.ts';
import { authorKind, splitPrinted } from '../rules/names.ts';
import type { Authors, ProposalText } from '../sealed.ts';
import type { AuthorKind } from '../tables.ts';
import type { Column } from './columns.ts';

export interface ImportedProposal {
  line: number;
  number: number;
  text: ProposalText;
  /** Kept sealed; shown to nobody. */
  authors: Authors;
  authorKind: AuthorKind;
  category: CategoryId;
  department: string;
  fromEvent: boolean;
}

/** What was printed, and as what it was taken. */
export interface Mapping {
  column: 'category' | 'department';
  from: string;
  to: string;
}

export type RowFault =
  | 'number'
  | 'number_twice'
  | 'title'
  | 'text'
  | 'category'
  | 'department'
  | 'from_event'
  | 'not_accepted';

export interface RefusedRow {
  line: number;
  fault: RowFault;
  /** As printed, where it may be told: never a name. */
  value: string;
}

export interface Names {
  categoryOf: (text: string) => CategoryId | undefined;
  departmentOf: (text: string) => string | undefined;
  /** As the lists print it. */
  printed: (column: Mapping['column'], id: string) => string;
}

export type ReadRow = { proposal: ImportedProposal; mappings: Mapping[] } | { refused: RefusedRow };

const YES = new Set(['si', 'sí', 'yes', 'true', '1', 'on', 'x']);
const NO = new Set(['', 'no', 'false', '0', 'off']);

export function readRow(
  line: number,
  cells: ReadonlyMap<Column, string>,
  { categoryOf, departmentOf, printed }: Names,
  /** False: of a list without numbers, where the line stands for it. */
  numbered = true,
): ReadRow {
  const cell = (column: Column): string => (cells.get(column) ?? '').trim();
  const refuse = (fault: RowFault, value = ''): ReadRow => ({ refused: { line, fault, value } });
  if (numbered && !/^[1-9]\d{0,8}$/.test(cell('number'))) return refuse('number', cell('number'));
  const text = {
    title: cell('title').replaceAll(/\s+/g, ' '),
    problem: cell('problem'),
    affected: cell('affected'),
    summary: cell('summary'),
  };
  if (text.title === '') return refuse('title');
  if (text.problem === '' && text.summary === '') return refuse('text');
  const category = categoryOf(cell('category'));
  if (category === undefined) return refuse('category', cell('category'));
  const department = cell('department') === '' ? '' : departmentOf(cell('department'));
  if (department === undefined) return refuse('department', cell('department'));
  const met = cell('from_event').toLowerCase();
  if (!YES.has(met) && !NO.has(met)) return refuse('from_event', cell('from_event'));
  // A list without the column says nothing about it; whoever imports answers for that.
  if (cells.has('accept') && !YES.has(cell('accept').toLowerCase())) return refuse('not_accepted');
  const names = splitPrinted(cell('authors'));
  const taken: Mapping[] = [
    { column: 'category', from: cell('category'), to: printed('category', category) },
    { column: 'department', from: cell('department'), to: department && printed('department', department) },
  ];
  return {
    proposal: {
      line,
      number: numbered ? Number(cell('number')) : line,
      text,
      authors: { names },
      authorKind: authorKind(names),
      category,
      department,
      fromEvent: YES.has(met),
    },
    mappings: taken.filter(({ from, to }) => from !== to),
  };
}
