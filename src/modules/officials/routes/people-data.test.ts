import Type from 'typebox';
import { Value } from 'typebox/value';
import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { run } from '../../../platform/db/outcome.ts';
import { PEOPLE_FILES } from '../api-paths.ts';
import { decidePair, reopenPair } from '../commands/pairs.ts';
import { insertBody, insertPair, insertPerson, PROGRAM } from '../fixtures-people.ts';

const site = useApp();
const get = async (url: string) => await site.app.inject({ url, headers: { 'accept-language': 'es' } });

/** Required and known fields of the formats, as our reference states them. */
const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const date = Type.String({ pattern: String.raw`^\d{4}(-\d{2}(-\d{2})?)?$` });
const sources = Type.Array(Type.Object({ url: Type.String({ format: 'uri' }), note: Type.String() }, strict));
const Popolo = Type.Object(
  {
    persons: Type.Array(
      Type.Object(
        {
          id: text,
          name: text,
          identifiers: Type.Array(Type.Object({ scheme: text, identifier: text }, strict)),
          other_names: Type.Array(Type.Object({ name: text }, strict)),
          gender: Type.Optional(text),
          links: Type.Array(Type.Object({ url: text, note: text }, strict)),
          memberships: Type.Array(
            Type.Object(
              {
                person_id: text,
                organization_id: text,
                post_id: Type.Optional(text),
                role: Type.Optional(text),
                start_date: Type.Optional(date),
                end_date: Type.Optional(date),
                sources,
              },
              strict,
            ),
          ),
          sources,
        },
        strict,
      ),
    ),
    organizations: Type.Array(
      Type.Object(
        { id: text, name: text, classification: Type.Optional(text), parent_id: Type.Optional(text) },
        strict,
      ),
    ),
    posts: Type.Array(Type.Object({ id: text, label: text, organization_id: text }, strict)),
  },
  strict,
);

const FTM: Readonly<Record<string, { required: readonly string[]; known: readonly string[] }>> = {
  Person: { required: ['name'], known: ['name', 'alias', 'gender', 'education', 'sourceUrl', 'publisher'] },
  Organization: { required: ['name'], known: ['name', 'description', 'sourceUrl'] },
  Position: { required: ['name'], known: ['name', 'organization'] },
  Occupancy: {
    required: ['holder', 'post'],
    known: ['holder', 'post', 'startDate', 'endDate', 'sourceUrl', 'publisher'],
  },
  Membership: {
    required: ['member', 'organization'],
    known: ['member', 'organization', 'role', 'startDate', 'endDate', 'sourceUrl', 'publisher'],
  },
};

let one: { id: string; slug: string };
let other: { id: string; slug: string };
let pair: string;

beforeAll(async () => {
  const { db } = site.deps;
  const court = await insertBody(db, 'Corte de Datos');
  one = await insertPerson(db, 'Ana Ficticia Uno', {
    statements: [
      { property: 'gender', value: { text: 'Femenino' } },
      { property: 'education', value: { text: '=HYPERLINK("http://ejemplo.test")' } },
      { property: 'profession', value: { text: 'Secreto de editores' }, evidence: 'kept' },
    ],
    tenures: [
      { institution: court.id, post: court.post, starts: '2019', ends: '2021-10' },
      { kind: 'candidacy', process: 'Proceso de Ejemplo', starts: '2022', state: '@Excluida' },
      { kind: 'commission', bodyPrinted: 'Comisión de Ejemplo', evidence: 'beside' },
      { postPrinted: 'Puesto sin lugar' },
    ],
  });
  other = await insertPerson(db, '+Ana Ficticia', {
    at: PROGRAM.now.add({ hours: 1 }),
    tenures: [{ kind: 'elector', bodyPrinted: 'Cuerpo de Ejemplo' }],
  });
  await insertPerson(db, 'Berta Quitada', { delisted: true });
  await insertPerson(db, 'Celia Borrador', { status: 'draft' });
  pair = await insertPair(db, one.id, other.id);
}, 30_000);

