/** What changed last in Justiciapedia, as far as it is in its lists. */
import type { Read } from '../../../platform/db/handles.ts';
import type { PersonKind } from '../import/fields.ts';
import { INSTITUTION, PERSON } from '../kinds.ts';

interface Common {
  id: string;
  slug: string;
  name: string;
  created_at: Temporal.Instant;
  updated_at: Temporal.Instant;
}
export type Changed = Common &
  ({ record: typeof INSTITUTION; kind: string } | { record: typeof PERSON; kind: PersonKind });

/** Institutions and people, changed last first; of people only those in the lists. Two queries. */
export async function lastChanged(db: Read, limit: number): Promise<Changed[]> {
  const institutions = await db
    .selectFrom('institutions')
    .select(['id', 'slug', 'name', 'kind', 'created_at', 'updated_at'])
    .where('status', '=', 'published')
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  const people = await db
    .selectFrom('people as p')
    .innerJoin('person_listings as l', 'l.person_id', 'p.id')
    .select(['p.id', 'p.slug', 'p.name', 'p.kind', 'p.created_at', 'p.updated_at'])
    .orderBy('p.updated_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute();
  return [
    ...institutions.map((row) => ({ ...row, record: INSTITUTION }) as const),
    ...people.map((row) => ({ ...row, record: PERSON }) as const),
  ]
    .toSorted((a, b) => Temporal.Instant.compare(b.updated_at, a.updated_at))
    .slice(0, limit);
}
