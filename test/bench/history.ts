/** The past of a record that was changed many times: time in the server and statements, beside one changed ten times. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { insertEdition } from '../../src/modules/events/fixtures.ts';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { recordHistory } from '../../src/platform/history/history.ts';
import { listVersions } from '../../src/platform/history/versions.ts';
import { type Measured, median, ms, quantile } from './measured.ts';
import { type Program, withProgram } from './program.ts';

const VISITS = 60;
const GOAL = 25;
/** Versions of the text that is compared: 12 kB, as a long description is. */
const PARAGRAPHS = 40;

/** An edition with so many versions; each changes two words of a long text. */
async function insertPast(deps: Deps, slug: string, count: number): Promise<string[]> {
  const { id } = await insertEdition(deps.db, slug, { event: { title: `Encuentro ${slug}` } });
  const paragraph =
    'Un párrafo de ejemplo que se repite para que el texto sea largo y nada diga de nadie. '.repeat(4);
  for (let from = 0; from < count; from += 100)
    await withTransaction(deps.db, (trx) =>
      recordHistory(
        trx,
        ...Array.from({ length: Math.min(100, count - from) }, (_, n) => ({
          actor: { kind: 'system', what: 'bench' } as const,
          record: { kind: 'event', id },
          action: 'changed',
          content: {
            title: `Título ${from + n}`,
            description: Array.from({ length: PARAGRAPHS }, (_one, at) =>
              at === (from + n) % PARAGRAPHS ? `${paragraph} cambio ${from + n}` : paragraph,
            ).join('\n\n'),
          },
        })),
      ),
    );
  const [latest] = await listVersions(deps.db, { kind: 'event', id }, undefined, { limit: 1 });
  return [
    `/historial/encuentro/${id}`,
    `/historial/encuentro/${id}/${latest?.id}`,
    `/encuentros/${slug}/historial`,
  ];
}

const NAMES = ['list of versions', 'one version, compared', 'edition with its sessions'];

async function visits(app: FastifyInstance, url: string, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    const { statusCode } = await app.inject({ url, headers: { 'accept-language': 'es' } });
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
    taken.push(performance.now() - began);
  }
  return taken;
}

async function statementsOf(app: FastifyInstance, url: string, program: Program): Promise<number> {
  const counts: number[] = [];
  for (let n = 0; n < 3; n++) {
    const before = program.statements();
    await visits(app, url, 1);
    counts.push(program.statements() - before);
  }
  return Math.min(...counts);
}

export async function measureHistory(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    const few = await insertPast(program.deps, 'pocas', 10);
    const many = await insertPast(program.deps, 'muchas', 5000);
    await program.analyze();
    const app = await buildApp(program.deps);
    await app.ready();
    try {
      const rows: Measured[] = [];
      const statements: [number, number][] = [];
      for (const [at, name] of NAMES.entries()) {
        const [small = '', large = ''] = [few[at], many[at]];
        await visits(app, small, VISITS);
        const reference = await visits(app, small, VISITS);
        const taken = await visits(app, large, VISITS);
        statements.push([await statementsOf(app, small, program), await statementsOf(app, large, program)]);
        rows.push({
          what: `history: ${name}`,
          value: `${ms(median(taken))}, p95 ${ms(quantile(taken, 0.95))}, 5,000 versions`,
          reference: `${ms(median(reference))}, 10 versions`,
          ratio: median(taken) / median(reference),
          goal: `< ${GOAL} ms`,
          met: median(taken) < GOAL,
        });
      }
      const sum = (side: 0 | 1) => statements.reduce((total, pair) => total + pair[side], 0);
      rows.push({
        what: 'statements of these pages',
        value: `${sum(1)} (${statements.map(([, n]) => n).join(' ')}), 5,000 versions`,
        reference: `${sum(0)} (${statements.map(([n]) => n).join(' ')}), 10 versions`,
        ratio: sum(1) / sum(0),
        goal: 'the same',
        met: statements.every(([small, large]) => small === large),
      });
      return rows;
    } finally {
      await app.close();
    }
  });
}
