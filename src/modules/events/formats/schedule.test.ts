import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import draft6 from 'ajv/lib/refs/json-schema-draft-06.json' with { type: 'json' };
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { useApp } from '../../../../test/harness/app.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { insertEdition } from '../fixtures.ts';

const site = useApp();
const OURS = path.resolve('test/fixtures/schedule');
/** The formats' own schemas, when somebody has them: see the README beside ours. */
const THEIRS = process.env['SCHEDULE_SCHEMAS'];

const at = (text: string) => Temporal.Instant.from(text);
const HOSTILE = `</title>]]><script>alert("1")</script> & 'x' __proto__`;

const get = async (url: string, headers = {}) => await site.app.inject({ url, headers });
const json = async (slug: string) => JSON.parse((await get(`/encuentros/${slug}/programa.json`)).body);
const xml = async (slug: string) => (await get(`/encuentros/${slug}/programa.xml`)).body;
const eventsOf = (file: ReturnType<typeof JSON.parse>) =>
  file.schedule.conference.days.flatMap((day: { rooms: object }) => Object.values(day.rooms).flat());

async function faultsOfJson(value: unknown, file: string): Promise<unknown> {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addMetaSchema(draft6);
  const check = ajv.compile(JSON.parse(await readFile(file, 'utf8')));
  return check(value) ? [] : check.errors;
}

async function faultsOfXml(text: string, file: string): Promise<readonly { message: string }[]> {
  const result = await validateXML({
    xml: [{ fileName: 'programa.xml', contents: text }],
    schema: [await readFile(file, 'utf8')],
  });
  return result.errors;
}

