/** Who holds a place in a body of a process: entered, corrected and taken away at the desk. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { keysOfName, peopleBySlug } from '../../officials/index.ts';
import { Findings } from '../import/findings.ts';
import type { Cites } from '../import/stated-sources.ts';
import { writePeople } from '../import/write-people.ts';
import { SEAT_HOLDER } from '../kinds.ts';
import { isOneName } from '../rules/one-name.ts';
import { isAfter } from '../rules/process-dates.ts';
import { isSeatedOn } from '../rules/process-votes.ts';
import type { SeatOffice } from '../rules/vocabulary.ts';
import { type SeatInput, writeSeat } from './bodies.ts';
import { type DeskOutcome, type LockedSelection, refuse } from './desk.ts';
import {
  dateFault,
  firstRefused,
  privateFault,
  putRow,
  removeRow,
  type RowSort,
  type RowTarget,
  saveRow,
  unlessNamed,
} from './desk-rows.ts';
import type { Rests } from './desk-sources.ts';
import { leaveLinks } from './leave-links.ts';

export interface HolderInput {
  /** As printed. */
  name: string;
  /** Id of a seat that is there, or a new one. */
  seat: string | SeatInput;
  alternate: boolean;
  office: SeatOffice;
  /** Address in Justiciapedia of who somebody found that it is; empty: nobody has. */
  person: string;
  starts: string;
  ends: string;
  swornOn: string;
  chosenBy: string;
  slate: string;
  votesFor: number | undefined;
  votesAgainst: number | undefined;
  note: string;
}

const SORT: RowSort = { table: 'seat_holders', kind: SEAT_HOLDER, noun: 'holder' };

/** @param act with the reason, for the history */
export async function saveHolder(
  trx: Trx,
  act: Act,
  target: RowTarget,
  input: HolderInput,
  rests: Rests,
): Promise<DeskOutcome<{ id: string }>> {
  const write = async (locked: LockedSelection): Promise<DeskOutcome<{ id: string }>> => {
    const wrong = firstRefused(faultOf(input, target.today), await otherPerson(trx, target.id, input));
    if (!wrong.ok) return wrong;
    const late = await votedOutside(trx, target.id, input);
    if (!late.ok) return late;
    const seat = await seatOf(trx, locked, target.selectionId, input.seat);
    if (!seat.ok) return seat;
    const id = await putRow(trx, 'seat_holders', target, input.name, {
      seat_id: seat.id,
      name: input.name,
      name_key: keysOfName(input.name).name_key,
      alternate: input.alternate,
      office: input.office,
      chosen_by: input.chosenBy,
      slate: input.slate,
      votes_for: input.votesFor ?? null,
      votes_against: input.votesAgainst ?? null,
      sworn_on: input.swornOn || null,
      starts: input.starts || null,
      ends: input.ends || null,
      note: input.note,
    });
    return { ok: true, id };
  };
  return await saveRow(
    trx,
    act,
    target,
    SORT,
    {
      write,
      conclude: (locked, id) => nameThem(trx, act, locked, id, input),
      touched: (id) => [{ kind: SEAT_HOLDER, id }],
    },
    rests,
  );
}

function faultOf(input: HolderInput, today: string): DeskOutcome {
  const { starts, ends, swornOn, name, chosenBy, note, slate } = input;
  const dates = firstRefused(
    dateFault({ sworn_on: swornOn, starts }, today),
    // A term may be known to end later.
    dateFault({ ends }, '9999'),
  );
  if (!dates.ok) return dates;
  if (starts !== '' && ends !== '' && isAfter(starts, ends)) return refuse('dates_reversed', 'ends');
  return privateFault({ name, chosen_by: chosenBy, slate, note });
}

/** A name may be spelled right; another one would put what somebody did on a stranger. */
async function otherPerson(trx: Trx, id: string | undefined, { name }: HolderInput): Promise<DeskOutcome> {
  const own = isUuid(id)
    ? await trx.selectFrom('seat_holders').select('name').where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!own) return { ok: true };
  return isOneName(own.name, name) ? { ok: true } : refuse('other_person', 'name');
}

