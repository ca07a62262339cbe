/** Writing: the editor's page, saving with a check of the version, what is kept while somebody types, a look at the text. */
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { keepTheirs, versionOf } from '../../../platform/forms/versions.ts';
import { bytes, json, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { say } from '../../../platform/i18n/words.ts';
import { renderFragment } from '../../../ui/render.tsx';
import { officePath } from '../addresses.ts';
import { houseOf, subjectOf } from '../commands/context.ts';
import { proposeCorrection } from '../commands/correct.ts';
import { dropDrafts, keepDraft } from '../commands/drafts.ts';
import { savePublication } from '../commands/write.ts';
import { ArticleBody } from '../pages/article-body.tsx';
import type { Difference } from '../pages/office/differences.tsx';
import { type EditorProps, EditorPage } from '../pages/office/editor.tsx';
import { LookPage } from '../pages/office/more.tsx';
import { EDITOR_SCRIPT } from '../pages/office/text-editor.tsx';
import { prepare, renderPreview } from '../prepared.ts';
import { contentOf, listCategories, listDrafts, type OfficePublication } from '../queries/office.ts';
import { bodyOf, LONGEST_BODY } from '../rules/body-text.ts';
import { refusalOf } from '../rules/workflow.ts';
import { CorrectForm } from '../schemas/office.ts';
import { citedSource, citedSources, correctionFields } from './correction-source.ts';
import {
  actOf,
  backWith,
  deskOf,
  get,
  momentWords,
  officePage,
  post,
  publicationOf,
  whoAt,
  WRITE,
} from './desk.ts';
import {
  BODY,
  type Differing,
  differences,
  editFields,
  keptFields,
  rawContent,
  readContent,
  submissionOf,
} from './form-input.ts';

/** A text of the greatest length, every sign of it escaped, and the rest of the form. */
const MAX_FORM_BYTES = 3_000_000;

export function editorRoutes(deps: Deps): RouteSpec[] {
  const upload = { maxBytes: MAX_FORM_BYTES };
  return [
    get('/:id', WRITE, 'The editor of a publication.', (ctx) => showEditor(deps, ctx)),
    {
      ...post('/:id', WRITE, 'Save a publication, or propose the correction of a published one.', (ctx) =>
        save(deps, ctx),
      ),
      upload,
    },
    {
      ...post('/:id/borrador', WRITE, 'Keep what somebody is typing.', (ctx) => keep(deps, ctx)),
      upload,
    },
    post('/:id/borrador/descartar', WRITE, 'Throw away what was kept while somebody typed.', (ctx) =>
      discardDraft(deps, ctx),
    ),
    {
      ...post('/vista', WRITE, 'How a text looks, as a page or as a part of the editor.', (ctx) =>
        look(deps, ctx),
      ),
      upload,
    },
  ];
}

interface Typed {
  values: RawValues;
  faults: readonly FieldFault[];
  version: number;
  saves?: number;
  conflict?: readonly Difference[];
  recovered?: boolean;
}

const userIdOf = (ctx: Ctx): string | undefined =>
  ctx.actor.kind === 'staff' ? ctx.actor.userId : undefined;

async function showEditor(deps: Deps, ctx: Ctx, typed?: Typed, status = 422): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const [desk, categories, house, cited] = await Promise.all([
    deskOf(deps, ctx),
    listCategories(deps.db),
    houseOf(deps.db),
    citedSources(deps, row),
  ]);
  const userId = userIdOf(ctx);
  const drafts = typed || !userId ? [] : await listDrafts(deps.db, row.id, userId);
  const asked = Number(ctx.query.get('borrador') ?? 0);
  const recovering = drafts.find((one) => one.base_version === asked);
  const offered = recovering ? undefined : drafts[0];
  const deed = row.status === 'published' ? 'correct' : 'save';
  const props: EditorProps = {
    desk,
    row,
    fields: editFields(categories),
    correction: correctionFields(cited),
    values: typed?.values ?? rawContent(contentOf(row), desk.zone),
    faults: typed?.faults ?? [],
    version: typed?.version ?? row.version,
    saves: typed?.saves ?? 0,
    savesAlone: refusalOf(deed, subjectOf(row), whoAt(ctx), house) === undefined,
    conflict: typed?.conflict,
    recovered: typed?.recovered,
    draft: offered && {
      version: offered.base_version,
      when: momentWords(desk, offered.saved_at),
      isOld: offered.base_version < row.version,
    },
    isUnread: !typed && renderedPlain(row),
    ...(recovering && {
      values: submissionOf(recovering.fields).fields,
      version: recovering.base_version,
      saves: recovering.saves,
      recovered: true,
    }),
  };
  return officePage(row.title, EditorPage(props), {
    scripts: [EDITOR_SCRIPT],
    status: typed ? status : 200,
  });
}

/** A long text without a single heading, list or link of the renderer's was not read as Markdown. */
function renderedPlain({ body, html }: OfficePublication): boolean {
  return body.length > 100_000 && !html.includes('<h') && /^#+ /m.test(body);
}

