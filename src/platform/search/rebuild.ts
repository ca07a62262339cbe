/** Everything anew: every record of every source is touched, and what the index holds besides. The sweep does the rest. */
import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Trx } from '../db/handles.ts';
import { withTransaction } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { defineSetting } from '../settings/setting.ts';
import { forgetSettings, readSetting, writeSetting } from '../settings/settings.ts';
import { touchSearch } from './touch.ts';
import { addWords, oneAtATime } from './write.ts';

type RebuildDeps = Pick<Deps, 'db' | 'now' | 'additions'>;

/** Raise it when words, stems or marks are made in another way: every index is then made anew by itself. */
const FORMAT = 3;
const PAGE = 1000;

/** How, and from which kinds of record, the index in the database was made; empty before the first time. */
export const searchIndexSetting = defineSetting({
  key: 'platform.search_index',
  schema: Type.String(),
  default: '',
  summary: 'How, and from which kinds of record, the index of the search was made.',
});

/**
 * Touches everything, in the background of the running site: nothing is missing from the results meanwhile.
 * @returns how many records
 */
export async function touchEverything({ db, additions, now }: RebuildDeps): Promise<number> {
  let count = 0;
  for (const { kind, list } of additions.search) {
    let after: string | undefined;
    for (;;) {
      const ids = await list(db, { after, limit: PAGE });
      await withTransaction(db, (trx) => touchSearch(trx, ...ids.map((id) => ({ kind, id }))));
      count += ids.length;
      after = ids.at(-1);
      if (ids.length < PAGE) break;
    }
  }
  await withTransaction(db, async (trx) => {
    // What is in the index and in no list: hidden since, or of a kind that is no more.
    await sql`
      insert into search_touched (record_kind, record_id)
      select record_kind, record_id from search_records except select record_kind, record_id from search_touched`.execute(
      trx,
    );
    await recount(trx);
    await writeSetting(trx, searchIndexSetting, madeFrom(additions), now());
  });
  forgetSettings(db);
  return count;
}

/** The distinct words anew, from the records in the index: right again, should they ever have gone wrong. */
async function recount(trx: Trx): Promise<void> {
  await oneAtATime(trx);
  const { rows } = await sql<{ word: string; records: number }>`
    select word, count(*)::int as records from search_records, unnest(names) as word group by word`.execute(
    trx,
  );
  await trx.deleteFrom('search_words').execute();
  for (let at = 0; at < rows.length; at += PAGE) await addWords(trx, rows.slice(at, at + PAGE));
}

const madeFrom = (additions: Deps['additions']): string =>
  [FORMAT, ...additions.search.map(({ kind }) => kind).toSorted()].join(' ');

/** After a first start, an update that brought new kinds of record or another way to index: touches everything. */
export async function bringUpToDate(deps: RebuildDeps): Promise<void> {
  if ((await readSetting(deps.db, searchIndexSetting)) !== madeFrom(deps.additions))
    await touchEverything(deps);
}
