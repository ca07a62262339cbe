/** The way to the public, step by step. */
import { listAudit } from '../../../platform/audit/audit.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { instantOf } from '../../../platform/i18n/wall-time.ts';
import { OFFICE, officePath, previewPath } from '../addresses.ts';
import { houseOf, type Result, subjectOf } from '../commands/context.ts';
import {
  archivePublication,
  publishPublication,
  returnPublication,
  schedulePublication,
  submitPublication,
  takeUpPublication,
  unschedulePublication,
  voidPreview,
} from '../commands/workflow.ts';
import { discardPublication } from '../commands/write.ts';
import { KIND } from '../kind.ts';
import { type FormName, StatePage } from '../pages/office/state.tsx';
import { PREVIEW_LINK } from '../preview-link.ts';
import { listCorrections } from '../queries/office.ts';
import { DEEDS, refusalOf } from '../rules/workflow.ts';
import { NoteForm, ReasonForm, ScheduleForm, SureForm } from '../schemas/office.ts';
import {
  actOf,
  backWith,
  deskOf,
  get,
  momentWords,
  officePage,
  post,
  publicationOf,
  PUBLISH,
  whoAt,
  whoWords,
  WRITE,
} from './desk.ts';

const PER_LOG = 50;
const STATE = '/:id/publicacion';

export function stateRoutes(deps: Deps): RouteSpec[] {
  type Command = (trx: Trx, ctx: Ctx, id: string) => Promise<Result>;
  const step = (
    path: string,
    policy: typeof WRITE | typeof PUBLISH,
    summary: string,
    done: string,
    command: Command,
  ) => post(`${STATE}/${path}`, policy, summary, (ctx) => doStep(deps, ctx, done, command));
  return [
    get(STATE, WRITE, 'How a publication stands, what comes next, who did what.', (ctx) =>
      showState(deps, ctx),
    ),
    step('enviar', WRITE, 'Send it to review.', 'submitted', (trx, ctx, id) =>
      submitPublication(trx, actOf(ctx), id, versionOf(ctx.body)),
    ),
    step('publicar', PUBLISH, 'Publish what was looked at.', 'published', (trx, ctx, id) =>
      publishPublication(trx, actOf(ctx), id, versionOf(ctx.body)),
    ),
    step('quitar-hora', PUBLISH, 'Take its time away.', 'unscheduled', (trx, ctx, id) =>
      unschedulePublication(trx, actOf(ctx), id),
    ),
    step('retomar', WRITE, 'Make a draft of an archived one.', 'taken_up', (trx, ctx, id) =>
      takeUpPublication(trx, actOf(ctx), id),
    ),
    step('anular-enlace', WRITE, 'Void the preview link.', 'voided', (trx, ctx, id) =>
      voidPreview(trx, actOf(ctx), id),
    ),
    post(`${STATE}/programar`, PUBLISH, 'Publish it at a time.', (ctx) => schedule(deps, ctx)),
    post(`${STATE}/devolver`, PUBLISH, 'Give it back with a reason.', (ctx) => giveBack(deps, ctx)),
    post(`${STATE}/archivar`, PUBLISH, 'Archive it with a reason.', (ctx) => archive(deps, ctx)),
    post(`${STATE}/borrar`, WRITE, 'Delete a draft that never was public.', (ctx) => discard(deps, ctx)),
  ];
}

async function doStep(
  deps: Deps,
  ctx: Ctx,
  done: string,
  command: (trx: Trx, ctx: Ctx, id: string) => Promise<Result>,
): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const result = await run(deps.db, (trx) => command(trx, ctx, row.id));
  return result.ok
    ? seeOther(`${officePath(row.id, 'publicacion')}?hecho=${done}`)
    : backWith(result, row.id, 'publicacion');
}

interface Typed {
  form: FormName;
  values: RawValues;
  faults: readonly FieldFault[];
}

async function showState(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const [desk, house, corrections, entries] = await Promise.all([
    deskOf(deps, ctx),
    houseOf(deps.db),
    listCorrections(deps.db, row.id),
    listAudit(deps.db, { subject: { kind: KIND, id: row.id }, limit: PER_LOG }),
  ]);
  const who = whoAt(ctx);
  const subject = subjectOf(row);
  const name = await whoWords(deps, desk, [
    ...entries.map(({ actor }) => actor),
    ...corrections.map((one) => one.written_by),
  ]);
  const body = StatePage({
    desk,
    row,
    deeds: new Set(DEEDS.filter((deed) => refusalOf(deed, subject, who, house) === undefined)),
    isOwnText: refusalOf('publish', subject, who, house) === 'own_text',
    scheduledFor: row.publish_at ? momentWords(desk, row.publish_at) : undefined,
    previewHref:
      deps.config.baseUrl + previewPath(deps.vault.token(PREVIEW_LINK, row.id, row.preview_version)),
    corrections: corrections.map((one) => ({
      id: one.id,
      state: one.state,
      note: one.note,
      words: ctx.t('publications.state.correction_by', {
        who: name(one.written_by),
        when: momentWords(desk, one.created_at),
        reason: one.reason,
      }),
    })),
    log: entries.map((entry) => ({
      when: momentWords(desk, entry.at),
      who: name(entry.actor),
      what: deedWords(ctx.t, entry.action),
    })),
    typed,
  });
  return officePage(row.title, body, { status: typed ? 422 : 200 });
}

function deedWords(t: Ctx['t'], action: string): string {
  const key = `publications.log.${action.replace(/^publications\./, '')}`;
  return isMessageKey(key) ? t(key) : action;
}

async function schedule(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const row = await publicationOf(deps, ctx);
  const read = readForm(ScheduleForm, ctx.body, t);
  const wrong = (...faults: FieldFault[]) =>
    showState(deps, ctx, { form: 'schedule', values: read.raw, faults });
  if (!read.ok) return wrong(...read.faults);
  const at = instantOf(read.value.at, (await deskOf(deps, ctx)).zone);
  if (typeof at === 'string') return wrong({ field: 'at', message: t('publications.fault.time') });
  const version = versionOf(ctx.body);
  const result = await run(deps.db, (trx) => schedulePublication(trx, actOf(ctx), row.id, { at, version }));
  if (result.ok) return seeOther(`${officePath(row.id, 'publicacion')}?hecho=scheduled`);
  if (result.refused === 'past') return wrong({ field: 'at', message: t('publications.refused.past') });
  return backWith(result, row.id, 'publicacion');
}

async function giveBack(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const read = readForm(NoteForm, ctx.body, ctx.t);
  if (!read.ok) return showState(deps, ctx, { form: 'return', values: read.raw, faults: read.faults });
  return doStep(deps, ctx, 'returned', (trx) => returnPublication(trx, actOf(ctx), row.id, read.value.note));
}

async function archive(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const read = readForm(ReasonForm, ctx.body, ctx.t);
  if (!read.ok) return showState(deps, ctx, { form: 'archive', values: read.raw, faults: read.faults });
  return doStep(deps, ctx, 'archived', (trx) =>
    archivePublication(trx, actOf(ctx, read.value.reason), row.id),
  );
}

async function discard(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const read = readForm(SureForm, ctx.body, ctx.t);
  if (!read.ok) return showState(deps, ctx, { form: 'discard', values: read.raw, faults: read.faults });
  const result = await run(deps.db, (trx) => discardPublication(trx, actOf(ctx), row.id));
  return result.ok ? seeOther(`${OFFICE}?hecho=discarded`) : backWith(result, row.id, 'publicacion');
}
