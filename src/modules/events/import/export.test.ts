import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Db } from '../../../platform/db/handles.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { insertEdition } from '../fixtures.ts';
import { exportEvent } from './export.ts';
import { bytesOf, file, full, load, session } from './fixtures.ts';

const here = useDatabase();
/** Another installation: nothing of the first is there. */
const elsewhere = useDatabase();

async function written(db: Db, slug: string): Promise<string> {
  const text = await exportEvent(db, slug);
  if (text === undefined) throw new Error(`no edition ${slug}`);
  return text;
}

/** The file, and the file of its copy elsewhere. */
async function roundTrip(slug: string): Promise<[string, string]> {
  const text = await written(here.db, slug);
  const report = await load(elsewhere.db, [new TextEncoder().encode(text)]);
  expect(report.files.map(({ faults, warnings }) => ({ faults, warnings }))).toEqual([
    { faults: [], warnings: [] },
  ]);
  return [text, await written(elsewhere.db, slug)];
}

/** Everything that an edition can be. */
const whole = (slug: string) => {
  const base = full(slug) as Record<string, unknown> & { sessions: unknown[]; registration: object };
  return {
    ...base,
    description: 'Uno\n\ndos «ñ» 👩🏽‍⚖️ <b>',
    language: 'en',
    status: 'postponed',
    status_note: 'Nueva fecha pronto.',
    example: true,
    registration: {
      ...base.registration,
      hold_minutes: 45,
      offer_hours: 12,
      reminders: ['day'],
      retention_days: 30,
      fields: ['organization', 'languages'],
    },
    tracks: [
      { slug: 'datos', name: 'Datos abiertos', color: '#1f5c4d' },
      // A name that is another's slug.
      { slug: 'otro', name: 'datos' },
    ],
    sessions: [
      ...base.sessions,
      session('cancelada', {
        room: 'Auditorio',
        track: 'datos',
        status: 'cancelled',
        status_note: 'Quien iba a hablar no puede venir.',
      }),
      // At the same hour and in the same room as another one that takes place.
      session('aplazada', { room: 'Auditorio', status: 'postponed', starts: '2027-03-02T09:30' }),
      session('con-nota', {
        starts: '2027-03-02T11:00',
        ends: '2027-03-02T12:00',
        status_note: 'Sí se hará.',
      }),
    ],
  };
};

beforeAll(async () => {
  await load(here.db, [whole('todo')]);
});

