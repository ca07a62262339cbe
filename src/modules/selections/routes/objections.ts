/** Objections of a process. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import { OBJECTION } from '../kinds.ts';
import { notesFor } from '../pages/noted.tsx';
import { ObjectionsPage } from '../pages/objections.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { citationsBy } from '../queries/cited.ts';
import { countObjections, firstObjections, listObjected, OBJECTED_CURSOR } from '../queries/objections.ts';
import { findProcess } from '../queries/process.ts';

const PER_LIST = 10;
/** Of each candidacy; the rest is on its page. */
const EACH = 3;

export function objectionsRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/objeciones`,
      'Objections of a process by candidacy: ground as filed, kind of filer, admissibility, outcome, answer.',
      (ctx) => showObjections(deps, ctx),
    ),
  ];
}

async function showObjections(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const { after } = readPageRequest(ctx.query, OBJECTED_CURSOR);
  const [totals, { items: objected, next }] = await Promise.all([
    countObjections(deps.db, process.id),
    listObjected(deps.db, process.id, { after, limit: PER_LIST }),
  ]);
  const objections = await firstObjections(
    deps.db,
    objected.map(({ candidacy_id: id }) => id),
    EACH,
  );
  const ids = objections.map(({ id }) => id);
  const cited = await citationsBy(
    deps.db,
    ids.map((id) => ({ kind: OBJECTION, id })),
  );
  const path = selectionPath(process.slug, 'objeciones');
  const body = ObjectionsPage({
    t,
    lang,
    process,
    totals,
    objected,
    objections,
    noted: notesFor(ids, cited),
    firstHref: after && path,
    nextHref: next && `${path}?after=${next}`,
  });
  return page(body, {
    title: `${t('selections.objections.title')} · ${process.title}`,
    description: t('selections.objections.description', { process: process.title }),
    canonical: path,
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES],
  });
}
