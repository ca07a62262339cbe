/** What the rows of a process say, row by row, as everybody sees it: what cites nothing says nothing. */
import { type RawBuilder, sql } from 'kysely';
import type { KeyedTable } from '../import/sync-rows.ts';
import {
  BACKGROUND_CHECK,
  CANDIDACY,
  CANDIDACY_STATE,
  COURT_ACTION,
  GRADING,
  OBJECTION,
  RUBRIC,
  SEAT_HOLDER,
  SELECTION_BODY,
  SELECTION_DOCUMENT,
  SELECTION_EVENT,
  VOTE_ROUND,
} from '../kinds.ts';
import { isCited } from './cited.ts';

/** Which rows: all of the process, or those of one row and what rests on it; of two, what rests on both. */
export type RowScope = Partial<Record<KeyedTable, string>>;

interface ValueSort {
  /** As versions call it: the table. */
  sort: string;
  /** The row is `r`. */
  from: string;
  /** What finds it again; `r.id` when left out. */
  id?: string;
  /** What it is of, in words: a text array. */
  of: string;
  /** Which one among several of one thing: the member of a ballot. */
  line?: string;
  /** Kinds of record that it rests on, with the column of each; one without id rests on the others. */
  rests: readonly (readonly [kind: string, column: string])[];
  /** Columns by which one row of another table picks these. */
  within: Partial<Record<KeyedTable, string>>;
  /** As they are called in versions. */
  said: Readonly<Record<string, string>>;
}

const own = (...columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, `r.${column}`]));

const ROUND_WORDS = "coalesce(v.number::text, ''), v.matter";

