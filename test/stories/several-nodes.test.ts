/**
 * Two whole programs on one separate PostgreSQL, as behind a load balancer: started at the same moment on an empty
 * database, stormed together for one place, one of them killed.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { postponeEdition } from '../../src/modules/events/commands/announce.ts';
import { ACT } from '../../src/modules/events/commands/fixtures.ts';
import { countPlaces } from '../../src/modules/events/fixtures.ts';
import { freePort } from '../../src/platform/db/embedded/cluster.ts';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { loadOrCreateKey } from '../../src/platform/vault/key.ts';
import { createVault } from '../../src/platform/vault/vault.ts';
import { testDeps } from '../harness/app.ts';
import { createDatabase } from '../harness/database.ts';
import {
  type Program,
  eventually,
  processesOf,
  startProgram,
  statusOf,
  useProgram,
} from '../harness/program.ts';
import { startSmtp, type TestSmtp } from '../harness/smtp.ts';
import { openEdition, postForm, postJson } from './encuentro/door.ts';

const PATIENCE = 60_000;
const PEOPLE = 40;
/** Of the load balancer, which is not there: the tests knock at both doors themselves. */
const BASE_URL = 'http://encuentro.test';
const SLUG = 'ultimo-lugar';
const person = (n: number) => ({ name: `Persona Ejemplo ${n}`, email: `p${n}@gente.example` });

interface Node {
  program: Program;
  data: string;
  address: string;
}

const program = useProgram();
const role = `nodes_${randomBytes(6).toString('hex')}`;
let database: Awaited<ReturnType<typeof createDatabase>>;
let smtp: TestSmtp;
let deps: Deps;
let env: Record<string, string>;
let nodes: [Node, Node];

/** As the server's owner. */
async function maintain(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('clusterUrl') });
  await client.connect();
  await client.query(statement).finally(async () => await client.end());
}

async function startNode(): Promise<Node> {
  const [data, port] = await Promise.all([program.folder(), freePort()]);
  const node = startProgram(data, ['serve'], { env: { ...env, PORT: String(port) } });
  await node.ready;
  return { program: node, data, address: `http://127.0.0.1:${port}` };
}

beforeAll(async () => {
  smtp = await startSmtp();
  database = await createDatabase({ empty: true });
  // What the operator's guide asks for: a role without rights, and its own empty database.
  await maintain(`create role ${role} login password '${role}'`);
  await maintain(`alter database ${database.name} owner to ${role}`);
  const url = new URL(database.url);
  url.username = role;
  url.password = role;
  const key = path.join(path.dirname(await program.folder()), 'secret.key');
  env = { DATABASE_URL: url.href, SECRET_KEY_FILE: key, SMTP_URL: smtp.url, BASE_URL, SAMPLES: '1' };
  nodes = await Promise.all([startNode(), startNode()]);
  const eyes = testDeps(openDb(openPool({ url: url.href, max: 3, name: 'story' })), () =>
    Temporal.Now.instant(),
  );
  deps = { ...eyes, vault: createVault(await loadOrCreateKey(key)) };
}, 2 * PATIENCE);

afterAll(async () => {
  for (const node of nodes ?? []) node.program.child.kill('SIGKILL');
  await deps?.db.destroy();
  await smtp?.stop();
  await database?.drop();
  await maintain(`drop role if exists ${role}`);
}, PATIENCE);

/** Every job that leaves the queue from now on, with how often it was begun and by whom. */
async function watchQueue(): Promise<() => Promise<{ attempts: number; by: string }[]>> {
  await sql`create table seen_jobs (attempts int, by text)`.execute(deps.db);
  await sql`create function note_job() returns trigger language plpgsql as
    $$ begin insert into seen_jobs values (old.attempts, old.locked_by); return old; end $$`.execute(deps.db);
  await sql`create trigger note_job before delete on graphile_worker._private_jobs
    for each row execute function note_job()`.execute(deps.db);
  return async () =>
    (await sql<{ attempts: number; by: string }>`select attempts, by from seen_jobs`.execute(deps.db)).rows;
}

