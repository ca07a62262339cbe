/** What a publication relates to; the categories; the rule of two pairs of eyes. */
import { audit } from '../../../platform/audit/audit.ts';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { rawOf, type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { type RecordRef, resolveLinks } from '../../../platform/links.ts';
import { suggest } from '../../../platform/search/search.ts';
import { forgetSettings, readSetting, writeSetting } from '../../../platform/settings/settings.ts';
import { slugOf } from '../../../platform/slug.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE, officePath } from '../addresses.ts';
import { createCategory, removeCategory, saveCategory } from '../commands/categories.ts';
import { MOST_RELATED, relatePublication } from '../commands/links.ts';
import { KIND } from '../kind.ts';
import {
  CategoriesPage,
  CategoryPage,
  RelatedPage,
  type RelatedLine,
  RulesPage,
} from '../pages/office/more.tsx';
import { categoryContent, findCategory, listCategories } from '../queries/office.ts';
import { listRelated } from '../queries/public.ts';
import type { CategoryContent } from '../schemas/content.ts';
import { CategoryForm, RulesForm } from '../schemas/office.ts';
import { twoEyesSetting } from '../settings.ts';
import {
  actOf,
  backWith,
  deskOf,
  get,
  officePage,
  post,
  publicationOf,
  PUBLISH,
  SET_RULES,
  WRITE,
} from './desk.ts';

const MOST_FOUND = 12;

export function moreRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/relacionados', WRITE, 'What a publication relates to.', (ctx) => showRelated(deps, ctx)),
    post('/:id/relacionados', WRITE, 'Say what a publication relates to.', (ctx) => relate(deps, ctx)),
    get('/categorias', PUBLISH, 'The categories.', (ctx) => showCategories(deps, ctx)),
    post('/categorias', PUBLISH, 'Add a category.', (ctx) => addCategory(deps, ctx)),
    get('/categorias/:id', PUBLISH, 'Form of a category.', (ctx) => showCategory(deps, ctx)),
    post('/categorias/:id', PUBLISH, 'Change a category.', (ctx) => changeCategory(deps, ctx)),
    post('/categorias/:id/borrar', PUBLISH, 'Delete a category.', (ctx) => dropCategory(deps, ctx)),
    get('/reglas', SET_RULES, 'Whether publishing takes two pairs of eyes.', (ctx) => showRules(deps, ctx)),
    post('/reglas', SET_RULES, 'Say whether publishing takes two pairs of eyes.', (ctx) =>
      saveRules(deps, ctx),
    ),
  ];
}

async function showRelated(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const { t } = ctx;
  const asked = (ctx.query.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100);
  const [desk, refs, found] = await Promise.all([
    deskOf(deps, ctx),
    listRelated(deps.db, row.id),
    asked ? suggest(deps.db, deps.additions.search, { text: asked, limit: MOST_FOUND }) : [],
  ]);
  const titles = await resolveLinks(deps.db, deps.links, refs, t);
  const kindWords = (kind: string) => {
    const source = deps.additions.search.find((one) => one.kind === kind);
    return source ? t(source.label) : kind;
  };
  const now = refs.map(({ kind, id }): RelatedLine => {
    const value = `${kind}:${id}`;
    const title = titles.get(value)?.title ?? t('publications.related.hidden');
    return { value, title, kind: kindWords(kind) };
  });
  const known = new Set([...now.map(({ value }) => value), `${KIND}:${row.id}`]);
  const lines = found
    .map(({ kind, document }) => ({
      value: `${kind}:${document.id}`,
      title: document.title,
      kind: document.label ? t(document.label) : kindWords(kind),
    }))
    .filter(({ value }) => !known.has(value));
  const body = RelatedPage({ desk, row, now, asked, found: lines });
  return officePage(row.title, body);
}

/** Only records that there are: of kinds that the site shows, under ids that can be one. */
async function recordsIn(deps: Deps, ctx: Ctx): Promise<RecordRef[]> {
  const refs = (ctx.body.fields.get('related') ?? [])
    .slice(0, MOST_RELATED)
    .map((text) => /^([a-z_]{1,40}):([0-9a-f-]{36})$/.exec(text))
    .flatMap((match) =>
      match && isUuid(match[2] ?? '') ? [{ kind: match[1] ?? '', id: match[2] ?? '' }] : [],
    );
  const known = await resolveLinks(deps.db, deps.links, refs, ctx.t);
  return refs.filter(({ kind, id }) => known.has(`${kind}:${id}`));
}

async function relate(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await publicationOf(deps, ctx);
  const related = await recordsIn(deps, ctx);
  const result = await run(deps.db, (trx) => relatePublication(trx, actOf(ctx), row.id, related));
  return result.ok
    ? seeOther(`${officePath(row.id, 'relacionados')}?hecho=related`)
    : backWith(result, row.id, 'relacionados');
}

