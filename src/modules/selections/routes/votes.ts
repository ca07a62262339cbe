/** Votes of a process: all rounds, or one of them with who voted how. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import { VOTE_ROUND } from '../kinds.ts';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { RoundPage } from '../pages/round.tsx';
import { roundPath, RoundsPage, roundTitle } from '../pages/rounds.tsx';
import { citationsBy } from '../queries/cited.ts';
import { findProcess, type Process } from '../queries/process.ts';
import {
  ballotsOn,
  findRound,
  listRounds,
  membersOf,
  pageOfResults,
  type Result,
  resultsOf,
  type Round,
  ROUND_CURSOR,
} from '../queries/votes.ts';
import { columnsFor, matrixOf } from '../rules/matrix.ts';

const PER_LIST = 15;
/** Of each round; the rest is on its own page. */
const RESULTS_EACH = 15;
/** Of all rounds of a page together: a page is at most 60 kB. */
const RESULTS_TOGETHER = 60;
const STYLES = [CITATIONS_STYLES, SELECTION_RECORDS_STYLES];

export function votesRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/votaciones`,
      'Votes of a process by round; with ?ronda= one of them, commissioner by candidate.',
      (ctx) => showVotes(deps, ctx),
    ),
  ];
}

async function showVotes(deps: Deps, ctx: Ctx): Promise<Answer> {
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const key = ctx.query.get('ronda')?.replaceAll('\0', '');
  if (key === undefined || key === '') return await showRounds(deps, ctx, process);
  const round = await findRound(deps.db, process.id, key);
  if (!round) throw notFound();
  return await showRound(deps, ctx, process, round);
}

async function showRounds(deps: Deps, { t, lang, query }: Ctx, process: Process): Promise<Answer> {
  const { after } = readPageRequest(query, ROUND_CURSOR);
  const { items: rounds, next } = await listRounds(deps.db, process.id, { after, limit: PER_LIST });
  const ids = rounds.map(({ id }) => id);
  const [results, cited] = await Promise.all([
    resultsOf(deps.db, ids, RESULTS_EACH),
    citationsBy(
      deps.db,
      ids.map((id) => ({ kind: VOTE_ROUND, id })),
    ),
  ]);
  const path = selectionPath(process.slug, 'votaciones');
  const body = RoundsPage({
    t,
    lang,
    process,
    rounds,
    results: within(results),
    noted: notesFor(ids, cited),
    firstHref: after && path,
    nextHref: next && `${path}?after=${next}`,
  });
  return page(body, {
    title: `${t('selections.votes.title')} · ${process.title}`,
    description: t('selections.votes.description', { process: process.title }),
    canonical: path,
    styles: STYLES,
  });
}

/** Where there are many, the first few of each; the page of the round has all. */
function within(results: ReadonlyMap<string, readonly Result[]>): ReadonlyMap<string, readonly Result[]> {
  const all = [...results.values()].reduce((sum, { length }) => sum + length, 0);
  if (all <= RESULTS_TOGETHER) return results;
  const each = Math.max(Math.floor(RESULTS_TOGETHER / results.size), 1);
  return new Map([...results].map(([id, list]) => [id, list.slice(0, each)]));
}

async function showRound(
  deps: Deps,
  { t, lang, query }: Ctx,
  process: Process,
  round: Round,
): Promise<Answer> {
  const { after } = readPageRequest(query, ROUND_CURSOR);
  const members = round.body_id === null ? [] : await membersOf(deps.db, round.body_id, round.id);
  const { items: results, next } = await pageOfResults(deps.db, round.id, {
    after,
    limit: columnsFor(members.length),
  });
  const ballots = await ballotsOn(
    deps.db,
    results.map(({ id }) => id),
  );
  const matrix = matrixOf(members, results, ballots, round.on_date);
  const cited = await citationsBy(deps.db, [{ kind: VOTE_ROUND, id: round.id }]);
  const path = roundPath(process, round.key);
  const body = RoundPage({
    t,
    lang,
    process,
    round,
    results,
    matrix,
    noted: notesFor([round.id], cited),
    firstHref: after && path,
    nextHref: next && `${path}&after=${next}`,
  });
  return page(body, {
    title: `${roundTitle(round, t)} · ${process.title}`,
    description: t('selections.votes.description', { process: process.title }),
    canonical: path,
    styles: STYLES,
  });
}
