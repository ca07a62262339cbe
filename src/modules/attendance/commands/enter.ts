/** Somebody enters a room, or says that they are still there. */
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import { minuteOf, MOST_BROWSERS } from '../rules/presence.ts';
import { recordAttendance } from './record.ts';

export const NEW_LINK_MAIL = 'attendance.new_room_link';

export interface Entering {
  actor: Actor;
  now: Temporal.Instant;
  registrationId: string;
  eventId: string;
  /** null: the edition's own room. */
  sessionId: string | null;
  browserHash: Buffer;
  /** Of the link that was followed. */
  roomVersion: number;
}

/**
 * Notes the browser, the arrival and the first sign of life.
 * @returns `closed`: the link has been opened in too many browsers, now or before; a new one is on its way
 *   to the mailbox, and the arrival was not noted
 */
export async function enterRoom(trx: Trx, e: Entering): Promise<'entered' | 'closed'> {
  if (!(await bindBrowser(trx, e))) return 'closed';
  const { eventId, sessionId, registrationId, now } = e;
  await recordAttendance(trx, { eventId, sessionId, registrationId, via: 'room', at: now });
  await noteSignOfLife(trx, { registrationId, browserHash: e.browserHash, now });
  return 'entered';
}

/** Only the browser is noted: for somebody who wants to see the password first. */
export async function admitBrowser(trx: Trx, e: Entering): Promise<'entered' | 'closed'> {
  return (await bindBrowser(trx, e)) ? 'entered' : 'closed';
}

/** A known browser costs one look; a new one is counted under the lock of the person's link. */
async function bindBrowser(trx: Trx, e: Entering): Promise<boolean> {
  const known = await trx
    .selectFrom('attendance_browsers')
    .select('version')
    .where('registration_id', '=', e.registrationId)
    .where('browser_hash', '=', e.browserHash)
    .executeTakeFirst();
  if (known) return known.version === e.roomVersion;
  await sql`insert into attendance_links (registration_id, event_id) values (${e.registrationId}, ${e.eventId})
    on conflict (registration_id) do nothing`.execute(trx);
  const link = await trx
    .selectFrom('attendance_links')
    .select('version')
    .where('registration_id', '=', e.registrationId)
    .forUpdate()
    .executeTakeFirst();
  if (link?.version !== e.roomVersion) return false;
  const { rows } = await sql<{ count: number; known: boolean }>`
    select count(*)::int as count, coalesce(bool_or(browser_hash = ${e.browserHash}), false) as known
    from attendance_browsers where registration_id = ${e.registrationId}`.execute(trx);
  const [before] = rows;
  if (before?.known) return true;
  if ((before?.count ?? 0) >= MOST_BROWSERS) {
    await closeLink(trx, e);
    return false;
  }
  await trx
    .insertInto('attendance_browsers')
    .values({
      registration_id: e.registrationId,
      browser_hash: e.browserHash,
      version: e.roomVersion,
      first_at: e.now,
    })
    .execute();
  return true;
}

/** Void for everybody who has it; one mail with the next one, to the only mailbox that is surely the person's. */
async function closeLink(trx: Trx, { registrationId, roomVersion, now, actor }: Entering): Promise<void> {
  const version = roomVersion + 1;
  await trx
    .updateTable('attendance_links')
    .set({ version, closed_at: now })
    .where('registration_id', '=', registrationId)
    .execute();
  await trx.deleteFrom('attendance_browsers').where('registration_id', '=', registrationId).execute();
  await promiseMails(trx, [
    {
      kind: NEW_LINK_MAIL,
      subjectId: registrationId,
      data: { version },
      dedupeKey: `${NEW_LINK_MAIL}:${registrationId}:${version}`,
    },
  ]);
  await audit(trx, {
    actor,
    action: 'attendance.close_link',
    subject: { kind: 'event_registration', id: registrationId },
    detail: { version },
  });
}

export interface Alive {
  registrationId: string;
  browserHash: Buffer;
  now: Temporal.Instant;
}

/**
 * Counts this minute for the session entered last, if it runs now. By the server's clock, once a minute
 * whatever is sent and from however many browsers; never more minutes than the session has.
 * @returns false when there was nothing to count for: not entered, not running, another browser
 */
export async function noteSignOfLife(
  trx: Trx,
  { registrationId, browserHash, now }: Alive,
): Promise<boolean> {
  const minute = minuteOf(now);
  // The newest entry is locked, so that of many signs in one minute the first counts and the others see it.
  const { rows } = await sql<{ session_id: string; last_minute: number | null }>`
    select s.session_id, s.last_minute from attendance_sessions s
    join event_sessions x on x.id = s.session_id
    where s.registration_id = ${registrationId} and x.starts_at <= ${now} and x.ends_at > ${now}
      and x.status = 'scheduled'
      and exists (select from attendance_browsers b
        where b.registration_id = s.registration_id and b.browser_hash = ${browserHash})
    order by s.last_at desc, s.session_id limit 1
    for update of s`.execute(trx);
  const [current] = rows;
  if (!current) return false;
  await sql`
    update attendance_sessions s set
      minutes = least(s.minutes + 1, ceil(extract(epoch from x.ends_at - x.starts_at) / 60)::int),
      last_minute = ${minute}, last_at = greatest(s.last_at, ${now}::timestamptz)
    from event_sessions x
    where x.id = s.session_id and s.registration_id = ${registrationId} and s.session_id = ${current.session_id}
      and not exists (select from attendance_sessions o
        where o.registration_id = s.registration_id and o.last_minute >= ${minute})`.execute(trx);
  return true;
}
