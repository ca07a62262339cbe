/** What stands at the desk of processes, for tests: a file that waits. Plainly invented. */
import { keepHolidays } from '../../platform/calendar/keep.ts';
import type { Db } from '../../platform/db/handles.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { saveEvent } from './commands/events.ts';
import { keepUpload } from './commands/uploads.ts';
import { readDeskFile } from './import/desk-file.ts';

const ACTOR = { kind: 'system', what: 'test' } as const;
const root = '/admin/elecciones/:id';
const RESTS = {
  keep: [],
  source: undefined,
  stated: { title: 'Acta de ejemplo', publisher: 'Comisión de Ejemplo' },
  page: '',
  passage: '',
};

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
      { selectionId: id, id: undefined, version: 1, today: '2026-12-31' },
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
      RESTS,
    ),
  );
  if (!event.ok) throw new Error(`the fixture was refused: ${event.refused}`);
  return {
    [`${root}/sucesos/:event`]: event.id,
    [`${root}/aspirantes/:candidacy`]: candidacy?.candidacy_id ?? '',
    [`${root}/aspirantes/:candidacy/estados/:state`]: candidacy?.id ?? '',
    ...(await recordPlaces(deps.db, id)),
    [root]: id,
    '/admin/elecciones/asuetos/:year': await makeHolidayYear(deps),
    '/admin/elecciones/archivos/:upload': upload,
  };
}

/** Without a holiday, so that no deadline of a test changes. */
async function makeHolidayYear(deps: Pick<Deps, 'db' | 'now'>): Promise<string> {
  const days = { year: 2199, days: [] };
  return await withTransaction(deps.db, async (trx) => {
    await keepHolidays(trx, { actor: ACTOR, now: deps.now() }, 'País de los lugares', [days]);
    const { id } = await trx
      .selectFrom('holiday_years')
      .select('id')
      .where('year', '=', days.year)
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** Of what stands behind a process. */
async function recordPlaces(db: Db, id: string): Promise<Record<string, string>> {
  const first = async (
    table: 'selection_bodies' | 'body_seats' | 'seat_holders' | 'rubrics' | 'gradings' | 'vote_rounds',
  ): Promise<string> =>
    (await db.selectFrom(table).select('id').where('selection_id', '=', id).executeTakeFirst())?.id ?? '';
  const objection = await db
    .selectFrom('candidacy_objections')
    .select(['id', 'candidacy_id'])
    .where('selection_id', '=', id)
    .executeTakeFirst();
  const round = await first('vote_rounds');
  const result = await db
    .selectFrom('round_results')
    .select('id')
    .where('round_id', '=', round)
    .executeTakeFirst();
  return {
    [`${root}/comision/organos/:body`]: await first('selection_bodies'),
    [`${root}/comision/puestos/:seat`]: await first('body_seats'),
    [`${root}/comision/integrantes/:holder`]: await first('seat_holders'),
    [`${root}/aspirantes/:candidacy/objeciones/:objection`]: objection?.id ?? '',
    [`${root}/tablas/:rubric`]: await first('rubrics'),
    [`${root}/punteos/:sheet`]: await first('gradings'),
    [`${root}/punteos/:sheet/aspirantes/:candidacy`]: objection?.candidacy_id ?? '',
    [`${root}/votaciones/:round`]: round,
    [`${root}/votaciones/:round/resultados/:result`]: result?.id ?? '',
  };
}
