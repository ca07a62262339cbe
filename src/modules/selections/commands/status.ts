/** A process is shown to everybody, put into the archive, or made a draft again. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { publishNamed } from '../../officials/index.ts';
import { CANDIDACY, SEAT_HOLDER } from '../kinds.ts';
import type { Status } from '../tables.ts';
import { concludeChange, type DeskOutcome, lockSelection, refuse } from './desk.ts';

/** What may become of what. A draft that nobody saw has nothing to be kept for in an archive. */
export const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  draft: ['published'],
  published: ['archived', 'draft'],
  archived: ['published', 'draft'],
};

const PAST = { published: 'published', archived: 'archived', draft: 'removed' } as const;

/** @param act with the reason, for the history */
export async function setSelectionStatus(
  trx: Trx,
  act: Act,
  id: string,
  { to, version }: { to: Status; version: number },
): Promise<DeskOutcome> {
  const locked = await lockSelection(trx, id, version);
  if (!locked.ok) return locked;
  const { row } = locked;
  if (!NEXT[row.status].includes(to)) return refuse('not_now');
  // The first publication needs no other reason than that it is ready.
  if (row.status !== 'draft' && !act.reason?.trim()) return refuse('reason', 'reason');
  await trx.updateTable('selections').set({ status: to }).where('id', '=', id).execute();
  if (to === 'published') await publishPeople(trx, act, id);
  const candidacies = await trx
    .selectFrom('candidacies')
    .select('id')
    .where('selection_id', '=', id)
    .execute();
  await concludeChange(
    trx,
    act,
    { id, status: to },
    {
      action: `selections.${PAST[to]}`,
      detail: {},
      past: PAST[to],
      touched: candidacies.map((one) => ({ kind: CANDIDACY, id: one.id })),
    },
  );
  return { ok: true };
}

/** Whom its import made as drafts, where a source names them: as an import of a published process does. */
async function publishPeople(trx: Trx, act: Act, id: string): Promise<void> {
  const { rows } = await sql<{ person: string; source: string; page: string; passage: string }>`
    select distinct on (n.person_id) n.person_id as person, x.source_id as source, x.page, x.passage
    from (
      select person_id, id, ${CANDIDACY}::text as kind from candidacies where selection_id = ${id}
      union all
      select person_id, id, ${SEAT_HOLDER}::text from seat_holders where selection_id = ${id}
    ) n join citations x on x.record_kind = n.kind and x.record_id = n.id::text and x.shown
    where n.person_id is not null
    order by n.person_id, x.position`.execute(trx);
  await publishNamed(
    trx,
    act,
    rows.map(({ person, source, page, passage }) => ({
      id: person,
      place: { sourceId: source, page, passage },
    })),
  );
}
