import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { acceptFirstAdmin } from './commands/first-admin.ts';
import { hashPassword } from './commands/staff-rows.ts';
import { PASSWORD } from './fixtures.ts';
import { firstAdminLink } from './index.ts';

const site = useApp();
const pathOf = (link: string | undefined) => new URL(link ?? '').pathname;
const tokenOf = (link: string | undefined) => pathOf(link).split('/').at(-1) ?? '';

beforeEach(async () => {
  await sql`truncate staff_users, staff_links cascade`.execute(site.deps.db);
});

describe('the link of the first start', () => {
  it('makes the first administrator, who goes on to the second factor', async () => {
    const path = pathOf(await firstAdminLink(site.deps));
    expect(path).toMatch(/^\/admin\/primer-uso\/[\w-]{43}$/);
    const visitor = makeVisitor(site.app);
    const shown = await visitor.get(path);
    expect([shown.statusCode, readPage(shown).title]).toEqual([200, 'La primera cuenta de administración']);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(shown.headers['referrer-policy']).toBe('same-origin');

    const weak = await visitor.post(path, {
      name: 'Rosa Ficticia',
      email: 'rosa@example.org',
      password: 'contraseña123',
    });
    expect([weak.statusCode, readPage(weak).faults.length]).toEqual([422, 1]);
    expect(weak.body).toContain('value="rosa@example.org"');
    expect(weak.body).not.toContain('contraseña123');

    const made = await visitor.post(path, {
      name: 'Rosa Ficticia',
      email: 'rosa@example.org',
      password: PASSWORD,
    });
    expect([made.statusCode, made.headers.location]).toEqual([303, '/admin/segundo-factor/activar']);
    expect(readPage(await visitor.follow(made)).title).toBe('Activar el segundo factor');
  });

  it('works once, and none is made while there is an administrator', async () => {
    const link = await firstAdminLink(site.deps);
    const form = { name: 'Rosa Ficticia', email: 'rosa@example.org', password: PASSWORD };
    await makeVisitor(site.app).post(pathOf(link), form);
    const again = makeVisitor(site.app);
    const shown = await again.get(pathOf(link));
    expect([shown.statusCode, readPage(shown).title]).toEqual([410, 'Este enlace ya no sirve']);
    expect((await again.post(pathOf(link), { ...form, email: 'otra@example.org' })).statusCode).toBe(410);
    expect(await firstAdminLink(site.deps)).toBeUndefined();
    expect((await site.deps.db.selectFrom('staff_users').select('id').execute()).length).toBe(1);
  });

  it('is refused beside the field for an address that has an account already', async () => {
    const form = { name: 'Rosa Ficticia', email: 'rosa@example.org', password: PASSWORD };
    await makeVisitor(site.app).post(pathOf(await firstAdminLink(site.deps)), form);
    await site.deps.db.updateTable('staff_roles').set({ role: 'editor' }).execute();
    const path = pathOf(await firstAdminLink(site.deps));
    const refused = await makeVisitor(site.app).post(path, form);
    expect([refused.statusCode, readPage(refused).faults.length]).toEqual([422, 1]);
    const made = await makeVisitor(site.app).post(path, { ...form, email: 'otra@example.org' });
    expect(made.headers.location).toBe('/admin/segundo-factor/activar');
  });

  it('is void once a later start made another', async () => {
    const first = await firstAdminLink(site.deps);
    const second = await firstAdminLink(site.deps);
    expect((await makeVisitor(site.app).get(pathOf(first))).statusCode).toBe(410);
    expect((await makeVisitor(site.app).get(pathOf(second))).statusCode).toBe(200);
  });

  it('is kept nowhere, and a forged one opens nothing', async () => {
    const token = tokenOf(await firstAdminLink(site.deps));
    const dump = JSON.stringify(await site.deps.db.selectFrom('staff_links').selectAll().execute());
    expect(dump).not.toContain(token);
    const visitor = makeVisitor(site.app);
    for (const forged of [
      'x',
      site.deps.vault.token('accounts.first_admin', randomUUID()),
      `${token.slice(0, -2)}AA`,
      'A'.repeat(43),
    ]) {
      expect((await visitor.get(`/admin/primer-uso/${forged}`)).statusCode).toBe(410);
    }
  });
});

describe('two people with the same link', () => {
  it('would both become administrators without the lock', async () => {
    const { db } = site.deps;
    await firstAdminLink(site.deps);
    const isUnused = sql<{ id: string }>`select id from staff_links where used_at is null`;
    const [first, second] = await Promise.all([
      db.startTransaction().execute(),
      db.startTransaction().execute(),
    ]);
    const seen = [(await isUnused.execute(first)).rows.length, (await isUnused.execute(second)).rows.length];
    await Promise.all([first.rollback().execute(), second.rollback().execute()]);
    expect(seen).toEqual([1, 1]);
  });

  it('make one administrator with it', async () => {
    const token = tokenOf(await firstAdminLink(site.deps));
    const passwordHash = await hashPassword(PASSWORD);
    const accept = (at: number) =>
      site.deps.db.transaction().execute((trx) =>
        acceptFirstAdmin(trx, site.deps, token, {
          name: 'Persona Ficticia',
          email: `p${at}@example.org`,
          passwordHash,
          language: 'es',
        }),
      );
    const results = await Promise.all(Array.from({ length: 8 }, (_, at) => accept(at)));
    expect(results.map((r) => r.state).toSorted()).toEqual([
      'created',
      ...Array.from({ length: 7 }, () => 'used'),
    ]);
    const administrators = await site.deps.db
      .selectFrom('staff_roles')
      .select('user_id')
      .where('role', '=', 'administrator')
      .execute();
    expect(administrators.length).toBe(1);
  });
});
