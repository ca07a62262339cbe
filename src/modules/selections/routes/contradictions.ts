/** What sources print differently about a process, in one place. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { candidacyPath, commissionerPath, ELECTIONS, selectionPath } from '../addresses.ts';
import { PROCESS_ROWS } from '../cited-records.ts';
import { ContradictionsPage } from '../pages/contradictions.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES, SELECTION_STYLES } from '../pages/process-frame.tsx';
import { citationsBy } from '../queries/cited.ts';
import { type Contradicted, CONTRADICTED_CURSOR, listContradicted } from '../queries/contradictions.ts';
import { findProcess } from '../queries/process.ts';

const PER_LIST = 30;

export function contradictionRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/contradicciones`,
      'What sources print differently about a process: the value shown, the others, each with its source and the reason.',
      (ctx) => showContradictions(deps, ctx),
    ),
  ];
}

async function showContradictions(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const { after } = readPageRequest(ctx.query, CONTRADICTED_CURSOR);
  const { items, next } = await listContradicted(deps.db, process.id, { after, limit: PER_LIST });
  const cited = await citationsBy(deps.db, items);
  const path = selectionPath(process.slug, 'contradicciones');
  const body = ContradictionsPage({
    t,
    lang,
    process,
    rows: items.map((one) => ({
      ...one,
      href: hrefOf(process.slug, one),
      reasons: new Map(
        (cited.get(one.id) ?? [])
          .filter(({ shown, reason }) => shown && reason !== '')
          .map(({ field, reason }) => [field, reason]),
      ),
    })),
    noted: notesFor(
      items.map(({ id }) => id),
      cited,
    ),
    firstHref: after && path,
    nextHref: next && `${path}?after=${next}`,
  });
  return page(body, {
    title: `${t('selections.contradictions.title')} · ${process.title}`,
    description: t('selections.contradictions.lead'),
    canonical: path,
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES, SELECTION_STYLES],
  });
}

function hrefOf(slug: string, { kind, candidacy, row }: Contradicted): string {
  const holder = row['holder_id'];
  if (typeof holder === 'string') return commissionerPath(holder);
  if (candidacy !== '') return candidacyPath(slug, candidacy);
  return selectionPath(slug, PROCESS_ROWS.find((sort) => sort.kind === kind)?.below);
}