describe('the files of people', () => {
  it('as CSV, without what a spreadsheet would run, and without drafts and who was taken out of lists', async () => {
    const { body, headers } = await get(PEOPLE_FILES.personas);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = body.split('\r\n');
    expect(lines[0]).toContain('id,slug,nombre,participacion,otros_nombres');
    expect(lines.filter((line) => line !== '')).toHaveLength(3);
    expect(body).toContain("'+Ana Ficticia");
    for (const file of [PEOPLE_FILES.cargos, PEOPLE_FILES.hechos]) {
      const text = (await get(file)).body;
      expect(text).not.toMatch(/(?:^|[,\n])"?[=+@-]/);
      expect(text).not.toContain('Secreto de editores');
      expect(text).not.toMatch(/Quitada|Borrador/);
    }
    expect((await get(PEOPLE_FILES.cargos)).body).toContain("'@Excluida");
    expect((await get(PEOPLE_FILES.hechos)).body).toContain(`"'=HYPERLINK(""http://ejemplo.test"")"`);
  });

  it('as JSON, as the API gives each', async () => {
    const { data } = (await get(PEOPLE_FILES.json)).json<{ data: { slug: string }[] }>();
    expect(data.map(({ slug }) => slug).toSorted()).toEqual([one.slug, other.slug].toSorted());
    const single: unknown = (await get(`/api/v1/people/${one.slug}`)).json();
    expect(data.find(({ slug }) => slug === one.slug)).toEqual(single);
  });

  it('as Popolo that has what it must and nothing that it does not know', async () => {
    const file = (await get(PEOPLE_FILES.popolo)).json<{
      persons: { name: string; memberships: { organization_id: string; post_id?: string }[] }[];
      organizations: { id: string }[];
      posts: { id: string; organization_id: string }[];
    }>();
    expect([...Value.Errors(Popolo, file)]).toEqual([]);
    const organizations = new Set(file.organizations.map(({ id }) => id));
    const posts = new Set(file.posts.map(({ id }) => id));
    const memberships = file.persons.flatMap((person) => person.memberships);
    expect(memberships).toHaveLength(3);
    for (const { organization_id: id, post_id: post } of memberships) {
      expect(organizations).toContain(id);
      if (post !== undefined) expect(posts).toContain(post);
    }
    for (const { organization_id: id } of file.posts) expect(organizations).toContain(id);
  });

  it('as FollowTheMoney, every entity with what its schema requires and no reference into the void', async () => {
    const lines = (await get(PEOPLE_FILES.ftm)).body.trim().split('\n');
    const entities = lines.map(
      (line) => JSON.parse(line) as { id: string; schema: string; properties: Record<string, string[]> },
    );
    const ids = new Set(entities.map(({ id }) => id));
    expect(ids.size).toBe(entities.length);
    for (const { schema, properties } of entities) {
      const { required = [], known = [] } = FTM[schema] ?? {};
      expect(Object.keys(properties)).toEqual(expect.arrayContaining([...required]));
      expect(Object.keys(properties).filter((name) => !known.includes(name))).toEqual([]);
      for (const name of ['holder', 'post', 'member', 'organization'])
        for (const id of properties[name] ?? []) expect(ids).toContain(id);
    }
    expect(new Set(entities.map(({ schema }) => schema))).toEqual(
      new Set(['Person', 'Organization', 'Position', 'Occupancy', 'Membership']),
    );
    expect(entities.find(({ id }) => id === one.id)?.properties['gender']).toEqual(['female']);
  });
});

it('a merge and its undo leave every file, list, page and answer as it was, to the byte', async () => {
  const urls = [
    ...Object.values(PEOPLE_FILES),
    '/api/v1/people?limit=100',
    `/api/v1/people/${one.slug}`,
    `/api/v1/people/${other.slug}`,
    '/justiciapedia/personas',
    `/justiciapedia/personas/${one.slug}`,
    `/justiciapedia/personas/${other.slug}`,
    '/mapa/personas.xml',
  ];
  const dump = async () =>
    JSON.stringify(
      await Promise.all(urls.map(async (url) => [url, (await get(url)).statusCode, (await get(url)).body])),
    );
  const before = await dump();
  const { db } = site.deps;
  await run(db, (trx) => decidePair(trx, { ...PROGRAM, reason: 'Sí.' }, pair, { decision: 'same' }));
  const joined = await dump();
  expect(joined).not.toBe(before);
  expect(
    JSON.parse((await get(PEOPLE_FILES.ftm)).body.split('\n').find((line) => line.includes(one.id)) ?? ''),
  ).toMatchObject({
    referents: [other.id],
  });
  await run(db, (trx) => reopenPair(trx, { ...PROGRAM, reason: 'No.' }, pair));
  expect(await dump()).toBe(before);
});
