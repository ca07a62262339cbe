/** What tests of import and export do with files, on a database of theirs. */
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { savePublication } from '../commands/write.ts';
import { prepare } from '../prepared.ts';
import { contentOf, findOffice } from '../queries/office.ts';
import { exportFiles } from './export-files.ts';
import { importFiles, type ImportOptions } from './import-files.ts';
import type { Outcome } from './report.ts';
import type { ImportFile } from './walk.ts';

const ACTOR = { kind: 'system', what: 'import' } as const;

/** @param made what they work with; there once the tests run */
export function filesInto(made: () => Deps) {
  async function load(
    files: AsyncIterable<ImportFile> | Iterable<ImportFile>,
    options: Partial<ImportOptions> = {},
  ) {
    const outcomes: Outcome[] = [];
    const deps = made();
    const result = await importFiles(
      deps,
      ACTOR,
      files,
      { dryRun: false, draft: false, ...options },
      (outcome) => outcomes.push(outcome),
    );
    return {
      ...result,
      outcomes,
      said: outcomes.map(({ action, href }) => `${action} ${href ?? ''}`.trim()),
    };
  }

  async function exported(): Promise<Record<string, string>> {
    const files = await Array.fromAsync(exportFiles(made()));
    return Object.fromEntries(files.map(({ path: name, text }) => [name, text]));
  }

  async function rowAt(slug: string) {
    const { id } = await made()
      .db.selectFrom('publications')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    const row = await findOffice(made().db, id);
    if (!row) throw new Error(`no row at ${slug}`);
    return row;
  }

  async function edit(slug: string, change: Record<string, unknown>): Promise<void> {
    const row = await rowAt(slug);
    const deps = made();
    const prepared = await prepare(deps, { ...contentOf(row), ...change });
    const saved = await withTransaction(deps.db, (trx) =>
      savePublication(trx, { actor: { kind: 'system', what: 'hand' }, now: deps.now() }, row.id, {
        prepared,
        version: row.version,
      }),
    );
    if (!saved.ok) throw new Error(`${slug} was not saved`);
  }

  return { load, exported, rowAt, edit };
}
