/** Sheets of paper, and what lies sealed beside them. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

/** With the proposal on it, as far as everybody may read it, and whether what was entered was taken back. */
function sheets(db: Read) {
  return db
    .selectFrom('meeting_sheets as s')
    .leftJoin('proposals as p', 'p.id', 's.proposal_id')
    .leftJoin('proposal_attestations as a', 'a.id', 's.attestation_id')
    .selectAll('s')
    .select(['p.number', 'p.title', 'p.summary', 'p.state'])
    .select(['a.seen', 'a.discarded', 'a.taken_back_at']);
}

export type SheetRow = NonNullable<Awaited<ReturnType<typeof findSheet>>>;

/** @param code as `readCode` gives it */
export const findSheet = (db: Read, code: string) =>
  sheets(db)
    .select(sql<boolean>`exists (select from meeting_sheet_photos where sheet_id = s.id)`.as('has_photo'))
    .where('s.code', '=', code)
    .executeTakeFirst();

/** Printed together, at most `MOST_AT_ONCE`. */
export const listBatch = (db: Read, meetingId: string, batch: string) =>
  sheets(db)
    .where('s.meeting_id', '=', meetingId)
    .where('s.batch', '=', batch)
    .orderBy('s.position')
    .execute();

const MOST_BATCHES = 100;

/** What was printed, the latest first. */
export const listBatches = (db: Read, meetingId: string) =>
  db
    .selectFrom('meeting_sheets as s')
    .leftJoin('proposals as p', 'p.id', 's.proposal_id')
    .select(['s.batch', 's.kind'])
    .select((eb) => [
      eb.fn.min('s.created_at').as('created_at'),
      sql<number | null>`case when s.kind = 'supports' then min(p.number) end`.as('number'),
      sql<number>`count(*)::int`.as('given'),
      sql<number>`count(s.entered_at)::int`.as('entered'),
    ])
    .where('s.meeting_id', '=', meetingId)
    .groupBy(['s.batch', 's.kind'])
    .orderBy('created_at', 'desc')
    .limit(MOST_BATCHES)
    .execute();

export type BatchRow = Awaited<ReturnType<typeof listBatches>>[number];

const MOST_MISSING = 200;

/** Given out and not entered. */
export const listMissing = (db: Read, meetingId: string) =>
  db
    .selectFrom('meeting_sheets')
    .select(['code', 'kind'])
    .where('meeting_id', '=', meetingId)
    .where('entered_at', 'is', null)
    .orderBy('created_at')
    .orderBy('position')
    .limit(MOST_MISSING)
    .execute();

export const findPhoto = (db: Read, sheetId: string) =>
  db.selectFrom('meeting_sheet_photos').select('sealed').where('sheet_id', '=', sheetId).executeTakeFirst();

/** Of this meeting, unless its day is over. */
export const findUpload = (db: Read, meetingId: string, id: string, now: Temporal.Instant) =>
  db
    .selectFrom('meeting_uploads')
    .selectAll()
    .where('id', '=', id)
    .where('meeting_id', '=', meetingId)
    .where('expires_at', '>', now)
    .executeTakeFirst();