export const VALUE_SORTS: readonly ValueSort[] = [
  {
    sort: 'selection_events',
    from: 'selection_events r',
    of: 'array[r.title]',
    rests: [[SELECTION_EVENT, 'r.id']],
    within: { selection_events: 'r.id' },
    // Title and date stand among the events of each version.
    said: own('stage', 'detail', 'at_time', 'until_date', 'basis', 'effect', 'to_stage'),
  },
  {
    sort: 'selection_court_actions',
    from: 'selection_court_actions r',
    of: "array[coalesce(nullif(r.file_number, ''), left(r.action, 120))]",
    rests: [[COURT_ACTION, 'r.id']],
    within: { selection_court_actions: 'r.id' },
    said: own(
      'court',
      'file_number',
      'action',
      'filed_by',
      'filed_on',
      'decided_on',
      'outcome',
      'effect',
      'stage',
    ),
  },
  {
    sort: 'selection_documents',
    from: 'selection_documents r',
    of: 'array[r.title]',
    rests: [[SELECTION_DOCUMENT, 'r.id']],
    within: { selection_documents: 'r.id' },
    said: own('title', 'stage'),
  },
  {
    sort: 'selection_bodies',
    from: 'selection_bodies r',
    of: 'array[r.name]',
    rests: [[SELECTION_BODY, 'r.id']],
    within: { selection_bodies: 'r.id' },
    said: own('name', 'entitled', 'note'),
  },
  {
    sort: 'seat_holders',
    from: 'seat_holders r join body_seats s on s.id = r.seat_id join selection_bodies b on b.id = s.body_id',
    of: 'array[r.name]',
    rests: [[SEAT_HOLDER, 'r.id']],
    within: { seat_holders: 'r.id', body_seats: 'r.seat_id' },
    said: {
      ...own('name', 'alternate', 'office', 'chosen_by', 'slate', 'votes_for', 'votes_against'),
      ...own('sworn_on', 'starts', 'ends', 'note'),
      body: 'b.name',
      place: 's.label',
      group: 's.group_key',
      chairs: 's.chairs',
    },
  },
  {
    sort: 'candidacies',
    from: 'candidacies r',
    of: 'array[r.name]',
    rests: [[CANDIDACY, 'r.id']],
    within: { candidacies: 'r.id' },
    said: own('name', 'file_number', 'through', 'seat', 'plan', 'note'),
  },
  {
    sort: 'candidacy_states',
    from: 'candidacy_states r join candidacies c on c.id = r.candidacy_id',
    of: 'array[c.name]',
    rests: [
      [CANDIDACY_STATE, 'r.id'],
      [CANDIDACY, 'c.id'],
    ],
    within: { candidacy_states: 'r.id' },
    said: own('state', 'on_date', 'ground', 'decided_by', 'votes_for', 'votes_against'),
  },
  {
    sort: 'rubrics',
    from: 'rubrics r',
    of: 'array[r.title]',
    rests: [[RUBRIC, 'r.id']],
    within: { rubrics: 'r.id' },
    said: {
      ...own('title', 'adopted', 'proposed_by', 'votes_for', 'votes_against', 'present'),
      ...own('decided_on', 'in_force_from', 'cut_off', 'note'),
    },
  },
  {
    sort: 'rubric_aspects',
    from: `rubric_aspects r join rubrics t on t.id = r.rubric_id
      left join rubric_aspects p on p.rubric_id = r.rubric_id and p.key = r.parent_key`,
    of: 'array[t.title, r.label]',
    rests: [[RUBRIC, 't.id']],
    within: { rubrics: 't.id' },
    said: { ...own('label', 'max', 'rule'), part: 'p.label' },
  },
  {
    sort: 'gradings',
    from: 'gradings r left join rubrics t on t.id = r.rubric_id',
    of: 'array[r.title]',
    rests: [[GRADING, 'r.id']],
    within: { gradings: 'r.id' },
    said: { ...own('title', 'grader', 'on_date', 'note'), rubric: 't.title' },
  },
  {
    sort: 'scores',
    from: `scores r join gradings g on g.id = r.grading_id join candidacies c on c.id = r.candidacy_id
      left join rubric_aspects a on a.rubric_id = g.rubric_id and a.key = r.aspect_key`,
    id: "concat_ws(' ', r.grading_id, r.candidacy_id, r.aspect_key)",
    of: 'array[g.title, c.name]',
    line: 'coalesce(a.label, r.aspect_key)',
    rests: [
      [GRADING, 'g.id'],
      [CANDIDACY, 'c.id'],
    ],
    within: { gradings: 'r.grading_id', candidacies: 'r.candidacy_id' },
    said: own('value'),
  },
  {
    sort: 'score_totals',
    from: 'score_totals r join gradings g on g.id = r.grading_id join candidacies c on c.id = r.candidacy_id',
    id: "concat_ws(' ', r.grading_id, r.candidacy_id)",
    of: 'array[g.title, c.name]',
    rests: [
      [GRADING, 'g.id'],
      [CANDIDACY, 'c.id'],
    ],
    within: { gradings: 'r.grading_id', candidacies: 'r.candidacy_id' },
    said: own('printed'),
  },
  {
    sort: 'candidacy_objections',
    from: 'candidacy_objections r join candidacies c on c.id = r.candidacy_id',
    of: 'array[c.name]',
    rests: [
      [OBJECTION, 'r.id'],
      [CANDIDACY, 'c.id'],
    ],
    within: { candidacy_objections: 'r.id' },
    said: {
      ...own('count', 'filed_on', 'filer_kind', 'ground', 'evidence', 'admissibility', 'outcome'),
      ...own('decided_on', 'decision', 'answer'),
      // Whoever objects as a private person is nobody's business, whatever an older file brought.
      filer: "case when r.filer_kind in ('individual', 'unknown') then '' else r.filer end",
    },
  },
  {
    sort: 'selection_checks',
    from: `selection_checks r left join candidacies c on c.id = r.candidacy_id
      left join seat_holders h on h.id = r.holder_id`,
    of: 'array[coalesce(c.name, h.name), r.question]',
    rests: [
      [BACKGROUND_CHECK, 'r.id'],
      [CANDIDACY, 'c.id'],
      [SEAT_HOLDER, 'h.id'],
    ],
    within: { selection_checks: 'r.id' },
    said: own('register', 'question', 'on_date', 'finding', 'method', 'address'),
  },
  {
    sort: 'vote_rounds',
    from: 'vote_rounds v left join selection_bodies b on b.id = v.body_id',
    id: 'v.id',
    of: `array[${ROUND_WORDS}]`,
    rests: [[VOTE_ROUND, 'v.id']],
    within: { vote_rounds: 'v.id' },
    said: {
      number: 'v.number',
      matter: 'v.matter',
      is_proposal: 'v.is_proposal',
      body: 'b.name',
      stage: 'v.stage',
      on_date: 'v.on_date',
      threshold: 'v.threshold',
      entitled: 'v.entitled',
      present: 'v.present',
      to_fill: 'v.to_fill',
      complete: 'v.complete',
      note: 'v.note',
    },
  },
  {
    sort: 'round_results',
    from: `round_results r join vote_rounds v on v.id = r.round_id
      left join candidacies c on c.id = r.candidacy_id`,
    of: `array[${ROUND_WORDS}, coalesce(c.name, r.option)]`,
    rests: [
      [VOTE_ROUND, 'v.id'],
      [CANDIDACY, 'c.id'],
    ],
    within: { vote_rounds: 'v.id' },
    said: own('option', 'votes_for', 'votes_against', 'abstained', 'absent', 'entered', 'note'),
  },
  {
    sort: 'ballots',
    from: `ballots r join round_results x on x.id = r.result_id join vote_rounds v on v.id = x.round_id
      join seat_holders h on h.id = r.holder_id left join candidacies c on c.id = x.candidacy_id`,
    id: "concat_ws(' ', r.result_id, r.holder_id)",
    of: `array[${ROUND_WORDS}, coalesce(c.name, x.option)]`,
    line: 'h.name',
    rests: [
      [VOTE_ROUND, 'v.id'],
      [CANDIDACY, 'c.id'],
      [SEAT_HOLDER, 'h.id'],
    ],
    within: { vote_rounds: 'v.id' },
    said: own('choice', 'reason'),
  },
];

