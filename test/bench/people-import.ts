/** Import of lists of people: as many rows as the published list has, a hundred thousand, and pairs among as many names. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileInput } from '../../src/modules/officials/import/file-bytes.ts';
import { importPeople } from '../../src/modules/officials/import/person-import.ts';
import { suggestions } from '../../src/modules/officials/matching/candidates.ts';
import { comparable } from '../../src/modules/officials/matching/pair.ts';
import { type Measured, megabytes, seconds } from './measured.ts';
import { writeList } from './people-list.ts';
import { withProgram } from './program.ts';
import { dice, personName } from './search-data.ts';
import { withFolder } from './server.ts';

const ROWS = 1682;
const ROWS_GOAL = 10_000;
const MANY = 100_000;
/** Names, numbers and who is like whom; not what else the rows say. */
const MEMORY_GOAL = 1024 * 2 ** 20;
const PAIRS_GOAL = 60_000;

export async function measurePeopleImport(): Promise<Measured[]> {
  return [...(await measureRows()), await measureMany(), measurePairs()];
}

async function measureRows(): Promise<Measured[]> {
  return await withProgram(async ({ deps, statements }) => {
    return await withFolder(async (folder) => {
      const file = path.join(folder, 'lista.csv');
      await writeList(file, ROWS);
      const options = { dryRun: false, draft: false, publisher: 'Organización de Ejemplo' };
      const before = statements();
      const began = performance.now();
      const done = await importPeople(
        deps,
        { kind: 'system', what: 'bench' },
        await fileInput(file),
        options,
      );
      const took = performance.now() - began;
      if (done.counts.refused > 0) throw new Error(`${done.counts.refused} rows were refused`);
      return [
        {
          what: `import of ${ROWS} people`,
          value: seconds(took),
          reference: `${seconds(ROWS_GOAL)} allowed; ${statements() - before} statements`,
          ratio: took / ROWS_GOAL,
          goal: `< ${seconds(ROWS_GOAL)}`,
          met: took < ROWS_GOAL,
        },
      ];
    });
  });
}

/** In a process of its own, as an operator runs it: its memory is nobody else's. */
async function measureMany(): Promise<Measured> {
  return await withFolder(async (folder) => {
    const file = path.join(folder, 'lista.csv');
    const size = await writeList(file, MANY);
    const main = path.resolve(import.meta.dirname, '../../app/main.js');
    const env = { ...process.env, DATA_DIR: path.join(folder, 'data'), SAMPLES: '0', LOG_LEVEL: 'silent' };
    const began = performance.now();
    const child = spawn(process.execPath, [main, 'import', 'person', file], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let most = 0;
    const look = setInterval(() => {
      most = Math.max(most, highestBytes(child.pid));
    }, 200);
    const code = await new Promise((resolve) => child.on('exit', resolve));
    clearInterval(look);
    const took = performance.now() - began;
    await rm(file);
    if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
    return {
      what: `memory at most, import of ${MANY} people`,
      value: megabytes(most),
      reference: `a file of ${megabytes(size)}, in ${seconds(took)} with the start`,
      ratio: most / MEMORY_GOAL,
      goal: `< ${megabytes(MEMORY_GOAL)}`,
      met: most < MEMORY_GOAL,
    };
  });
}

/** The most that a process had in memory so far; 0 where the system does not tell. */
function highestBytes(pid: number | undefined): number {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function measurePairs(): Measured {
  const roll = dice(11);
  const people = Array.from({ length: MANY }, (_, at) => comparable(String(at), personName(roll)));
  const began = performance.now();
  let pairs = 0;
  for (const _one of suggestions(people)) pairs += 1;
  const took = performance.now() - began;
  return {
    what: `candidate pairs of ${MANY} names`,
    value: seconds(took),
    reference: `${seconds(PAIRS_GOAL)} allowed; ${pairs} to ask about`,
    ratio: took / PAIRS_GOAL,
    goal: `< ${seconds(PAIRS_GOAL)}`,
    met: took < PAIRS_GOAL,
  };
}
