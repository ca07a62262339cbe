/** Entering with a full house: what is read must not grow with who else came. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { insertAttendees } from '../../events/fixtures-people.ts';
import { insertProgramme } from '../../events/fixtures-programme.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { enterRoom } from '../commands/enter.ts';
import { setRoom, SYSTEM } from '../fixtures.ts';
import { browserHash } from '../guest.ts';
import { attendanceOf, listAttended } from '../index.ts';
import { findGuest, listGuestSessions } from '../queries/rooms.ts';

const site = useApp();
const PEOPLE = 5000;
const BIG = [
  'event_registrations',
  'attendance_people',
  'attendance_sessions',
  'attendance_links',
  'attendance_browsers',
];

it('reads by keys alone, with 5,000 registered and as many inside', { timeout: 60_000 }, async () => {
  site.setNow('2027-03-07T14:05:00Z');
  const { db, vault } = site.deps;
  const event = await insertEdition(db, 'llena');
  const from = Temporal.Instant.from('2027-03-07T14:00:00Z');
  await insertProgramme(db, event.id, { sessions: 60, speakers: 10, from });
  await setRoom(site.deps, event.id, null);
  const people = await insertAttendees(site.deps, event, PEOPLE + 1);
  const newcomer = people.at(-1) ?? '';
  const session = await db
    .selectFrom('event_sessions')
    .select('id')
    .where('event_id', '=', event.id)
    .where('capacity', 'is', null)
    .orderBy('starts_at')
    .executeTakeFirstOrThrow();
  const others = sql`from event_registrations where event_id = ${event.id} and id <> ${newcomer}`;
  await sql`insert into attendance_links (registration_id, event_id) select id, event_id ${others}`.execute(
    db,
  );
  await sql`insert into attendance_browsers (registration_id, browser_hash, version, first_at)
    select id, sha256(id::text::bytea), 1, ${from} ${others}`.execute(db);
  await sql`insert into attendance_people (registration_id, event_id, via, arrived_at)
    select id, event_id, 'room', ${from} ${others}`.execute(db);
  await sql`insert into attendance_sessions (registration_id, session_id, event_id, via, first_at, last_at)
    select id, ${session.id}, event_id, 'room', ${from}, ${from} ${others}`.execute(db);
  await sql`analyze`.execute(db);
  const now = site.deps.now();
  const read = await db.transaction().execute(async (trx) => {
    const guest = await findGuest(trx, newcomer);
    if (!guest) throw new Error('no such person');
    const sessions = await listGuestSessions(trx, guest, from);
    expect(sessions.length).toBeGreaterThan(50);
    const entering = {
      actor: SYSTEM,
      now,
      registrationId: newcomer,
      eventId: event.id,
      sessionId: session.id,
      browserHash: browserHash(vault, newcomer, 'uno'),
      roomVersion: 1,
    };
    expect(await enterRoom(trx, entering)).toBe('entered');
    await attendanceOf(trx, newcomer);
    const scanned = async () =>
      (
        await sql<{ name: string; tuples: number }>`
          select relname as name, seq_tup_read::int as tuples from pg_stat_xact_user_tables
          where relname = any(${BIG}) and seq_tup_read > 0`.execute(trx)
      ).rows;
    const before = await scanned();
    // What a look at everybody would have shown.
    await sql`select count(*) from attendance_people where via = 'staff'`.execute(trx);
    return { entering: before, all: await scanned() };
  });
  expect(read.entering).toEqual([]);
  expect(read.all).toEqual([{ name: 'attendance_people', tuples: PEOPLE + 1 }]);
  expect((await listAttended(db, event.id, {}, { limit: PEOPLE * 2 })).length).toBe(PEOPLE + 1);
});