/** The table whose `selection_id` says of which process a row is. */
const PROCESS_OF: Readonly<Record<string, string>> = {
  rubric_aspects: 't',
  scores: 'g',
  score_totals: 'g',
  vote_rounds: 'v',
  round_results: 'v',
  ballots: 'v',
};

/** Rows `(sort, id, place, of_words, line, said)`; `said` is null where the public sees nothing of it. */
export function rowValues(selectionId: string, scope: RowScope = {}): RawBuilder<unknown> {
  const asked = Object.entries(scope) as [KeyedTable, string][];
  const wanted = VALUE_SORTS.filter(({ within }) => asked.every(([table]) => within[table] !== undefined));
  return sql.join(
    wanted.map((one) => valuesOf(one, VALUE_SORTS.indexOf(one), selectionId, asked)),
    sql` union all `,
  );
}

function valuesOf(
  { sort, from, id = 'r.id', of, line = "''", rests, within, said }: ValueSort,
  place: number,
  selectionId: string,
  asked: readonly [KeyedTable, string][],
): RawBuilder<unknown> {
  const pairs = Object.entries(said).map(([name, column]) => sql`${sql.lit(name)}, ${sql.raw(column)}`);
  const cited = rests.map(([kind, column]) => sql`(${sql.ref(column)} is null or ${isCited(kind, column)})`);
  const only = asked.map(
    ([table, row]) => sql` and ${sql.raw(within[table] ?? 'null::uuid')} = ${row}::uuid`,
  );
  return sql`select ${sql.lit(sort)}::text as sort, (${sql.raw(id)})::text as id, ${sql.lit(place)}::int as place,
      ${sql.raw(of)}::text[] as of_words, (${sql.raw(line)})::text as line,
      case when ${sql.join(cited, sql` and `)} then jsonb_build_object(${sql.join(pairs)}) end as said
    from ${sql.raw(from)}
    where ${sql.ref(`${PROCESS_OF[sort] ?? 'r'}.selection_id`)} = ${selectionId}::uuid${sql.join(only, sql``)}`;
}
