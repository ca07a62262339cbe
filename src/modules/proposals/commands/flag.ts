/** Readers say that something is wrong with a public proposal; whoever moderates hides it, or says that it stays. */
import { sql } from 'kysely';
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { sealFlag } from '../flag-sealed.ts';
import type { Reason } from '../rules/moderation.ts';
import { isPublic } from '../rules/proposal.ts';
import { type Context, lockProposal, refused, type Result } from './context.ts';
import { noteAct } from './public-record.ts';

/** Open at a time about one proposal: enough to see what is meant. */
const MOST_OF_ONE = 20;
/** Open at a time about all: a flood fills the desk up to here. The first about a proposal is kept beyond it, too. */
const MOST_OF_ALL = 2000;

export interface Flag {
  reason: Reason;
  /** May be empty. */
  words: string;
  /** Of proposal, reason and words: the same sent twice is one. */
  hash: Buffer;
}

/** @returns the same whether it was kept, or is one too many, or the same again; `not_found` where nobody can read it */
export async function flagProposal(
  trx: Trx,
  c: Context,
  number: number,
  { reason, words, hash }: Flag,
): Promise<Result> {
  const row = await trx
    .selectFrom('proposals')
    .select('id')
    .where('number', '=', number)
    .where('title', 'is not', null)
    .executeTakeFirst();
  if (!row) return refused('not_found');
  // So that a hundred at once are not twenty each of five.
  await sql`select pg_advisory_xact_lock(hashtextextended(${row.id}, 44))`.execute(trx);
  const id = crypto.randomUUID();
  await sql`
    insert into proposal_flags (id, proposal_id, reason, sealed, content_hash, created_at)
    select ${id}::uuid, ${row.id}::uuid, ${reason}, ${words === '' ? null : sealFlag(c.vault, id, words)}::bytea,
      ${hash}, ${String(c.now)}::timestamptz
    where (select count(*) from (select 1 from proposal_flags where proposal_id = ${row.id}::uuid and state = 'open'
        limit ${MOST_OF_ONE}) as own) < ${MOST_OF_ONE}
      and (not exists (select from proposal_flags where proposal_id = ${row.id}::uuid and state = 'open')
        or (select count(*) from (select 1 from proposal_flags where state = 'open' limit ${MOST_OF_ALL}) as open) < ${MOST_OF_ALL})
    on conflict (proposal_id, content_hash) where state = 'open' do nothing`.execute(trx);
  return { ok: true };
}

/** Decided: nothing of their words is kept. @returns how many */
export async function closeFlags(
  trx: Trx,
  c: Context,
  proposalId: string,
  state: 'upheld' | 'dismissed',
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('proposal_flags')
    .set({ state, sealed: null, decided_at: c.now })
    .where('proposal_id', '=', proposalId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** It stays as it is: a line of the public ledger says so. Whoever says it has read it. @param j.version as it was drawn */
export async function keepShown(
  trx: Trx,
  c: Context,
  id: string,
  j: { note: string; version: number },
): Promise<Result> {
  const row = await lockProposal(trx, id);
  if (!row) return refused('not_found');
  if (row.version !== j.version) return refused('changed');
  if (!isPublic(row.state)) return refused('not_now');
  if ((await closeFlags(trx, c, id, 'dismissed')) === 0) return { ok: true };
  const { actor, now } = c;
  await trx
    .insertInto('proposal_decisions')
    .values({
      proposal_id: id,
      decision: 'keep',
      reason: '',
      note: j.note,
      actor: actorRef(actor),
      actor_role: actor.kind === 'staff' ? (actor.roles[0] ?? 'moderator') : actor.kind,
      at: now,
    })
    .execute();
  await trx
    .updateTable('proposals')
    .set({ unread_since: null, version: row.version + 1 })
    .where('id', '=', id)
    .execute();
  await noteAct(trx, c, id, 'keep');
  return { ok: true };
}
