/** Import of a large edition from its file, against plain inserts of the rows that it made. */
import { type RawBuilder, sql } from 'kysely';
import { importEvents } from '../../src/modules/events/import/events.ts';
import { type Measured, median, ms, seconds, spreadOf } from './measured.ts';
import { type Program, withProgram } from './program.ts';

const ROUNDS = 5;
const GOAL = 3000;
const SESSIONS = 300;
const SPEAKERS = 150;
const TYPES = ['conference', 'panel', 'workshop', 'networking', 'informal'];

/** Five days, ten hours a day, six rooms. */
function eventFile(slug: string): Record<string, unknown> {
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    slug,
    title: 'Encuentro de ejemplo con un programa grande',
    summary: 'Para medir.',
    timezone: 'America/Guatemala',
    mode: 'hybrid',
    starts: '2027-03-08T08:00',
    ends: '2027-03-12T19:00',
    registration: { opens: '2027-01-01T08:00', closes: '2027-03-01T20:00', capacity: { in_person: 300 } },
    sessions: Array.from({ length: SESSIONS }, (_, i) => {
      const hour = 8 + (Math.floor(i / 6) % 10);
      const day = 8 + Math.floor(i / 60);
      return {
        slug: `sesion-${i + 1}`,
        type: TYPES[i % TYPES.length],
        title: `Sesión de ejemplo ${i + 1}`,
        abstract:
          'Qué se hace, con quién y para qué.\n\nSegundo párrafo, para que el texto no sea demasiado corto.',
        starts: `2027-03-${two(day)}T${two(hour)}:00`,
        ends: `2027-03-${two(day)}T${two(hour)}:50`,
        room: `Sala ${(i % 6) + 1}`,
        track: `Eje ${(i % 4) + 1}`,
        speakers: [`persona-${((i * 2) % SPEAKERS) + 1}`, `persona-${((i * 2 + 1) % SPEAKERS) + 1}`],
        links: [{ kind: 'slides', title: 'Presentación', url: `https://ejemplo.test/${i + 1}.pdf` }],
      };
    }),
    speakers: Array.from({ length: SPEAKERS }, (_, i) => ({
      slug: `persona-${i + 1}`,
      name: `Persona Ficticia ${i + 1}`,
      organization: `Organización Ficticia ${i % 20}`,
      bio: 'Persona inventada para medir.',
    })),
  };
}

interface Rows {
  table: string;
  json: string;
}

/** Which rows of each table belong to the edition, parents first. */
function tablesOf(slug: string, since: { history: number; audit: number }): [string, RawBuilder<unknown>][] {
  const ofEvent = sql`event_id = (select id from events where slug = ${slug})`;
  return [
    ['events', sql`slug = ${slug}`],
    ...[
      'event_places',
      'event_rooms',
      'event_tracks',
      'event_speakers',
      'event_sessions',
      'event_questions',
    ].map((table): [string, RawBuilder<unknown>] => [table, ofEvent]),
    ['event_session_speakers', sql`session_id in (select id from event_sessions where ${ofEvent})`],
    ['event_materials', ofEvent],
    ['history', sql`id > ${since.history}`],
    ['audit_log', sql`id > ${since.audit}`],
  ];
}

async function lastIds({ deps }: Program): Promise<{ history: number; audit: number }> {
  const { rows } = await sql<{ history: number; audit: number }>`
    select (select coalesce(max(id), 0) from history) as history, (select coalesce(max(id), 0) from audit_log) as audit`.execute(
    deps.db,
  );
  return rows[0] ?? { history: 0, audit: 0 };
}

/** Takes the rows out, and gives them as text. */
async function takeOut(
  { deps }: Program,
  slug: string,
  since: { history: number; audit: number },
): Promise<Rows[]> {
  const taken: Rows[] = [];
  const tables = tablesOf(slug, since);
  for (const [table, where] of tables) {
    const { rows } = await sql<{ json: string }>`
      select coalesce(jsonb_agg(t), '[]')::text as json from ${sql.table(table)} t where ${where}`.execute(
      deps.db,
    );
    taken.push({ table, json: rows[0]?.json ?? '[]' });
  }
  for (const [table, where] of tables.toReversed())
    await sql`delete from ${sql.table(table)} where ${where}`.execute(deps.db);
  return taken;
}

/** One statement per table, in one transaction. @returns milliseconds */
async function insertPlainly({ deps }: Program, rows: readonly Rows[]): Promise<number> {
  const began = performance.now();
  await deps.db.transaction().execute(async (trx) => {
    for (const { table, json } of rows)
      await sql`insert into ${sql.table(table)} overriding system value
        select * from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`.execute(trx);
  });
  return performance.now() - began;
}

async function importOnce(program: Program, slug: string): Promise<number> {
  const bytes = Buffer.from(JSON.stringify(eventFile(slug), null, 2));
  const began = performance.now();
  const report = await importEvents(
    program.deps,
    { kind: 'system', what: 'bench' },
    [{ name: 'bench.json', bytes }],
    {
      dryRun: false,
      draft: false,
    },
  );
  if (!report.written)
    throw new Error(`The import was refused: ${JSON.stringify(report.files[0]?.faults.slice(0, 3))}`);
  return performance.now() - began;
}

export async function measureImport(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    const taken: number[] = [];
    const plain: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const since = await lastIds(program);
      taken.push(await importOnce(program, `edicion-${round}`));
      plain.push(await insertPlainly(program, await takeOut(program, `edicion-${round}`, since)));
    }
    // The first one is what an operator waits for: nothing is warm yet.
    const slowest = Math.max(...taken);
    return [
      {
        what: `import of ${SESSIONS} sessions, slowest of ${ROUNDS}`,
        value: `${seconds(slowest)}, median ${ms(median(taken))}`,
        reference: `${ms(median(plain))} plain inserts`,
        ratio: median(taken) / median(plain),
        spread: spreadOf(taken.map((time, i) => time / (plain[i] ?? Number.NaN))),
        goal: `< ${seconds(GOAL)}`,
        met: slowest < GOAL,
      },
    ];
  });
}
