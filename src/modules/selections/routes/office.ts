/** Processes at the desk: the list, one of them, its state, its file. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { bytes, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_SELECTIONS } from '../addresses.ts';
import { NEXT, setSelectionStatus } from '../commands/status.ts';
import { OfficeProcessPage } from '../pages/office/process.tsx';
import { countParts, keptBackOf } from '../queries/office.ts';
import { processFileOf } from '../queries/whole-process.ts';
import { STATUSES } from '../tables.ts';
import { actOf, back, deskOf, selectionOf, WRITE } from './desk.ts';
import { officeCandidacyRoutes } from './office-candidacies.ts';
import { officeCommissionRoutes } from './office-commission.ts';
import { officeEventRoutes } from './office-events.ts';
import { fileRoutes } from './office-files.ts';
import { officeHolidayRoutes } from './office-holidays.ts';
import { officeLinkRoutes } from './office-links.ts';
import { officeObjectionRoutes } from './office-objections.ts';
import { officeRoundRoutes } from './office-rounds.ts';
import { officeRubricRoutes } from './office-rubrics.ts';
import { officeSheetRoutes } from './office-sheets.ts';

const { get, post } = officeRoutes(OFFICE_SELECTIONS);

/** Of the module of observers, which stands on this one. */
const OBSERVERS = '/admin/observacion';

export function officeSelectionRoutes(deps: Deps): RouteSpec[] {
  return [
    ...fileRoutes(deps),
    ...officeHolidayRoutes(deps),
    ...officeEventRoutes(deps),
    ...officeCommissionRoutes(deps),
    ...officeCandidacyRoutes(deps),
    ...officeLinkRoutes(deps),
    ...officeObjectionRoutes(deps),
    ...officeRubricRoutes(deps),
    ...officeSheetRoutes(deps),
    ...officeRoundRoutes(deps),
    get('/:id', WRITE, 'One process at the desk: its state, its parts, what is kept back.', (ctx) =>
      show(deps, ctx),
    ),
    post('/:id/estado', WRITE, 'Publish a process, archive it, or make it a draft again.', (ctx) =>
      setStatus(deps, ctx),
    ),
    get('/:id/proceso.json', WRITE, 'The whole process as the file that an import reads.', (ctx) =>
      exported(deps, ctx),
    ),
  ];
}

async function show(deps: Deps, ctx: Ctx, typed?: { reason: string; faults: FieldFault[] }): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const [desk, counts, kept] = await Promise.all([
    deskOf(deps, ctx),
    countParts(deps.db, row.id),
    keptBackOf(deps.db, row.id),
  ]);
  const body = OfficeProcessPage({
    desk,
    row,
    counts,
    kept,
    next: NEXT[row.status],
    observersHref: `${OBSERVERS}/${row.id}`,
    reason: typed?.reason ?? '',
    faults: typed?.faults ?? [],
  });
  return page(body, { title: row.title, ...(typed && { status: 422 }) });
}

async function setStatus(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await selectionOf(deps, ctx);
  const { t, body } = ctx;
  const reason = cleanText(body.fields.get('reason')?.[0] ?? '', false).slice(0, 500);
  const to = STATUSES.find((status) => status === body.fields.get('to')?.[0]);
  if (to === undefined) return back(row.id, 'not_now');
  const done = await run(deps.db, (trx) =>
    setSelectionStatus(trx, actOf(ctx, reason), row.id, { to, version: versionOf(body) }),
  );
  if (done.ok) return back(row.id, to);
  if (done.field === undefined) return back(row.id, done.refused);
  const message = t(`selections.refused.${done.refused}`);
  return await show(deps, ctx, { reason, faults: [{ field: done.field, message }] });
}

async function exported(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { slug } = await selectionOf(deps, ctx);
  const file = await processFileOf(deps.db, slug);
  if (!file) throw notFound();
  return bytes(`${JSON.stringify(file, null, 2)}\n`, 'application/json; charset=utf-8', {
    'content-disposition': `attachment; filename="${slug.replaceAll(/[^a-z0-9.-]/g, '')}.json"`,
    'cache-control': 'no-store',
  });
}
