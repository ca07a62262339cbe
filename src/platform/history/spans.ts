/** When a record was public, read from its own versions. */
import type { Read } from '../db/handles.ts';
import type { RecordRef } from '../links.ts';

/** From one version on, up to but without another; ids of `history`. */
export interface PublicSpan {
  from: number;
  /** Left out: up to now. */
  to?: number | undefined;
}

/** Publishing and hiding alternate; of more than so many the oldest are forgotten. */
const MOST_TURNS = 200;

/**
 * @param record the one whose publication decides; of a part, what it is a part of
 * @param actions codes that make it public and that hide it
 * @returns spans in their order; one without end is still public. A record whose versions tell of neither was public from the start
 */
export async function publicSpans(
  db: Read,
  record: RecordRef,
  actions: { shows: readonly string[]; hides: readonly string[] },
): Promise<PublicSpan[]> {
  const turns = await db
    .selectFrom('history')
    .select(['id', 'action'])
    .where('record_kind', '=', record.kind)
    .where('record_id', '=', record.id)
    .where('action', 'in', [...actions.shows, ...actions.hides])
    .orderBy('id', 'desc')
    .limit(MOST_TURNS)
    .execute();
  // Where older turns are not at hand, what was before the first of these is nobody's business.
  return spansOf(turns.toReversed(), actions, turns.length < MOST_TURNS);
}

/** @param turns in the order in which they happened @param whole that there were none before */
export function spansOf(
  turns: readonly { id: number; action: string }[],
  { shows }: { shows: readonly string[] },
  whole: boolean,
): PublicSpan[] {
  const spans: PublicSpan[] = [];
  const [first] = turns;
  let from: number | undefined = whole && !(first && shows.includes(first.action)) ? 0 : undefined;
  for (const { id, action } of turns) {
    if (shows.includes(action)) from ??= id;
    else if (from !== undefined) {
      spans.push({ from, to: id });
      from = undefined;
    }
  }
  return from === undefined ? spans : [...spans, { from }];
}

/** While both were so. */
export function bothSpans(one: readonly PublicSpan[], other: readonly PublicSpan[]): PublicSpan[] {
  return one.flatMap((a) =>
    other.flatMap((b) => {
      const from = Math.max(a.from, b.from);
      const to = Math.min(a.to ?? Infinity, b.to ?? Infinity);
      return from < to ? [{ from, ...(to !== Infinity && { to }) }] : [];
    }),
  );
}
