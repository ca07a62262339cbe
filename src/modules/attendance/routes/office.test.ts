/** The organiser's rooms and lists: secrets go in and never come out. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertAttendees, sessionIds } from '../../events/fixtures-people.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { eventsModule, linkToken, type RegistrationEvent } from '../../events/index.ts';
import { attendanceModule, recordAttendance, roomLink } from '../index.ts';

const SECRET = 'plantada-998877';
const ADDRESS = `https://sala.example.net/j/${SECRET}?pwd=abc`;
const PASSCODE = 'clave-plantada-12';

const site = useApp();
let event: RegistrationEvent;
let office: Visitor;
let one: string;
let two: string;
const href = (path: string) => `/admin/encuentros/salas-oficina/${path}`;

beforeAll(async () => {
  // Sessions of staff last hours, so the clock stands at the day from the beginning.
  site.setNow('2027-03-07T14:55:00Z');
  event = await insertEdition(site.deps.db, 'salas-oficina', { workshops: { dos: null, uno: null } });
  [two = '', one = ''] = await sessionIds(site.deps.db, event.id);
  office = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
});

describe('the rooms', () => {
  it('are set, kept when left empty, replaced and removed', async () => {
    const empty = readPage(await office.get(href('salas-virtuales')));
    expect(empty.$('table').text()).toContain('Sin sala');
    const blank = await office.post(href('salas-virtuales/encuentro'), { opens_minutes: '15' });
    expect(blank.statusCode).toBe(422);
    expect(readPage(blank).faults).toEqual(['Escriba la dirección de la sala.']);
    const saved = await office.post(href('salas-virtuales/encuentro'), {
      address: ADDRESS,
      passcode: PASSCODE,
      instructions: 'Micrófono apagado.',
      opens_minutes: '20',
    });
    expect(saved.headers.location).toBe(href('salas-virtuales?hecho=saved'));
    const page = await office.follow(saved);
    expect(readPage(page).$('main').text()).toContain('sala.example.net');
    expect(readPage(page).$('table').text()).toContain('La del encuentro');
    expect(readPage(page).$('table').text()).toContain('20 minutos antes');
    const form = await office.get(href('salas-virtuales/encuentro'));
    for (const body of [page.body, form.body]) {
      expect(body).not.toContain(SECRET);
      expect(body).not.toContain(PASSCODE);
    }
    await office.post(href('salas-virtuales/encuentro'), { opens_minutes: '5' });
    const [id = ''] = await insertAttendees(site.deps, event, 1);
    const path = (await roomLink(site.deps, { id }))?.replace('http://localhost:3000', '') ?? '';
    const guest = makeVisitor(site.app);
    const enter = () => guest.post(`${path}/entrar`, { session: one });
    expect((await enter()).headers.location).toBe(ADDRESS);
    await office.post(href(`salas-virtuales/${one}`), {
      address: 'https://otra.example.net/x',
      opens_minutes: '0',
    });
    expect((await enter()).headers.location).toBe(`${path}?hecho=not_open`);
    site.setNow('2027-03-07T15:00:00Z');
    expect((await enter()).headers.location).toBe('https://otra.example.net/x');
    await office.post(href(`salas-virtuales/${one}/quitar`));
    expect((await enter()).headers.location).toBe(ADDRESS);
  });

  it.each([
    ['http://zoom.us/j/1', 'La dirección debe empezar con https://.'],
    ['javascript:alert(1)', 'La dirección debe empezar con https://.'],
    [
      'https://zoom.us@malo.example/',
      'La dirección trae un nombre o contraseña antes de la arroba (@), lo que esconde a qué sitio lleva. Quite esa parte.',
    ],
  ])('refuse %s at the field', async (address, fault) => {
    const answer = await office.post(href(`salas-virtuales/${two}`), { address, opens_minutes: '15' });
    expect(answer.statusCode).toBe(422);
    const { $, faults } = readPage(answer);
    expect(faults).toEqual([fault]);
    expect($('.error-summary a').attr('href')).toBe('#f-address');
    expect($('#f-address').attr('value')).toBe(address);
  });

  it('are not of another edition', async () => {
    const other = await insertEdition(site.deps.db, 'otra-oficina', { workshops: { uno: null } });
    const [foreign = ''] = await sessionIds(site.deps.db, other.id);
    const answer = await office.post(href(`salas-virtuales/${foreign}`), {
      address: ADDRESS,
      opens_minutes: '15',
    });
    expect(answer.statusCode).toBe(404);
  });

  it('stand nowhere in clear: no table, page, mail, calendar, feed, list or log', async () => {
    await office.post(href('salas-virtuales/encuentro'), {
      address: ADDRESS,
      passcode: PASSCODE,
      opens_minutes: '15',
    });
    const [id = ''] = await insertAttendees(site.deps, event, 1);
    const token = linkToken(site.deps.vault, { id, link_version: 1 });
    const guest = makeVisitor(site.app);
    const room = (await roomLink(site.deps, { id }))?.replace('http://localhost:3000', '') ?? '';
    site.setNow('2027-03-07T15:10:00Z');
    const said: string[] = [];
    for (const path of [
      '/',
      '/encuentros/salas-oficina',
      '/encuentros/salas-oficina/programa',
      '/encuentros/salas-oficina/programa.ics',
      '/encuentros/salas-oficina/programa.json',
      '/encuentros/salas-oficina/programa.xml',
      '/encuentros/salas-oficina/sesiones/uno',
      '/encuentros/salas-oficina/historial',
      '/feed.xml',
      '/api/v1/events/salas-oficina',
      '/api/v1/events/salas-oficina/sessions',
      `/registro/${token}`,
      `/registro/${token}/calendario.ics`,
      room,
    ]) {
      const answer = await guest.get(path);
      said.push(answer.body, JSON.stringify(answer.headers));
    }
    expect((await guest.post(`${room}/entrar`, { session: one })).headers.location).toBe(ADDRESS);
    const after = await guest.get(room);
    expect(after.body).toContain('Su entrada quedó anotada.');
    said.push(after.body);
    for (const path of [
      '',
      '/historial',
      '/programa',
      '/inscripciones',
      '/asistencia',
      '/salas-virtuales',
      '/salas-virtuales/encuentro',
    ])
      said.push((await office.get(`/admin/encuentros/salas-oficina${path}`)).body);
    for (const path of ['asistencia/exportar', 'inscripciones/exportar'])
      said.push((await office.post(href(path))).body);
    for (const module of [eventsModule, attendanceModule])
      for (const spec of module.mails(site.deps))
        said.push(
          JSON.stringify(await spec.compose(id, { version: 1 }, site.deps.db).catch(() => undefined)) ?? '',
        );
    expect(said.filter((text) => text.includes(SECRET) || text.includes(PASSCODE))).toEqual([]);
    // The room is where it should be: whoever has the vault's key reads it.
    const tables = await sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
        and pg_table_is_visible(c.oid)`.execute(site.deps.db);
    expect(tables.rows.map((row) => row.name)).toContain('attendance_rooms');
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ hits: number }>`
        select count(*)::int as hits from ${sql.table(name)} x
        where x::text like ${`%${SECRET}%`} or x::text like ${`%${PASSCODE}%`} or x::text like '%sala.example.net%'
          or x::text like ${`%${Buffer.from(SECRET).toString('hex')}%`}`.execute(site.deps.db);
      expect([name, rows[0]?.hits]).toEqual([name, 0]);
    }
  });
});

describe('the attendance', () => {
  it('is listed by session and by pages, and exported', async () => {
    const other = await insertEdition(site.deps.db, 'lista', { workshops: { dos: null, uno: null } });
    const [, uno = ''] = await sessionIds(site.deps.db, other.id);
    const ids = await insertAttendees(site.deps, other, 60);
    const at = Temporal.Instant.from('2027-03-07T15:05:00Z');
    for (const [i, registrationId] of ids.slice(0, 55).entries())
      await withTransaction(site.deps.db, (trx) =>
        recordAttendance(trx, {
          eventId: other.id,
          sessionId: i < 3 ? uno : null,
          registrationId,
          via: i % 2 === 0 ? 'room' : 'door',
          at,
        }),
      );
    const { $ } = readPage(await office.get('/admin/encuentros/lista/asistencia'));
    expect(
      $('.stat-value')
        .toArray()
        .map((e) => $(e).text()),
    ).toEqual(['55', '60']);
    expect(
      $('table')
        .first()
        .find('tbody tr')
        .last()
        .find('td')
        .toArray()
        .map((e) => $(e).text()),
    ).toEqual(['7 mar 2027, 09:00', '2', '1']);
    expect($('#personas tbody tr')).toHaveLength(50);
    const next = $('a[rel=next]').attr('href') ?? '';
    expect(readPage(await office.get(next.split('#')[0] ?? '')).$('#personas tbody tr')).toHaveLength(5);
    const inSession = readPage(await office.get('/admin/encuentros/lista/asistencia?sesion=uno'));
    expect(inSession.$('#personas tbody tr')).toHaveLength(3);
    expect((await office.get('/admin/encuentros/lista/asistencia?sesion=nada')).statusCode).toBe(404);
    const file = await office.post('/admin/encuentros/lista/asistencia/exportar');
    const lines = file.body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(56);
    expect(lines[0]).toBe(
      '\uFEFFNombre,Correo,Organización,Sesión,Cómo,Primera señal,Última señal,Minutos en línea',
    );
    expect(lines).toContain(
      'Persona Ejemplo 1,persona1@ejemplo.test,,Taller uno,Sala virtual,2027-03-07 09:05,2027-03-07 09:05,0',
    );
  });

  it('is for those who may read it', async () => {
    const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    expect((await editor.get(href('asistencia'))).statusCode).toBe(403);
    expect((await editor.post(href('asistencia/exportar'))).statusCode).toBe(403);
    const { $ } = readPage(await editor.get(href('salas-virtuales')));
    expect(
      $('nav a')
        .toArray()
        .map((e) => $(e).text()),
    ).not.toContain('Asistencia');
  });
});
