/** The public pages of institutions: the list, and each under its own address. */
import { notesOn } from '../../../platform/additions.ts';
import { cardPath } from '../../../platform/cards/source.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { sameValue as sameWords } from '../../../platform/sources/words.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { type Cited, numberNotes } from '../../../ui/data/number-notes.ts';
import { institutionPath, INSTITUTIONS } from '../addresses.ts';
import { institutionJsonLd } from '../formats/institution-json-ld.ts';
import { INSTITUTION } from '../kinds.ts';
import { leadOf, withLead } from '../pages/institution-lead.ts';
import { choosingMark } from '../pages/institution-choosing.tsx';
import { namedKey } from '../pages/institution-facts.tsx';
import { InstitutionPage } from '../pages/institution.tsx';
import { InstitutionsPage } from '../pages/institutions.tsx';
import { INSTITUTION_STYLES } from '../pages/org-chart.tsx';
import { bodiesChoosingFor, institutionsNamed, partsIn } from '../queries/choosing-bodies.ts';
import { coverageOf } from '../queries/coverage.ts';
import {
  findInstitution,
  INSTITUTION_CURSOR,
  isArchivedInstitution,
  listBelow,
  listInstitutions,
  listKinds,
  listPosts,
  type PublishedInstitution,
} from '../queries/institutions.ts';
import { type Holder, listHolders, MOST_HOLDERS } from '../queries/holders.ts';
import { institutionsById } from '../queries/institution-additions.ts';
import { type Statement, statementsOf } from '../queries/statements.ts';
import { factSheet } from '../rules/shown-facts.ts';
import { institutionKey } from '../rules/spanish-order.ts';

const PER_LIST = 48;

export function institutionRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(INSTITUTIONS, 'Institutions in Spanish order; filter: kind.', (ctx) => showList(deps, ctx)),
    publicPage(
      `${INSTITUTIONS}/:slug`,
      'One institution: what it does, how to reach it, its posts and who holds them; every fact with its source.',
      (ctx) => showOne(deps, ctx),
    ),
  ];
}

const LONGEST_KIND = 200;

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query, now } = ctx;
  const request = readPageRequest(query, INSTITUTION_CURSOR);
  const kind = (query.get('tipo') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST_KIND);
  const [{ timeZone }, kinds, { items, next }] = await Promise.all([
    readOrganisation(deps.db),
    listKinds(deps.db),
    listInstitutions(deps.db, { kind: kind || undefined }, { after: request.after, limit: PER_LIST }),
  ]);
  const ids = items.filter(({ posts }) => posts > 0).map(({ id }) => id);
  const coverage = await coverageOf(deps.db, ids, now.toZonedDateTimeISO(timeZone).toPlainDate());
  const href = (after?: string): string => {
    const kept = new URLSearchParams({ ...(kind && { tipo: kind }), ...(after && { after }) });
    return kept.size > 0 ? `${INSTITUTIONS}?${kept.toString()}` : INSTITUTIONS;
  };
  const body = InstitutionsPage({
    t,
    lang,
    items,
    coverage: Map.groupBy(coverage, ({ institutionId }) => institutionId),
    kinds,
    kind,
    firstHref: request.after && href(),
    nextHref: next && href(next),
  });
  return page(body, {
    title: t('officials.institutions.title'),
    description: t('officials.institutions.lead'),
    styles: [INSTITUTION_STYLES],
  });
}

async function showOne(deps: Deps, ctx: Ctx): Promise<Answer> {
  const slug = ctx.params['slug'] ?? '';
  const institution = await findInstitution(deps.db, slug);
  if (institution) return institutionAnswer(deps, ctx, institution);
  if (await isArchivedInstitution(deps.db, slug)) throw new AppError('gone');
  throw notFound();
}

