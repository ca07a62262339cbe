/** One milestone at the desk: how far it is, and what shows it. */
import { run } from '../../../platform/db/outcome.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PROJECTS, officeMilestonePath, officeProjectPath } from '../addresses.ts';
import {
  addEvidence,
  removeEvidence,
  removeMilestone,
  saveMilestone,
  setProgress,
} from '../commands/milestone.ts';
import { lockProject, type Result } from '../commands/context.ts';
import { MilestonePage } from '../pages/office/milestone.tsx';
import { evidenceOf, findMilestone, type MilestoneRow } from '../queries/milestones.ts';
import type { ProjectRow } from '../queries/projects.ts';
import { EvidenceForm, OURSELVES, ProgressForm } from '../schemas/forms.ts';
import { keepFile, keepSource, MAX_UPLOAD, readFile } from './evidence-input.ts';
import { milestoneFields, readMilestone } from './input.ts';
import { projectIn } from './office.ts';
import { actOf, differences, faultsOf, readerOf } from './shared.ts';

const WRITE = 'projects.write';
const { get, post } = officeRoutes(OFFICE_PROJECTS);
const ONE = '/:id/hitos/:milestone';

export function officeMilestoneRoutes(deps: Deps): RouteSpec[] {
  return [
    get(ONE, WRITE, 'One milestone: how far it is, and what shows it.', (ctx) => showOne(deps, ctx)),
    {
      ...post(
        ONE,
        WRITE,
        'Say how far a milestone is, add or remove what shows it, change or remove it (field `what`).',
        (ctx) => act(deps, ctx),
      ),
      upload: { maxBytes: MAX_UPLOAD },
    },
  ];
}

interface Found {
  project: ProjectRow;
  milestone: MilestoneRow;
}

/** @throws not_found */
async function foundIn(deps: Deps, ctx: Ctx): Promise<Found> {
  const project = await projectIn(deps, ctx);
  const id = ctx.params['milestone'] ?? '';
  const milestone = isUuid(id) ? await findMilestone(deps.db, project.id, id) : undefined;
  if (!milestone) throw notFound();
  return { project, milestone };
}

/** What was typed and not taken. */
type Drawn = { what: 'save' | 'progress' | 'evidence'; state: FormState; isChanged?: boolean };

async function showOne(deps: Deps, ctx: Ctx, drawn?: Drawn): Promise<Answer> {
  const { project, milestone } = await foundIn(deps, ctx);
  const [reader, fields, evidence] = await Promise.all([
    readerOf(deps, ctx),
    milestoneFields(deps),
    evidenceOf(deps.db, [milestone.id]),
  ]);
  const { version } = milestone;
  const typed = (what: Drawn['what']) => (drawn?.what === what ? drawn.state : undefined);
  const [says, progress] = [saysState(milestone), progressState(milestone, reader.today)];
  const was =
    drawn?.what === 'save' ? { fields, state: says } : { fields: fieldsOf(ProgressForm), state: progress };
  const body = MilestonePage({
    ...reader,
    project,
    milestone,
    evidence: evidence.get(milestone.id) ?? [],
    form: { ...(typed('save') ?? says), version, fields },
    progress: { ...(typed('progress') ?? progress), version },
    shown: typed('evidence'),
    changed: drawn?.isChanged ? differences(was.fields, was.state, drawn.state, ctx.t) : [],
    told: ctx.query.get('hecho') ?? '',
  });
  return page(body, { title: milestone.title, status: drawn ? 422 : 200 });
}

const saysState = (m: MilestoneRow): FormState =>
  filled({ title: m.title, responsible: m.institution_id ?? OURSELVES, due_on: String(m.due_on) });

