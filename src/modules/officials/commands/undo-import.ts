/**
 * Takes an import back as a whole: what it made goes. Whoever somebody has changed, joined with another record or cited
 * since stays as they are, and is named. That the rest was there, and that it was taken back, stays in the history.
 */
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act, Outcome } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { keepAddress } from '../../../platform/redirects/redirects.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { personPath } from '../addresses.ts';
import { PERSON } from '../kinds.ts';
import { lockNewPeople } from './people.ts';
import { lockLinks } from './merge.ts';
import { relistPeople } from './listings.ts';
import { recordPeople } from './person-history.ts';
import { undoInstitutions } from './undo-institutions.ts';

/** The kind of an import as a record of the audit. */
export const OFFICIAL_IMPORT = 'official_import';

export type StayReason = 'changed' | 'merged' | 'cited';

export interface UndoneImport {
  /** Records that are gone. */
  removed: number;
  /** Records that were there before, and lost what the import had added. */
  changed: number;
  /** Records that it made and that stay. */
  stayed: { id: string; name: string; why: StayReason }[];
}

/** `undone`: somebody was quicker; `in_use`: institutions that others name by now, and then nothing is taken back */
export type UndoRefusal = 'not_found' | 'undone' | 'in_use';

export async function undoImport(
  trx: Trx,
  act: Act,
  importId: string,
): Promise<Outcome<UndoneImport, UndoRefusal>> {
  // Nobody joins, or puts beside another, a record that goes at the same moment.
  await lockLinks(trx);
  await lockNewPeople(trx);
  const row = await trx
    .selectFrom('official_imports')
    .select(['kind', 'undone_at'])
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { ok: false, refused: 'not_found' };
  if (row.undone_at) return { ok: false, refused: 'undone' };
  const done =
    row.kind === 'person' ? await undoPeople(trx, act, importId) : await undoOthers(trx, act, importId);
  if (!done) return { ok: false, refused: 'in_use' };
  await trx.updateTable('official_imports').set({ undone_at: act.now }).where('id', '=', importId).execute();
  await audit(trx, {
    actor: act.actor,
    action: 'officials.import_undone',
    subject: { kind: OFFICIAL_IMPORT, id: importId },
    detail: { removed: done.removed, changed: done.changed, stayed: done.stayed.length },
  });
  return { ok: true, ...done };
}

async function undoOthers(trx: Trx, act: Act, importId: string): Promise<UndoneImport | undefined> {
  const done = await undoInstitutions(trx, act, importId);
  return done.ok ? { removed: done.removed, changed: done.changed, stayed: [] } : undefined;
}

interface Made {
  id: string;
  name: string;
  slug: string;
  status: string;
}

const AT_ONCE = 500;

async function undoPeople(trx: Trx, act: Act, importId: string): Promise<UndoneImport> {
  const made: Made[] = await trx
    .selectFrom('people')
    .select(['id', 'name', 'slug', 'status'])
    .where('import_id', '=', importId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const why = await reasonsToStay(trx, importId);
  const changed = await takeOffOthers(trx, act, importId);
  const gone = made.filter(({ id }) => !why.has(id));
  for (let from = 0; from < gone.length; from += AT_ONCE)
    await remove(trx, act, gone.slice(from, from + AT_ONCE));
  return {
    removed: gone.length,
    changed,
    stayed: made.flatMap(({ id, name }) => {
      const reason = why.get(id);
      return reason === undefined ? [] : [{ id, name, why: reason }];
    }),
  };
}

/** One query for all that the import made. */
async function reasonsToStay(trx: Trx, importId: string): Promise<Map<string, StayReason>> {
  const { rows } = await sql<{ id: string; why: StayReason }>`
    select p.id,
      case
        when p.canonical_id <> p.id
          or exists (select from people o where o.canonical_id = p.id and o.id <> p.id)
          or exists (select from person_merges m where m.from_id = p.id)
          or exists (select from person_merges m where m.into_id = p.id) then 'merged'
        when exists (select from citations c where c.record_kind = 'person' and c.record_id = p.id::text)
          or exists (
            select from statements r
            where r.property = 'relation' and r.value ->> 'id' = p.id::text and r.subject_id <> p.id
          ) then 'cited'
        when p.version > 1
          or exists (
            select from statements s
            where s.subject_id = p.id and (s.import_id is distinct from p.import_id or s.updated_at <> s.created_at)
          )
          or exists (
            select from tenures t
            where t.person_id = p.id and (t.import_id is distinct from p.import_id or t.updated_at <> t.created_at)
          ) then 'changed'
      end as why
    from people p where p.import_id = ${importId}`.execute(trx);
  return new Map(rows.flatMap(({ id, why }): [string, StayReason][] => (why === null ? [] : [[id, why]])));
}

/** What the import added to records that were there before. @returns how many */
async function takeOffOthers(trx: Trx, act: Act, importId: string): Promise<number> {
  const others = sql<boolean>`not exists (
    select from people p where p.id = subject and p.import_id = ${importId})`;
  const said = await sql<{ id: string }>`
    delete from statements t using (select id as statement, subject_id as subject from statements
      where import_id = ${importId} and subject_kind = 'person' and updated_at = created_at) o
    where t.id = o.statement and ${others} returning o.subject as id`.execute(trx);
  const held = await sql<{ id: string }>`
    delete from tenures t using (select id as tenure, person_id as subject from tenures
      where import_id = ${importId} and updated_at = created_at) o
    where t.id = o.tenure and ${others} returning o.subject as id`.execute(trx);
  const ids = [...new Set([...said.rows, ...held.rows].map(({ id }) => id))];
  if (ids.length === 0) return 0;
  await showWhatIsLeft(trx, act, ids);
  const touched = await trx
    .updateTable('people')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: act.now }))
    .where('id', 'in', ids)
    .returning(['id', 'status'])
    .execute();
  await relistPeople(trx, ids);
  const shown = touched.filter(({ status }) => status === 'published').map(({ id }) => id);
  await recordPeople(trx, act, shown, 'import_undone');
  return ids.length;
}

/** Where what was shown is gone and what is left says one thing, that is shown. */
async function showWhatIsLeft(trx: Trx, { now }: Act, ids: readonly string[]): Promise<void> {
  await sql`
    update statements s set evidence = 'shown', updated_at = ${now}
    from (
      select subject_id, property from statements
      where subject_id = any(${ids}::uuid[]) and evidence <> 'kept'
      group by subject_id, property
      having count(*) filter (where evidence = 'shown') = 0 and count(distinct lower(value ->> 'text')) = 1
    ) one
    where s.subject_id = one.subject_id and s.property = one.property and s.evidence = 'beside'`.execute(trx);
}

async function remove(trx: Trx, act: Act, people: readonly Made[]): Promise<void> {
  const ids = people.map(({ id }) => id);
  await trx.deleteFrom('statements').where('subject_id', 'in', ids).execute();
  await trx.deleteFrom('tenures').where('person_id', 'in', ids).execute();
  // Pairs and list entries go with them.
  await trx.deleteFrom('people').where('id', 'in', ids).execute();
  const shown = people.filter(({ status }) => status !== 'draft');
  const { actor, reason } = act;
  await recordHistory(
    trx,
    ...shown.map(({ id }) => ({
      actor,
      record: { kind: PERSON, id },
      action: 'removed',
      reason,
      content: {},
    })),
  );
  await touchSearch(trx, ...shown.map(({ id }) => ({ kind: PERSON, id })));
  // Links to them say that they were taken back.
  for (const { id, slug } of shown) await keepAddress(trx, personPath(slug), { kind: PERSON, id }, act.now);
}