async function showCategories(deps: Deps, ctx: Ctx, state?: FormState): Promise<Answer> {
  const [desk, rows] = await Promise.all([deskOf(deps, ctx), listCategories(deps.db)]);
  const body = CategoriesPage({ desk, rows, state: state ?? BLANK });
  return officePage(ctx.t('publications.office.categories'), body, { status: state ? 422 : 200 });
}

const NEW_CATEGORY = { body: '', frontMatter: null, fileName: null, fileSha256: null };

type ReadCategory =
  | { ok: true; content: CategoryContent; position: number | undefined; raw: RawValues }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

function readCategory(
  ctx: Ctx,
  stored: Omit<CategoryContent, 'slug' | 'title' | 'description'>,
): ReadCategory {
  const read = readForm(CategoryForm, ctx.body, ctx.t);
  if (!read.ok) return read;
  const { title, description = '', slug = slugOf(title), position } = read.value;
  if (slug === '')
    return { ok: false, raw: read.raw, faults: [{ field: 'slug', message: ctx.t('form.fault.invalid') }] };
  return { ok: true, raw: read.raw, position, content: { ...stored, title, description, slug } };
}

async function addCategory(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = readCategory(ctx, NEW_CATEGORY);
  if (!read.ok) return showCategories(deps, ctx, { values: read.raw, faults: read.faults });
  const made = await run(deps.db, (trx) => createCategory(trx, actOf(ctx), read.content));
  if (made.ok) return seeOther(`${OFFICE}/categorias?hecho=category`);
  const message = ctx.t(`publications.refused.${made.refused}`, { category: '' });
  return showCategories(deps, ctx, { values: read.raw, faults: [{ field: made.field ?? '', message }] });
}

async function categoryOf(deps: Deps, ctx: Ctx) {
  const id = ctx.params['id'] ?? '';
  const row = isUuid(id) ? await findCategory(deps.db, id) : undefined;
  if (!row) throw notFound();
  return row;
}

async function showCategory(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const row = await categoryOf(deps, ctx);
  const { title, slug, description, position, version } = row;
  const state = typed ?? { values: rawOf({ title, slug, description, position }), faults: [], version };
  const body = CategoryPage({ desk: await deskOf(deps, ctx), row, state });
  return officePage(row.title, body, { status: typed ? 422 : 200 });
}

async function changeCategory(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await categoryOf(deps, ctx);
  const version = versionOf(ctx.body);
  const read = readCategory(ctx, categoryContent(row));
  if (!read.ok) return showCategory(deps, ctx, { values: read.raw, faults: read.faults, version });
  const change = {
    content: read.content,
    version,
    ...(read.position !== undefined && { position: read.position }),
  };
  const result = await run(deps.db, (trx) => saveCategory(trx, actOf(ctx), row.id, change));
  if (result.ok) return seeOther(`${OFFICE}/categorias?hecho=category`);
  if (result.refused === 'not_found') throw notFound();
  const message = ctx.t(`publications.refused.${result.refused}`, { category: '' });
  // The form keeps what was typed, over the newer version.
  const faults = [{ field: result.field ?? '', message }];
  return showCategory(deps, ctx, { values: read.raw, faults, version: row.version });
}

async function dropCategory(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await categoryOf(deps, ctx);
  const result = await run(deps.db, (trx) => removeCategory(trx, actOf(ctx), row.id));
  return seeOther(`${OFFICE}/categorias?hecho=${result.ok ? 'category_removed' : result.refused}`);
}

async function showRules(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const isOn = await readSetting(deps.db, twoEyesSetting);
  const state = typed ?? { values: rawOf({ two_eyes: isOn }), faults: [] };
  const body = RulesPage({ desk: await deskOf(deps, ctx), state });
  return officePage(ctx.t('publications.rules.title'), body, { status: typed ? 422 : 200 });
}

async function saveRules(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = readForm(RulesForm, ctx.body, ctx.t);
  if (!read.ok) return showRules(deps, ctx, { values: read.raw, faults: read.faults });
  const value = read.value.two_eyes ?? false;
  await withTransaction(deps.db, async (trx) => {
    await writeSetting(trx, twoEyesSetting, value, ctx.now);
    const subject = { kind: 'setting', id: twoEyesSetting.key };
    await audit(trx, {
      actor: ctx.actor,
      action: 'publications.set_rules',
      subject,
      detail: { two_eyes: value },
    });
  });
  forgetSettings(deps.db);
  return seeOther(`${OFFICE}?hecho=rules`);
}
