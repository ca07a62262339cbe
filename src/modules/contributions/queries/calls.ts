/** The call of an edition. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { DEFAULT_CRITERIA } from '../rules/review.ts';
import { type Criterion, type Kind, KINDS } from '../tables.ts';

export interface Call {
  opens_at: Temporal.Instant | null;
  closes_at: Temporal.Instant | null;
  kinds: Kind[];
  text: string;
  anonymous: boolean;
  reviews_wanted: number;
  criteria: Criterion[];
  version: number;
}

/** What an edition has before anybody set up its call. */
export const NO_CALL: Call = {
  opens_at: null,
  closes_at: null,
  kinds: [...KINDS],
  text: '',
  anonymous: true,
  reviews_wanted: 2,
  criteria: [...DEFAULT_CRITERIA],
  version: 0,
};

/** The call as it was set up, or `NO_CALL`. */
export async function findCall(db: Read, eventId: string): Promise<Call> {
  const row = await db
    .selectFrom('contribution_calls')
    .select(['opens_at', 'closes_at', 'kinds', 'text', 'anonymous', 'reviews_wanted', 'criteria', 'version'])
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row ?? NO_CALL;
}

export interface CallNote {
  slug: string;
  timezone: string;
  status: 'scheduled' | 'postponed' | 'cancelled';
  starts_at: Temporal.Instant;
  opens_at: Temporal.Instant | null;
  closes_at: Temporal.Instant | null;
  /** Cases and lessons in the library that were born in this edition. */
  born: number;
}

/** What the public page of an edition says about its call and what came of it, in one statement. */
export async function findCallNote(db: Read, eventId: string): Promise<CallNote | undefined> {
  const { rows } = await sql<CallNote>`
    select e.slug, e.timezone, e.status, e.starts_at, c.opens_at, c.closes_at,
      (select count(*) from library_items i where i.event_id = e.id and i.withdrawn_at is null) as born
    from events e left join contribution_calls c on c.event_id = e.id
    where e.id = ${eventId}`.execute(db);
  return rows[0];
}

/** A call with its edition, as the page of its versions names them. */
export function findPastCall(db: Read, eventId: string) {
  return db
    .selectFrom('contribution_calls as c')
    .innerJoin('events as e', 'e.id', 'c.event_id')
    .select(['c.opens_at', 'e.slug', 'e.title', 'e.visibility', 'e.timezone', 'e.language'])
    .where('c.event_id', '=', eventId)
    .executeTakeFirst();
}
