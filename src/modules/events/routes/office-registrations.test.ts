import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import readXlsx from 'read-excel-file/node';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { countPlaces, insertEdition, registering } from '../fixtures.ts';
import type { Person } from '../person.ts';
import { findRegistrationEvent } from '../queries/registrations.ts';

const site = useApp();
const BASE = '/admin/encuentros/puertas/inscripciones';
let facilitator: Visitor;
let editor: Visitor;
let eventId = '';

async function register(person: Person): Promise<string> {
  const event = await findRegistrationEvent(site.deps.db, { id: eventId });
  if (!event) throw new Error('no edition');
  const done = await withTransaction(site.deps.db, (trx) =>
    registerPerson(
      trx,
      { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
      event,
      registering(1, { person }),
    ),
  );
  return done.ok ? done.id : '';
}

const state = async (id: string) =>
  (
    await site.deps.db
      .selectFrom('event_registrations')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).state;

const names = async (query: string) => {
  const { $ } = readPage(await facilitator.get(`${BASE}${query}`));
  return $('tbody th')
    .map((_, e) => $(e).text())
    .get();
};

let ana = '';
let bruno = '';

beforeAll(async () => {
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  const event = await insertEdition(site.deps.db, 'puertas', {
    event: { approval: true, confirm_email: false },
    places: { capacity_total: 2 },
  });
  eventId = event.id;
  await site.deps.db
    .insertInto('event_questions')
    .values({
      event_id: eventId,
      key: 'dieta',
      label: '¿Qué come?',
      type: 'one_of',
      options: sql`'[{"value":"todo","label":"De todo"},{"value":"vegetal","label":"Solo plantas"}]'::jsonb`,
      shown_when: null,
    })
    .execute();
  ana = await register({
    name: 'Ána Ejemplo',
    email: 'ana@ejemplo.test',
    organization: 'Casa Abierta',
    country: 'Guatemala',
    answers: { dieta: 'vegetal' },
  });
  bruno = await register({
    name: '=HYPERLINK("http://malo","x")',
    email: 'bruno@ejemplo.test',
    organization: '<img src=x onerror=alert(1)>',
    answers: { dieta: 'todo', vieja: 'ya no' },
  });
});

describe('who comes', () => {
  it('is found by part of the name, organisation or address, blind to case and accents', async () => {
    expect(await names('')).toEqual(['=HYPERLINK("http://malo","x")', 'Ána Ejemplo']);
    expect(await names('?q=ANA+ejem')).toEqual(['Ána Ejemplo']);
    expect(await names('?q=casa')).toEqual(['Ána Ejemplo']);
    expect(await names('?q=bruno%40')).toEqual(['=HYPERLINK("http://malo","x")']);
    expect(await names('?q=ANA%40Ejemplo.Test')).toEqual(['Ána Ejemplo']);
    expect(await names('?q=nadie')).toEqual([]);
    expect(await names('?estado=awaiting_approval')).toHaveLength(2);
    expect(await names('?estado=confirmed')).toEqual([]);
    expect(await names('?estado=%27%3B--&taller=x&antes=y')).toHaveLength(2);
  });

  it('is shown as typed, and runs nothing', async () => {
    const answer = await facilitator.get(BASE);
    expect(answer.body).not.toContain('<img src=x');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is paged by key', async () => {
    const other = await insertEdition(site.deps.db, 'muchas', {});
    const before = eventId;
    eventId = other.id;
    for (let n = 0; n < 53; n++)
      await register({ name: `Persona ${n}`, email: `p${n}@ejemplo.test`, answers: {} });
    eventId = before;
    const first = readPage(await facilitator.get('/admin/encuentros/muchas/inscripciones'));
    expect(first.$('tbody tr')).toHaveLength(50);
    const next = first.$('a[rel=next]').attr('href') ?? '';
    const second = readPage(await facilitator.get(next));
    expect(
      second
        .$('tbody th')
        .map((_, e) => second.$(e).text())
        .get(),
    ).toEqual(['Persona 2', 'Persona 1', 'Persona 0']);
    const found = readPage(await facilitator.get('/admin/encuentros/muchas/inscripciones?q=persona'));
    expect(found.$('tbody tr')).toHaveLength(50);
    expect(
      readPage(await facilitator.get(found.$('a[rel=next]').attr('href') ?? '')).$('tbody tr'),
    ).toHaveLength(3);
  });

  it('is counted by state, day and answer', async () => {
    const { $ } = readPage(await facilitator.get(`${BASE}/numeros`));
    const bars = $('.bar-list')
      .map(
        (_, e) =>
          $(e).find('caption').text() +
          ': ' +
          $(e)
            .find('tbody tr')
            .map((__, r) => `${$(r).find('th').text()} ${$(r).find('td').text()}`)
            .get()
            .join(', '),
      )
      .get();
    expect(bars).toContain('Por estado: En espera de aprobación 2');
    expect(bars).toContain('¿Qué come? (2 respuestas): De todo 1, Solo plantas 1');
    expect(bars).toContain('País (1 respuesta): Guatemala 1');
  });
});

describe('one person', () => {
  it('shows everything said, also what is no longer asked', async () => {
    const { $, title } = readPage(await facilitator.get(`${BASE}/${bruno}`));
    expect(title).toBe('=HYPERLINK("http://malo","x")');
    const said = $('dt')
      .map((_, e) => `${$(e).text()}: ${$(e).next('dd').text()}`)
      .get();
    expect(said).toContain('¿Qué come?: De todo');
    expect(said).toContain('Ya no se pregunta: vieja: ya no');
    expect($('title').text()).not.toContain('HYPERLINK');
  });

  it('is approved, and declined after a page that asks', async () => {
    expect((await facilitator.post(`${BASE}/${ana}/aprobar`)).headers.location).toBe(
      `${BASE}/${ana}?hecho=person_aprobar`,
    );
    expect(await state(ana)).toBe('confirmed');
    const ask = readPage(await facilitator.get(`${BASE}/${bruno}/rechazar`));
    expect(ask.title).toBe('No aprobar');
    expect(await state(bruno)).toBe('awaiting_approval');
    const long = await facilitator.post(`${BASE}/${bruno}/rechazar`, { reason: 'x'.repeat(501) });
    expect([long.statusCode, readPage(long).$('.error-summary a').attr('href')]).toEqual([422, '#f-reason']);
    const answer = await facilitator.post(`${BASE}/${bruno}/rechazar`, { reason: 'Motivo secreto' });
    expect(answer.headers.location).toBe(`${BASE}/${bruno}?hecho=person_rechazar`);
    expect(await state(bruno)).toBe('declined');
    expect(
      readPage(await facilitator.follow(answer))
        .$('main')
        .text(),
    ).toContain('Motivo secreto');
  });

  it('gives its place to the next and stands last in line', async () => {
    const event = await insertEdition(site.deps.db, 'fila', {
      event: { confirm_email: false },
      places: { capacity_total: 1 },
      workshops: { uno: 1 },
    });
    const workshop = event.workshops[0]?.id ?? '';
    const add = (n: number) =>
      withTransaction(site.deps.db, (trx) =>
        registerPerson(
          trx,
          { actor: { kind: 'anonymous' }, vault: site.deps.vault, now: site.deps.now() },
          event,
          registering(n, { workshops: [workshop] }),
        ),
      );
    const [first, second] = [await add(1), await add(2)];
    const id = first.ok ? first.id : '';
    const next = second.ok ? second.id : '';
    const list = '/admin/encuentros/fila/inscripciones';
    expect((await facilitator.post(`${list}/${id}/esperar`)).headers.location).toBe(
      `${list}/${id}?hecho=person_esperar`,
    );
    expect([await state(id), await state(next)]).toEqual(['waitlisted', 'offered']);
    const places = await countPlaces(site.deps.db, event.id);
    expect(places).toEqual({ counted: 1, held: 1, workshops: [{ counted: 0, held: 0 }] });
    const rows = await site.deps.db
      .selectFrom('event_registrations')
      .select('id')
      .where('event_id', '=', event.id)
      .orderBy('position')
      .execute();
    expect(rows.map((r) => r.id)).toEqual([next, id]);
    const wanted = await site.deps.db
      .selectFrom('event_workshop_places')
      .select('state')
      .where('registration_id', '=', id)
      .execute();
    expect(wanted).toEqual([{ state: 'wanted' }]);
  });

  it('cannot be moved where its state does not allow', async () => {
    const answer = await facilitator.post(`${BASE}/${bruno}/aprobar`);
    expect(answer.headers.location).toBe(`${BASE}/${bruno}?hecho=not_possible`);
    expect(await state(bruno)).toBe('declined');
  });

  it('of another edition is not found here', async () => {
    expect((await facilitator.get(`/admin/encuentros/muchas/inscripciones/${ana}`)).statusCode).toBe(404);
    expect(
      (await facilitator.post(`/admin/encuentros/muchas/inscripciones/${ana}/cancelar`)).statusCode,
    ).toBe(404);
    expect((await facilitator.get(`${BASE}/no-es-un-id`)).statusCode).toBe(404);
  });

  it('whose mailbox refused a mail is marked', async () => {
    await site.deps.db
      .updateTable('event_registrations')
      .set({ mail_refused_at: site.deps.now() })
      .where('id', '=', ana)
      .execute();
    expect(readPage(await facilitator.get(`${BASE}/${ana}`)).notices).toContain(
      'El correo rechazó un mensaje',
    );
    expect(
      readPage(await facilitator.get(BASE))
        .$('tbody')
        .text(),
    ).toContain('Correo rechazado');
  });

  it('whose data cannot be opened is still there', async () => {
    const id = await register({ name: 'Clara Ejemplo', email: 'clara@ejemplo.test', answers: {} });
    await sql`update event_registrations set sealed = set_byte(sealed, 40, (get_byte(sealed, 40) + 1) % 256) where id = ${id}`.execute(
      site.deps.db,
    );
    expect(await names('')).toContain('(no se puede leer)');
    expect((await facilitator.get(`${BASE}/${id}`)).statusCode).toBe(200);
    await facilitator.post(`${BASE}/${id}/cancelar`);
    expect(await state(id)).toBe('cancelled');
  });
});

it('the page that cancels an edition counts those who will be told', async () => {
  const { notices } = readPage(
    await makeVisitor(site.app, editor.cookie()).get('/admin/encuentros/fila/cancelar'),
  );
  expect(notices).toContain('Se avisará por correo a 2 personas');
});

describe('adding by hand', () => {
  const form = { name: 'Delia Ejemplo', email: 'delia@ejemplo.test', 'answers.dieta': 'todo' };

  it('registers with the address taken as known, or asks for its confirmation', async () => {
    const answer = await facilitator.post(`${BASE}/nueva`, form);
    expect(answer.headers.location).toMatch(/hecho=person_added$/);
    expect(readPage(await facilitator.follow(answer)).title).toBe('Delia Ejemplo');
    const row = await site.deps.db
      .selectFrom('event_registrations')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ origin: 'staff', state: 'confirmed', privacy_version: null });
    expect(row.address_confirmed_at).not.toBeNull();
  });

  it('leads to the registration that is there already', async () => {
    const answer = await facilitator.post(`${BASE}/nueva`, { ...form, email: 'DELIA@ejemplo.test' });
    expect(answer.headers.location).toMatch(/hecho=person_known$/);
    expect(readPage(await facilitator.follow(answer)).title).toBe('Delia Ejemplo');
  });

  it('comes back with faults and what was typed', async () => {
    const answer = await facilitator.post(`${BASE}/nueva`, { ...form, email: 'delia' });
    const { $ } = readPage(answer);
    expect(answer.statusCode).toBe(422);
    expect($('.error-summary a').attr('href')).toBe('#f-email');
    expect($('#f-name').attr('value')).toBe('Delia Ejemplo');
  });
});

