/**
 * Somebody sends a contribution. The answer is the same for everybody; what it is worth shows when the address is
 * confirmed. One address can be written to, on a stranger's word, once in ten minutes and for three contributions.
 */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { type CallFacts, callWindow, type EditionFacts } from '../rules/call.ts';
import { mayNotify, MOST_PER_ADDRESS, MOST_UNCONFIRMED } from '../rules/contribution.ts';
import { listOfAddress } from '../queries/contributions.ts';
import {
  addressHash,
  type Author,
  contentHash,
  type ContributionText,
  sealAuthor,
  sealText,
} from '../sealed.ts';
import type { Kind } from '../tables.ts';
import { type Context, refused, type Result } from './context.ts';

export interface Sending {
  kind: Kind;
  author: Author;
  text: ContributionText;
  consent: boolean;
  lang: Lang;
  privacyVersion: number | null;
}

/** @param place the edition and its call, as read just before */
export async function sendContribution(
  trx: Trx,
  c: Context,
  place: { eventId: string; edition: EditionFacts; call: CallFacts & { kinds: readonly Kind[] } },
  s: Sending,
): Promise<Result<{ id: string | undefined }>> {
  const { eventId } = place;
  const window = callWindow(place.call, place.edition, c.now);
  if (window !== 'open') return refused(window === 'soon' ? 'not_open' : 'closed');
  if (!place.call.kinds.includes(s.kind)) return refused('closed');
  const hash = addressHash(c.vault, eventId, s.author.email);
  await lockAddress(trx, hash);
  const known = await listOfAddress(trx, eventId, hash, MOST_PER_ADDRESS);
  const unconfirmed = known.filter((row) => row.state === 'pending').length;
  const full = known.length >= MOST_PER_ADDRESS || unconfirmed >= MOST_UNCONFIRMED;
  const id = full ? undefined : await insertRow(trx, c, eventId, s, hash);
  // Written in any case, so that a repeated one takes as long as a new one.
  await audit(trx, {
    actor: c.actor,
    action: id ? 'contributions.send' : 'contributions.send_again',
    subject: id ? { kind: 'contribution', id } : { kind: 'event', id: eventId },
    detail: { kind: s.kind },
  });
  if (id) await promiseMail(trx, { kind: 'contributions.confirm_address', subjectId: id });
  else await tellMailbox(trx, c.now, known);
  return { ok: true, id };
}

/** Two posts of one address wait for each other: else both would see room for one more. */
async function lockAddress(trx: Trx, hash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash.toString('hex')}, 40))`.execute(trx);
}

async function insertRow(
  trx: Trx,
  c: Context,
  eventId: string,
  s: Sending,
  hash: Buffer,
): Promise<string | undefined> {
  const id = randomUUIDv7();
  const inserted = await trx
    .insertInto('contributions')
    .values({
      id,
      event_id: eventId,
      number: null,
      kind: s.kind,
      state: 'pending',
      address_hash: hash,
      content_hash: contentHash(c.vault, eventId, s.kind, s.author, s.text),
      sealed_author: sealAuthor(c.vault, id, s.author),
      sealed_text: sealText(c.vault, id, s.text),
      consent_publish: s.consent,
      lang: s.lang,
      privacy_version: s.privacyVersion,
      accepted_at: c.now,
      decision: null,
      sealed_words: null,
      decided_at: null,
      told_at: null,
      session_id: null,
      mail_refused_at: null,
      last_notice_at: null,
      created_at: c.now,
      updated_at: c.now,
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'content_hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

type Known = Awaited<ReturnType<typeof listOfAddress>>;

/** One mail with all the links of an address, unless it had one just now. @returns whether it goes out */
async function tellMailbox(trx: Trx, now: Temporal.Instant, known: Known): Promise<boolean> {
  const latest = known.at(-1);
  if (!latest || !known.every((row) => mayNotify(row.last_notice_at, now))) return false;
  await trx.updateTable('contributions').set({ last_notice_at: now }).where('id', '=', latest.id).execute();
  await promiseMail(trx, { kind: 'contributions.links', subjectId: latest.id });
  return true;
}

/**
 * "Send me my link again", from anybody. The caller answers the same whatever happens here.
 * @returns whether a mail goes out, for tests
 */
export async function sendLinksAgain(trx: Trx, c: Context, eventId: string, email: string): Promise<boolean> {
  const hash = addressHash(c.vault, eventId, email);
  await lockAddress(trx, hash);
  await audit(trx, {
    actor: c.actor,
    action: 'contributions.ask_link',
    subject: { kind: 'event', id: eventId },
  });
  return tellMailbox(trx, c.now, await listOfAddress(trx, eventId, hash, MOST_PER_ADDRESS));
}
