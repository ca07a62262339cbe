import { load } from 'cheerio';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { listAudit } from '../../../platform/audit/audit.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { insertPeople } from '../../../../test/harness/mailings.ts';
import { mailingJobs } from '../jobs.ts';
import { mailingMails } from '../mails.ts';

const site = useApp();
const t = translator('es');
let visitor: Visitor;
let userId = '';
let event: RegistrationEvent;
let count = 0;

beforeAll(async () => {
  const staff = await signInAs(site.deps, 'facilitator');
  ({ userId } = staff);
  visitor = makeVisitor(site.app, staff.cookie);
});
beforeEach(async () => {
  event = await insertEdition(site.deps.db, `correo-${(count += 1)}`, {
    event: { mode: 'hybrid', contact_email: 'encuentro@organizacion.example', asked_fields: ['sector'] },
  });
  await site.deps.db
    .insertInto('event_questions')
    .values({
      event_id: event.id,
      key: 'dieta',
      label: '¿Qué come?',
      type: 'one_of',
      options: JSON.stringify([
        { value: 'vegana', label: 'Sin carne' },
        { value: 'todo', label: 'De todo' },
      ]) as never,
      shown_when: null,
    })
    .execute();
});

const root = () => `/admin/encuentros/${event.slug}/correos`;
const WORDS = {
  group: 'everyone',
  subject_es: 'Cambio de sala, [nombre]',
  body_es: 'La sala es otra: https://org.example/mapa.\n\nNos vemos en [encuentro].',
};

/** @returns address of the new draft */
async function write(more: Record<string, string> = {}): Promise<string> {
  const answer = await visitor.post(`${root()}/nuevo`, { ...WORDS, ...more });
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location).split('?')[0] ?? '';
}

async function faults(more: Record<string, string>): Promise<string[]> {
  const answer = await visitor.post(`${root()}/nuevo`, { ...WORDS, ...more });
  expect(answer.statusCode).toBe(422);
  return readPage(answer).faults;
}

const facts = (body: string) =>
  Object.fromEntries(
    load(body)('.summary-list > div')
      .toArray()
      .map((row) => [load(row)('dt').text(), load(row)('dd').first().text()]),
  );

/** The hidden fields of the form with this button. */
function pressable(body: string, step: string): Record<string, string> | undefined {
  const $ = load(body);
  const form = $(`form[action$="/${step}"]`);
  if (form.length === 0) return undefined;
  const fields = form.find('input[type=hidden]').toArray();
  return Object.fromEntries(
    fields.map((input) => [$(input).attr('name') ?? '', $(input).attr('value') ?? '']),
  );
}

async function press(href: string, step: string, change: Record<string, string> = {}) {
  const { body } = await visitor.get(href);
  const answer = await visitor.post(`${href}/${step}`, { ...pressable(body, step), ...change });
  expect(answer.statusCode).toBe(303);
  return readPage(await visitor.follow(answer));
}

async function list(): Promise<void> {
  const { rows } = await sql<{ payload: Record<string, unknown> }>`
    delete from graphile_worker._private_jobs returning payload`.execute(site.deps.db);
  const job = mailingJobs()[0];
  for (const { payload } of rows) if (payload['mailingId']) await job?.run(payload, site.deps);
}

