/** What entering leaves: minutes, browsers, notes; and how it goes. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { notesOn } from '../../../platform/additions.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { insertAttendees, sessionIds } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { enterRoom } from '../commands/enter.ts';
import { ADDRESS, pathOf, sessionsOf, setRoom, SYSTEM } from '../fixtures.ts';
import { browserHash } from '../guest.ts';
import { attendanceModule, countAttendance, roomLink } from '../index.ts';

const site = useApp();
let event: RegistrationEvent;
/** 9:00–10:00 and 9:30–10:30 in Guatemala. */
let first: string;
let second: string;

const at = (time: string) => Temporal.Instant.from(`2027-03-07T${time}:00Z`);

async function person(of = event): Promise<{ id: string; path: string }> {
  const [id = ''] = await insertAttendees(site.deps, of, 1);
  return { id, path: await pathOf(site.deps, id) };
}

beforeAll(async () => {
  event = await insertEdition(site.deps.db, 'presencia', {
    workshops: { uno: null, dos: null, limitado: 5 },
  });
  [second = '', , first = ''] = await sessionIds(site.deps.db, event.id);
  await site.deps.db
    .updateTable('event_sessions')
    .set({ starts_at: at('15:30'), ends_at: at('16:30') })
    .where('id', '=', second)
    .execute();
  await setRoom(site.deps, event.id, null);
});

beforeEach(() => site.setNow(at('14:50')));

describe('minutes', () => {
  it('count once a minute by the server’s clock, while the session runs', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    await visitor.post(`${path}/entrar`, { session: first });
    const sign = async (time: string) => {
      site.setNow(`2027-03-07T${time}Z`);
      return (await visitor.post(`${path}/sigo`)).headers.location;
    };
    // Before the beginning there is nothing to count.
    expect(await sign('14:59:59')).toBe(`${path}?hecho=not_here`);
    expect(await sign('15:00:00')).toBe(`${path}?hecho=here`);
    await Promise.all(Array.from({ length: 20 }, () => sign('15:00:30')));
    expect(await sessionsOf(site.deps, id)).toEqual([{ session_id: first, via: 'room', minutes: 1 }]);
    await sign('15:01:00');
    await sign('15:07:00');
    expect((await sessionsOf(site.deps, id))[0]?.minutes).toBe(3);
    // A clock that went back adds nothing.
    await sign('15:06:00');
    expect((await sessionsOf(site.deps, id))[0]?.minutes).toBe(3);
    expect(await sign('16:00:00')).toBe(`${path}?hecho=not_here`);
  });

  it('never exceed the hours of the session, and belong to the one entered last', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    site.setNow(at('15:00'));
    await visitor.post(`${path}/entrar`, { session: first });
    for (let minute = 0; minute < 40; minute++) {
      site.setNow(at('15:00').add({ minutes: minute }));
      await visitor.post(`${path}/sigo`);
    }
    site.setNow(at('15:40'));
    await visitor.post(`${path}/entrar`, { session: second });
    for (let minute = 40; minute < 60; minute++) {
      site.setNow(at('15:00').add({ minutes: minute }));
      await visitor.post(`${path}/sigo`);
    }
    expect(await sessionsOf(site.deps, id)).toEqual([
      { session_id: first, via: 'room', minutes: 40 },
      { session_id: second, via: 'room', minutes: 20 },
    ]);
    await site.deps.db
      .updateTable('attendance_sessions')
      .set({ minutes: 60 })
      .where('registration_id', '=', id)
      .where('session_id', '=', second)
      .execute();
    site.setNow(at('16:10'));
    await visitor.post(`${path}/sigo`);
    expect((await sessionsOf(site.deps, id))[1]?.minutes).toBe(60);
  });

  it('need the browser that entered', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    await visitor.post(`${path}/entrar`, { session: first });
    site.setNow(at('15:10'));
    const stranger = makeVisitor(site.app);
    await stranger.get(path);
    expect((await stranger.post(`${path}/sigo`)).headers.location).toBe(`${path}?hecho=not_here`);
    expect((await sessionsOf(site.deps, id))[0]?.minutes).toBe(0);
  });
});

