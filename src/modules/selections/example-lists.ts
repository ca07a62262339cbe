/** For tests of lists: a process of its own for each, lists read into it, and what it says after. */
import type { Actor } from '../../platform/access/access.ts';
import type { Deps } from '../../platform/deps.ts';
import { bytesInput } from '../officials/index.ts';
import { processFileOf } from './queries/whole-process.ts';
import type { ProcessFile } from './schemas/process-file.ts';
import { bytesOf, exampleKind, exampleProcess } from './example-files.ts';
import { importKind } from './import/kind-import.ts';
import type { ListKind } from './import/list-columns.ts';
import { importList, type ListImport } from './import/list-import.ts';
import type { ListMap } from './import/list-map.ts';
import { importProcess } from './import/process-import.ts';

export const PROGRAM: Actor = { kind: 'system', what: 'test' };

let count = 0;

export class ExampleLists {
  /** What an import brought stays: each has an address of its own. */
  readonly slug: string;
  readonly #deps: Pick<Deps, 'db' | 'now'>;

  private constructor(deps: Pick<Deps, 'db' | 'now'>) {
    count += 1;
    this.slug = `defensor-${count}`;
    this.#deps = deps;
  }

  static async of(deps: Pick<Deps, 'db' | 'now'>): Promise<ExampleLists> {
    const lists = new ExampleLists(deps);
    await importKind(deps, PROGRAM, bytesOf(exampleKind()));
    await lists.process(exampleProcess({ slug: lists.slug }));
    return lists;
  }

  async process(file: ProcessFile): Promise<void> {
    await importProcess(this.#deps, PROGRAM, bytesOf(file));
  }

  async read(
    list: ListKind,
    name: string,
    rows: readonly object[],
    { publisher = 'Comisión de ejemplo', map }: { publisher?: string; map?: ListMap } = {},
  ): Promise<ListImport> {
    const input = bytesInput(name, bytesOf(rows));
    return await importList(this.#deps, PROGRAM, list, input, {
      process: this.slug,
      publisher,
      dryRun: false,
      map,
    });
  }

  async file(): Promise<ProcessFile> {
    const found = await processFileOf(this.#deps.db, this.slug);
    if (!found) throw new Error('no process');
    return found;
  }
}

/** What a row cites: the title of the source, its page, and what it prints otherwise. */
export const cited = ({ sources }: ProcessFile, { cite = [] }: { cite?: ProcessFile['cite'] } = {}) =>
  cite.map((one) => {
    const { source, page, field, value } = typeof one === 'string' ? { source: one } : one;
    return [sources[source]?.title, page, field, value].filter((part) => part !== undefined).join(' | ');
  });

/** What a list says otherwise than the process. */
export const told = ({ list }: ListImport): string[] =>
  list.differs.map(({ line, column, words }) => `${line} ${column} ${words}`);
