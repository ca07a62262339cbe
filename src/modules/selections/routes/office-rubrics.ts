/** Tables of grades of a process at the desk, each version a row of its own. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_SELECTIONS, officeRubricPath, officeSelectionPath } from '../addresses.ts';
import { partsThatDiffer, removeRubric, saveRubric } from '../commands/rubrics.ts';
import { RUBRIC } from '../kinds.ts';
import { OfficeRubricsPage } from '../pages/office/rubrics.tsx';
import { findOfficeRubric, officeRubrics } from '../queries/office-rubrics.ts';
import { freshSlot, rubricForm, rubricGroups, slotOf } from '../schemas/rubric-forms.ts';
import { deskOf, selectionOf, WRITE } from './desk.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);

/** Places for new aspects, beside those that are there: a whole table at first, some more later. */
const FRESH = { first: 8, more: 3 };

interface Found extends FoundRow {
  one: Awaited<ReturnType<typeof findOfficeRubric>>;
  /** For aspects, in the form. */
  places: readonly string[];
}

const RUBRICS: RowDesk<ReturnType<typeof rubricForm>, Found> = {
  below: '/:id/tablas',
  fresh: 'nueva',
  own: ':rubric',
  what: 'a table of grades of a process',
  kind: RUBRIC,
  form: ({ places }) => rubricForm(places),
  groups: ({ places }, t) => rubricGroups(places, t),
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const asked = ctx.params['rubric'];
    const one = asked === undefined ? undefined : await findOfficeRubric(deps.db, row.id, asked);
    if (asked !== undefined && !one) throw notFound();
    const there = one?.aspects.map(({ key }) => slotOf(key)) ?? [];
    const fresh = Array.from({ length: one ? FRESH.more : FRESH.first }, (_, at) => freshSlot(at));
    return { row, one, places: [...there, ...fresh] };
  },
  options: ({ one, places }, t) => {
    const all = places.map((slot, at) => ({
      value: slot,
      label: {
        text: [t('selections.form.group.aspect', { number: at + 1 }), one?.aspects[at]?.label]
          .filter(Boolean)
          .join(': '),
      },
    }));
    return Object.fromEntries(
      places.map((slot) => [`part.${slot}`, all.filter(({ value }) => value !== slot)]),
    );
  },
  stored: ({ one }) => {
    if (!one) return new Map();
    return rawOf({
      title: one.title,
      adopted: one.adopted,
      proposed_by: one.proposed_by,
      decided_on: one.decided_on,
      in_force_from: one.in_force_from,
      votes_for: one.votes_for,
      votes_against: one.votes_against,
      present: one.present,
      cut_off: one.cut_off,
      note: one.note,
      as_printed: isOdd(one),
      ...Object.fromEntries(
        one.aspects.flatMap(({ key, label, max, parent_key: above, rule }) => {
          const slot = slotOf(key);
          return [
            [`label.${slot}`, label],
            [`max.${slot}`, max],
            [`part.${slot}`, slotOf(above)],
            [`rule.${slot}`, rule],
          ];
        }),
      ),
    });
  },
  title: ({ one }, t) => t(one ? 'selections.office.one_rubric' : 'selections.office.new_rubric'),
  lead: (_, t) => t('selections.office.rubric_lead'),
  between: (found, t) => [{ href: RUBRICS.home(found), label: t('selections.office.rubrics') }],
  here: ({ row, one }) => officeRubricPath(row.id, one?.id ?? 'nueva'),
  home: ({ row }) => officeSelectionPath(row.id, 'tablas'),
  save: (trx, act, target, value, { found, rests }) =>
    saveRubric(
      trx,
      act,
      target,
      {
        title: value.title,
        adopted: value.adopted ?? false,
        proposedBy: value.proposed_by ?? '',
        decidedOn: value.decided_on ?? '',
        inForceFrom: value.in_force_from ?? '',
        votesFor: value.votes_for,
        votesAgainst: value.votes_against,
        present: value.present,
        cutOff: value.cut_off,
        note: value.note ?? '',
        aspects: found.places.map((slot, at) => ({
          slot,
          key: found.one?.aspects[at]?.key,
          label: value.label[slot] ?? '',
          max: value.max[slot],
          part: value.part[slot] ?? '',
          rule: value.rule[slot] ?? '',
        })),
        asPrinted: value.as_printed ?? false,
      },
      rests,
    ),
  remove: removeRubric,
};

/** As it could not be entered without saying that it stands like that. */
function isOdd({ aspects, votes_for: yes, votes_against: no, present }: NonNullable<Found['one']>): boolean {
  const places = aspects.map(({ key, label, max, parent_key: above }) => ({
    slot: slotOf(key),
    label,
    max: max === null ? undefined : Number(max),
    part: slotOf(above),
  }));
  return partsThatDiffer(places).length > 0 || (present !== null && (yes ?? 0) + (no ?? 0) > present);
}

export function officeRubricRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/tablas', WRITE, 'The tables of grades of a process, in their versions.', (ctx) =>
      list(deps, ctx),
    ),
    ...rowRoutes(deps, RUBRICS),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, rubrics] = await Promise.all([deskOf(deps, ctx), officeRubrics(deps.db, row.id)]);
  return page(OfficeRubricsPage({ desk, row, rubrics }), { title: ctx.t('selections.office.rubrics') });
}
