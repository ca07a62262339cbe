/**
 * Old addresses. What moves keeps every address it had: the old path points to the record, not to another path,
 * so that there are no chains to follow and no loops to fall into, and a record that is hidden is not led to.
 * A path that is taken again by another record is that record's: old addresses are asked only where there is no page.
 */
import { sql } from 'kysely';
import type { Read, Trx } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import { DEFAULT_LANGUAGE, translator } from '../i18n/translate.ts';
import type { RecordRef } from '../links.ts';

export interface RedirectsTable {
  /** Without host and query; what lies below it moves along. */
  path: string;
  record_kind: string;
  record_id: string;
  at: Temporal.Instant;
}

declare module '../db/handles.ts' {
  interface Database {
    redirects: RedirectsTable;
  }
}

/**
 * Keeps an address that a record leaves. Call it in the transaction of the change, for a record that was ever
 * public; its kind must have a `HistorySource`, whose `find` tells the present address.
 * @param oldPath path of the page, encoded as in links: `/encuentros/viejo`
 */
export async function keepAddress(
  trx: Trx,
  oldPath: string,
  record: RecordRef,
  now: Temporal.Instant,
): Promise<void> {
  const values = { record_kind: record.kind, record_id: record.id, at: now };
  await trx
    .insertInto('redirects')
    .values({ path: oldPath, ...values })
    // Whoever had it last is whom a link to it meant last.
    .onConflict((conflict) => conflict.column('path').doUpdateSet(values))
    .execute();
}

/** An address has no more parts than this, nor is it longer. */
const MOST_PARTS = 8;
const LONGEST = 1000;
/** An edition moved, and a session of it too: each step names another record. */
const MOST_STEPS = 4;

/**
 * Where what stood at this path stands now. Asked only when the path itself leads nowhere.
 * @returns a path; `gone` when it was taken back; undefined when nothing is known, or it is not public
 */
export async function presentAddress(deps: Deps, path: string): Promise<string | 'gone' | undefined> {
  const asked = asKept(path);
  let present = asked;
  // Where a record stands now is its own, whoever had that address before: only what lies below is looked up again.
  let below = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const kept = await keptAbove(deps.db, present, below);
    if (!kept) break;
    const subject = await deps.additions.histories
      .find((source) => source.kind === kept.record_kind)
      ?.find(deps.db, kept.record_id, { drafts: false, t: translator(DEFAULT_LANGUAGE), deps });
    if (subject === undefined) return undefined;
    const rest = present.slice(kept.path.length);
    if (subject === 'gone') return rest === '' ? 'gone' : undefined;
    if (subject.removed) return 'gone';
    if (subject.href === undefined) return undefined;
    present = subject.href + rest;
    below = subject.href.length;
  }
  return present === asked ? undefined : present;
}

/** As links have it: people and programs write the same address with other percent signs. */
function asKept(path: string): string {
  try {
    return path
      .split('/')
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join('/');
  } catch {
    return path;
  }
}

/** The address kept of this path, or of the nearest one above it that is longer than so many signs. */
async function keptAbove(db: Read, path: string, below: number): Promise<RedirectsTable | undefined> {
  const paths = pathsAbove(path).filter(({ length }) => length > below);
  if (paths.length === 0) return undefined;
  return db
    .selectFrom('redirects')
    .selectAll()
    .where('path', 'in', paths)
    .orderBy(sql`length(path)`, 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** `/a/b/c` → itself, `/a/b`; the first part alone is a section, which never moves. */
function pathsAbove(path: string): string[] {
  const parts = path.split('/').slice(1);
  if (path.length > LONGEST || parts.length > MOST_PARTS || path.includes('\0')) return [];
  return parts.slice(1).map((_part, at) => `/${parts.slice(0, at + 2).join('/')}`);
}
