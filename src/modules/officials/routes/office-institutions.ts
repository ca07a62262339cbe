/** Institutions at the desk: the list, a new one, its way to the public, its posts. */
import { otherUsesOf } from '../../../platform/additions.ts';
import { allows } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { run } from '../../../platform/db/outcome.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_IMPORTS, OFFICE_INSTITUTIONS, OFFICE_PAIRS, officeInstitutionPath } from '../addresses.ts';
import type { Result } from '../commands/institution-context.ts';
import {
  archiveInstitution,
  createInstitution,
  discardInstitution,
  publishInstitution,
  saveInstitution,
} from '../commands/institutions.ts';
import { INSTITUTION } from '../kinds.ts';
import { createPost, movePost, removePost } from '../commands/posts.ts';
import {
  FactPage,
  OfficeInstitutionPage,
  type OfficeInstitutionProps,
  OfficePostPage,
} from '../pages/office/institution.tsx';
import { NewInstitutionPage, OfficeInstitutionsPage } from '../pages/office/institutions.tsx';
import { listPosts } from '../queries/institutions.ts';
import {
  listOfficeInstitutions,
  OFFICE_INSTITUTION_CURSOR,
  usesOfInstitution,
} from '../queries/office-institutions.ts';
import { statementsOf } from '../queries/statements.ts';
import { AddressForm, NewInstitutionForm, NewPostForm, WhyForm } from '../schemas/institution-forms.ts';
import { STATUSES } from '../tables.ts';
import {
  actOf,
  back,
  deskOf,
  faultsOf,
  get,
  institutionOf,
  officePage,
  placeIn,
  post,
  sourcesFor,
  WRITE,
} from './institution-desk.ts';

const PER_LIST = 50;

export function officeInstitutionRoutes(deps: Deps): RouteSpec[] {
  const step = (
    path: string,
    summary: string,
    done: string,
    command: (trx: Trx, ctx: Ctx, id: string) => Promise<Result>,
    below?: string,
  ) => post(path, WRITE, summary, (ctx) => doStep(deps, ctx, { done, command, below }));
  return [
    get('', WRITE, 'Institutions of every state, by name.', (ctx) => showList(deps, ctx)),
    get('/nueva', WRITE, 'Form of a new institution.', (ctx) => showNew(deps, ctx)),
    post('/nueva', WRITE, 'Make a draft of an institution.', (ctx) => create(deps, ctx)),
    get('/:id', WRITE, 'What is said of an institution, its posts, its state.', (ctx) => showOne(deps, ctx)),
    post('/:id/direccion', WRITE, 'Give it another address.', (ctx) => saveAddress(deps, ctx)),
    step('/:id/publicar', 'Show it to everybody.', 'published', (trx, ctx, id) =>
      publishInstitution(trx, actOf(ctx), id, versionOf(ctx.body)),
    ),
    post('/:id/archivar', WRITE, 'Take it back from the public, with a reason.', (ctx) => archive(deps, ctx)),
    post('/:id/borrar', WRITE, 'Throw away a draft that nothing names.', (ctx) => discard(deps, ctx)),
    get('/:id/cargos/nuevo', WRITE, 'Form of a new post.', (ctx) => showNewPost(deps, ctx)),
    post('/:id/cargos/nuevo', WRITE, 'Make a post.', (ctx) => makePost(deps, ctx)),
    get('/:id/cargos/:post', WRITE, 'What is said of a post.', (ctx) => showPost(deps, ctx)),
    post('/:id/cargos/:post/mover', WRITE, 'Put a post one place before or after.', (ctx) => move(deps, ctx)),
    step('/:id/cargos/:post/quitar', 'Take a post away that nobody held.', 'post_removed', (trx, ctx, id) =>
      removePost(trx, actOf(ctx), id, idIn(ctx, 'post')),
    ),
  ];
}

/** @throws not_found for what can't be an id */
function idIn(ctx: Ctx, name: string): string {
  const id = ctx.params[name] ?? '';
  if (!isUuid(id)) throw notFound();
  return id;
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, query, actor } = ctx;
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 100);
  const asked = { q: text('q'), estado: text('estado') };
  const { after } = readPageRequest(query, OFFICE_INSTITUTION_CURSOR);
  const status = STATUSES.find((one) => one === asked.estado);
  const [desk, { items, next }] = await Promise.all([
    deskOf(deps, ctx),
    listOfficeInstitutions(deps.db, { q: asked.q || undefined, status }, { after, limit: PER_LIST }),
  ]);
  const href = (cursor?: string): string => {
    const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    if (cursor) kept.set('after', cursor);
    return kept.size > 0 ? `${OFFICE_INSTITUTIONS}?${kept.toString()}` : OFFICE_INSTITUTIONS;
  };
  const body = OfficeInstitutionsPage({
    desk,
    items,
    asked,
    parts: [
      ...(allows(actor, 'officials.merge')
        ? [{ href: OFFICE_PAIRS, label: t('officials.pairs.title') }]
        : []),
      ...(allows(actor, 'officials.import')
        ? [{ href: OFFICE_IMPORTS, label: t('officials.imports.menu') }]
        : []),
    ],
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return officePage(t('officials.institutions.title'), body);
}

async function showNew(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const here = `${OFFICE_INSTITUTIONS}/nueva`;
  const sources = await sourcesFor(deps, ctx, { here, kept: {}, statements: [] });
  const body = NewInstitutionPage({
    desk: await deskOf(deps, ctx),
    fields: withOptions(fieldsOf(NewInstitutionForm), { source: sources.options }),
    state: typed ?? { values: new Map([['source', [sources.chosen]]]), faults: [] },
    source: sources.choice,
  });
  return officePage(ctx.t('officials.office.new'), body, typed ? 422 : 200);
}

async function create(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = readForm(NewInstitutionForm, ctx.body, ctx.t);
  if (!read.ok) return showNew(deps, ctx, { values: read.raw, faults: read.faults });
  const name = {
    property: 'name' as const,
    value: { text: read.value.name },
    place: placeIn(read.value),
  };
  const made = await run(deps.db, (trx) => createInstitution(trx, actOf(ctx), { name }));
  if (!made.ok) return showNew(deps, ctx, { values: read.raw, faults: faultsOf(ctx, made) });
  return seeOther(`${officeInstitutionPath(made.id)}?hecho=created`);
}

async function showOne(deps: Deps, ctx: Ctx, typed?: OfficeInstitutionProps['typed']): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const [desk, posts, statements, uses, otherUses] = await Promise.all([
    deskOf(deps, ctx),
    listPosts(deps.db, row.id),
    statementsOf(deps.db, [row.id], { office: true }),
    usesOfInstitution(deps.db, row.id),
    otherUsesOf(deps.db, deps.additions, INSTITUTION, row.id),
  ]);
  const body = OfficeInstitutionPage({ desk, row, posts, statements, uses, otherUses, typed });
  return officePage(row.name, body, typed ? 422 : 200);
}

