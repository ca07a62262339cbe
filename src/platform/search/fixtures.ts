/** Records of no module, for tests of the search alone. */
import { sql } from 'kysely';
import type { Db, Trx } from '../db/handles.ts';
import type { MessageKey } from '../i18n/translate.ts';
import type { SearchDocument, SearchSource } from './source.ts';
import { touchSearch } from './touch.ts';

export interface TestRecord {
  id: string;
  title: string;
  names?: string[];
  text?: string;
  lang?: string;
  at?: string;
  /** False: a draft. */
  shown?: boolean;
}

type Row = Omit<SearchDocument, 'href' | 'at'> & {
  names: string[];
  lang: string;
  at: Temporal.Instant | null;
};

/** A source over a table of its own; call `make` before anything else. */
export function testSource(kind: string) {
  const table = sql.table(`test_${kind}`);
  const source: SearchSource = {
    kind,
    label: 'contributions.library.title' as MessageKey,
    find: async (db, ids) => {
      const { rows } = await sql<Row>`select * from ${table} where shown and id = any(${[...ids]})`.execute(
        db,
      );
      return rows.map(({ id, title, names, text, lang, at }): SearchDocument => ({
        id,
        title,
        names,
        text,
        lang,
        href: `/${kind}/${id}`,
        ...(at && { at }),
      }));
    },
    list: async (db, { after, limit }) => {
      const { rows } = await sql<{ id: string }>`
        select id from ${table} where shown and id > ${after ?? ''} order by id limit ${limit}`.execute(db);
      return rows.map(({ id }) => id);
    },
  };
  const put = async (trx: Trx, ...records: readonly TestRecord[]): Promise<void> => {
    for (const { id, title, names = [], text = '', lang = 'es', at = null, shown = true } of records)
      await sql`
        insert into ${table} values (${id}, ${title}, ${names}, ${text}, ${lang}, ${at}, ${shown})
        on conflict (id) do update set title = excluded.title, names = excluded.names, text = excluded.text,
          lang = excluded.lang, at = excluded.at, shown = excluded.shown`.execute(trx);
    await touchSearch(trx, ...records.map(({ id }) => ({ kind, id })));
  };
  return {
    source,
    make: async (db: Db) =>
      void (await sql`
        create table ${table} (id text collate "C" primary key, title text, names text[], text text, lang text, at timestamptz, shown boolean)`.execute(
        db,
      )),
    /** Writes them as a command would. */
    put: (db: Db, ...records: readonly TestRecord[]) =>
      db.transaction().execute((trx) => put(trx, ...records)),
    /** The same in a transaction of somebody else. */
    putIn: put,
    /** A change that tells the search nothing. */
    hide: (db: Db, id: string) => sql`update ${table} set shown = false where id = ${id}`.execute(db),
  };
}
