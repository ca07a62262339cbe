/** Corrections that wait beside what is published: looked at, published, given back. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeSourcePath } from '../../../platform/sources/paths.ts';
import { findSource } from '../../../platform/sources/queries.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { isUuid } from '../../../platform/uuid.ts';
import { officePath } from '../addresses.ts';
import { houseOf, subjectOf } from '../commands/context.ts';
import { publishCorrection, returnCorrection } from '../commands/correct.ts';
import { CorrectionPage } from '../pages/office/more.tsx';
import { prepare } from '../prepared.ts';
import { contentOf, findCorrection, listCategories, type OfficePublication } from '../queries/office.ts';
import { refusalOfCorrection } from '../rules/workflow.ts';
import { NoteForm } from '../schemas/office.ts';
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
import { differences, editFields, rawContent, readContent, submissionOf } from './form-input.ts';
import { labelled } from './office-editor.tsx';

export function correctionRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/correcciones/:correction', WRITE, 'A proposed correction beside what is published.', (ctx) =>
      showCorrection(deps, ctx),
    ),
    post('/:id/correcciones/:correction/publicar', PUBLISH, 'Publish a proposed correction.', (ctx) =>
      withCorrection(deps, ctx, (row, correction) => applyCorrection(deps, ctx, row, correction)),
    ),
    post('/:id/correcciones/:correction/devolver', WRITE, 'Give a proposed correction back.', (ctx) =>
      withCorrection(deps, ctx, (row, correction) => refuseCorrection(deps, ctx, row, correction)),
    ),
  ];
}

type Correction = NonNullable<Awaited<ReturnType<typeof findCorrection>>>;

/**
 * What is done with a correction that waits. Pressed twice, or come to by an old link, it is told what became of it.
 * @throws not_found for one that there never was
 */
async function withCorrection(
  deps: Deps,
  ctx: Ctx,
  work: (row: OfficePublication, correction: Correction) => Promise<Answer>,
): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const id = ctx.params['correction'] ?? '';
  const correction = isUuid(id) ? await findCorrection(deps.db, row.id, id) : undefined;
  if (!correction) throw notFound();
  return correction.state === 'open' ? work(row, correction) : toldCorrection(row.id, correction);
}

function toldCorrection(id: string, { state }: Correction): Answer {
  return seeOther(
    `${officePath(id, 'publicacion')}?hecho=${state === 'published' ? 'corrected' : 'returned'}`,
  );
}

/** Of two at once one comes second. */
async function decidedMeanwhile(deps: Deps, id: string, { id: key }: Correction): Promise<Answer> {
  const now = await findCorrection(deps.db, id, key);
  if (!now) throw notFound();
  return toldCorrection(id, now);
}

const showCorrection = (deps: Deps, ctx: Ctx, state?: FormState): Promise<Answer> =>
  withCorrection(deps, ctx, (row, correction) => drawCorrection(deps, ctx, { row, correction, state }));

async function drawCorrection(
  deps: Deps,
  ctx: Ctx,
  {
    row,
    correction,
    state,
  }: { row: OfficePublication; correction: Correction; state: FormState | undefined },
): Promise<Answer> {
  const [desk, categories, house, source] = await Promise.all([
    deskOf(deps, ctx),
    listCategories(deps.db),
    houseOf(deps.db),
    correction.source_id === null ? undefined : findSource(deps.db, correction.source_id),
  ]);
  const why = refusalOfCorrection({ writtenBy: correction.written_by }, subjectOf(row), whoAt(ctx), house);
  const isStale = correction.base_version !== row.version || why === 'not_now';
  const name = await whoWords(deps, desk, [correction.written_by]);
  const proposed = submissionOf(correction.fields).fields;
  const found = differences(rawContent(contentOf(row), desk.zone), proposed);
  const body = CorrectionPage({
    desk,
    row,
    correction: {
      id: correction.id,
      reason: correction.reason,
      words: ctx.t('publications.state.correction_by', {
        who: name(correction.written_by),
        when: momentWords(desk, correction.created_at),
        reason: correction.reason,
      }),
      source: source && {
        title: source.title,
        publisher: source.publisher,
        href: officeSourcePath(source.id),
      },
    },
    differences: labelled(ctx.t, editFields(categories), found),
    refusal: isStale ? 'stale' : why === 'own_text' ? 'own' : why === 'forbidden' ? 'forbidden' : undefined,
    state: state ?? BLANK,
  });
  return officePage(ctx.t('publications.correction.title'), body, { status: state ? 422 : 200 });
}

async function applyCorrection(
  deps: Deps,
  ctx: Ctx,
  row: OfficePublication,
  correction: Correction,
): Promise<Answer> {
  const { zone } = await deskOf(deps, ctx);
  const read = readContent(submissionOf(correction.fields), contentOf(row), { t: ctx.t, zone });
  // It was right when it was sent: a category or a rule changed since.
  if (!read.ok) return backWith({ refused: 'changed' }, row.id, 'publicacion');
  const prepared = await prepare(deps, read.content);
  const result = await run(deps.db, (trx) =>
    publishCorrection(trx, actOf(ctx), row.id, { correction: correction.id, prepared }),
  );
  if (result.ok) return seeOther(`${officePath(row.id, 'publicacion')}?hecho=corrected`);
  return result.refused === 'not_found'
    ? decidedMeanwhile(deps, row.id, correction)
    : backWith(result, row.id, 'publicacion');
}

async function refuseCorrection(
  deps: Deps,
  ctx: Ctx,
  row: OfficePublication,
  correction: Correction,
): Promise<Answer> {
  const read = readForm(NoteForm, ctx.body, ctx.t);
  if (!read.ok)
    return drawCorrection(deps, ctx, { row, correction, state: { values: read.raw, faults: read.faults } });
  const back = { correction: correction.id, note: read.value.note };
  const result = await run(deps.db, (trx) => returnCorrection(trx, actOf(ctx), row.id, back));
  if (result.ok) return seeOther(`${officePath(row.id, 'publicacion')}?hecho=returned`);
  return result.refused === 'not_found'
    ? decidedMeanwhile(deps, row.id, correction)
    : backWith(result, row.id, 'publicacion');
}