describe('a link passed on', () => {
  it('closes at the fourth browser, tells the mailbox once, and opens with the new link', async () => {
    const { id, path } = await person();
    const browsers = Array.from({ length: 6 }, () => makeVisitor(site.app));
    const enter = async (n: number, to = path) => browsers[n]?.post(`${to}/entrar`, { session: first });
    for (const n of [0, 1, 2]) expect((await enter(n))?.headers.location).toBe(ADDRESS);
    // Again from a known one: nothing new.
    expect((await enter(0))?.headers.location).toBe(ADDRESS);
    const fourth = await enter(3);
    expect(fourth?.statusCode).toBe(410);
    expect(fourth && readPage(fourth).title).toBe('Este enlace ya no sirve');
    // Void for all, the first included; nobody's name stands there.
    expect((await enter(0))?.statusCode).toBe(410);
    const shown = await browsers[4]?.get(path);
    expect(shown?.statusCode).toBe(410);
    expect(shown?.body).not.toContain('Persona Ejemplo');
    const mails = await site.deps.db
      .selectFrom('mails')
      .select(['kind', 'data'])
      .where('subject_id', '=', id)
      .execute();
    expect(mails).toEqual([{ kind: 'attendance.new_room_link', data: { version: 2 } }]);
    const [spec] = attendanceModule.mails(site.deps);
    const mail = await spec?.compose(id, { version: 2 }, site.deps.db);
    const next = await pathOf(site.deps, id);
    expect(next).not.toBe(path);
    expect(mail?.to.address).toBe('persona1@ejemplo.test');
    expect(mail?.text).toContain(`http://localhost:3000${next}`);
    expect(mail?.text).not.toContain(ADDRESS);
    expect((await enter(0, next))?.headers.location).toBe(ADDRESS);
    const closed = await site.deps.db
      .selectFrom('attendance_links')
      .select(['version', 'closed_at'])
      .where('registration_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(closed).toEqual({ version: 2, closed_at: at('14:50') });
  });

  it('lets exactly three of thirty browsers in, all at one moment', async () => {
    const { id, path } = await person();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => makeVisitor(site.app).post(`${path}/entrar`, { session: first })),
    );
    expect(answers.filter((a) => a.headers.location === ADDRESS)).toHaveLength(3);
    expect(answers.filter((a) => a.statusCode === 410)).toHaveLength(27);
    const mails = await site.deps.db.selectFrom('mails').select('id').where('subject_id', '=', id).execute();
    expect(mails).toHaveLength(1);
  });

  it('would let more in without the lock', async () => {
    // The same count without `for update`: all see none before them.
    const { id } = await person();
    const rows = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        site.deps.db.transaction().execute(async (trx) => {
          const before = await trx
            .selectFrom('attendance_browsers')
            .select('version')
            .where('registration_id', '=', id)
            .execute();
          await new Promise((resolve) => setTimeout(resolve, 50));
          return before.length < 3 ? i : undefined;
        }),
      ),
    );
    expect(rows.filter((row) => row !== undefined)).toHaveLength(8);
    const now = site.deps.now();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        withTransaction(site.deps.db, (trx) =>
          enterRoom(trx, {
            actor: SYSTEM,
            now,
            registrationId: id,
            eventId: event.id,
            sessionId: first,
            browserHash: browserHash(site.deps.vault, id, `b${i}`),
            roomVersion: 1,
          }),
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'entered')).toHaveLength(3);
  });

  it('goes with the link of the registration', async () => {
    const { id, path } = await person();
    await site.deps.db
      .updateTable('event_registrations')
      .set({ link_version: 2 })
      .where('id', '=', id)
      .execute();
    expect((await makeVisitor(site.app).get(path)).statusCode).toBe(404);
    expect((await makeVisitor(site.app).get(await pathOf(site.deps, id))).statusCode).toBe(200);
  });
});

describe('what is known elsewhere', () => {
  it('stands as a note on one’s own registration, until it is over', async () => {
    const { id, path } = await person();
    const t = translator('es');
    const about = { id, t, lang: 'es' as const, now: site.deps.now() };
    const room = (notes: Awaited<ReturnType<typeof notesOn>>) =>
      notes.filter((n) => n.title === 'Salas virtuales');
    expect(room(await notesOn(site.deps, 'event_registration', about))[0]?.links).toEqual([
      { href: path, label: 'Abrir mis salas' },
    ]);
    expect(await roomLink(site.deps, { id })).toBe(`http://localhost:3000${path}`);
    const after = { ...about, now: Temporal.Instant.from('2027-03-09T00:00:00Z') };
    expect(room(await notesOn(site.deps, 'event_registration', after))).toEqual([]);
  });

  it('is exported, erased and purged, and again finds nothing', async () => {
    const other = await insertEdition(site.deps.db, 'purga', { workshops: { uno: null } });
    const [uno = ''] = await sessionIds(site.deps.db, other.id);
    await setRoom(site.deps, other.id, null);
    const [a, b] = [await person(other), await person(other)];
    for (const { path } of [a, b]) await makeVisitor(site.app).post(`${path}/entrar`, { session: uno });
    const kept = attendanceModule.adds?.kept?.find((k) => k.name === 'attendance.presence');
    expect(await kept?.exportOne?.(site.deps.db, a.id, site.deps)).toEqual({
      arrived: { via: 'room', at: '2027-03-07T14:50:00Z' },
      sessions: [
        {
          title: 'Taller uno',
          via: 'room',
          first_at: '2027-03-07T14:50:00Z',
          last_at: '2027-03-07T14:50:00Z',
          minutes: 0,
        },
      ],
      browsers: [{ first_at: '2027-03-07T14:50:00Z' }],
    });
    await withTransaction(site.deps.db, async (trx) => kept?.eraseOne?.(trx, a.id, site.deps));
    expect(await kept?.exportOne?.(site.deps.db, a.id, site.deps)).toBeUndefined();
    expect((await countAttendance(site.deps.db, other.id)).people).toBe(1);
    const purge = () => withTransaction(site.deps.db, async (trx) => kept?.purge(trx, other.id, site.deps));
    expect(await purge()).toEqual({
      attendance_browsers: 1,
      attendance_links: 1,
      attendance_sessions: 1,
      attendance_people: 1,
      attendance_rooms: 1,
    });
    expect(Object.values((await purge()) ?? {})).toEqual([0, 0, 0, 0, 0]);
  });
});
