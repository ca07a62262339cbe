/** The personal page of the rooms: who gets in, when, where to, and what is noted. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { notesOn } from '../../../platform/additions.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { insertAttendees, sessionIds } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { linkToken, openPerson, type RegistrationEvent } from '../../events/index.ts';
import { enterRoom } from '../commands/enter.ts';
import { saveRoom } from '../commands/rooms.ts';
import { browserHash, roomToken } from '../guest.ts';
import { attendanceModule, attendanceOf, countAttendance, roomLink } from '../index.ts';
import { findGuest } from '../queries/rooms.ts';

const ADDRESS = 'https://sala-secreta.example.net/j/998877?pwd=plantada';
const PASSCODE = 'contrasena-plantada';
const site = useApp();
const actor = { kind: 'system', what: 'test' } as const;

let event: RegistrationEvent;
/** 9:00–10:00 and 9:30–10:30 in Guatemala. */
let first: string;
let second: string;

const at = (time: string) => Temporal.Instant.from(`2027-03-07T${time}:00Z`);

async function setRoom(eventId: string, sessionId: string | null, address = ADDRESS): Promise<void> {
  const secrets = { address, passcode: PASSCODE, instructions: 'Micrófono apagado.' };
  await withTransaction(site.deps.db, (trx) =>
    saveRoom(
      trx,
      { actor, vault: site.deps.vault, now: site.deps.now() },
      {
        eventId,
        sessionId,
        secrets,
        opensMinutes: 15,
      },
    ),
  );
}

async function person(of = event): Promise<{ id: string; path: string }> {
  const [id = ''] = await insertAttendees(site.deps, of, 1);
  return { id, path: await pathOf(id) };
}

async function pathOf(id: string): Promise<string> {
  const guest = await findGuest(site.deps.db, id);
  if (!guest) throw new Error('no such person');
  return `/sala/${roomToken(site.deps.vault, guest)}`;
}

const sessionsOf = async (id: string) =>
  site.deps.db
    .selectFrom('attendance_sessions')
    .select(['session_id', 'via', 'minutes'])
    .where('registration_id', '=', id)
    .orderBy('first_at')
    .execute();

const countBrowsers = async (id: string) =>
  (
    await site.deps.db
      .selectFrom('attendance_browsers')
      .select('version')
      .where('registration_id', '=', id)
      .execute()
  ).length;

beforeAll(async () => {
  event = await insertEdition(site.deps.db, 'salas', { workshops: { uno: null, dos: null, limitado: 5 } });
  let limited: string;
  [second = '', limited = '', first = ''] = await sessionIds(site.deps.db, event.id);
  await site.deps.db
    .updateTable('event_sessions')
    .set({ starts_at: at('15:30'), ends_at: at('16:30') })
    .where('id', '=', second)
    .execute();
  await site.deps.db
    .updateTable('event_sessions')
    .set({ title: 'Taller con cupo' })
    .where('id', '=', limited)
    .execute();
  await setRoom(event.id, null);
});

beforeEach(() => site.setNow(at('14:50')));