/** Labels for what two texts differ in. */
export function labelled(
  t: Ctx['t'],
  fields: readonly FormField[],
  found: readonly Differing[],
): Difference[] {
  return found.map(({ name, mine, theirs }) => {
    const ui = fields.find((field) => field.name === name)?.ui;
    const words = (values: readonly string[]) =>
      values
        .map((value) => {
          const option = ui?.options?.find((one) => one.value === value);
          return option ? say(option.label, t) : value;
        })
        .join(', ');
    const label = name === BODY ? t('publications.form.body') : ui ? say(ui.label, t) : name;
    return { name, label, mine: words(mine), theirs: words(theirs) };
  });
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const row = await publicationOf(deps, ctx);
  const desk = await deskOf(deps, ctx);
  const stored = contentOf(row);
  const version = versionOf(ctx.body);
  // After the page with both texts: where the other one's stays, it stands in for what was typed.
  const sent = keepTheirs(ctx.body, rawContent(stored, desk.zone));
  const isPublic = row.status === 'published';
  const read = readContent(sent, stored, { t, zone: desk.zone });
  const why = isPublic ? readForm(CorrectForm, sent, t) : undefined;
  const raw: RawValues = new Map([...read.raw, ...(why?.raw ?? [])]);
  if (row.version !== version) return showConflict(deps, ctx, row, raw);
  const faults = [...(read.ok ? [] : read.faults), ...(why?.ok === false ? why.faults : [])];
  if (!read.ok || faults.length > 0) return showEditor(deps, ctx, { values: raw, faults, version });
  const act = why?.ok
    ? actOf(ctx, why.value.reason, await citedSource(deps, row, why.value.source))
    : actOf(ctx);
  const prepared = await prepare(deps, read.content);
  const house = await houseOf(deps.db);
  const alone = !isPublic || refusalOf('correct', subjectOf(row), whoAt(ctx), house) === undefined;
  const result = alone
    ? await run(deps.db, (trx) => savePublication(trx, act, row.id, { prepared, version, isPublic }))
    : await run(deps.db, (trx) => proposeCorrection(trx, act, row.id, { fields: keptFields(sent), version }));
  if (result.ok) {
    const userId = userIdOf(ctx);
    if (userId)
      await withTransaction(deps.db, (trx) =>
        dropDrafts(trx, { publicationId: row.id, userId, baseVersion: version }),
      );
    const done = !isPublic ? 'saved' : alone ? 'corrected' : 'proposed';
    return seeOther(`${officePath(row.id)}?hecho=${done}`);
  }
  // Somebody was quicker by a moment.
  if (result.refused === 'changed') return showConflict(deps, ctx, await publicationOf(deps, ctx), raw);
  if (result.field) {
    const message = t(`publications.refused.${result.refused}`, {
      category: result.detail?.['category'] ?? '',
    });
    return showEditor(deps, ctx, { values: raw, faults: [{ field: result.field, message }], version });
  }
  return backWith(result, row.id);
}

/** Nothing is overwritten: both texts stand side by side, and the form answers the newest version. */
async function showConflict(deps: Deps, ctx: Ctx, row: OfficePublication, mine: RawValues): Promise<Answer> {
  const desk = await deskOf(deps, ctx);
  const theirs = rawContent(contentOf(row), desk.zone);
  // Pressed twice: what was to be saved is saved.
  if (differences(mine, theirs).length === 0)
    return seeOther(`${officePath(row.id)}?hecho=${row.status === 'published' ? 'corrected' : 'saved'}`);
  const fields = editFields(await listCategories(deps.db));
  const conflict = labelled(ctx.t, fields, differences(mine, theirs));
  return showEditor(deps, ctx, { values: mine, faults: [], version: row.version, conflict }, 409);
}

/** Answers in JSON: the editor's script says it where it is typed. */
async function keep(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const userId = userIdOf(ctx);
  const known = Number(ctx.body.fields.get('saves')?.[0] ?? 0);
  const baseVersion = versionOf(ctx.body);
  if (!userId || baseVersion < 1 || !Number.isSafeInteger(known) || known < 0)
    return json({ error: { code: 'bad_request', message: ctx.t('error.bad_request') } }, 400);
  // On its way when “Guardar” was pressed: what is saved already would be offered again as what was not.
  if (row.version > baseVersion && (await isSaved(deps, ctx, row)))
    return json({ saves: known, newer: true });
  const key = { publicationId: row.id, userId, baseVersion };
  const kept = await withTransaction(deps.db, (trx) =>
    keepDraft(trx, key, { fields: keptFields(ctx.body), known }, ctx.now),
  );
  if (kept === 'not_found')
    return json({ error: { code: 'not_found', message: ctx.t('error.not_found') } }, 404);
  return kept === 'other_window' ? json({ other_window: true }, 409) : json(kept);
}

async function isSaved(deps: Deps, ctx: Ctx, row: OfficePublication): Promise<boolean> {
  const { zone } = await deskOf(deps, ctx);
  const typed = submissionOf(keptFields(ctx.body)).fields;
  return differences(typed, rawContent(contentOf(row), zone)).length === 0;
}

async function discardDraft(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const userId = userIdOf(ctx);
  if (userId)
    await withTransaction(deps.db, (trx) =>
      dropDrafts(trx, { publicationId: row.id, userId, baseVersion: versionOf(ctx.body) }),
    );
  return seeOther(`${officePath(row.id)}?hecho=draft_discarded`);
}

/** The same renderer as when it is saved. A script asks for the part alone. */
async function look(deps: Deps, ctx: Ctx): Promise<Answer> {
  const text = (name: string) => ctx.body.fields.get(name)?.[0] ?? '';
  const body = bodyOf(text(BODY).slice(0, LONGEST_BODY + 1), undefined);
  const lang = text('lang') === 'en' ? 'en' : 'es';
  const rendered = await renderPreview(deps, { body, lang });
  const article = <ArticleBody html={rendered.html} lang={lang === ctx.lang ? undefined : lang} />;
  if (ctx.header('x-part') === 'article')
    return bytes(renderFragment(article), 'text/html; charset=utf-8', { 'x-words': String(rendered.words) });
  const title = text('title').slice(0, 200);
  return officePage(
    ctx.t('publications.preview.title'),
    LookPage({ desk: await deskOf(deps, ctx), title, body: article }),
  );
}
