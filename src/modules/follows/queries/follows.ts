/** Who follows what, one by one. */
import type { Read } from '../../../platform/db/handles.ts';

export type FollowRow = NonNullable<Awaited<ReturnType<typeof findFollow>>>;

export const findFollow = (db: Read, id: string) =>
  db
    .selectFrom('follows')
    .select(['id', 'kind', 'record_id', 'state', 'sealed', 'lang'])
    .where('id', '=', id)
    .executeTakeFirst();
