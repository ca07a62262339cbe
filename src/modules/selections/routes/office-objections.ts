/** Objections of a process at the desk. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import {
  OFFICE_SELECTIONS,
  officeCandidacyPath,
  officeObjectionPath,
  officeSelectionPath,
} from '../addresses.ts';
import { removeObjection, saveObjection } from '../commands/objections.ts';
import { OBJECTION } from '../kinds.ts';
import { OfficeObjectionsPage } from '../pages/office/objections.tsx';
import { findOfficeObjection, officeObjections } from '../queries/office-objections.ts';
import type { OfficeCandidacyFound } from '../queries/office-rows.ts';
import { OBJECTION_GROUPS, ObjectionForm } from '../schemas/desk-forms.ts';
import { candidacyOf, deskOf, selectionOf, WRITE } from './desk.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);
const MOST_LISTED = 300;

interface Found extends FoundRow {
  one: Awaited<ReturnType<typeof findOfficeObjection>>;
  candidacy: OfficeCandidacyFound;
}

const OBJECTIONS: RowDesk<typeof ObjectionForm, Found> = {
  below: '/:id/aspirantes/:candidacy/objeciones',
  fresh: 'nueva',
  own: ':objection',
  what: 'an objection to a candidacy',
  kind: OBJECTION,
  form: () => ObjectionForm,
  groups: () => OBJECTION_GROUPS,
  find: async (deps, ctx) => {
    const { row, candidacy } = await candidacyOf(deps, ctx);
    const asked = ctx.params['objection'];
    const one = asked === undefined ? undefined : await findOfficeObjection(deps.db, candidacy.id, asked);
    if (asked !== undefined && !one) throw notFound();
    return { row, candidacy, one };
  },
  stored: ({ one }) =>
    one
      ? rawOf({
          count: one.count,
          filed_on: one.filed_on,
          filer_kind: one.filer_kind,
          filer: one.filer,
          ground: one.ground,
          evidence: one.evidence,
          admissibility: one.admissibility,
          outcome: one.outcome,
          decision: one.decision,
          decided_on: one.decided_on,
          answer: one.answer,
        })
      : rawOf({ filer_kind: 'unknown', admissibility: 'unknown', outcome: 'unknown' }),
  title: ({ one }, t) => t(one ? 'selections.office.one_objection' : 'selections.office.new_objection'),
  lead: (_, t) => t('selections.objection.neutral'),
  between: (found, t) => [
    { href: officeSelectionPath(found.row.id, 'aspirantes'), label: t('selections.office.candidacies') },
    { href: OBJECTIONS.home(found), label: found.candidacy.name },
  ],
  here: ({ row, candidacy, one }) => officeObjectionPath(row.id, candidacy.id, one?.id ?? 'nueva'),
  home: ({ row, candidacy }) => officeCandidacyPath(row.id, candidacy.id),
  save: (trx, act, target, value, { found, rests }) =>
    saveObjection(
      trx,
      act,
      { ...target, candidacy: found.candidacy.id },
      {
        count: value.count,
        filedOn: value.filed_on ?? '',
        filerKind: value.filer_kind,
        filer: value.filer ?? '',
        ground: value.ground ?? '',
        evidence: value.evidence ?? '',
        admissibility: value.admissibility,
        outcome: value.outcome,
        decision: value.decision ?? '',
        decidedOn: value.decided_on ?? '',
        answer: value.answer ?? '',
      },
      rests,
    ),
  remove: (trx, act, target, { candidacy }) =>
    removeObjection(trx, act, { ...target, candidacy: candidacy.id }),
};

export function officeObjectionRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/objeciones', WRITE, 'All objections of a process, those that are not shown too.', (ctx) =>
      list(deps, ctx),
    ),
    ...rowRoutes(deps, OBJECTIONS),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, objections] = await Promise.all([
    deskOf(deps, ctx),
    officeObjections(deps.db, row.id, MOST_LISTED),
  ]);
  return page(OfficeObjectionsPage({ desk, row, objections }), {
    title: ctx.t('selections.objections.title'),
  });
}
