import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleFile } from '../../../samples/example.ts';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { readEventFile } from './import/read.ts';
import { registrationWindow } from './rules/window.ts';
import { loadSamples } from './samples.ts';
import { OPTIONAL_FIELDS, QUESTION_TYPES, SESSION_TYPES } from './tables.ts';

const NOW = Temporal.Instant.from('2026-11-23T15:00:00Z');
const FILE = path.resolve(import.meta.dirname, '../../../samples/encuentro-2023.json');

describe('the first start', () => {
  const database = useDatabase();
  const deps = (env = {}) => testDeps(database.db, () => NOW, env);
  const edition = (slug: string) =>
    database.db.selectFrom('events').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow();

  it('loads both editions, published', async () => {
    expect(await loadSamples(deps())).toBe('loaded');
    const rows = await database.db
      .selectFrom('events')
      .select(['slug', 'visibility', 'is_example'])
      .orderBy('slug')
      .execute();
    expect(rows).toEqual([
      { slug: 'encuentro-de-ejemplo', visibility: 'published', is_example: true },
      { slug: 'encuentro-de-justicia-abierta-2023', visibility: 'published', is_example: false },
    ]);
  });

  it('shows the Encuentro of 2023 with what its sources establish, and registration closed', async () => {
    const event = await edition('encuentro-de-justicia-abierta-2023');
    expect(event).toMatchObject({
      title: 'Encuentro de Justicia Abierta 2023',
      mode: 'online',
      timezone: 'America/Guatemala',
      organizer: 'Red Ciudadana',
      contact_email: 'info@redciudadana.org.gt',
      summary:
        'El Encuentro de Justicia Abierta profundizará sobre la aplicación de una filosofía de estado abierto en las instituciones del sector justicia.',
      starts_at: Temporal.Instant.from('2023-03-07T14:00:00Z'),
      ends_at: Temporal.Instant.from('2023-03-08T19:00:00Z'),
      registration_opens_at: null,
      registration_closes_at: null,
      registration_closes_on: Temporal.PlainDate.from('2023-03-05'),
      sources: [
        { title: 'Encuentro de Justicia Abierta 2023', publisher: 'Red Ciudadana', date: '2023-02-23' },
        { title: 'Encuentro de Justicia Abierta', publisher: 'Red Ciudadana', date: '2023-07-04' },
      ],
    });
    expect(registrationWindow(event, NOW)).toBe('closed');
    expect(registrationWindow(event, Temporal.Instant.from('2023-03-06T05:59:59Z'))).toBe('none');
  });

  it('lists its two sittings with their hours, and the four talks without', async () => {
    const { id } = await edition('encuentro-de-justicia-abierta-2023');
    const { rows } = await database.pool.query(
      `select s.title, s.type, s.starts_at, s.ends_at, p.name, p.organization, p.bio, m.kind, m.title as printed, m.url
       from event_sessions s left join event_session_speakers l on l.session_id = s.id left join event_speakers p on p.id = l.speaker_id
       left join event_materials m on m.session_id = s.id where s.event_id = $1 order by s.starts_at, s.id`,
      [id],
    );
    const talk = (title: string, name: string, organization: string, printed: string, video: string) => ({
      title,
      type: 'conference',
      starts_at: null,
      ends_at: null,
      name,
      organization,
      bio: '',
      kind: 'recording',
      printed: `Encuentro Justicia Abierta 2023 - ${printed}`,
      url: `https://www.youtube.com/watch?v=${video}`,
    });
    const sitting = (title: string, day: string) => ({
      title,
      type: 'conference',
      starts_at: Temporal.Instant.from(`2023-03-${day}T14:00Z`),
      ends_at: Temporal.Instant.from(`2023-03-${day}T19:00Z`),
      name: null,
      organization: null,
      bio: null,
      kind: null,
      printed: null,
      url: null,
    });
    expect(rows).toEqual([
      sitting('Sesión 1', '07'),
      sitting('Sesión 2', '08'),
      talk(
        'Introducción a la Justicia Abierta',
        'Álvaro Herrero',
        'RIJA',
        'Introducción a la Justicia Abierta - Álvaro Herrero (RIJA)',
        'EBG2PWHetC0',
      ),
      talk('Datos Abiertos', 'Sandra Elena', '', 'Datos Abiertos - Sandra Elena', 'tjHt1e066jw'),
      talk('Lenguaje Claro', 'Lorena Tula', '', 'Lenguaje Claro - Lorena Tula', 'nsI562_wj08'),
      talk(
        'La Justicia Abierta: ¿Es una meta realizable?',
        'Peter Sharp',
        '',
        'La Justicia Abierta: ¿Es una meta realizable? - Peter Sharp',
        'm6VkGi-DBls',
      ),
    ]);
  });

  it('opens the example for registration, six weeks ahead, with everything to try', async () => {
    const event = await edition('encuentro-de-ejemplo');
    expect(registrationWindow(event, NOW)).toBe('open');
    expect(String(event.starts_at)).toBe('2027-01-05T14:00:00Z');
    expect(event.asked_fields).toEqual([...OPTIONAL_FIELDS]);
    const types = await database.db
      .selectFrom('event_sessions')
      .select('type')
      .distinct()
      .where('event_id', '=', event.id)
      .execute();
    expect(types.map((row) => row.type).toSorted()).toEqual([...SESSION_TYPES].toSorted());
    const questions = await database.db
      .selectFrom('event_questions')
      .select('type')
      .distinct()
      .where('event_id', '=', event.id)
      .execute();
    expect(questions.map((row) => row.type).toSorted()).toEqual([...QUESTION_TYPES].toSorted());
  });

  it('happens once: what was deleted does not come back', async () => {
    await database.db.deleteFrom('events').execute();
    expect(await loadSamples(deps())).toBeUndefined();
    expect(await database.db.selectFrom('events').select('id').execute()).toEqual([]);
  });
});