describe('the export', () => {
  it('is a CSV that runs nothing, with the columns of the form, and leaves a trace', async () => {
    const answer = await facilitator.post(`${BASE}/exportar`, {});
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'no-store',
    ]);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="inscripciones-puertas.csv"');
    const [header = '', ...lines] = answer.body.slice(1).split('\r\n').filter(Boolean);
    expect(answer.body.charCodeAt(0)).toBe(0xfeff);
    expect(header).toContain('Nombre completo,Correo electrónico');
    expect(header).toContain('¿Qué come?');
    expect(lines).toHaveLength(4);
    expect(lines.find((line) => line.includes('bruno@'))).toContain(
      `"'=HYPERLINK(""http://malo"",""x"")",bruno@ejemplo.test`,
    );
    expect(lines.find((line) => line.includes('ana@'))).toContain('Solo plantas');
    const log = await site.deps.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'events.export_registrations')
      .execute();
    expect(log.map((entry) => entry.detail)).toEqual([
      { rows: 4, format: 'csv', state: '', attendance: '', workshop: '', searched: false },
    ]);
  });

  it('is a workbook too: the same columns, dates as dates in the edition’s zone, no formula', async () => {
    const csv = await facilitator.post(`${BASE}/exportar`, {});
    const answer = await facilitator.post(`${BASE}/exportar.xlsx`, {});
    expect([
      answer.statusCode,
      answer.headers['content-type'],
      answer.headers['content-disposition'],
    ]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'attachment; filename="inscripciones-puertas.xlsx"',
    ]);
    const [sheet] = await readXlsx(answer.rawPayload);
    const [header = [], ...rows] = sheet?.data ?? [];
    expect(sheet?.sheet).toBe('Inscripciones');
    expect(header.join(',')).toBe(csv.body.slice(1).split('\r\n')[0]);
    expect(rows).toHaveLength(4);
    const row = rows.find((cells) => cells.includes('bruno@ejemplo.test')) ?? [];
    expect(row).toContain('=HYPERLINK("http://malo","x")');
    // The clock on Guatemala's wall, to the second: the reader counts days as floating numbers.
    const came = row[0] instanceof Date ? Math.round(row[0].getTime() / 1000) * 1000 : 0;
    const printed = new Date(came).toISOString().slice(0, 16).replace('T', ' ');
    expect(csv.body.split('\r\n').find((line) => line.includes('bruno@'))).toContain(`${printed},`);
  });

  it('can be of what was filtered', async () => {
    const answer = await facilitator.post(`${BASE}/exportar`, { estado: 'declined', q: 'malo' });
    expect(answer.body.trim().split('\r\n')).toHaveLength(2);
  });
});

