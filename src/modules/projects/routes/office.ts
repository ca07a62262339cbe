/** Projects at the desk: made of proposals, changed, published, stopped. */
import { randomUUIDv7 } from 'node:crypto';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { type DrawnForm, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { personPath } from '../../officials/index.ts';
import { OFFICE_PROJECTS, officeProjectPath } from '../addresses.ts';
import { addMilestone } from '../commands/milestone.ts';
import type { Result } from '../commands/context.ts';
import {
  archiveProject,
  createProject,
  publishProject,
  saveProject,
  stopProject,
} from '../commands/project.ts';
import { OfficeListPage } from '../pages/office/list.tsx';
import { type Drawn, NewProjectPage, OfficeProjectPage } from '../pages/office/project.tsx';
import { shownProposals } from '../queries/choices.ts';
import { milestonesOf } from '../queries/milestones.ts';
import { findProject, LATEST_CURSOR, listAll, type ProjectRow, proposalsOf } from '../queries/projects.ts';
import { ArchiveForm, OURSELVES, StopForm } from '../schemas/forms.ts';
import { milestoneFields, numbersIn, projectFields, readMilestone, readProject } from './input.ts';
import { actOf, differences, faultsOf, listed, readerOf } from './shared.ts';

const WRITE = 'projects.write';
const PER_PAGE = 30;
const { get, post } = officeRoutes(OFFICE_PROJECTS);

export function officeProjectRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', WRITE, 'All projects, the last changed first.', (ctx) => showList(deps, ctx)),
    get('/nuevo', WRITE, 'The form that makes a project of proposals.', (ctx) => showNew(deps, ctx)),
    post('/nuevo', WRITE, 'Make a project of proposals.', (ctx) => make(deps, ctx)),
    get('/:id', WRITE, 'One project with its milestones.', (ctx) => showOne(deps, ctx)),
    post(
      '/:id',
      WRITE,
      'Change a project, add a milestone, publish, stop, resume or archive it (field `what`).',
      (ctx) => act(deps, ctx),
    ),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { after } = readPageRequest(ctx.query, LATEST_CURSOR);
  const [{ today, organisation }, { items, next }] = await Promise.all([
    readerOf(deps, ctx),
    listAll(deps.db, { after, limit: PER_PAGE }),
  ]);
  const body = OfficeListPage({
    t: ctx.t,
    organisation,
    items: await listed(deps, items, today),
    firstHref: after && OFFICE_PROJECTS,
    nextHref: next && `${OFFICE_PROJECTS}?after=${next}`,
  });
  return page(body, { title: ctx.t('projects.office.title') });
}

/** With the proposals that it comes from beside it. What they say is their authors': none of it is filled in. */
async function showNew(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const { t } = ctx;
  const asked = typed?.values.get('proposals')?.[0] ?? ctx.query.get('propuesta') ?? '';
  const proposals = await shownProposals(deps.db, numbersIn(asked));
  const numbers = proposals.map(({ number }) => number);
  const state = typed ?? filled({ proposals: numbers.join(', ') });
  const form = { ...state, fields: await projectFields(deps, ctx, numbers) };
  const sent = ctx.body.fields.get('id')?.[0] ?? '';
  const id = isUuid(sent) ? sent : randomUUIDv7();
  return page(NewProjectPage({ t, form, id, proposals }), {
    title: t('projects.office.new'),
    status: typed ? 422 : 200,
  });
}

async function make(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = await readProject(deps, ctx);
  if (!read.ok) return showNew(deps, ctx, { values: read.raw, faults: read.faults });
  const sent = ctx.body.fields.get('id')?.[0] ?? '';
  const id = isUuid(sent) ? sent : randomUUIDv7();
  const done = await run(deps.db, (trx) => createProject(trx, actOf(ctx), id, read.input));
  if (done.ok) return seeOther(`${officeProjectPath(done.id)}?hecho=created`);
  return showNew(deps, ctx, { values: read.raw, faults: faultsOf(ctx.t, done) ?? [] });
}

/** @throws not_found */
export async function projectIn(deps: Deps, { params }: Ctx): Promise<ProjectRow> {
  const id = params['id'] ?? '';
  const project = isUuid(id) ? await findProject(deps.db, id) : undefined;
  if (!project) throw notFound();
  return project;
}

