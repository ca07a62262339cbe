/** Noting people: in any order, as often as it comes, at once. */
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { testDeps } from '../../../test/harness/app.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { insertEdition } from '../events/fixtures.ts';
import { insertAttendees, sessionIds } from '../events/fixtures-people.ts';
import { attendanceOf, type Attending, countAttendance, listAttended, recordAttendance } from './index.ts';

const database = useDatabase();
const at = (time: string) => Temporal.Instant.from(`2027-03-07T${time}:00Z`);
const note = (attending: Attending) =>
  withTransaction(database.db, (trx) => recordAttendance(trx, attending));

let eventId: string;
let session: string;
let other: string;
let people: string[];

beforeAll(async () => {
  const event = await insertEdition(database.db, 'notado', { workshops: { uno: null, dos: null } });
  eventId = event.id;
  [session = '', other = ''] = await sessionIds(database.db, eventId);
  people = await insertAttendees(testDeps(database.db), event, 5);
});

describe('recordAttendance', () => {
  it('keeps the earliest arrival and the latest sign, whatever the order', async () => {
    const [registrationId = ''] = people;
    const base = { eventId, sessionId: session, registrationId };
    expect(await note({ ...base, via: 'room', at: at('15:10') })).toEqual({
      isFirst: true,
      arrivedAt: at('15:10'),
    });
    // A phone that was offline brings an earlier scan later.
    expect(await note({ ...base, sessionId: null, via: 'door', at: at('14:50') })).toEqual({
      isFirst: false,
      arrivedAt: at('14:50'),
    });
    await note({ ...base, via: 'room', at: at('15:30') });
    expect(
      await database.db
        .selectFrom('attendance_sessions')
        .select(['via', 'first_at', 'last_at', 'minutes'])
        .where('registration_id', '=', registrationId)
        .execute(),
    ).toEqual([{ via: 'room', first_at: at('15:10'), last_at: at('15:30'), minutes: 0 }]);
    expect(await attendanceOf(database.db, registrationId)).toEqual({
      arrivedAt: at('14:50'),
      sessions: [{ sessionId: session, minutes: 0 }],
    });
  });

  it('makes one arrival of twenty at once', async () => {
    const registrationId = people[1] ?? '';
    const told = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        note({ eventId, sessionId: session, registrationId, via: 'door', at: at(`15:${10 + i}`) }),
      ),
    );
    expect(told.filter((t) => t.isFirst)).toHaveLength(1);
    expect((await attendanceOf(database.db, registrationId)).arrivedAt).toEqual(at('15:10'));
  });
});

describe('who attended', () => {
  it('is listed by key and by rule', async () => {
    const registrationId = people[2] ?? '';
    await note({ eventId, sessionId: session, registrationId, via: 'staff', at: at('15:00') });
    await note({ eventId, sessionId: other, registrationId, via: 'door', at: at('15:00') });
    await note({ eventId, sessionId: null, registrationId: people[3] ?? '', via: 'door', at: at('15:00') });
    const list = (rule: { sessions?: number; minutes?: number }, page = { limit: 10 }) =>
      listAttended(database.db, eventId, rule, page);
    const all = await list({});
    expect(all.map((row) => row.registrationId)).toEqual(people.slice(0, 4).toSorted());
    expect(all.find((row) => row.registrationId === registrationId)).toEqual({
      registrationId,
      sessions: 2,
      minutes: 120,
    });
    expect((await list({ sessions: 2 })).map((row) => row.registrationId)).toEqual([registrationId]);
    expect((await list({ minutes: 60 })).map((row) => row.registrationId)).toEqual(
      [people[1] ?? '', registrationId].toSorted(),
    );
    const first = await list({}, { limit: 2 });
    const rest = await listAttended(
      database.db,
      eventId,
      {},
      { after: first[1]?.registrationId ?? '', limit: 10 },
    );
    expect([...first, ...rest]).toEqual(all);
    const counts = await countAttendance(database.db, eventId);
    expect(counts.people).toBe(4);
    expect(counts.bySession.get(session)).toEqual({ online: 1, in_person: 2 });
    expect(counts.bySession.get(other)).toEqual({ online: 0, in_person: 1 });
  });
});
