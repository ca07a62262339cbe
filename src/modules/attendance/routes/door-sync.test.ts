/** A phone without network, as the server sees it: the roster it took along, the scans it brings back. */
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { START, useApp } from '../../../../test/harness/app.ts';
import {
  doorNotes,
  makeDoor,
  mistyped,
  openPhone,
  type OpenedPhone,
  scanId,
} from '../../../../test/harness/door.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { words } from '../../../../test/harness/visit.ts';
import { makeVisitor } from '../../../../test/harness/visitor.ts';
import { load } from 'cheerio';

const site = useApp();
const HOUR = 3_600_000;
const at = (hours: number) => START.epochMilliseconds + hours * HOUR;
const iso = (hours: number) => Temporal.Instant.fromEpochMilliseconds(at(hours)).toString();

interface Roster {
  key: string;
  parts: Record<string, string>;
  counts: { arrived: number; expected: number };
}

async function roster(phone: OpenedPhone, has = ''): Promise<Roster> {
  const url = `${phone.path}/lista?tengo=${has}`;
  const answer = await site.app.inject({ url, headers: { cookie: phone.cookie } });
  expect(answer.statusCode).toBe(200);
  return JSON.parse(answer.body) as Roster;
}

const hashWith = (key: string, code: string) =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(code).digest().subarray(0, 10);

/** Flags of a code in a roster; undefined when it is not there. */
function flagsOf({ key, parts }: Roster, code: string): number | undefined {
  const hash = hashWith(key, code);
  const part = Buffer.from(parts[(hash[0] ?? 0) >> 2] ?? '', 'base64');
  for (let i = 0; i < part.length; i += 11) if (part.subarray(i, i + 10).equals(hash)) return part[i + 10];
  return undefined;
}

function digestsOf({ parts }: Roster): string {
  const view = new DataView(new ArrayBuffer(256));
  for (let index = 0; index < 64; index++) {
    let sum = 0x811c9dc5;
    for (const byte of Buffer.from(parts[index] ?? '', 'base64')) sum = Math.imul(sum ^ byte, 0x01000193);
    view.setUint32(index * 4, sum >>> 0);
  }
  return Buffer.from(view.buffer).toString('base64url');
}

const kept = (key: string, code: string, more: Record<string, unknown> = {}) => ({
  id: scanId(),
  hash: hashWith(key, code).toString('hex'),
  device: at(1),
  offset: 0,
  contact: at(0),
  since: null,
  anyway: false,
  ...more,
});

async function merge(phone: OpenedPhone, scans: unknown) {
  const answer = await site.app.inject({
    method: 'POST',
    url: `${phone.path}/juntar`,
    headers: {
      cookie: phone.cookie,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ scans: JSON.stringify(scans) }).toString(),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    body: (isJson ? JSON.parse(answer.body) : {}) as {
      done?: string[];
      merged?: { answer: string }[];
      over?: string;
    },
  };
}

async function door(slug: string, people: Parameters<typeof makeDoor>[2]) {
  site.setNow(START);
  const made = await makeDoor(site.deps, slug, people);
  const north = await openPhone(site.deps, made.event);
  const south = await openPhone(site.deps, made.event, { label: 'Puerta sur', byStaff: false });
  return {
    ...made,
    ids: made.people.map(({ id }) => id),
    codes: made.people.map(({ code }) => code),
    north,
    south,
  };
}

describe('the roster of a phone', () => {
  it('knows every ticket by hash and flags, and is refreshed by what changed', async () => {
    const { codes, ids, north, south } = await door('lista', [
      {},
      { attendance: 'online' },
      {},
      ...Array.from({ length: 30 }, () => ({})),
    ]);
    await sql`update event_registrations set state = 'cancelled' where id = ${ids[2]}`.execute(site.deps.db);
    const mine = await roster(north);
    expect(codes.slice(0, 4).map((code) => flagsOf(mine, code))).toEqual([0, 1, 3, 0]);
    expect(flagsOf(mine, mistyped(codes[0] ?? ''))).toBe(undefined);
    const theirs = await roster(south);
    expect(theirs.key).not.toBe(mine.key);
    // The same ticket has another hash on every phone.
    expect(codes.some((code) => hashWith(mine.key, code).equals(hashWith(theirs.key, code)))).toBe(false);
    const same = await roster(north, digestsOf(mine));
    expect(Object.keys(same.parts)).toEqual([]);
    expect(same.key).toBe(undefined);
    await merge(north, [kept(mine.key, codes[0] ?? '')]);
    const next = await roster(north, digestsOf(mine));
    expect(Object.keys(next.parts).length).toBe(1);
    expect(flagsOf({ ...next, key: mine.key }, codes[0] ?? '')).toBe(4);
  });

  it('names nobody: no name, address, code or id', async () => {
    const { people, north } = await door('callada', [{ name: 'Ximena Ficticia' }]);
    const text = JSON.stringify(await roster(north));
    const bytes = Object.values((JSON.parse(text) as Roster).parts).map((part) =>
      Buffer.from(part, 'base64').toString('latin1'),
    );
    for (const person of people)
      for (const secret of [person.name, person.email, person.code, person.id])
        expect(text.includes(secret) || bytes.some((part) => part.includes(secret))).toBe(false);
  });
});

