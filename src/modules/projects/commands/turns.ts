/** What a project takes back is kept, since the rows say only what holds now: whoever was told the first is told it too. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { Progress, Turn } from '../tables.ts';

interface Seen {
  id: string;
  published_at: Temporal.Instant | null;
}

interface About {
  milestoneId?: string;
  proposalId?: string;
  dueWas?: Temporal.PlainDate;
  stoodSince?: Temporal.Instant | null;
}

/** Nothing of a project that nobody but the organisation could read yet. */
export async function noteTurn(
  trx: Trx,
  act: Act,
  project: Seen,
  what: Turn,
  { milestoneId, proposalId, dueWas, stoodSince }: About = {},
): Promise<void> {
  if (project.published_at === null) return;
  await trx
    .insertInto('project_turns')
    .values({
      project_id: project.id,
      milestone_id: milestoneId ?? null,
      proposal_id: proposalId ?? null,
      what,
      due_was: dueWas ?? null,
      stood_since: stoodSince ?? null,
      at: act.now,
    })
    .execute();
}

/** What a milestone takes back; undefined: it only went on. */
export function takenBack(before: Progress, now: Progress): Turn | undefined {
  const isOpen = now === 'pending' || now === 'under_way';
  if (before === 'done' && isOpen) return 'undone';
  if (before === 'dropped' && isOpen) return 'taken_up';
  return before === 'under_way' && now === 'pending' ? 'not_begun' : undefined;
}
