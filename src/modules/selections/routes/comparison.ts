/** Two to four candidacies of a process side by side. */
import type { VNode } from 'preact';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { renderFragment } from '../../../ui/render.tsx';
import {
  heldWords,
  personPath,
  recordsUnder,
  type Tenure,
  tenuresOf,
  whenWords,
} from '../../officials/index.ts';
import { ELECTIONS, selectionPath } from '../addresses.ts';
import { type ComparedPerson, ComparisonPage, PLACES } from '../pages/comparison.tsx';
import { type Noted, notesFor } from '../pages/noted.tsx';
import { SELECTION_RECORDS_STYLES } from '../pages/process-frame.tsx';
import { type Candidacy, findCandidacies } from '../queries/candidacy.ts';
import { listCandidacies } from '../queries/candidacies.ts';
import { findProcess } from '../queries/process.ts';
import { type CandidacyParts, wholeCandidacies } from '../queries/whole-candidacy.ts';
import { type Bounds, boundedParts, BOUNDS } from '../rules/compared.ts';

/** Bytes of what stands between head and foot of the page: a page is at most 60 kB. */
const MOST_BYTES = 48_000;
/** Offered to choose from; the list leads to any of the others. */
const MOST_CHOICES = Math.max(...BOUNDS.map(({ choices }) => choices));
const MOST_HELD = Math.max(...BOUNDS.map(({ career }) => career));
const LONGEST = 120;

export function comparisonRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${ELECTIONS}/:slug/comparar`,
      'Two to four candidacies side by side (?a=&b=&c=&d=): career, states, scores, objections and answers, background checks, votes.',
      (ctx) => showComparison(deps, ctx),
    ),
  ];
}

async function showComparison(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const process = await findProcess(deps.db, ctx.params['slug'] ?? '');
  if (!process) throw notFound();
  const asked = Object.fromEntries(
    PLACES.map((place) => [place, (ctx.query.get(place) ?? '').replaceAll('\0', '').slice(0, LONGEST)]),
  ) as Record<(typeof PLACES)[number], string>;
  const slugs = [...new Set(PLACES.map((place) => asked[place]).filter(Boolean))];
  const [{ items, next }, list] = await Promise.all([
    listCandidacies(
      deps.db,
      process.id,
      { sort: 'name', gradingId: undefined },
      { after: undefined, limit: MOST_CHOICES },
    ),
    findCandidacies(deps.db, process.id, slugs),
  ]);
  const chosen = list.length > 1 ? list : [];
  const [{ parts, cited }, tenures] = await Promise.all([
    wholeCandidacies(deps.db, process.id, chosen),
    careersOf(deps, chosen),
  ]);
  const people = peopleIn(chosen, tenures, { t, lang });
  for (const held of tenures.values()) for (const one of held) cited.set(one.id, citationOf(one));
  const body = smallEnough((bounds) => {
    const compared = parts.map((one) => boundedParts(one, bounds));
    const shown = new Map(
      [...people].map(([id, one]) => [id, { ...one, career: one.career.slice(0, bounds.career) }]),
    );
    // Whoever is compared can be chosen, also from beyond the first so many.
    const first = items.slice(0, bounds.choices);
    const offered = new Map([...first, ...list].map(({ slug, name }) => [slug, { slug, name }]));
    return ComparisonPage({
      t,
      lang,
      process,
      asked,
      choices: [...offered.values()],
      hasMore: next !== undefined || items.length > first.length,
      compared,
      people: shown,
      words: bounds.words,
      noted: withPassages(notesFor(shownIds(compared, shown), cited), bounds.passage),
    });
  });
  const names = list.map(({ name }) => name).join(' · ');
  return page(body, {
    title: `${t('selections.compare.title')}${names ? `: ${names}` : ''} · ${process.title}`,
    description: t('selections.compare.lead'),
    canonical: selectionPath(process.slug, 'comparar'),
    styles: [CITATIONS_STYLES, SELECTION_RECORDS_STYLES],
    noIndex: slugs.length > 0,
  });
}

/** With as much side by side as fits. */
function smallEnough(make: (bounds: Bounds) => VNode): VNode {
  for (const bounds of BOUNDS.slice(0, -1)) {
    const body = make(bounds);
    if (Buffer.byteLength(renderFragment(body)) <= MOST_BYTES) return body;
  }
  return make(BOUNDS.at(-1) as Bounds);
}

/** The words of a source stand whole on its own page. */
const withPassages = (noted: Noted, most: number): Noted => ({
  ...noted,
  list: noted.list.map((note) => ({ ...note, passage: most === 0 ? '' : excerpt(note.passage, most) })),
});

/** What each of them held, by the id of the candidacy: the latest first. Two queries. */
async function careersOf(deps: Deps, list: readonly Candidacy[]): Promise<Map<string, Tenure[]>> {
  const roots = list.flatMap(({ person_root: root }) => root ?? []);
  if (roots.length === 0) return new Map();
  const records = await recordsUnder(deps.db, roots);
  const tenures = await tenuresOf(
    deps.db,
    records.map(({ id }) => id),
    { office: false },
  );
  const rootOf = new Map(records.map(({ id, canonical_id: root }) => [id, root]));
  const shown = tenures.filter(({ evidence, source }) => evidence === 'shown' && source !== null);
  return new Map(
    list.map((one) => {
      const own = shown.filter(({ personId }) => rootOf.get(personId) === one.person_root);
      const offices = own.filter(({ kind }) => kind === 'office');
      const parts = own.filter(({ kind }) => kind !== 'office');
      return [one.id, [...offices, ...parts].slice(0, MOST_HELD)];
    }),
  );
}

function peopleIn(
  list: readonly Candidacy[],
  tenures: ReadonlyMap<string, readonly Tenure[]>,
  reader: Pick<Ctx, 't' | 'lang'>,
): Map<string, ComparedPerson> {
  return new Map(
    list.flatMap(({ id, person_slug: slug }): [string, ComparedPerson][] =>
      slug === null
        ? []
        : [
            [
              id,
              {
                href: personPath(slug),
                career: (tenures.get(id) ?? []).map((one) => ({
                  id: one.id,
                  words: [heldWords(one, reader.t), whenWords(reader, one)].filter(Boolean).join(' · '),
                })),
              },
            ],
          ],
    ),
  );
}

/** A statement is its own citation. */
function citationOf({ id, page: place, passage, source }: Tenure): Citation[] {
  if (!source) return [];
  return [
    { id, field: '', value: '', page: place, passage, shown: true, reason: '', origin: 'record', source },
  ];
}

/** In the order in which the page shows them, row by row. */
function shownIds(parts: readonly CandidacyParts[], people: ReadonlyMap<string, ComparedPerson>): string[] {
  return [
    ...parts.map(({ candidacy }) => candidacy.id),
    ...parts.flatMap(({ candidacy }) => people.get(candidacy.id)?.career.map(({ id }) => id) ?? []),
    ...parts.flatMap(({ states }) => states.map(({ id }) => id)),
    ...parts.flatMap(({ sheets }) => sheets.map(({ grading }) => grading.id)),
    ...parts.flatMap(({ objections }) => objections.map(({ id }) => id)),
    ...parts.flatMap(({ checks }) => checks.map(({ id }) => id)),
    ...parts.flatMap(({ votes }) => votes.map(({ round_id: id }) => id)),
  ];
}