describe('entering', () => {
  it('leads to the room, notes the attendance, and tells the room nothing', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    const page = await visitor.get(path);
    expect(page.statusCode).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).toContain("form-action 'self' https:;");
    const form = readPage(page).$(`form[action="${path}/entrar"][target=_blank][rel=noopener]`).first();
    expect(form.find('button').text()).toBe('Entrar a la sala Taller uno');
    const entered = await visitor.post(`${path}/entrar`, { session: first });
    expect(entered.statusCode).toBe(303);
    expect(entered.headers.location).toBe(ADDRESS);
    expect(entered.headers['referrer-policy']).toBe('no-referrer');
    expect(entered.body).not.toContain('sala-secreta');
    expect(await sessionsOf(id)).toEqual([{ session_id: first, via: 'room', minutes: 0 }]);
    expect((await attendanceOf(site.deps.db, id)).arrivedAt).toEqual(at('14:50'));
    expect(
      readPage(await visitor.get(path))
        .$('main')
        .text(),
    ).toContain('Su entrada quedó anotada.');
  });

  it('works for a client that never saw the page', async () => {
    const { id, path } = await person();
    const entered = await makeVisitor(site.app).post(`${path}/entrar`, { session: first });
    expect(entered.headers.location).toBe(ADDRESS);
    expect(await countBrowsers(id)).toBe(1);
  });

  it('counts two presses as one browser and one arrival', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    await visitor.get(path);
    const both = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => visitor.post(`${path}/entrar`, { session: first })),
    );
    expect(both.map((answer) => answer.headers.location)).toEqual(Array.from({ length: 6 }, () => ADDRESS));
    expect(await countBrowsers(id)).toBe(1);
    expect(await sessionsOf(id)).toHaveLength(1);
  });

  it('shows password and instructions only to who asks for them while it is open', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    expect((await visitor.get(path)).body).not.toContain(PASSCODE);
    const shown = await visitor.post(`${path}/entrar`, { session: first, show: 'yes' });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain(PASSCODE);
    expect(shown.body).not.toContain('sala-secreta');
    expect(await sessionsOf(id)).toEqual([]);
    site.setNow(at('14:30'));
    const early = await visitor.post(`${path}/entrar`, { session: first, show: 'yes' });
    expect(early.headers.location).toBe(`${path}?hecho=not_open`);
  });

  it('says from when, in the zone of the edition and with what a script needs for the reader’s', async () => {
    const { id, path } = await person();
    site.setNow('2027-03-07T14:44:59.999Z');
    const visitor = makeVisitor(site.app);
    const { $ } = readPage(await visitor.get(path));
    const opens = $('.slot').first().find('.slot-body time');
    expect(opens.text()).toBe('domingo, 7 de marzo de 2027, 08:45, hora de Guatemala, GMT-6');
    expect([opens.attr('datetime'), opens.attr('data-local')]).toEqual([
      '2027-03-07T14:45:00Z',
      'America/Guatemala',
    ]);
    expect($('form[target=_blank]')).toHaveLength(0);
    expect($('[data-room]').attr('data-changes-in')).toBe('1');
    const refused = await visitor.post(`${path}/entrar`, { session: first });
    expect(refused.headers.location).toBe(`${path}?hecho=not_open`);
    expect(readPage(await visitor.follow(refused)).notices).toEqual([
      'Esta sala no está abierta en este momento',
    ]);
    expect(await attendanceOf(site.deps.db, id)).toEqual({ arrivedAt: null, sessions: [] });
    site.setNow('2027-03-07T14:45:00Z');
    expect((await visitor.post(`${path}/entrar`, { session: first })).headers.location).toBe(ADDRESS);
    site.setNow('2027-03-07T16:15:00Z');
    expect((await visitor.post(`${path}/entrar`, { session: first })).headers.location).toBe(
      `${path}?hecho=not_open`,
    );
  });

  it('prefers the room of the session', async () => {
    const other = await insertEdition(site.deps.db, 'salas-propias', { workshops: { uno: null, dos: null } });
    const [dos = '', uno = ''] = await sessionIds(site.deps.db, other.id);
    await setRoom(other.id, null);
    await setRoom(other.id, dos, 'https://otra.example.net/sala');
    const { path } = await person(other);
    const visitor = makeVisitor(site.app);
    expect((await visitor.post(`${path}/entrar`, { session: uno })).headers.location).toBe(ADDRESS);
    expect((await visitor.post(`${path}/entrar`, { session: dos })).headers.location).toBe(
      'https://otra.example.net/sala',
    );
  });

  it('opens the room of an edition without programme for the edition', async () => {
    const other = await insertEdition(site.deps.db, 'sin-programa');
    await setRoom(other.id, null);
    const { id, path } = await person(other);
    site.setNow('2027-03-07T13:45:00Z');
    const visitor = makeVisitor(site.app);
    const { $ } = readPage(await visitor.get(path));
    expect($('input[name=session]').first().attr('value')).toBe('encuentro');
    expect((await visitor.post(`${path}/entrar`, { session: 'encuentro' })).headers.location).toBe(ADDRESS);
    expect(await attendanceOf(site.deps.db, id)).toEqual({
      arrivedAt: Temporal.Instant.from('2027-03-07T13:45:00Z'),
      sessions: [],
    });
  });
});

