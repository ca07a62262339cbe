/** Reads a backup into an empty database: all of it or nothing. */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate, migrationState } from '../db/migrate.ts';
import { openPool } from '../db/pool.ts';
import { OperatorError } from '../log.ts';
import { END_OF_ROWS, linesOf, parseHeader } from './format.ts';
import type { Header, Mark, Totals } from './format.ts';

const NEWLINE = Buffer.from('\n');
const END = Buffer.from(END_OF_ROWS);

const TABLES = `
  select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely\\_%'`;

const FOREIGN_KEYS = `
  select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable`;

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(TABLES);
  return rows.map((row) => pg.escapeIdentifier(row.table));
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  for (const table of await tablesOf(client)) {
    const { rows } = await client.query<{ any: boolean }>(`select exists (select from ${table}) as any`);
    if (rows[0]?.any) return false;
  }
  return true;
}

/** Rows come in the order of their tables' names; references are looked at when all are there. */
async function relax(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<{ table: string; name: string }>(FOREIGN_KEYS);
  const tables = await tablesOf(client);
  for (const { table, name } of keys)
    await client.query(`alter table ${table} alter constraint ${name} deferrable initially deferred`);
  // What triggers once wrote is in the backup itself.
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  return async () => {
    await client.query('set constraints all immediate');
    for (const { table, name } of keys)
      await client.query(`alter table ${table} alter constraint ${name} not deferrable`);
    for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  };
}

async function loadTable(
  client: pg.Client,
  { table, columns }: { table: string; columns: string[] },
  lines: AsyncGenerator<Buffer>,
): Promise<number> {
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const stream = client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${names}) from stdin`));
  const done = finished(stream);
  // Told by `done` as well; a stream without listener would end the process.
  stream.on('error', () => undefined);
  let rows = 0;
  for (let next = await lines.next(); !next.done && !next.value.equals(END); next = await lines.next()) {
    rows += 1;
    if (!stream.write(Buffer.concat([next.value, NEWLINE])))
      await Promise.race([once(stream, 'drain'), done]);
  }
  stream.end();
  await done;
  return rows;
}

async function loadAll(client: pg.Client, lines: AsyncGenerator<Buffer>, file: string): Promise<Totals> {
  const totals: Totals = { tables: 0, rows: 0, jobs: 0 };
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const mark = JSON.parse(String(next.value)) as Mark;
    if ('table' in mark) {
      totals.tables += 1;
      totals.rows += await loadTable(client, mark, lines);
    } else if ('sequence' in mark) {
      await client.query('select setval($1::regclass, $2)', [pg.escapeIdentifier(mark.sequence), mark.value]);
    } else if ('job' in mark) {
      totals.jobs += 1;
      await client.query(
        'select from graphile_worker.add_jobs(array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)))',
        [JSON.stringify([mark.job])],
      );
    } else {
      const whole = mark.tables === totals.tables && mark.rows === totals.rows && mark.jobs === totals.jobs;
      if (whole) return totals;
    }
  }
  throw new OperatorError(`${file} is not whole: its end is missing.`);
}

async function prepare(pool: pg.Pool, client: pg.Client, { migration }: Header): Promise<void> {
  const known = await migrationState(pool);
  if (!known.some((one) => one.name === migration))
    throw new OperatorError('The backup was made by a newer version of the program. Update first.');
  if (!(await isEmpty(client))) {
    throw new OperatorError(
      'The database is not empty. Restore into a new DATA_DIR (or a new database) in which nothing was started yet.',
    );
  }
  const later = known.findIndex((one) => one.name === migration) + 1;
  if (known.slice(later).some((one) => one.executed))
    throw new OperatorError(
      'The database was prepared by a newer version than the backup. Restore into a new one.',
    );
  await migrate(pool, { upTo: migration });
}

/**
 * @param url of an empty database
 * @param options.withoutKey the personal data in it will stay unreadable
 * @throws {OperatorError} in words for the operator; then the database is as empty as before
 */
export async function load(
  url: string,
  file: string,
  options: { withoutKey: boolean; keySetting: string },
): Promise<Totals> {
  const pool = openPool({ url, max: 2, name: `ja restore ${process.pid}`, statementTimeout: 0 });
  const client = new pg.Client({ connectionString: url, application_name: `ja restore ${process.pid}` });
  client.on('error', () => undefined);
  const lines = linesOf(file);
  try {
    await client.connect();
    await prepare(pool, client, parseHeader(String((await lines.next()).value ?? ''), file));
    await client.query('begin');
    const tighten = await relax(client);
    const totals = await loadAll(client, lines, file);
    if (options.withoutKey) await client.query('delete from settings where key = $1', [options.keySetting]);
    await tighten();
    await client.query('commit');
    await migrate(pool);
    return totals;
  } catch (error) {
    if (error instanceof pg.DatabaseError || error instanceof SyntaxError) {
      throw new OperatorError(`${file} could not be read into the database; nothing was kept of it.`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    await lines.return(undefined);
    await client.end().catch(() => undefined);
    await pool.end();
  }
}
