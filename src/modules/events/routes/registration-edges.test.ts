/** What somebody tries who wants to know, to block or to break. */
import * as cheerio from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { insertEdition } from '../fixtures.ts';
import { eventMails } from '../mails.ts';

const test = useApp();
let slug = '';
let n = 0;

beforeEach(() => {
  test.setNow('2027-01-10T15:00:00Z');
  n += 1;
  slug = `borde-${n}`;
});

const edition = (fixture: Parameters<typeof insertEdition>[2] = {}) =>
  insertEdition(test.deps.db, slug, fixture);
const PERSON = { name: 'Persona Ejemplo', email: 'persona@ejemplo.test', accept: 'on' };

function post(url: string, fields: Record<string, string>) {
  return test.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
}
const register = (fields: Record<string, string> = PERSON) => post(`/encuentros/${slug}/registro`, fields);
const api = (payload: string | object) =>
  test.app.inject({
    method: 'POST',
    url: `/api/v1/events/${slug}/registrations`,
    headers: { 'content-type': 'application/json' },
    payload,
  });

async function promised() {
  const rows = await test.deps.db
    .selectFrom('mails as m')
    .innerJoin('event_registrations as r', (j) =>
      j.onRef((eb) => eb.cast('r.id', 'text'), '=', 'm.subject_id'),
    )
    .innerJoin('events as e', 'e.id', 'r.event_id')
    .select(['m.kind', 'm.subject_id', 'm.data'])
    .where('e.slug', '=', slug)
    .orderBy('m.id')
    .execute();
  const specs = new Map(eventMails(test.deps).map((s) => [s.kind, s]));
  return Promise.all(
    rows.map(async ({ kind, subject_id, data }) => ({
      kind,
      mail: await specs.get(kind)?.compose(subject_id, data as Record<string, unknown>, test.deps.db),
    })),
  );
}

describe('who wants to know whether somebody is registered', () => {
  it('hears from the API of a hybrid edition what a newcomer who attends this way would hear', async () => {
    await edition({
      event: { mode: 'hybrid', confirm_email: false },
      places: { capacity_in_person: 1, capacity_online: 10 },
    });
    const ask = async (email: string) =>
      (await api({ ...PERSON, email, accept: true, attendance: 'in_person' })).json();
    expect(await ask('primera@ejemplo.test')).toEqual({ status: 'confirmed' });
    expect(await ask('nueva@ejemplo.test')).toEqual({ status: 'waitlisted' });
    expect(await ask('primera@ejemplo.test')).toEqual({ status: 'waitlisted' });
  });
});

describe('an address spelled so that it looks like another one', () => {
  // A soft hyphen, and letters of full width: found again as the plain spelling, but no mail arrives there.
  it.each(['per\u00ADsona@ejemplo.test', 'ｐｅｒｓｏｎａ@ejemplo.test'])(
    'does not keep that one from registering (%j)',
    async (squatting) => {
      await edition();
      await register({ ...PERSON, email: squatting });
      expect((await register()).statusCode).toBe(303);
      const sent = (await promised()).map((m) => m.mail?.to.address);
      expect(sent).toEqual(['persona@ejemplo.test', 'persona@ejemplo.test']);
    },
  );

  it('is refused when the plain spelling is no address', async () => {
    await edition();
    expect((await register({ ...PERSON, email: 'persona＠otra@ejemplo.test' })).statusCode).toBe(422);
  });
});

describe('bodies that are no registration', () => {
  it('nested without end are answered with a 4xx', async () => {
    await edition();
    const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const { name: _, ...rest } = PERSON;
    const tail = JSON.stringify({ ...rest, accept: true }).slice(1);
    expect((await api(`{"name":${deep(100_000)},${tail}`)).statusCode).toBe(422);
    expect((await api(`{"name":"Persona","answers":{"x":${deep(100_000)}},${tail}`)).statusCode).toBe(201);
  });

  it('with names that mean something to JavaScript store nothing of them', async () => {
    await edition();
    const answers = '{"__proto__":{"x":1},"constructor":"c","toString":"t"}';
    const body = JSON.stringify({ ...PERSON, accept: true });
    const answer = await api(`${body.slice(0, -1)},"answers":${answers},"__proto__":{"email":"x"}}`);
    expect(answer.statusCode).toBe(201);
    const [first] = await promised();
    expect(first?.mail?.to.address).toBe('persona@ejemplo.test');
  });
});

describe('the secret link', () => {
  it('takes no action on an edition that is over', async () => {
    await edition();
    await register();
    const link = /\/registro\/[\w-]{43}/.exec((await promised())[0]?.mail?.text ?? '')?.[0] ?? '';
    await post(link, { action: 'confirm' });
    test.setNow('2027-03-09T00:00:00Z');
    for (const action of ['cancel', 'change', 'rejoin'])
      expect((await post(link, { action, name: 'Persona Ejemplo' })).headers.location).toBe(
        `${link}?hecho=refused`,
      );
    expect(
      cheerio
        .load((await test.app.inject(link)).body)('h1')
        .text(),
    ).toBe('Su inscripción está confirmada');
  });

  it('is kept by no cache, told to no other site, found by no search engine', async () => {
    await edition();
    await register();
    const link = /\/registro\/[\w-]{43}/.exec((await promised())[0]?.mail?.text ?? '')?.[0] ?? '';
    for (const url of [link, `${link}/cambiar`, `${link}/cancelar`]) {
      const { headers } = await test.app.inject(url);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'x-robots-tag': 'noindex, nofollow',
      });
    }
  });
});

describe('mails that waited while the edition was called off', () => {
  it('confirm nothing and offer nothing any more', async () => {
    const event = await edition({ event: { confirm_email: false } });
    await register();
    await test.deps.db
      .updateTable('events')
      .set({ status: 'cancelled' })
      .where('id', '=', event.id)
      .execute();
    expect((await promised()).map(({ kind, mail }) => [kind, mail])).toEqual([
      ['events.registration_state', undefined],
    ]);
  });
});
