/** Sheets of scores of a process at the desk, and the points of one candidate on one. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_SELECTIONS, officeSelectionPath, officeSheetPath } from '../addresses.ts';
import { removeSheet, saveScores, saveSheet } from '../commands/sheets.ts';
import { GRADING } from '../kinds.ts';
import { OfficeSheetPage, OfficeSheetsPage } from '../pages/office/rubrics.tsx';
import { officeCandidacies, type OfficeCandidacyFound } from '../queries/office-rows.ts';
import {
  findOfficeSheet,
  type OfficeRubric,
  officeRubrics,
  type OfficeSheetFound,
  officeSheets,
  pointsOn,
  recordedOn,
} from '../queries/office-rubrics.ts';
import { type Aspect, withUnknown } from '../rules/scores.ts';
import { scoresForm, scoresGroups, SHEET_GROUPS, SheetForm, slotOf } from '../schemas/rubric-forms.ts';
import { askedName, candidacyOf, deskOf, selectionOf, WRITE } from './desk.ts';
import { type FoundRow, type RowDesk, rowRoutes } from './office-row.ts';

const { get } = officeRoutes(OFFICE_SELECTIONS);
const BELOW = '/:id/punteos';
const MOST_LISTED = 60;

interface Found extends FoundRow {
  one: OfficeSheetFound | undefined;
  rubrics: readonly OfficeRubric[];
}

const SHEETS: RowDesk<typeof SheetForm, Found> = {
  below: BELOW,
  fresh: 'nueva',
  own: ':sheet/datos',
  what: 'a sheet of scores of a process',
  kind: GRADING,
  form: () => SheetForm,
  groups: () => SHEET_GROUPS,
  find: async (deps, ctx) => {
    const row = await selectionOf(deps, ctx);
    const asked = ctx.params['sheet'];
    const [rubrics, one] = await Promise.all([
      officeRubrics(deps.db, row.id),
      asked === undefined ? undefined : findOfficeSheet(deps.db, row.id, asked),
    ]);
    if (asked !== undefined && !one) throw notFound();
    return { row, one, rubrics };
  },
  options: ({ rubrics }) => ({
    rubric: rubrics.map(({ id, title }) => ({ value: id, label: { text: title } })),
  }),
  // Only points that are there already can be above a maximum.
  without: ({ one, rubrics }) => [
    ...(rubrics.length === 0 ? ['rubric'] : []),
    ...(one && rubrics.length > 0 ? [] : ['as_printed']),
  ],
  stored: ({ one }) =>
    one
      ? rawOf({
          title: one.title,
          rubric: one.rubric_id,
          grader: one.grader,
          on: one.on_date,
          note: one.note,
        })
      : new Map(),
  title: ({ one }, t) => t(one ? 'selections.office.one_sheet' : 'selections.office.new_sheet'),
  between: ({ row }, t) => [
    { href: officeSelectionPath(row.id, 'punteos'), label: t('selections.office.sheets') },
  ],
  here: ({ row, one }) =>
    one ? officeSheetPath(row.id, one.id, 'datos') : officeSelectionPath(row.id, 'punteos/nueva'),
  home: ({ row }) => officeSelectionPath(row.id, 'punteos'),
  save: (trx, act, target, value, { rests }) =>
    saveSheet(
      trx,
      act,
      target,
      {
        title: value.title,
        rubric: value.rubric ?? '',
        grader: value.grader ?? '',
        on: value.on ?? '',
        note: value.note ?? '',
        asPrinted: value.as_printed ?? false,
      },
      rests,
    ),
  remove: removeSheet,
};

interface FoundScores extends FoundRow {
  sheet: OfficeSheetFound;
  candidacy: OfficeCandidacyFound;
  aspects: readonly Aspect[];
  points: ReadonlyMap<string, number>;
  printed: number | undefined;
}

/** In words, by their places in the form. */
const aspectWords = (aspects: readonly Aspect[]): ReadonlyMap<string, string> =>
  new Map(
    aspects.map(({ key: own, label, max, parentKey }) => {
      const above = aspects.find(({ key }) => key === parentKey)?.label;
      const words = max === null ? label : `${label} (0–${max})`;
      return [slotOf(own), above === undefined ? words : `${above}: ${words}`];
    }),
  );

