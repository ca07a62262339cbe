/** Candidacies of a process at the desk, and what became of each. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { rawOf, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import {
  OFFICE_SELECTIONS,
  officeCandidacyPath,
  officeSelectionPath,
  officeStatePath,
} from '../addresses.ts';
import { removeState, saveState } from '../commands/states.ts';
import { CANDIDACY_STATE } from '../kinds.ts';
import { OfficeCandidaciesPage, OfficeCandidacyPage, RowFormPage } from '../pages/office/rows.tsx';
import { findOfficeCandidacy, officeCandidacies, officeStates } from '../queries/office-rows.ts';
import { STATE_GROUPS, StateForm } from '../schemas/desk-forms.ts';
import { actOf, deskOf, selectionOf, WRITE } from './desk.ts';
import { fieldsWithSources, restsOf, todayOf } from './office-sources.ts';

const { get, post } = officeRoutes(OFFICE_SELECTIONS);
const MOST_LISTED = 60;

export function officeCandidacyRoutes(deps: Deps): RouteSpec[] {
  const OF = '/:id/aspirantes/:candidacy';
  const ONE = `${OF}/estados/:state`;
  return [
    get('/:id/aspirantes', WRITE, 'Candidacies of a process, found by name or file number.', (ctx) =>
      list(deps, ctx),
    ),
    get(OF, WRITE, 'The states of one candidacy.', (ctx) => showOne(deps, ctx)),
    get(`${OF}/estados/nuevo`, WRITE, 'Form to enter a state of a candidacy.', (ctx) => show(deps, ctx)),
    post(`${OF}/estados/nuevo`, WRITE, 'Enter a state of a candidacy, with its source.', (ctx) =>
      save(deps, ctx),
    ),
    get(ONE, WRITE, 'Form to correct a state of a candidacy.', (ctx) => show(deps, ctx)),
    post(ONE, WRITE, 'Correct a state of a candidacy, with the reason.', (ctx) => save(deps, ctx)),
    post(`${ONE}/quitar`, WRITE, 'Take a state of a candidacy away, with the reason.', (ctx) =>
      remove(deps, ctx),
    ),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const asked = cleanText(ctx.query.get('buscar') ?? '', false).slice(0, 100);
  const [desk, candidacies] = await Promise.all([
    deskOf(deps, ctx),
    officeCandidacies(deps.db, row.id, asked, MOST_LISTED),
  ]);
  return page(OfficeCandidaciesPage({ desk, row, asked, candidacies }), {
    title: ctx.t('selections.office.candidacies'),
  });
}

/** @throws not_found */
async function foundIn(deps: Deps, ctx: Ctx) {
  const row = await selectionOf(deps, ctx);
  const candidacy = await findOfficeCandidacy(deps.db, row.id, ctx.params['candidacy'] ?? '');
  if (!candidacy) throw notFound();
  const states = await officeStates(deps.db, candidacy.id);
  const asked = ctx.params['state'];
  const one = states.find(({ id }) => id === asked);
  if (asked !== undefined && !one) throw notFound();
  return { row, candidacy, states, one };
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, candidacy, states } = await foundIn(deps, ctx);
  const desk = await deskOf(deps, ctx);
  return page(OfficeCandidacyPage({ desk, row, candidacy, states }), { title: candidacy.name });
}

async function show(deps: Deps, ctx: Ctx, typed?: FormState, removal?: string): Promise<Answer> {
  const { t } = ctx;
  const { row, candidacy, one } = await foundIn(deps, ctx);
  const record = one && { kind: CANDIDACY_STATE, id: one.id };
  const [desk, { fields, cited }] = await Promise.all([
    deskOf(deps, ctx),
    fieldsWithSources(deps, StateForm, row.id, record),
  ]);
  const stored = one
    ? rawOf({
        state: one.state,
        on: one.on_date,
        ground: one.ground,
        decided_by: one.decided_by,
        votes_for: one.votes_for,
        votes_against: one.votes_against,
        keep: cited,
      })
    : new Map();
  const title = t(one ? 'selections.office.one_state' : 'selections.office.new_state');
  const own = officeCandidacyPath(row.id, candidacy.id);
  const body = RowFormPage({
    desk,
    row,
    title,
    between: [
      { href: officeSelectionPath(row.id, 'aspirantes'), label: t('selections.office.candidacies') },
      { href: own, label: candidacy.name },
    ],
    here: officeStatePath(row.id, candidacy.id, one?.id ?? 'nuevo'),
    cancelHref: own,
    fields,
    groups: STATE_GROUPS,
    state: typed ?? { values: stored, faults: [] },
    stored: one !== undefined,
    removal: removal === undefined ? [] : [{ field: 'reason', message: removal }],
  });
  return page(body, { title, status: typed || removal !== undefined ? 422 : 200 });
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, body } = ctx;
  const { row, candidacy, one } = await foundIn(deps, ctx);
  const form = readForm(StateForm, body, t);
  if (!form.ok) return await show(deps, ctx, { values: form.raw, faults: form.faults });
  const { value } = form;
  const target = {
    selectionId: row.id,
    candidacy: candidacy.id,
    state: one?.id,
    version: versionOf(body),
    today: await todayOf(deps, ctx),
  };
  const input = {
    state: value.state,
    on: value.on ?? '',
    ground: value.ground ?? '',
    decidedBy: value.decided_by ?? ('' as const),
    votesFor: value.votes_for,
    votesAgainst: value.votes_against,
  };
  const done = await run(deps.db, (trx) =>
    saveState(trx, actOf(ctx, value.reason), target, input, restsOf(value)),
  );
  if (done.ok) return seeOther(`${officeCandidacyPath(row.id, candidacy.id)}?hecho=state_saved`);
  if (done.refused === 'not_found') throw notFound();
  const message = t(`selections.refused.${done.refused}`);
  return await show(deps, ctx, { values: form.raw, faults: [{ field: done.field ?? 'state', message }] });
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row, candidacy, one } = await foundIn(deps, ctx);
  if (!one) throw notFound();
  const reason = cleanText(ctx.body.fields.get('reason')?.[0] ?? '', false).slice(0, 500);
  const target = {
    selectionId: row.id,
    candidacy: candidacy.id,
    state: one.id,
    version: versionOf(ctx.body),
  };
  const done = await run(deps.db, (trx) => removeState(trx, actOf(ctx, reason), target));
  if (done.ok) return seeOther(`${officeCandidacyPath(row.id, candidacy.id)}?hecho=state_removed`);
  return await show(deps, ctx, undefined, ctx.t(`selections.refused.${done.refused}`));
}
