/** Addresses that records had before, and what a version of a part is a part of. Frozen: imports nothing of the program. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `create table redirects (
    path text primary key check (path like '/%/%'),
    record_kind text not null,
    record_id text not null,
    at timestamptz not null
  )`,
  // A session that was removed is in no table any more; its versions still belong to its edition.
  `alter table history
     add column within_kind text,
     add column within_id text,
     add check ((within_kind is null) = (within_id is null))`,
  `update history h set within_kind = 'event', within_id = s.event_id::text
     from event_sessions s where h.record_kind = 'event_session' and h.record_id = s.id::text`,
  `update history h set within_kind = 'event', within_id = s.event_id::text
     from event_speakers s where h.record_kind = 'event_speaker' and h.record_id = s.id::text`,
  `update history h set within_kind = 'event', within_id = s.event_id::text
     from event_rooms s where h.record_kind = 'event_room' and h.record_id = s.id::text`,
  `update history h set within_kind = 'event', within_id = s.event_id::text
     from event_tracks s where h.record_kind = 'event_track' and h.record_id = s.id::text`,
  `update history h set within_kind = 'event', within_id = s.event_id::text
     from event_materials s where h.record_kind = 'event_material' and h.record_id = s.id::text`,
  `update history h set within_kind = 'event', within_id = s.event_id::text
     from event_questions s where h.record_kind = 'event_question' and h.record_id = s.id::text`,
  `create index history_within on history (within_kind, within_id, id) where within_id is not null`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
