/** The series in the back office: their list, and the form of one. New ones are made with an edition. */
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { run } from '../../../platform/db/outcome.ts';
import { saveSeries } from '../commands/editions.ts';
import { SERIES_HREF, SeriesForm as SeriesPage, SeriesList } from '../pages/office/series.tsx';
import { listSeries, type OfficeSeriesRow } from '../queries/office.ts';
import { SeriesForm } from '../schemas/office.ts';
import { actOf, deskOf, faultOfRefusal, get, officePage, post } from './office-desk.ts';

export function officeSeriesRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/series', 'events.edit', 'All series.', (ctx) => list(deps, ctx)),
    get('/series/:id', 'events.edit', 'Form of a series.', (ctx) => form(deps, ctx)),
    post('/series/:id', 'events.edit', 'Change a series.', (ctx) => save(deps, ctx)),
  ];
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const body = SeriesList({ desk: deskOf(ctx), series: await listSeries(deps.db) });
  return officePage(ctx.t('events.office.series.title'), body);
}

/** @throws not_found */
async function seriesOf(deps: Deps, ctx: Ctx): Promise<OfficeSeriesRow> {
  const series = (await listSeries(deps.db)).find((row) => row.id === ctx.params['id']);
  if (!series) throw notFound();
  return series;
}

async function form(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const series = await seriesOf(deps, ctx);
  const { title, slug, summary } = series;
  const state = {
    fields: fieldsOf(SeriesForm),
    values: rawOf({ title, slug, summary }),
    faults: [],
    ...typed,
  };
  return officePage(title, SeriesPage({ desk: deskOf(ctx), series, state }), typed ? 422 : 200);
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, slug: before } = await seriesOf(deps, ctx);
  const read = readForm(SeriesForm, ctx.body, ctx.t);
  if (!read.ok) return form(deps, ctx, { values: read.raw, faults: read.faults });
  const { title, summary = '', slug = before } = read.value;
  const outcome = await run(deps.db, (trx) => saveSeries(trx, actOf(ctx), { id, title, summary, slug }));
  if (outcome.ok) return seeOther(`${SERIES_HREF}?hecho=saved`);
  const fault = faultOfRefusal(outcome, ctx.t, fieldsOf(SeriesForm));
  return form(deps, ctx, { values: read.raw, faults: [fault] });
}
