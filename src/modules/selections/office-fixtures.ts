/** What stands at the desk of processes, for tests: a file that waits. Plainly invented. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { keepUpload } from './commands/uploads.ts';
import { readDeskFile } from './import/desk-file.ts';

const ACTOR = { kind: 'system', what: 'test' } as const;

/**
 * @param slug of a process that is there
 * @returns the values of the places in the addresses of the desk
 */
export async function makeSelectionDeskPlaces(
  deps: Pick<Deps, 'db' | 'now' | 'vault'>,
  slug: string,
): Promise<Record<string, string>> {
  const { id } = await deps.db
    .selectFrom('selections')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  const file = {
    kind: 'candidate',
    name: 'aspirantes.csv',
    publisher: 'Comisión de Ejemplo',
    process: slug,
    bytes: Buffer.from('nombre,expediente\nZoe Ficticia Ejemplar,77\n'),
  } as const;
  const seen = await readDeskFile(deps, ACTOR, file, { dryRun: true });
  const upload = await withTransaction(deps.db, (trx) =>
    keepUpload(trx, { actor: ACTOR, now: deps.now() }, deps.vault, file, { selectionId: id, seen }),
  );
  return { '/admin/elecciones/:id': id, '/admin/elecciones/archivos/:upload': upload };
}
