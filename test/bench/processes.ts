/** A process as large as the largest: 1,500 candidacies, 37 commissioners, 40 rounds, 60,000 ballots. */
import { brotliCompressSync, constants } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import { importKind } from '../../src/modules/selections/import/kind-import.ts';
import { importProcess } from '../../src/modules/selections/import/process-import.ts';
import { exampleKind } from '../../src/modules/selections/example-files.ts';
import type { ProcessFile } from '../../src/modules/selections/schemas/process-file.ts';
import { measureList } from './processes-list.ts';
import { kilobytes, type Measured, median, ms, quantile, seconds } from './measured.ts';
import { type Program, withProgram } from './program.ts';
import { dice, personName } from './search-data.ts';

const CANDIDATES = 1500;
const MEMBERS = 37;
const ROUNDS = 40;
/** In each round: with all members that makes the ballots. */
const VOTED_ON = 41;
const VISITS = 120;
const GOAL_IMPORT = 20_000;
const GOAL_LIST = 60;
const GOAL_MATRIX = 150;
const MOST_QUERIES = 12;
const MOST_BYTES = 60_000;
const SLUG = 'proceso-grande';
const HEADERS = { 'accept-language': 'es' };
const BENCH: Actor = { kind: 'system', what: 'bench' };

const STATES = ['filed', 'excluded', 'continues', 'eligible', 'shortlisted'] as const;
const CITE = ['lista'];

/** Plainly made up. */
function madeProcess(): ProcessFile {
  const roll = dice(29);
  const candidates = Array.from({ length: CANDIDATES }, (_, n) => `c-${n}`);
  const members = Array.from({ length: MEMBERS }, (_, n) => `m-${n}`);
  return {
    slug: SLUG,
    kind: exampleKind().slug,
    kind_version: 1,
    title: 'Proceso grande de ejemplo',
    year: 2026,
    term: { starts: '2026-10-13' },
    bodies: [
      {
        key: 'comision',
        name: 'Comisión grande de ejemplo',
        entitled: MEMBERS,
        seats: members.map((key, n) => ({
          key: `s-${n}`,
          group: n % 2 === 0 ? 'decanos' : 'colegio',
          label: `Puesto ${n + 1}`,
          holders: [{ key, name: personName(roll), sworn_on: '2026-01-10', cite: CITE }],
        })),
        cite: CITE,
      },
    ],
    events: Array.from({ length: 60 }, (_, n) => ({
      key: `e-${n}`,
      stage: ['convocatoria', 'expedientes', 'votacion'][Math.floor(n / 20)] ?? 'votacion',
      title: `Suceso de ejemplo número ${n + 1}`,
      on: `2026-0${1 + Math.floor(n / 15)}-${String(1 + (n % 15)).padStart(2, '0')}`,
      basis: 'observed' as const,
      ...(n > 0 && { follows: [`e-${n - 1}`] }),
      cite: CITE,
    })),
    rubrics: [
      {
        key: 'tabla',
        title: 'Tabla de ejemplo',
        adopted: true,
        aspects: ['Académico', 'Profesional', 'Humano', 'Ético'].map((label, n) => ({
          key: `a-${n}`,
          label,
          max: 25,
        })),
        cite: CITE,
      },
    ],
    candidacies: candidates.map((key, n) => ({
      key,
      name: personName(roll),
      file_number: String(n + 1),
      states: STATES.slice(0, 1 + (n % STATES.length)).map((state) => ({
        key: `${key}-${state}`,
        state,
        on: '2026-02-10',
        cite: CITE,
      })),
      cite: CITE,
    })),
    gradings: [
      {
        key: 'hoja',
        rubric: 'tabla',
        title: 'Punteos de ejemplo',
        scores: candidates.map((candidacy, n) => ({
          candidacy,
          points: Object.fromEntries([0, 1, 2, 3].map((a) => [`a-${a}`, (n * 7 + a * 3) % 25])),
        })),
        cite: CITE,
      },
    ],
    objections: Array.from({ length: 300 }, (_, n) => ({
      key: `o-${n}`,
      candidacy: `c-${(n * 11) % CANDIDATES}`,
      ground: 'Idoneidad, según el ejemplo',
      filed_on: '2026-03-01',
      cite: CITE,
    })),
    rounds: Array.from({ length: ROUNDS }, (_, r) => ({
      key: `r-${r}`,
      body: 'comision',
      number: r + 1,
      matter: `Ronda de ejemplo ${r + 1}`,
      stage: 'votacion',
      on: '2026-04-01',
      threshold: 'nomina',
      entitled: MEMBERS,
      present: MEMBERS,
      complete: true,
      results: Array.from({ length: VOTED_ON }, (_none, c) => {
        const inFavour = (r * 5 + c * 3) % (MEMBERS + 1);
        return {
          candidacy: `c-${(r * VOTED_ON + c) % CANDIDATES}`,
          for: inFavour,
          against: MEMBERS - inFavour,
          ballots: members.map((holder, m) => ({
            holder,
            choice: m < inFavour ? ('for' as const) : ('against' as const),
            reason: 'Por los méritos del expediente de ejemplo',
          })),
        };
      }),
      cite: CITE,
    })),
    sources: { lista: { title: 'Lista grande de ejemplo', publisher: 'Editor de ejemplo', date: '2026' } },
    cite: CITE,
  };
}

