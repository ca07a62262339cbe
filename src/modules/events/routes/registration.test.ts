import * as cheerio from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { insertEdition } from '../fixtures.ts';
import { eventMails } from '../mails.ts';
import type { ComposedMail } from '../../../platform/mail/mail.ts';

const test = useApp();
const NOW = '2027-01-10T15:00:00Z';
let slug = '';
let n = 0;

beforeEach(() => {
  test.setNow(NOW);
  n += 1;
  slug = `encuentro-${n}`;
});

const edition = (fixture: Parameters<typeof insertEdition>[2] = {}) =>
  insertEdition(test.deps.db, slug, fixture);
const PERSON = { name: 'Persona Ejemplo', email: 'persona@ejemplo.test', accept: 'on' };

function post(url: string, fields: Record<string, string | string[]>) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const v of [value].flat()) body.append(name, v);
  return test.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: body.toString(),
  });
}

const register = (fields: Record<string, string | string[]> = PERSON) =>
  post(`/encuentros/${slug}/registro`, fields);

/** Composes every mail that was promised, as the sender would, newest last. */
async function mails(): Promise<(ComposedMail & { kind: string })[]> {
  const rows = await test.deps.db
    .selectFrom('mails')
    .selectAll()
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const specs = new Map(eventMails(test.deps).map((s) => [s.kind, s]));
  const composed = await Promise.all(
    rows.map(async (row) => {
      const mail = await specs
        .get(row.kind)
        ?.compose(row.subject_id, row.data as Record<string, unknown>, test.deps.db);
      return mail ? [{ ...mail, kind: row.kind }] : [];
    }),
  );
  return composed.flat().filter((m) => m.text.includes(`/encuentros/${slug}`));
}

async function ownLink(): Promise<string> {
  const link = (await mails()).map((m) => /\/registro\/[\w-]{43}/.exec(m.text)?.[0]).findLast(Boolean);
  if (!link) throw new Error('no mail has a link');
  return link;
}

describe('the form', () => {
  it('shows name, address and the notice as what one needs, each with its label', async () => {
    await edition();
    const $ = cheerio.load((await test.app.inject(`/encuentros/${slug}/registro`)).body);
    expect($('h1').text()).toBe('Inscribirse');
    for (const name of ['name', 'email', 'accept']) {
      const id = $(`[name="${name}"]`).attr('id');
      expect($(`label[for="${id}"]`).length).toBe(1);
    }
    expect($('form[action$="/registro"] button').text()).toContain('Inscribirme');
    expect($('[name="attendance"]').length).toBe(0);
  });

  it('answers faults with 422, the same page, what was typed and a list that leads to the fields', async () => {
    await edition();
    const response = await register({ name: 'Persona Ejemplo', email: 'no es un correo' });
    expect(response.statusCode).toBe(422);
    const $ = cheerio.load(response.body);
    expect($('[name="name"]').val()).toBe('Persona Ejemplo');
    const links = $('a[href^="#f-"]')
      .map((_, a) => $(a).attr('href'))
      .get();
    expect(links).toEqual(['#f-email', '#f-accept']);
    for (const link of links) expect($(link).length).toBe(1);
  });

  it('says plainly when it is closed, and answers a late form with 409', async () => {
    await edition({ event: { registration_closes_at: Temporal.Instant.from(NOW) } });
    const shown = await test.app.inject(`/encuentros/${slug}/registro`);
    expect(shown.statusCode).toBe(200);
    expect(cheerio.load(shown.body)('h1').text()).toBe('Ahora no es posible inscribirse');
    expect((await register()).statusCode).toBe(409);
  });

  it('is not there for a draft', async () => {
    await edition({ event: { visibility: 'draft' } });
    expect((await test.app.inject(`/encuentros/${slug}/registro`)).statusCode).toBe(404);
    expect((await register()).statusCode).toBe(404);
  });

  it('asks how one attends where the edition is hybrid, and only there', async () => {
    await edition({ event: { mode: 'hybrid' } });
    expect((await register()).statusCode).toBe(422);
    expect((await register({ ...PERSON, attendance: 'in_person' })).statusCode).toBe(303);
  });

  it('never makes a consent a condition, whatever was configured', async () => {
    await edition({
      event: { asked_fields: ['consent_photo', 'country'], required_fields: ['consent_photo', 'country'] },
    });
    expect((await register()).statusCode).toBe(422);
    expect((await register({ ...PERSON, country: 'Guatemala' })).statusCode).toBe(303);
  });

  it('asks the organiser’s questions, and a conditional one only where it applies', async () => {
    const event = await edition();
    const question = { event_id: event.id, required: true, shown_when: null };
    await test.deps.db
      .insertInto('event_questions')
      .values([
        { ...question, key: 'viaja', label: '¿Viaja?', type: 'yes_no', position: 1 },
        {
          ...question,
          key: 'desde',
          label: '¿Desde dónde?',
          type: 'text',
          position: 2,
          shown_when: JSON.stringify({ key: 'viaja', values: ['yes'] }) as never,
        },
      ])
      .execute();
    expect((await register({ ...PERSON, 'answers.viaja': 'yes' })).statusCode).toBe(422);
    expect((await register({ ...PERSON, 'answers.viaja': 'no' })).statusCode).toBe(303);
  });
});

