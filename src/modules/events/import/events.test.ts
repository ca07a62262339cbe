import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../test/harness/database.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { bytesOf, everything, file, full, type Json, load as loadFiles, session } from './fixtures.ts';
import { printReport } from './print.ts';

const database = useDatabase();
let slug = '';
let count = 0;

beforeEach(() => {
  slug = `archivo-${++count}`;
});

const load = (value: unknown, options = {}) => loadFiles(database.db, [value], options);

describe('a whole file', () => {
  it('is written with everything in it, published, with history', async () => {
    const report = await load(full(slug));
    expect(report).toMatchObject({ ok: true, written: true, files: [{ slug, faults: [], warnings: [] }] });
    const event = await database.db
      .selectFrom('events')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({
      visibility: 'published',
      mode: 'hybrid',
      venue: 'Casa',
      venue_address: 'Calle 1',
      contact_email: 'hola@ejemplo.test',
      confirm_email: false,
      approval: true,
      starts_at: Temporal.Instant.from('2027-03-02T14:00:00Z'),
      registration_closes_at: Temporal.Instant.from('2027-02-21T02:00:00Z'),
      required_fields: ['organization'],
      sources: [{ title: 'Documento', publisher: 'Organización', date: '2027-01-01' }],
    });
    const places = await database.db
      .selectFrom('event_places')
      .selectAll()
      .where('event_id', '=', event.id)
      .executeTakeFirst();
    expect(places).toMatchObject({ capacity_total: null, capacity_online: 100, capacity_in_person: 20 });
    const sessions = await database.pool.query(
      `select s.slug, s.type, s.capacity, s.language, s.interpretation, s.starts_at is null as open, r.name as room, t.slug as track,
        (select json_agg(p.slug || ':' || l.role order by l.position) from event_session_speakers l join event_speakers p on p.id = l.speaker_id where l.session_id = s.id) as speakers,
        (select json_agg(m.kind || ' ' || m.title order by m.position) from event_materials m where m.session_id = s.id) as materials
       from event_sessions s left join event_rooms r on r.id = s.room_id left join event_tracks t on t.id = s.track_id where s.event_id = $1 order by s.id`,
      [event.id],
    );
    expect(sessions.rows).toEqual([
      {
        slug: 'apertura',
        type: 'conference',
        capacity: null,
        language: 'es',
        interpretation: [],
        open: false,
        room: 'Auditorio',
        track: 'datos-abiertos',
        speakers: ['uno:speaker', 'dos:moderator'],
        materials: ['link example.org/a', 'link B'],
      },
      {
        slug: 'taller',
        type: 'workshop',
        capacity: 12,
        language: 'en',
        interpretation: ['es', 'lengua de señas'],
        open: false,
        room: 'Sala',
        track: null,
        speakers: null,
        materials: null,
      },
      {
        slug: 'sin-hora',
        type: 'conference',
        capacity: null,
        language: 'es',
        interpretation: [],
        open: true,
        room: null,
        track: null,
        speakers: null,
        materials: ['recording Video'],
      },
    ]);
    const questions = await database.db
      .selectFrom('event_questions')
      .select(['key', 'type', 'required', 'options', 'shown_when'])
      .where('event_id', '=', event.id)
      .orderBy('position')
      .execute();
    expect(questions).toEqual([
      { key: 'viaja', type: 'yes_no', required: true, options: [], shown_when: null },
      {
        key: 'desde',
        type: 'one_of',
        required: false,
        options: [
          { value: 'Capital', label: 'Capital' },
          { value: 'otro', label: 'Otro lugar' },
        ],
        shown_when: { key: 'viaja', values: ['yes'] },
      },
    ]);
    const history = await database.db
      .selectFrom('history')
      .select(['action', 'actor'])
      .where('record_id', '=', event.id)
      .orderBy('id')
      .execute();
    expect(history).toEqual([
      { action: 'created', actor: 'system:import' },
      { action: 'published', actor: 'system:import' },
    ]);
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    await load(full(slug));
    const before = await everything(database.db);
    const again = await load(full(slug));
    expect(new Set(again.files[0]?.items.map((item) => item.action))).toEqual(new Set(['left']));
    // That it was tried is worth an entry of its own.
    expect({ ...(await everything(database.db)), audit_log: [] }).toEqual({ ...before, audit_log: [] });
    const third = full(slug);
    (third['sessions'] as Json[])[1] = session('taller', {
      type: 'workshop',
      room: 'Sala',
      capacity: 15,
      language: 'en',
      starts: '2027-03-02T11:00',
      ends: '2027-03-02T12:00',
    });
    third['summary'] = 'Otro';
    const report = await load(third);
    expect(report.files[0]?.items.filter((item) => item.action !== 'left')).toEqual([
      { kind: 'edition', name: slug, action: 'changed', fields: ['summary'] },
      { kind: 'session', name: 'taller', action: 'changed', fields: ['startsAt', 'endsAt', 'capacity'] },
    ]);
    const row = await database.db
      .selectFrom('event_sessions')
      .select(['sequence', 'version', 'capacity'])
      .where('slug', '=', 'taller')
      .where('capacity', '=', 15)
      .executeTakeFirst();
    expect(row).toEqual({ sequence: 1, version: 2, capacity: 15 });
  });

  it('stays a draft when asked to, and keeps what was there of what it does not mention', async () => {
    await load(full(slug), { draft: true });
    await load(file(slug, { sessions: [session('nueva')] }));
    const event = await database.db
      .selectFrom('events')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ visibility: 'draft', venue: 'Casa', approval: true });
    const sessions = await database.db
      .selectFrom('event_sessions')
      .select('slug')
      .where('event_id', '=', event.id)
      .orderBy('slug')
      .execute();
    expect(sessions.map((row) => row.slug)).toEqual(['apertura', 'nueva', 'sin-hora', 'taller']);
  });

  it('writes nothing on a dry run', async () => {
    const before = await everything(database.db);
    expect(await load(full(slug), { dryRun: true })).toMatchObject({
      ok: true,
      written: false,
      dryRun: true,
    });
    expect(await everything(database.db)).toEqual(before);
  });

  it('makes rooms and tracks from what sessions name, when it lists none', async () => {
    expect(
      (
        await load(
          file(slug, {
            sessions: [session('a', { room: 'Patio', track: 'Eje 1' }), session('b', { track: 'eje-1' })],
          }),
        )
      ).ok,
    ).toBe(true);
    const tracks = await database.db
      .selectFrom('event_tracks as t')
      .innerJoin('events as e', 'e.id', 't.event_id')
      .select(['t.slug', 't.name'])
      .where('e.slug', '=', slug)
      .execute();
    expect(tracks).toEqual([{ slug: 'eje-1', name: 'Eje 1' }]);
  });
});

