/** What changed lately that everybody may see, under the titles of today. */
import type { Deps } from '../../../platform/deps.ts';
import { listRecentChanges, type RecentChange } from '../../../platform/history/recent.ts';
import type { RecordRef } from '../../../platform/links.ts';

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
  const recent = folded(
    await listRecentChanges(deps.db, [...sources.keys()], since),
    new Set(sources.keys()),
  );
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

const keyOf = ({ kind, id }: RecordRef): string => `${kind}:${id}`;

/**
 * A programme of thirty sessions that is put in on one day is one change of its edition, which says it by itself or
 * stands for them. One part alone that changed is told by its own name.
 */
function folded(recent: readonly RecentChange[], kinds: ReadonlySet<string>): RecentChange[] {
  const own = new Set(recent.map(({ kind, recordId: id }) => keyOf({ kind, id })));
  const parts = Map.groupBy(recent, ({ within }) => within && keyOf(within));
  const told = new Set<string>();
  return recent.flatMap((change) => {
    const { within, at } = change;
    if (!within || !kinds.has(within.kind)) return [change];
    const whole = keyOf(within);
    if (own.has(whole) || told.has(whole)) return [];
    if (parts.get(whole)?.length === 1) return [change];
    told.add(whole);
    const { kind, id: recordId } = within;
    return [{ kind, recordId, at, action: 'changed', reason: null, within: undefined }];
  });
}