describe('a first start with SAMPLES=0', () => {
  const database = useDatabase();

  it('starts empty, and stays so', async () => {
    expect(await loadSamples(testDeps(database.db, () => NOW, { SAMPLES: '0' }))).toBe('left_out');
    expect(await loadSamples(testDeps(database.db, () => NOW))).toBeUndefined();
    expect(await database.db.selectFrom('events').select('id').execute()).toEqual([]);
  });
});

describe('the files', () => {
  it('the one of 2023 has one warning, the contradiction of its source, and no fault', () => {
    const { findings } = readEventFile(readFileSync(FILE));
    expect(findings.faults).toEqual([]);
    expect(findings.warnings.map(({ key, path: at, values }) => [key, at, values['written']])).toEqual([
      ['events.import.weekday', 'description', 'Martes 8 de Marzo 2023'],
    ]);
  });

  it.each(['2026-02-28', '2026-11-22', '2027-12-31', '2028-02-29'])(
    'the example is whole, made on %s',
    (today) => {
      const { file, findings } = readEventFile(
        new TextEncoder().encode(JSON.stringify(exampleFile(Temporal.PlainDate.from(today)))),
      );
      expect([findings.faults, findings.warnings]).toEqual([[], []]);
      const days = Temporal.PlainDate.from(today).until((file?.starts ?? '').slice(0, 10)).days;
      expect(days >= 42 && days < 49).toBe(true);
    },
  );
});

const seeds = process.env['JA_SEEDS'];
describe.skipIf(seeds === undefined)('the founding document (skipped without JA_SEEDS)', () => {
  it('says every sentence of the description, but for the editor’s note', () => {
    const plain = (text: string) => text.replaceAll('**', '').replaceAll(/\s+/g, ' ');
    const texts = readdirSync(seeds ?? '').map((name) =>
      plain(readFileSync(path.join(seeds ?? '', name), 'utf8')),
    );
    const { description, summary } = JSON.parse(readFileSync(FILE, 'utf8')) as {
      description: string;
      summary: string;
    };
    const paragraphs = [summary, ...description.split(/\n+/)]
      .map((line) => plain(line.replace(/^- /, '')).trim())
      .filter(Boolean);
    const missing = paragraphs.filter((line) => !texts.some((text) => text.includes(line)));
    expect(missing).toEqual([
      'Nota de la redacción: el 8 de marzo de 2023 fue miércoles. La línea se conserva como se publicó.',
    ]);
  });
});
