import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { disableStaff, enableStaff, setRoles } from './commands/staff.ts';
import { makeStaff } from './fixtures.ts';
import { findStaff, STAFF_PER_PAGE } from './queries.ts';

const site = useApp();
const SYSTEM = { kind: 'system', what: 'test' } as const;
let admin: Visitor;
let adminId = '';

beforeEach(async () => {
  await sql`truncate staff_users, staff_links cascade`.execute(site.deps.db);
  const session = await signInAs(site.deps, 'administrator');
  adminId = session.userId;
  admin = makeVisitor(site.app, session.cookie);
});

const rolesOf = async (id: string) => (await findStaff(site.deps.db, site.deps, id))?.roles;

describe('the list of staff', () => {
  it('shows who has which role, and leads to each', async () => {
    const id = await makeStaff(site.deps, {
      name: 'Luis Ficticio',
      email: 'luis@example.org',
      roles: ['editor', 'facilitator'],
    });
    const list = readPage(await admin.get('/admin/personal'));
    const row = list.$('tbody tr').filter((_, e) => list.$(e).text().includes('Luis Ficticio'));
    expect(
      row
        .find('th, td')
        .toArray()
        .map((e) => list.$(e).text()),
    ).toEqual(['Luis Ficticio', 'luis@example.org', 'Edición y Facilitación', 'Sin segundo factor']);
    expect(row.find('a').attr('href')).toBe(`/admin/personal/${id}`);
    expect(readPage(await admin.get(`/admin/personal/${id}`)).title).toBe('Luis Ficticio');
    expect((await admin.get(`/admin/personal/${randomUUID()}`)).statusCode).toBe(404);
    expect((await admin.get('/admin/personal/xx')).statusCode).toBe(404);
  });

  it('goes page by page', async () => {
    for (let at = 0; at < STAFF_PER_PAGE; at++)
      await makeStaff(site.deps, { email: `n${at}@example.org`, roles: ['editor'] });
    const first = readPage(await admin.get('/admin/personal'));
    const next = first.$('a[rel="next"]').attr('href') ?? '';
    const second = readPage(await admin.get(next));
    expect([first.$('tbody tr').length, second.$('tbody tr').length]).toEqual([STAFF_PER_PAGE, 1]);
    expect(second.$('a[rel="first"]').attr('href')).toBe('/admin/personal');
  });
});

describe('roles', () => {
  it('change at once, also in sessions that are open', async () => {
    const other = await signInAs(site.deps, 'editor');
    const visitor = makeVisitor(site.app, other.cookie);
    expect((await visitor.get('/admin/personal')).statusCode).toBe(403);
    const saved = await admin.post(`/admin/personal/${other.userId}`, {
      roles: ['administrator', 'moderator'],
    });
    expect(readPage(await admin.follow(saved)).notices).toEqual(['Las funciones cambiaron']);
    expect(await rolesOf(other.userId)).toEqual(['administrator', 'moderator']);
    expect((await visitor.get('/admin/personal')).statusCode).toBe(200);
    const none = await admin.post(`/admin/personal/${other.userId}`, {});
    expect([none.statusCode, readPage(none).faults]).toEqual([422, ['Elija una opción: Funciones']]);
  });
});

describe('an account', () => {
  it('that is disabled lets nobody in until it is enabled', async () => {
    const other = await signInAs(site.deps, 'editor');
    const visitor = makeVisitor(site.app, other.cookie);
    await admin.post(`/admin/personal/${other.userId}/desactivar`);
    expect((await visitor.get('/admin/cuenta')).statusCode).toBe(303);
    await admin.post(`/admin/personal/${other.userId}/activar`);
    // The old session is over; a new one is possible.
    expect((await visitor.get('/admin/cuenta')).statusCode).toBe(303);
    expect((await findStaff(site.deps.db, site.deps, other.userId))?.disabledAt).toBeUndefined();
  });

  it('loses its second factor by the administrator, with its sessions', async () => {
    const other = await signInAs(site.deps, 'editor');
    await site.deps.db
      .insertInto('staff_two_factor')
      .values({
        id: randomUUID(),
        user_id: other.userId,
        secret: 'x',
        backup_codes: 'x',
        verified: true,
        locked_until: null,
        codes_kept_at: null,
      })
      .execute();
    await admin.post(`/admin/personal/${other.userId}/quitar-segundo-factor`);
    expect((await findStaff(site.deps.db, site.deps, other.userId))?.twoFactor).toBe(false);
    expect((await makeVisitor(site.app, other.cookie).get('/admin/cuenta')).statusCode).toBe(303);
  });
});

