/** Requests to correct something, as staff, whoever asked and everybody read them. */
import type { Selectable } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { cursorOf, KEY, type PageOf, pageOf, type PageRequest } from '../../../platform/db/page-by-key.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { CorrectionsTable, State } from '../tables.ts';

export type CorrectionRow = Selectable<CorrectionsTable>;

export async function findCorrection(db: Read, id: string): Promise<CorrectionRow | undefined> {
  if (!isUuid(id)) return undefined;
  return await db.selectFrom('corrections').selectAll().where('id', '=', id).executeTakeFirst();
}

/** @returns at most `most` */
export async function countOpenOn(db: Read, { kind, id }: RecordRef, most: number): Promise<number> {
  const rows = await db
    .selectFrom('corrections')
    .select('id')
    .where('record_kind', '=', kind)
    .where('record_id', '=', id)
    .where('state', 'in', ['received', 'in_review'])
    .limit(most)
    .execute();
  return rows.length;
}

/** What everybody may read: never who asked, nor in which words. */
const PUBLIC = [
  'id',
  'number',
  'record_kind',
  'record_id',
  'kind',
  'state',
  'due_on',
  'answer',
  'reply',
  'lang',
  'decided_at',
  'created_at',
] as const;
export type PublicCorrection = Pick<CorrectionRow, (typeof PUBLIC)[number]>;

export const LOG_CURSOR = cursorOf<{ number: number }>({ number: KEY.integer });

/** The latest first. What was withdrawn is left out. */
export async function listLog(
  db: Read,
  { after, limit }: PageRequest<{ number: number }>,
): Promise<PageOf<PublicCorrection>> {
  let query = db
    .selectFrom('corrections')
    .select(PUBLIC)
    .where('state', '!=', 'withdrawn')
    .orderBy('number', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('number', '<', after.number);
  return pageOf(await query.execute(), limit, (last) => LOG_CURSOR.write({ number: last.number }));
}

/** So many replies are shown beside one record. */
const MOST_REPLIES = 20;

/** Replies that are published about a record, or about any of several that are shown as one; the latest first. */
export async function repliesOn(db: Read, kind: string, ids: readonly string[]): Promise<PublicCorrection[]> {
  return await db
    .selectFrom('corrections')
    .select(PUBLIC)
    .where('record_kind', '=', kind)
    .where('record_id', 'in', ids)
    .where('state', '=', 'published')
    .orderBy('id', 'desc')
    .limit(MOST_REPLIES)
    .execute();
}

export const OFFICE_CURSOR = cursorOf<{ due: string; id: string }>({ due: KEY.text, id: KEY.uuid });

/** What waits, by the day on which it is due. */
export async function listOpen(
  db: Read,
  { after, limit }: PageRequest<{ due: string; id: string }>,
): Promise<PageOf<CorrectionRow>> {
  let query = db
    .selectFrom('corrections')
    .selectAll()
    .where('state', 'in', ['received', 'in_review'])
    .orderBy('due_on')
    .orderBy('id')
    .limit(limit + 1);
  const day = after && dayOf(after.due);
  if (after && day)
    query = query.where((eb) =>
      eb.or([eb('due_on', '>', day), eb.and([eb('due_on', '=', day), eb('id', '>', after.id)])]),
    );
  return pageOf(await query.execute(), limit, (last) =>
    OFFICE_CURSOR.write({ due: last.due_on.toString(), id: last.id }),
  );
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

/** What is answered or withdrawn, the latest first. */
export async function listDone(
  db: Read,
  { after, limit }: PageRequest<{ number: number }>,
): Promise<PageOf<CorrectionRow>> {
  let query = db
    .selectFrom('corrections')
    .selectAll()
    .where('state', 'in', ['corrected', 'partly', 'refused', 'published', 'withdrawn'] satisfies State[])
    .orderBy('number', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('number', '<', after.number);
  return pageOf(await query.execute(), limit, (last) => LOG_CURSOR.write({ number: last.number }));
}
