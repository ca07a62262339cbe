/** People as entities of FollowTheMoney, one a line: Person, Organization, Position, Occupancy, Membership. */
import { sourcePath } from '../../../platform/sources/paths.ts';
import { institutionPath, personPath } from '../addresses.ts';
import type { WholePerson } from '../queries/person-page.ts';
import type { Statement } from '../queries/statements.ts';
import type { Tenure } from '../queries/tenures.ts';
import { genderOf } from '../rules/facets.ts';
import { Bodies, type ExportedInstitution } from './popolo.ts';

export interface Entity {
  id: string;
  schema: 'Person' | 'Organization' | 'Position' | 'Occupancy' | 'Membership';
  properties: Record<string, string[]>;
  /** Ids of the records that are one with it. */
  referents?: string[];
}

const GENDERS = { f: 'female', m: 'male', x: 'other' } as const;

/** Without empty properties: there, a property is there or is not. */
function entity(
  schema: Entity['schema'],
  id: string,
  properties: Record<string, readonly (string | null | undefined)[]>,
): Entity {
  const filled = Object.entries(properties).map(([name, values]): [string, string[]] => [
    name,
    [...new Set(values.filter((value): value is string => Boolean(value)))],
  ]);
  return { id, schema, properties: Object.fromEntries(filled.filter(([, values]) => values.length > 0)) };
}

export async function* ftmPieces(
  people: AsyncIterable<WholePerson>,
  institutions: readonly ExportedInstitution[],
  baseUrl: string,
): AsyncGenerator<string> {
  const line = (one: Entity): string => `${JSON.stringify(one)}\n`;
  for (const one of institutions) {
    const sourceUrl = [baseUrl + institutionPath(one.slug)];
    yield line(entity('Organization', one.id, { name: [one.name], description: [one.kind], sourceUrl }));
  }
  const bodies = new Bodies(institutions);
  for await (const whole of people) yield personEntities(whole, bodies, baseUrl).map(line).join('');
  for (const { id, name, classification } of bodies.found.values())
    yield line(entity('Organization', id, { name: [name], description: [classification] }));
  for (const { id, label, organizationId } of bodies.posts.values())
    yield line(entity('Position', id, { name: [label], organization: [organizationId] }));
}

export function personEntities(
  { person, facts, tenures, records, statements }: WholePerson,
  bodies: Bodies,
  baseUrl: string,
): Entity[] {
  const gender = facts.single.get('gender')?.printed;
  const names = facts.spellings.map(({ printed }) => printed).filter((name) => name !== person.name);
  const referents = records.map(({ id }) => id).filter((id) => id !== person.id);
  const self = entity('Person', person.id, {
    name: [person.name],
    alias: names,
    gender: [gender && GENDERS[genderOf(gender)]],
    education: (facts.many.get('education') ?? []).map(({ printed }) => printed),
    sourceUrl: [baseUrl + personPath(person.slug), ...statements.map((one) => urlOf(one, baseUrl))],
    publisher: statements.map(({ source }) => source?.publisher),
  });
  return [
    referents.length > 0 ? { ...self, referents } : self,
    ...tenures
      .filter(({ evidence }) => evidence === 'shown')
      .flatMap((one) => held(one, person.id, bodies, baseUrl)),
  ];
}

function held(one: Tenure, personId: string, bodies: Bodies, baseUrl: string): Entity[] {
  const organization = bodies.organizationOf(one);
  if (organization === undefined) return [];
  const interval = {
    startDate: [one.starts],
    endDate: [one.ends],
    sourceUrl: [urlOf(one, baseUrl)],
    publisher: [one.source?.publisher],
  };
  const post = bodies.postOf(one, organization);
  return post === undefined
    ? [
        entity('Membership', one.id, {
          member: [personId],
          organization: [organization],
          role: [one.kind === 'office' ? one.post : one.kind],
          ...interval,
        }),
      ]
    : [entity('Occupancy', one.id, { holder: [personId], post: [post], ...interval })];
}

function urlOf({ source }: Pick<Statement, 'source'>, baseUrl: string): string | undefined {
  return source ? (source.address ?? baseUrl + sourcePath(source.id)) : undefined;
}
