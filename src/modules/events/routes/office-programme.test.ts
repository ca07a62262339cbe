import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { insertEdition } from '../fixtures.ts';

const site = useApp();
const BASE = '/admin/encuentros/prog';
let editor: Visitor;
let facilitator: Visitor;
let eventId = '';

beforeAll(async () => {
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  eventId = (await insertEdition(site.deps.db, 'prog')).id;
});

function formOf(answer: LightMyRequestResponse, action: string): Record<string, string[]> {
  const { $ } = readPage(answer);
  const fields: Record<string, string[]> = {};
  for (const { name, value } of $(`form[action="${action}"]`).serializeArray())
    (fields[name] ??= []).push(value);
  return fields;
}

const idOf = async (table: 'event_rooms' | 'event_tracks' | 'event_speakers', name: string) =>
  (
    await site.deps.db
      .selectFrom(table)
      .select('id')
      .where('event_id', '=', eventId)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).id;
const session = (title: string) =>
  site.deps.db
    .selectFrom('event_sessions')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('title', '=', title)
    .executeTakeFirstOrThrow();

describe('rooms, tracks and speakers', () => {
  it('are added, changed and listed', async () => {
    for (const [what, name] of [
      ['salas', 'Salón Norte'],
      ['ejes', 'Transparencia'],
      ['ponentes', 'Elena Ejemplo'],
      ['ponentes', 'Fidel Ejemplo'],
    ] as const)
      expect((await editor.post(`${BASE}/${what}/nueva`, { name })).statusCode).toBe(303);
    const room = await idOf('event_rooms', 'Salón Norte');
    expect(
      (await editor.post(`${BASE}/salas/${room}`, { name: 'Salón Sur', capacity: '40' })).headers.location,
    ).toBe(`${BASE}/salas?hecho=saved`);
    const { $ } = readPage(await editor.get(`${BASE}/salas`));
    expect(
      $('tbody tr')
        .map((_, r) =>
          $(r)
            .find('th, td')
            .slice(0, 2)
            .map((__, c) => $(c).text())
            .get()
            .join(' '),
        )
        .get(),
    ).toEqual(['Salón Sur 40', 'Transparencia 0']);
    expect(
      readPage(await editor.get(`${BASE}/ponentes?q=elena`))
        .$('tbody th')
        .text(),
    ).toBe('Elena Ejemplo');
  });

  it('say at the field what is wrong', async () => {
    const answer = await editor.post(`${BASE}/salas/nueva`, { name: 'Salón Sur', capacity: '0' });
    expect([answer.statusCode, readPage(answer).$('.error-summary a').attr('href')]).toEqual([
      422,
      '#f-capacity',
    ]);
    const twice = await editor.post(`${BASE}/salas/nueva`, { name: 'Salón Sur' });
    expect([twice.statusCode, readPage(twice).faults]).toEqual([
      422,
      ['El nombre «Salón Sur» ya está en uso.'],
    ]);
  });

  it('of another edition, or none, are not found', async () => {
    await insertEdition(site.deps.db, 'otra');
    const room = await idOf('event_rooms', 'Salón Sur');
    expect((await editor.get(`/admin/encuentros/otra/salas/${room}`)).statusCode).toBe(404);
    expect((await editor.post(`/admin/encuentros/otra/salas/${room}`, { name: 'x' })).statusCode).toBe(404);
    expect((await editor.post(`/admin/encuentros/otra/salas/${room}/quitar`)).statusCode).toBe(404);
    expect((await editor.get(`${BASE}/ponentes/uno`)).statusCode).toBe(404);
  });
});

