/** Making out certificates. The last judge of “nobody twice” is the index `certificates_one_each`. */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Lang, translator } from '../../../platform/i18n/translate.ts';
import type { Vault } from '../../../platform/vault/vault.ts';
import { defaultTemplate } from '../defaults.ts';
import { sealCertificate } from '../kept.ts';
import { newCode, prove, type SigningKey } from '../proof.ts';
import { findIssuingEvent, isPurged, type IssuingEvent } from '../queries/people.ts';
import { findTemplate } from '../queries/templates.ts';
import { type Facts, fitText } from '../rules/content.ts';
import type { Picture } from '../rules/sheet.ts';
import type { Kind } from '../tables.ts';
import { ensureKey } from './keys.ts';
import { freezeDesign } from './templates.ts';

export interface Issuing {
  actor: Actor;
  vault: Vault;
  now: Temporal.Instant;
  /** Name of the organisation that issues. */
  issuer: string;
  /** Its logo, checked and reduced; undefined: none, or none that can be printed. */
  logo: Picture | undefined;
}

/** Somebody to certify. */
export interface Holder {
  /** `r:{registration}`, `s:{speaker}`, `o:{keyed hash of a name}`: nobody has two of a kind. */
  holder: string;
  registrationId?: string;
  name: string;
  role?: string;
  sessions: number;
  minutes: number;
  email?: string;
}

/** Everything that is the same for all certificates issued together. */
export interface Press extends Issuing {
  event: IssuingEvent;
  kind: Kind;
  key: SigningKey;
  designId: string;
  lang: Lang;
}

export type PressRefusal = 'purged' | 'no_key' | 'gone';

/**
 * Gets ready to issue for an edition. Waits for its purge, and makes a purge wait: after one nothing is issued.
 */
export async function setUpPress(
  trx: Trx,
  c: Issuing,
  eventId: string,
  kind: Kind,
): Promise<Press | PressRefusal> {
  await waitForPurge(trx, eventId);
  const event = await findIssuingEvent(trx, eventId);
  if (!event) return 'gone';
  if (isPurged(event)) return 'purged';
  const key = await ensureKey(trx, c);
  if (!key) return 'no_key';
  const stored = await findTemplate(trx, c.vault, eventId, kind);
  const template = stored?.template ?? defaultTemplate(kind, 'es');
  const logo = template.logo === 'organisation' ? c.logo : undefined;
  const designId = await freezeDesign(trx, c, eventId, { template, issuer: c.issuer, logo });
  return { ...c, event, kind, key, designId, lang: template.language };
}

export async function waitForPurge(trx: Trx, eventId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext(${purgeLock(eventId)}))`.execute(trx);
}

export const purgeLock = (eventId: string): string => `certificates.purge ${eventId}`;

/** @returns ids of those made now; whoever has a valid one of the kind gets none */
export async function issue(trx: Trx, press: Press, holders: readonly Holder[]): Promise<string[]> {
  if (holders.length === 0) return [];
  const rows = holders.map((holder) => rowOf(press, holder));
  const made = await trx
    .insertInto('certificates')
    .values(rows)
    .onConflict((oc) => oc.columns(['event_id', 'kind', 'holder']).where('state', '=', 'valid').doNothing())
    .returning('id')
    .execute();
  await audit(
    trx,
    ...made.map(({ id }) => ({
      actor: press.actor,
      action: 'certificates.issued',
      subject: { kind: 'certificate', id },
      detail: { kind: press.kind },
    })),
  );
  return made.map((row) => row.id);
}

function rowOf(press: Press, given: Holder) {
  const { vault, event, kind, key, now } = press;
  const id = randomUUIDv7();
  const code = newCode();
  const facts = factsOf(press, given);
  const proof = prove({ ...facts, code, kind }, key);
  return {
    id,
    code,
    event_id: event.id,
    kind,
    registration_id: given.registrationId ?? null,
    holder: given.holder,
    design_id: press.designId,
    sealed: sealCertificate(vault, id, { facts, proof, ...(given.email && { email: given.email }) }),
    issued_at: now,
    ended_at: null,
    reason: null,
    replaced_by: null,
    told_at: null,
  };
}

const MOST = 65_535;

function factsOf({ event, issuer, kind, now, lang }: Press, given: Holder): Facts {
  const zone = event.timezone;
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate().toString();
  // What ends at midnight ends with the day before.
  const last = event.ends_at.subtract({ seconds: 1 });
  const role = kind === 'attendance' ? '' : (given.role ?? translator(lang)(`certificates.role.${kind}`));
  return {
    name: fitText(given.name),
    edition: fitText(event.title),
    issuer: fitText(issuer),
    role: fitText(role),
    starts: day(event.starts_at),
    ends: day(last),
    issued: day(now),
    sessions: Math.min(MOST, given.sessions),
    minutes: Math.min(MOST, given.minutes),
  };
}
