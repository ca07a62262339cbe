/** Promising the mails that tell of a certificate, each once. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Actor } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMails } from '../../../platform/mail/promise.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { openCertificate, sealCertificate } from '../kept.ts';

export const READY_MAIL = 'certificates.ready';
export const HANDED_MAIL = 'certificates.handed';

/** @param ids of valid certificates of people who registered; the others are passed over */
export async function tellHolders(
  trx: Trx,
  now: Temporal.Instant,
  ids: readonly string[],
  options: { again?: boolean } = {},
): Promise<number> {
  if (ids.length === 0) return 0;
  const told = await trx
    .updateTable('certificates')
    .set({ told_at: now })
    .where('id', 'in', [...ids])
    .where('state', '=', 'valid')
    .where('registration_id', 'is not', null)
    .returning(['id', 'registration_id'])
    .execute();
  await promiseMails(
    trx,
    told.flatMap(({ id, registration_id }) =>
      registration_id === null
        ? []
        : [
            {
              kind: READY_MAIL,
              subjectId: registration_id,
              data: { certificateId: id },
              bulk: ids.length > 1,
              // Asked for by hand it goes again; in a run nobody gets it twice.
              ...(!options.again && { dedupeKey: `${READY_MAIL}:${id}` }),
            },
          ],
    ),
  );
  return told.length;
}

/**
 * Sends somebody who did not register the link to theirs.
 * @param email as typed at the desk; kept sealed with the certificate
 * @returns false when it is no longer valid
 */
export async function handOver(
  trx: Trx,
  c: { actor: Actor; vault: Vault; now: Temporal.Instant },
  id: string,
  email: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('certificates')
    .select(['sealed', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.sealed || row.state !== 'valid') return false;
  const sealed = { ...openCertificate(c.vault, id, row.sealed), email };
  await trx
    .updateTable('certificates')
    .set({ sealed: sealCertificate(c.vault, id, sealed), told_at: c.now })
    .where('id', '=', id)
    .execute();
  await promiseMails(trx, [{ kind: HANDED_MAIL, subjectId: id }]);
  await audit(trx, { actor: c.actor, action: 'certificates.sent', subject: { kind: 'certificate', id } });
  return true;
}
