import { Ajv2020 } from 'ajv/dist/2020.js';
import type { FastifyInstance } from 'fastify';
import ICAL from 'ical.js';
import type { TSchema } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../app.ts';
import { START, testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { type CountingDb, countingDb } from '../../../../test/harness/statements.ts';
import { visit } from '../../../../test/harness/visit.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { type EditionFixture, insertEdition } from '../fixtures.ts';
import { EventDetail, EventListAnswer, SessionListAnswer } from '../schemas/api.ts';

const database = useDatabase();
let app: FastifyInstance;
let counting: CountingDb;

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);
const HOSTILE = 'Mesa, sala;\nEND:VEVENT\r\nX-EVIL:1 \\ "><script>alert(1)</script>';

beforeAll(async () => {
  counting = countingDb(database.pool);
  app = await buildApp(testDeps(counting.db, () => START));
  await app.ready();
});
afterAll(async () => {
  await app.close();
});

async function edition(slug: string, event: EditionFixture['event'] = {}) {
  return await insertEdition(database.db, slug, { event });
}

interface Answer {
  data: { slug: string; starts: string | null; speakers: unknown[] }[];
  error: unknown;
}

async function get(url: string) {
  const { status, headers, body } = await visit(app, url);
  return { status, headers, json: JSON.parse(body) as Answer };
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
function faults(schema: TSchema, value: unknown): unknown {
  const check = ajv.compile(JSON.parse(JSON.stringify(schema)) as object);
  return check(value) ? [] : check.errors;
}

function next(headers: Record<string, unknown>): string | undefined {
  return /^<http:\/\/localhost:3000([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1];
}

describe('GET /api/v1/events', () => {
  it('lists published editions, the latest first, as its schema says', async () => {
    await edition('primero', { starts_at: at('2023-03-07T14:00:00Z'), ends_at: at('2023-03-08T19:00:00Z') });
    await edition('segundo', { registration_closes_on: Temporal.PlainDate.from('2027-03-05') });
    await edition('borrador', { visibility: 'draft' });
    const { status, json, headers } = await get('/api/v1/events');
    expect(status).toBe(200);
    expect(faults(EventListAnswer, json)).toEqual([]);
    expect(json.data.map((e) => e.slug)).toEqual(['segundo', 'primero']);
    expect(json.data[0]).toMatchObject({
      title: 'Encuentro de prueba',
      starts: '2027-03-07T14:00:00Z',
      timezone: 'America/Guatemala',
      url: 'http://localhost:3000/encuentros/segundo',
      registration: { state: 'open', opens: '2026-01-01T06:00:00Z', closes: null, closes_on: '2027-03-05' },
    });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['etag']).toBeTruthy();
    expect(next(headers)).toBe(undefined);
  });

  it('is read to its end by following the Link header, nothing twice', async () => {
    for (let i = 0; i < 7; i++) await edition(`lista-${i}`);
    const seen: string[] = [];
    for (let url: string | undefined = '/api/v1/events?limit=2'; url;) {
      const { json, headers } = await get(url);
      seen.push(...json.data.map((e) => e.slug));
      url = next(headers);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((slug) => slug.startsWith('lista-')).length).toBe(7);
    expect(seen).toContain('primero');
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'after=x', 'after=%00', `after=${'a'.repeat(3000)}`])(
    'refuses ?%s naming the field',
    async (query) => {
      const { status, json } = await get(`/api/v1/events?${query}`);
      expect(status).toBe(422);
      expect(json.error).toMatchObject({ code: 'invalid', fields: [{ field: query.split('=')[0] }] });
    },
  );
});

describe('GET /api/v1/events/{slug}', () => {
  it('is the edition with its sources, tracks and links', async () => {
    const sources = [{ title: 'Nota', publisher: 'Medio' }];
    const { id } = await edition('entero', { sources: JSON.stringify(sources) as never });
    await insertProgramme(database.db, id, { sessions: 3, speakers: 2, from: at('2027-03-07T14:00:00Z') });
    const { status, json } = await get('/api/v1/events/entero');
    expect(status).toBe(200);
    expect(faults(EventDetail, json)).toEqual([]);
    expect(json).toMatchObject({
      slug: 'entero',
      sources,
      links: {
        sessions: 'http://localhost:3000/api/v1/events/entero/sessions',
        calendar: 'http://localhost:3000/encuentros/entero/programa.ics',
      },
    });
  });

  it.each(['/api/v1/events/borrador', '/api/v1/events/nada', '/api/v1/events/borrador/sessions'])(
    'is not found: %s',
    async (url) => {
      const { status, json } = await get(url);
      expect(status).toBe(404);
      expect(json.error).toMatchObject({ code: 'not_found' });
    },
  );
});

describe('GET /api/v1/events/{slug}/sessions', () => {
  it('gives them in order over the pages, those without hours last', async () => {
    const { id } = await edition('largo', { ends_at: at('2027-03-10T05:00:00Z') });
    await insertProgramme(database.db, id, {
      sessions: 20,
      speakers: 5,
      untimed: 3,
      from: at('2027-03-07T14:00:00Z'),
    });
    const seen: Answer['data'] = [];
    for (let url: string | undefined = '/api/v1/events/largo/sessions?limit=4'; url;) {
      const { json, headers } = await get(url);
      expect(faults(SessionListAnswer, json)).toEqual([]);
      seen.push(...json.data);
      url = next(headers);
    }
    expect(new Set(seen.map((s) => s.slug)).size).toBe(23);
    const hours = seen.map((s) => s.starts ?? '9999');
    expect(hours).toEqual(hours.toSorted());
    expect(hours.filter((h) => h === '9999').length).toBe(3);
    expect(seen[0]?.speakers.length).toBe(2);
  });

  it('costs the same number of queries for one and for a hundred', async () => {
    const counts: number[] = [];
    for (const sessions of [1, 100]) {
      const { id } = await edition(`cuenta-${sessions}`);
      await insertProgramme(database.db, id, { sessions, speakers: 20, from: at('2027-03-07T14:00:00Z') });
      const url = `/api/v1/events/cuenta-${sessions}/sessions?limit=100`;
      counts.push(await counting.count(() => get(url)));
    }
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(5);
  });
});

describe('programa.ics', () => {
  async function calendar(slug: string) {
    const { status, headers, body } = await visit(app, `/encuentros/${slug}/programa.ics`);
    expect(status).toBe(200);
    const component = new ICAL.Component(ICAL.parse(body));
    return { headers, body, component, entries: component.getAllSubcomponents('vevent') };
  }

  it('has an entry for each session with hours, its id the same at every reading', async () => {
    const { id } = await edition('ics', { ends_at: at('2027-03-10T05:00:00Z') });
    await insertProgramme(database.db, id, {
      sessions: 6,
      speakers: 4,
      untimed: 1,
      from: at('2027-03-07T14:00:00Z'),
    });
    const first = await calendar('ics');
    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(first.entries.length).toBe(6);
    const uids = first.entries.map((e) => String(e.getFirstPropertyValue('uid')));
    expect(new Set(uids).size).toBe(6);
    expect(uids.every((uid) => /^session-[0-9a-f-]{36}@localhost$/.test(uid))).toBe(true);
    expect((await calendar('ics')).body).toBe(first.body);
    expect(first.headers['etag']).toBeTruthy();
    expect(first.body).not.toContain('/registro/');
  });

  it('raises SEQUENCE with a change of session or edition, and says what is cancelled', async () => {
    const { id } = await edition('cambia');
    await insertProgramme(database.db, id, { sessions: 2, speakers: 0, from: at('2027-03-07T14:00:00Z') });
    const { db } = database;
    await db
      .updateTable('event_sessions')
      .set({ status: 'cancelled', sequence: 1 })
      .where('event_id', '=', id)
      .where('slug', '=', 'sesion-1')
      .execute();
    const facts = async () =>
      (await calendar('cambia')).entries.map((e) =>
        ['sequence', 'status', 'summary'].map((name) => String(e.getFirstPropertyValue(name)).slice(0, 22)),
      );
    expect(await facts()).toEqual([
      ['1', 'CANCELLED', 'Cancelado: Sesión de e'],
      ['0', 'CONFIRMED', 'Sesión de ejemplo 2 so'],
    ]);
    await db.updateTable('events').set({ status: 'postponed', sequence: 4 }).where('id', '=', id).execute();
    expect(await facts()).toEqual([
      ['5', 'TENTATIVE', 'Aplazado: Sesión de ej'],
      ['4', 'TENTATIVE', 'Aplazado: Sesión de ej'],
    ]);
  });

  it('is the edition itself where no hours are published', async () => {
    await edition('sin-horas', { title: HOSTILE, venue: HOSTILE, summary: HOSTILE, mode: 'in_person' });
    const { component, entries } = await calendar('sin-horas');
    expect(component.getAllSubcomponents().length).toBe(1);
    expect(entries.map((e) => String(e.getFirstPropertyValue('uid')).slice(0, 6))).toEqual(['event-']);
    expect(String(entries[0]?.getFirstPropertyValue('dtstart'))).toBe('2027-03-07T14:00:00Z');
    expect(entries[0]?.getAllProperties('x-evil')).toEqual([]);
    expect(entries[0]?.getFirstPropertyValue('summary')).toBe(HOSTILE.replace('\r\n', '\n'));
  });
});

describe('small files of the site', () => {
  it('are there for search engines and phones', async () => {
    const robots = await visit(app, '/robots.txt');
    expect(robots.body).toContain('Disallow: /registro/');
    expect(robots.body).toContain('Sitemap: http://localhost:3000/sitemap.xml');
    const maps = await visit(app, '/sitemap.xml');
    expect(maps.body).toContain('<loc>http://localhost:3000/mapa/encuentros.xml</loc>');
    const map = await visit(app, '/mapa/encuentros.xml');
    expect(map.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(map.body).toContain('<loc>http://localhost:3000/encuentros/primero</loc>');
    expect(map.body).not.toContain('borrador');
    const { body } = await visit(app, '/manifest.webmanifest');
    const icon = (JSON.parse(body) as { icons: { src: string }[] }).icons[0]?.src ?? '';
    const picture = await visit(app, icon);
    expect(picture.headers['content-type']).toContain('image/svg+xml');
  });
});
