/** The bodies of a process: commissions and those who decide. */
import type { Read } from '../../../platform/db/handles.ts';

export interface Body {
  id: string;
  key: string;
  name: string;
  entitled: number | null;
  note: string;
}

/** One query. */
export function listBodies(db: Read, selectionId: string): Promise<Body[]> {
  return db
    .selectFrom('selection_bodies')
    .select(['id', 'key', 'name', 'entitled', 'note'])
    .where('selection_id', '=', selectionId)
    .orderBy('position')
    .orderBy('id')
    .limit(20)
    .execute();
}
