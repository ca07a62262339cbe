/** One certificate: made out to one person, corrected, revoked. */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { attendanceOf } from '../../attendance/index.ts';
import { findRegistration, openPerson } from '../../events/index.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { openCertificate } from '../kept.ts';
import { findOfEdition } from '../queries/certificates.ts';
import { listSpeakersToCertify } from '../queries/people.ts';
import type { Kind, Reason } from '../tables.ts';
import { type Holder, issue, type Issuing, type PressRefusal, setUpPress } from './issue.ts';
import { attendeeHolder } from './runs.ts';
import { tellHolders } from './tell.ts';

export type OneResult =
  | { ok: true; ids: string[] }
  | { ok: false; refused: PressRefusal | 'has_one' | 'not_possible' };

/** To somebody who registered, whether noted as present or not: the desk knows who was there. */
export async function issueToRegistrant(
  trx: Trx,
  c: Issuing,
  eventId: string,
  registrationId: string,
): Promise<OneResult> {
  const press = await setUpPress(trx, c, eventId, 'attendance');
  if (typeof press === 'string') return { ok: false, refused: press };
  const registration = await findRegistration(trx, registrationId);
  if (!registration || registration.event_id !== eventId) return { ok: false, refused: 'gone' };
  const { name } = openPerson(c.vault, registrationId, registration.sealed);
  const was = await attendanceOf(trx, registrationId);
  const minutes = was.sessions.reduce((sum, session) => sum + session.minutes, 0);
  const holder = attendeeHolder(registrationId, name, { sessions: was.sessions.length, minutes });
  return made(await issue(trx, press, [holder]));
}

export async function issueToSpeaker(
  trx: Trx,
  c: Issuing,
  eventId: string,
  speakerId: string,
): Promise<OneResult> {
  const press = await setUpPress(trx, c, eventId, 'speaker');
  if (typeof press === 'string') return { ok: false, refused: press };
  const [speaker] = await listSpeakersToCertify(trx, eventId, { limit: 1, id: speakerId });
  if (!speaker) return { ok: false, refused: 'gone' };
  const { name, sessions, minutes, is_moderator } = speaker;
  const role = translator(press.lang)(
    is_moderator ? 'certificates.role.moderator' : 'certificates.role.speaker',
  );
  return made(await issue(trx, press, [{ holder: `s:${speakerId}`, name, role, sessions, minutes }]));
}

/** To people by their names as typed: organisers, or speakers who are on no programme. */
export async function issueToNamed(
  trx: Trx,
  c: Issuing,
  eventId: string,
  kind: Kind,
  people: readonly { name: string; role?: string | undefined }[],
): Promise<OneResult> {
  const press = await setUpPress(trx, c, eventId, kind);
  if (typeof press === 'string') return { ok: false, refused: press };
  const holders = new Map(
    people.map(({ name, role }): [string, Holder] => {
      const holder = namedHolder(c.vault, eventId, kind, name);
      return [holder, { holder, name, ...(role && { role }), sessions: 0, minutes: 0 }];
    }),
  );
  return made(await issue(trx, press, [...holders.values()]));
}

function namedHolder(vault: Vault, eventId: string, kind: Kind, name: string): string {
  const plain = name.normalize('NFC').toLocaleLowerCase('es').replaceAll(/\s+/g, ' ');
  return `o:${vault.lookup('certificates.holder', `${eventId} ${kind} ${plain}`).toString('base64url')}`;
}

const made = (ids: string[]): OneResult =>
  ids.length > 0 ? { ok: true, ids } : { ok: false, refused: 'has_one' };

export interface Correction {
  name: string;
  role?: string | undefined;
}

/**
 * A new certificate with the corrected facts takes the place of this one, which says from then on that it was replaced.
 * The look is the template's as it is now.
 */
export async function correctCertificate(
  trx: Trx,
  c: Issuing,
  eventId: string,
  id: string,
  { name, role }: Correction,
): Promise<OneResult> {
  // The purge first, the row after it: the same order as everywhere.
  const row = await findOfEdition(trx, eventId, id);
  if (!row) return { ok: false, refused: 'gone' };
  const press = await setUpPress(trx, c, eventId, row.kind);
  if (typeof press === 'string') return { ok: false, refused: press };
  const old = await trx
    .updateTable('certificates')
    .set({ state: 'replaced', ended_at: c.now })
    .where('id', '=', id)
    .where('state', '=', 'valid')
    .where('sealed', 'is not', null)
    .returning(['sealed', 'holder', 'registration_id'])
    .executeTakeFirst();
  if (!old?.sealed || old.holder === null) return { ok: false, refused: 'not_possible' };
  const { facts, email } = openCertificate(c.vault, id, old.sealed);
  const holder: Holder = {
    holder: old.holder,
    ...(old.registration_id !== null && { registrationId: old.registration_id }),
    name,
    role: role ?? facts.role,
    sessions: facts.sessions,
    minutes: facts.minutes,
    ...(email && { email }),
  };
  const ids = await issue(trx, press, [holder]);
  const [next] = ids;
  if (next === undefined) throw new Error('a corrected certificate was not issued');
  await trx.updateTable('certificates').set({ replaced_by: next }).where('id', '=', id).execute();
  await tellHolders(trx, c.now, ids);
  await audit(trx, {
    actor: c.actor,
    action: 'certificates.corrected',
    subject: { kind: 'certificate', id },
  });
  return { ok: true, ids };
}

/** @returns false when it was not valid any more */
export async function revokeCertificate(
  trx: Trx,
  c: { actor: Actor; now: Temporal.Instant },
  eventId: string,
  id: string,
  reason: Reason,
): Promise<boolean> {
  const revoked = await trx
    .updateTable('certificates')
    .set({ state: 'revoked', ended_at: c.now, reason })
    .where('id', '=', id)
    .where('event_id', '=', eventId)
    .where('state', '=', 'valid')
    .returning('id')
    .executeTakeFirst();
  if (!revoked) return false;
  await audit(trx, {
    actor: c.actor,
    action: 'certificates.revoked',
    subject: { kind: 'certificate', id },
    detail: { reason },
  });
  return true;
}
