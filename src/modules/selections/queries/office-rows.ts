/** Events and candidacies of a process as the desk knows them: those that cite nothing too. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { CANDIDACY, CANDIDACY_STATE, SELECTION, SELECTION_EVENT } from '../kinds.ts';
import { CITING } from './office.ts';
import type { CandidacyState, Decider } from '../rules/vocabulary.ts';
import { isCited } from './cited.ts';

const MOST_EVENTS = 2000;
const MOST_SOURCES = 80;

/** As the process goes. One query. */
export function officeEvents(db: Read, selectionId: string) {
  return db
    .selectFrom('selection_events as e')
    .select(['e.id', 'e.key', 'e.title', 'e.stage', 'e.on_date', 'e.basis'])
    .select(isCited(SELECTION_EVENT, 'e.id').as('cited'))
    .where('e.selection_id', '=', selectionId)
    .orderBy('e.on_date')
    .orderBy('e.position')
    .limit(MOST_EVENTS)
    .execute();
}

export type OfficeEvent = Awaited<ReturnType<typeof officeEvents>>[number];

/** With the keys of the events it comes from. */
export async function findOfficeEvent(db: Read, selectionId: string, id: string) {
  if (!isUuid(id)) return undefined;
  const row = await db
    .selectFrom('selection_events')
    .selectAll()
    .where('id', '=', id)
    .where('selection_id', '=', selectionId)
    .executeTakeFirst();
  if (!row) return undefined;
  const from = await db
    .selectFrom('selection_event_links as l')
    .innerJoin('selection_events as e', 'e.id', 'l.from_id')
    .select('e.key')
    .where('l.to_id', '=', id)
    .execute();
  return { ...row, follows: from.map(({ key }) => key) };
}

/** By name or file number; without words the first ones by name. One query. */
export function officeCandidacies(db: Read, selectionId: string, words: string, limit: number) {
  let query = db
    .selectFrom('candidacies as c')
    .select(['c.id', 'c.name', 'c.file_number', 'c.state'])
    .select(isCited(CANDIDACY, 'c.id').as('cited'))
    .where('c.selection_id', '=', selectionId)
    .orderBy('c.sort_key')
    .orderBy('c.id')
    .limit(limit);
  if (words !== '')
    query = query.where((e) =>
      e.or([e('c.file_number', '=', words), sql<boolean>`strpos(lower(c.name), lower(${words})) > 0`]),
    );
  return query.execute();
}

export type OfficeCandidacy = Awaited<ReturnType<typeof officeCandidacies>>[number];

export async function findOfficeCandidacy(db: Read, selectionId: string, id: string) {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom('candidacies')
    .select(['id', 'slug', 'name', 'file_number', 'state'])
    .where('id', '=', id)
    .where('selection_id', '=', selectionId)
    .executeTakeFirst();
}

export type OfficeCandidacyFound = NonNullable<Awaited<ReturnType<typeof findOfficeCandidacy>>>;

export interface OfficeState {
  id: string;
  state: CandidacyState;
  on_date: string | null;
  ground: string;
  decided_by: Decider;
  votes_for: number | null;
  votes_against: number | null;
  cited: boolean;
}

/** In the order of the process. */
export function officeStates(db: Read, candidacy: string): Promise<OfficeState[]> {
  return db
    .selectFrom('candidacy_states as t')
    .select(['t.id', 't.state', 't.on_date', 't.ground', 't.decided_by', 't.votes_for', 't.votes_against'])
    .select(isCited(CANDIDACY_STATE, 't.id').as('cited'))
    .where('t.candidacy_id', '=', candidacy)
    .orderBy('t.position')
    .execute();
}

/** What can be cited from for a row of a process: what the process and its rows rest on, the newest first. One query. */
export async function sourcesOfProcess(
  db: Read,
  selectionId: string,
): Promise<{ id: string; title: string; publisher: string }[]> {
  const cited = CITING.map(
    ([table, kind]) => sql`select c.source_id from ${sql.table(table)} r join citations c
      on c.record_kind = ${kind} and c.record_id = r.id::text where r.selection_id = ${selectionId}`,
  );
  const { rows } = await sql<{ id: string; title: string; publisher: string }>`
    select id, title, publisher from sources where id in (
      select source_id from citations c where c.record_kind = ${SELECTION} and c.record_id = ${selectionId}
      union ${sql.join(cited, sql` union `)}
    ) order by id desc limit ${MOST_SOURCES}`.execute(db);
  return rows;
}