describe('a session', () => {
  const typed = {
    title: 'Panel de ejemplo',
    type: 'panel',
    starts: '2027-03-07T09:00',
    ends: '2027-03-07T10:00',
    language: 'es',
    interpretation: 'quc, sign',
  };

  it('stands in the programme of its day, with room, track and several speakers in order', async () => {
    const [elena, fidel] = [
      await idOf('event_speakers', 'Elena Ejemplo'),
      await idOf('event_speakers', 'Fidel Ejemplo'),
    ];
    const answer = await editor.post(`${BASE}/programa/nueva`, {
      ...typed,
      room: await idOf('event_rooms', 'Salón Sur'),
      track: await idOf('event_tracks', 'Transparencia'),
      speakers: [fidel, '', elena, ''],
    });
    expect(answer.statusCode).toBe(303);
    const { $ } = readPage(await editor.follow(answer));
    expect($('h2').first().text()).toBe('Domingo, 7 de marzo de 2027');
    expect($('tbody tr').first().text()).toContain('9:00 – 10:00');
    expect($('tbody tr').first().text()).toContain('Fidel Ejemplo, Elena Ejemplo');
    expect(await session('Panel de ejemplo')).toMatchObject({
      slug: 'panel-de-ejemplo',
      starts_at: Temporal.Instant.from('2027-03-07T15:00:00Z'),
      interpretation: ['quc', 'sign'],
    });
  });

  it.each([
    ['a room taken at that time', { starts: '2027-03-07T09:30', ends: '2027-03-07T10:30' }, '#f-room'],
    [
      'an end before the start',
      { starts: '2027-03-07T12:00', ends: '2027-03-07T11:00', room: '' },
      '#f-ends',
    ],
    [
      'an hour outside the edition',
      { starts: '2027-03-20T12:00', ends: '2027-03-20T13:00', room: '' },
      '#f-ends',
    ],
    ['one hour only', { starts: '2027-03-07T12:00', ends: '', room: '' }, '#f-ends'],
    [
      'a date that does not exist',
      { starts: '2027-02-30T12:00', ends: '2027-03-07T13:00', room: '' },
      '#f-starts',
    ],
    [
      'a speaker who is not there',
      { room: '', speakers: '01980000-0000-7000-8000-000000000000' },
      '#f-speakers',
    ],
  ])('is refused for %s, at its field', async (_, change, href) => {
    const room = await idOf('event_rooms', 'Salón Sur');
    const answer = await editor.post(`${BASE}/programa/nueva`, { ...typed, title: 'Otra', room, ...change });
    const { $ } = readPage(answer);
    expect([
      answer.statusCode,
      $('.error-summary a').attr('href'),
      $(href).length,
      $('#f-title').attr('value'),
    ]).toEqual([422, href, 1, 'Otra']);
  });

  it('is not overwritten when two people edit it', async () => {
    const { id } = await session('Panel de ejemplo');
    const href = `${BASE}/programa/${id}`;
    const form = formOf(await editor.get(href), href);
    expect((await editor.post(href, { ...form, abstract: 'De la primera.' })).statusCode).toBe(303);
    const late = await editor.post(href, { ...form, abstract: 'De la segunda.', interpretation: 'en' });
    expect([late.statusCode, (await session('Panel de ejemplo')).abstract]).toEqual([409, 'De la primera.']);
    const choice = formOf(late, href);
    expect(choice).toMatchObject({ 'keep.abstract': ['theirs'], 'keep.interpretation': ['theirs'] });
    expect((await editor.post(href, { ...choice, 'keep.interpretation': 'mine' })).statusCode).toBe(303);
    expect(await session('Panel de ejemplo')).toMatchObject({
      abstract: 'De la primera.',
      interpretation: ['en'],
    });
  });

  it('gets materials, and refuses an address that a page must not link to', async () => {
    const { id } = await session('Panel de ejemplo');
    const href = `${BASE}/programa/${id}`;
    const bad = await editor.post(`${href}/materiales`, {
      kind: 'slides',
      title: 'Láminas',
      url: 'javascript:alert(1)',
    });
    expect([bad.statusCode, readPage(bad).$('.error-summary a').attr('href')]).toEqual([
      422,
      '#material-url',
    ]);
    expect(
      (
        await editor.post(`${href}/materiales`, {
          kind: 'slides',
          title: 'Láminas',
          url: 'https://ejemplo.org/a',
        })
      ).statusCode,
    ).toBe(303);
    const { $ } = readPage(await editor.get(href));
    const action = $('form[action*="/materiales/"]').attr('action') ?? '';
    expect($('#materiales tbody th').text()).toBe('Láminas');
    expect((await editor.post(action)).statusCode).toBe(303);
    expect(readPage(await editor.get(href)).$('#materiales tbody')).toHaveLength(0);
  });

  it('is postponed, comes back, is cancelled with its reason, and is taken out', async () => {
    const { id } = await session('Panel de ejemplo');
    const href = `${BASE}/programa/${id}`;
    for (const [what, status] of [
      ['aplazar', 'postponed'],
      ['reanudar', 'scheduled'],
      ['cancelar', 'cancelled'],
    ] as const) {
      expect((await editor.post(`${href}/${what}`, {})).statusCode).toBe(422);
      expect((await editor.post(`${href}/${what}`, { note: `Nota de ${what}` })).statusCode).toBe(303);
      expect(await session('Panel de ejemplo')).toMatchObject({ status });
    }
    expect(readPage(await editor.get(href)).notices).toContain('Esta sesión está cancelada');
    expect((await editor.post(`${href}/quitar`)).headers.location).toBe(`${BASE}/programa?hecho=removed`);
    expect((await editor.get(href)).statusCode).toBe(404);
  });
});

