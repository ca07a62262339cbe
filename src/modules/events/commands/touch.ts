/** Which records of the search a change of an edition concerns. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { type SearchRef, touchSearch } from '../../../platform/search/touch.ts';
import type { Change } from './record.ts';

/** Called for every change of what the public can see: with an edition, its sessions and speakers come and go. */
export async function touchChanged(trx: Trx, changes: readonly Change[]): Promise<void> {
  const changed = changes.filter(({ action }) => action !== 'created');
  const of = (kind: Change['kind']) => changed.filter((change) => change.kind === kind);
  const series = of('event_series').map(({ id }) => id);
  const editions = of('event').map(({ id }) => id);
  // Sessions are also found by who speaks in them.
  const spoken = of('event_speaker').flatMap(({ eventId }) => eventId ?? []);
  const own = changes.filter(({ kind }) => FOUND.has(kind)).map(({ kind, id }) => ({ kind, id }));
  const parts =
    series.length + editions.length + spoken.length > 0
      ? await listParts(trx, series, editions, [...new Set(spoken)])
      : [];
  const all = new Map([...own, ...parts].map((ref) => [`${ref.kind} ${ref.id}`, ref]));
  await touchSearch(trx, ...all.values());
}

const FOUND: ReadonlySet<string> = new Set(['event', 'event_session', 'event_speaker']);

async function listParts(
  trx: Trx,
  series: readonly string[],
  editions: readonly string[],
  spoken: readonly string[],
): Promise<SearchRef[]> {
  const whole = [...editions];
  const { rows } = await sql<SearchRef>`
    select 'event' as kind, id from events where series_id = any(${[...series]}::uuid[])
    union all
    select 'event_session', id from event_sessions where event_id = any(${[...whole, ...spoken]}::uuid[])
    union all
    select 'event_speaker', id from event_speakers where event_id = any(${whole}::uuid[])`.execute(trx);
  return rows;
}
