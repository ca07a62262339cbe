/** Writing a mailing, while it is a draft. */
import { randomUUIDv7 } from 'node:crypto';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import type { Act } from '../../events/index.ts';
import { sealAudience } from '../audience.ts';
import type { Audience } from '../rules/audience.ts';
import '../tables.ts';

export interface MailingInput {
  audience: Audience;
  subjectEs: string;
  bodyEs: string;
  /** Empty: everybody gets the Spanish one. */
  subjectEn: string;
  bodyEn: string;
}

export type Changed = 'ok' | 'not_found' | 'not_draft' | 'changed';

const columnsOf = ({ subjectEs, bodyEs, subjectEn, bodyEn }: MailingInput) => ({
  subject_es: subjectEs,
  body_es: bodyEs,
  subject_en: subjectEn,
  body_en: bodyEn,
});

/** @returns the id of the new draft */
export async function createMailing(
  trx: Trx,
  vault: Vault,
  act: Act,
  eventId: string,
  input: MailingInput,
): Promise<string> {
  const id = randomUUIDv7();
  const row = { id, event_id: eventId, ...columnsOf(input), created_at: act.now, updated_at: act.now };
  await trx
    .insertInto('mailings')
    .values({
      ...row,
      audience: sealAudience(vault, id, input.audience),
      started_at: null,
      listed_at: null,
      finished_at: null,
    })
    .execute();
  await audit(trx, entry(act, 'mailings.create', id));
  return id;
}

/** @param version of the draft that the form showed; a newer one is not overwritten */
export async function changeMailing(
  trx: Trx,
  vault: Vault,
  act: Act,
  id: string,
  input: MailingInput,
  version: number,
): Promise<Changed> {
  const draft = await lockMailing(trx, id);
  if (!draft) return 'not_found';
  if (draft.state !== 'draft') return 'not_draft';
  if (draft.version !== version) return 'changed';
  await trx
    .updateTable('mailings')
    .set({
      ...columnsOf(input),
      audience: sealAudience(vault, id, input.audience),
      version: version + 1,
      updated_at: act.now,
    })
    .where('id', '=', id)
    .execute();
  await audit(trx, entry(act, 'mailings.change', id));
  return 'ok';
}

/** Throws a draft away. */
export async function deleteMailing(trx: Trx, act: Act, id: string): Promise<Changed> {
  const draft = await lockMailing(trx, id);
  if (!draft) return 'not_found';
  if (draft.state !== 'draft') return 'not_draft';
  await trx.deleteFrom('mailings').where('id', '=', id).execute();
  await audit(trx, entry(act, 'mailings.delete', id));
  return 'ok';
}

export async function lockMailing(trx: Trx, id: string) {
  return trx
    .selectFrom('mailings')
    .select(['id', 'event_id', 'state', 'version', 'run', 'listed_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export function entry(act: Act, action: string, id: string, detail: Record<string, string | number> = {}) {
  return { actor: act.actor, action, subject: { kind: 'mailing', id }, detail };
}
