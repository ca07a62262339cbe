/** A list of 60,680 ballots put into a process that has their rounds, as somebody does who got the rest as a table. */
import { importList } from '../../src/modules/selections/import/list-import.ts';
import { importProcess } from '../../src/modules/selections/import/process-import.ts';
import { bytesInput } from '../../src/modules/officials/index.ts';
import type { Actor } from '../../src/platform/access/access.ts';
import type { ProcessFile } from '../../src/modules/selections/schemas/process-file.ts';
import { kilobytes, type Measured, seconds } from './measured.ts';
import type { Program } from './program.ts';

const GOAL_LIST = 15_000;
const BENCH: Actor = { kind: 'system', what: 'bench' };
const SLUG = 'proceso-por-listas';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** @param whole a process with its ballots: they are taken out, and come back as a list */
export async function measureList({ deps, statements }: Program, whole: ProcessFile): Promise<Measured[]> {
  const rounds = whole.rounds ?? [];
  const names = new Map(whole.candidacies?.map(({ key, name }) => [key, name]));
  const members = new Map(
    whole.bodies?.flatMap(({ seats = [] }) =>
      seats.flatMap(({ holders }) => holders.map(({ key, name }) => [key, name])),
    ),
  );
  const bare = rounds.map((round) => ({
    ...round,
    results: round.results.map(({ ballots: _none, ...result }) => result),
  }));
  await importProcess(
    deps,
    BENCH,
    encode({ ...whole, slug: SLUG, title: 'Proceso por listas', rounds: bare }),
  );
  const rows = rounds.flatMap(({ number, results }) =>
    results.flatMap(({ candidacy = '', ballots = [] }) =>
      ballots.map(({ holder, choice, reason = '' }) => ({
        ronda: String(number),
        candidato: names.get(candidacy),
        'clave del candidato': candidacy,
        comisionado: members.get(holder),
        'clave del comisionado': holder,
        voto: choice,
        razonamiento: reason,
      })),
    ),
  );
  const bytes = encode(rows);
  const before = statements();
  const used = process.cpuUsage();
  const began = performance.now();
  const { list, done } = await importList(deps, BENCH, 'vote', bytesInput('votos.json', bytes), {
    process: SLUG,
    publisher: 'Editor de ejemplo',
    dryRun: false,
  });
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(used);
  if (list.refused.length > 0 || done?.ok !== true)
    throw new Error(
      `refused: ${JSON.stringify([list.refused.slice(0, 2), done?.findings.list.slice(0, 2)])}`,
    );
  const ballots = done.changes.get('ballots')?.created ?? 0;
  return [
    {
      what: `import of a list of ${ballots.toLocaleString('en')} ballots into its process`,
      value: `${seconds(took)}, of them ${seconds((user + system) / 1000)} in this program`,
      reference: `a file of ${kilobytes(bytes.length)}; ${statements() - before} statements`,
      ratio: took / GOAL_LIST,
      goal: `< ${seconds(GOAL_LIST)}`,
      met: took < GOAL_LIST && ballots === rows.length,
    },
  ];
}
