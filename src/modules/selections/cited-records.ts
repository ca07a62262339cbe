/** Every row of a process that can cite sources: what it is called, where it is shown, of which fields sources differ. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../platform/db/handles.ts';
import type { MessageKey } from '../../platform/i18n/translate.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { candidacyPath, commissionerPath, kindPath, selectionPath } from './addresses.ts';
import {
  BACKGROUND_CHECK,
  CANDIDACY,
  CANDIDACY_STATE,
  COURT_ACTION,
  GRADING,
  OBJECTION,
  RUBRIC,
  SEAT_HOLDER,
  SELECTION,
  SELECTION_BODY,
  SELECTION_DOCUMENT,
  SELECTION_EVENT,
  SELECTION_KIND,
  VOTE_ROUND,
} from './kinds.ts';
import { type CitedRow, lockProcessOf, sourcesChanged } from './commands/citing.ts';
import type { KeyedTable } from './import/sync-rows.ts';
import { fieldWords } from './pages/words.ts';
import { selectionsById } from './queries/selections.ts';

export interface RowSort {
  kind: string;
  table: KeyedTable;
  label: MessageKey;
  /** What a row is called: SQL over `r`, the row, `c`, its candidacy, and `h`, who holds a seat, of a check. */
  title: string;
  /** Of a page below the process; a candidacy's own where it has one. */
  below: string | undefined;
  ofCandidacy?: true;
  fields: readonly string[];
}

/** What a process is made of, sort by sort. */
export const PROCESS_ROWS: readonly RowSort[] = [
  {
    kind: SELECTION_EVENT,
    table: 'selection_events',
    label: 'selections.record.selection_event',
    title: 'r.title',
    below: 'cronologia',
    fields: ['title', 'on', 'until'],
  },
  {
    kind: COURT_ACTION,
    table: 'selection_court_actions',
    label: 'selections.record.court_action',
    title: "coalesce(nullif(r.file_number, ''), left(r.action, 120))",
    below: 'cronologia',
    fields: ['file_number', 'on', 'outcome'],
  },
  {
    kind: SELECTION_DOCUMENT,
    table: 'selection_documents',
    label: 'selections.record.selection_document',
    title: 'r.title',
    below: undefined,
    fields: ['title', 'stage', 'event'],
  },
  {
    kind: SELECTION_BODY,
    table: 'selection_bodies',
    label: 'selections.record.selection_body',
    title: 'r.name',
    below: 'comision',
    fields: ['name', 'entitled'],
  },
  {
    kind: SEAT_HOLDER,
    table: 'seat_holders',
    label: 'selections.record.seat_holder',
    title: 'r.name',
    below: 'comision',
    fields: [
      'name',
      'chosen_by',
      'votes_for',
      'votes_against',
      'sworn_on',
      'seat',
      'office',
      'slate',
      'starts',
      'ends',
      'note',
    ],
  },
  {
    kind: CANDIDACY,
    table: 'candidacies',
    label: 'selections.record.candidacy',
    title: 'r.name',
    below: undefined,
    ofCandidacy: true,
    fields: ['name', 'file_number', 'through', 'seat', 'note'],
  },
  {
    kind: CANDIDACY_STATE,
    table: 'candidacy_states',
    label: 'selections.record.candidacy_state',
    title: 'c.name',
    below: undefined,
    ofCandidacy: true,
    fields: ['state', 'on', 'ground', 'votes_for', 'votes_against', 'decided_by'],
  },
  {
    kind: RUBRIC,
    table: 'rubrics',
    label: 'selections.record.rubric',
    title: 'r.title',
    below: 'comision',
    fields: ['title', 'votes_for', 'votes_against', 'cut_off'],
  },
  {
    kind: GRADING,
    table: 'gradings',
    label: 'selections.record.grading',
    title: 'r.title',
    below: 'aspirantes',
    fields: ['printed_total', 'points'],
  },
  {
    kind: OBJECTION,
    table: 'candidacy_objections',
    label: 'selections.record.objection',
    title: 'c.name',
    below: 'objeciones',
    fields: [
      'count',
      'ground',
      'filer',
      'outcome',
      'decision',
      'answer',
      'filed_on',
      'filer_kind',
      'evidence',
      'admissibility',
      'decided_on',
    ],
  },
  {
    kind: BACKGROUND_CHECK,
    table: 'selection_checks',
    label: 'selections.record.background_check',
    // Whose it is: of a candidate, or of who holds a seat.
    title: "concat_ws(': ', coalesce(c.name, h.name), r.question)",
    below: undefined,
    ofCandidacy: true,
    fields: ['finding', 'on', 'register', 'question', 'method', 'url'],
  },
  {
    kind: VOTE_ROUND,
    table: 'vote_rounds',
    label: 'selections.record.vote_round',
    title: 'r.matter',
    below: 'votaciones',
    fields: [
      'on',
      'threshold',
      'entitled',
      'present',
      'for',
      'against',
      'abstained',
      'absent',
      'matter',
      'body',
      'entered',
      'choice',
      'reason',
    ],
  },
];

