/** Objections of a process as the desk knows them: those that cite nothing too. */
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { OBJECTION } from '../kinds.ts';
import { isCited } from './cited.ts';

const MOST_ON_ONE = 200;

const objections = (db: Read) =>
  db
    .selectFrom('candidacy_objections as o')
    .innerJoin('candidacies as c', 'c.id', 'o.candidacy_id')
    .select(['o.id', 'o.candidacy_id', 'o.count', 'o.filed_on', 'o.filer_kind', 'o.ground', 'o.outcome'])
    .select('c.name')
    .select(isCited(OBJECTION, 'o.id').as('cited'))
    .orderBy('o.position')
    .orderBy('o.id');

/** In their order. One query. */
export function objectionsOn(db: Read, candidacy: string) {
  return objections(db).where('o.candidacy_id', '=', candidacy).limit(MOST_ON_ONE).execute();
}

export type OfficeObjection = Awaited<ReturnType<typeof objectionsOn>>[number];

/** Of everybody. One query. */
export function officeObjections(db: Read, selectionId: string, limit: number): Promise<OfficeObjection[]> {
  return objections(db).where('o.selection_id', '=', selectionId).limit(limit).execute();
}

export async function findOfficeObjection(db: Read, candidacy: string, id: string) {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom('candidacy_objections')
    .selectAll()
    .where('id', '=', id)
    .where('candidacy_id', '=', candidacy)
    .executeTakeFirst();
}
