/** All that can be found of institutions by words. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';

export interface InstitutionTexts {
  /** Everything shown of it and of its posts. */
  text: string;
  /** Names of now and before, and acronyms. */
  names: string[];
}

/** One query. */
export async function shownTexts(db: Read, ids: readonly string[]): Promise<Map<string, InstitutionTexts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<InstitutionTexts & { id: string }>`
    select i.id,
      coalesce(string_agg(t.said, E'\n\n' order by t.position, t.id) filter (where not t.names), '') as text,
      coalesce(array_agg(t.said) filter (where t.names), '{}') as names
    from unnest(${[...ids]}::uuid[]) as i (id)
    join lateral (
      select value ->> 'text' as said, position, id, property in ('name', 'acronym') as names from statements
        where subject_id = i.id and evidence <> 'kept' and property <> 'picture'
      union all
      select t.value ->> 'text', 10000 + t.position, t.id, false from posts p join statements t on t.subject_id = p.id
        where p.institution_id = i.id and t.evidence <> 'kept'
    ) t on true
    group by i.id`.execute(db);
  return new Map(rows.map(({ id, text, names }) => [id, { text, names }]));
}
