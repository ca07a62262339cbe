/** schema.org data of a person, only of what is shown with a source. */
import { personPath } from '../addresses.ts';
import type { ShownPerson } from '../queries/people.ts';
import type { Statement } from '../queries/statements.ts';
import type { Tenure } from '../queries/tenures.ts';
import type { PersonFacts } from '../rules/person-facts.ts';

interface Described {
  person: ShownPerson;
  facts: PersonFacts<Statement>;
  tenures: readonly Tenure[];
}

export function personJsonLd(
  { person, facts, tenures }: Described,
  baseUrl: string,
): Record<string, unknown> {
  const url = baseUrl + personPath(person.slug);
  const offices = tenures.filter(
    (one) => one.kind === 'office' && one.evidence === 'shown' && one.post !== '',
  );
  const others = facts.spellings.map(({ printed }) => printed).filter((name) => name !== person.name);
  return {
    '@context': 'https://schema.org',
    '@type': 'Person',
    '@id': url,
    url,
    name: person.name,
    ...(others.length > 0 && { alternateName: others }),
    ...(offices.length > 0 && {
      hasOccupation: offices.map((one) => ({
        '@type': 'Role',
        roleName: one.post,
        ...(one.starts && { startDate: one.starts }),
        ...(one.ends && { endDate: one.ends }),
        ...(one.body && { memberOf: { '@type': 'GovernmentOrganization', name: one.body } }),
      })),
    }),
  };
}