async function doStep(
  deps: Deps,
  ctx: Ctx,
  step: {
    done: string;
    command: (trx: Trx, ctx: Ctx, id: string) => Promise<Result>;
    below: string | undefined;
  },
): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const result = await run(deps.db, (trx) => step.command(trx, ctx, row.id));
  return back(row.id, result.ok ? step.done : result.refused, step.below);
}

async function saveAddress(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const read = readForm(AddressForm, ctx.body, ctx.t);
  const version = versionOf(ctx.body);
  const wrong = (faults: FormState['faults']) =>
    showOne(deps, ctx, { form: 'address', state: { values: read.raw, faults, version: row.version } });
  if (!read.ok) return wrong(read.faults);
  const done = await run(deps.db, (trx) =>
    saveInstitution(trx, actOf(ctx), row.id, { slug: read.value.slug, version }),
  );
  if (done.ok) return back(row.id, 'saved');
  const faults = faultsOf(ctx, done);
  return faults.length > 0 ? wrong(faults) : back(row.id, done.refused);
}

async function archive(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const read = readForm(WhyForm, ctx.body, ctx.t);
  if (!read.ok)
    return showOne(deps, ctx, { form: 'archive', state: { values: read.raw, faults: read.faults } });
  const done = await run(deps.db, (trx) =>
    archiveInstitution(trx, actOf(ctx, read.value.why), row.id, deps.additions),
  );
  return back(row.id, done.ok ? 'archived' : done.refused);
}

async function discard(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  // What was public is archived: its past stays readable.
  if (row.status !== 'draft') return back(row.id, 'not_now');
  const done = await run(deps.db, (trx) => discardInstitution(trx, actOf(ctx), row.id));
  return done.ok ? seeOther(`${OFFICE_INSTITUTIONS}?hecho=discarded`) : back(row.id, done.refused);
}

async function showNewPost(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const here = officeInstitutionPath(row.id, 'cargos/nuevo');
  const statements = await statementsOf(deps.db, [row.id], { office: true });
  const sources = await sourcesFor(deps, ctx, { here, kept: {}, statements });
  const title = ctx.t('officials.office.add_post');
  const body = FactPage({
    desk: await deskOf(deps, ctx),
    row,
    title,
    fields: withOptions(fieldsOf(NewPostForm), { source: sources.options }),
    state: typed ?? { values: new Map([['source', [sources.chosen]]]), faults: [] },
    action: here,
    cancelHref: officeInstitutionPath(row.id),
    hidden: {},
    submit: title,
    source: sources.choice,
  });
  return officePage(title, body, typed ? 422 : 200);
}

async function makePost(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const read = readForm(NewPostForm, ctx.body, ctx.t);
  if (!read.ok) return showNewPost(deps, ctx, { values: read.raw, faults: read.faults });
  const label = { value: { text: read.value.label }, place: placeIn(read.value) };
  const made = await run(deps.db, (trx) => createPost(trx, actOf(ctx), row.id, { label }));
  if (made.ok) return back(row.id, 'post_created', `cargos/${made.id}`);
  const faults = faultsOf(ctx, made);
  return faults.length > 0
    ? showNewPost(deps, ctx, { values: read.raw, faults })
    : back(row.id, made.refused);
}

async function showPost(deps: Deps, ctx: Ctx): Promise<Answer> {
  const row = await institutionOf(deps, ctx);
  const id = idIn(ctx, 'post');
  const own = (await listPosts(deps.db, row.id)).find((one) => one.id === id);
  if (!own) throw notFound();
  const statements = await statementsOf(deps.db, [id], { office: true });
  return officePage(own.label, OfficePostPage({ desk: await deskOf(deps, ctx), row, post: own, statements }));
}

async function move(deps: Deps, ctx: Ctx): Promise<Answer> {
  const to = ctx.body.fields.get('to')?.[0];
  if (to !== 'up' && to !== 'down') throw new AppError('bad_request');
  const row = await institutionOf(deps, ctx);
  const done = await run(deps.db, (trx) => movePost(trx, actOf(ctx), row.id, idIn(ctx, 'post'), to));
  return back(row.id, done.ok ? 'saved' : done.refused);
}