async function measureImport({ deps, statements }: Program): Promise<Measured[]> {
  await importKind(deps, BENCH, new TextEncoder().encode(JSON.stringify(exampleKind())));
  const bytes = new TextEncoder().encode(JSON.stringify(madeProcess()));
  const before = statements();
  let most = process.memoryUsage().rss;
  const held = most;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const began = performance.now();
  const done = await importProcess(deps, BENCH, bytes);
  const took = performance.now() - began;
  clearInterval(look);
  if (!done.ok) throw new Error(`refused: ${JSON.stringify(done.findings.list.slice(0, 3))}`);
  const ballots = done.changes.get('ballots')?.created ?? 0;
  return [
    {
      what: `import of a process with ${ballots.toLocaleString('en')} ballots`,
      value: `${seconds(took)}, ${kilobytes(most - held)} of memory more`,
      reference: `a file of ${kilobytes(bytes.length)}; ${statements() - before} statements`,
      ratio: took / GOAL_IMPORT,
      goal: `< ${seconds(GOAL_IMPORT)}`,
      met: took < GOAL_IMPORT && ballots >= 60_000,
    },
  ];
}

interface Visit {
  taken: number;
  bytes: number;
}

async function open(app: FastifyInstance, url: string): Promise<Visit> {
  const began = performance.now();
  const { statusCode, rawPayload } = await app.inject({ url, headers: HEADERS });
  const taken = performance.now() - began;
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  // As it goes over the wire.
  const bytes = brotliCompressSync(rawPayload, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
  return { taken, bytes };
}

async function visit(app: FastifyInstance, urls: readonly string[]): Promise<Visit[]> {
  for (const url of urls.slice(0, 10)) await open(app, url);
  const visits: Visit[] = [];
  for (let n = 0; n < VISITS; n++) visits.push(await open(app, urls[n % urls.length] ?? '/'));
  return visits;
}

const root = `/elecciones/${SLUG}`;

async function measurePages(app: FastifyInstance, { statements }: Program): Promise<Measured[]> {
  const plain = median((await visit(app, ['/elecciones'])).map(({ taken }) => taken));
  const lists = STATES.flatMap((state, n) => [
    `${root}/aspirantes?estado=${state}`,
    `${root}/aspirantes?estado=${state}&orden=score`,
    `${root}/aspirantes?nombre=${'aeiou'[n]}&orden=file`,
  ]);
  const list = await visit(app, lists);
  const listed = list.map(({ taken }) => taken);
  const matrix = await visit(
    app,
    Array.from({ length: ROUNDS }, (_, r) => `${root}/votaciones?ronda=r-${r}`),
  );
  const own = await visit(app, [root]);
  const before = statements();
  await open(app, root);
  const queries = statements() - before;
  const middle = (visits: readonly Visit[]) => median(visits.map(({ taken }) => taken));
  const largest = (visits: readonly Visit[]) => Math.max(...visits.map(({ bytes }) => bytes));
  const reference = `${ms(plain)} the list of processes`;
  const p95 = quantile(listed, 0.95);
  return [
    {
      what: `processes: list of ${CANDIDATES} candidacies, filtered and sorted`,
      value: `${ms(median(listed))}, p95 ${ms(p95)}`,
      reference,
      ratio: median(listed) / plain,
      goal: `p95 < ${GOAL_LIST} ms`,
      met: p95 < GOAL_LIST,
    },
    {
      what: 'processes: votes of a round, commissioner by candidate',
      value: `${ms(middle(matrix))}, ${kilobytes(largest(matrix))} compressed`,
      reference,
      ratio: middle(matrix) / plain,
      goal: `< ${GOAL_MATRIX} ms, ≤ ${kilobytes(MOST_BYTES)}`,
      met: middle(matrix) < GOAL_MATRIX && largest(matrix) <= MOST_BYTES,
    },
    {
      what: 'processes: page of the process',
      value: `${ms(middle(own))}, ${queries} statements, ${kilobytes(largest(own))} compressed`,
      reference,
      ratio: middle(own) / plain,
      goal: `≤ ${MOST_QUERIES} statements, ≤ ${kilobytes(MOST_BYTES)}`,
      met: queries <= MOST_QUERIES && largest(own) <= MOST_BYTES,
    },
  ];
}

export async function measureProcesses(): Promise<Measured[]> {
  return withProgram(async (program) => {
    const imported = await measureImport(program);
    await program.analyze();
    const app = await buildApp(program.deps);
    await app.ready();
    try {
      const pages = await measurePages(app, program);
      return [...imported, ...pages, ...(await measureList(program, madeProcess()))];
    } finally {
      await app.close();
    }
  });
}
