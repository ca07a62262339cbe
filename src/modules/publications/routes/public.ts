/** The public pages: four sections, and each publication under its own address. */
import { notFound } from '../../../platform/errors.ts';
import type { Deps } from '../../../platform/deps.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { feedPath, SECTION_PATHS, typeOfWord } from '../addresses.ts';
import { GlossaryPage, LawsPage } from '../pages/glossary.tsx';
import { GonePage } from '../pages/gone.tsx';
import { type Asked, SectionPage } from '../pages/section.tsx';
import { longDayWords } from '../pages/words.ts';
import {
  findArchived,
  findPublished,
  listByTitle,
  listFacets,
  listPublished,
  PUBLICATION_CURSOR,
  type PublicationFilter,
} from '../queries/public.ts';
import { yearIn } from '../rules/year.ts';
import { SECTIONS, type Section } from '../tables.ts';
import { publicationAnswer } from './article.tsx';
import { PUBLICATION_STYLES, readerOf, withPictures } from './shown.ts';

const PER_LIST = 24;

export function publicRoutes(deps: Deps): RouteSpec[] {
  return SECTIONS.flatMap((section) => [
    publicPage(SECTION_PATHS[section], LISTED[section], (ctx) =>
      section === 'glossary' || section === 'laws'
        ? showByTitle(deps, ctx, section)
        : showSection(deps, ctx, section),
    ),
    publicPage(`${SECTION_PATHS[section]}/:slug`, ONE[section], (ctx) => showOne(deps, ctx, section)),
  ]);
}

const LISTED: Readonly<Record<Section, string>> = {
  publications: 'Articles, reports, videos and courses, the latest first.',
  initiatives: 'What the organisation does, the latest first.',
  glossary: 'The glossary from A to Z.',
  laws: 'Laws explained.',
};
const ONE: Readonly<Record<Section, string>> = {
  publications: 'One article, report, video or course; 410 when it was archived.',
  initiatives: 'One initiative.',
  glossary: 'One term.',
  laws: 'One law explained.',
};

const NAMES = ['tipo', 'categoria', 'anio'] as const;
const LONGEST = 100;

/** What is asked for, by the names of the page; more than a line is nobody's question. */
function askedIn(query: URLSearchParams): Asked {
  const values = NAMES.map((name) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST));
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? ''])) as Record<keyof Asked, string>;
}

/** A type that there is not, or a year that is none, finds nothing rather than everything. */
function filterOf(section: Section, asked: Asked, zone: string): PublicationFilter | undefined {
  const type = typeOfWord(asked.tipo);
  if (asked.tipo && (!type || section !== 'publications')) return undefined;
  const between = asked.anio ? yearIn(asked.anio, zone) : undefined;
  if (asked.anio && !between) return undefined;
  return { section, type, category: asked.categoria || undefined, between };
}

const NOTHING = { items: [], next: undefined };

async function showSection(deps: Deps, ctx: Ctx, section: 'publications' | 'initiatives'): Promise<Answer> {
  const reader = await readerOf(deps, ctx);
  const { after } = readPageRequest(ctx.query, PUBLICATION_CURSOR);
  const asked = askedIn(ctx.query);
  const filter = filterOf(section, asked, reader.zone);
  const [facets, { items, next }] = await Promise.all([
    listFacets(deps.db, section, reader.zone),
    filter ? listPublished(deps.db, filter, { after, limit: PER_LIST }) : NOTHING,
  ]);
  const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  const href = (cursor?: string) => {
    const query = new URLSearchParams(kept);
    if (cursor) query.set('after', cursor);
    const path = SECTION_PATHS[section];
    return query.size > 0 ? `${path}?${query.toString()}` : path;
  };
  const body = SectionPage({
    ...reader,
    section,
    items: await withPictures(deps, items),
    facets,
    asked,
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return sectionAnswer(ctx, section, body);
}

function sectionAnswer(ctx: Ctx, section: Section, body: ReturnType<typeof SectionPage>): Answer {
  const title = ctx.t(`publications.section.${section}`);
  return page(body, {
    title,
    description: ctx.t(`publications.lead.${section}`),
    styles: [PUBLICATION_STYLES],
    alternates: [{ type: 'application/atom+xml', title, href: feedPath(section) }],
  });
}

async function showByTitle(deps: Deps, ctx: Ctx, section: 'glossary' | 'laws'): Promise<Answer> {
  const reader = await readerOf(deps, ctx);
  const items = await listByTitle(deps.db, section);
  const props = { ...reader, items };
  return sectionAnswer(ctx, section, section === 'glossary' ? GlossaryPage(props) : LawsPage(props));
}

/** @throws not_found for what never was, and for drafts alike */
async function showOne(deps: Deps, ctx: Ctx, section: Section): Promise<Answer> {
  const slug = ctx.params['slug'] ?? '';
  const item = await findPublished(deps.db, section, slug);
  if (item) return publicationAnswer(deps, ctx, item);
  const gone = await findArchived(deps.db, section, slug);
  if (!gone) throw notFound();
  const { timeZone: zone } = await readOrganisation(deps.db);
  const { t, lang } = ctx;
  const when = longDayWords({ t, lang, zone }, gone);
  return page(GonePage({ t, when, section }), {
    title: t('publications.gone.title'),
    status: 410,
    noIndex: true,
  });
}
