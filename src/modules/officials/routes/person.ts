/** The public page of one person. */
import { cardPath } from '../../../platform/cards/source.ts';
import { figuresAmong, notesOn } from '../../../platform/additions.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { moved, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { publicPage } from '../../../platform/http/routes-at.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { sameValue } from '../../../platform/sources/words.ts';
import { CITATIONS_STYLES } from '../../../ui/data/citations.tsx';
import { numberNotes } from '../../../ui/data/number-notes.ts';
import { PEOPLE, personPath } from '../addresses.ts';
import { personJsonLd } from '../formats/person-json-ld.ts';
import { PERSON } from '../kinds.ts';
import { PEOPLE_STYLES } from '../pages/people.tsx';
import { PersonGonePage } from '../pages/person-gone.tsx';
import { PersonPage } from '../pages/person.tsx';
import { summaryOf } from '../pages/person-summary.ts';
import { institutionsNamed } from '../queries/choosing-bodies.ts';
import { publicAtOnce } from '../queries/at-once.ts';
import { findPerson } from '../queries/people.ts';
import { type WholePerson, wholePerson } from '../queries/person-page.ts';
import { bodyNamed } from '../rules/choosing-bodies.ts';
import { leadCited } from '../rules/person-facts.ts';
import type { Statement } from '../queries/statements.ts';

export function personRoutes(deps: Deps): RouteSpec[] {
  return [
    publicPage(
      `${PEOPLE}/:slug`,
      'One person; 301 where they are shown under another record, 410 when the page was taken back.',
      (ctx) => showPerson(deps, ctx),
    ),
  ];
}

/** @throws not_found for what never was, and for drafts alike */
async function showPerson(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const found = await findPerson(deps.db, ctx.params['slug'] ?? '');
  if (!found) throw notFound();
  if (found.state === 'moved') return moved(personPath(found.slug));
  if (found.state === 'gone')
    return page(PersonGonePage({ t }), {
      title: t('officials.person.gone.title'),
      status: 410,
      noIndex: true,
    });
  const [whole, organisation] = await Promise.all([
    wholePerson(deps.db, found.person),
    readOrganisation(deps.db),
  ]);
  const { person, facts, tenures, records } = whole;
  const lead = leadCited(
    tenures,
    summaryOf(tenures, t).flatMap(({ id }) => id ?? []),
  );
  const body = PersonPage({
    t,
    lang,
    person,
    facts,
    tenures,
    notes: numberNotes([...lead, ...facts.cited], sameValue),
    records: records.map(({ id, name, import_file: file }) => ({ id, name, file })),
    atOnce: await publicAtOnce(deps.db, {
      root: person.id,
      tenureIds: tenures.filter(({ kind, seats }) => kind === 'office' && seats === 1).map(({ id }) => id),
    }),
    bodies: await institutionsNamed(deps.db, tenures.map(bodyNamed)),
    related: await relatedTo(deps, facts.many.get('relation') ?? []),
    slotNotes: await notesOn(deps, PERSON, {
      id: person.id,
      ids: records.map(({ id }) => id),
      slug: person.slug,
      t,
      lang,
      now,
    }),
    cite: {
      organisation: organisation.name,
      url: deps.config.baseUrl + personPath(person.slug),
      day: longDate(now, organisation.timeZone, lang),
    },
    updated: longDate(person.updated_at, organisation.timeZone, lang),
  });
  return page(body, {
    title: person.name,
    description: describe(whole, t),
    canonical: personPath(person.slug),
    card: cardPath(PERSON, person.id),
    styles: [PEOPLE_STYLES, CITATIONS_STYLES],
    // What search engines are told not to read is not written for them either.
    ...((await isUnlisted(deps, whole))
      ? { noIndex: true }
      : { jsonLd: () => personJsonLd(whole, deps.config.baseUrl) }),
  });
}

/** Not for search engines: who was taken out of lists, and who neither held an office nor was proposed for one. */
async function isUnlisted(deps: Deps, { person, records, tenures }: WholePerson): Promise<boolean> {
  if (person.delisted) return true;
  const held =
    records.some(({ kind }) => kind === 'office_holder' || kind === 'commissioner') ||
    tenures.some(({ kind, evidence }) => kind !== 'candidacy' && evidence === 'shown');
  if (held) return false;
  const ids = records.map(({ id }) => id);
  return (await figuresAmong(deps, PERSON, ids)).size === 0;
}

function describe({ person, tenures }: WholePerson, t: Ctx['t']): string {
  const clauses = summaryOf(tenures, t).map(({ words }) => words);
  return clauses.length === 0
    ? t('officials.person.description', { name: person.name })
    : `${person.name}. ${t('officials.person.summary.begin')} ${clauses.join('; ')}.`;
}

/** Public pages of the records that relations name; a query for each of the few kinds. */
async function relatedTo(deps: Deps, relations: readonly Statement[]): Promise<Map<string, string>> {
  const refs = relations.flatMap(({ value }) => ('id' in value ? [value] : []));
  const kinds = [...new Set(refs.map(({ kind }) => kind))].slice(0, 3);
  const found = await Promise.all(
    kinds.map((kind) => {
      const source = deps.additions.search.find((one) => one.kind === kind);
      const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
      return source ? source.find(deps.db, ids) : [];
    }),
  );
  return new Map(found.flat().map(({ id, href }) => [id, href]));
}
