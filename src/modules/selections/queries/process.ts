/** One process as its pages know it: with the rules of its kind in the version it was stamped with. */
import type { Read } from '../../../platform/db/handles.ts';
import type { KindFile } from '../schemas/kind-file.ts';

export interface Process {
  id: string;
  slug: string;
  title: string;
  year: number;
  post: string;
  isExample: boolean;
  knownUntil: Temporal.PlainDate | null;
  updatedAt: Temporal.Instant;
  kind: KindFile;
}

/** Of those that everybody may see. One query. */
export async function findProcess(db: Read, slug: string): Promise<Process | undefined> {
  const row = await db
    .selectFrom('selections as s')
    .innerJoin('selection_kinds as k', 'k.id', 's.kind_id')
    .select([
      's.id',
      's.slug',
      's.title',
      's.year',
      's.post',
      's.is_example',
      's.known_until',
      's.updated_at',
    ])
    .select('k.spec')
    .where('s.slug', '=', slug)
    .where('s.status', '=', 'published')
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      slug: row.slug,
      title: row.title,
      year: row.year,
      post: row.post,
      isExample: row.is_example,
      knownUntil: row.known_until,
      updatedAt: row.updated_at,
      kind: row.spec,
    }
  );
}
