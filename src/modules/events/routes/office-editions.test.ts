import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';

const site = useApp();
let editor: Visitor;
let facilitator: Visitor;

beforeAll(async () => {
  editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
  facilitator = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
});

const DETAILS = {
  title: 'Encuentro de prueba',
  slug: 'prueba',
  timezone: 'America/Guatemala',
  starts: '2027-03-07T08:00',
  ends: '2027-03-08T13:00',
  mode: 'hybrid',
  language: 'es',
  venue: 'Centro de ejemplo',
  contact_email: 'encuentro@ejemplo.org',
};

/** What a form on the page would send if nothing were changed. */
function formOf(answer: LightMyRequestResponse, action: string): Record<string, string[]> {
  const { $ } = readPage(answer);
  const fields: Record<string, string[]> = {};
  const pairs = $(`form[action="${action}"]`).serializeArray();
  for (const { name, value } of pairs) (fields[name] ??= []).push(value);
  return fields;
}

const row = (slug: string) =>
  site.deps.db.selectFrom('events').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();

describe('a new edition', () => {
  it('is made as a draft, in the zone it names', async () => {
    const answer = await editor.post('/admin/encuentros/nueva', {
      ...DETAILS,
      series: 'new',
      series_title: 'Encuentro de ejemplo',
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      '/admin/encuentros/prueba?hecho=created',
    ]);
    const page = readPage(await editor.follow(answer));
    expect(page.title).toBe('Encuentro de prueba');
    expect(page.notices[0]).toBe('El encuentro está creado como borrador. Nadie más lo ve todavía.');
    expect(await row('prueba')).toMatchObject({
      visibility: 'draft',
      starts_at: Temporal.Instant.from('2027-03-07T14:00:00Z'),
      ends_at: Temporal.Instant.from('2027-03-08T19:00:00Z'),
      venue: 'Centro de ejemplo',
    });
    expect((await editor.get('/encuentros/prueba')).statusCode).toBe(404);
  });

  it('comes back with what was typed and every fault linked to its field', async () => {
    const answer = await editor.post('/admin/encuentros/nueva', {
      ...DETAILS,
      title: '<script>alert(1)</script>',
      slug: 'No Vale',
      starts: 'ayer',
      contact_email: 'x',
    });
    const { $, faults } = readPage(answer);
    expect(answer.statusCode).toBe(422);
    expect(faults).toHaveLength(3);
    const ids = $('.error-summary a')
      .map((_, a) => $(a).attr('href'))
      .get();
    expect(ids).toEqual(['#f-slug', '#f-starts', '#f-contact_email']);
    for (const id of ids) expect($(id)).toHaveLength(1);
    expect($('#f-title').attr('value')).toBe('<script>alert(1)</script>');
    expect(answer.body).not.toContain('<script>alert');
  });

  it('does not take an hour that the clock skips', async () => {
    const answer = await editor.post('/admin/encuentros/nueva', {
      ...DETAILS,
      slug: 'madrid',
      timezone: 'Europe/Madrid',
      starts: '2027-03-28T02:30',
      ends: '2027-03-28T12:00',
    });
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).faults).toEqual([
      'Esa hora no existe en esa zona: ese día el reloj se adelanta. Escriba otra.',
    ]);
  });

  it.each(['no-es-una-serie', '01936d00-0000-7000-8000-000000000000'])(
    'cannot belong to a series that is not there: %s',
    async (series) => {
      const answer = await editor.post('/admin/encuentros/nueva', { ...DETAILS, slug: 'sin-serie', series });
      expect(answer.statusCode).toBe(422);
      expect(readPage(answer).faults).toEqual(['Esa serie no existe.']);
    },
  );

  it.each(['nueva', 'importar', 'series', 'prueba'])('cannot have the address %s', async (slug) => {
    const answer = await editor.post('/admin/encuentros/nueva', { ...DETAILS, slug });
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).faults).toEqual([`La dirección «${slug}» ya está en uso.`]);
  });
});