describe('the questions', () => {
  const all = () =>
    site.deps.db
      .selectFrom('event_questions')
      .selectAll()
      .where('event_id', '=', eventId)
      .orderBy('position')
      .execute();

  it('are of seven kinds, with options one per line and a condition on an earlier answer', async () => {
    for (const type of ['text', 'long_text', 'number', 'date', 'yes_no'])
      expect(
        (await editor.post(`${BASE}/preguntas/nueva`, { label: `Pregunta ${type}`, type })).statusCode,
      ).toBe(303);
    const options = 'De todo\nSolo plantas\n\n';
    expect(
      (
        await editor.post(`${BASE}/preguntas/nueva`, {
          label: '¿Qué come?',
          type: 'one_of',
          options,
          required: 'yes',
        })
      ).statusCode,
    ).toBe(303);
    const form = readPage(await editor.get(`${BASE}/preguntas/nueva`));
    expect(
      form
        .$('input[name=shown_when]')
        .map((_, e) => form.$(e).attr('value'))
        .get(),
    ).toEqual(['pregunta-yes-no=yes', 'pregunta-yes-no=no', 'que-come=de-todo', 'que-come=solo-plantas']);
    expect(
      (
        await editor.post(`${BASE}/preguntas/nueva`, {
          label: 'Alergias',
          type: 'several_of',
          options: 'Nueces',
          shown_when: ['que-come=de-todo'],
        })
      ).statusCode,
    ).toBe(303);
    expect((await all()).at(-1)).toMatchObject({
      key: 'alergias',
      type: 'several_of',
      options: [{ value: 'nueces', label: 'Nueces' }],
      shown_when: { key: 'que-come', values: ['de-todo'] },
    });
  });

  it('keep the value of an option that stays, and need options where there must be some', async () => {
    const question = (await all()).find((q) => q.key === 'que-come');
    const href = `${BASE}/preguntas/${question?.id ?? ''}`;
    const form = formOf(await editor.get(href), href);
    expect((await editor.post(href, { ...form, options: 'Nada\nDe todo' })).statusCode).toBe(303);
    expect((await all()).find((q) => q.key === 'que-come')?.options).toEqual([
      { value: 'nada', label: 'Nada' },
      { value: 'de-todo', label: 'De todo' },
    ]);
    const none = await editor.post(href, { ...form, options: '' });
    expect([none.statusCode, readPage(none).$('.error-summary a').attr('href')]).toEqual([422, '#f-options']);
  });

  it('change places, but none goes before the one it depends on', async () => {
    const ids = (await all()).map((q) => q.id);
    const [first = '', second = ''] = ids;
    expect(
      (await editor.post(`${BASE}/preguntas/${second}/mover`, { hacia: 'arriba' })).headers.location,
    ).toBe(`${BASE}/preguntas?hecho=saved`);
    expect((await all()).slice(0, 2).map((q) => q.id)).toEqual([second, first]);
    const last = ids.at(-1) ?? '';
    expect((await editor.post(`${BASE}/preguntas/${last}/mover`, { hacia: 'arriba' })).headers.location).toBe(
      `${BASE}/preguntas?hecho=question_order`,
    );
    expect((await all()).at(-1)?.id).toBe(last);
    expect((await editor.post(`${BASE}/preguntas/${ids.at(-2) ?? ''}/quitar`)).headers.location).toBe(
      `${BASE}/preguntas?hecho=question_in_use`,
    );
  });
});

