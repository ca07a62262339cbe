/** Somebody says that something is wrong, or answers what is said of them. No account is needed, nor an address. */
import { randomUUIDv7 } from 'node:crypto';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { countOpenOn } from '../queries/corrections.ts';
import { type Asked, contentHash, sealAsked } from '../sealed.ts';
import type { Kind } from '../tables.ts';
import { type Context, entry, refused, type Result } from './context.ts';

/** So many wait about one record at most: a flood is seen by staff and costs no more than this. Some more at once do no harm. */
const MOST_OPEN = 300;

export interface Asking {
  record: RecordRef;
  kind: Kind;
  lang: Lang;
  privacyVersion: number | null;
  dueOn: Temporal.PlainDate;
}

/** Pressed twice it is asked once. @returns the id, by which its link is made */
export async function askCorrection(
  trx: Trx,
  c: Context,
  { record, kind, lang, privacyVersion, dueOn }: Asking,
  asked: Asked,
): Promise<Result<{ id: string }>> {
  if ((await countOpenOn(trx, record, MOST_OPEN)) >= MOST_OPEN) return refused('too_many');
  const id = randomUUIDv7();
  const hash = contentHash(c.vault, { kind, recordKind: record.kind, recordId: record.id }, asked);
  const inserted = await trx
    .insertInto('corrections')
    .values({
      id,
      record_kind: record.kind,
      record_id: record.id,
      kind,
      sealed: sealAsked(c.vault, id, asked),
      content_hash: hash,
      has_address: asked.email !== '',
      lang,
      privacy_version: privacyVersion,
      due_on: dueOn,
      decided_by: null,
      decided_at: null,
      mail_refused_at: null,
      created_at: c.now,
      updated_at: c.now,
    })
    .onConflict((conflict) => conflict.column('content_hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) {
    const same = await trx
      .selectFrom('corrections')
      .select('id')
      .where('content_hash', '=', hash)
      .executeTakeFirstOrThrow();
    return { ok: true, id: same.id };
  }
  await audit(trx, entry(c, 'ask', id));
  if (asked.email !== '') await promiseMail(trx, { kind: 'corrections.received', subjectId: id });
  return { ok: true, id };
}
