/** Institutions and posts that are here, found by the names under which lists print them. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { institutionKey } from '../rules/spanish-order.ts';

export interface KnownBodies {
  /** @returns undefined when none, or more than one, goes by this name */
  institution: (printed: string) => string | undefined;
  post: (institutionId: string, printed: string) => string | undefined;
}

/** So many are read: no country has more. */
const MOST = 20_000;

/** By name, former names and acronyms that sources say of them, with or without the acronym in brackets. */
export async function bodiesOf(db: Read): Promise<KnownBodies> {
  const own = await db
    .selectFrom('institutions')
    .select(['id', 'name'])
    .where('status', '!=', 'archived')
    .limit(MOST)
    .execute();
  const said = await db
    .selectFrom('statements as t')
    .innerJoin('institutions as i', 'i.id', 't.subject_id')
    .select(['i.id', sql<string>`t.value ->> 'text'`.as('name')])
    .where('t.subject_kind', '=', 'institution')
    .where('t.property', 'in', ['name', 'acronym'])
    .where('t.evidence', '!=', 'kept')
    .where('i.status', '!=', 'archived')
    .limit(MOST)
    .execute();
  const posts = await db
    .selectFrom('posts')
    .select(['id', 'institution_id', 'label_key'])
    .limit(MOST)
    .execute();
  const byName = new Map<string, Set<string>>();
  for (const { id, name } of [...own, ...said]) {
    for (const key of keysOf(name)) byName.getOrInsertComputed(key, () => new Set()).add(id);
  }
  const byLabel = new Map<string, string>();
  for (const { id, institution_id, label_key } of posts) byLabel.set(`${institution_id} ${label_key}`, id);
  return {
    institution: (printed) => {
      for (const key of keysOf(printed)) {
        const found = byName.get(key);
        if (found?.size === 1) return [...found][0];
      }
      return undefined;
    },
    post: (institutionId, printed) =>
      printed === '' ? undefined : byLabel.get(`${institutionId} ${institutionKey(printed)}`),
  };
}

/** The whole name first; what stands in brackets at its end is an acronym, or a remark. */
function keysOf(printed: string): string[] {
  const bare = printed.replace(/\s*\([^()]*\)\s*$/u, '');
  return [...new Set([institutionKey(printed), institutionKey(bare)])].filter(Boolean);
}