describe('two editors at once', () => {
  it('both values stand there, nothing is overwritten, and the choice is kept field by field', async () => {
    const form = formOf(
      await editor.get('/admin/encuentros/prueba/editar'),
      '/admin/encuentros/prueba/editar',
    );
    expect(
      (
        await editor.post('/admin/encuentros/prueba/editar', {
          ...form,
          title: 'Título de la primera',
          venue: 'Sala de la primera',
        })
      ).statusCode,
    ).toBe(303);
    const late = await editor.post('/admin/encuentros/prueba/editar', {
      ...form,
      title: 'Título de la segunda',
      venue: 'Sala de la segunda',
    });
    expect(late.statusCode).toBe(409);
    const { $ } = readPage(late);
    expect(
      $('fieldset legend')
        .map((_, e) => $(e).text())
        .get(),
    ).toEqual(['Título', 'Sede']);
    expect($('main').text()).toContain('Título de la primera');
    expect(await row('prueba')).toMatchObject({ title: 'Título de la primera', venue: 'Sala de la primera' });

    const choice = formOf(late, '/admin/encuentros/prueba/editar');
    const kept = await editor.post('/admin/encuentros/prueba/editar', {
      ...choice,
      'keep.title': 'theirs',
      'keep.venue': 'mine',
    });
    expect(kept.statusCode).toBe(303);
    expect(await row('prueba')).toMatchObject({ title: 'Título de la primera', venue: 'Sala de la segunda' });
  });
});

describe('the registration settings', () => {
  it('take hours in the zone of the edition, a deadline that is a day, capacities and what is asked', async () => {
    const action = '/admin/encuentros/prueba/inscripcion';
    const form = formOf(await editor.get(action), action);
    const answer = await editor.post(action, {
      ...form,
      opens: '2026-12-01T09:00',
      deadline: 'day',
      closes_on: '2027-03-05',
      capacity_total: '80',
      capacity_in_person: '30',
      approval: 'yes',
      confirm_email: [],
      asked_fields: ['organization'],
      required_fields: ['country'],
    });
    expect(answer.statusCode).toBe(303);
    const saved = await row('prueba');
    expect(saved).toMatchObject({
      registration_opens_at: Temporal.Instant.from('2026-12-01T15:00:00Z'),
      registration_closes_at: null,
      approval: true,
      confirm_email: false,
      asked_fields: ['organization', 'country'],
      required_fields: ['country'],
    });
    expect(saved.registration_closes_on?.toString()).toBe('2027-03-05');
    const places = await site.deps.db
      .selectFrom('event_places')
      .selectAll()
      .where('event_id', '=', saved.id)
      .executeTakeFirst();
    expect(places).toMatchObject({ capacity_total: 80, capacity_in_person: 30, capacity_online: null });
    const shown = formOf(await editor.get(action), action);
    expect(shown).toMatchObject({
      opens: ['2026-12-01T09:00'],
      closes_on: ['2027-03-05'],
      deadline: ['day'],
    });
  });

  it('refuse a deadline before the opening, at its field', async () => {
    const action = '/admin/encuentros/prueba/inscripcion';
    const form = formOf(await editor.get(action), action);
    const answer = await editor.post(action, { ...form, closes_on: '2026-11-30' });
    const { $, faults } = readPage(answer);
    expect([answer.statusCode, faults]).toEqual([422, ['La inscripción cierra antes de abrir.']]);
    expect($('.error-summary a').attr('href')).toBe('#f-closes_on');
  });
});