async function institutionAnswer(deps: Deps, ctx: Ctx, institution: PublishedInstitution): Promise<Answer> {
  const { t, lang, now } = ctx;
  const { id, slug } = institution;
  const { db } = deps;
  const [posts, found, below, parts, slotNotes, organisation] = await Promise.all([
    listPosts(db, id),
    listHolders(db, id),
    listBelow(db, id),
    partsIn(db, institution.name),
    notesOn(deps, INSTITUTION, { id, slug, t, lang, now }),
    readOrganisation(db),
  ]);
  const said = await statementsOf(db, [id, ...posts.map((post) => post.id)], { office: false });
  // A picture is shown by whoever has a licence for it, which no source here can give.
  const statements = said.filter(({ property }) => property !== 'picture');
  const today = now.toZonedDateTimeISO(organisation.timeZone).toPlainDate();
  const coverage = posts.some(({ seats }) => seats !== null) ? await coverageOf(db, [id], today) : [];
  const holders = found.slice(0, MOST_HOLDERS);
  const sheet = factSheet(inOrder(statements, [id, ...posts.map((post) => post.id)]));
  const lead = leadOf(t, sheet, institution, posts);
  const names = [institution.name, ...sheet.of(id, 'name').map(({ value }) => value.text)];
  const choosing = await bodiesChoosingFor(db, names);
  const cited = withLead(lead, [
    ...sheet.citations,
    ...holders.flatMap((one) => citationOf(`t:${one.id}`, one)),
    ...choosing.flatMap((one) => citationOf(choosingMark(one.id), one)),
  ]);
  const notes = numberNotes(cited, sameWords);
  const body = InstitutionPage({
    t,
    lang,
    institution,
    sheet,
    notes,
    lead,
    posts,
    coverage,
    holders,
    moreHolders: found.length > MOST_HOLDERS,
    below,
    named: await namedIn(deps, statements),
    choosing,
    parts,
    slotNotes,
    today,
    organisation: organisation.name,
    baseUrl: deps.config.baseUrl,
    updated: longDate(institution.updated_at, organisation.timeZone, lang),
  });
  const description = sheet.one(id, 'description')?.value.text ?? '';
  return page(body, {
    title: institution.name,
    ...(description && { description: excerpt(description, 300) }),
    canonical: institutionPath(slug),
    card: cardPath(INSTITUTION, id),
    styles: [INSTITUTION_STYLES, CITATIONS_STYLES],
    jsonLd: () => institutionJsonLd({ institution, sheet, below, baseUrl: deps.config.baseUrl }),
  });
}

/** As the page has them from top to bottom, so that its notes count up. */
const ORDER = [
  'name',
  'kind',
  'description',
  'acronym',
  'selects_for',
  'election_date',
  'next_election',
  'parent',
  'territory',
  'sector',
  'selects',
  'mission',
  'vision',
  'composition',
  'requirement',
  'function',
  'legal_basis',
  'law',
  'document',
];

function inOrder(statements: readonly Statement[], subjects: readonly string[]): Statement[] {
  const rank = ({ subjectId, property }: Statement): number => {
    const at = ORDER.indexOf(property);
    return subjects.indexOf(subjectId) * 100 + (at < 0 ? ORDER.length : at);
  };
  return statements.toSorted((a, b) => rank(a) - rank(b));
}

function citationOf(
  field: string,
  { id, page: place, passage, source }: Pick<Holder, 'id' | 'page' | 'passage' | 'source'>,
): Cited[] {
  return source === null
    ? []
    : [{ id, field, value: '', page: place, passage, shown: true, reason: '', source }];
}

/** Institutions and laws that its facts name; one or two queries for each kind of record, none where none is named. */
async function namedIn(
  deps: Deps,
  statements: readonly Statement[],
): Promise<Map<string, { name: string; href: string }>> {
  const refs = statements.flatMap(({ value }) => ('id' in value ? [value] : []));
  const own = refs.filter(({ kind }) => kind === INSTITUTION).map(({ id }) => id);
  const others = refs.filter(({ kind }) => kind !== INSTITUTION);
  const found = await Promise.all(
    [...new Set(others.map(({ kind }) => kind))].map(async (kind) => {
      const source = deps.additions.search.find((one) => one.kind === kind);
      const ids = others.filter((ref) => ref.kind === kind).map(({ id }) => id);
      return source ? await source.find(deps.db, ids) : [];
    }),
  );
  const institutions = await institutionsById(deps.db, [...new Set(own)]);
  const called = statements.flatMap(({ property, value }) =>
    property === 'selects_for' ? [value.text] : [],
  );
  const byName = await institutionsNamed(deps.db, called);
  return new Map([
    ...called.flatMap((text) => {
      const one = byName.get(institutionKey(text));
      return one ? [[namedKey(text), { name: one.name, href: institutionPath(one.slug) }] as const] : [];
    }),
    ...[...institutions.values()].map(
      ({ id, slug, name }) => [id, { name, href: institutionPath(slug) }] as const,
    ),
    ...found.flat().map(({ id, title, href }) => [id, { name: title, href }] as const),
  ]);
}
