/** People as Popolo JSON (popoloproject.com): persons with their memberships, organizations and posts, in pieces. */
import { sourcePath } from '../../../platform/sources/paths.ts';
import { personPath } from '../addresses.ts';
import type { WholePerson } from '../queries/person-page.ts';
import type { Statement } from '../queries/statements.ts';
import type { Tenure } from '../queries/tenures.ts';
import { bodyNamed, namedOnce } from '../rules/choosing-bodies.ts';
import { institutionKey } from '../rules/spanish-order.ts';

type Json = Record<string, unknown>;

export interface ExportedInstitution {
  id: string;
  slug: string;
  name: string;
  kind: string;
  parent_id: string | null;
}

/** What people belong to: institutions of ours, else a process or commission by its name as printed. */
export class Bodies {
  readonly found = new Map<string, { id: string; name: string; classification: string }>();
  readonly posts = new Map<string, { id: string; label: string; organizationId: string }>();
  /** Commissions and electing bodies of ours, by the names under which lists have them. */
  readonly #own: ReadonlyMap<string, { id: string }>;

  constructor(institutions: readonly Pick<ExportedInstitution, 'id' | 'name'>[]) {
    this.#own = namedOnce(institutions);
  }

  /** @returns id of the organization, or undefined where none is named */
  organizationOf(one: Tenure): string | undefined {
    const { institution, kind, body, process } = one;
    if (institution) return institution.id;
    const name = bodyNamed(one) || body || process;
    if (name === '') return undefined;
    // Whoever stood before a commission is no part of it: candidates belong to the process.
    const own = kind === 'candidacy' ? undefined : this.#own.get(institutionKey(name));
    if (own) return own.id;
    const classification = kind === 'candidacy' ? 'proceso' : kind === 'office' ? 'institución' : 'comisión';
    const id = `${classification}:${name.toLowerCase()}`;
    if (!this.found.has(id)) this.found.set(id, { id, name, classification });
    return id;
  }

  postOf(one: Tenure, organizationId: string): string | undefined {
    if (one.kind !== 'office' || one.post === '') return undefined;
    const id = one.postId ?? `${organizationId}:${one.post.toLowerCase()}`;
    if (!this.posts.has(id)) this.posts.set(id, { id, label: one.post, organizationId });
    return id;
  }
}

const ROLES = {
  office: '',
  candidacy: 'aspirante',
  commission: 'integrante de comisión',
  elector: 'integrante de cuerpo elector',
} as const;

export async function* popoloPieces(
  people: AsyncIterable<WholePerson>,
  institutions: readonly ExportedInstitution[],
  baseUrl: string,
): AsyncGenerator<string> {
  const bodies = new Bodies(institutions);
  yield '{"persons":[';
  let first = true;
  for await (const whole of people) {
    yield `${first ? '' : ','}\n${JSON.stringify(popoloPerson(whole, bodies, baseUrl))}`;
    first = false;
  }
  const organizations = [
    ...institutions.map(({ id, name, kind, parent_id: parent }) => ({
      id,
      name,
      ...(kind !== '' && { classification: kind }),
      ...(parent !== null && { parent_id: parent }),
    })),
    ...bodies.found.values(),
  ];
  const posts = [...bodies.posts.values()].map(({ id, label, organizationId }) => ({
    id,
    label,
    organization_id: organizationId,
  }));
  yield `\n],\n"organizations":${JSON.stringify(organizations)},\n"posts":${JSON.stringify(posts)}}\n`;
}

export function popoloPerson(
  { person, facts, tenures, statements }: WholePerson,
  bodies: Bodies,
  baseUrl: string,
): Json {
  const others = facts.spellings.map(({ printed }) => printed).filter((name) => name !== person.name);
  const gender = facts.single.get('gender')?.printed;
  return {
    id: person.id,
    name: person.name,
    identifiers: [{ scheme: 'justiciapedia', identifier: person.slug }],
    other_names: others.map((name) => ({ name })),
    ...(gender !== undefined && { gender }),
    links: [{ url: baseUrl + personPath(person.slug), note: 'Justiciapedia' }],
    memberships: tenures
      .filter(({ evidence }) => evidence === 'shown')
      .flatMap((one) => membership(one, person.id, bodies, baseUrl)),
    sources: sourcesOf(statements, baseUrl),
  };
}

function membership(one: Tenure, personId: string, bodies: Bodies, baseUrl: string): Json[] {
  const organization = bodies.organizationOf(one);
  if (organization === undefined) return [];
  const post = bodies.postOf(one, organization);
  const role = ROLES[one.kind] || one.post;
  return [
    {
      person_id: personId,
      organization_id: organization,
      ...(post !== undefined && { post_id: post }),
      ...(role !== '' && { role }),
      ...(one.starts && { start_date: one.starts }),
      ...(one.ends && { end_date: one.ends }),
      sources: sourcesOf([one], baseUrl),
    },
  ];
}

/** Each place once; a source without an address is given by its page here. */
function sourcesOf(
  list: readonly Pick<Statement, 'source' | 'page'>[],
  baseUrl: string,
): { url: string; note: string }[] {
  const found = new Map<string, { url: string; note: string }>();
  for (const { source, page } of list) {
    if (!source) continue;
    const url = source.address ?? baseUrl + sourcePath(source.id);
    const note = [source.title, page].filter(Boolean).join(', ');
    found.set(`${url} ${note}`, { url, note });
  }
  return [...found.values()];
}
