/** Refuses what a project would say with the words of the proposals that it comes from. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Refusal } from '../../../platform/db/outcome.ts';
import { repeats } from '../rules/own-words.ts';
import { refused, type RefusedCode } from './context.ts';

/** What a proposal says; null: nobody may read it any more. */
export interface ProposalWords {
  title: string | null;
  problem: string | null;
  affected: string | null;
  summary: string | null;
}

/** @param said by the names of the fields. @returns undefined: in its own words */
export function refuseCopied(
  said: Readonly<Record<string, string>>,
  proposals: readonly ProposalWords[],
): Refusal<RefusedCode> | undefined {
  const copied = Object.keys(said).find((name) =>
    proposals.some(({ title, problem, affected, summary }) =>
      [title, problem, affected, summary].some(
        (theirs) => theirs !== null && repeats(said[name] ?? '', theirs),
      ),
    ),
  );
  return copied === undefined ? undefined : refused('copied', copied);
}

/** What a project says already in its milestones, reasons and notes, against proposals that are to stand in it. */
export async function refuseSaid(
  trx: Trx,
  projectId: string,
  proposals: readonly ProposalWords[],
): Promise<Refusal<RefusedCode> | undefined> {
  if (proposals.length === 0) return undefined;
  const { rows } = await sql<{ words: string }>`
    select stopped_reason as words from projects where id = ${projectId}
    union all
    select unnest(array[title, reason]) from project_milestones where project_id = ${projectId}
    union all
    select e.note from milestone_evidence as e join project_milestones as m on m.id = e.milestone_id
    where m.project_id = ${projectId}`.execute(trx);
  const copied = rows.some(({ words }) => refuseCopied({ words }, proposals));
  return copied ? refused('says_so', 'proposals') : undefined;
}

/** The same of one that stands already, against the proposals that stand in it. */
export async function refuseCopiedIn(
  trx: Trx,
  projectId: string,
  said: Readonly<Record<string, string>>,
): Promise<Refusal<RefusedCode> | undefined> {
  const proposals = await trx
    .selectFrom('project_proposals as of')
    .innerJoin('proposals as p', 'p.id', 'of.proposal_id')
    .select(['p.title', 'p.problem', 'p.affected', 'p.summary'])
    .where('of.project_id', '=', projectId)
    .execute();
  return refuseCopied(said, proposals);
}
