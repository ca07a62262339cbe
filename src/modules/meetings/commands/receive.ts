/**
 * A proposal comes in. Not the network address is what limits, a whole room may have one: a meeting takes so many.
 * The meeting's row is locked after that of the last number, everywhere, and shortly before the commit.
 */
import type { Trx } from '../../../platform/db/handles.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { mayWriteTo, type Sending, sendProposal } from '../../proposals/index.ts';
import { LINK_MAIL } from '../kinds.ts';
import { MOST_RECEIVED } from '../rules/meeting.ts';
import { sealAddress } from '../sealed.ts';
import type { Way } from '../tables.ts';
import { type Context, refused, type Result } from './context.ts';

export type Own = { id: string; link_version: number };

export interface Meeting {
  id: string;
  event_id: string | null;
  department: string;
}

/** The rest fills itself in. */
export interface Said extends Pick<
  Sending,
  'text' | 'authors' | 'visibility' | 'category' | 'lang' | 'privacyVersion'
> {
  /** To which the link is sent, once. It is no address of the proposal until it is proven (`confirm-address.ts`). */
  address?: string | undefined;
}

/**
 * The same sent twice is received once, and answered alike.
 * @returns `own` as `sendProposal` gives it
 */
export async function receive(
  trx: Trx,
  c: Context,
  meeting: Meeting,
  { address, ...said }: Said,
  via: Way,
  department = meeting.department,
): Promise<Result<{ own: Own | undefined; isNew: boolean }>> {
  const { own, made } = await sendProposal(trx, c, {
    ...said,
    department,
    fromEvent: true,
    origin: via === 'sheet' ? 'paper' : 'meeting',
    eventId: meeting.event_id ?? undefined,
  });
  if (made === undefined) {
    if (own && address !== undefined) await addAddress(trx, c, meeting.id, own.id, address);
    return { ok: true, own, isNew: false };
  }
  // What was written on paper may be entered when everybody has gone home.
  const taken = await trx
    .updateTable('meetings')
    .set((eb) => ({ received: eb('received', '+', 1) }))
    .where('id', '=', meeting.id)
    .where('received', '<', MOST_RECEIVED)
    .$if(via === 'phone', (query) => query.where('is_open', '=', true))
    .returning('received')
    .executeTakeFirst();
  if (!taken) return refused(await whyNot(trx, meeting.id));
  await trx
    .insertInto('meeting_proposals')
    .values({
      proposal_id: made,
      meeting_id: meeting.id,
      via,
      created_at: c.now,
      sealed_address: address === undefined ? null : await sendLink(trx, c, made, address),
    })
    .execute();
  return { ok: true, own, isNew: true };
}

/** A mailbox that had its mails of the day gets none, and nobody is told so: the link is on the screen. */
async function sendLink(trx: Trx, c: Context, id: string, address: string): Promise<Buffer | null> {
  if (!(await mayWriteTo(trx, c, address))) return null;
  await promiseMail(trx, { kind: LINK_MAIL, subjectId: id });
  return sealAddress(c.vault, id, address);
}

/** Whoever goes back, writes an address too and sends the same again, gets the mail that the form promises. */
async function addAddress(
  trx: Trx,
  c: Context,
  meetingId: string,
  id: string,
  address: string,
): Promise<void> {
  const waits = await trx
    .selectFrom('proposals as p')
    .innerJoin('meeting_proposals as m', 'm.proposal_id', 'p.id')
    .select('p.id')
    .where('p.id', '=', id)
    .where('m.meeting_id', '=', meetingId)
    .where('m.sealed_address', 'is', null)
    .where('p.address_hash', 'is', null)
    // Of those who took their names back nothing new is kept.
    .where('p.sealed_authors', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  const sealed = waits ? await sendLink(trx, c, id, address) : null;
  if (sealed === null) return;
  await trx
    .updateTable('meeting_proposals')
    .set({ sealed_address: sealed })
    .where('proposal_id', '=', id)
    .execute();
}

async function whyNot(trx: Trx, id: string): Promise<'full' | 'closed' | 'not_found'> {
  const row = await trx.selectFrom('meetings').select('received').where('id', '=', id).executeTakeFirst();
  if (!row) return 'not_found';
  return row.received >= MOST_RECEIVED ? 'full' : 'closed';
}
