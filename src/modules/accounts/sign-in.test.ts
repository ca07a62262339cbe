import { DeduplicateJoinsPlugin, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { START, testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { countingDb } from '../../../test/harness/statements.ts';
import type { Deps } from '../../platform/deps.ts';
import { loadActor } from './actor.ts';
import { authOf } from './auth.ts';
import { disableStaff } from './commands/staff.ts';
import { makeStaff, PASSWORD } from './fixtures.ts';
import { signIn, signOut } from './sign-in.ts';

const database = useDatabase();
let deps: Deps;
let now = START;

beforeAll(() => {
  deps = testDeps(database.db, () => now);
});

/** What a browser would send back. */
function cookieHeader(lines: readonly string[]): string {
  return lines.map((line) => line.split(';')[0]).join('; ');
}

async function enter(email: string, with_: Deps = deps): Promise<string[]> {
  const result = await signIn(with_, { email, password: PASSWORD });
  if (result.state !== 'signed_in') throw new Error(`not signed in: ${result.state}`);
  return result.cookies;
}

const actorOf = (cookie: string) => loadActor(deps, new Headers({ cookie }), []);

describe('a session', () => {
  it('belongs to whoever gave the password, however the address was typed', async () => {
    const id = await makeStaff(deps, { name: 'Ana Ficticia', email: 'ana@example.org', roles: ['editor'] });
    const cookie = cookieHeader(await enter(' Ana@Example.ORG '));
    expect(await actorOf(cookie)).toEqual({
      kind: 'staff',
      userId: id,
      name: 'Ana Ficticia',
      roles: ['editor'],
      permissions: new Set(),
    });
  });

  it('is kept in a cookie that scripts and other sites do not get, and that ends with the browser', async () => {
    await makeStaff(deps, { email: 'cookie@example.org', roles: ['editor'] });
    const attributes = (lines: string[]) => lines.map((line) => line.replace(/=[^;]+/, '='));
    expect(attributes(await enter('cookie@example.org'))).toEqual([
      'ja.session_token=; Path=/; HttpOnly; SameSite=Lax',
    ]);

    // Another handle on the same database: the library is made once per handle.
    const secure: Deps = {
      ...deps,
      db: deps.db.withSchema('public'),
      config: { ...deps.config, baseUrl: 'https://sitio.example' },
    };
    expect(attributes(await enter('cookie@example.org', secure))).toEqual([
      '__Secure-ja.session_token=; Path=/; HttpOnly; Secure; SameSite=Lax',
    ]);
  });

  it('keeps neither network address nor browser, even when the library is handed them', async () => {
    const id = await makeStaff(deps, { email: 'nowhere@example.org', roles: ['editor'] });
    const auth = await authOf(deps);
    const user = await database.db
      .selectFrom('staff_users')
      .select('address_key')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const headers = new Headers({
      'x-forwarded-for': '203.0.113.77',
      'user-agent': 'Navegador Plantado/1.0',
    });
    await auth.api.signInEmail({ body: { email: user.address_key, password: PASSWORD }, headers });
    const row = await database.db
      .selectFrom('staff_sessions')
      .selectAll()
      .where('user_id', '=', id)
      .executeTakeFirstOrThrow();
    expect([row.ip_address, row.user_agent]).toEqual([null, null]);
    expect(JSON.stringify(row)).not.toMatch(/203\.0|Plantado/);

    // And the table refuses it, whatever a later version of the library does.
    const planted = database.pool.query(
      "update staff_sessions set ip_address = '203.0.113.77' where id = $1",
      [row.id],
    );
    await expect(planted).rejects.toMatchObject({ code: '23514' });
  });

  it('lasts twelve hours from its last use', async () => {
    const id = await makeStaff(deps, { email: 'sliding@example.org', roles: ['editor'] });
    const cookie = cookieHeader(await enter('sliding@example.org'));
    const expiry = async () => {
      const row = await database.db
        .selectFrom('staff_sessions')
        .select('expires_at')
        .where('user_id', '=', id)
        .executeTakeFirstOrThrow();
      return row.expires_at.since(START).total('minutes');
    };
    const at = async (minutes: number) => {
      now = START.add({ minutes });
      return (await actorOf(cookie)).kind;
    };
    expect([await at(0), await expiry()]).toEqual(['staff', 720]);
    // Within the hour nothing is written.
    expect([await at(59), await expiry()]).toEqual(['staff', 720]);
    expect([await at(61), await expiry()]).toEqual(['staff', 781]);
    expect([await at(61 + 719), await expiry()]).toEqual(['staff', 1500]);
    expect([await at(1500), await expiry()]).toEqual(['anonymous', 1500]);
    now = START;
  });

  it('costs one statement, and none without the cookie', async () => {
    await makeStaff(deps, { email: 'queries@example.org', roles: ['editor'] });
    const cookie = cookieHeader(await enter('queries@example.org'));
    const counting = countingDb(database.pool);
    const counted: Deps = { ...deps, db: counting.db };
    const load = (header: string) =>
      counting.count(() => loadActor(counted, new Headers({ cookie: header }), []));
    expect(await load(cookie)).toBe(1);
    expect(await load('')).toBe(0);
    expect(await load('lang=es; other=1')).toBe(0);
    // A forged signature is seen before the database is asked.
    expect(await load(`ja.session_token=${'a'.repeat(32)}.${'b'.repeat(43)}%3D`)).toBe(0);
  });

  it('is over after signing out, and at once when the person is disabled', async () => {
    await makeStaff(deps, { email: 'guardian@example.org' });
    const id = await makeStaff(deps, { email: 'leaving@example.org', roles: ['editor'] });
    const first = cookieHeader(await enter('leaving@example.org'));
    const second = cookieHeader(await enter('leaving@example.org'));
    const cleared = await signOut(deps, await actorOf(first), first);
    expect(cleared.find((line) => line.startsWith('ja.session_token='))).toContain('Max-Age=0');
    expect((await actorOf(first)).kind).toBe('anonymous');
    expect((await actorOf(second)).kind).toBe('staff');
    const actor = { kind: 'system', what: 'test' } as const;
    await database.db.transaction().execute((trx) => disableStaff(trx, deps, actor, id));
    expect((await actorOf(second)).kind).toBe('anonymous');
    expect(await signIn(deps, { email: 'leaving@example.org', password: PASSWORD })).toEqual({
      state: 'refused',
    });
  });
});

describe('the sign-in library', () => {
  it('finds the tables as it wants them, but for the one row that it never writes', async () => {
    // A new handle each time: the library looks once.
    const complaints = async () => {
      const auth = await authOf({ ...deps, db: deps.db.withPlugin(new DeduplicateJoinsPlugin()) });
      const { explicitSchemaCheck } = await auth.$context;
      const said = await Promise.resolve(explicitSchemaCheck?.()).then(() => '', String);
      return [...said.matchAll(/^ {4}(\S+)$/gm)].map((line) => line[1]);
    };
    // Members of staff are made by our own commands.
    expect(await complaints()).toEqual(['staff_users.sealed']);
    await sql`alter table staff_two_factor rename column locked_until to other`.execute(database.db);
    expect(await complaints()).toContain('staff_two_factor.locked_until');
    await sql`alter table staff_two_factor rename column other to locked_until`.execute(database.db);
  });

  it('asks nobody outside', async () => {
    await makeStaff(deps, { email: 'quiet@example.org', roles: ['editor'] });
    const asked: unknown[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = async (...request) => {
      asked.push(request[0]);
      return real(...request);
    };
    try {
      await enter('quiet@example.org', { ...deps, db: deps.db.withSchema('public') });
    } finally {
      globalThis.fetch = real;
    }
    expect(asked).toEqual([]);
  });
});

describe('a refusal', () => {
  it('is the same for an unknown address and a wrong password, also in time', async () => {
    await makeStaff(deps, { email: 'known@example.org', roles: ['editor'] });
    const took = async (email: string) => {
      const start = performance.now();
      const result = await signIn(deps, { email, password: 'otra frase cualquiera' });
      return { result, ms: performance.now() - start };
    };
    await took('warm@example.org');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 4; round++) {
      const wrong = await took('known@example.org');
      const nobody = await took('nobody@example.org');
      expect(wrong.result).toEqual({ state: 'refused' });
      expect(nobody.result).toEqual({ state: 'refused' });
      known.push(wrong.ms);
      unknown.push(nobody.ms);
    }
    // Both do the slow hash: without it the unknown one would take a tenth.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5);
    expect(Math.min(...known)).toBeGreaterThan(Math.min(...unknown) * 0.5);
  });

  it('comes after five tries for everybody who tries that address, and for no other', async () => {
    for (const email of ['tried@example.org', 'not-there@example.org']) {
      const tries = await Promise.all(
        Array.from({ length: 30 }, () => signIn(deps, { email, password: 'adivinando sin parar' })),
      );
      const states = tries.map((result) => result.state);
      // Thirty at once: the sixth may still be looked at, the pause begins with it.
      expect(states.filter((s) => s === 'refused').length).toBe(5);
      expect(states.filter((s) => s === 'paused').length).toBe(25);
    }
    await makeStaff(deps, { email: 'calm@example.org', roles: ['editor'] });
    expect((await signIn(deps, { email: 'calm@example.org', password: PASSWORD })).state).toBe('signed_in');
  });

  it('is forgotten once the right password was given', async () => {
    await makeStaff(deps, { email: 'clumsy@example.org', roles: ['editor'] });
    const wrong = () => signIn(deps, { email: 'clumsy@example.org', password: 'casi la que era' });
    for (let round = 0; round < 4; round++) expect((await wrong()).state).toBe('refused');
    await enter('clumsy@example.org');
    for (let round = 0; round < 4; round++) expect((await wrong()).state).toBe('refused');
    await enter('clumsy@example.org');
  });
});
