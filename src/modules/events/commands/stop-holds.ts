/** A cancelled edition holds no place for anybody: unconfirmed addresses and open offers give theirs back. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { ATTENDANCES } from '../tables.ts';
import { lockPlaces, takePlaces } from './registration/places.ts';

/**
 * Ends holds and offers of the edition and of its workshops, without a mail of their own: the announcement
 * says why. Who had an offer waits again in the same place of the line, should the edition be resumed.
 */
export async function stopHolds(trx: Trx, eventId: string, now: Temporal.Instant): Promise<void> {
  await lockPlaces(trx, eventId);
  const { rows: stopped } = await sql<{ id: string; attendance: 'online' | 'in_person' }>`
    update event_registrations set
      state = case when state = 'offered' then 'waitlisted' else state end,
      holds_place = false, held_until = null, updated_at = ${now}
    where event_id = ${eventId} and holds_place and held_until is not null
    returning id, attendance`.execute(trx);
  for (const attendance of ATTENDANCES)
    await takePlaces(
      trx,
      eventId,
      attendance,
      -stopped.filter((row) => row.attendance === attendance).length,
    );
  const ids = stopped.map((row) => row.id);
  await sql`
    with concerned as (
      select w.registration_id, w.session_id, w.state
      from event_workshop_places w join event_sessions s on s.id = w.session_id
      where s.event_id = ${eventId}
        and (w.state = 'offered' or (w.state = 'held' and w.registration_id = any(${ids}::uuid[])))
    ), given_back as (
      update event_sessions s set taken = s.taken - c.count
      from (select session_id, count(*)::int as count from concerned group by session_id) c
      where s.id = c.session_id
    )
    update event_workshop_places w set
      state = case when c.registration_id = any(${ids}::uuid[]) then 'wanted' else 'waitlisted' end, held_until = null
    from concerned c
    where w.registration_id = c.registration_id and w.session_id = c.session_id`.execute(trx);
}
