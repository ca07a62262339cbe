/** Processes for tests and benches, plainly invented: rows straight from what a file would say, each with its source. */
import type { Db, Trx } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { json } from '../../platform/db/values.ts';
import { insertSource } from '../../platform/sources/fixtures.ts';
import { AT, FixtureRows, type MadeProcess } from './fixture-rows.ts';
import { SELECTION } from './kinds.ts';
import type { KindFile } from './schemas/kind-file.ts';
import './tables.ts';

export const TEST_KIND: KindFile = {
  slug: 'guardian-de-ejemplo',
  version: 1,
  country: 'País de Prueba',
  title: 'Guardián de Ejemplo',
  office: 'Guardián de Ejemplo',
  bodies: [
    {
      key: 'comision',
      name: 'Comisión de Prueba',
      role: 'proposes',
      parts: [
        { group: 'decanos', label: 'Decanos', how: 'Por su cargo' },
        { group: 'colegio', label: 'Colegio de Prueba', how: 'Por elección' },
      ],
    },
    { key: 'pleno', name: 'Pleno de Prueba', role: 'decides', parts: [] },
  ],
  seats: { full: 1 },
  thresholds: [
    {
      key: 'dos-tercios',
      body: 'comision',
      what: 'Entrar en la nómina',
      formula: { share: [2, 3], of: 'entitled' },
      basis: { text: 'Práctica', kind: 'practice' },
    },
    {
      key: 'mayoria',
      body: 'pleno',
      what: 'Ser electo',
      formula: { share: [1, 2], of: 'entitled', beyond: true },
      basis: { text: 'Práctica', kind: 'practice' },
    },
  ],
  term: {},
  stages: [
    {
      key: 'votacion',
      title: 'Votación',
      record: [],
      checks: [
        { key: 'transmision', criterion: 'publicity', question: '¿Se transmitió la sesión?' },
        { key: 'razones', criterion: 'decision', question: '¿Cada voto se razonó en voz alta?' },
      ],
    },
  ],
  deadlines: [],
  requirements: [],
  explanation: { who_decides: 'Nadie.', why_it_matters: 'Prueba.', what_you_can_do: 'Nada.' },
  sources: {},
};

export interface InsertedProcess {
  id: string;
  slug: string;
  source: string;
  /** Ids by the key of the row. */
  ids: ReadonlyMap<string, string>;
}

/** Everything cites one source, unless `cite: []` says that it cites nothing. */
export async function insertProcess(db: Db, made: MadeProcess = {}): Promise<InsertedProcess> {
  const source = await insertSource(db, { title: `Acta de prueba de ${made.title ?? 'proceso'}` });
  return withTransaction(db, async (trx) => {
    const id = crypto.randomUUID();
    const slug = made.slug ?? `proceso-${id.slice(0, 8)}`;
    await trx
      .insertInto('selections')
      .values({
        id,
        slug,
        status: made.status ?? 'published',
        kind_id: await kindId(trx),
        title: made.title ?? 'Proceso de Prueba',
        year: made.year ?? 2026,
        institution_id: null,
        seats: null,
        alternates: null,
        shortlist: null,
        term_starts: null,
        term_ends: null,
        known_until: null,
        is_example: made.example ?? false,
        created_at: AT,
        updated_at: AT,
      })
      .execute();
    const rows = new FixtureRows(trx, id, source);
    await rows.write(made);
    await rows.cite(SELECTION, [{ id, cite: undefined }]);
    return { id, slug, source, ids: rows.ids };
  });
}

async function kindId(trx: Trx): Promise<string> {
  await trx
    .insertInto('selection_kinds')
    .values({
      slug: TEST_KIND.slug,
      version: TEST_KIND.version,
      country: TEST_KIND.country,
      title: TEST_KIND.title,
      spec: json(TEST_KIND),
      created_by: 'test',
      created_at: AT,
    })
    .onConflict((conflict) => conflict.columns(['slug', 'version']).doNothing())
    .execute();
  const row = await trx
    .selectFrom('selection_kinds')
    .select('id')
    .where('slug', '=', TEST_KIND.slug)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** @returns the values of the places in all addresses of processes, by address */
export async function makeSelectionPlaces(db: Db): Promise<Record<string, string>> {
  const process = await insertProcess(db, {
    title: 'Proceso de los lugares',
    bodies: [
      {
        key: 'comision',
        name: 'Comisión de Prueba',
        entitled: 1,
        seats: [
          { key: 'asiento', label: 'Asiento', holders: [{ key: 'integrante', name: 'Iris Ficticia' }] },
        ],
      },
    ],
    rubrics: [
      {
        key: 'tabla',
        title: 'Tabla de prueba',
        adopted: true,
        aspects: [{ key: 'uno', label: 'Uno', max: 9 }],
      },
    ],
    candidacies: [
      { key: 'ana', name: 'Ana Ficticia', states: [{ key: 'e', state: 'filed' }] },
      { key: 'blas', name: 'Blas Ficticio', states: [] },
    ],
    gradings: [
      { key: 'hoja', rubric: 'tabla', title: 'Hoja', scores: [{ candidacy: 'ana', points: { uno: 7 } }] },
    ],
    objections: [{ key: 'objecion', candidacy: 'ana', ground: 'Idoneidad' }],
    checks: [
      {
        key: 'verificacion',
        candidacy: 'ana',
        register: 'Registro de Prueba',
        question: '¿Tiene multas?',
        finding: 'No, según el registro.',
        method: 'Por la página del registro.',
        url: 'https://registro.test/',
      },
      { key: 'otra', holder: 'integrante', register: 'Registro de Prueba', question: '¿Está inscrita?' },
    ],
    rounds: [
      {
        key: 'ronda',
        body: 'comision',
        matter: 'Nómina',
        threshold: 'dos-tercios',
        entitled: 1,
        complete: true,
        results: [
          { candidacy: 'ana', ballots: [{ holder: 'integrante', choice: 'for', reason: 'Una razón.' }] },
        ],
      },
    ],
  });
  return {
    '/elecciones/:slug': process.slug,
    '/elecciones/tipos/:slug': TEST_KIND.slug,
    '/elecciones/:slug/aspirantes/:candidacy': 'ana',
    '/api/v1/processes/:slug': process.slug,
    '/elecciones/comisionados/:who': process.ids.get('integrante') ?? '',
  };
}
