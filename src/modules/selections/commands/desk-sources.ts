/** What a row that is written at the desk rests on: the sources that stay, and the one that it is entered from. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { cite, uncite } from '../../../platform/sources/cite.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import { type StatedSource, statedKey, statedSources } from '../../../platform/sources/stated.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { withoutNumbers } from '../../officials/index.ts';
import { type DeskOutcome, refuse } from './desk.ts';

export interface Rests {
  /** Ids of citations that stay. */
  keep: readonly string[];
  /** Id of a source that is there. */
  source: string | undefined;
  /** Or one that is written down here. */
  stated: StatedSource | undefined;
  page: string;
  passage: string;
}

/** Nothing is written without a source. Calls after the row is there. */
export async function restOn(trx: Trx, act: Act, record: RecordRef, rests: Rests): Promise<DeskOutcome> {
  const there = await citationsOf(trx, record.kind, record.id);
  const stay = there.filter(({ id }) => rests.keep.includes(id));
  let source = rests.source;
  if (rests.stated) {
    if (rests.stated.title === '' || rests.stated.publisher === '')
      return refuse('source_title', 'source_title');
    source = (await statedSources(trx, act, [rests.stated])).get(statedKey(rests.stated));
  }
  if (source === undefined && !stay.some(({ shown }) => shown)) return refuse('source', 'source');
  const { page, passage } = rests;
  const isSaid = stay.some(
    (one) => one.source.id === source && one.field === '' && one.page === page && one.passage === passage,
  );
  if (source !== undefined && !isUuid(source)) return refuse('source', 'source');
  if (source !== undefined && !isSaid) {
    const done = await cite(trx, act, { source, record, field: '', value: '', page, passage });
    if (!done.ok) return refuse('source', 'source');
  }
  for (const { id } of there) if (!rests.keep.includes(id)) await uncite(trx, act, id);
  return { ok: true };
}

/** Whether a text has a number by which a state knows people, or a private address. */
export function hasPrivate(text: string): boolean {
  const { numbers, addresses } = withoutNumbers(text);
  return numbers + addresses > 0;
}