describe('writing to a group', () => {
  it('from the empty list to the numbers', async () => {
    await insertPeople(site.deps, event.id, [
      { answers: { dieta: 'vegana' } },
      { answers: { dieta: 'vegana' }, lang: 'en', attendance: 'in_person' },
      { answers: { dieta: 'todo' } },
    ]);
    const empty = await visitor.get(root());
    expect(empty.body).toContain(t('mailings.list.empty'));
    const { $ } = readPage(await visitor.get(`${root()}/nuevo`));
    expect(
      $('select[name=answer] option')
        .toArray()
        .map((option) => $(option).text())
        .filter((text) => text.startsWith('¿Qué')),
    ).toEqual(['¿Qué come?: Sin carne', '¿Qué come?: De todo']);

    const href = await write({
      answer: 'answers.dieta|vegana',
      subject_en: 'Another room, [nombre]',
      body_en: 'Another room: https://org.example/map.',
    });
    const shown = await visitor.get(href);
    expect(facts(shown.body)).toMatchObject({
      [t('mailings.form.group')]: `${t('mailings.group.everyone')} · ¿Qué come?: Sin carne`,
      [t('mailings.draft.people')]: '2 personas',
      [t('mailings.lang.es')]: '1',
      [t('mailings.lang.en')]: '1',
    });
    const page = readPage(shown);
    expect(
      page
        .$('iframe')
        .toArray()
        .map((frame) => page.$(frame).attr('src')),
    ).toEqual([`${href}/vista?idioma=es`, `${href}/vista?idioma=en`]);
    expect(page.$('pre').first().text()).toContain('La sala es otra: https://org.example/mapa.');

    const told = await press(href, 'enviar');
    expect(told.notices).toContain(t('mailings.told.enviado'));
    await list();
    const going = await visitor.get(href);
    expect(going.body).toContain(t('mailings.progress.sent_of', { sent: 0, total: 2 }));
    expect(going.body).not.toContain('Persona Ficticia 0');
    expect((await press(href, 'detener')).notices).toContain(t('mailings.told.detenido'));
    expect((await press(href, 'detener')).notices).toContain(t('mailings.told.tarde'));
    expect((await press(href, 'seguir')).notices).toContain(t('mailings.told.seguido'));
    const rows = readPage(await visitor.get(root()));
    expect(rows.$('tbody tr').text()).toContain(t('mailings.state.sending'));

    const audited = await listAudit(site.deps.db, {
      limit: 20,
      subject: { kind: 'mailing', id: href.split('/').at(-1) ?? '' },
    });
    expect(audited.map((one) => one.action).toReversed()).toEqual([
      'mailings.create',
      'mailings.send',
      'mailings.stop',
      'mailings.resume',
    ]);
  });

  it('shows the mail as it will arrive, in a frame where nothing runs', async () => {
    const href = await write();
    const { body, headers } = await visitor.get(`${href}/vista`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['x-frame-options']).toBe('sameorigin');
    expect(load(body)('p').first().text()).toBe('Hola, Persona de Ejemplo:');
    expect(load(body)('a').first().attr('href')).toBe('https://org.example/mapa');
    const mail = await mailingMails(site.deps)[1]?.compose(
      href.split('/').at(-1) ?? '',
      { userId, lang: 'es' },
      site.deps.db,
    );
    expect(mail?.html).toBe(body);
    const example = await visitor.get('/correos/baja/ejemplo');
    expect(readPage(example).title).toBe(t('mailings.example.title'));
  });

  it('sends a test to the one who asks, answers going to the edition', async () => {
    const href = await write();
    const told = await press(href, 'prueba');
    expect(told.notices).toContain(t('mailings.told.prueba'));
    const rows = await site.deps.db
      .selectFrom('mails')
      .select(['subject_id', 'data', 'bulk'])
      .where('kind', '=', 'mailings.test')
      .where('subject_id', '=', href.split('/').at(-1) ?? '')
      .execute();
    expect(rows).toMatchObject([{ data: { userId, lang: 'es' }, bulk: false }]);
    const mail = await mailingMails(site.deps)[1]?.compose(
      rows[0]?.subject_id ?? '',
      rows[0]?.data ?? {},
      site.deps.db,
    );
    expect(mail?.subject).toBe('[Prueba] Cambio de sala, Persona de Ejemplo');
    expect(mail?.to.address).toMatch(/@example\.org$/);
    expect(mail?.replyTo).toBe('encuentro@organizacion.example');
  });

  it('goes to each in their language, with links of their own', async () => {
    const [ana = '', ben = ''] = await insertPeople(site.deps, event.id, [
      { name: '<b>Ana</b> http://malo.example', email: 'ana@x.test' },
      { name: 'Ben', email: 'ben@x.test', lang: 'en' },
    ]);
    const href = await write({ subject_en: 'Another room', body_en: 'Another room, [nombre].' });
    await press(href, 'enviar');
    await list();
    const mailingId = href.split('/').at(-1);
    const compose = (id: string) => mailingMails(site.deps)[0]?.compose(id, { mailingId }, site.deps.db);
    const [es, en] = [await compose(ana), await compose(ben)];
    expect([es?.lang, es?.to.address, en?.lang, en?.subject]).toEqual([
      'es',
      'ana@x.test',
      'en',
      'Another room',
    ]);
    expect(en?.text).toContain('Another room, Ben.');
    expect(es?.replyTo).toBe('encuentro@organizacion.example');
    const unsubscribe = /<(.*)>/.exec(es?.headers?.['List-Unsubscribe'] ?? '')?.[1] ?? '';
    expect(es?.text).toContain(unsubscribe);
    expect(en?.text).not.toContain(unsubscribe);
    expect(load(es?.html ?? '')('a[href*=malo]').length).toBe(0);
    expect(es?.subject).toBe('Cambio de sala, <b>Ana</b> http: //malo. example');
    // Without English words everybody gets the Spanish mail, all of it.
    const only = await write();
    await press(only, 'enviar');
    await list();
    const one = await mailingMails(site.deps)[0]?.compose(
      ben,
      { mailingId: only.split('/').at(-1) },
      site.deps.db,
    );
    expect([one?.lang, one?.text.split('\n')[0]]).toEqual(['es', 'Hola, Ben:']);
  });
});