const progressState = (m: MilestoneRow, today: Temporal.PlainDate): FormState =>
  filled({ progress: m.progress, progress_on: String(m.progress_on ?? today), reason: m.reason });

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { project, milestone } = await foundIn(deps, ctx);
  const ref = { projectId: project.id, id: milestone.id };
  switch (ctx.body.fields.get('what')?.[0]) {
    case 'save':
      return save(deps, ctx, ref);
    case 'progress':
      return progress(deps, ctx, ref);
    case 'evidence':
      return show(deps, ctx, ref);
    case 'remove_evidence': {
      const sent = ctx.body.fields.get('evidence')?.[0] ?? '';
      if (!isUuid(sent)) throw new AppError('bad_request');
      return told(
        ref,
        'evidence_removed',
        await run(deps.db, (trx) => removeEvidence(trx, actOf(ctx), ref, sent)),
      );
    }
    case 'remove': {
      const done = await run(deps.db, (trx) => removeMilestone(trx, actOf(ctx), ref));
      if (!done.ok) return told(ref, 'removed', done);
      return seeOther(`${officeProjectPath(project.id)}?hecho=milestone_removed`);
    }
    default:
      throw new AppError('bad_request');
  }
}

interface Ref {
  projectId: string;
  id: string;
}

async function save(deps: Deps, ctx: Ctx, ref: Ref): Promise<Answer> {
  const read = await readMilestone(deps, ctx);
  if (!read.ok) return showOne(deps, ctx, { what: 'save', state: { values: read.raw, faults: read.faults } });
  const at = { ...ref, version: versionOf(ctx.body) };
  const done = await run(deps.db, (trx) => saveMilestone(trx, actOf(ctx), at, read.input));
  if (!done.ok && done.refused === 'changed')
    return showOne(deps, ctx, { what: 'save', isChanged: true, state: { values: read.raw, faults: [] } });
  const faults = faultsOf(ctx.t, done);
  return faults
    ? showOne(deps, ctx, { what: 'save', state: { values: read.raw, faults } })
    : told(ref, 'saved', done);
}

async function progress(deps: Deps, ctx: Ctx, ref: Ref): Promise<Answer> {
  const form = readForm(ProgressForm, ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[], isChanged = false) =>
    showOne(deps, ctx, { what: 'progress', isChanged, state: { values: form.raw, faults } });
  if (!form.ok) return again(form.faults);
  const { progress: how, progress_on: on, reason = '' } = form.value;
  const { today } = await readerOf(deps, ctx);
  const said = {
    progress: how,
    on: on === undefined ? undefined : Temporal.PlainDate.from(on),
    reason,
    today,
  };
  const at = { ...ref, version: versionOf(ctx.body) };
  const done = await run(deps.db, (trx) => setProgress(trx, actOf(ctx), at, said));
  if (!done.ok && done.refused === 'changed') return again([], true);
  const faults = faultsOf(ctx.t, done);
  return faults ? again(faults) : told(ref, 'progress', done);
}

/** A source by its address, or a file: one of them. */
async function show(deps: Deps, ctx: Ctx, ref: Ref): Promise<Answer> {
  const { t } = ctx;
  const form = readForm(EvidenceForm, ctx.body, t);
  const file = await readFile(ctx);
  const faults = [...(form.ok ? [] : form.faults), ...file.faults];
  const again = () => showOne(deps, ctx, { what: 'evidence', state: { values: form.raw, faults } });
  if (!form.ok || faults.length > 0) return again();
  const { note, address, title = '', publisher = '' } = form.value;
  if (address !== undefined && title === '')
    faults.push({ field: 'title', message: t('projects.fault.source_title') });
  if ((address === undefined) === (file.kept === undefined))
    faults.push({ field: 'address', message: t('projects.fault.one_of_both') });
  if (faults.length > 0) return again();
  const done = await run(deps.db, async (trx: Trx) => {
    // First the lock: two who send the same page at once would each make a source of it.
    await lockProject(trx, ref.projectId);
    const source = address && (await keepSource(trx, actOf(ctx), { url: address, title, publisher }));
    const kept = file.kept && (await keepFile(trx, actOf(ctx), file.kept, note));
    return addEvidence(trx, actOf(ctx), ref, { note, sourceId: source || undefined, fileId: kept });
  });
  faults.push(...(faultsOf(t, done) ?? []));
  return faults.length > 0 ? again() : told(ref, 'evidence', done);
}

function told({ projectId, id }: Ref, code: string, result: Result): Answer {
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${officeMilestonePath(projectId, id)}?hecho=${result.ok ? code : result.refused}`);
}
