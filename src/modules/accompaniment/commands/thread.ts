/** What those who propose and the desk write to each other, for nobody else. */
import { randomUUIDv7 } from 'node:crypto';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { hasRoom } from '../rules/limits.ts';
import { sealWords, sentHash } from '../sealed.ts';
import type { Side } from '../tables.ts';
import {
  authorsActed,
  type Context,
  noteAct,
  openHelp,
  refused,
  type Result,
  tellAuthors,
} from './context.ts';

export interface Message {
  side: Side;
  words: string;
  /** How many messages stood on the page on which it was written. */
  seen: number;
}

/** Sent twice from the same page it is one. Whoever writes has read what the other side wrote. */
export async function writeMessage(trx: Trx, c: Context, proposalId: string, m: Message): Promise<Result> {
  const opened = await openHelp(trx, c, proposalId);
  if (!opened) return refused('not_now');
  const thread = await trx
    .selectFrom('accompaniment_messages')
    .select(['side', 'sent_hash'])
    .where('proposal_id', '=', proposalId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const hash = sentHash(c.vault, 'messages', [m.side, actorRef(c.actor), m.words, m.seen]);
  if (thread.some((one) => one.sent_hash.equals(hash))) return { ok: true };
  if (
    !hasRoom(
      thread.map(({ side }) => side),
      m.side,
    )
  )
    return refused('full');
  const id = randomUUIDv7();
  await trx
    .insertInto('accompaniment_messages')
    .values({
      id,
      proposal_id: proposalId,
      side: m.side,
      actor: actorRef(c.actor),
      sealed_words: sealWords(c.vault, id, m.words),
      sent_hash: hash,
      created_at: c.now,
      read_at: null,
    })
    .execute();
  await markOthers(trx, c, proposalId, m.side);
  if (m.side === 'authors') await authorsActed(trx, c, opened.help, true);
  else await tellAuthors(trx, c, opened.help);
  await noteAct(trx, c, proposalId, 'write');
  return { ok: true };
}

/** "I have read it", of all that the other side wrote: from now on a new message is told of by mail again. */
export async function markRead(trx: Trx, c: Context, proposalId: string, by: Side): Promise<Result> {
  const opened = await openHelp(trx, c, proposalId);
  if (!opened) return refused('not_now');
  await markOthers(trx, c, proposalId, by);
  await trx
    .updateTable('accompaniments')
    .set(by === 'authors' ? { authors_told_at: null } : { adviser_told_at: null })
    .where('proposal_id', '=', proposalId)
    .execute();
  return { ok: true };
}

async function markOthers(trx: Trx, c: Context, proposalId: string, by: Side): Promise<void> {
  await trx
    .updateTable('accompaniment_messages')
    .set({ read_at: c.now })
    .where('proposal_id', '=', proposalId)
    .where('side', '<>', by)
    .where('read_at', 'is', null)
    .execute();
}
