/** What observers saw of a process, for everybody. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { findPictures } from '../../../platform/files/pictures.ts';
import { pastPath } from '../../../platform/history/paths.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { ELECTIONS, findProcess } from '../../selections/index.ts';
import { OBSERVATION_WORD, observationPath } from '../addresses.ts';
import { OBSERVATION_STYLES, ObservationPage } from '../pages/observation.tsx';
import { observationsOf } from '../queries/observations.ts';

export function publicRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/observacion`,
      'What observers saw of a process: each check with its answer and evidence, and what they come to.',
      (ctx) => show(deps, ctx),
    ),
  ];
}

async function show(deps: Deps, { t, lang, params }: Ctx): Promise<Answer> {
  const process = await findProcess(deps.db, params['slug'] ?? '');
  if (!process) throw notFound();
  const observations = await observationsOf(deps.db, process.id, { shown: true });
  const pictures = await findPictures(
    deps.db,
    observations.flatMap(({ file_id: id }) => (id === null ? [] : [id])),
  );
  const historyHref = (id: string) => pastPath(OBSERVATION_WORD, id);
  const body = ObservationPage({ t, lang, process, observations, pictures, historyHref });
  return page(body, {
    title: `${t('observations.title')} · ${process.title}`,
    description: t('observations.description', { process: process.title }),
    canonical: observationPath(process.slug),
    styles: [CITATIONS_STYLES, OBSERVATION_STYLES],
  });
}
