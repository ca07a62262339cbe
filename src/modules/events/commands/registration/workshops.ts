/** Places in the workshops of somebody who has, gets or loses a place in the edition. All under `lockPlaces`. */
import { sql } from 'kysely';
import type { Trx } from '../../../../platform/db/handles.ts';

/**
 * Writes down what was chosen; places are taken by `settleWorkshops` once the person has one in the edition.
 * A workshop whose offer went by is wanted anew; any other that was chosen before stays as it is.
 */
export async function wantWorkshops(
  trx: Trx,
  registrationId: string,
  sessionIds: readonly string[],
): Promise<void> {
  if (sessionIds.length === 0) return;
  await trx
    .insertInto('event_workshop_places')
    .values(
      sessionIds.map((session_id) => ({
        registration_id: registrationId,
        session_id,
        state: 'wanted' as const,
        held_until: null,
      })),
    )
    .onConflict((c) =>
      c
        .columns(['registration_id', 'session_id'])
        .doUpdateSet({ state: 'wanted' })
        .where('event_workshop_places.state', '=', 'lapsed'),
    )
    .execute();
}

/**
 * Takes a place in each workshop that is still only wanted, or stands in line for it. The number in line
 * is the edition's, so that a workshop's order is the order in which people came to it.
 */
export async function settleWorkshops(trx: Trx, registrationId: string): Promise<void> {
  await sql`
    with wanted as (
      select w.session_id, s.capacity is null or s.taken < s.capacity as fits, p.event_id
      from event_workshop_places w
      join event_sessions s on s.id = w.session_id
      join event_places p on p.event_id = s.event_id
      where w.registration_id = ${registrationId} and w.state = 'wanted' and s.status <> 'cancelled'
    ), counted as (
      update event_sessions s set taken = s.taken + 1 from wanted w where s.id = w.session_id and w.fits
    ), numbered as (
      update event_places p set last_position = p.last_position + 1
      where p.event_id in (select event_id from wanted) returning p.event_id, p.last_position
    )
    update event_workshop_places w set
      state = case when wanted.fits then 'held' else 'waitlisted' end,
      position = n.last_position
    from wanted join numbered n on n.event_id = wanted.event_id
    where w.registration_id = ${registrationId} and w.session_id = wanted.session_id`.execute(trx);
}

/**
 * Leaves workshops: those named, or all of them.
 * @returns the sessions in which a place became free
 */
export async function leaveWorkshops(
  trx: Trx,
  registrationId: string,
  sessionIds?: readonly string[],
): Promise<string[]> {
  let query = trx.deleteFrom('event_workshop_places').where('registration_id', '=', registrationId);
  if (sessionIds) {
    if (sessionIds.length === 0) return [];
    query = query.where('session_id', 'in', sessionIds);
  }
  const left = await query.returning(['session_id', 'state']).execute();
  const freed = left.filter((w) => w.state === 'held' || w.state === 'offered').map((w) => w.session_id);
  if (freed.length > 0) {
    await trx
      .updateTable('event_sessions')
      .set((eb) => ({ taken: eb('taken', '-', 1) }))
      .where('id', 'in', freed)
      .execute();
  }
  return freed;
}
