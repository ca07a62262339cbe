/** Files and readings for the tests of the import. */
import type { Actor } from '../../../platform/access/access.ts';
import type { Db } from '../../../platform/db/handles.ts';
import { sql } from 'kysely';
import { importEvents, type ImportOptions } from './events.ts';
import type { ImportReport } from './report.ts';

export const NOW = Temporal.Instant.from('2027-01-10T15:00:00Z');
export const OPERATOR: Actor = { kind: 'system', what: 'import' };

export type Json = Record<string, unknown>;
export const session = (name: string, more: Json = {}): Json => ({
  slug: name,
  type: 'conference',
  title: `Sesión ${name}`,
  starts: '2027-03-02T09:00',
  ends: '2027-03-02T10:00',
  ...more,
});
export const file = (slug: string, more: Json = {}): Json => ({
  slug,
  title: 'Encuentro de prueba',
  summary: 'Un resumen',
  timezone: 'America/Guatemala',
  mode: 'hybrid',
  starts: '2027-03-02T08:00',
  ends: '2027-03-02T17:00',
  ...more,
});
export const full = (slug: string): Json =>
  file(slug, {
    series: { slug: 'serie', title: 'Serie' },
    venue: { name: 'Casa', address: 'Calle 1' },
    organizer: 'Organización de Ejemplo',
    contact_email: 'hola@ejemplo.test',
    sources: [{ title: 'Documento', publisher: 'Organización', date: '2027-01-01' }],
    registration: {
      opens: '2027-01-04T08:00',
      closes: '2027-02-20T20:00:00-06:00',
      capacity: { online: 100, in_person: 20 },
      confirm_email: false,
      approval: true,
      required: ['organization'],
      questions: [
        { key: 'viaja', label: '¿Viaja?', type: 'yes_no', required: true },
        {
          key: 'desde',
          label: '¿Desde dónde?',
          type: 'one_of',
          options: ['Capital', { value: 'otro', label: 'Otro lugar' }],
          shown_when: { key: 'viaja', values: ['yes'] },
        },
      ],
    },
    rooms: [{ name: 'Auditorio', capacity: 200 }, { name: 'Sala' }],
    tracks: [{ name: 'Datos abiertos', color: '#1f5c4d' }],
    speakers: [
      { slug: 'uno', name: 'Persona Ejemplo Uno', organization: 'Org', bio: 'Nada' },
      { slug: 'dos', name: 'Persona Ejemplo Dos' },
    ],
    sessions: [
      session('apertura', {
        room: 'Auditorio',
        track: 'Datos abiertos',
        speakers: ['uno', { slug: 'dos', role: 'moderator' }],
        links: ['https://example.org/a', { title: 'B', url: 'https://example.org/b' }],
      }),
      session('taller', {
        type: 'workshop',
        room: 'Sala',
        capacity: 12,
        language: 'en',
        interpretation: ['es', 'lengua de señas'],
      }),
      session('sin-hora', {
        starts: undefined,
        ends: undefined,
        schedule: 'unpublished',
        materials: [{ kind: 'recording', title: 'Video', url: 'https://example.org/v' }],
      }),
    ],
    materials: [{ title: 'Sitio', url: 'https://example.org/' }],
  });

export const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** Imports files named a.json, b.json … */
export function load(
  db: Db,
  files: readonly unknown[],
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  return importEvents(
    { db, now: () => NOW },
    OPERATOR,
    files.map((value, index) => ({
      name: `${'abc'[index]}.json`,
      bytes: value instanceof Uint8Array ? value : bytesOf(value),
    })),
    { dryRun: false, draft: false, ...options },
  );
}

const TABLES = [
  'event_series',
  'events',
  'event_places',
  'event_rooms',
  'event_tracks',
  'event_sessions',
  'event_speakers',
  'event_session_speakers',
  'event_materials',
  'event_questions',
  'history',
  'audit_log',
];

/** Every row that an import could write, by table. */
export async function everything(db: Db): Promise<Record<string, unknown[]>> {
  const rows = TABLES.map(async (table) => {
    const { rows: found } = await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db);
    return [table, JSON.parse(JSON.stringify(found)) as unknown[]] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}