describe('scans brought back', () => {
  it('of a phone offline for a day with a wrong clock, reordered and sent again', async () => {
    const { codes, ids, north, south } = await door('dia', [{}, {}, {}, {}]);
    const [n, s] = [(await roster(north)).key, (await roster(south)).key];
    const wrong = -9 * HOUR;
    const scans = [
      kept(n, codes[0] ?? '', { device: at(2) + wrong, offset: wrong }),
      kept(n, codes[1] ?? '', { device: at(3) + wrong, offset: wrong }),
      // Set forward in the middle: the running time says two hours.
      kept(n, codes[2] ?? '', { device: at(90), offset: wrong, since: 2 * HOUR }),
      // Set back, and the page loaded anew: no earlier than the last contact.
      kept(n, codes[3] ?? '', { device: at(-50), offset: wrong }),
    ];
    site.setNow(START.add({ hours: 20 }));
    await merge(south, [
      kept(s, codes[0] ?? '', { device: at(5) }),
      kept(s, codes[1] ?? '', { device: at(1) }),
    ]);
    for (const batch of [scans.slice(2), scans.slice(0, 2), scans.toReversed(), scans])
      expect((await merge(north, batch)).body.done).toEqual(batch.map(({ id }) => id));
    expect(await doorNotes(site.deps.db, ids)).toEqual([
      { outcomes: ['arrived', 'double'], at: iso(2) },
      { outcomes: ['arrived', 'double'], at: iso(1) },
      { outcomes: ['arrived'], at: iso(2) },
      { outcomes: ['arrived'], at: iso(0) },
    ]);
    const flagged = await site.deps.db
      .selectFrom('door_scans')
      .select('registration_id')
      .where('phone_id', '=', north.id)
      .where('clamped', '=', true)
      .execute();
    expect(flagged.map((row) => row.registration_id).toSorted()).toEqual([ids[2], ids[3]].toSorted());
  });

  it('tell of forged codes, of people registered since, and of those let in who had registered for online', async () => {
    const { codes, ids, event, north } = await door('varios', [
      { attendance: 'online' },
      { attendance: 'online' },
    ]);
    const { key } = await roster(north);
    const other = await door('varios-otra', [{}]);
    const { body } = await merge(north, [
      kept(key, codes[0] ?? '', { anyway: true }),
      kept(key, codes[1] ?? ''),
      kept(key, other.codes[0] ?? ''),
      kept(key, 'ABCD'),
    ]);
    expect(body.merged?.map(({ answer }) => answer).toSorted()).toEqual([
      'online',
      'unknown',
      'unknown',
      'welcome',
    ]);
    expect((await doorNotes(site.deps.db, ids)).map((n) => n.outcomes)).toEqual([['arrived'], ['refused']]);
    const late = await makeDoor(site.deps, 'varios-tarde', []);
    expect(late.people).toEqual([]);
    const visitor = makeVisitor(site.app, north.cookie);
    expect((await visitor.get(`${north.path}/lista`)).statusCode).toBe(200);
    expect(event.slug).toBe('varios');
  });

  it.each([
    ['no list', '{}'],
    ['not JSON', 'x'],
    ['a scan without hash', JSON.stringify([{ id: scanId() }])],
    ['an id that is none', JSON.stringify([kept('a', 'b', { id: 'x' })])],
    ['a time beyond all', JSON.stringify([kept('a', 'b', { device: 1e300 })])],
    ['too many', JSON.stringify(Array.from({ length: 201 }, () => kept('a', 'b')))],
  ])('refuses %s', async (_what, scans) => {
    const { north } = await door(`malo-${scanId().slice(0, 8)}`, []);
    const answer = await site.app.inject({
      method: 'POST',
      url: `${north.path}/juntar`,
      headers: { cookie: north.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ scans }).toString(),
    });
    expect(answer.statusCode).toBe(400);
  });
});

describe('a lost phone', () => {
  it('gets no list, marks nobody, and what it still sends waits for staff', async () => {
    const { codes, ids, event, north, south } = await door('perdido', [{ name: 'Clara Inventada' }, {}]);
    const { key } = await roster(north);
    const office = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
    const page = `/admin/encuentros/${event.slug}/puerta`;
    expect((await office.post(`${page}/telefonos/${north.id}/revocar`)).statusCode).toBe(303);
    const visitor = makeVisitor(site.app, north.cookie);
    expect((await visitor.get(`${north.path}/lista`)).statusCode).toBe(410);
    expect((await visitor.post(`${north.path}/entrar`, { code: codes[0] ?? '' })).statusCode).toBe(410);
    expect((await visitor.post(`${north.path}/buscar`, { q: 'clara' })).body).not.toContain('Clara');
    const scans = [kept(key, codes[0] ?? ''), kept(key, codes[1] ?? '', { device: at(2) })];
    site.setNow(START.add({ hours: 4 }));
    for (let twice = 0; twice < 2; twice++) {
      const { status, body } = await merge(north, scans);
      expect(status).toBe(410);
      expect(body).toEqual({ over: 'revoked', done: scans.map(({ id }) => id) });
    }
    expect((await doorNotes(site.deps.db, ids)).map((n) => n.at)).toEqual([null, null]);
    const shown = await office.get(page);
    expect(words(load(shown.body), '#telefonos')).toContain('2 lecturas por revisar de «Puerta norte»');
    const accepted = await office.post(`${page}/telefonos/${north.id}/aceptar`);
    expect(words(load((await office.follow(accepted)).body), '.notice-title')).toContain(
      'Las lecturas cuentan como llegadas',
    );
    expect((await doorNotes(site.deps.db, ids)).map((n) => n.at)).toEqual([iso(1), iso(2)]);
    // The other phone works on.
    expect((await roster(south)).counts).toEqual({ arrived: 2, expected: 2 });
    const again = await office.post(`${page}/telefonos/${north.id}/revocar`);
    expect(again.headers.location).toBe(`${page}?puerta=not_possible`);
  });
});
