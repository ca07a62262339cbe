/** The public list of people. */
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import type { Option } from '../../../ui/controls/choice-fields.tsx';
import { PEOPLE } from '../addresses.ts';
import { PERSON_KINDS } from '../import/fields.ts';
import { type PeopleAsked, PEOPLE_STYLES, PeopleListPage } from '../pages/people.tsx';
import {
  countFacets,
  heldOf,
  institutionChoices,
  listPeople,
  MOST_COUNTED,
  MOST_FACETED,
  PEOPLE_CURSOR,
  type PeopleFilter,
  postChoices,
  processChoices,
  territoryChoices,
} from '../queries/people.ts';
import { facet, GENDERS } from '../rules/facets.ts';
import { betweenOf, LETTERS } from '../rules/letters.ts';

const PER_LIST = 30;
const LONGEST = 120;

export function peopleRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      PEOPLE,
      'Everybody in the record by surname; filters: institution, post, process, territory, year, gender, kind.',
      (ctx) => showPeople(deps, ctx),
    ),
  ];
}

const NAMES = ['institucion', 'puesto', 'territorio', 'anio', 'genero', 'proceso', 'tipo', 'letra'] as const;

export function askedIn(query: URLSearchParams): PeopleAsked {
  const values = NAMES.map((name) => (query.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST));
  return Object.fromEntries(NAMES.map((name, at) => [name, values[at] ?? ''])) as Record<
    keyof PeopleAsked,
    string
  >;
}

interface Chosen {
  institutions: readonly { id: string; slug: string; name: string }[];
  posts: readonly { id: string; slug: string; label: string }[];
}

/** What is not there, or no year, finds nobody rather than everybody. */
export function filterOf(asked: PeopleAsked, { institutions, posts }: Chosen): PeopleFilter | undefined {
  const facets: string[] = [];
  const institution = institutions.find(({ slug }) => slug === asked.institucion);
  const post = posts.find(({ slug }) => slug === asked.puesto);
  if (asked.institucion && !institution) return undefined;
  if (asked.puesto && !post) return undefined;
  if (asked.anio && !/^\d{4}$/.test(asked.anio)) return undefined;
  if (institution) facets.push(facet('institution', institution.id));
  if (post) facets.push(facet('post', post.id));
  if (asked.territorio) facets.push(facet('territory', asked.territorio));
  if (asked.anio) facets.push(facet('year', asked.anio));
  if (asked.proceso) facets.push(facet('process', asked.proceso));
  if (asked.genero) facets.push(`g:${asked.genero}`);
  if (asked.tipo) facets.push(facet('kind', asked.tipo));
  const between = asked.letra === '' ? undefined : betweenOf(asked.letra);
  if (asked.letra && !between) return undefined;
  return { facets, between };
}

export async function chosenOf(deps: Deps, asked: PeopleAsked): Promise<Chosen> {
  const institutions = await institutionChoices(deps.db);
  const institution = institutions.find(({ slug }) => slug === asked.institucion);
  return { institutions, posts: institution ? await postChoices(deps.db, institution.id) : [] };
}

const NOBODY = { items: [], next: undefined, count: 0 };

async function showPeople(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { after } = readPageRequest(ctx.query, PEOPLE_CURSOR);
  const asked = askedIn(ctx.query);
  const chosen = await chosenOf(deps, asked);
  const filter = filterOf(asked, chosen);
  const [{ items, next, count }, processes, territories] = await Promise.all([
    filter ? listPeople(deps.db, filter, { after, limit: PER_LIST }) : NOBODY,
    processChoices(deps.db),
    territoryChoices(deps.db),
  ]);
  const [held, counts] = await Promise.all([
    heldOf(
      deps.db,
      items.map(({ id }) => id),
    ),
    filter && count <= MOST_FACETED ? countFacets(deps.db, filter) : undefined,
  ]);
  const href = hrefOf(asked);
  const body = PeopleListPage({
    t,
    lang,
    asked,
    items,
    held,
    choices: choicesOf({ t, asked, chosen, processes, territories, counts }),
    count: t(count > MOST_COUNTED ? 'officials.people.count_more' : 'officials.people.count', {
      count: Math.min(count, MOST_COUNTED),
    }),
    letters: LETTERS.map((letter) => ({ letter, href: hrefOf({ ...asked, letra: letter })() })),
    isEmpty: count === 0 && Object.values(asked).every((value) => value === ''),
    firstHref: after && href(),
    nextHref: next && href(next),
  });
  return page(body, {
    title: t('officials.people.title'),
    description: t('officials.people.lead'),
    styles: [PEOPLE_STYLES],
  });
}

function hrefOf(asked: PeopleAsked): (cursor?: string) => string {
  const kept = Object.entries(asked).filter(([, value]) => value !== '');
  return (cursor) => {
    const query = new URLSearchParams(kept);
    if (cursor) query.set('after', cursor);
    return query.size > 0 ? `${PEOPLE}?${query.toString()}` : PEOPLE;
  };
}

interface ChoicesInput {
  t: Ctx['t'];
  asked: PeopleAsked;
  chosen: Chosen;
  processes: readonly { key: string; name: string }[];
  territories: readonly string[];
  /** Of what is found now; undefined: too many to be counted. */
  counts: ReadonlyMap<string, number> | undefined;
}

/** With a count, only what would find somebody is offered, and what is chosen. */
function choicesOf({ t, asked, chosen, processes, territories, counts }: ChoicesInput) {
  const choice = (name: keyof PeopleAsked, value: string, label: string, of: string): Option[] => {
    if (counts === undefined) return [{ value, label }];
    const count = counts.get(of) ?? 0;
    return count > 0 || asked[name] === value ? [{ value, label: `${label} (${count})` }] : [];
  };
  const byName = new Map(territories.map((name) => [facet('territory', name), name]));
  return {
    institucion: chosen.institutions.flatMap(({ id, slug, name }) =>
      choice('institucion', slug, name, facet('institution', id)),
    ),
    puesto: chosen.posts.flatMap(({ id, slug, label }) => choice('puesto', slug, label, facet('post', id))),
    proceso: processes.flatMap(({ key, name }) => choice('proceso', key, name, facet('process', key))),
    territorio: [...byName].flatMap(([of, name]) => choice('territorio', name, name, of)),
    genero: GENDERS.flatMap((one) => choice('genero', one, t(`officials.gender.${one}`), `g:${one}`)),
    tipo: PERSON_KINDS.flatMap((kind) =>
      choice('tipo', kind, t(`officials.person_kinds.${kind}`), facet('kind', kind)),
    ),
  };
}
