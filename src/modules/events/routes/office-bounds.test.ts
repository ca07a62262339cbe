/** The pages of the office with much on them: the number of statements does not grow with the rows. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { START, testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { countingDb, type CountingDb } from '../../../../test/harness/statements.ts';
import { makeVisitor, type Visitor } from '../../../../test/harness/visitor.ts';
import { buildApp } from '../../../app.ts';
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { registerPerson } from '../commands/registration/register.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { insertEdition, registering } from '../fixtures.ts';

const database = useDatabase({ max: 4 });
let app: FastifyInstance;
let deps: Deps;
let counting: CountingDb;
let visitor: Visitor;

beforeAll(async () => {
  counting = countingDb(database.pool);
  deps = testDeps(counting.db);
  app = await buildApp(deps);
  visitor = makeVisitor(app, (await signInAs(deps, 'administrator')).cookie);
  await fill('poco', 1);
  await fill('mucho', 100);
}, 60_000);

afterAll(async () => await app.close());

async function fill(slug: string, size: number): Promise<void> {
  const event = await insertEdition(deps.db, slug);
  const from = Temporal.Instant.from('2027-03-07T14:00:00Z');
  await insertProgramme(deps.db, event.id, { sessions: size, speakers: size, from });
  for (let n = 0; n < size; n++)
    await withTransaction(deps.db, (trx) =>
      registerPerson(
        trx,
        { actor: { kind: 'anonymous' }, vault: deps.vault, now: START },
        event,
        registering(n),
      ),
    );
}

const PATHS = [
  '',
  '/programa',
  '/programa/nueva',
  '/ponentes',
  '/salas',
  '/preguntas',
  '/historial',
  '/inscripciones',
  '/inscripciones?q=persona',
  '/inscripciones/numeros',
];

it.each(PATHS)('…/{slug}%s', async (path) => {
  const statements = async (slug: string) =>
    counting.count(async () => {
      expect((await visitor.get(`/admin/encuentros/${slug}${path}`)).statusCode).toBe(200);
    });
  expect(await statements('mucho')).toBe(await statements('poco'));
});

it('the list of editions', async () => {
  const count = () =>
    counting.count(async () => expect((await visitor.get('/admin/encuentros')).statusCode).toBe(200));
  const few = await count();
  for (let n = 0; n < 40; n++) await insertEdition(deps.db, `edicion-${n}`);
  expect(await count()).toBe(few);
});

it('the export reads in batches, not row by row', async () => {
  const statements = async (slug: string) =>
    counting.count(async () => {
      expect((await visitor.post(`/admin/encuentros/${slug}/inscripciones/exportar`)).statusCode).toBe(200);
    });
  expect(await statements('mucho')).toBe(await statements('poco'));
});
