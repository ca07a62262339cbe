/** Processes with the rules that they were stamped with, for modules that stand on them. Drafts too. */
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import type { Status } from '../tables.ts';

export interface StampedProcess {
  id: string;
  slug: string;
  title: string;
  year: number;
  status: Status;
  kind: KindFile;
}

const MOST_LISTED = 200;

const stamped = (db: Read) =>
  db
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select(['s.id', 's.slug', 's.title', 's.year', 's.status', 'k.spec as kind']);

export async function stampedProcess(db: Read, id: string): Promise<StampedProcess | undefined> {
  return isUuid(id) ? await stamped(db).where('s.id', '=', id).executeTakeFirst() : undefined;
}

/** Newest year first, without what is in the archive. One query. */
export function stampedProcesses(db: Read): Promise<StampedProcess[]> {
  return stamped(db)
    .where('s.status', '<>', 'archived')
    .orderBy('s.year', 'desc')
    .orderBy('s.title')
    .limit(MOST_LISTED)
    .execute();
}
