/**
 * Puts a database back as it was: the database itself notes every row that is written, whoever writes it, and takes
 * it back when told. For tests that may change anything and want to begin again: records made anew for each would
 * cost some hundred statements, and have other ids each time.
 */
import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/handles.ts';

export interface Undo {
  /**
   * Every row becomes what it was when noting began. Call it when nothing is under way.
   * @returns how many writings were taken back
   * @throws when a row is not as it was noted
   */
  takeBack: () => Promise<number>;
}

/** Begins to note, in all tables that there are now. */
export async function noteChanges(db: Db): Promise<Undo> {
  await sql`create schema undo`.execute(db);
  await sql`create unlogged table undo.notes (
    id bigint generated always as identity primary key, place regclass not null, was jsonb, became jsonb)`.execute(
    db,
  );
  // Noted in the transaction that writes: what is rolled back leaves no note.
  await sql`create function undo.note() returns trigger language plpgsql as $$
    begin
      if tg_op = 'TRUNCATE' then raise exception 'undo.ts cannot take back a truncate of %', tg_relid::regclass; end if;
      insert into undo.notes (place, was, became) values (tg_relid, to_jsonb(old), to_jsonb(new));
      return null;
    end $$`.execute(db);
  await sql`do $$ declare place regclass; begin
    for place in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'undo') loop
      execute format('create trigger undo_note after insert or update or delete on %s for each row execute function undo.note()', place);
      execute format('create trigger undo_empty after truncate on %s execute function undo.note()', place);
    end loop; end $$`.execute(db);
  // As a replica: neither our own triggers nor those of foreign keys are asked.
  await sql`create function undo.take_back() returns bigint language plpgsql set session_replication_role = replica as $$
    declare note record; names text; found_one boolean; taken bigint := 0;
    begin
      for note in select * from undo.notes order by id desc loop
        if note.became is not null then
          execute format('with gone as (delete from %1$s where ctid = (select ctid from %1$s t where to_jsonb(t) = $1 limit 1)
            returning 1) select exists (select from gone)', note.place) into found_one using note.became;
          if not found_one then raise exception 'a row of % is not as it was noted', note.place; end if;
        end if;
        if note.was is not null then
          select string_agg(quote_ident(attname), ', ') into names from pg_attribute
            where attrelid = note.place and attnum > 0 and not attisdropped and attgenerated = '';
          execute format('insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, $1)',
            note.place, names) using note.was;
        end if;
        taken := taken + 1;
      end loop;
      delete from undo.notes;
      return taken;
    end $$`.execute(db);
  const takeBack = async (): Promise<number> => {
    const { rows } = await sql<{ taken: string | number | bigint }>`select undo.take_back() as taken`.execute(
      db,
    );
    return Number(rows[0]?.taken);
  };
  return { takeBack };
}

/** A hash of the rows of each table, to tell whether any is not as it was. */
export async function fingerprint(db: Db): Promise<Record<string, string>> {
  const tables = await sql<{ place: string }>`
    select c.oid::regclass::text as place from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'undo')
    order by place`.execute(db);
  const hashes: Record<string, string> = {};
  for (const { place } of tables.rows) {
    const { rows } = await sql<{ hash: string }>`
      select md5(coalesce(string_agg(row, '' order by row), '')) as hash
      from (select md5(to_jsonb(t)::text) as row from ${sql.raw(place)} t) as rows`.execute(db);
    hashes[place] = rows[0]?.hash ?? '';
  }
  return hashes;
}
