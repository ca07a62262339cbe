import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { countPlaces } from '../../events/fixtures.ts';
import { START, useApp } from '../../../../test/harness/app.ts';
import { makeDoor, openPhone, type OpenedPhone, scanId } from '../../../../test/harness/door.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { words } from '../../../../test/harness/visit.ts';
import { makeVisitor } from '../../../../test/harness/visitor.ts';
import { phoneCookie, phoneToken } from '../ticket.ts';

const site = useApp();
const make = (...args: Parameters<typeof makeDoor> extends [unknown, ...infer R] ? R : never) =>
  makeDoor(site.deps, ...args);
const open = async (event: { id: string }, phone?: Parameters<typeof openPhone>[2]) => {
  const opened = await openPhone(site.deps, event, phone);
  return { ...opened, visitor: makeVisitor(site.app, opened.cookie) };
};
const answerOf = (body: string) => load(body)('#puerta-resultado [data-answer]').attr('data-answer');
const card = (body: string) => words(load(body), '#puerta-resultado');
const count = (body: string) => words(load(body), '.door-count');

/** Types a code at the door without scripts. @returns the page that follows */
async function type(phone: Awaited<ReturnType<typeof open>>, code: string) {
  const sent = await phone.visitor.post(`${phone.path}/entrar`, { code });
  expect(sent.statusCode).toBe(303);
  return (await phone.visitor.follow(sent)).body;
}