describe('an edition as a file', () => {
  it('imports into an empty installation and comes out the same to the byte', async () => {
    const [first, second] = await roundTrip('todo');
    expect(second).toBe(first);
    const read = JSON.parse(first);
    expect(read).toMatchObject({
      status: 'postponed',
      status_note: 'Nueva fecha pronto.',
      series: { slug: 'serie', title: 'Serie' },
      starts: '2027-03-02T08:00-06:00',
      registration: {
        opens: '2027-01-04T08:00-06:00',
        capacity: { online: 100, in_person: 20 },
        fields: ['organization', 'languages'],
        reminders: ['day'],
        retention_days: 30,
      },
      rooms: [{ name: 'Auditorio', capacity: 200 }, { name: 'Sala' }],
      tracks: [
        { slug: 'datos', name: 'Datos abiertos', color: '#1f5c4d' },
        { slug: 'otro', name: 'datos' },
      ],
    });
    const sessions = read.sessions as { slug: string; status?: string; track?: string; speakers: unknown }[];
    expect(sessions.map(({ slug, status, track }) => [slug, status, track])).toEqual([
      ['apertura', undefined, 'datos'],
      ['cancelada', 'cancelled', 'datos'],
      ['taller', undefined, undefined],
      ['aplazada', 'postponed', undefined],
      ['con-nota', undefined, undefined],
      ['sin-hora', undefined, undefined],
    ]);
    expect(sessions[0]?.speakers).toEqual([
      { slug: 'uno', role: 'speaker' },
      { slug: 'dos', role: 'moderator' },
    ]);
  });

  it('of one large, one bare, one without dates of registration: the same', async () => {
    const large = await insertEdition(here.db, 'grande', { places: { capacity_total: 300 } });
    await insertProgramme(here.db, large.id, {
      sessions: 300,
      speakers: 150,
      from: Temporal.Instant.from('2027-03-07T14:00:00Z'),
      days: 1,
      untimed: 3,
    });
    // The rows for measurements put several sessions into one room at once.
    await here.db
      .updateTable('event_sessions')
      .set({ room_id: null })
      .where('event_id', '=', large.id)
      .execute();
    await load(here.db, [file('pelado', { registration: { closes_on: '2027-02-01' } })]);
    await insertEdition(here.db, 'sin-fechas', {
      event: {
        registration_opens_at: null,
        venue_address: 'Calle sin nombre 1',
        asked_fields: [],
        // The hour that comes twice, and seconds.
        timezone: 'America/Santiago',
        starts_at: Temporal.Instant.from('2027-04-04T03:30:15Z'),
        ends_at: Temporal.Instant.from('2027-04-04T04:30:00Z'),
      },
    });
    for (const slug of ['grande', 'pelado', 'sin-fechas']) {
      const [first, second] = await roundTrip(slug);
      expect(second).toBe(first);
    }
  });

  it('imported again changes nothing', async () => {
    const text = await written(here.db, 'todo');
    const report = await load(here.db, [new TextEncoder().encode(text)]);
    expect(report.files[0]?.items.filter((item) => item.action !== 'left')).toEqual([]);
    expect(report.files[0]?.warnings).toEqual([]);
  });

  it('holds nobody who registered, and no id', async () => {
    const text = await written(here.db, 'grande');
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'event_registrations'`.execute(
      here.db,
    );
    for (const { name } of rows.filter((row) => row.name.includes('_') && !/consent|event/.test(row.name)))
      expect(text).not.toContain(`"${name}"`);
  });

  it('holds no recording whose speakers do not agree any more', async () => {
    await load(here.db, [
      file('grabado', {
        sessions: [
          session('a', {
            materials: [{ kind: 'recording', title: 'Video', url: 'https://example.org/secreto' }],
          }),
        ],
      }),
    ]);
    expect(await written(here.db, 'grabado')).toContain('example.org/secreto');
    await here.db
      .updateTable('event_materials')
      .set({ consent_withdrawn_at: Temporal.Instant.from('2027-03-09T00:00:00Z') })
      .where('url', '=', 'https://example.org/secreto')
      .execute();
    expect(await written(here.db, 'grabado')).not.toContain('example.org/secreto');
  });

  it('brings a recording back under no other name, and makes one of a link with the word of who imports', async () => {
    const withKind = (kind: string) =>
      file('vuelve', {
        sessions: [
          session('a', { materials: [{ kind, title: 'Video', url: 'https://example.org/vuelve' }] }),
        ],
      });
    const row = () =>
      here.db
        .selectFrom('event_materials')
        .select(['kind', 'consent_at', 'consent_withdrawn_at'])
        .where('url', '=', 'https://example.org/vuelve')
        .executeTakeFirstOrThrow();
    await load(here.db, [withKind('link')]);
    await load(here.db, [withKind('recording')]);
    expect(await row()).toMatchObject({ kind: 'recording', consent_at: expect.anything() });
    const withdrawn = Temporal.Instant.from('2027-03-09T00:00:00Z');
    await here.db
      .updateTable('event_materials')
      .set({ consent_withdrawn_at: withdrawn })
      .where('url', '=', 'https://example.org/vuelve')
      .execute();
    for (const kind of ['link', 'recording']) {
      await load(here.db, [withKind(kind)]);
      expect(await row()).toMatchObject({ kind: 'recording', consent_withdrawn_at: withdrawn });
    }
  });

  it('is none of an edition that is not there', async () => {
    expect(await exportEvent(here.db, 'nada')).toBe(undefined);
  });
});

describe('a file about things that are there', () => {
  it('says that their state stays', async () => {
    await load(here.db, [file('estado', { sessions: [session('a')] })]);
    const changed = file('estado', {
      status: 'cancelled',
      sessions: [session('a', { status: 'postponed' })],
    });
    const report = await load(here.db, [bytesOf(changed)]);
    expect(report.files[0]?.warnings.map(({ path, key }) => [path, key])).toEqual([
      ['status', 'events.import.status_kept'],
      ['sessions[0].status', 'events.import.status_kept'],
    ]);
    expect(JSON.parse(await written(here.db, 'estado')).status).toBe(undefined);
  });
});
