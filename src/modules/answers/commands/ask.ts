/** A proposal is put to an institution, with a date by which it is to answer. */
import { randomUUIDv7 } from 'node:crypto';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { isUniqueViolation } from '../../../platform/db/transaction.ts';
import { promiseMail } from '../../../platform/mail/promise.ts';
import { freezeText, lockProposal } from '../../proposals/index.ts';
import { sealAddress } from '../sealed.ts';
import { ASK, type Context, lockAsk, note, refused, type Result } from './context.ts';
import { relistAsked } from './standing.ts';

/** Days after the due date for which the link still takes an answer: late is better than never. */
const LINK_DAYS = 365;

export interface Asking {
  proposalId: string;
  institutionId: string;
  words: string;
  askedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate;
  workingDays: number;
  countedExactly: boolean;
  /** Of the institution's office; left out: it is delivered by hand. */
  address?: string | undefined;
  /** The answer that named this institution. */
  referredFrom?: string | undefined;
}

const linkUntil = (now: Temporal.Instant, askedOn: Temporal.PlainDate, dueOn: Temporal.PlainDate) =>
  now.add({ hours: 24 * (askedOn.until(dueOn, { largestUnit: 'day' }).days + LINK_DAYS) });

export async function ask(trx: Trx, c: Context, a: Asking): Promise<Result<{ id: string }>> {
  const proposal = await lockProposal(trx, a.proposalId);
  if (!proposal) return refused('not_found');
  if (proposal.title === null) return refused('not_public');
  // Whoever takes it back from the public at this moment waits, and then finds the question.
  const institution = await trx
    .selectFrom('institutions')
    .select('id')
    .where('id', '=', a.institutionId)
    .where('status', '=', 'published')
    .forShare()
    .executeTakeFirst();
  if (!institution) return refused('not_listed');
  const id = randomUUIDv7();
  try {
    await trx
      .insertInto('asks')
      .values({
        id,
        proposal_id: a.proposalId,
        institution_id: a.institutionId,
        words: a.words,
        asked_on: a.askedOn,
        due_on: a.dueOn,
        working_days: a.workingDays,
        counted_exactly: a.countedExactly,
        sealed_address: a.address === undefined ? null : sealAddress(c.vault, id, a.address),
        link_until: linkUntil(c.now, a.askedOn, a.dueOn),
        delivered_on: null,
        refused_at: null,
        referred_from: a.referredFrom ?? null,
        reminded_at: null,
        late_told_at: null,
        closed_at: null,
        created_at: c.now,
        updated_at: c.now,
      })
      .execute();
  } catch (error) {
    if (isUniqueViolation(error, 'asks_once')) return refused('asked_before');
    throw error;
  }
  await freezeText(trx, a.proposalId, c.now);
  await note(trx, c, { id, proposal_id: a.proposalId }, 'asked', { words: a.words, due_on: String(a.dueOn) });
  if (a.address !== undefined)
    await promiseMail(trx, { kind: 'answers.ask', subjectId: id, dedupeKey: `answers.ask:${id}:1` });
  await relistAsked(trx, [a.proposalId]);
  return { ok: true, id };
}

export interface Resending {
  /** Of the link as when the page was drawn: pressed twice, one link is sent. */
  linkVersion: number;
  /** Another address; left out: where the last one went. */
  address?: string | undefined;
}

/** A new link, which makes the older ones void. */
export async function sendLinkAgain(trx: Trx, c: Context, id: string, r: Resending): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  if (row.closed_at !== null) return refused('not_now');
  if (row.link_version !== r.linkVersion) return { ok: true };
  if (row.sealed_address === null && r.address === undefined) return refused('no_address');
  const proposal = await trx
    .selectFrom('proposals')
    .select('title')
    .where('id', '=', row.proposal_id)
    .executeTakeFirst();
  // No mail would go out, and the older link would be void.
  if (!proposal || proposal.title === null) return refused('not_public');
  const version = row.link_version + 1;
  await trx
    .updateTable('asks')
    .set({
      link_version: version,
      link_until: linkUntil(c.now, row.asked_on, row.due_on),
      ...(r.address !== undefined && { sealed_address: sealAddress(c.vault, id, r.address) }),
      refused_at: null,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await promiseMail(trx, {
    kind: 'answers.ask',
    subjectId: id,
    dedupeKey: `answers.ask:${id}:${version}`,
  });
  await audit(trx, { actor: c.actor, action: 'answers.link_sent', subject: { kind: ASK, id } });
  return { ok: true };
}

/** It is asked no longer: put to the wrong office, or taken up elsewhere. It stays in the record. */
export async function closeAsk(trx: Trx, c: Context, id: string, reason: string): Promise<Result> {
  const row = await lockAsk(trx, id);
  if (!row) return refused('not_found');
  if (row.closed_at !== null) return refused('not_now');
  await trx
    .updateTable('asks')
    .set({
      closed_at: c.now,
      closed_reason: reason,
      sealed_address: null,
      version: row.version + 1,
      updated_at: c.now,
    })
    .where('id', '=', id)
    .execute();
  await note(trx, c, row, 'closed', { reason });
  await relistAsked(trx, [row.proposal_id]);
  return { ok: true };
}