describe('several files', () => {
  it('go in together or not at all', async () => {
    const before = await everything(database.db);
    const run = (bad: unknown) => loadFiles(database.db, [full(slug), bad]);
    expect(await run('{')).toMatchObject({ ok: false, written: false });
    expect((await run(full(slug))).files[1]?.faults.map((fault) => fault.key)).toEqual([
      'events.import.edition_twice',
    ]);
    expect(await everything(database.db)).toEqual(before);
  });
});

describe('warnings', () => {
  it('a weekday that contradicts its date, in any text, and it still imports', async () => {
    const report = await load(
      file(slug, {
        description: 'Sesión 2 - Martes 8 de Marzo 2023- 8 a 1 pm',
        sessions: [session('a', { title: 'Tuesday, March 7, 2023' })],
      }),
    );
    expect(report.ok).toBe(true);
    expect(printReport(report, translator('es'))).toContain(
      '  a.json:9:18: aviso: description: Está escrito «Martes 8 de Marzo 2023», pero esa fecha es miércoles, 8 de marzo de 2023.',
    );
    expect(report.files[0]?.warnings).toHaveLength(1);
  });

  it('an hour that comes twice is the first of the two', async () => {
    const report = await load(
      file(slug, { timezone: 'Europe/Madrid', starts: '2027-10-31T02:30', ends: '2027-10-31T12:00' }),
    );
    expect(report.files[0]?.warnings.map((warning) => warning.key)).toEqual(['events.import.time_twice']);
    const row = await database.db
      .selectFrom('events')
      .select('starts_at')
      .where('slug', '=', slug)
      .executeTakeFirst();
    expect(String(row?.starts_at)).toBe('2027-10-31T00:30:00Z');
  });

  it('names that are not known are left out', async () => {
    const report = await load({
      $schema: 'x',
      ...file(slug, { colour: 'red', sessions: [session('a', { presenter: 'x', constructor: 1 })] }),
    });
    expect(report.files[0]?.warnings.map(({ key, path }) => `${key} ${path}`)).toEqual([
      'events.import.left_out colour',
      'events.import.left_out sessions[0].presenter',
      'events.import.left_out sessions[0].constructor',
    ]);
    expect(report.written).toBe(true);
  });
});

it('300 sessions and 150 speakers are in within seconds', async () => {
  const speakers = Array.from({ length: 150 }, (_, i) => ({
    slug: `persona-${i}`,
    name: `Persona Ejemplo ${i}`,
    bio: 'Texto '.repeat(40),
  }));
  const sessions = Array.from({ length: 300 }, (_, i) => {
    const hour = String(8 + (i % 8)).padStart(2, '0');
    return session(`s-${i}`, {
      room: `Sala ${Math.floor(i / 8)}`,
      track: `Eje ${i % 5}`,
      starts: `2027-03-02T${hour}:00`,
      ends: `2027-03-02T${hour}:50`,
      abstract: 'Texto '.repeat(80),
      speakers: [`persona-${i % 150}`, `persona-${(i + 1) % 150}`],
      links: [`https://example.org/${i}`],
    });
  });
  const big = bytesOf(file(slug, { speakers, sessions }));
  const began = performance.now();
  const report = await loadFiles(database.db, [big]);
  process.stdout.write(
    `300 sessions: ${Math.round(performance.now() - began)} ms, ${Math.round(big.length / 1000)} kB\n`,
  );
  expect(report.files[0]?.items.filter((item) => item.action === 'created')).toHaveLength(
    1 + 300 + 150 + 38 + 5 + 300,
  );
});