describe('secrecy', () => {
  it('an editor who does not manage people sees none of it', async () => {
    for (const path of ['', '/numeros', `/${ana}`, '/nueva'])
      expect((await editor.get(BASE + path)).statusCode).toBe(403);
    for (const path of ['/exportar', '/exportar.xlsx', `/${ana}/cancelar`, '/nueva'])
      expect((await editor.post(BASE + path)).statusCode).toBe(403);
    expect(
      readPage(await editor.get('/admin/encuentros/puertas'))
        .$('main')
        .text(),
    ).not.toContain('Confirmada');
  });

  it('no table but the vault’s holds a name, an address or an answer', async () => {
    const { rows } = await sql<{ text: string }>`
      select a::text as text from audit_log a union all select h::text from history h
      union all select m::text from mails m union all select to_jsonb(r)::text from event_registrations r`.execute(
      site.deps.db,
    );
    const all = rows
      .map((row) => row.text)
      .join('\n')
      .toLowerCase();
    expect(all).toContain('events.export_registrations');
    for (const secret of [
      'ejemplo.test',
      'ana ejemplo',
      'ána',
      'delia',
      'bruno',
      'vegetal',
      'casa abierta',
      'hyperlink',
      'secreto',
    ])
      expect(all).not.toContain(secret);
  });
});