describe('what is refused', () => {
  it('words that would not become what was meant', async () => {
    expect(await faults({ body_es: 'Vea http://org.example' })).toEqual([
      t('mailings.fault.half_address', { address: 'http://org.example' }),
    ]);
    expect(await faults({ subject_en: 'Only this' })).toEqual([t('mailings.fault.half_english')]);
    expect(await faults({ body_es: 'a'.repeat(10_001) })).toHaveLength(1);
    expect(await faults({ answer: 'answers.dieta|otra' })).toHaveLength(1);
    expect(await faults({ workshop: event.id })).toHaveLength(1);
    await write({ body_es: 'a '.repeat(5000) });
  });

  it('a group of nobody', async () => {
    const href = await write();
    const { body } = await visitor.get(href);
    expect(readPage(await visitor.get(href)).notices).toContain(t('mailings.warning.nobody'));
    expect(pressable(body, 'enviar')).toBe(undefined);
    expect((await press(href, 'enviar', { personas: '0', version: '1' })).notices).toContain(
      t('mailings.told.grupo'),
    );
  });

  it('a group that is another one by now, and a text that somebody changed', async () => {
    await insertPeople(site.deps, event.id, [{}, {}]);
    const href = await write();
    const seen = pressable((await visitor.get(href)).body, 'enviar') ?? {};
    expect(seen).toEqual({ personas: '2', version: '1' });
    await insertPeople(
      site.deps,
      event.id,
      Array.from({ length: 8 }, (_, n) => ({ email: `mas${n}@x.test` })),
    );
    const again = await visitor.follow(await visitor.post(`${href}/enviar`, seen));
    expect(readPage(again).notices).toContain(t('mailings.told.grupo'));
    await visitor.post(`${href}/cambiar`, { ...WORDS, subject_es: 'Otro', version: '1' });
    const stale = await visitor.post(`${href}/cambiar`, { ...WORDS, version: '1' });
    expect(stale.statusCode).toBe(422);
    const late = await visitor.post(`${href}/enviar`, { personas: '10', version: '1' });
    expect(readPage(await visitor.follow(late)).notices).toContain(t('mailings.told.cambio'));
    expect((await press(href, 'enviar')).notices).toContain(t('mailings.told.enviado'));
    // What was sent is a draft no more.
    expect((await visitor.get(`${href}/cambiar`)).statusCode).toBe(303);
    const removed = await visitor.post(`${href}/borrar`);
    expect(readPage(await visitor.follow(removed)).notices).toContain(t('mailings.told.tarde'));
  });

  it('a draft of another edition; drafts can be thrown away', async () => {
    const href = await write();
    const other = await insertEdition(site.deps.db, `${event.slug}-otro`);
    expect((await visitor.get(href.replace(event.slug, other.slug))).statusCode).toBe(404);
    expect((await visitor.post(`${href}/borrar`)).headers.location).toBe(root());
    expect((await visitor.get(href)).statusCode).toBe(404);
  });

  it('those who may only read', async () => {
    const href = await write();
    const { cookie } = await signInAs(site.deps, 'editor');
    const reader = makeVisitor(site.app, cookie);
    const shown = await reader.get(href);
    expect(shown.statusCode).toBe(200);
    expect(pressable(shown.body, 'prueba')).toBe(undefined);
    expect((await reader.post(`${href}/enviar`)).statusCode).toBe(403);
    expect((await reader.get(`${root()}/nuevo`)).statusCode).toBe(403);
    expect((await reader.get(root())).body).not.toContain(`${root()}/nuevo`);
  });
});

describe('what should be known before sending', () => {
  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['postponed', { status: 'postponed' }],
    ['unpublished', { visibility: 'draft' }],
  ] as const)('%s', async (warning, change) => {
    const { db } = site.deps;
    await insertPeople(site.deps, event.id, [{}]);
    const href = await write();
    const calm = readPage(await visitor.get(href)).notices;
    expect(calm).toEqual([t('mailings.warning.no_server')]);
    await db.updateTable('events').set(change).where('id', '=', event.id).execute();
    expect(readPage(await visitor.get(href)).notices).toContain(t(`mailings.warning.${warning}`));
    expect((await press(href, 'enviar')).notices).toContain(t('mailings.told.enviado'));
  });
});
