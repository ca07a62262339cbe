/** Projects for everybody: all, one, and their milestones as a table. */
import { Readable } from 'node:stream';
import { notesOn } from '../../../platform/additions.ts';
import { cardPath } from '../../../platform/cards/source.ts';
import { csvCell, type CsvCell } from '../../../platform/csv.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { projectPath, PROJECTS, PROJECTS_CSV, PROJECTS_FEED } from '../addresses.ts';
import { PROJECT } from '../kind.ts';
import { ListPage } from '../pages/list.tsx';
import { ProjectPage } from '../pages/project.tsx';
import type { Reader } from '../pages/words.ts';
import { findAnswer } from '../queries/choices.ts';
import {
  evidenceOf,
  formerDaysOf,
  type MilestoneFact,
  milestoneFacts,
  milestonesOf,
} from '../queries/milestones.ts';
import { findShownProject, LATEST_CURSOR, listShown, proposalsOf } from '../queries/projects.ts';
import { daysLate, standingOf } from '../rules/standing.ts';
import { listed, readerOf } from './shared.ts';

const PER_PAGE = 24;

export function publicRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', PROJECTS, 'Projects that came from proposals, the latest first.', showList),
    route('GET', PROJECTS_CSV, 'Every milestone of every project, as a table.', milestonesCsv, 'feed'),
    route('GET', `${PROJECTS}/:slug`, 'One project with its milestones.', showProject),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, LATEST_CURSOR);
  const [reader, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listShown(deps.db, {}, { after, limit: PER_PAGE }),
  ]);
  const body = ListPage({
    ...reader,
    items: await listed(deps, items, reader.today),
    firstHref: after && PROJECTS,
    nextHref: next && `${PROJECTS}?after=${next}`,
  });
  return page(body, {
    title: ctx.t('projects.title'),
    description: ctx.t('projects.lead'),
    alternates: [{ type: 'application/atom+xml', title: ctx.t('projects.title'), href: PROJECTS_FEED }],
  });
}

async function showProject(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const project = await findShownProject(deps.db, ctx.params['slug'] ?? '');
  if (!project) throw notFound();
  const { id, slug } = project;
  const [reader, milestones, formerDays, proposals, answer, notes] = await Promise.all([
    readerOf(deps, ctx),
    milestonesOf(deps.db, id),
    formerDaysOf(deps.db, id),
    proposalsOf(deps.db, [id]),
    project.answer_id === null ? undefined : findAnswer(deps.db, project.answer_id),
    notesOn(deps, PROJECT, { id, slug, t, lang, now }),
  ]);
  const evidence = await evidenceOf(
    deps.db,
    milestones.map((one) => one.id),
  );
  const stood = standingOf(milestones, { stopped: project.stopped_reason !== '', today: reader.today });
  const body = ProjectPage({
    ...reader,
    project,
    stood,
    proposals: proposals.get(id) ?? [],
    answer,
    milestones,
    formerDays,
    evidence,
    notes,
  });
  return page(body, {
    title: project.title,
    description: project.summary,
    canonical: projectPath(slug),
    card: cardPath(PROJECT, id),
  });
}

const COLUMNS = [
  'project',
  'project_url',
  'responsible',
  'proposals',
  'milestone',
  'owner',
  'due_on',
  'progress',
  'progress_on',
  'days_late',
  'reason',
  'evidence',
  'stopped_reason',
] as const;

function milestonesCsv(deps: Deps, ctx: Ctx): Answer {
  return {
    type: 'stream',
    mediaType: 'text/csv; charset=utf-8',
    body: Readable.from(csvPieces(deps, ctx), { objectMode: false }),
    headers: { 'content-disposition': 'attachment; filename="proyectos.csv"' },
  };
}

const BYTE_ORDER_MARK = '\uFEFF';

async function* csvPieces(deps: Deps, ctx: Ctx): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${COLUMNS.join(',')}\r\n`;
  const reader = await readerOf(deps, ctx);
  for await (const facts of milestoneFacts(deps.db))
    yield facts.map((one) => `${cellsOf(deps, reader, one).map(csvCell).join(',')}\r\n`).join('');
}

const cellsOf = ({ config }: Deps, { today, organisation }: Reader, one: MilestoneFact): CsvCell[] => [
  one.project,
  config.baseUrl + projectPath(one.project_slug),
  one.project_institution ?? organisation,
  one.proposals,
  one.title,
  one.institution ?? organisation,
  String(one.due_on),
  one.progress,
  one.progress_on === null ? '' : String(one.progress_on),
  one.stopped_reason && one.progress !== 'done' ? '' : daysLate(one, today),
  one.reason,
  one.evidence,
  one.stopped_reason,
];