describe('nobody else', () => {
  it.each([
    ['pending', 'Su inscripción aún no está confirmada'],
    ['awaiting_approval', 'Su inscripción aún no está confirmada'],
    ['waitlisted', 'Está en lista de espera'],
    ['cancelled', 'Su inscripción está cancelada'],
  ] as const)('%s: said plainly', async (state, words) => {
    const { id, path } = await person();
    await site.deps.db
      .updateTable('event_registrations')
      .set({ state, holds_place: false, ...(state === 'pending' && { address_confirmed_at: null }) })
      .where('id', '=', id)
      .execute();
    const visitor = makeVisitor(site.app);
    expect(readPage(await visitor.get(path)).notices).toEqual([words]);
    const refused = await visitor.post(`${path}/entrar`, { session: first });
    expect(refused.headers.location).toBe(`${path}?hecho=not_open`);
    expect(await attendanceOf(site.deps.db, id)).toEqual({ arrivedAt: null, sessions: [] });
    expect(await roomLink(site.deps, { id })).toBeUndefined();
  });

  it('with a link of another edition, of the registration, or of nobody', async () => {
    const other = await insertEdition(site.deps.db, 'ajena', { workshops: { uno: null } });
    const stranger = await person(other);
    const visitor = makeVisitor(site.app);
    const answer = await visitor.post(`${stranger.path}/entrar`, { session: first });
    expect(answer.headers.location).toBe(`${stranger.path}?hecho=not_open`);
    const own = linkToken(site.deps.vault, { id: stranger.id, link_version: 1 });
    expect((await visitor.get(`/sala/${own}`)).statusCode).toBe(404);
    expect((await visitor.get(`/registro/${stranger.path.slice('/sala/'.length)}`)).statusCode).toBe(404);
    expect((await visitor.get('/sala/nada')).statusCode).toBe(404);
    expect((await visitor.post(`${stranger.path}/entrar`, { session: 'x' })).statusCode).toBe(400);
  });

  it('into a workshop with places, without one', async () => {
    const { id, path } = await person();
    const [, limited = ''] = await sessionIds(site.deps.db, event.id);
    const visitor = makeVisitor(site.app);
    expect((await visitor.post(`${path}/entrar`, { session: limited })).headers.location).toBe(
      `${path}?hecho=not_open`,
    );
    await site.deps.db
      .insertInto('event_workshop_places')
      .values({ registration_id: id, session_id: limited, state: 'held', held_until: null })
      .execute();
    expect((await visitor.post(`${path}/entrar`, { session: limited })).headers.location).toBe(ADDRESS);
  });

  it('into a cancelled session, or a postponed edition', async () => {
    const other = await insertEdition(site.deps.db, 'movida', { workshops: { uno: null } });
    const [uno = ''] = await sessionIds(site.deps.db, other.id);
    await setRoom(other.id, null);
    const { path } = await person(other);
    const visitor = makeVisitor(site.app);
    const session = site.deps.db.updateTable('event_sessions').where('id', '=', uno);
    await session.set({ status: 'cancelled', status_note: 'La ponente no puede.' }).execute();
    const { $ } = readPage(await visitor.get(path));
    expect($('.slot').text()).toContain('Cancelada');
    expect($('.slot').text()).toContain('La ponente no puede.');
    expect((await visitor.post(`${path}/entrar`, { session: uno })).headers.location).toBe(
      `${path}?hecho=not_open`,
    );
    await session.set({ status: 'scheduled' }).execute();
    await site.deps.db
      .updateTable('events')
      .set({ status: 'postponed', status_note: 'Nueva fecha pronto.' })
      .where('id', '=', other.id)
      .execute();
    expect(readPage(await visitor.get(path)).notices).toEqual(['El encuentro fue aplazado']);
    expect((await visitor.post(`${path}/entrar`, { session: uno })).headers.location).toBe(
      `${path}?hecho=not_open`,
    );
  });
});

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
    expect(await sessionsOf(id)).toEqual([{ session_id: first, via: 'room', minutes: 1 }]);
    await sign('15:01:00');
    await sign('15:07:00');
    expect((await sessionsOf(id))[0]?.minutes).toBe(3);
    // A clock that went back adds nothing.
    await sign('15:06:00');
    expect((await sessionsOf(id))[0]?.minutes).toBe(3);
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
    expect(await sessionsOf(id)).toEqual([
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
    expect((await sessionsOf(id))[1]?.minutes).toBe(60);
  });

  it('need the browser that entered', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    await visitor.post(`${path}/entrar`, { session: first });
    site.setNow(at('15:10'));
    const stranger = makeVisitor(site.app);
    await stranger.get(path);
    expect((await stranger.post(`${path}/sigo`)).headers.location).toBe(`${path}?hecho=not_here`);
    expect((await sessionsOf(id))[0]?.minutes).toBe(0);
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
    const next = await pathOf(id);
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
            actor,
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
    expect((await makeVisitor(site.app).get(await pathOf(id))).statusCode).toBe(200);
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
    await setRoom(other.id, null);
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
    const name = openPerson(
      site.deps.vault,
      b.id,
      (
        await site.deps.db
          .selectFrom('event_registrations')
          .select('sealed')
          .where('id', '=', b.id)
          .executeTakeFirstOrThrow()
      ).sealed,
    ).name;
    expect(name).toBe('Persona Ejemplo 1');
  });
});
