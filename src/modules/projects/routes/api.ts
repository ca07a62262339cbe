/** Projects for programs. */
import type { Static } from 'typebox';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { apiList, json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { proposalPath } from '../../proposals/index.ts';
import { projectPath, PROJECTS_API } from '../addresses.ts';
import type { Listed } from '../pages/list.tsx';
import type { Reader } from '../pages/words.ts';
import { evidenceOf, formerDaysOf, milestonesOf } from '../queries/milestones.ts';
import { findShownProject, LATEST_CURSOR, listShown } from '../queries/projects.ts';
import { daysLate } from '../rules/standing.ts';
import { ProjectAnswer, type ProjectItem, ProjectListAnswer, ProjectsQuery } from '../schemas/api.ts';
import { listed, readerOf } from './shared.ts';

export function apiRoutes(deps: Deps): RouteSpec[] {
  const api = { method: 'GET', kind: 'api', policy: 'public' } as const;
  return [
    {
      ...api,
      url: PROJECTS_API,
      summary: 'Projects that came from proposals, the latest first.',
      query: ProjectsQuery,
      response: ProjectListAnswer,
      handle: (ctx) => list(deps, ctx),
    },
    {
      ...api,
      url: `${PROJECTS_API}/:slug`,
      summary: 'One project with its milestones and what shows them.',
      response: ProjectAnswer,
      handle: (ctx) => one(deps, ctx),
    },
  ];
}

type Owned = { institution: string | null; institution_slug: string | null };
const ownerOf = ({ institution, institution_slug: slug }: Owned, { organisation }: Reader) => ({
  name: institution ?? organisation,
  institution: slug,
});

function itemOf(
  deps: Deps,
  reader: Reader,
  { project: p, stood, proposals }: Listed,
): Static<typeof ProjectItem> {
  const { baseUrl } = deps.config;
  return {
    slug: p.slug,
    title: p.title,
    summary: p.summary,
    responsible: ownerOf(p, reader),
    person: p.person_slug,
    proposals: proposals.flatMap(({ number, title }) =>
      title === null ? [] : [{ number, title, url: baseUrl + proposalPath(number) }],
    ),
    standing: stood.standing,
    stopped_reason: p.stopped_reason,
    milestones_total: stood.total,
    milestones_done: stood.done,
    milestones_dropped: stood.dropped,
    milestones_late: stood.late,
    results: p.results,
    url: baseUrl + projectPath(p.slug),
    published_at: String(p.published_at),
    updated_at: String(p.updated_at),
  };
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const request = readPageRequest(ctx.query, LATEST_CURSOR);
  const institution = ctx.query.get('institution')?.replaceAll('\0', '') || undefined;
  const [reader, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listShown(deps.db, { institution }, request),
  ]);
  const kept = new URLSearchParams(institution === undefined ? {} : { institution });
  kept.set('limit', String(request.limit));
  if (next) kept.set('after', next);
  return apiList(
    (await listed(deps, items, reader.today)).map((item) => itemOf(deps, reader, item)),
    next && `${PROJECTS_API}?${kept.toString()}`,
    deps.config.baseUrl,
  );
}

async function one(deps: Deps, ctx: Ctx): Promise<Answer> {
  const project = await findShownProject(deps.db, ctx.params['slug'] ?? '');
  if (!project) throw notFound();
  const [reader, milestones, formerDays] = await Promise.all([
    readerOf(deps, ctx),
    milestonesOf(deps.db, project.id),
    formerDaysOf(deps.db, project.id),
  ]);
  const [[item], evidence] = await Promise.all([
    listed(deps, [project], reader.today),
    evidenceOf(
      deps.db,
      milestones.map(({ id }) => id),
    ),
  ]);
  if (!item) throw notFound();
  const answer: Static<typeof ProjectAnswer> = {
    ...itemOf(deps, reader, item),
    milestones: milestones.map((step) => ({
      id: step.id,
      title: step.title,
      owner: ownerOf(step, reader),
      due_on: String(step.due_on),
      due_before: (formerDays.get(step.id) ?? []).map(String),
      progress: step.progress,
      progress_on: step.progress_on === null ? null : String(step.progress_on),
      reason: step.reason,
      days_late: project.stopped_reason && step.progress !== 'done' ? 0 : daysLate(step, reader.today),
      evidence: (evidence.get(step.id) ?? []).map(({ note, title, href }) => ({
        note,
        title,
        url: deps.config.baseUrl + href,
      })),
    })),
  };
  return json(answer);
}
