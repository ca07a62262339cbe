/** What is left of certificates when personal data goes: code, kind, state and dates, so that they can still be checked. */
import { sql } from 'kysely';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import { forgetMails } from '../../../platform/mail/forget.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { openCertificate } from '../kept.ts';
import { spellCode } from '../rules/code.ts';
import { purgeLock } from './issue.ts';

const NOTHING = { sealed: null, holder: null, registration_id: null, design_id: null } as const;

/** @returns how many lost their content, and what went with them */
export async function purgeCertificates(trx: Trx, eventId: string): Promise<Record<string, number>> {
  // Waits for whoever is issuing at this moment; whoever comes later finds the edition closed.
  await sql`select pg_advisory_xact_lock(hashtext(${purgeLock(eventId)}))`.execute(trx);
  const count = (result: { numDeletedRows: bigint }) => Number(result.numDeletedRows);
  const runs = await trx.deleteFrom('certificate_runs').where('event_id', '=', eventId).executeTakeFirst();
  const { numUpdatedRows } = await trx
    .updateTable('certificates')
    .set(NOTHING)
    .where('event_id', '=', eventId)
    .where((eb) => eb.or([eb('sealed', 'is not', null), eb('holder', 'is not', null)]))
    .executeTakeFirst();
  // Mails to those who did not register speak of the certificate; their files hold name and address.
  const given = await trx.selectFrom('certificates').select('id').where('event_id', '=', eventId).execute();
  const mails = await forgetMails(
    trx,
    given.map(({ id }) => id),
  );
  const designs = await trx
    .deleteFrom('certificate_designs')
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  const templates = await trx
    .deleteFrom('certificate_templates')
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  const pictures = await trx
    .deleteFrom('certificate_pictures')
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return {
    certificates: Number(numUpdatedRows),
    runs: count(runs),
    templates: count(templates) + count(designs),
    pictures: count(pictures),
    mails: mails.length,
  };
}

/** The codes stay: whoever holds the paper can still show that it is genuine. */
export async function eraseCertificates(trx: Trx, registrationId: string): Promise<void> {
  await trx.updateTable('certificates').set(NOTHING).where('registration_id', '=', registrationId).execute();
}

export async function exportCertificates(db: Read, vault: Vault, registrationId: string): Promise<unknown> {
  const rows = await db
    .selectFrom('certificates')
    .select(['id', 'code', 'kind', 'state', 'sealed', 'issued_at', 'ended_at', 'reason'])
    .where('registration_id', '=', registrationId)
    .orderBy('id')
    .limit(100)
    .execute();
  if (rows.length === 0) return undefined;
  return rows.map(({ id, code, kind, state, sealed, issued_at, ended_at, reason }) => ({
    code: spellCode(code),
    kind,
    state,
    issued: issued_at.toString(),
    ...(ended_at && { ended: ended_at.toString() }),
    ...(reason && { reason }),
    ...(sealed && openCertificate(vault, id, sealed).facts),
  }));
}
