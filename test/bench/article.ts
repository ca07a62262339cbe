/** The page of a long article among many publications: time in the server, and what a phone loads to read it. */
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { category, done, actBy, plainly, exampleContent } from '../../src/modules/publications/fixtures.ts';
import { createPublication } from '../../src/modules/publications/commands/write.ts';
import { publishPublication } from '../../src/modules/publications/commands/workflow.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { kilobytes, type Measured, median, ms, quantile, spreadOf } from './measured.ts';
import { buildPlain, linesFor } from './plain-page.tsx';
import { type Program, withProgram } from './program.ts';

const MANY = 400;
const ROUNDS = 5;
const PER_ROUND = 40;
const WARM_UP = 60;
const GOAL = 10;
const BUDGET = 50_000;
const HEADERS = { 'accept-encoding': 'br, gzip', 'accept-language': 'es' };

const PARAGRAPH =
  'Un juzgado de ejemplo publicó su agenda cada lunes, **en papel y en línea**, y la gente pudo llegar a las ' +
  'audiencias que antes nadie conocía; en un año llegaron cuarenta personas por semana, y las quejas bajaron.';

/** Some 2,000 words with headings, a list, a table, notes and a quotation. */
function longText(): string {
  const parts = Array.from({ length: 12 }, (_none, n) => {
    const body = Array.from({ length: 4 }, () => PARAGRAPH).join('\n\n');
    return `## Parte ${n + 1}\n\n${body}\n\n* Uno\n* Dos[^${n}]\n\n> Se ve, se mejora.\n\n[^${n}]: Nota de ejemplo ${n}.`;
  });
  return `${parts.join('\n\n')}\n\n| Año | Casos |\n|---|--:|\n| 2021 | 1,200 |\n| 2022 | 1,340 |\n`;
}

async function publish(
  deps: Deps,
  title: string,
  more: Parameters<typeof exampleContent>[1],
): Promise<string> {
  const made = await done(deps, (trx) =>
    createPublication(trx, actBy(deps), plainly(exampleContent(title, more))),
  );
  await done(deps, (trx) => publishPublication(trx, actBy(deps), made.id));
  return made.slug;
}

async function open(app: FastifyInstance, url: string, headers: Record<string, string>) {
  const answer = await app.inject({ url, headers });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
  return answer;
}

/** Milliseconds of each visit. */
async function times(app: FastifyInstance, url: string): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < PER_ROUND; n++) {
    const began = performance.now();
    await open(app, url, HEADERS);
    taken.push(performance.now() - began);
  }
  return taken;
}

async function measureTime(app: FastifyInstance, name: string, url: string): Promise<Measured> {
  const plain = await buildPlain();
  const bytes = (await open(app, url, { 'accept-encoding': 'identity' })).rawPayload.length;
  const like = `/${linesFor(bytes)}`;
  for (let n = 0; n < WARM_UP; n++) await open(app, url, HEADERS);
  await times(plain, like);
  const ours: number[][] = [];
  const theirs: number[][] = [];
  let processor = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    ours.push(await times(app, url));
    const { user, system } = process.cpuUsage(before);
    processor += (user + system) / 1000;
    theirs.push(await times(plain, like));
  }
  await plain.close();
  const middle = median(ours.flat());
  return {
    what: `page: ${name}, ${MANY} publications`,
    // The processor's time hardly depends on what else runs: where it is far below, the machine was busy.
    value: `${ms(middle)}, p95 ${ms(quantile(ours.flat(), 0.95))}, cpu ${ms(processor / ROUNDS / PER_ROUND)}`,
    reference: `${ms(median(theirs.flat()))} plain page, ${kilobytes(bytes)}`,
    ratio: middle / median(theirs.flat()),
    spread: spreadOf(ours.map((round, at) => median(round) / median(theirs[at] ?? []))),
    goal: `< ${GOAL} ms`,
    met: middle < GOAL,
  };
}

/** The page and all that it loads by itself, as a phone gets it; pictures aside. */
async function measureWeight(app: FastifyInstance, url: string): Promise<Measured> {
  const html = (await open(app, url, { 'accept-encoding': 'identity' })).body;
  const links = [...html.matchAll(/<(?:link rel="(?:stylesheet|icon|manifest)" |script[^>]* src=)[^>]*>/g)];
  const assets = links.map(([tag]) => /(?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? '').filter(Boolean);
  let bytes = 0;
  for (const address of [url, ...assets]) bytes += (await open(app, address, HEADERS)).rawPayload.length;
  return {
    what: 'first visit to a long article, br',
    value: `${kilobytes(bytes)}, ${assets.length + 1} requests`,
    reference: kilobytes(BUDGET),
    ratio: bytes / BUDGET,
    goal: `≤ ${BUDGET / 1000} kB`,
    met: bytes <= BUDGET,
  };
}

async function fill({ deps }: Program): Promise<string> {
  await category(deps, 'transparencia', 'Transparencia');
  for (let n = 0; n < MANY; n++)
    await publish(deps, `Publicación de ejemplo ${n}`, {
      type: n % 4 === 0 ? 'term' : n % 4 === 1 ? 'law' : 'article',
      categories: ['transparencia'],
    });
  return publish(deps, 'Un artículo largo', { body: longText(), categories: ['transparencia'] });
}

export async function measureArticle(): Promise<Measured[]> {
  return withProgram(async (program) => {
    const slug = await fill(program);
    await program.analyze();
    const app = await buildApp(program.deps);
    await app.ready();
    try {
      const url = `/publicaciones/${slug}`;
      return [
        await measureTime(app, 'long article', url),
        await measureTime(app, 'latest publications', '/publicaciones'),
        await measureTime(app, 'glossary', '/glosario'),
        await measureWeight(app, url),
      ];
    } finally {
      await app.close();
    }
  });
}
