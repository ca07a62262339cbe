/** Personal data of an edition: until when it is kept, what was removed, and removing it earlier. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { bytes, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { previewPurge, startPurge } from './purge.ts';
import { type EditionDesk, editionHref } from '../pages/office/frame.tsx';
import { PurgeAsk, RetentionPage } from './office-page.tsx';
import { countErasures, countKept, listPurges } from './queries.ts';
import { purgeDue } from '../rules/retention.ts';
import { isOver } from '../rules/window.ts';
import { actOf, editionDesk, get, officePage, post } from '../routes/office-desk.ts';

const PATH = '/:slug/datos-personales';

export function officeRetentionRoutes(deps: Deps): RouteSpec[] {
  const [read, purge] = ['events.read_registrations', 'events.purge_personal_data'] as const;
  return [
    get(PATH, read, 'Until when personal data is kept, and what was removed.', (ctx) => show(deps, ctx)),
    get(`${PATH}/comprobantes.json`, read, 'Receipts of what was removed.', (ctx) => receipts(deps, ctx)),
    get(`${PATH}/eliminar`, purge, 'Asks before, and says exactly what goes.', (ctx) => ask(deps, ctx)),
    post(`${PATH}/eliminar`, purge, 'Remove the personal data now.', (ctx) => remove(deps, ctx)),
  ];
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const [kept, purges, erased] = await Promise.all([
    countKept(deps.db, edition.id),
    listPurges(deps.db, edition.id),
    countErasures(deps.db, edition.id),
  ]);
  const body = RetentionPage({
    desk,
    due: purgeDue(edition),
    isOver: isOver(edition, ctx.now),
    kept,
    parts: deps.additions.kept.filter((one) => one.of === 'event').map((one) => one.name),
    purges,
    erased,
  });
  return officePage(ctx.t('events.office.retention.title'), body);
}

/** Counts and moments; who ordered it only as what they are. */
async function receipts(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { edition } = await editionDesk(deps, ctx);
  const purges = await listPurges(deps.db, edition.id);
  const list = purges
    .filter((purge) => purge.completed_at)
    .map((purge) => ({
      edition: edition.slug,
      started_at: purge.started_at,
      completed_at: purge.completed_at,
      ordered_by: purge.started_by.startsWith('staff:') ? 'staff' : 'program',
      program_version: purge.program_version,
      removed: purge.steps,
      numbers_kept: purge.numbers,
    }));
  return bytes(`${JSON.stringify(list, null, 2)}\n`, 'application/json; charset=utf-8', {
    'content-disposition': `attachment; filename="comprobantes-${edition.slug}.json"`,
  });
}

async function ask(
  deps: Deps,
  ctx: Ctx,
  wrong?: { typed: string; desk: EditionDesk; message: string },
): Promise<Answer> {
  const desk = wrong?.desk ?? (await editionDesk(deps, ctx));
  const { edition } = desk;
  if (!isOver(edition, ctx.now) || edition.purge_started_at)
    return seeOther(editionHref(edition, 'datos-personales'));
  const preview = await previewPurge(deps, edition.id);
  const faults = wrong ? [{ field: 'confirm', message: wrong.message }] : [];
  const body = PurgeAsk({ desk, preview, typed: wrong?.typed ?? '', faults });
  return officePage(ctx.t('events.office.retention.now'), body, wrong ? 422 : 200);
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const typed = (ctx.body.fields.get('confirm')?.[0] ?? '').trim();
  if (typed !== edition.slug) {
    const message = ctx.t('events.office.retention.confirm_wrong', { slug: edition.slug });
    return ask(deps, ctx, { typed, desk, message });
  }
  const started = await withTransaction(deps.db, (trx) => startPurge(trx, actOf(ctx), edition.id));
  if (!started.ok && started.refused === 'not_found') throw notFound();
  // Ordered already: the second press sees what the first has done. Before the end nothing was ordered.
  if (!started.ok && !isOver(edition, ctx.now)) throw new AppError('conflict');
  return seeOther(`${editionHref(edition, 'datos-personales')}?hecho=purge_started`);
}
