/** Promises the invitation to those who attended, once a person whatever how often it runs. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { hasAttended } from '../../attendance/index.ts';

export const INVITATION_MAIL = 'surveys.invitation';
export const INVITED_AT_ONCE = 500;

/**
 * The next batch by id: those who were noted at the edition; where nobody was noted (no door, no rooms), all
 * who had a place.
 * @returns the ids promised; fewer than a batch: these were the last
 */
export async function inviteNext(
  trx: Trx,
  survey: { id: string; event_id: string },
  after: string | undefined,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from event_registrations r
    where r.event_id = ${survey.event_id} and r.state = 'confirmed'
      ${after === undefined ? sql`` : sql`and r.id > ${after}::uuid`}
      and (${hasAttended('r.id')}
        or not exists (select from attendance_people a where a.event_id = r.event_id))
    order by r.id limit ${INVITED_AT_ONCE}`.execute(trx);
  const ids = rows.map((row) => row.id);
  await promiseMails(
    trx,
    ids.map((id) => ({
      kind: INVITATION_MAIL,
      subjectId: id,
      data: { surveyId: survey.id },
      dedupeKey: `${INVITATION_MAIL}:${survey.id}:${id}`,
      bulk: true,
    })),
  );
  return ids;
}