describe('the last administrator', () => {
  it('can neither be disabled nor lose the role, and is told why', async () => {
    const disabled = await admin.post(`/admin/personal/${adminId}/desactivar`);
    const words =
      'Es la única persona activa en administración: antes de esto, dé esa función a alguien más.';
    expect([disabled.statusCode, readPage(disabled).faults]).toEqual([422, [words]]);
    const role = await admin.post(`/admin/personal/${adminId}`, { roles: ['editor'] });
    expect([role.statusCode, readPage(role).faults]).toEqual([422, [words]]);
    expect(await rolesOf(adminId)).toEqual(['administrator']);
  });

  it('is not one who is disabled', async () => {
    const other = await makeStaff(site.deps, { email: 'second@example.org' });
    const run = <T>(work: (trx: Parameters<typeof disableStaff>[0]) => Promise<T>) =>
      site.deps.db.transaction().execute(work);
    expect(await run((trx) => disableStaff(trx, site.deps, SYSTEM, other))).toBe('changed');
    expect(await run((trx) => disableStaff(trx, site.deps, SYSTEM, adminId))).toBe('last_administrator');
    // To take a role from somebody who is disabled anyway changes nothing about who can administer.
    expect(await run((trx) => setRoles(trx, site.deps, SYSTEM, other, ['editor']))).toBe('changed');
    expect(await run((trx) => enableStaff(trx, site.deps, SYSTEM, other))).toBe('changed');
    expect(await run((trx) => setRoles(trx, site.deps, SYSTEM, adminId, []))).toBe('last_administrator');
  });

  it('would be lost without the lock, when two remove each other', async () => {
    const other = await makeStaff(site.deps, { email: 'second@example.org' });
    const { db } = site.deps;
    const count = sql<{
      n: number;
    }>`select count(*)::int as n from staff_roles r join staff_users u on u.id = r.user_id
      where role = 'administrator' and disabled_at is null`;
    const [first, second] = await Promise.all([
      db.startTransaction().execute(),
      db.startTransaction().execute(),
    ]);
    // Each looks, sees two, and takes the other away.
    const seen = [(await count.execute(first)).rows[0]?.n, (await count.execute(second)).rows[0]?.n];
    await first.deleteFrom('staff_roles').where('user_id', '=', other).execute();
    await second.deleteFrom('staff_roles').where('user_id', '=', adminId).execute();
    await Promise.all([first.commit().execute(), second.commit().execute()]);
    expect([seen, (await count.execute(db)).rows[0]?.n]).toEqual([[2, 2], 0]);
  });

  it.each([
    [
      'roles',
      (trx: Parameters<typeof setRoles>[0], id: string) => setRoles(trx, site.deps, SYSTEM, id, ['editor']),
    ],
    [
      'disabling',
      (trx: Parameters<typeof setRoles>[0], id: string) => disableStaff(trx, site.deps, SYSTEM, id),
    ],
  ])('stays, however many are removed at once (%s)', async (_how, remove) => {
    for (let round = 0; round < 5; round++) {
      await sql`truncate staff_users cascade`.execute(site.deps.db);
      const ids: string[] = [];
      for (let at = 0; at < 4; at++) ids.push(await makeStaff(site.deps, { email: `a${at}@example.org` }));
      const results = await Promise.all(
        ids.map((id) => site.deps.db.transaction().execute((trx) => remove(trx, id))),
      );
      expect(results.toSorted()).toEqual(['changed', 'changed', 'changed', 'last_administrator']);
    }
  });
});