describe('from registration to confirmation', () => {
  it('goes by mail: register, look, confirm, again', async () => {
    await edition({ places: { capacity_total: 1 } });
    const response = await register();
    expect([response.statusCode, response.headers.location]).toEqual([
      303,
      `/encuentros/${slug}/registro/recibido`,
    ]);
    const [mail] = await mails();
    expect(mail).toMatchObject({
      kind: 'events.confirm_address',
      to: { name: 'Persona Ejemplo', address: 'persona@ejemplo.test' },
      subject: 'Confirme su inscripción: Encuentro de prueba',
    });
    expect(mail?.calendar).toBeUndefined();
    const link = await ownLink();
    expect(
      cheerio
        .load((await test.app.inject(link)).body)('h1')
        .text(),
    ).toBe('Confirme su inscripción');
    expect(
      cheerio
        .load((await test.app.inject(link)).body)('h1')
        .text(),
    ).toBe('Confirme su inscripción');
    expect((await post(link, { action: 'confirm' })).statusCode).toBe(303);
    expect(
      cheerio
        .load((await test.app.inject(link)).body)('h1')
        .text(),
    ).toBe('Su inscripción está confirmada');
    expect((await post(link, { action: 'confirm' })).statusCode).toBe(303);
    const kinds = (await mails()).map((m) => m.kind);
    expect(kinds).toEqual(['events.registration_state']);
    const entry = (await mails())[0]?.calendar;
    expect(entry?.method).toBe('REQUEST');
    expect(entry?.ics.replaceAll('\r\n ', '')).not.toMatch(/\/registro\//);
  });

  it('shows the same page and takes the same way for an address that is registered already', async () => {
    await edition();
    const first = await register();
    const second = await register({ ...PERSON, email: 'PERSONA@ejemplo.test', name: 'Otra persona' });
    const seen = (r: typeof first) => [
      r.statusCode,
      r.headers.location,
      r.body,
      Object.keys(r.headers).sort(),
    ];
    expect(seen(second)).toEqual(seen(first));
    const known = await post(`/encuentros/${slug}/registro/enlace`, { email: 'persona@ejemplo.test' });
    const unknown = await post(`/encuentros/${slug}/registro/enlace`, { email: 'nadie@ejemplo.test' });
    expect(seen(unknown)).toEqual(seen(known));
  });

  it('cancels behind a question, tells the mailbox and takes the calendar entry back', async () => {
    await edition();
    await register();
    const link = await ownLink();
    await post(link, { action: 'confirm' });
    expect(
      cheerio
        .load((await test.app.inject(`${link}/cancelar`)).body)('h1')
        .text(),
    ).toBe('¿Cancelar su inscripción?');
    await post(link, { action: 'cancel' });
    expect(
      cheerio
        .load((await test.app.inject(link)).body)('h1')
        .text(),
    ).toBe('Su inscripción está cancelada');
    const last = (await mails()).at(-1);
    expect(last?.calendar?.method).toBe('CANCEL');
    expect(last?.calendar?.ics).toContain('SEQUENCE:1');
  });

  it('changes what was said, with the form filled in', async () => {
    await edition({ workshops: { datos: 5 } });
    await register({
      ...PERSON,
      organization: 'Antes',
      workshops: 'datos',
      languages: ['quc', 'Lengua de señas'],
      department: 'PETEN',
    });
    const link = await ownLink();
    await post(link, { action: 'confirm' });
    const $ = cheerio.load((await test.app.inject(`${link}/cambiar`)).body);
    expect($('[name="organization"]').val()).toBe('Antes');
    expect($('[name="workshops"]:checked').val()).toBe('datos');
    expect(
      $('[name="languages"]:checked')
        .map((_, e) => $(e).val())
        .get(),
    ).toEqual(['quc', 'sign']);
    expect($('[name="department"]').val()).toBe('peten');
    expect(
      (await post(link, { action: 'change', name: 'Persona Ejemplo', organization: 'Después' })).statusCode,
    ).toBe(303);
    const page = cheerio
      .load((await test.app.inject(link)).body)('main')
      .text();
    expect(page).toContain('Después');
    expect(page).not.toContain('Taller datos');
  });

  it('finds nothing behind a mutilated or invented link', async () => {
    await edition();
    await register();
    const link = await ownLink();
    const wrong = [
      `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
      '/registro/x',
      `/registro/${'A'.repeat(43)}`,
      '/registro/%00',
      `${link}x`,
    ];
    for (const url of wrong) expect([url, (await test.app.inject(url)).statusCode]).toEqual([url, 404]);
    expect((await post(link, { action: 'explode' })).statusCode).toBe(400);
  });
});

describe('hostile names', () => {
  it('stay text in page and mail', async () => {
    await edition();
    const name = '<script>alert(1)</script> https://malo.test/x \u202Egnirts =1+1';
    await register({ ...PERSON, name });
    const link = await ownLink();
    const page = (await test.app.inject(link)).body;
    expect(page).not.toContain('<script>alert');
    const [mail] = await mails();
    expect(mail?.html).not.toContain('<script>');
    expect(mail?.html).not.toContain('href="https://malo.test');
    expect(mail?.text).not.toContain('https://malo.test');
  });

  it('of 10,000 characters are refused with a clear fault', async () => {
    await edition();
    expect((await register({ ...PERSON, name: 'ñ'.repeat(10_000) })).statusCode).toBe(422);
    expect(
      await test.deps.db
        .selectFrom('event_registrations as r')
        .innerJoin('events as e', 'e.id', 'r.event_id')
        .select('r.id')
        .where('e.slug', '=', slug)
        .execute(),
    ).toEqual([]);
  });
});

describe('the API', () => {
  const api = (payload: unknown) =>
    test.app.inject({
      method: 'POST',
      url: `/api/v1/events/${slug}/registrations`,
      payload: payload as object,
    });

  it('registers with the form’s fields as JSON and says what a newcomer gets', async () => {
    await edition();
    const body = { ...PERSON, accept: true, languages: ['es'], answers: {} };
    const first = await api(body);
    expect([first.statusCode, first.json()]).toEqual([201, { status: 'pending' }]);
    const second = await api(body);
    expect([second.statusCode, second.json()]).toEqual([201, { status: 'pending' }]);
  });

  it('says confirmed or waitlisted at once where no confirmation is asked, to old addresses as to new', async () => {
    await edition({ event: { confirm_email: false }, places: { capacity_total: 1 } });
    expect((await api({ ...PERSON, accept: true })).json()).toEqual({ status: 'confirmed' });
    expect((await api({ ...PERSON, accept: true })).json()).toEqual({ status: 'waitlisted' });
    expect((await api({ ...PERSON, email: 'otra@ejemplo.test', accept: true })).json()).toEqual({
      status: 'waitlisted',
    });
  });

  it('refuses with 422 and the fields, 409 when closed', async () => {
    await edition();
    const faults = await api({ name: 'A', accept: true });
    expect(faults.statusCode).toBe(422);
    expect(faults.json().error).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'name' }, { field: 'email' }],
    });
    test.setNow('2027-03-09T00:00:00Z');
    const closed = await api({ ...PERSON, accept: true });
    expect([closed.statusCode, closed.json().error.code]).toEqual([409, 'closed']);
  });
});
