/**
 * The registry of linkable things: how a module shows a record of another one without importing it.
 * A module says in its manifest how to find title and address for ids of its kinds.
 */
import type { Read } from './db/handles.ts';
import type { Translate } from './i18n/translate.ts';

/** A record of any module, by kind and id: as in history, search, citations and addresses of the past. */
export interface RecordRef {
  /** `event`, `event_session`, `publication` … */
  kind: string;
  id: string;
}

export interface LinkTarget {
  title: string;
  /** Path in the back office. */
  href: string;
}

export interface LinkSource {
  /** Of record. */
  kind: string;
  find: (db: Read, ids: readonly string[], t: Translate) => Promise<Map<string, LinkTarget>>;
}

/** Titles and addresses of records of several kinds, one query per kind. Unknown ids are left out. */
export async function resolveLinks(
  db: Read,
  sources: readonly LinkSource[],
  refs: readonly RecordRef[],
  t: Translate,
): Promise<Map<string, LinkTarget>> {
  const found = new Map<string, LinkTarget>();
  for (const source of sources) {
    const ids = refs.filter((r) => r.kind === source.kind).map((r) => r.id);
    if (ids.length === 0) continue;
    for (const [id, target] of await source.find(db, ids, t)) found.set(`${source.kind}:${id}`, target);
  }
  return found;
}
