/** What one candidate or proposal got in a round, and how each member voted: at the desk. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { isUuid } from '../../../platform/uuid.ts';
import {
  ballotsOfResult,
  findOfficeRound,
  membersOf,
  type OfficeRoundFound,
  type Recorded,
} from '../queries/office-votes.ts';
import { isSeatedOn } from '../rules/process-votes.ts';
import type { Choice } from '../rules/vocabulary.ts';
import { concludeChange, type DeskOutcome, lockSelection, lookBefore, refuse } from './desk.ts';
import { firstRefused, privateFault, type RowTarget } from './desk-rows.ts';

export interface BallotInput {
  /** Id of who held the seat. */
  holder: string;
  choice: Choice;
  reason: string;
}

export interface ResultInput {
  /** Id; undefined: it is of a proposal. */
  candidacy: string | undefined;
  /** What was proposed. */
  option: string;
  /** Who is drawn and not here is not recorded: neither absent nor abstaining. */
  ballots: readonly BallotInput[];
  /** Ids of those whose vote the form asks for; what is stored of anybody else stays as it is. */
  drawn: readonly string[];
  /** As printed. */
  for: number | undefined;
  against: number | undefined;
  abstained: number | undefined;
  absent: number | undefined;
  /** As the source says it; undefined: it does not. */
  entered: boolean | undefined;
  note: string;
  asPrinted: boolean;
}

interface ResultTarget extends RowTarget {
  round: string;
}

/** Rests on what its round rests on. @param act with the reason, needed to correct */
export async function saveResult(
  trx: Trx,
  act: Act,
  target: ResultTarget,
  input: ResultInput,
): Promise<DeskOutcome<{ id: string }>> {
  const locked = await lockSelection(trx, target.selectionId, target.version);
  if (!locked.ok) return locked;
  const round = await findOfficeRound(trx, target.selectionId, target.round);
  const there = await trx
    .selectFrom('round_results')
    .select(['id', 'candidacy_id', 'option', 'position'])
    .where('round_id', '=', target.round)
    .execute();
  const own = there.find(({ id }) => id === target.id);
  if (!round || (target.id !== undefined && !own)) return refuse('not_found');
  if (own && !act.reason?.trim()) return refuse('reason', 'reason');
  const candidacy = own ? (own.candidacy_id ?? undefined) : input.candidacy;
  if (candidacy === undefined && input.option === '') return refuse('result_of_what', 'option');
  const option = candidacy === undefined ? input.option : '';
  if (
    there.some(
      (one) => one.id !== target.id && (one.candidacy_id ?? undefined) === candidacy && one.option === option,
    )
  )
    return refuse('result_twice', candidacy === undefined ? 'option' : undefined);
  const stored = own ? await ballotsOfResult(trx, own.id) : [];
  const wrong = firstRefused(
    privateFault({ option, note: input.note }),
    countFault(input, round),
    await ballotFault(trx, target.selectionId, round, input, stored),
  );
  if (!wrong.ok) return wrong;
  const values = {
    option,
    votes_for: input.for ?? null,
    votes_against: input.against ?? null,
    abstained: input.abstained ?? null,
    absent: input.absent ?? null,
    entered: input.entered ?? null,
    note: input.note,
  };
  const rows = { vote_rounds: target.round };
  await lookBefore(trx, locked.row, rows);
  if (own) await trx.updateTable('round_results').set(values).where('id', '=', own.id).execute();
  const id = own?.id ?? (await insertResult(trx, target, candidacy, values, there));
  if (id === undefined) return refuse('not_found');
  await writeBallots(trx, id, input);
  await concludeChange(trx, act, locked.row, {
    action: `selections.result_${own ? 'corrected' : 'added'}`,
    detail: { round: target.round, result: id },
    rows,
  });
  return { ok: true, id };
}

/** Of those who are drawn just these: what is not among them is not recorded. */
async function writeBallots(trx: Trx, result: string, { ballots, drawn }: ResultInput): Promise<void> {
  await trx
    .deleteFrom('ballots')
    .where('result_id', '=', result)
    .where('holder_id', '=', sql<string>`any(${drawn}::uuid[])`)
    .execute();
  if (ballots.length === 0) return;
  await trx
    .insertInto('ballots')
    .values(ballots.map(({ holder, ...vote }) => ({ ...vote, result_id: result, holder_id: holder })))
    .execute();
}

