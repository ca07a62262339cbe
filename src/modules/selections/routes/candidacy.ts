/** The page of one candidacy. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { candidacyPath, ELECTIONS } from '../addresses.ts';
import { CandidacyPage } from '../pages/candidacy.tsx';
import { notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { listBodies } from '../queries/bodies.ts';
import { partsElsewhere } from '../queries/elsewhere.ts';
import { findProcess } from '../queries/process.ts';
import { wholeCandidacies } from '../queries/whole-candidacy.ts';
import { wasProposed } from '../rules/states.ts';
import { personPath } from '../../officials/index.ts';
import { findCandidacies } from '../queries/candidacy.ts';

export function candidacyRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/aspirantes/:candidacy`,
      'One candidacy: its states with their ground, scores by aspect, objections and answers, background checks, votes by round.',
      (ctx) => showCandidacy(deps, ctx),
    ),
  ];
}

/** @throws not_found for what does not exist, is not public, or cites nothing */
async function showCandidacy(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const [candidacy] = await findCandidacies(deps.db, process.id, [ctx.params['candidacy'] ?? '']);
  if (!candidacy) throw notFound();
  const [whole, bodies, elsewhere] = await Promise.all([
    wholeCandidacies(deps.db, process.id, [candidacy]),
    listBodies(deps.db, process),
    partsElsewhere(deps.db, {
      person: candidacy.person_root,
      names: [candidacy.name_key],
      except: [candidacy.id],
    }),
  ]);
  const { cited, parts } = whole;
  const own = parts[0] ?? { states: [], sheets: [], objections: [], checks: [], votes: [], documents: [] };
  const shownIds = [
    candidacy.id,
    ...own.states.map(({ id }) => id),
    ...own.sheets.map(({ grading }) => grading.id),
    ...own.votes.map(({ round_id: id }) => id),
    ...own.objections.map(({ id }) => id),
    ...own.checks.map(({ id }) => id),
    ...own.documents.map(({ id }) => id),
  ];
  const body = CandidacyPage({
    t,
    lang,
    process,
    candidacy,
    ...own,
    body: bodies.length > 1 ? bodies.find(({ key }) => key === candidacy.through)?.name : undefined,
    personHref: candidacy.person_slug === null ? undefined : personPath(candidacy.person_slug),
    elsewhere,
    noted: notesFor(shownIds, cited),
  });
  return page(body, {
    title: `${candidacy.name} · ${process.title}`,
    description: t('selections.candidacy.description', { name: candidacy.name, process: process.title }),
    canonical: candidacyPath(process.slug, candidacy.slug),
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES],
    noIndex: !wasProposed(own.states.map(({ state }) => state)),
  });
}
