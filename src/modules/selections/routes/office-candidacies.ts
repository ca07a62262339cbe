/** Candidacies of a process at the desk, and what became of each. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import {
  OFFICE_SELECTIONS,
  officeCandidacyPath,
  officeSelectionPath,
  officeStatePath,
} from '../addresses.ts';
import { removeState, saveState } from '../commands/states.ts';
import { CANDIDACY_STATE } from '../kinds.ts';
import { OfficeCandidaciesPage, OfficeCandidacyPage } from '../pages/office/rows.tsx';
import { findRowLink } from '../queries/office-links.ts';
import { objectionsOn } from '../queries/office-objections.ts';
import {
  officeCandidacies,
  type OfficeCandidacyFound,
  type OfficeState,
  officeStates,
} from '../queries/office-rows.ts';
import { STATE_GROUPS, StateForm } from '../schemas/desk-forms.ts';
import { askedName, candidacyOf, deskOf, selectionOf, WRITE } from './desk.ts';
import { linkedPerson } from './office-links.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);
const OF = '/:id/aspirantes/:candidacy';
const MOST_LISTED = 60;

interface Found extends FoundRow {
  one: OfficeState | undefined;
  candidacy: OfficeCandidacyFound;
}

const STATES: RowDesk<typeof StateForm, Found> = {
  below: `${OF}/estados`,
  fresh: 'nuevo',
  own: ':state',
  what: 'a state of a candidacy',
  kind: CANDIDACY_STATE,
  form: () => StateForm,
  groups: () => STATE_GROUPS,
  find: async (deps, ctx) => {
    const { row, candidacy } = await candidacyOf(deps, ctx);
    const asked = ctx.params['state'];
    if (asked === undefined) return { row, candidacy, one: undefined };
    const one = (await officeStates(deps.db, candidacy.id)).find(({ id }) => id === asked);
    if (!one) throw notFound();
    return { row, candidacy, one };
  },
  stored: ({ one }) =>
    one
      ? rawOf({
          state: one.state,
          on: one.on_date,
          ground: one.ground,
          decided_by: one.decided_by,
          votes_for: one.votes_for,
          votes_against: one.votes_against,
        })
      : new Map(),
  title: ({ one }, t) => t(one ? 'selections.office.one_state' : 'selections.office.new_state'),
  between: (found, t) => [
    { href: officeSelectionPath(found.row.id, 'aspirantes'), label: t('selections.office.candidacies') },
    { href: STATES.home(found), label: found.candidacy.name },
  ],
  here: ({ row, candidacy, one }) => officeStatePath(row.id, candidacy.id, one?.id ?? 'nuevo'),
  home: ({ row, candidacy }) => officeCandidacyPath(row.id, candidacy.id),
  save: (trx, act, target, value, { found, rests }) =>
    saveState(
      trx,
      act,
      { ...target, candidacy: found.candidacy.id },
      {
        state: value.state,
        on: value.on ?? '',
        ground: value.ground ?? '',
        decidedBy: value.decided_by ?? '',
        votesFor: value.votes_for,
        votesAgainst: value.votes_against,
      },
      rests,
    ),
  remove: (trx, act, target, { candidacy }) => removeState(trx, act, { ...target, candidacy: candidacy.id }),
};

export function officeCandidacyRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/aspirantes', WRITE, 'Candidacies of a process, found by name or file number.', (ctx) =>
      list(deps, ctx),
    ),
    get(OF, WRITE, 'The states of one candidacy, and the objections to it.', (ctx) => showOne(deps, ctx)),
    ...rowRoutes(deps, STATES),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const asked = askedName(ctx);
  const [desk, candidacies] = await Promise.all([
    deskOf(deps, ctx),
    officeCandidacies(deps.db, row.id, asked, MOST_LISTED),
  ]);
  return page(OfficeCandidaciesPage({ desk, row, asked, candidacies }), {
    title: ctx.t('selections.office.candidacies'),
  });
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, candidacy } = await candidacyOf(deps, ctx);
  const [desk, states, objections, link] = await Promise.all([
    deskOf(deps, ctx),
    officeStates(deps.db, candidacy.id),
    objectionsOn(deps.db, candidacy.id),
    findRowLink(deps.db, 'candidacies', row.id, candidacy.id),
  ]);
  const person = link && linkedPerson(link);
  const body = OfficeCandidacyPage({ desk, row, candidacy, states, objections, person });
  return page(body, { title: candidacy.name });
}
