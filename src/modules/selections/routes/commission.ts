/** The commission of a process: who sits in it, and the tables of grades. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import { RUBRIC, SEAT_HOLDER, SELECTION_BODY } from '../kinds.ts';
import { CommissionPage } from '../pages/commission.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { listBodies } from '../queries/bodies.ts';
import { aspectsOf } from '../queries/candidacy.ts';
import { citationsBy } from '../queries/cited.ts';
import { filesUntil, listHolders, listRubrics, listSeats, sharedSeats } from '../queries/commission.ts';
import { findProcess } from '../queries/process.ts';

export function commissionRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/comision`,
      'Commission of a process: seats, who chose whom, changes, who sat elsewhere; versions of the table of grades.',
      (ctx) => showCommission(deps, ctx),
    ),
  ];
}

async function showCommission(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const [bodies, seats, holders, shared, rubrics, until] = await Promise.all([
    listBodies(deps.db, process),
    listSeats(deps.db, process.id),
    listHolders(deps.db, process.id),
    sharedSeats(deps.db, process.id),
    listRubrics(deps.db, process.id),
    filesUntil(deps.db, process.id),
  ]);
  const rubricIds = rubrics.map(({ id }) => id);
  const [aspects, cited] = await Promise.all([
    aspectsOf(deps.db, rubricIds),
    citationsBy(deps.db, [
      ...bodies.map(({ id }) => ({ kind: SELECTION_BODY, id })),
      ...holders.map(({ id }) => ({ kind: SEAT_HOLDER, id })),
      ...rubricIds.map((id) => ({ kind: RUBRIC, id })),
    ]),
  ]);
  // As the page shows them: each body, then who sits in it.
  const inOrder = bodies.flatMap((body) => [
    body,
    ...seats
      .filter(({ body_id: id }) => id === body.id)
      .flatMap((seat) => holders.filter(({ seat_id: id }) => id === seat.id)),
  ]);
  const body = CommissionPage({
    t,
    lang,
    process,
    bodies,
    seats,
    holders,
    shared,
    rubrics,
    aspects,
    filesUntil: until,
    noted: notesFor(
      [...inOrder, ...rubrics.filter((one) => one.adopted), ...rubrics].map(({ id }) => id),
      cited,
    ),
  });
  return page(body, {
    title: `${t('selections.commission.title')} · ${process.title}`,
    description: t('selections.commission.description', { process: process.title }),
    canonical: selectionPath(process.slug, 'comision'),
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES],
  });
}
