/** The list of candidacies of a process. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import { CANDIDACY } from '../kinds.ts';
import { CandidaciesPage, type CandidaciesAsked } from '../pages/candidacies.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { listBodies } from '../queries/bodies.ts';
import {
  CANDIDACY_CURSOR,
  type CandidacyFilter,
  countCandidacies,
  countStates,
  listCandidacies,
  listGradings,
  SORTS,
} from '../queries/candidacies.ts';
import { citationsBy } from '../queries/cited.ts';
import { findProcess } from '../queries/process.ts';
import { CANDIDACY_STATES } from '../rules/vocabulary.ts';

const PER_LIST = 30;
const LONGEST = 120;

export function candidaciesRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/aspirantes`,
      'Candidacies of a process: how many came to each state, by state, name, file number and score.',
      (ctx) => showCandidacies(deps, ctx),
    ),
  ];
}

function askedIn(query: URLSearchParams): CandidaciesAsked {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST);
  return {
    nombre: text('nombre'),
    estado: text('estado'),
    ante: text('ante'),
    orden: SORTS.find((sort) => sort === text('orden')) ?? 'name',
  };
}

/** What is no state finds nobody rather than everybody. */
function filterOf({ nombre, estado, ante }: CandidaciesAsked): CandidacyFilter | undefined {
  const state = CANDIDACY_STATES.find((one) => one === estado);
  if (estado !== '' && state === undefined) return undefined;
  return { state, words: nombre, through: ante === '' ? undefined : ante };
}

const isEverybody = ({ nombre, estado, ante }: CandidaciesAsked): boolean =>
  nombre === '' && estado === '' && ante === '';

async function showCandidacies(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const { after } = readPageRequest(ctx.query, CANDIDACY_CURSOR);
  const asked = askedIn(ctx.query);
  const filter = filterOf(asked);
  const [gradings, bodies, { states, total }] = await Promise.all([
    listGradings(deps.db, process.id),
    listBodies(deps.db, process),
    countStates(deps.db, process.id),
  ]);
  const grading = gradings.at(-1);
  const [{ items, next }, count] = await Promise.all([
    filter
      ? listCandidacies(
          deps.db,
          process.id,
          { ...filter, sort: asked.orden, gradingId: grading?.id },
          { after, limit: PER_LIST },
        )
      : { items: [], next: undefined },
    isEverybody(asked) ? total : filter ? countCandidacies(deps.db, process.id, filter) : 0,
  ]);
  const cited = await citationsBy(
    deps.db,
    items.map(({ id }) => ({ kind: CANDIDACY, id })),
  );
  const href = hrefOf(process.slug, asked);
  const body = CandidaciesPage({
    t,
    lang,
    process,
    asked,
    items,
    count,
    total,
    states,
    bodies,
    grading,
    noted: notesFor(
      items.map(({ id }) => id),
      cited,
    ),
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return page(body, {
    title: `${t('selections.candidacies.title')} · ${process.title}`,
    description: t('selections.candidacies.description', { process: process.title }),
    canonical: selectionPath(process.slug, 'aspirantes'),
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES],
  });
}

function hrefOf(slug: string, asked: CandidaciesAsked): (cursor?: string) => string {
  const kept = Object.entries(asked).filter(([name, value]) =>
    name === 'orden' ? value !== 'name' : value !== '',
  );
  return (cursor) => {
    const query = new URLSearchParams(kept);
    if (cursor !== undefined) query.set('after', cursor);
    const path = selectionPath(slug, 'aspirantes');
    return query.size > 0 ? `${path}?${query.toString()}` : path;
  };
}
