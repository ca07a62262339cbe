/** What changed lately that everybody may see, under the titles of today. */
import type { Deps } from '../../../platform/deps.ts';
import { listRecentChanges, type RecentChange } from '../../../platform/history/recent.ts';

export interface Change extends RecentChange {
  title: string;
  href: string;
  lang?: string | undefined;
}

const DAYS = 7;

/** Of the last seven days, the latest first; one query for each kind that changed. */
export async function findChanges(deps: Deps, now: Temporal.Instant, limit: number): Promise<Change[]> {
  const since = now.subtract({ hours: 24 * DAYS });
  const sources = new Map(deps.additions.search.map((source) => [source.kind, source]));
  const recent = await listRecentChanges(deps.db, [...sources.keys()], since);
  const byKind = Map.groupBy(recent, (change) => change.kind);
  const found = await Promise.all(
    [...byKind].map(async ([kind, changes]) => {
      const documents = await sources.get(kind)?.find(
        deps.db,
        // Some of them may be hidden: a few more than will be shown.
        changes.slice(0, limit * 2).map((change) => change.recordId),
      );
      return (documents ?? []).map((document) => [`${kind}:${document.id}`, document] as const);
    }),
  );
  const documents = new Map(found.flat());
  return recent
    .flatMap((change) => {
      const document = documents.get(`${change.kind}:${change.recordId}`);
      return document ? [{ ...change, title: document.title, href: document.href, lang: document.lang }] : [];
    })
    .slice(0, limit);
}