async function insertResult(
  trx: Trx,
  { round, selectionId }: ResultTarget,
  candidacy: string | undefined,
  values: { option: string },
  there: readonly { position: number }[],
): Promise<string | undefined> {
  if (candidacy !== undefined) {
    const known = isUuid(candidacy)
      ? await trx
          .selectFrom('candidacies')
          .select('id')
          .where('id', '=', candidacy)
          .where('selection_id', '=', selectionId)
          .executeTakeFirst()
      : undefined;
    if (!known) return undefined;
  }
  const position = there.reduce((last, one) => Math.max(last, one.position), -1) + 1;
  const { id } = await trx
    .insertInto('round_results')
    .values({
      votes_for: null,
      votes_against: null,
      abstained: null,
      absent: null,
      entered: null,
      ...values,
      round_id: round,
      candidacy_id: candidacy ?? null,
      position,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** More votes than there were members, unless it stands like that. */
function countFault(input: ResultInput, round: OfficeRoundFound): DeskOutcome {
  const { for: inFavour = 0, against = 0, abstained = 0, asPrinted } = input;
  return asPrinted || !isOver(inFavour + against + abstained, round)
    ? { ok: true }
    : refuse('more_votes_than_members', 'for');
}

/** Whether these are more votes than could be cast, as far as it is known. */
export function isOver(
  votes: number,
  {
    entitled,
    present,
    body_entitled: ofBody,
  }: Pick<OfficeRoundFound, 'entitled' | 'present' | 'body_entitled'>,
): boolean {
  const members = present ?? entitled ?? ofBody;
  return members !== null && votes > members;
}

/** Only who sat on that day votes; what a file brought of somebody else stays as it is, for somebody to look at. */
async function ballotFault(
  trx: Trx,
  selectionId: string,
  round: OfficeRoundFound,
  { ballots }: ResultInput,
  stored: readonly Recorded[],
): Promise<DeskOutcome> {
  const members = new Map(
    (await membersOf(trx, selectionId, round.body_id ?? undefined)).map((one) => [one.id, one]),
  );
  const before = new Map(stored.map((one) => [one.holder_id, one]));
  for (const { holder, choice, reason } of ballots) {
    const one = members.get(holder);
    const said = before.get(holder);
    const sat = one && (round.on_date === null || choice === 'absent' || isSeatedOn(one, round.on_date));
    if (!sat && said?.choice !== choice)
      return refuse('not_seated', `ballots.${holder}`, { name: one?.name ?? said?.name ?? '' });
    const wrong = privateFault({ [`reasons.${holder}`]: reason });
    if (!wrong.ok) return wrong;
  }
  const wanted = round.entitled ?? round.body_entitled ?? 0;
  // Whoever says that every vote is here takes it back before one goes.
  return round.complete && ballots.length < Math.max(wanted, 1)
    ? refuse('is_complete', undefined, { recorded: String(ballots.length), members: String(wanted) })
    : { ok: true };
}

/** With its votes. */
export async function removeResult(
  trx: Trx,
  act: Act,
  target: ResultTarget & { id: string },
): Promise<DeskOutcome> {
  const locked = await lockSelection(trx, target.selectionId, target.version);
  if (!locked.ok) return locked;
  if (!act.reason?.trim()) return refuse('reason', 'reason');
  const own = await trx
    .selectFrom('round_results as r')
    .innerJoin('vote_rounds as v', 'v.id', 'r.round_id')
    .select('r.id')
    .where('r.id', '=', target.id)
    .where('v.id', '=', target.round)
    .where('v.selection_id', '=', target.selectionId)
    .executeTakeFirst();
  if (!own) return refuse('not_found');
  const rows = { vote_rounds: target.round };
  await lookBefore(trx, locked.row, rows);
  await trx.deleteFrom('ballots').where('result_id', '=', own.id).execute();
  await trx.deleteFrom('round_results').where('id', '=', own.id).execute();
  await concludeChange(trx, act, locked.row, {
    action: 'selections.result_removed',
    detail: { round: target.round, result: own.id },
    rows,
  });
  return { ok: true };
}
