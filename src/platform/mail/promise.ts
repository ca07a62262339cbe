/**
 * Promising a mail: one row in the transaction of the change it tells of, so that either both are
 * there after a crash or neither. No NOTIFY, no job: hundreds of promises a second cost little, and
 * the sender takes them in batches.
 */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../db/handles.ts';
import { holdsAddress } from '../vault/address.ts';

export interface MailPromise {
  /** The `kind` of a MailSpec. */
  kind: string;
  /** Id of what the mail is about; the spec finds the person through it. */
  subjectId: string;
  /** Ids and plain facts (a version, an instant, a reason's code). Never a name, an address or an answer. */
  data?: Record<string, unknown>;
  /** Two promises with the same key are one mail, e.g. `events.reminder:{registration}:{edition version}`. */
  dedupeKey?: string;
  /** One of very many: sent only while nothing else is due. */
  bulk?: boolean;
}

/**
 * @returns the mail's id; for a `dedupeKey` known already, the id of the mail promised before
 * @throws TypeError when `data` holds what looks like an address
 */
export async function promiseMail(trx: Trx, mail: MailPromise): Promise<string> {
  if (mail.dedupeKey !== undefined) return (await promiseMails(trx, [mail]))[0] ?? '';
  // The usual case, at a door where hundreds knock: the plain insert costs half of the one below.
  refuseAddresses(mail);
  const id = randomUUIDv7();
  const { kind, subjectId, data = {}, bulk = false } = mail;
  await trx.insertInto('mails').values({ id, kind, subject_id: subjectId, data, bulk }).execute();
  return id;
}

/** Promises any number of mails in one statement; ids in the order given. */
export async function promiseMails(trx: Trx, mails: readonly MailPromise[]): Promise<string[]> {
  if (mails.length === 0) return [];
  const ids = new Map<string, string>();
  const rows: Record<string, unknown>[] = [];
  const keys = mails.map((mail) => {
    refuseAddresses(mail);
    const id = randomUUIDv7();
    const key = mail.dedupeKey ?? id;
    if (!ids.has(key)) {
      ids.set(key, id);
      rows.push({
        id,
        kind: mail.kind,
        subject_id: mail.subjectId,
        data: mail.data ?? {},
        dedupe_key: mail.dedupeKey,
        bulk: mail.bulk ?? false,
      });
    }
    return key;
  });
  const { rows: inserted } = await sql<{ id: string }>`
    insert into mails (id, kind, subject_id, data, dedupe_key, bulk)
    select id, kind, subject_id, data, dedupe_key, bulk
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, kind text, subject_id text, data jsonb, dedupe_key text, bulk boolean)
    on conflict (dedupe_key) where dedupe_key is not null do nothing
    returning id`.execute(trx);
  if (inserted.length < rows.length) await takeEarlierIds(trx, ids);
  return keys.map((key) => ids.get(key) ?? '');
}

async function takeEarlierIds(trx: Trx, ids: Map<string, string>): Promise<void> {
  // A statement of its own sees what the other transaction committed while ours waited for it.
  const earlier = await trx
    .selectFrom('mails')
    .select(['id', 'dedupe_key'])
    .where(sql<boolean>`dedupe_key = any(${[...ids.keys()]})`)
    .execute();
  for (const { id, dedupe_key: key } of earlier) if (key !== null) ids.set(key, id);
}

/** The queue names nobody: a mistake here would stay in every backup, so it fails where it is made. */
function refuseAddresses({ kind, data, dedupeKey, subjectId }: MailPromise): void {
  if (!holdsAddress([subjectId, dedupeKey, data])) return;
  throw new TypeError(`A promise of ${kind} carries what looks like an address.`);
}