/** As the page's script does. */
async function ask(phone: OpenedPhone, below: string, fields: Record<string, string>) {
  const answer = await site.app.inject({
    method: 'POST',
    url: phone.path + below,
    headers: {
      cookie: phone.cookie,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
}

describe('a door without scripts', () => {
  it('marks once, says since when, counts, and takes a mark back', async () => {
    const { event, people } = await make('sin-guiones', [{ name: 'Ximena Ficticia' }, {}]);
    const [ximena] = people;
    const north = await open(event);
    const south = await open(event, { label: 'Puerta sur', byStaff: false });
    const first = await type(north, ` ja:${ximena?.code.toLowerCase()} `);
    expect(answerOf(first)).toBe('welcome');
    expect(card(first)).toContain('Ximena Ficticia');
    expect(card(first)).toContain('En persona');
    expect(count(first)).toBe('1 de 2 personas');
    const second = await type(south, ximena?.code ?? '');
    expect(answerOf(second)).toBe('already');
    expect(card(second)).toMatch(/Ya entró a las 09:00 \(otro teléfono: Puerta norte\)/);
    expect(count(second)).toBe('1 de 2 personas');
    expect(load(second)('form[action$="/deshacer"]').length).toBe(0);
    // Phones of helpers take nothing back, whatever they send.
    await south.visitor.post(`${south.path}/deshacer`, { registration: ximena?.id ?? '' });
    expect(count((await north.visitor.get(north.path)).body)).toBe('1 de 2 personas');
    await north.visitor.post(`${north.path}/deshacer`, { registration: ximena?.id ?? '' });
    expect(count((await north.visitor.get(north.path)).body)).toBe('0 de 2 personas');
  });

  it('has a clear answer for everything else that is shown to it', async () => {
    const { event, people } = await make('respuestas', [{ attendance: 'online' }, {}, {}]);
    const other = await make('otro-encuentro', [{}]);
    const phone = await open(event);
    const [online, waiting, cancelled] = people;
    for (const [person, state] of [
      [waiting, 'waitlisted'],
      [cancelled, 'cancelled'],
    ] as const)
      await site.deps.db
        .updateTable('event_registrations')
        .set({ state })
        .where('id', '=', person?.id ?? '')
        .execute();
    const forged = makeForged(online?.code ?? '');
    const answers = [
      [online?.code, 'online'],
      [waiting?.code, 'waiting'],
      [cancelled?.code, 'cancelled'],
      [other.people[0]?.code, 'other_event'],
      [forged, 'unknown'],
      [online?.code.slice(1), 'mistyped'],
      ['https://example.org', 'not_a_ticket'],
      ['<script>alert(1)</script>', 'not_a_ticket'],
    ] as const;
    for (const [code = '', answer] of answers) expect(answerOf(await type(phone, code)), code).toBe(answer);
    expect(count((await phone.visitor.get(phone.path)).body)).toBe('0 de 0 personas');
    // Online, but there is room.
    const page = load(await type(phone, online?.code ?? ''));
    const form = page('#puerta-resultado form').first();
    const sent = await phone.visitor.post(
      form.attr('action') ?? '',
      Object.fromEntries(form.serializeArray().map(({ name, value }) => [name, value])),
    );
    expect(answerOf((await phone.visitor.follow(sent)).body)).toBe('welcome');
  });

  it('knows who registered a moment ago', async () => {
    const { event } = await make('recien', [{}]);
    const phone = await open(event);
    const later = await make('recien-2', []);
    expect(later.people).toEqual([]);
    const added = await phone.visitor.post(`${phone.path}/agregar`, {
      name: 'Bruno Inventado',
      email: 'bruno@ejemplo.test',
      attendance: 'in_person',
    });
    const page = (await phone.visitor.follow(added)).body;
    expect(answerOf(page)).toBe('welcome');
    expect(card(page)).toContain('Bruno Inventado');
    expect(count(page)).toBe('1 de 2 personas');
  });

  it('finds people by name and marks them; names stay out of addresses', async () => {
    const { event } = await make('busca', [{ name: 'Núria Supuesta' }, { name: 'Otra Persona' }]);
    const phone = await open(event);
    const found = await phone.visitor.post(`${phone.path}/buscar`, { q: 'nuria' });
    const $ = load(found.body);
    expect(found.statusCode).toBe(200);
    expect(found.headers['cache-control']).toBe('no-store');
    expect(words($, '.door-people')).toContain('Núria Supuesta');
    expect($('.door-people > li').length).toBe(1);
    const registration = String($('.door-people input[name=registration]').attr('value'));
    const sent = await phone.visitor.post(`${phone.path}/entrar`, { registration });
    expect(answerOf((await phone.visitor.follow(sent)).body)).toBe('welcome');
    const again = await phone.visitor.post(`${phone.path}/buscar`, { q: 'nuria' });
    expect(words(load(again.body), '.door-people')).toMatch(/Entró a las 09:00/);
    const blind = await open(event, { maySearch: false, byStaff: false });
    expect((await blind.visitor.post(`${blind.path}/buscar`, { q: 'nuria' })).statusCode).toBe(404);
    expect((await blind.visitor.get(blind.path)).body).not.toContain('/buscar');
  });

  it('says that no place is left; staff may let in all the same', async () => {
    const { event } = await make('lleno', [{}], { places: { capacity_in_person: 1 } });
    const staff = await open(event);
    const helper = await open(event, { byStaff: false });
    const person = (n: number) => ({
      name: `Persona ${n}`,
      email: `lleno${n}@ejemplo.test`,
      attendance: 'in_person',
    });
    const refused = await helper.visitor.follow(
      await helper.visitor.post(`${helper.path}/agregar`, person(1)),
    );
    expect(answerOf(refused.body)).toBe('waiting');
    expect(load(refused.body)('form[action$="/dar-lugar"]').length).toBe(0);
    const page = await staff.visitor.follow(await staff.visitor.post(`${staff.path}/agregar`, person(2)));
    const form = load(page.body)('form[action$="/dar-lugar"]');
    const registration = String(form.find('[name=registration]').attr('value'));
    await helper.visitor.post(`${helper.path}/dar-lugar`, { registration });
    const let_in = await staff.visitor.follow(
      await staff.visitor.post(`${staff.path}/dar-lugar`, { registration }),
    );
    expect(answerOf(let_in.body)).toBe('welcome');
    expect(await countPlaces(site.deps.db, event.id)).toMatchObject({ counted: 2, held: 2 });
  });
});

/** A code that nobody was given, with the right mark and check. */
function makeForged(code: string): string {
  // In this arithmetic two codes of one edition added up give a third that checks: shift the secret instead.
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  for (const first of alphabet)
    for (const last of alphabet) {
      const forged = code.slice(0, 3) + first + code.slice(4, 19) + last;
      if (first !== code[3] && isChecked(forged)) return forged;
    }
  throw new Error('no such code');
}

function isChecked(code: string): boolean {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let sum = 0;
  for (const char of code) {
    sum ^= alphabet.indexOf(char);
    sum = sum & 16 ? ((sum << 1) ^ 37) & 31 : sum << 1;
  }
  return sum === 0;
}

describe('whose door it is', () => {
  it('opens with the cookie of this phone, or for staff; the address alone opens nothing', async () => {
    const { event } = await make('cookie', [{}]);
    const phone = await open(event);
    const other = await open(event);
    const status = async (headers: Record<string, string>) =>
      (await site.app.inject({ url: phone.path, headers })).statusCode;
    expect(await status({ cookie: phone.cookie })).toBe(200);
    expect(await status({})).toBe(404);
    expect(await status({ cookie: other.cookie })).toBe(404);
    expect(await status({ cookie: `puerta=${phoneToken(site.deps.vault, phone.id)}` })).toBe(404);
    expect(await status({ cookie: (await signInAs(site.deps, 'facilitator')).cookie })).toBe(200);
    expect(await status({ cookie: (await signInAs(site.deps, 'editor')).cookie })).toBe(404);
    const swapped = `/puerta/${phoneCookie(site.deps.vault, phone.id)}`;
    expect((await phone.visitor.get(swapped)).statusCode).toBe(404);
  });

  it('asks the camera for itself alone, and is stored nowhere', async () => {
    const { event } = await make('cabeceras', [{}]);
    const phone = await open(event);
    const { headers } = await phone.visitor.get(phone.path);
    expect(headers['permissions-policy']).toBe('camera=(self), microphone=()');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toBe('noindex, nofollow');
    const worker = await phone.visitor.get(`${phone.path}/trabajador.js`);
    expect(worker.headers['service-worker-allowed']).toBe(phone.path);
    expect(worker.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('is over a day after the end, and when whoever holds the phone has finished', async () => {
    const { event, people } = await make('fin', [{}]);
    const phone = await open(event);
    await phone.visitor.post(`${phone.path}/cerrar`);
    const closed = await site.app.inject({ url: phone.path, headers: { cookie: phone.cookie } });
    expect(closed.statusCode).toBe(410);
    expect(words(load(closed.body), 'h1')).toBe('La puerta se cerró en este teléfono');
    expect((await ask(phone, '/entrar', { code: people[0]?.code ?? '' })).body).toEqual({ over: 'closed' });
    const next = await open(event);
    site.setNow(START.add({ hours: 33 }));
    expect((await next.visitor.get(next.path)).statusCode).toBe(410);
    site.setNow(START);
    expect((await next.visitor.get(next.path)).statusCode).toBe(200);
  });
});

describe('a scan by the page’s script', () => {
  it('is one scan however often it is sent, and the card comes along', async () => {
    const { event, people } = await make('guion', [{ name: 'Clara Inventada' }]);
    const phone = await open(event);
    const fields = { code: `JA:${people[0]?.code}`, scan: scanId(), way: 'scan' };
    for (let twice = 0; twice < 2; twice++) {
      const { status, body } = await ask(phone, '/entrar', fields);
      expect(status).toBe(200);
      expect(load(String(body['html']))('[data-answer]').attr('data-answer')).toBe('welcome');
      expect(String(body['html'])).toContain('Clara Inventada');
      expect(body['counts']).toEqual({ arrived: 1 });
      expect(body['now']).toBe(START.epochMilliseconds);
    }
  });

  it('shows a hostile name as text', async () => {
    const { event, people } = await make('hostil', [{ name: '<img src=x onerror=alert(1)>' }]);
    const phone = await open(event);
    const { body } = await ask(phone, '/entrar', { code: people[0]?.code ?? '' });
    expect(String(body['html'])).toContain('&lt;img src=x');
    expect(String(body['html'])).not.toContain('<img');
  });
});
