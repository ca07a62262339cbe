/** People as the API shows them: snake_case, instants in UTC. */
import type { Static } from 'typebox';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { institutionPath, personPath } from '../addresses.ts';
import type { ListedPerson, ShownPerson } from '../queries/people.ts';
import type { WholePerson } from '../queries/person-page.ts';
import type { Statement } from '../queries/statements.ts';
import type { Tenure } from '../queries/tenures.ts';
import { bodyNamed } from '../rules/choosing-bodies.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import type { PersonDetail, PersonItem } from '../schemas/people-api.ts';

export function personItem(
  { slug, name, kind }: Pick<ListedPerson | ShownPerson, 'slug' | 'name' | 'kind'>,
  baseUrl: string,
): Static<typeof PersonItem> {
  return { slug, name, kind, url: baseUrl + personPath(slug) };
}

export function personDetail(
  { person, statements, tenures, facts, records }: WholePerson,
  bodies: ReadonlyMap<string, { slug: string; name: string }>,
  baseUrl: string,
): Static<typeof PersonDetail> {
  return {
    ...personItem(person, baseUrl),
    names: facts.spellings.map(({ printed }) => printed),
    tenures: tenures.map((one) => tenureItem(one, bodies, baseUrl)),
    facts: statements.map((one) => factItem(one, baseUrl)),
    records: records.map(({ slug }) => slug),
    updated_at: String(person.updated_at),
  };
}

function tenureItem(
  one: Tenure,
  bodies: ReadonlyMap<string, { slug: string; name: string }>,
  baseUrl: string,
): Static<typeof PersonDetail>['tenures'][number] {
  const institution = one.institution ?? bodies.get(institutionKey(bodyNamed(one))) ?? null;
  return {
    kind: one.kind,
    post: one.post,
    body: one.body,
    institution: institution && {
      slug: institution.slug,
      name: institution.name,
      url: baseUrl + institutionPath(institution.slug),
    },
    process: one.process,
    process_key: one.processKey,
    unit: one.unit,
    territory: one.territory,
    state: one.state,
    list_number: one.listNumber,
    starts: one.starts,
    ends: one.ends,
    shown: one.evidence === 'shown',
    reason: one.reason,
    source: sourceItem(one, baseUrl),
  };
}

function factItem(one: Statement, baseUrl: string): Static<typeof PersonDetail>['facts'][number] {
  const { value } = one;
  return {
    property: one.property,
    value: one.printed || value.text,
    href: 'href' in value ? value.href : null,
    state: 'state' in value ? value.state : null,
    date: 'state' in value ? value.date : null,
    starts: one.starts,
    ends: one.ends,
    shown: one.evidence === 'shown',
    reason: one.reason,
    source: sourceItem(one, baseUrl),
  };
}

function sourceItem(
  { source, page, passage }: Pick<Statement, 'source' | 'page' | 'passage'>,
  baseUrl: string,
) {
  if (!source) return null;
  const { id, title, publisher, address } = source;
  return { id, title, publisher, address, page, passage, url: baseUrl + sourcePath(id) };
}
