/** Import of Markdown files: a folder of 500, and the memory that 5,000 take. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { importFiles } from '../../src/modules/publications/import/import-files.ts';
import { filesOf } from '../../src/modules/publications/import/walk.ts';
import { type Measured, megabytes, seconds } from './measured.ts';
import { type Program, withProgram } from './program.ts';

const FILES = 500;
const GOAL = 10_000;
const MANY = 5000;
/** What may stay in memory of 4,500 files more: their names. */
const FLAT = 10 * 2 ** 20;

/** Four thousand letters with all that articles have, front matter as the editors write it. */
function markdown(number: number): string {
  const sentence = 'Una frase inventada, tan larga como las que se escriben en un artículo verdadero. ';
  const paragraph = `${sentence.repeat(4)}Sigue con **fuerza** y un [enlace](https://ejemplo.test/a). ${sentence.repeat(3)}`;
  return [
    '---',
    `title: "Publicación de ejemplo ${number} "`,
    'image: /assets/uploads/ejemplo.png',
    'description: >-',
    '  Una publicación inventada para medir cuánto tarda',
    '',
    '  la importación de una carpeta.',
    'autor: Organización de Ejemplo',
    'correo: info@ejemplo.test',
    'date: 2023-07-04T17:20:23.307Z',
    'highlight: false',
    'desconocido: {a: 1, b: [x, y]}',
    '---',
    ...Array.from({ length: 5 }, (_, i) => `## Parte ${i + 1}\n\n${paragraph}\n\n* uno\n* dos[^1]\n`),
    '| a | b |\n|---|--:|\n| 1 | 2 |\n',
    '<iframe width="560" height="315" src="https://www.youtube.com/embed/ejemplo1234" allowfullscreen></iframe>\n',
    '[^1]: Una nota.',
  ].join('\n');
}

async function withFiles<T>(count: number, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ja-bench-markdown-'));
  try {
    await mkdir(path.join(folder, 'articulos'));
    for (let number = 1; number <= count; number++)
      await writeFile(path.join(folder, 'articulos', `2023-07-04-número-${number}.md`), markdown(number));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @param each called after every file */
async function load({ deps }: Program, folder: string, each: () => void = () => undefined): Promise<number> {
  const began = performance.now();
  const options = { dryRun: false, draft: false };
  const files = await filesOf([folder]);
  const { totals } = await importFiles(deps, { kind: 'system', what: 'bench' }, files, options, each);
  if (totals.refused > 0) throw new Error(`${totals.refused} files were refused`);
  return performance.now() - began;
}

/** Bytes that are in use when nothing is left to collect. */
function usedBytes(): number {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

export async function measurePublicationsImport(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    const first = await withFiles(FILES, (folder) => load(program, folder));
    let seen = 0;
    let early = 0;
    let late = 0;
    const again = await withFiles(MANY, (folder) =>
      load(program, folder, () => {
        seen += 1;
        if (seen === FILES) early = usedBytes();
        if (seen === MANY) late = usedBytes();
      }),
    );
    return [
      {
        what: `import of ${FILES} Markdown files`,
        value: seconds(first),
        reference: `${seconds(GOAL)} allowed; ${seconds(again)} for ${MANY}, ${FILES} of them unchanged`,
        ratio: first / GOAL,
        goal: `< ${seconds(GOAL)}`,
        met: first < GOAL,
      },
      {
        what: `memory kept by ${MANY - FILES} files more`,
        value: megabytes(late - early),
        reference: `${megabytes(early)} after ${FILES}`,
        ratio: late / early,
        goal: `< ${megabytes(FLAT)}`,
        met: late - early < FLAT,
      },
    ];
  });
}
