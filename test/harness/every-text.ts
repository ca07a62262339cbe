/** Everything that a database holds, as text: to look for what must be nowhere in it, or to see that nothing changed. */
import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/handles.ts';

/** Bytes too, as hexadecimal and as what they read as. Rows in a fixed order. */
export async function everyText(db: Db): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by 1`.execute(db);
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select t::text as text from ${sql.raw(name)} t order by 1`.execute(db);
    parts.push(name, ...rows.map(({ text }) => `${text}${readable(text)}`));
  }
  return parts.join('\n');
}

function readable(row: string): string {
  const blobs = row.match(/\\x[\da-f]{16,}/g) ?? [];
  return blobs.map((blob) => ` ${Buffer.from(blob.replace(/^\\+x/, ''), 'hex').toString('latin1')}`).join('');
}
