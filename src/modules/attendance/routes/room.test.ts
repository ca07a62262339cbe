/** The personal page of the rooms: who gets in, when, and where to. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { insertAttendees, sessionIds } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { linkToken, type RegistrationEvent } from '../../events/index.ts';
import { ADDRESS, countBrowsers, PASSCODE, pathOf, sessionsOf, setRoom } from '../fixtures.ts';
import { attendanceOf, roomLink } from '../index.ts';

const site = useApp();
let event: RegistrationEvent;
/** 9:00–10:00 in Guatemala. */
let first: string;

const at = (time: string) => Temporal.Instant.from(`2027-03-07T${time}:00Z`);

async function person(of = event): Promise<{ id: string; path: string }> {
  const [id = ''] = await insertAttendees(site.deps, of, 1);
  return { id, path: await pathOf(site.deps, id) };
}

beforeAll(async () => {
  event = await insertEdition(site.deps.db, 'salas', { workshops: { uno: null, dos: null, limitado: 5 } });
  [, , first = ''] = await sessionIds(site.deps.db, event.id);
  await setRoom(site.deps, event.id, null);
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
    expect(await sessionsOf(site.deps, id)).toEqual([{ session_id: first, via: 'room', minutes: 0 }]);
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
    expect(await countBrowsers(site.deps, id)).toBe(1);
  });

  it('counts two presses as one browser and one arrival', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    await visitor.get(path);
    const both = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => visitor.post(`${path}/entrar`, { session: first })),
    );
    expect(both.map((answer) => answer.headers.location)).toEqual(Array.from({ length: 6 }, () => ADDRESS));
    expect(await countBrowsers(site.deps, id)).toBe(1);
    expect(await sessionsOf(site.deps, id)).toHaveLength(1);
  });

  it('shows password and instructions only to who asks for them while it is open', async () => {
    const { id, path } = await person();
    const visitor = makeVisitor(site.app);
    expect((await visitor.get(path)).body).not.toContain(PASSCODE);
    const shown = await visitor.post(`${path}/entrar`, { session: first, show: 'yes' });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain(PASSCODE);
    expect(shown.body).not.toContain('sala-secreta');
    expect(await sessionsOf(site.deps, id)).toEqual([]);
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
    expect(opens.text()).toBe('08:45');
    expect($('.schedule-day h2').text()).toBe('Hoy, domingo, 7 de marzo de 2027');
    expect($('main').text()).toContain('Hora de Guatemala, GMT-6.');
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
    await setRoom(site.deps, other.id, null);
    await setRoom(site.deps, other.id, dos, 'https://otra.example.net/sala');
    const { path } = await person(other);
    const visitor = makeVisitor(site.app);
    expect((await visitor.post(`${path}/entrar`, { session: uno })).headers.location).toBe(ADDRESS);
    expect((await visitor.post(`${path}/entrar`, { session: dos })).headers.location).toBe(
      'https://otra.example.net/sala',
    );
  });

  it('opens the room of an edition without programme for the edition', async () => {
    const other = await insertEdition(site.deps.db, 'sin-programa');
    await setRoom(site.deps, other.id, null);
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
    await setRoom(site.deps, other.id, null);
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