async function insertHostile(): Promise<string> {
  const edition = await insertEdition(site.deps.db, 'eja-2027', {
    event: { title: `Encuentro ${HOSTILE}`, mode: 'hybrid', venue: 'Casa' },
  });
  const { db } = site.deps;
  const room = await db
    .insertInto('event_rooms')
    .values({ event_id: edition.id, name: '__proto__', capacity: 30 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const session = (slug: string, more: object) => ({
    event_id: edition.id,
    slug,
    type: 'panel' as const,
    title: HOSTILE,
    abstract: `uno\n\ndos ${HOSTILE}`,
    starts_at: at('2027-03-07T15:00:00Z'),
    ends_at: at('2027-03-07T16:30:00Z'),
    room_id: room.id,
    track_id: null,
    capacity: null,
    ...more,
  });
  const rows = await db
    .insertInto('event_sessions')
    .values([
      session('a', { language: 'quc', interpretation: ['es', 'lengua de señas'] }),
      session('sin-sala', { room_id: null }),
      // Half past one at night: still the evening of the seventh.
      session('noche', { starts_at: at('2027-03-08T07:30:00Z'), ends_at: at('2027-03-08T08:00:00Z') }),
      session('manana', { starts_at: at('2027-03-08T14:00:00Z'), ends_at: at('2027-03-08T15:00:00Z') }),
      session('sin-hora', { starts_at: null, ends_at: null }),
      session('cancelada', { status: 'cancelled' as const }),
      session('aplazada', { status: 'postponed' as const }),
    ])
    .returning(['id', 'slug'])
    .execute();
  const speaker = await db
    .insertInto('event_speakers')
    .values({ event_id: edition.id, slug: 'ana', name: `Ana ${HOSTILE}` })
    .returning('id')
    .executeTakeFirstOrThrow();
  const first = rows.find((row) => row.slug === 'a')?.id ?? '';
  await db
    .insertInto('event_session_speakers')
    .values({ session_id: first, speaker_id: speaker.id })
    .execute();
  const material = (kind: 'recording' | 'slides', title: string) => ({
    event_id: edition.id,
    session_id: first,
    kind,
    title,
    url: `https://example.org/v?a=1&b="${kind}"`,
  });
  await db
    .insertInto('event_materials')
    .values([
      { ...material('recording', 'Video <1>'), consent_at: at('2027-03-09T00:00:00Z') },
      material('slides', 'Láminas'),
    ])
    .execute();
  return speaker.id;
}

let speakerId = '';
beforeAll(async () => {
  speakerId = await insertHostile();
  const large = await insertEdition(site.deps.db, 'grande', {});
  await insertProgramme(site.deps.db, large.id, {
    sessions: 300,
    speakers: 150,
    from: at('2027-03-07T14:00:00Z'),
    untimed: 2,
  });
  await insertEdition(site.deps.db, 'x', { event: { timezone: 'Etc/GMT+6' } });
});

describe.each(['eja-2027', 'grande', 'x'])('the programme of %s', (slug) => {
  it('is a schedule.json of version 1', async () => {
    const file = await json(slug);
    expect(await faultsOfJson(file, path.join(OURS, 'schedule.schema.json'))).toEqual([]);
    if (THEIRS) expect(await faultsOfJson(file, path.join(THEIRS, 'schema.json'))).toEqual([]);
  });

  it('is a frab XML', async () => {
    const text = await xml(slug);
    expect(await faultsOfXml(text, path.join(OURS, 'schedule.xsd'))).toEqual([]);
    // Older originals know persons by number only.
    if (THEIRS)
      expect(
        await faultsOfXml(
          text.replaceAll(/<person guid="[^"]*"/g, '<person'),
          path.join(THEIRS, 'schedule.xsd'),
        ),
      ).toEqual([]);
  });
});

it('the checks refuse what is wrong', async () => {
  const file = await json('eja-2027');
  file.schedule.conference.acronym = 'eja-2027';
  delete eventsOf(file)[0].guid;
  const faults = (await faultsOfJson(file, path.join(OURS, 'schedule.schema.json'))) as { keyword: string }[];
  expect(faults.map((fault) => fault.keyword).toSorted()).toEqual(['pattern', 'required']);
  const text = (await xml('eja-2027')).replace(/ guid="[^"]*"/, '');
  expect((await faultsOfXml(text, path.join(OURS, 'schedule.xsd'))).length).toBeGreaterThan(0);
});

describe('what is in it', () => {
  it('takes place, at its hour, on its day, in its room', async () => {
    const { conference } = (await json('eja-2027')).schedule;
    const shown = conference.days.map(
      (day: { date: string; rooms: Record<string, { url: string; room: string }[]> }) => [
        day.date,
        Object.entries(day.rooms).map(([room, its]) => [room, its.map((one) => one.url.split('/').at(-1))]),
      ],
    );
    expect(shown).toEqual([
      [
        '2027-03-07',
        [
          ['__proto__', ['a', 'noche']],
          ['Sala por anunciar', ['sin-sala']],
        ],
      ],
      ['2027-03-08', [['__proto__', ['manana']]]],
    ]);
    expect(conference.days[0].day_start).toBe('2027-03-07T04:00:00-06:00');
    expect(conference.days[0].day_end).toBe('2027-03-08T04:00:00-06:00');
    expect([conference.acronym, conference.time_zone_name]).toEqual(['eja_2027', 'America/Guatemala']);
  });

  it('says a session as the formats want it', async () => {
    const [first] = eventsOf(await json('eja-2027'));
    const row = await site.deps.db
      .selectFrom('event_sessions')
      .select(['id', 'number'])
      .where('slug', '=', 'a')
      .executeTakeFirstOrThrow();
    expect(first).toEqual({
      id: row.number,
      guid: row.id,
      date: '2027-03-07T09:00:00-06:00',
      start: '09:00',
      duration: '01:30',
      room: '__proto__',
      slug: `eja_2027-${String(row.number).padStart(3, '0')}-a`,
      url: 'http://localhost:3000/encuentros/eja-2027/sesiones/a',
      title: HOSTILE,
      subtitle: '',
      track: null,
      type: 'panel',
      language: 'quc',
      abstract: `uno\n\ndos ${HOSTILE}`,
      description: 'Interpretación: Español, lengua de señas',
      persons: [
        {
          guid: speakerId,
          name: `Ana ${HOSTILE}`,
          url: 'http://localhost:3000/encuentros/eja-2027/ponentes/ana',
        },
      ],
      links: [{ url: 'https://example.org/v?a=1&b="recording"', title: 'Video <1>' }],
      attachments: [{ url: 'https://example.org/v?a=1&b="slides"', title: 'Láminas' }],
    });
  });

  it('leaves out a recording that was taken back, and says that none is wanted', async () => {
    const taken = (when: Temporal.Instant | null) =>
      site.deps.db
        .updateTable('event_materials')
        .set({ consent_withdrawn_at: when })
        .where('kind', '=', 'recording')
        .execute();
    await taken(at('2027-03-10T00:00:00Z'));
    const text = await xml('eja-2027');
    expect(await faultsOfXml(text, path.join(OURS, 'schedule.xsd'))).toEqual([]);
    expect(text.split('<optout>true</optout>')).toHaveLength(2);
    expect(text).not.toContain('Video');
    expect(eventsOf(await json('eja-2027'))[0].links).toEqual([]);
    await taken(null);
    expect(await xml('eja-2027')).not.toContain('optout');
  });

  it('is the same in both', async () => {
    for (const slug of ['eja-2027', 'grande']) {
      const $ = load(await xml(slug), { xml: true });
      const read = $('event')
        .toArray()
        .map((e) => {
          const text = (name: string) => $(e).children(name).text();
          return [
            $(e).attr('guid'),
            text('title'),
            text('abstract'),
            text('date'),
            text('room'),
            text('duration'),
          ];
        });
      const events = eventsOf(await json(slug)) as Record<string, unknown>[];
      expect(read).toEqual(
        events.map((one) => [
          one['guid'],
          one['title'],
          one['abstract'],
          one['date'],
          one['room'],
          one['duration'],
        ]),
      );
    }
    expect(eventsOf(await json('grande'))).toHaveLength(300);
  });

  it('is nothing when the edition is not on', async () => {
    await insertEdition(site.deps.db, 'no-hay', {
      event: { status: 'postponed', status_note: 'Nueva fecha pronto.' },
      workshops: { uno: 5 },
    });
    const { conference } = (await json('no-hay')).schedule;
    expect([conference.days.length, eventsOf(await json('no-hay'))]).toEqual([1, []]);
    expect(conference.description).toBe('Nueva fecha pronto.');
  });
});

describe('the answer', () => {
  it('has the format’s type, can be read by other sites, and is sent once', async () => {
    const first = await get('/encuentros/grande/programa.xml');
    expect(first.headers['content-type']).toBe('application/vnd.c3voc.schedule+xml');
    expect(first.headers['access-control-allow-origin']).toBe('*');
    const again = await get('/encuentros/grande/programa.xml', {
      'if-none-match': String(first.headers.etag),
    });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('/encuentros/grande/programa.json')).headers['content-type']).toBe(
      'application/json; charset=utf-8',
    );
  });

  it('of a draft is not found', async () => {
    await insertEdition(site.deps.db, 'borrador', { event: { visibility: 'draft' } });
    for (const file of ['programa.json', 'programa.xml', 'programa/incrustar'])
      expect((await get(`/encuentros/borrador/${file}`)).statusCode).toBe(404);
  });

  it('is named in the head of the page', async () => {
    const $ = load((await get('/encuentros/grande/programa')).body);
    const links = $('link[rel=alternate][type]').toArray();
    expect(links.map((e) => [$(e).attr('type'), $(e).attr('href')])).toEqual([
      ['text/calendar', '/encuentros/grande/programa.ics'],
      ['application/json', '/encuentros/grande/programa.json'],
      ['application/vnd.c3voc.schedule+xml', '/encuentros/grande/programa.xml'],
    ]);
  });
});

describe('the programme inside other sites', () => {
  it('can be framed, sets nothing, and leads out of the frame', async () => {
    const answer = await get('/encuentros/grande/programa/incrustar');
    expect(answer.headers['content-security-policy']).toContain('frame-ancestors *');
    expect([answer.headers['x-frame-options'], answer.headers['set-cookie']]).toEqual([undefined, undefined]);
    const $ = load(answer.body);
    expect($('base').attr()).toEqual({ target: '_top' });
    expect([$('header, nav, footer, form').length, $('.slot').length]).toEqual([0, 302]);
    expect($('link[rel=canonical]').attr('href')).toBe('http://localhost:3000/encuentros/grande/programa');
  });

  it('alone can be framed', async () => {
    for (const url of ['/encuentros/grande/programa', '/encuentros/grande']) {
      const { headers } = await get(url);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-frame-options']).toBe('DENY');
    }
  });
});
