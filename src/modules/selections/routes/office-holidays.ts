/** The calendar of holidays at the desk: which years there are, and taking one away that should not be. */
import { HOLIDAY_YEAR, removeYear } from '../../../platform/calendar/keep.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { latestVersion } from '../../../platform/history/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_SELECTIONS, officeHolidaysPath } from '../addresses.ts';
import { OfficeHolidaysPage, RemoveYearPage } from '../pages/office/holidays.tsx';
import { findHolidayYear, type HolidayYear, officeHolidayYears } from '../queries/holidays.ts';
import { RemoveForm } from '../schemas/remove-form.ts';
import { actOf, deskOf, WRITE } from './desk.ts';

const { get, post } = officeRoutes(OFFICE_SELECTIONS);
const ONE = '/asuetos/:year/quitar';

export function officeHolidayRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/asuetos', WRITE, 'The years of the calendar of holidays.', (ctx) => list(deps, ctx)),
    get(ONE, WRITE, 'Asks before a year of holidays is taken away.', (ctx) => ask(deps, ctx)),
    post(ONE, WRITE, 'Take a year of holidays away, with the reason.', (ctx) => remove(deps, ctx)),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const [desk, years] = await Promise.all([deskOf(deps, ctx), officeHolidayYears(deps.db)]);
  return page(OfficeHolidaysPage({ desk, years }), { title: ctx.t('selections.holidays.title') });
}

/** @throws not_found */
async function yearOf(deps: Deps, { params: { year: id = '' } }: Ctx): Promise<HolidayYear> {
  const found = isUuid(id) ? await findHolidayYear(deps.db, id) : undefined;
  if (!found) throw notFound();
  return found;
}

async function ask(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const year = await yearOf(deps, ctx);
  const [desk, version] = await Promise.all([
    deskOf(deps, ctx),
    latestVersion(deps.db, { kind: HOLIDAY_YEAR, id: year.id }),
  ]);
  const state = { values: new Map(), faults: [], ...typed, version };
  const body = RemoveYearPage({
    desk,
    year,
    form: { fields: fieldsOf(RemoveForm), state },
  });
  return page(body, { title: ctx.t('selections.holidays.remove'), ...(typed && { status: 422 }) });
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, body } = ctx;
  const { id } = await yearOf(deps, ctx);
  const form = readForm(RemoveForm, body, t);
  if (!form.ok) return await ask(deps, ctx, { values: form.raw, faults: form.faults });
  const done = await run(deps.db, (trx) =>
    removeYear(trx, actOf(ctx, form.value.reason), id, versionOf(body)),
  );
  if (done.ok) return seeOther(`${officeHolidaysPath()}?hecho=year_removed`);
  if (done.refused === 'not_found') throw notFound();
  const message = t('selections.refused.year_changed');
  return await ask(deps, ctx, { values: form.raw, faults: [{ field: '', message }] });
}
