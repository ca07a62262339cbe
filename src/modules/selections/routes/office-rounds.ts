/** Rounds of votes of a process at the desk, and the result of each candidate with the vote of each member. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_SELECTIONS, officeRoundPath, officeSelectionPath } from '../addresses.ts';
import { removeRound, saveRound } from '../commands/rounds.ts';
import { VOTE_ROUND } from '../kinds.ts';
import { OfficeRoundPage, OfficeRoundsPage } from '../pages/office/rounds.tsx';
import { type OfficeBody, officeBodies } from '../queries/office-commission.ts';
import { officeCandidacies } from '../queries/office-rows.ts';
import {
  findOfficeRound,
  officeResults,
  type OfficeRoundFound,
  officeRounds,
} from '../queries/office-votes.ts';
import { ROUND_GROUPS, RoundForm } from '../schemas/vote-forms.ts';
import { askedName, deskOf, selectionOf, WRITE } from './desk.ts';
import { RESULTS } from './office-results.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);
const BELOW = '/:id/votaciones';
const MOST_LISTED = 60;

interface Found extends FoundRow {
  one: OfficeRoundFound | undefined;
  bodies: readonly OfficeBody[];
}

const ROUNDS: RowDesk<typeof RoundForm, Found> = {
  below: BELOW,
  fresh: 'nueva',
  own: ':round/datos',
  what: 'a round of votes of a process',
  kind: VOTE_ROUND,
  form: () => RoundForm,
  groups: () => ROUND_GROUPS,
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const asked = ctx.params['round'];
    const [bodies, one] = await Promise.all([
      officeBodies(deps.db, row.id),
      asked === undefined ? undefined : findOfficeRound(deps.db, row.id, asked),
    ]);
    if (asked !== undefined && !one) throw notFound();
    return { row, one, bodies };
  },
  options: ({ row, bodies }) => ({
    body: bodies.map(({ key, name }) => ({ value: key, label: { text: name } })),
    stage: row.spec.stages.map(({ key, title }) => ({ value: key, label: { text: title } })),
    threshold: row.spec.thresholds.map(({ key, what }) => ({ value: key, label: { text: what } })),
  }),
  without: ({ bodies }) => (bodies.length === 0 ? ['body'] : []),
  stored: ({ one, bodies }) =>
    one
      ? rawOf({
          matter: one.matter,
          number: one.number,
          is_proposal: one.is_proposal,
          body: one.body,
          stage: one.stage,
          on: one.on_date,
          threshold: one.threshold,
          entitled: one.entitled,
          present: one.present,
          to_fill: one.to_fill,
          complete: one.complete,
          note: one.note,
          as_printed: one.entitled !== null && (one.present ?? 0) > one.entitled,
        })
      : rawOf({ body: bodies.length === 1 ? (bodies[0]?.key ?? '') : '' }),
  title: ({ one }, t) => t(one ? 'selections.office.one_round' : 'selections.office.new_round'),
  between: ({ row, one }, t) => [
    { href: officeSelectionPath(row.id, 'votaciones'), label: t('selections.votes.title') },
    ...(one ? [{ href: officeRoundPath(row.id, one.id), label: one.matter }] : []),
  ],
  here: ({ row, one }) =>
    one ? officeRoundPath(row.id, one.id, 'datos') : officeSelectionPath(row.id, 'votaciones/nueva'),
  home: ({ row }) => officeSelectionPath(row.id, 'votaciones'),
  after: ({ row }, id) => officeRoundPath(row.id, id),
  save: (trx, act, target, value, { rests }) =>
    saveRound(
      trx,
      act,
      target,
      {
        matter: value.matter,
        number: value.number,
        isProposal: value.is_proposal ?? false,
        body: value.body ?? '',
        stage: value.stage ?? '',
        on: value.on ?? '',
        threshold: value.threshold ?? '',
        entitled: value.entitled,
        present: value.present,
        toFill: value.to_fill,
        complete: value.complete ?? false,
        note: value.note ?? '',
        asPrinted: value.as_printed ?? false,
      },
      rests,
    ),
  remove: removeRound,
};

export function officeRoundRoutes(deps: Deps): RouteSpec[] {
  return [
    get(BELOW, WRITE, 'The rounds of votes of a process.', (ctx) => list(deps, ctx)),
    get(`${BELOW}/:round`, WRITE, 'A round of votes: its results, and who else can have one.', (ctx) =>
      showOne(deps, ctx),
    ),
    ...rowRoutes(deps, ROUNDS),
    ...rowRoutes(deps, RESULTS),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, rounds] = await Promise.all([deskOf(deps, ctx), officeRounds(deps.db, row.id)]);
  return page(OfficeRoundsPage({ desk, row, rounds }), { title: ctx.t('selections.votes.title') });
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const round = await findOfficeRound(deps.db, row.id, ctx.params['round'] ?? '');
  if (!round) throw notFound();
  const asked = askedName(ctx);
  const [desk, results, candidacies] = await Promise.all([
    deskOf(deps, ctx),
    officeResults(deps.db, round.id),
    officeCandidacies(deps.db, row.id, asked, MOST_LISTED),
  ]);
  return page(OfficeRoundPage({ desk, row, round, results, asked, candidacies }), { title: round.matter });
}
