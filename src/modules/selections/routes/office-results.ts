/** What one candidate or proposal got in a round, and how each member voted: its form at the desk. */
import { notFound } from '../../../platform/errors.ts';
import { type RawValues, rawOf } from '../../../platform/forms/read.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { officeRoundPath, officeSelectionPath } from '../addresses.ts';
import { isOver, removeResult, saveResult } from '../commands/results.ts';
import { Ballots, DESK_STYLES, type Voter } from '../pages/office/ballots.tsx';
import { findOfficeCandidacy, type OfficeCandidacyFound } from '../queries/office-rows.ts';
import {
  ballotsOfResult,
  findOfficeResult,
  findOfficeRound,
  membersOf,
  type OfficeRoundFound,
  type Recorded,
} from '../queries/office-votes.ts';
import { isSeatedOn } from '../rules/process-votes.ts';
import { COUNT_GROUPS, RESULT_GROUPS, resultForm } from '../schemas/vote-forms.ts';
import { selectionOf } from './desk.ts';
import type { FoundRow, RowDesk } from './office-row.ts';

interface Found extends FoundRow {
  one: Awaited<ReturnType<typeof findOfficeResult>>;
  round: OfficeRoundFound;
  /** Whom it is of; undefined: of a proposal. */
  candidacy: Pick<OfficeCandidacyFound, 'id' | 'name'> | undefined;
  voters: readonly Voter[];
  stored: readonly Recorded[];
}

export const RESULTS: RowDesk<ReturnType<typeof resultForm>, Found> = {
  below: '/:id/votaciones/:round/resultados',
  fresh: 'nuevo',
  own: ':result',
  what: 'a result of a round, with the votes of its members',
  form: ({ voters }) => resultForm(voters.map(({ id }) => id)),
  groups: () => RESULT_GROUPS,
  groupsAfter: () => COUNT_GROUPS,
  styles: [DESK_STYLES],
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const round = await findOfficeRound(deps.db, row.id, ctx.params['round'] ?? '');
    if (!round) throw notFound();
    const asked = ctx.params['result'];
    const one = asked === undefined ? undefined : await findOfficeResult(deps.db, round.id, asked);
    if (asked !== undefined && !one) throw notFound();
    const wanted = one?.candidacy_id ?? ctx.query.get('aspirante') ?? '';
    const [candidacy, members, stored] = await Promise.all([
      findOfficeCandidacy(deps.db, row.id, wanted),
      membersOf(deps.db, row.id, round.body_id ?? undefined),
      one ? ballotsOfResult(deps.db, one.id) : [],
    ]);
    const known = new Map(stored.map((vote) => [vote.holder_id, vote]));
    const voters = members.flatMap(({ id, name, seat, alternate, starts, ends }): Voter[] => {
      const seated = round.on_date === null || isSeatedOn({ starts, ends }, round.on_date);
      // Who did not sit and has a vote that a file brought: shown, for somebody to look at.
      return seated || known.has(id) ? [{ id, name, seat, alternate, seated }] : [];
    });
    // Of another body, as a file brought it.
    const others = stored.filter(({ holder_id: id }) => !members.some((member) => member.id === id));
    voters.push(
      ...others.map(({ holder_id: id, name }) => ({ id, name, seat: '', alternate: false, seated: false })),
    );
    return { row, one, round, candidacy, voters, stored };
  },
  without: ({ candidacy }) => (candidacy ? ['option'] : []),
  stored: ({ one, round, stored }) => storedValues(one, round, stored),
  title: ({ one, candidacy }, t) => candidacy?.name ?? one?.option ?? t('selections.office.new_option'),
  lead: ({ round }) => round.matter,
  between: ({ row, round }, t) => [
    { href: officeSelectionPath(row.id, 'votaciones'), label: t('selections.votes.title') },
    { href: officeRoundPath(row.id, round.id), label: round.matter },
  ],
  here: ({ row, round, one, candidacy }) => {
    const own = officeRoundPath(row.id, round.id, `resultados/${one?.id ?? 'nuevo'}`);
    return one || !candidacy ? own : `${own}?${new URLSearchParams({ aspirante: candidacy.id }).toString()}`;
  },
  home: ({ row, round }) => officeRoundPath(row.id, round.id),
  children: ({ row, voters, stored }, state: FormState, { t }) => Ballots({ t, row, voters, stored, state }),
  save: (trx, act, target, value, { found: { round, candidacy, voters } }) =>
    saveResult(
      trx,
      act,
      { ...target, round: round.id },
      {
        candidacy: candidacy?.id,
        option: value.option ?? '',
        ballots: voters.flatMap(({ id: holder }) => {
          const choice = value.ballots[holder] ?? 'unrecorded';
          return choice === 'unrecorded' ? [] : [{ holder, choice, reason: value.reasons[holder] ?? '' }];
        }),
        drawn: voters.map(({ id }) => id),
        for: value.for,
        against: value.against,
        abstained: value.abstained,
        absent: value.absent,
        entered: value.entered === undefined ? undefined : value.entered === 'yes',
        note: value.note ?? '',
        asPrinted: value.as_printed ?? false,
      },
    ),
  remove: (trx, act, target, { round }) => removeResult(trx, act, { ...target, round: round.id }),
};

function storedValues(one: Found['one'], round: OfficeRoundFound, stored: readonly Recorded[]): RawValues {
  return rawOf({
    ...(one && {
      option: one.option,
      for: one.votes_for,
      against: one.votes_against,
      abstained: one.abstained,
      absent: one.absent,
      entered: one.entered === null ? '' : one.entered ? 'yes' : 'no',
      note: one.note,
      as_printed: isOver((one.votes_for ?? 0) + (one.votes_against ?? 0) + (one.abstained ?? 0), round),
    }),
    ...Object.fromEntries(
      stored.flatMap(({ holder_id: holder, choice, reason }) => [
        [`ballots.${holder}`, choice],
        [`reasons.${holder}`, reason],
      ]),
    ),
  });
}
