/**
 * What rows of a process said before a change, and say after it: for the history, which keeps the rows that changed and
 * no others. Whoever writes rows takes `rowsBefore` first and gives what `changesSince` finds to `recordSelection`,
 * all in one transaction.
 */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { withoutNumbers } from '../../officials/index.ts';
import { type RowScope, rowValues } from '../queries/row-values.ts';
import type { ChangedRows, RowValues } from '../rules/changed-rows.ts';

/** New rows that are told one by one; of more, a version says how many there are. */
const MOST_NEW = 60;

export interface RowChanges {
  groups: ChangedRows[];
  /** New rows that are not among them: they stand on the pages, and their values are kept once they change. */
  more: number;
}

/**
 * Looks at what is there, before it is written.
 * @param scope the row that is written and what rests on it; `undefined`: what is written is new; `{}`: anything may change
 */
export async function rowsBefore(trx: Trx, selectionId: string, scope: RowScope | undefined): Promise<void> {
  await sql`create temporary table selection_rows_before
    (sort text, id text, place integer, of_words text[], line text, said jsonb) on commit drop`.execute(trx);
  if (scope === undefined) return;
  await sql`insert into selection_rows_before
    select * from (${rowValues(selectionId, scope)}) as v where said is not null`.execute(trx);
}

/** As the database says it. */
type Said = Readonly<Record<string, string | number | boolean | null>> | null;

interface Found {
  sort: string;
  id: string;
  of_words: string[];
  line: string;
  before: Said;
  after: Said;
}

/**
 * What is not as `rowsBefore` saw it. Of the same scope, or of a new row now that it has an id.
 * @returns in the order of the pages, rows of one thing together
 */
export async function changesSince(trx: Trx, selectionId: string, scope: RowScope): Promise<RowChanges> {
  const { rows } = await sql<Found & { news: number }>`
    select sort, id, of_words, line, before, after, news from (
      select coalesce(n.sort, p.sort) as sort, coalesce(n.of_words, p.of_words) as of_words,
        coalesce(n.line, p.line) as line, coalesce(n.place, p.place) as place, coalesce(n.id, p.id) as id,
        p.said as before, n.said as after,
        count(*) filter (where p.said is null) over () as news,
        row_number() over (partition by p.said is null order by coalesce(n.place, p.place), n.of_words, n.id) as nth
      from selection_rows_before p full join (${rowValues(selectionId, scope)}) n on n.sort = p.sort and n.id = p.id
      where p.said is distinct from n.said
    ) as x
    where before is not null or nth <= ${MOST_NEW}
    order by place, of_words, regexp_replace(id, ' [^ ]*$', ''), before is null, id`.execute(trx);
  await sql`drop table selection_rows_before`.execute(trx);
  return { groups: grouped(rows), more: Math.max(0, (rows[0]?.news ?? 0) - MOST_NEW) };
}

/**
 * Several of one thing (the ballots of a result) under one head; of the others each for itself. Without the numbers and
 * addresses of anybody that a correction took out: versions are kept for ever.
 */
function grouped(rows: readonly Found[]): ChangedRows[] {
  const groups: ChangedRows[] = [];
  let owner = '';
  for (const { sort, id, of_words: of, line, before: was, after } of rows) {
    const own = `${sort} ${line === '' ? id : id.slice(0, id.lastIndexOf(' '))}`;
    const before = withoutFiler(was, after);
    const row = { line: cleaned(line), before: differing(before, after), after: differing(after, before) };
    if (own === owner) groups.at(-1)?.rows.push(row);
    else groups.push({ sort, of: of.map(cleaned), rows: [row] });
    owner = own;
  }
  return groups;
}

/** Whom an objection names as filer and then no more may be a private person whom somebody took for an organisation. */
function withoutFiler(before: Said, after: Said): Said {
  if (before?.['filer'] === undefined || after?.['filer']) return before;
  return { ...before, filer: '' };
}

const cleaned = (text: string): string => withoutNumbers(text).text;

/** Of one side what the other does not say; where there is no other, all that it says. */
function differing(one: Said, other: Said): RowValues | null {
  if (one === null) return null;
  return Object.fromEntries(
    Object.entries(one).flatMap(([name, value]) => {
      const own = value ?? '';
      const isTold = other === null ? own !== '' && own !== false : own !== (other[name] ?? '');
      return isTold ? [[name, typeof own === 'string' ? cleaned(own) : own]] : [];
    }),
  );
}
