/**
 * Somebody sends a proposal, without an account. One who leaves an address gets the same answer as everybody, and a
 * mail; one who leaves none gets the secret link on the screen.
 */
import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { listOfAddress } from '../queries/own.ts';
import { authorKind } from '../rules/names.ts';
import { MOST_PER_ADDRESS, mayNotify, MOST_UNCONFIRMED } from '../rules/proposal.ts';
import {
  addressHash,
  type Authors,
  contentHash,
  type ProposalText,
  sealAuthors,
  sealText,
} from '../sealed.ts';
import type { Origin, Visibility } from '../tables.ts';
import { type Context, nextNumber } from './context.ts';
import { mayWriteTo } from './mail-days.ts';
import { noteAct, PROPOSAL } from './public-record.ts';

export interface Sending {
  text: ProposalText;
  authors: Authors;
  visibility: Visibility;
  category: string;
  department: string;
  fromEvent: boolean;
  lang: Lang;
  privacyVersion: number | null;
  origin: Extract<Origin, 'web' | 'meeting' | 'paper'>;
  /** The edition where it was born, if it is known here. */
  eventId?: string | undefined;
}

/**
 * @returns `own`: the row when it is one that the sender may see at once, sent without an address, or the same sent again;
 *   `made`: the id of a row that was not there before
 */
export async function sendProposal(
  trx: Trx,
  c: Context,
  s: Sending,
): Promise<{ own: { id: string; link_version: number } | undefined; made: string | undefined }> {
  const { email } = s.authors;
  if (email !== undefined) {
    return { own: undefined, made: await sendWithAddress(trx, c, s, email) };
  }
  const content = contentHash(c.vault, s.authors, s.text);
  await sql`select pg_advisory_xact_lock(hashtextextended(${content.toString('hex')}, 41))`.execute(trx);
  const same = await trx
    .selectFrom('proposals')
    .select(['id', 'link_version'])
    .where('content_hash', '=', content)
    .executeTakeFirst();
  if (same) return { own: same, made: undefined };
  const id = await insertProposal(trx, c, s, { hash: null, content });
  await receive(trx, c, id);
  return { own: { id, link_version: 1 }, made: id };
}

/** @returns the id of what was not there before */
async function sendWithAddress(trx: Trx, c: Context, s: Sending, email: string): Promise<string | undefined> {
  const hash = addressHash(c.vault, email);
  await lockAddress(trx, hash);
  const known = await listOfAddress(trx, hash, MOST_PER_ADDRESS);
  const unconfirmed = known.filter(({ state }) => state === 'unconfirmed').length;
  const full = known.length >= MOST_PER_ADDRESS || unconfirmed >= MOST_UNCONFIRMED;
  const content = contentHash(c.vault, s.authors, s.text);
  const again = known.find((row) => row.content_hash?.equals(content));
  const id = full || again ? undefined : await insertProposal(trx, c, s, { hash, content });
  // Written in any case, so that a repeated one takes as long as a new one.
  await audit(trx, {
    actor: c.actor,
    action: id ? 'proposals.send' : 'proposals.send_again',
    subject: { kind: PROPOSAL, id: id ?? again?.id ?? known[0]?.id ?? '' },
  });
  if (id) await promiseMail(trx, { kind: 'proposals.confirm_address', subjectId: id });
  else await tellMailbox(trx, c, email, known);
  return id;
}

/** Two posts of one address wait for each other: else both would see room for one more. */
export async function lockAddress(trx: Trx, hash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash.toString('hex')}, 42))`.execute(trx);
}

async function insertProposal(
  trx: Trx,
  c: Context,
  s: Sending,
  { hash, content }: { hash: Buffer | null; content: Buffer },
): Promise<string> {
  const id = randomUUIDv7();
  await trx
    .insertInto('proposals')
    .values({
      id,
      number: null,
      state: 'unconfirmed',
      origin: s.origin,
      category: s.category,
      department: s.department,
      from_event: s.fromEvent,
      event_id: s.eventId ?? null,
      title: null,
      problem: null,
      affected: null,
      summary: null,
      sealed_text: sealText(c.vault, id, s.text),
      stems: null,
      sealed_authors: sealAuthors(c.vault, id, s.authors),
      author_kind: authorKind(s.authors.names),
      visibility: s.visibility,
      address_hash: hash,
      content_hash: content,
      lang: s.lang,
      privacy_version: s.privacyVersion,
      accepted_at: c.now,
      published_at: null,
      mail_refused_at: null,
      last_notice_at: null,
      created_at: c.now,
      updated_at: c.now,
    })
    .execute();
  return id;
}

/** It has a number from now on, and waits for whoever moderates. */
export async function receive(trx: Trx, c: Context, id: string): Promise<number> {
  await noteAct(trx, c, id, 'receive');
  const number = await nextNumber(trx);
  await trx
    .updateTable('proposals')
    .set((eb) => ({ state: 'received', number, updated_at: c.now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  return number;
}

type Known = Awaited<ReturnType<typeof listOfAddress>>;

/** One mail with all the links of an address, unless it had one just now, or enough of them today. @returns whether it goes out */
async function tellMailbox(trx: Trx, c: Context, email: string, known: Known): Promise<boolean> {
  const latest = known.at(-1);
  if (!latest || !known.every((row) => mayNotify(row.last_notice_at, c.now))) return false;
  if (!(await mayWriteTo(trx, c, email))) return false;
  await trx.updateTable('proposals').set({ last_notice_at: c.now }).where('id', '=', latest.id).execute();
  await promiseMail(trx, { kind: 'proposals.links', subjectId: latest.id });
  return true;
}

/**
 * "Send me my link again", from anybody. The caller answers the same whatever happens here.
 * @returns whether a mail goes out, for tests
 */
export async function sendLinksAgain(trx: Trx, c: Context, email: string): Promise<boolean> {
  const hash = addressHash(c.vault, email);
  await lockAddress(trx, hash);
  return tellMailbox(trx, c, email, await listOfAddress(trx, hash, MOST_PER_ADDRESS));
}