describe('two nodes on one database', { timeout: 2 * PATIENCE }, () => {
  it('start together on an empty database and fill it once', async () => {
    expect(await Promise.all(nodes.map(({ address }) => statusOf(`${address}/readyz`)))).toEqual([200, 200]);
    const editions = await deps.db.selectFrom('events').select('slug').orderBy('slug').execute();
    expect(new Set(editions.map(({ slug }) => slug)).size).toBe(editions.length);
    expect(editions.length).toBe(2);
    const notices = await deps.db.selectFrom('privacy_notices').select('version').execute();
    expect(notices.map(({ version }) => version)).toEqual([1]);
  });

  it('give the last place once, and each of their people one mail', async () => {
    const { id } = await openEdition({ deps }, SLUG, {
      event: { confirm_email: false },
      places: { capacity_total: 1 },
    });
    const answers = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, n) => {
        const { address } = nodes[n % 2 === 0 ? 0 : 1];
        const api = `${address}/api/v1/events/${SLUG}/registrations`;
        return await postJson(api, { ...person(n), accept: true });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const rows = await deps.db
      .selectFrom('event_registrations')
      .select(['state', 'position'])
      .where('event_id', '=', id)
      .orderBy('position')
      .execute();
    expect(rows.map(({ state }) => state)).toEqual(
      rows.map((_, at) => (at === 0 ? 'confirmed' : 'waitlisted')),
    );
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, at) => at + 1));
    expect(rows.length).toBe(PEOPLE);
    expect(await countPlaces(deps.db, id)).toMatchObject({ counted: 1, held: 1 });
    await onceEach(PEOPLE);
  });

  it('share the jobs and run each once', async () => {
    const seen = await watchQueue();
    await sql`select graphile_worker.add_job('events.tend_places') from generate_series(1, 60)`.execute(
      deps.db,
    );
    const { id } = await deps.db
      .selectFrom('events')
      .select('id')
      .where('slug', '=', SLUG)
      .executeTakeFirstOrThrow();
    await withTransaction(deps.db, (trx) =>
      postponeEdition(trx, { ...ACT, now: deps.now() }, id, { note: 'Por fuerza mayor.' }),
    );
    await eventually('the jobs are done', async () => (await seen()).length >= 61, PATIENCE);
    expect((await seen()).filter(({ attempts }) => attempts !== 1)).toEqual([]);
    expect(new Set((await seen()).map(({ by }) => by)).size).toBe(2);
    await onceEach(2 * PEOPLE);
  });

  it('one is killed: the other goes on, and a new one joins', async () => {
    const [first, second] = nodes;
    first.program.child.kill('SIGKILL');
    await first.program.ended;
    expect(await processesOf(first.data)).toEqual([]);
    await openEdition({ deps }, 'despues', { event: { confirm_email: false } });
    const form = (address: string) => `${address}/encuentros/despues/registro`;
    expect((await postForm(form(second.address), { ...person(900), accept: 'yes' })).status).toBe(303);
    await smtp.waitFor(1, { to: person(900).email, timeoutMs: PATIENCE });

    const third = await startNode();
    expect((await postForm(form(third.address), { ...person(901), accept: 'yes' })).status).toBe(303);
    await smtp.waitFor(1, { to: person(901).email, timeoutMs: PATIENCE });
    for (const node of [second, third]) {
      node.program.child.kill('SIGTERM');
      expect(await node.program.ended).toBe(0);
      expect(await processesOf(node.data)).toEqual([]);
    }
  });
});

/** So many mails were promised, and each came in one piece and one time. */
async function onceEach(count: number): Promise<void> {
  const open = () => deps.db.selectFrom('mails').select('id').where('state', '!=', 'sent').execute();
  const sent = () => deps.db.selectFrom('mails').select(['message_id', 'attempts']).execute();
  await eventually(
    'every mail is sent',
    async () => (await sent()).length >= count && (await open()).length === 0,
    PATIENCE,
  );
  const mails = await sent();
  expect(mails.length).toBe(count);
  expect(new Set(mails.map(({ attempts }) => attempts))).toEqual(new Set([1]));
  const came = smtp.mails.map(({ parsed }) => parsed.messageId).toSorted();
  expect(came).toEqual(mails.map(({ message_id }) => message_id).toSorted());
}
