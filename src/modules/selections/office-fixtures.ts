/** What stands at the desk of processes, for tests: a file that waits. Plainly invented. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { saveEvent } from './commands/events.ts';
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
  const candidacy = await deps.db
    .selectFrom('candidacy_states')
    .select(['candidacy_id', 'id'])
    .where('selection_id', '=', id)
    .executeTakeFirst();
  const event = await withTransaction(deps.db, (trx) =>
    saveEvent(
      trx,
      { actor: ACTOR, now: deps.now() },
      { selectionId: id, event: undefined, version: 1, today: '2026-12-31' },
      {
        stage: 'votacion',
        title: 'La comisión de ejemplo vota',
        detail: '',
        on: '2026-03',
        time: '',
        until: '',
        basis: 'observed',
        effect: 'none',
        toStage: '',
        follows: [],
      },
      {
        keep: [],
        source: undefined,
        stated: { title: 'Acta de ejemplo', publisher: 'Comisión de Ejemplo' },
        page: '',
        passage: '',
      },
    ),
  );
  if (!event.ok) throw new Error(`the fixture was refused: ${event.refused}`);
  return {
    '/admin/elecciones/:id/sucesos/:event': event.id,
    '/admin/elecciones/:id/aspirantes/:candidacy': candidacy?.candidacy_id ?? '',
    '/admin/elecciones/:id/aspirantes/:candidacy/estados/:state': candidacy?.id ?? '',
    '/admin/elecciones/:id': id,
    '/admin/elecciones/archivos/:upload': upload,
  };
}