/** Days in the seat that leave out a day on which they voted. */
async function votedOutside(
  trx: Trx,
  id: string | undefined,
  { starts, ends }: HolderInput,
): Promise<DeskOutcome> {
  if (!isUuid(id)) return { ok: true };
  const days = await trx
    .selectFrom('ballots as b')
    .innerJoin('round_results as r', 'r.id', 'b.result_id')
    .innerJoin('vote_rounds as v', 'v.id', 'r.round_id')
    .select('v.on_date')
    .distinct()
    .where('b.holder_id', '=', id)
    .where('b.choice', '<>', 'absent')
    .where('v.on_date', 'is not', null)
    .execute();
  const outside = days.find(({ on_date: on }) => on !== null && !isSeatedOn({ starts, ends }, on));
  return outside ? refuse('voted_outside', 'starts') : { ok: true };
}

async function seatOf(
  trx: Trx,
  locked: LockedSelection,
  selectionId: string,
  seat: string | SeatInput,
): Promise<DeskOutcome<{ id: string }>> {
  if (typeof seat !== 'string') return await writeSeat(trx, locked, { selectionId, id: undefined }, seat);
  const there = isUuid(seat)
    ? await trx
        .selectFrom('body_seats')
        .select('id')
        .where('id', '=', seat)
        .where('selection_id', '=', selectionId)
        .executeTakeFirst()
    : undefined;
  return there ? { ok: true, id: there.id } : refuse('unknown_seat', 'seat');
}

/** A record of Justiciapedia, as an import makes it: their own, or the one that somebody found to be theirs. */
export async function nameThem(
  trx: Trx,
  act: Act,
  locked: LockedSelection,
  id: string,
  {
    name,
    person,
    starts,
    swornOn,
    ends,
  }: Pick<HolderInput, 'name' | 'person' | 'starts' | 'swornOn' | 'ends'>,
): Promise<DeskOutcome> {
  const linked = await peopleBySlug(trx, person === '' ? [] : [person]);
  if (person !== '' && !linked.has(person)) return refuse('unknown_person', 'person');
  // Whom an example names does not exist: Justiciapedia is of people.
  if (locked.is_example) return { ok: true };
  const place = await trx
    .selectFrom('seat_holders as h')
    .innerJoin('body_seats as s', 's.id', 'h.seat_id')
    .innerJoin('selection_bodies as b', 'b.id', 's.body_id')
    .select(['s.label', 'b.name as body'])
    .where('h.id', '=', id)
    .executeTakeFirstOrThrow();
  const said = await saidOf(trx, { kind: SEAT_HOLDER, id });
  const named = {
    id,
    path: '',
    name,
    person: person || undefined,
    cites: said.cites,
    tenure: {
      kind: 'commission' as const,
      body: place.body,
      post: place.label,
      starts: starts || swornOn || undefined,
      ends: ends || undefined,
    },
  };
  const setting = {
    process: locked.title,
    publish: locked.status === 'published',
    sources: said.sources,
    linked,
  };
  await writePeople(trx, act, 'seat_holders', [named], setting, new Findings());
  return { ok: true };
}

/** Where the first source of a row says it, as a file would name it. */
export async function saidOf(
  trx: Trx,
  { kind, id }: RecordRef,
): Promise<{ cites: Cites; sources: ReadonlyMap<string, string> }> {
  const said = (await citationsOf(trx, kind, id)).find(({ shown }) => shown);
  if (!said) return { cites: undefined, sources: new Map() };
  const { page, passage, source } = said;
  return {
    cites: [{ source: 'said', ...(page && { page }), ...(passage && { passage }) }],
    sources: new Map([['said', source.id]]),
  };
}

/**
 * Somebody of whom votes or checks are recorded stays: they would lose whose they are. What a link of theirs said on the
 * record of somebody goes with them: afterwards nobody could undo it.
 */
export async function removeHolder(
  trx: Trx,
  act: Act,
  target: RowTarget & { id: string },
): Promise<DeskOutcome> {
  return await removeRow(trx, act, target, SORT, {
    clear: async () => {
      const named = await unlessNamed(trx, target.id, [
        { table: 'ballots', by: 'holder_id', refused: 'has_votes' },
        { table: 'selection_checks', by: 'holder_id' },
      ]);
      if (!named.ok) return named;
      const row = await trx
        .selectFrom('seat_holders')
        .select(['id', 'person_id', 'linked_tenures'])
        .where('id', '=', target.id)
        .where('linked', '=', true)
        .executeTakeFirst();
      if (row) await leaveLinks(trx, act, 'seat_holders', [row]);
      return named;
    },
    touched: [{ kind: SEAT_HOLDER, id: target.id }],
  });
}