describe('importing a file', () => {
  const FILE = {
    slug: 'importado',
    title: 'Encuentro importado',
    summary: '<b>resumen</b>',
    timezone: 'America/Guatemala',
    mode: 'online',
    starts: '2027-05-03T08:00',
    ends: '2027-05-03T13:00',
    registration: { opens: '2027-01-01T08:00', closes: '2027-05-01T08:00' },
    sessions: [
      {
        slug: 'apertura',
        type: 'conference',
        title: 'Apertura',
        starts: '2027-05-03T08:00',
        ends: '2027-05-03T09:00',
      },
    ],
  };

  async function send(content: string): Promise<LightMyRequestResponse> {
    const form = new FormData();
    form.append('archivo', new Blob([content], { type: 'application/json' }), 'encuentro.json');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    return site.app.inject({
      method: 'POST',
      url: '/admin/encuentros/importar',
      headers: {
        cookie: editor.cookie(),
        'content-type': request.headers.get('content-type') ?? '',
        'sec-fetch-site': 'same-origin',
      },
      payload: Buffer.from(await request.arrayBuffer()),
    });
  }

  it('says first what it would do and writes nothing, then makes a draft', async () => {
    const answer = await send(JSON.stringify(FILE));
    const { $, notices } = readPage(answer);
    expect([answer.statusCode, notices[0]]).toEqual([200, '«encuentro.json» se puede importar']);
    expect((await editor.get('/admin/encuentros/importado')).statusCode).toBe(404);
    const action = '/admin/encuentros/importar/escribir';
    expect($(`form[action="${action}"]`)).toHaveLength(1);
    const written = await editor.post(action, formOf(answer, action));
    expect(written.headers.location).toBe('/admin/encuentros/importado?hecho=imported');
    expect(readPage(await editor.follow(written)).notices).toContain('Es un borrador');
  });

  it('lists every fault with its line', async () => {
    const answer = await send(
      JSON.stringify(
        { ...FILE, slug: 'malo', sessions: [{ ...FILE.sessions[0], ends: '2027-05-03T07:00' }] },
        null,
        1,
      ),
    );
    const { $ } = readPage(answer);
    expect(answer.statusCode).toBe(422);
    expect($('tbody tr').length).toBeGreaterThan(0);
    expect($('tbody td').first().text()).toMatch(/^\d+:\d+$/);
    expect($('form[action$="/escribir"]')).toHaveLength(0);
  });

  it.each(['', 'no es base64', Buffer.from('no gzip').toString('base64url')])(
    'refuses a second step made up: %j',
    async (documento) => {
      const answer = await editor.post('/admin/encuentros/importar/escribir', { documento, nombre: 'x' });
      expect(answer.statusCode).toBe(400);
    },
  );

  it('asks for the file when none was chosen', async () => {
    const answer = await editor.post('/admin/encuentros/importar');
    expect([answer.statusCode, readPage(answer).$('.error-summary a').attr('href')]).toEqual([
      422,
      '#f-archivo',
    ]);
  });
});

describe('who may', () => {
  it('a facilitator reads the programme and changes nothing', async () => {
    const page = await facilitator.get(`${BASE}/programa`);
    expect(page.statusCode).toBe(200);
    for (const path of ['/programa/nueva', '/salas/nueva', '/preguntas/nueva', '/ponentes/nueva'])
      expect((await facilitator.post(BASE + path, { name: 'x' })).statusCode).toBe(403);
  });
});
