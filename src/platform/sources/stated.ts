/** Records that hold a plain list of sources themselves (an imported file): kept in step with what they cite. */
import type { Trx } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import type { RecordRef } from '../links.ts';
import { addressKey } from './address.ts';
import { citationRows, lockCitations, MOST_CITATIONS, recordCitations } from './cite.ts';
import { readPartialDate } from './printed-date.ts';
import { createSource, createSources, isSource, type SourceInput } from './save.ts';
import type { SourceKind } from './tables.ts';
import { foldedValue } from './words.ts';

/** A source as such a list gives it. */
export interface StatedSource {
  title: string;
  publisher: string;
  url?: string | undefined;
  /** `2022`, `2022-03` or `2022-03-18`; anything else is kept as printed. */
  date?: string | undefined;
  /** Left out: a page where it has an address, else something other. */
  kind?: SourceKind | undefined;
  /** ISO 639 code; left out: Spanish. */
  lang?: string | undefined;
  note?: string | undefined;
}

/** The same for two that a machine may take for one: same address, or without one the same title and publisher. */
export function statedKey(stated: Pick<StatedSource, 'title' | 'publisher' | 'url'>): string {
  const address = stated.url === undefined ? undefined : addressKey(stated.url);
  return address ?? `${foldedValue(stated.title)}\n${foldedValue(stated.publisher)}`;
}

/**
 * Makes the record cite, as a whole, just the sources of its list: those that are there are cited, new ones made.
 * What was cited at the desk stays as it is. Call it in the transaction of the change, before contended rows.
 */
export async function citeStated(
  trx: Trx,
  act: Act,
  record: RecordRef,
  list: readonly StatedSource[],
): Promise<void> {
  await lockCitations(trx, record);
  const rows = await citationRows(trx, record);
  const known = await knownSources(trx, list);
  const wanted = new Set<string>();
  for (const stated of list.slice(0, MOST_CITATIONS)) {
    const key = statedKey(stated);
    const id = known.get(key) ?? (await make(trx, act, stated));
    if (id === undefined) continue;
    known.set(key, id);
    wanted.add(id);
  }
  const gone = rows.filter((row) => row.origin === 'record' && !wanted.has(row.source_id));
  const cited = new Set(rows.filter((row) => row.field === '').map((row) => row.source_id));
  const fresh = [...wanted].filter((id) => !cited.has(id)).slice(0, MOST_CITATIONS - rows.length);
  if (gone.length === 0 && fresh.length === 0) return;
  if (gone.length > 0)
    await trx
      .deleteFrom('citations')
      .where(
        'id',
        'in',
        gone.map((row) => row.id),
      )
      .execute();
  const last = rows.at(-1)?.position ?? 0;
  if (fresh.length > 0)
    await trx
      .insertInto('citations')
      .values(
        fresh.map((id, at) => ({
          source_id: id,
          record_kind: record.kind,
          record_id: record.id,
          position: last + at + 1,
          origin: 'record' as const,
          created_at: act.now,
          updated_at: act.now,
        })),
      )
      .execute();
  await recordCitations(trx, act, record, 'changed');
}

/** Those of the list that are there, by `statedKey`; of doubles the oldest. One query. */
async function knownSources(trx: Trx, list: readonly StatedSource[]): Promise<Map<string, string>> {
  if (list.length === 0) return new Map();
  const keys = list.flatMap(({ url }) => (url === undefined ? [] : [addressKey(url) ?? '']));
  const titles = list.filter(({ url }) => url === undefined).map(({ title }) => title.trim().toLowerCase());
  const rows = await trx
    .selectFrom('sources')
    .select(['id', 'title', 'publisher', 'address'])
    .where((e) =>
      e.or([
        ...(keys.length > 0 ? [e('address_key', 'in', keys)] : []),
        ...(titles.length > 0
          ? [e.and([e('address', 'is', null), e(e.fn<string>('lower', ['title']), 'in', titles)])]
          : []),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
  return new Map(rows.map((row) => [statedKey({ ...row, url: row.address ?? undefined }), row.id]));
}

async function make(trx: Trx, act: Act, stated: StatedSource): Promise<string | undefined> {
  const made = await createSource(trx, act, inputOf(stated));
  // An address that is none stays in the record's own list, as it always was.
  return made.ok ? made.id : undefined;
}

function inputOf(stated: StatedSource): SourceInput {
  const { title, publisher, url, date: printed = '' } = stated;
  const date = readPartialDate(printed);
  return {
    address: url,
    title,
    publisher,
    // Said once: what the machine reads is shown in words.
    datePrinted: date ? '' : printed,
    date,
    lang: stated.lang ?? 'es',
    kind: stated.kind ?? (url === undefined ? 'other' : 'page'),
    note: stated.note ?? '',
    archive: 'keep',
  };
}

const AT_ONCE = 200;

/**
 * Sources for a list that states them row by row: those that are there are found, new ones made, each once.
 * @returns ids by `statedKey`; one that is no source (no title, an address that is none) is missing
 */
export async function statedSources(
  trx: Trx,
  act: Act,
  list: Iterable<StatedSource>,
): Promise<Map<string, string>> {
  const wanted = new Map([...list].map((stated) => [statedKey(stated), stated]));
  const found = new Map<string, string>();
  const all = [...wanted.values()];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    for (const [key, id] of await knownSources(trx, all.slice(from, from + AT_ONCE))) {
      if (wanted.has(key)) found.set(key, id);
    }
  }
  const fresh = [...wanted].filter(
    ([key, { title, url }]) => !found.has(key) && isSource({ title, address: url }),
  );
  const ids = await createSources(
    trx,
    act,
    fresh.map(([, stated]) => inputOf(stated)),
  );
  for (const [at, [key]] of fresh.entries()) found.set(key, ids[at] ?? '');
  return found;
}
