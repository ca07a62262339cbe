/** Certificates for tests, to people who are plainly invented. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import type { Issuing } from './commands/issue.ts';
import { issueToNamed, issueToRegistrant } from './commands/one.ts';
import { startRun, stepRun, stopRun } from './commands/runs.ts';
import { HANDED_LINK, openCertificate } from './kept.ts';
import { findCertificate } from './queries/certificates.ts';
import type { Facts } from './rules/content.ts';
import type { Kind } from './tables.ts';

const SYSTEM = { kind: 'system', what: 'test' } as const;

export async function issuingOf(deps: Deps): Promise<Issuing> {
  const { name } = await readOrganisation(deps.db);
  return { actor: SYSTEM, vault: deps.vault, now: deps.now(), issuer: name, logo: undefined };
}

export interface IssuedCertificate {
  id: string;
  code: string;
  proof: string;
  facts: Facts;
}

export async function readIssued(deps: Deps, id: string): Promise<IssuedCertificate> {
  const row = await findCertificate(deps.db, id);
  if (!row?.sealed) throw new Error('there is no such certificate with content');
  return { id, code: row.code, ...openCertificate(deps.vault, id, row.sealed) };
}

/** To somebody who registered. */
export async function certify(
  deps: Deps,
  eventId: string,
  registrationId: string,
): Promise<IssuedCertificate> {
  const c = await issuingOf(deps);
  const made = await withTransaction(deps.db, (trx) => issueToRegistrant(trx, c, eventId, registrationId));
  if (!made.ok) throw new Error(`the certificate was not issued: ${made.refused}`);
  return await readIssued(deps, made.ids[0] ?? '');
}

/** To somebody by name. */
export async function certifyNamed(
  deps: Deps,
  eventId: string,
  name: string,
  kind: Kind = 'organiser',
): Promise<IssuedCertificate> {
  const c = await issuingOf(deps);
  const made = await withTransaction(deps.db, (trx) => issueToNamed(trx, c, eventId, kind, [{ name }]));
  if (!made.ok) throw new Error(`the certificate was not issued: ${made.refused}`);
  return await readIssued(deps, made.ids[0] ?? '');
}

/** Starts a run for all who attended. */
export async function beginRun(
  deps: Deps,
  eventId: string,
  more: Partial<Parameters<typeof startRun>[2]> = {},
): Promise<string> {
  const given = { eventId, kind: 'attendance', what: 'issue', rule: {}, tell: false, ...more } as const;
  const act = { actor: SYSTEM, now: deps.now() };
  const id = await withTransaction(deps.db, (trx) => startRun(trx, act, given));
  if (id === undefined) throw new Error('a run is under way');
  return id;
}

/** One step of a run, as its job does. */
export async function stepOnce(deps: Deps, id: string): Promise<void> {
  const c = await issuingOf(deps);
  await withTransaction(deps.db, (trx) => stepRun(trx, c, id));
}

/** Values for places in the module's addresses. */
export async function makeCertificatePlaces(
  deps: Deps,
  eventId: string,
  registrationId: string,
): Promise<Record<string, string>> {
  const own = await certify(deps, eventId, registrationId);
  const handed = await certifyNamed(deps, eventId, 'Organizadora Ficticia');
  const run = await beginRun(deps, eventId);
  await withTransaction(deps.db, (trx) => stopRun(trx, { actor: SYSTEM, now: deps.now() }, eventId, run));
  const base = '/admin/encuentros/:slug/certificados';
  return {
    [`${base}/plantilla/:kind`]: 'asistencia',
    [`${base}/emitir/:kind`]: 'asistencia',
    [`${base}/avisar/:kind`]: 'asistencia',
    [`${base}/lista/:kind`]: 'asistencia',
    [`${base}/emisiones/:run`]: run,
    [`${base}/constancia/:id`]: own.id,
    '/verificar/:code': own.code,
    '/certificados/:token': deps.vault.token(HANDED_LINK, handed.id),
  };
}
