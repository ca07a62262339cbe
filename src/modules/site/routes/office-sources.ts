/** Sources in the back office: list, form, one source. */
import { allows } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { rawOf, type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { type RecordRef, resolveLinks } from '../../../platform/links.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { publicUses, USE_CURSOR, usesOf } from '../../../platform/sources/citations.ts';
import { listCopies } from '../../../platform/sources/copies.ts';
import type { Refusal } from '../../../platform/sources/outcome.ts';
import { citationsPath, OFFICE_SOURCES, officeSourcePath } from '../../../platform/sources/paths.ts';
import {
  findSource,
  likelySame,
  listSources,
  type Source,
  SOURCE_CURSOR,
} from '../../../platform/sources/queries.ts';
import { createSource, saveSource } from '../../../platform/sources/save.ts';
import { SOURCE_KINDS } from '../../../platform/sources/tables.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { OfficeSourcePage, type ShownUse } from '../pages/office-source.tsx';
import { OfficeSourcesPage, SourceFormPage } from '../pages/office-sources.tsx';
import { SourceEditForm, SourceForm } from '../schemas/sources.ts';
import { rawSource, readSource } from './source-input.ts';

const EDIT = 'site.edit_sources';
export const COPY = 'site.keep_copies';
const PER_PAGE = 50;
const PER_USES = 25;
export const COPY_MAX_BYTES = 20_000_000;

const { get, post } = officeRoutes(OFFICE_SOURCES);

export function officeSourceRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', EDIT, 'The sources, with a search.', (ctx) => showList(deps, ctx)),
    get('/nueva', EDIT, 'Form to make a source.', (ctx) => showNew(deps, ctx)),
    post('/nueva', EDIT, 'Make a source; asks first when its address is there already.', (ctx) =>
      make(deps, ctx),
    ),
    get('/:id', EDIT, 'A source, its copies, where it is used.', (ctx) => showSource(deps, ctx)),
    get('/:id/editar', EDIT, 'Form to change a source.', (ctx) => showEdit(deps, ctx)),
    post('/:id/editar', EDIT, 'Change a source, with the reason.', (ctx) => save(deps, ctx)),
  ];
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const asked = { q: (query.get('q') ?? '').slice(0, 200), tipo: query.get('tipo') ?? '' };
  const { after } = readPageRequest(query, SOURCE_CURSOR);
  const kind = SOURCE_KINDS.find((known) => known === asked.tipo);
  const { items, next } = await listSources(deps.db, { words: asked.q, kind }, { after, limit: PER_PAGE });
  const href = (cursor?: string) => {
    const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
    if (cursor !== undefined) kept.set('after', cursor);
    return kept.size > 0 ? `${OFFICE_SOURCES}?${kept.toString()}` : OFFICE_SOURCES;
  };
  const body = OfficeSourcesPage({
    t,
    lang,
    asked,
    items,
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return page(body, { title: t('site.sources.title') });
}

interface Typed {
  state: FormState;
  twice?: Awaited<ReturnType<typeof likelySame>>;
}

/** A record that the new source is for: `event:{id}`, kept while the form goes to and fro. */
function forRecord(ctx: Ctx): RecordRef | undefined {
  const text = ctx.query.get('para') ?? ctx.body.fields.get('para')?.[0] ?? '';
  const [, kind, id] = /^([a-z_]{1,40}):([\w-]{1,100})$/.exec(text) ?? [];
  return kind !== undefined && id !== undefined ? { kind, id } : undefined;
}

async function showNew(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const { t } = ctx;
  const record = forRecord(ctx);
  const { timeZone } = await readOrganisation(deps.db);
  const today = ctx.now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const state = typed?.state ?? {
    values: rawOf({ kind: 'page', lang: 'es', archive: 'keep', accessed: today }),
    faults: [],
  };
  const hidden: Record<string, string> = record ? { para: `${record.kind}:${record.id}` } : {};
  const body = SourceFormPage({ t, state, twice: typed?.twice ?? [], hidden });
  return page(body, { title: t('site.sources.new'), status: typed ? 422 : 200 });
}

async function make(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const form = readForm(SourceForm, ctx.body, t);
  if (!form.ok) return showNew(deps, ctx, { state: { values: form.raw, faults: form.faults } });
  const read = readSource(form.value, t);
  if (!read.ok) return showNew(deps, ctx, { state: { values: form.raw, faults: read.faults } });
  if (read.input.address !== undefined && ctx.body.fields.get('anyway')?.[0] !== 'yes') {
    const alike = await likelySame(deps.db, { address: read.input.address, title: '' });
    if (alike.length > 0)
      return showNew(deps, ctx, { state: { values: form.raw, faults: [] }, twice: alike });
  }
  const made = await run(deps.db, (trx) => createSource(trx, { actor: ctx.actor, now: ctx.now }, read.input));
  if (!made.ok) return showNew(deps, ctx, { state: refusedState(form.raw, made, ctx) });
  const record = forRecord(ctx);
  return seeOther(
    record ? `${citationsPath(record)}/nueva?fuente=${made.id}` : `${officeSourcePath(made.id)}?hecho=saved`,
  );
}

function refusedState(raw: RawValues, { refused, field = '' }: Refusal, { t }: Ctx): FormState {
  const message = t(`site.sources.refused.${refused}`);
  return { values: raw, faults: [{ field, message }] };
}

/** @throws not_found */
export async function officeSourceOf(deps: Deps, ctx: Ctx): Promise<Source> {
  const source = await findSource(deps.db, ctx.params['id'] ?? '');
  if (!source) throw notFound();
  return source;
}

async function showEdit(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const source = await officeSourceOf(deps, ctx);
  const state = { values: rawSource(source), faults: [], ...typed };
  // Drawn anew it stands on what is stored by now.
  const body = SourceFormPage({
    t: ctx.t,
    state: { ...state, version: typed?.version ?? source.version },
    source,
    twice: [],
    hidden: {},
  });
  return page(body, { title: ctx.t('site.sources.edit'), status: typed ? 422 : 200 });
}

async function save(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const source = await officeSourceOf(deps, ctx);
  const version = versionOf(ctx.body);
  const form = readForm(SourceEditForm, ctx.body, t);
  const faulty = (faults: readonly FieldFault[]): FormState => ({ values: form.raw, faults, version });
  if (!form.ok) return showEdit(deps, ctx, faulty(form.faults));
  const read = readSource(form.value, t);
  if (!read.ok) return showEdit(deps, ctx, faulty(read.faults));
  const { reason } = form.value;
  const saved = await run(deps.db, (trx) =>
    saveSource(trx, { actor: ctx.actor, now: ctx.now }, source.id, { input: read.input, version, reason }),
  );
  if (saved.ok) return seeOther(`${officeSourcePath(source.id)}?hecho=saved`);
  return showEdit(deps, ctx, refusedState(form.raw, saved, ctx));
}

/** @param upload what is wrong with a file that was sent */
export async function showSource(deps: Deps, ctx: Ctx, upload: FormState = BLANK): Promise<Answer> {
  const { t, lang, actor } = ctx;
  const source = await officeSourceOf(deps, ctx);
  const [uses, copies, alike, shown, { timeZone: zone }] = await Promise.all([
    shownUses(deps, ctx, source.id),
    listCopies(deps.db, source.id),
    likelySame(deps.db, { address: source.address ?? undefined, title: source.title }, source.id),
    publicUses(deps.db, deps.additions.cited, [source.id]),
    readOrganisation(deps.db),
  ]);
  const body = OfficeSourcePage({
    t,
    lang,
    zone,
    done: ctx.query.get('hecho') ?? undefined,
    may: { edit: allows(actor, EDIT), copy: allows(actor, COPY) },
    source,
    isPublic: (shown.get(source.id) ?? []).length > 0,
    copies,
    alike,
    uses,
    maxBytes: COPY_MAX_BYTES,
    upload,
  });
  return page(body, {
    title: source.title,
    styles: [CITATIONS_STYLES],
    status: upload.faults.length > 0 ? 422 : 200,
  });
}

async function shownUses(deps: Deps, ctx: Ctx, id: string) {
  const { t } = ctx;
  const { after } = readPageRequest(ctx.query, USE_CURSOR);
  const { items, next } = await usesOf(deps.db, id, { after, limit: PER_USES });
  const records = items.map((use) => use.record);
  const targets = await resolveLinks(deps.db, deps.links, records, t);
  const shown = items.map(({ record, field, page: place }): ShownUse => {
    const slot = deps.additions.cited.find((one) => one.kind === record.kind);
    const label =
      field === '' ? t('site.sources.whole') : slot?.fields(t).find((f) => f.name === field)?.label;
    const words = [slot ? t(slot.label) : '', label ?? field, place].filter(Boolean).join(' · ');
    const target = targets.get(`${record.kind}:${record.id}`);
    return {
      title: target?.title ?? t('site.sources.gone_record'),
      href: target && citationsPath(record),
      place: words,
    };
  });
  const here = officeSourcePath(id);
  return { items: shown, firstHref: after && here, nextHref: next && `${here}?after=${next}#usos` };
}