/** The candidacy `c` of a row `r`, where its title or address is told by it. */
export function joinOf({ kind, title, ofCandidacy }: RowSort): RawBuilder<unknown> {
  if (ofCandidacy !== true && !title.startsWith('c.')) return sql``;
  const candidacy = sql`left join candidacies c on c.id = ${sql.ref(kind === CANDIDACY ? 'r.id' : 'r.candidacy_id')}`;
  return kind === BACKGROUND_CHECK
    ? sql`${candidacy} left join seat_holders h on h.id = r.holder_id`
    : candidacy;
}

function citedRows({ kind, table, label, title, below, ofCandidacy, fields }: RowSort): CitedRecords {
  const candidacy =
    kind === CANDIDACY
      ? 'join candidacies c on c.id = r.id'
      : kind === CANDIDACY_STATE || kind === OBJECTION
        ? 'join candidacies c on c.id = r.candidacy_id'
        : kind === BACKGROUND_CHECK
          ? 'left join candidacies c on c.id = r.candidacy_id left join seat_holders h on h.id = r.holder_id'
          : '';
  // A check may be of who holds a seat: those have a page of their own.
  const holder = kind === BACKGROUND_CHECK ? 'r.holder_id' : 'null::uuid';
  const find = async (db: Read, ids: readonly string[]) => {
    if (ids.length === 0) return new Map<string, { title: string; href: string }>();
    const { rows } = await sql<{
      id: string;
      title: string;
      process: string;
      slug: string;
      own: string;
      holder: string | null;
    }>`
      select r.id, ${sql.raw(title)} as title, s.title as process, s.slug,
        ${sql.raw(candidacy === '' ? "''" : 'c.slug')} as own, ${sql.raw(holder)} as holder
      from ${sql.table(table)} r ${sql.raw(candidacy)}
      join selections s on s.id = r.selection_id and s.status = 'published'
      where r.id = any(${ids}::uuid[])`.execute(db);
    return new Map(
      rows.map((row) => [
        row.id,
        {
          title: `${row.title} · ${row.process}`,
          href:
            row.holder !== null
              ? commissionerPath(row.holder)
              : ofCandidacy === true
                ? candidacyPath(row.slug, row.own)
                : selectionPath(row.slug, below),
        },
      ]),
    );
  };
  return {
    kind,
    label,
    policy: 'selections.write',
    fields: (t) => fields.map((name) => ({ name, label: fieldWords(name, t) })),
    find,
    ...followed(kind, table),
  };
}

/** @param table of the row whose process it is */
const followed = (
  kind: string,
  table: CitedRow['table'],
): Pick<CitedRecords, 'lock' | 'changed' | 'tellsWhy'> => ({
  lock: (trx, id) => lockProcessOf(trx, { kind, table, id }),
  changed: (trx, act, id) => sourcesChanged(trx, act, { kind, table, id }),
  ...(table !== 'selections' && { tellsWhy: true }),
});

const CITED_SELECTION: CitedRecords = {
  kind: SELECTION,
  label: 'selections.one',
  policy: 'selections.write',
  fields: (t) => ['title', 'name'].map((name) => ({ name, label: fieldWords(name, t) })),
  find: async (db, ids) =>
    new Map(
      [...(await selectionsById(db, ids))].map(([id, { title, slug }]) => [
        id,
        { title, href: selectionPath(slug) },
      ]),
    ),
  ...followed(SELECTION, 'selections'),
};

const CITED_KIND: CitedRecords = {
  kind: SELECTION_KIND,
  label: 'selections.kind.one',
  policy: 'selections.write',
  // A version is never changed, nor what it rests on.
  may: () => Promise.resolve(false),
  fields: () => [],
  find: async (db, ids) => {
    const rows = await db
      .selectFrom('selection_kinds')
      .select(['id', 'slug', 'title'])
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, slug, title }) => [id, { title, href: kindPath(slug) }]));
  },
};

export const SELECTIONS_CITED: readonly CitedRecords[] = [
  CITED_SELECTION,
  CITED_KIND,
  ...PROCESS_ROWS.map(citedRows),
];
