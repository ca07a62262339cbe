/** Institutions for tests, made by the same commands as everybody's. All of it is plainly invented. */
import { randomBytes } from 'node:crypto';
import { run } from '../../platform/db/outcome.ts';
import type { Actor } from '../../platform/access/access.ts';
import type { Trx } from '../../platform/db/handles.ts';
import type { Act, Outcome } from '../../platform/db/outcome.ts';
import type { Deps } from '../../platform/deps.ts';
import { createSource } from '../../platform/sources/save.ts';
import { createInstitution, publishInstitution } from './commands/institutions.ts';
import { sayOfInstitution, setParent } from './commands/institution-statements.ts';
import { createPost } from './commands/posts.ts';

const PROGRAM: Actor = { kind: 'system', what: 'test' };

type With = Pick<Deps, 'db' | 'now'>;

export function actBy(deps: Pick<Deps, 'now'>, actor: Actor = PROGRAM): Act {
  return { actor, now: deps.now() };
}

/** Runs a command for its effect. @throws when it refuses */
export async function done<T extends object>(
  { db }: Pick<Deps, 'db'>,
  command: (trx: Trx) => Promise<Outcome<T>>,
): Promise<T> {
  const result = await run(db, command);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** @returns its id */
export async function exampleSource(deps: With, title = 'Ley inventada'): Promise<string> {
  const input = {
    title,
    publisher: 'Diario de Ejemplo',
    datePrinted: '',
    lang: 'es',
    kind: 'page' as const,
    note: '',
    archive: 'keep' as const,
    address: `https://diario.test/${encodeURIComponent(title)}`,
  };
  return (await done(deps, (trx) => createSource(trx, actBy(deps), input))).id;
}

/** A draft with a name that a source says. */
export async function draftInstitution(
  deps: With,
  name: string,
  source?: string,
): Promise<{ id: string; slug: string; source: string }> {
  const sourceId = source ?? (await exampleSource(deps, `Fuente de ${name}`));
  const made = await done(deps, (trx) =>
    createInstitution(trx, actBy(deps), {
      name: { property: 'name', value: { text: name }, place: { sourceId, page: 'artículo 1' } },
    }),
  );
  return { ...made, source: sourceId };
}

/** @param said further facts by property, each with the same source */
export async function publishedInstitution(
  deps: With,
  name: string,
  { said = [], parent }: { said?: readonly [string, string][]; parent?: { id: string; name: string } } = {},
): Promise<{ id: string; slug: string; source: string }> {
  const made = await draftInstitution(deps, name);
  const place = { sourceId: made.source };
  for (const [property, text] of said)
    await done(deps, (trx) => sayOfInstitution(trx, actBy(deps), made, { property, value: { text }, place }));
  if (parent)
    await done(deps, (trx) => setParent(trx, actBy(deps), made, { id: parent.id, text: parent.name, place }));
  await done(deps, (trx) => publishInstitution(trx, actBy(deps), made.id));
  return made;
}

export async function examplePost(
  deps: With,
  institution: { id: string; source: string },
  label: string,
): Promise<string> {
  const place = { sourceId: institution.source };
  const made = await done(deps, (trx) =>
    createPost(trx, actBy(deps), institution.id, { label: { value: { text: label }, place } }),
  );
  return made.id;
}

/** A published one with a post and a contradiction, and one below it. */
export async function makeInstitutionPlaces(deps: With): Promise<Record<string, string>> {
  const name = `Consejo ${randomBytes(5).toString('hex')}`;
  const one = await publishedInstitution(deps, name, {
    said: [
      ['kind', 'consejo'],
      ['description', 'Reúne ejemplos para que se prueben.'],
      ['function', 'Reunir ejemplos'],
      ['address', '1 Calle 2-03'],
      ['address', '4 Calle 5-06'],
      ['phone', '2222-3333'],
    ],
  });
  const post = await examplePost(deps, one, 'Presidencia');
  const statement = await deps.db
    .selectFrom('statements')
    .select('id')
    .where('subject_id', '=', one.id)
    .where('evidence', '=', 'beside')
    .executeTakeFirstOrThrow();
  await publishedInstitution(deps, `Sala de ${name}`, { parent: { id: one.id, name } });
  return {
    '/justiciapedia/instituciones/:slug': one.slug,
    '/api/v1/institutions/:slug': one.slug,
    '/admin/justiciapedia/instituciones/:id': one.id,
    '/admin/justiciapedia/instituciones/:id/cargos/:post': post,
    '/admin/justiciapedia/instituciones/:id/datos/:statement': statement.id,
  };
}