const SCORES: RowDesk<ReturnType<typeof scoresForm>, FoundScores> = {
  below: `${BELOW}/:sheet/aspirantes`,
  own: ':candidacy',
  what: 'the points of one candidate on a sheet',
  form: ({ aspects }) => scoresForm(aspectWords(aspects)),
  groups: ({ aspects }) => scoresGroups(aspectWords(aspects)),
  find: async (deps, ctx) => {
    const { row, candidacy } = await candidacyOf(deps, ctx);
    const sheet = await findOfficeSheet(deps.db, row.id, ctx.params['sheet'] ?? '');
    if (!sheet) throw notFound();
    const { points, printed } = await pointsOn(deps.db, sheet.id, candidacy.id);
    const known = sheet.aspects.map(({ key, parent_key: parentKey, label, rule, max }) => ({
      key,
      parentKey,
      label,
      rule,
      max: max === null ? null : Number(max),
    }));
    const isThere = points.size > 0 || printed !== undefined;
    const aspects = withUnknown(known, points.keys());
    return { row, one: isThere ? candidacy : undefined, sheet, candidacy, aspects, points, printed };
  },
  stored: ({ aspects, points, printed }) =>
    rawOf({
      ...Object.fromEntries(aspects.map(({ key }) => [`points.${slotOf(key)}`, points.get(key) ?? null])),
      printed_total: printed ?? null,
      as_printed: aspects.some(({ key, max }) => max !== null && (points.get(key) ?? 0) > max),
    }),
  title: ({ candidacy }) => candidacy.name,
  lead: (_, t) => t('selections.office.scores_lead'),
  between: (found, t) => [
    { href: officeSelectionPath(found.row.id, 'punteos'), label: t('selections.office.sheets') },
    { href: SCORES.home(found), label: found.sheet.title },
  ],
  here: ({ row, sheet, candidacy }) => officeSheetPath(row.id, sheet.id, `aspirantes/${candidacy.id}`),
  home: ({ row, sheet }) => officeSheetPath(row.id, sheet.id),
  save: (trx, act, target, value, { found: { sheet, candidacy, aspects } }) =>
    saveScores(trx, act, target, {
      sheet: sheet.id,
      candidacy: candidacy.id,
      aspects: aspects.map(({ key, label, max }) => {
        const slot = slotOf(key);
        return { slot, key, label, max, value: value.points[slot] };
      }),
      printedTotal: value.printed_total,
      asPrinted: value.as_printed ?? false,
    }),
};

export function officeSheetRoutes(deps: Deps): RouteSpec[] {
  return [
    get(BELOW, WRITE, 'The sheets of scores of a process.', (ctx) => list(deps, ctx)),
    get(`${BELOW}/:sheet`, WRITE, 'A sheet of scores: whose points are on it.', (ctx) => showOne(deps, ctx)),
    ...rowRoutes(deps, SHEETS),
    ...rowRoutes(deps, SCORES),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, sheets] = await Promise.all([deskOf(deps, ctx), officeSheets(deps.db, row.id)]);
  return page(OfficeSheetsPage({ desk, row, sheets }), { title: ctx.t('selections.office.sheets') });
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const sheet = await findOfficeSheet(deps.db, row.id, ctx.params['sheet'] ?? '');
  if (!sheet) throw notFound();
  const asked = askedName(ctx);
  const [desk, candidacies] = await Promise.all([
    deskOf(deps, ctx),
    officeCandidacies(deps.db, row.id, asked, MOST_LISTED),
  ]);
  const recorded = await recordedOn(
    deps.db,
    sheet.id,
    candidacies.map(({ id }) => id),
  );
  return page(OfficeSheetPage({ desk, row, sheet, asked, candidacies, recorded }), { title: sheet.title });
}
