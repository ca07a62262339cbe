/** The list of publications in the back office, and a new one. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE, officePath } from '../addresses.ts';
import { createPublication } from '../commands/write.ts';
import { type ListAsked, ListPage, NewPage } from '../pages/office/list.tsx';
import { prepare } from '../prepared.ts';
import {
  countWaiting,
  listCategories,
  listOffice,
  OFFICE_CURSOR,
  type OfficeFilter,
} from '../queries/office.ts';
import { type PublicationContent, PUBLICATION_TYPES, type PublicationType } from '../schemas/content.ts';
import { NewForm } from '../schemas/office.ts';
import { STATUSES } from '../tables.ts';
import { actOf, deskOf, get, officePage, post, WRITE } from './desk.ts';

const PER_LIST = 50;

export function listRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', WRITE, 'All publications, whatever their state.', (ctx) => showList(deps, ctx)),
    get('/nueva', WRITE, 'Form of a new publication.', (ctx) => showNew(deps, ctx)),
    post('/nueva', WRITE, 'Make a draft.', (ctx) => create(deps, ctx)),
  ];
}

function askedOf(query: URLSearchParams): ListAsked {
  const text = (name: string) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 100);
  return { q: text('q'), tipo: text('tipo'), estado: text('estado'), tema: text('tema') };
}

/** A type or state that there is not asks for nothing. */
function filterOf({ q, tipo, estado, tema }: ListAsked): OfficeFilter {
  return {
    q: q || undefined,
    type: PUBLICATION_TYPES.find((type) => type === tipo),
    status: estado === 'scheduled' ? estado : STATUSES.find((status) => status === estado),
    category: tema || undefined,
  };
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const asked = askedOf(ctx.query);
  const { after } = readPageRequest(ctx.query, OFFICE_CURSOR);
  const [desk, categories, waiting, { items, next }] = await Promise.all([
    deskOf(deps, ctx),
    listCategories(deps.db),
    countWaiting(deps.db),
    listOffice(deps.db, filterOf(asked), { after, limit: PER_LIST }),
  ]);
  const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  const href = (cursor?: string) => {
    const query = new URLSearchParams(kept);
    if (cursor) query.set('after', cursor);
    return query.size > 0 ? `${OFFICE}?${query.toString()}` : OFFICE;
  };
  const body = ListPage({
    desk,
    items,
    asked,
    categories,
    waiting,
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return officePage(ctx.t('publications.menu'), body);
}

async function showNew(deps: Deps, ctx: Ctx, state?: FormState): Promise<Answer> {
  const body = NewPage({ desk: await deskOf(deps, ctx), state: state ?? BLANK });
  return officePage(ctx.t('publications.office.new'), body, { status: state ? 422 : 200 });
}

/** What a publication says before anybody wrote it. */
function blankContent(type: PublicationType, title: string): PublicationContent {
  return {
    type,
    slug: '',
    title,
    summary: '',
    body: '',
    lang: 'es',
    authorName: '',
    authorEmail: '',
    image: '',
    imageAlt: '',
    link: '',
    date: null,
    highlight: false,
    categories: [],
    law: type === 'law' ? { what: '', purpose: '', obliged: '', reference: '' } : null,
    course: null,
    frontMatter: null,
    fileName: null,
    fileSha256: null,
  };
}

async function create(deps: Deps, ctx: Ctx): Promise<Answer> {
  const read = readForm(NewForm, ctx.body, ctx.t);
  if (!read.ok) return showNew(deps, ctx, { values: read.raw, faults: read.faults });
  const prepared = await prepare(deps, blankContent(read.value.type, read.value.title));
  const made = await run(deps.db, (trx) => createPublication(trx, actOf(ctx), prepared));
  if (!made.ok) return seeOther(`${OFFICE}?hecho=${made.refused}`);
  return seeOther(`${officePath(made.id)}?hecho=created`);
}