async function showOne(deps: Deps, ctx: Ctx, drawn?: Drawn): Promise<Answer> {
  const project = await projectIn(deps, ctx);
  const [reader, milestones, proposals, milestone] = await Promise.all([
    readerOf(deps, ctx),
    milestonesOf(deps.db, project.id),
    proposalsOf(deps.db, [project.id]),
    milestoneFields(deps),
  ]);
  const numbers = (proposals.get(project.id) ?? []).map(({ number }) => number);
  const stored = storedState(project, numbers);
  const typed = drawn?.what === 'save' ? drawn.state : undefined;
  const form: DrawnForm = {
    ...(typed ?? stored),
    version: project.version,
    fields: await projectFields(deps, ctx, numbers),
  };
  const sent = ctx.body.fields.get('id')?.[0] ?? '';
  const body = OfficeProjectPage({
    ...reader,
    project,
    milestones,
    proposals: proposals.get(project.id) ?? [],
    form,
    changed: typed?.version === -1 ? differences(form.fields, stored, typed, ctx.t) : [],
    newMilestone: { ...filled({}), fields: milestone },
    milestoneId: drawn?.what === 'milestone' && isUuid(sent) ? sent : randomUUIDv7(),
    drawn,
    told: ctx.query.get('hecho') ?? '',
  });
  return page(body, { title: project.title, status: drawn ? 422 : 200 });
}

function storedState(p: ProjectRow, numbers: readonly number[]): FormState {
  return filled({
    title: p.title,
    summary: p.summary,
    proposals: numbers.join(', '),
    answer: p.answer_id ?? '',
    responsible: p.institution_id ?? OURSELVES,
    person: p.person_slug === null ? '' : personPath(p.person_slug),
    results: p.results,
  });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await projectIn(deps, ctx);
  switch (ctx.body.fields.get('what')?.[0]) {
    case 'save':
      return save(deps, ctx, id);
    case 'milestone':
      return newMilestone(deps, ctx, id);
    case 'publish':
      return told(id, 'published', await run(deps.db, (trx) => publishProject(trx, actOf(ctx), id)));
    case 'resume':
      return told(id, 'resumed', await run(deps.db, (trx) => stopProject(trx, actOf(ctx), id, '')));
    case 'stop':
      return withReason(deps, ctx, id, 'stop');
    case 'archive':
      return withReason(deps, ctx, id, 'archive');
    default:
      throw new AppError('bad_request');
  }
}

const REASONED = {
  stop: { form: StopForm, command: stopProject, done: 'stopped' },
  archive: { form: ArchiveForm, command: archiveProject, done: 'archived' },
} as const;

async function withReason(deps: Deps, ctx: Ctx, id: string, what: keyof typeof REASONED): Promise<Answer> {
  const { form: schema, command, done: code } = REASONED[what];
  const form = readForm(schema, ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[]) =>
    showOne(deps, ctx, { what, state: { values: form.raw, faults } });
  if (!form.ok) return again(form.faults);
  const { reason } = form.value;
  const done = await run(deps.db, (trx) => command(trx, actOf(ctx), id, reason));
  const refused = faultsOf(ctx.t, done);
  return refused ? again(refused) : told(id, code, done);
}

async function save(deps: Deps, ctx: Ctx, id: string): Promise<Answer> {
  const read = await readProject(deps, ctx);
  const again = (state: FormState) => showOne(deps, ctx, { what: 'save', state });
  if (!read.ok) return again({ values: read.raw, faults: read.faults });
  const version = versionOf(ctx.body);
  const done = await run(deps.db, (trx) => saveProject(trx, actOf(ctx), id, version, read.input));
  // Somebody was quicker: both are shown, and sending it again keeps what was typed.
  if (!done.ok && done.refused === 'changed') return again({ values: read.raw, faults: [], version: -1 });
  const faults = faultsOf(ctx.t, done);
  return faults ? again({ values: read.raw, faults }) : told(id, 'saved', done);
}

async function newMilestone(deps: Deps, ctx: Ctx, projectId: string): Promise<Answer> {
  const read = await readMilestone(deps, ctx);
  const again = (faults: readonly FieldFault[]) =>
    showOne(deps, ctx, { what: 'milestone', state: { values: read.raw, faults } });
  if (!read.ok) return again(read.faults);
  const sent = ctx.body.fields.get('id')?.[0] ?? '';
  const id = isUuid(sent) ? sent : randomUUIDv7();
  const done = await run(deps.db, (trx) => addMilestone(trx, actOf(ctx), projectId, id, read.input));
  const refused = faultsOf(ctx.t, done);
  return refused ? again(refused) : told(projectId, 'milestone', done);
}

function told(id: string, code: string, result: Result): Answer {
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officeProjectPath(id)}?hecho=${result.ok ? code : result.refused}`);
}
