/** The bodies of a process: commissions and those who decide. */
import type { Read } from '../../../platform/db/handles.ts';
import { SELECTION_BODY } from '../kinds.ts';
import type { KindFile } from '../schemas/kind-file.ts';
import { isCited } from './cited.ts';

export interface Body {
  id: string;
  key: string;
  name: string;
  entitled: number | null;
  note: string;
}

/** One that cites nothing says no more than the rules of its kind do: that it is there, and what it is called. One query. */
export async function listBodies(db: Read, process: { id: string; kind: KindFile }): Promise<Body[]> {
  const rows = await db
    .selectFrom('selection_bodies as b')
    .select(['b.id', 'b.key', 'b.name', 'b.entitled', 'b.note', isCited(SELECTION_BODY, 'b.id').as('cited')])
    .where('b.selection_id', '=', process.id)
    .orderBy('b.position')
    .orderBy('b.id')
    .limit(20)
    .execute();
  return rows.map(({ cited, ...body }) =>
    cited
      ? body
      : {
          ...body,
          name: process.kind.bodies.find(({ key }) => key === body.key)?.name ?? body.key,
          entitled: null,
          note: '',
        },
  );
}