describe('a series', () => {
  it('is made with an edition, and changed', async () => {
    const { $ } = readPage(await editor.get('/admin/encuentros/series'));
    expect($('tbody th').text()).toBe('Encuentro de ejemplo');
    const href = $('tbody th a').attr('href') ?? '';
    const bad = await editor.post(href, { title: '', slug: 'x' });
    expect([bad.statusCode, readPage(bad).$('.error-summary a').attr('href')]).toEqual([422, '#f-title']);
    expect((await editor.post(href, { title: 'Serie cambiada', summary: 'Cada año.' })).statusCode).toBe(303);
    const row = await site.deps.db.selectFrom('event_series').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      title: 'Serie cambiada',
      summary: 'Cada año.',
      slug: 'encuentro-de-ejemplo',
    });
    expect((await editor.get('/admin/encuentros/series/x')).statusCode).toBe(404);
  });
});

describe('announcing', () => {
  it('publishes, postpones to new dates with the programme, cancels with the reason, and keeps it all in the history', async () => {
    expect((await editor.post('/admin/encuentros/prueba/publicar')).statusCode).toBe(303);
    expect((await editor.get('/encuentros/prueba')).statusCode).toBe(200);

    const ask = readPage(await editor.get('/admin/encuentros/prueba/aplazar'));
    expect(ask.notices).toContain('No se avisará a nadie');
    const noNote = await editor.post('/admin/encuentros/prueba/aplazar', { dates: 'open' });
    expect([noNote.statusCode, readPage(noNote).faults]).toEqual([422, ['Escriba: Motivo del aplazamiento']]);

    const moved = await editor.post('/admin/encuentros/prueba/aplazar', {
      dates: 'new',
      starts: '2027-04-07T08:00',
      note: 'El salón no está listo.',
    });
    expect(moved.statusCode).toBe(303);
    expect(await row('prueba')).toMatchObject({
      status: 'scheduled',
      starts_at: Temporal.Instant.from('2027-04-07T14:00:00Z'),
      ends_at: Temporal.Instant.from('2027-04-08T19:00:00Z'),
    });

    expect(
      (await editor.post('/admin/encuentros/prueba/cancelar', { note: 'No hay sede.' })).statusCode,
    ).toBe(303);
    expect(await row('prueba')).toMatchObject({ status: 'cancelled', status_note: 'No hay sede.' });
    const history = readPage(await editor.get('/admin/encuentros/prueba/historial'));
    expect(history.$('.timeline h3').first().text()).toBe('Se canceló');
    expect(history.$('.timeline').text()).toContain('El salón no está listo.');
  });

  it('copies an edition to other dates', async () => {
    const answer = await editor.post('/admin/encuentros/prueba/copiar', {
      title: 'Encuentro siguiente',
      starts: '2028-03-05T08:00',
    });
    expect(answer.headers.location).toBe('/admin/encuentros/encuentro-siguiente?hecho=copied');
    expect(await row('encuentro-siguiente')).toMatchObject({
      visibility: 'draft',
      status: 'scheduled',
      starts_at: Temporal.Instant.from('2028-03-05T14:00:00Z'),
    });
  });
});

describe('who may', () => {
  it('a facilitator reads drafts and cannot change them', async () => {
    const page = await facilitator.get('/admin/encuentros/prueba');
    expect(page.statusCode).toBe(200);
    expect(readPage(page).$('main a[href$="/editar"], main a[href$="/cancelar"]')).toHaveLength(0);
    expect((await facilitator.get('/admin/encuentros/prueba/editar')).statusCode).toBe(403);
    expect((await facilitator.post('/admin/encuentros/prueba/editar', DETAILS)).statusCode).toBe(403);
    expect((await facilitator.post('/admin/encuentros/prueba/cancelar', { note: 'no' })).statusCode).toBe(
      403,
    );
  });

  it('a stranger is sent to the sign-in page, and an unknown edition is not found', async () => {
    const stranger = makeVisitor(site.app);
    expect((await stranger.get('/admin/encuentros')).headers.location).toBe(
      '/admin/entrar?volver=%2Fadmin%2Fencuentros',
    );
    expect((await editor.get('/admin/encuentros/no-existe')).statusCode).toBe(404);
    expect((await editor.get('/admin/encuentros/no-existe/programa/%00')).statusCode).toBe(404);
  });
});
