/**
 * Forgetting mails: the rows of the outbox, which say who was written to and when, and the files that stand
 * for sent mails while there is no mail server. A file follows its row: whatever has none is removed.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Read, Trx } from '../db/handles.ts';

const BATCH = 500;
const FILE = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.eml$/;

/**
 * Removes what was promised about these subjects, sent or not.
 * @returns ids of the mails; their files go with `sweepMailFiles`, after the transaction
 */
export async function forgetMails(trx: Trx, subjectIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from mails where subject_id = any(${[...subjectIds]}) returning id`.execute(trx);
  return rows.map(({ id }) => id);
}

/** How many mails about these subjects a sender holds at this moment: it may still write a file. */
export async function countMailsOnTheWay(
  db: Read,
  subjectIds: readonly string[],
  now: Temporal.Instant,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mails
    where subject_id = any(${[...subjectIds]}) and state = 'sending' and claimed_until > ${now}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Ids of mails about these subjects. */
export async function listMailIds(db: Read, subjectIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from mails where subject_id = any(${[...subjectIds]})`.execute(db);
  return rows.map(({ id }) => id);
}

/** The files of sent mails by the mail's id. @param dataDir `DATA_DIR` */
export async function listMailFiles(dataDir: string): Promise<Map<string, string>> {
  const folder = join(dataDir, 'mail');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return new Map(
    names.flatMap((name) => {
      const id = FILE.exec(name)?.[1];
      return id === undefined ? [] : [[id, join(folder, name)] as const];
    }),
  );
}

/**
 * Removes files of mails that are no more in the outbox. Killed in the middle, the next sweep goes on.
 * @returns how many
 */
export async function sweepMailFiles(db: Read, dataDir: string): Promise<number> {
  const files = [...(await listMailFiles(dataDir))];
  let removed = 0;
  for (let from = 0; from < files.length; from += BATCH) {
    const batch = files.slice(from, from + BATCH);
    const { rows } = await sql<{ id: string }>`
      select id from mails where id = any(${batch.map(([id]) => id)}::uuid[])`.execute(db);
    const kept = new Set(rows.map(({ id }) => id));
    for (const [id, file] of batch) {
      if (kept.has(id)) continue;
      await rm(file, { force: true });
      removed += 1;
    }
  }
  return removed;
}
