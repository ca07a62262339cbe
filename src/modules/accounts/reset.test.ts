import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { accountMails } from './mails.ts';
import { makeStaff, PASSWORD } from './fixtures.ts';
import { accountJobs } from './jobs.ts';
import { signIn } from './sign-in.ts';

const site = useApp();
const FRESH = 'nueve barcos de papel';

beforeEach(async () => {
  site.setNow(START);
  await sql`truncate staff_users, staff_links, mails cascade`.execute(site.deps.db);
  await sql`delete from graphile_worker._private_jobs`.execute(site.deps.db);
});

/** Runs the jobs that wait, as the worker would. @returns their payloads */
async function work(): Promise<unknown[]> {
  const { rows } = await sql<{ payload: Record<string, unknown> }>`
    delete from graphile_worker._private_jobs returning payload`.execute(site.deps.db);
  const job = accountJobs(site.deps).find((j) => j.name === 'accounts.reset_password');
  for (const { payload } of rows) await job?.run(payload, site.deps);
  return rows.map((r) => r.payload);
}

async function written(kind: string) {
  const rows = await site.deps.db
    .selectFrom('mails')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('id')
    .execute();
  const spec = accountMails(site.deps).find((s) => s.kind === kind);
  return Promise.all(rows.map(async (row) => spec?.compose(row.subject_id, row.data, site.deps.db)));
}

async function ask(email: string): Promise<string[]> {
  const answer = await makeVisitor(site.app).post('/admin/contrasena', { email });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/admin/contrasena/enviado']);
  await work();
  const mails = await written('accounts.password_reset');
  return mails.map((mail) => new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '').pathname);
}

describe('a forgotten password', () => {
  it('is replaced through a link in a mail, which ends every open session', async () => {
    await makeStaff(site.deps, { name: 'Inés Ficticia', email: 'ines@example.org', roles: ['editor'] });
    const open = makeVisitor(site.app);
    await open.post('/admin/entrar', { email: 'ines@example.org', password: PASSWORD });
    expect((await open.get('/admin/cuenta')).statusCode).toBe(200);

    // Somebody else is guessing at this account, so that signing in has to wait.
    for (let at = 0; at < 6; at++)
      await signIn(site.deps, { email: 'ines@example.org', password: 'adivinando aquí' });

    const [path = ''] = await ask(' INES@example.org');
    const visitor = makeVisitor(site.app);
    expect(readPage(await visitor.get(path)).title).toBe('Elegir una contraseña nueva');
    expect(readPage(await visitor.post(path, { password: 'inesficticia' })).faults.length).toBe(1);
    const changed = await visitor.post(path, { password: FRESH });
    expect(readPage(await visitor.follow(changed)).notices).toEqual([
      'Su contraseña cambió. Ya puede iniciar sesión con ella.',
    ]);

    expect((await open.get('/admin/cuenta')).statusCode).toBe(303);
    expect((await visitor.get(path)).statusCode).toBe(410);
    expect((await signIn(site.deps, { email: 'ines@example.org', password: PASSWORD })).state).toBe(
      'refused',
    );
    expect((await signIn(site.deps, { email: 'ines@example.org', password: FRESH })).state).toBe('signed_in');
    const [notice] = await written('accounts.password_changed');
    expect(notice).toMatchObject({
      to: { address: 'ines@example.org' },
      subject: 'Su contraseña en el sitio de Justicia Abierta cambió',
    });
  });

  it('is answered alike for an address that nobody has, and nothing is sent or said of it', async () => {
    await makeStaff(site.deps, { email: 'known@example.org', roles: ['editor'] });
    const answers = [];
    for (const email of ['known@example.org', 'nobody@example.org']) {
      const answer = await makeVisitor(site.app).post('/admin/contrasena', { email });
      const { date: _date, ...headers } = answer.headers;
      answers.push({ status: answer.statusCode, body: answer.body, headers });
    }
    expect(answers[0]).toEqual(answers[1]);
    const payloads = await work();
    expect(payloads.length).toBe(2);
    expect(JSON.stringify(payloads)).not.toMatch(/known|nobody|example/);
    expect((await written('accounts.password_reset')).length).toBe(1);
  });

  it('has a link for an hour, one at a time', async () => {
    await makeStaff(site.deps, { email: 'hour@example.org', roles: ['editor'] });
    const [path = ''] = await ask('hour@example.org');
    // Pressing again right away sends nothing more.
    expect((await ask('hour@example.org')).length).toBe(1);
    site.setNow(START.add({ minutes: 59 }));
    expect((await makeVisitor(site.app).get(path)).statusCode).toBe(200);
    site.setNow(START.add({ minutes: 60 }));
    expect((await makeVisitor(site.app).get(path)).statusCode).toBe(410);
    expect((await makeVisitor(site.app).post(path, { password: FRESH })).statusCode).toBe(410);
  });

  it('uses up the other links too, and works for one of two at once', async () => {
    await makeStaff(site.deps, { email: 'twice@example.org', roles: ['editor'] });
    const [first = ''] = await ask('twice@example.org');
    site.setNow(START.add({ minutes: 10 }));
    const second = (await ask('twice@example.org'))[1] ?? '';
    const both = await Promise.all([1, 2].map(() => makeVisitor(site.app).post(second, { password: FRESH })));
    expect(both.map((r) => r.statusCode).toSorted()).toEqual([303, 410]);
    expect((await makeVisitor(site.app).get(first)).statusCode).toBe(410);
  });
});

describe('changing the password', () => {
  it('asks for the present one and ends the other sessions, not this one', async () => {
    await makeStaff(site.deps, { email: 'change@example.org', roles: ['editor'] });
    const [here, elsewhere] = [makeVisitor(site.app), makeVisitor(site.app)];
    for (const v of [here, elsewhere])
      await v.post('/admin/entrar', { email: 'change@example.org', password: PASSWORD });
    const wrong = await here.post('/admin/cuenta/contrasena', {
      current: 'no es la que tengo',
      password: FRESH,
    });
    expect(readPage(wrong).faults).toEqual(['La contraseña no es correcta.']);
    const changed = await here.post('/admin/cuenta/contrasena', { current: PASSWORD, password: FRESH });
    expect(readPage(await here.follow(changed)).notices).toEqual([
      'Su contraseña cambió y sus demás sesiones se cerraron',
    ]);
    expect((await elsewhere.get('/admin/cuenta')).statusCode).toBe(303);
    expect((await signIn(site.deps, { email: 'change@example.org', password: FRESH })).state).toBe(
      'signed_in',
    );
  });

  it('slows down whoever guesses the present one in a session left open', async () => {
    await makeStaff(site.deps, { email: 'left@example.org', roles: ['editor'] });
    const visitor = makeVisitor(site.app);
    await visitor.post('/admin/entrar', { email: 'left@example.org', password: PASSWORD });
    const guess = async () =>
      readPage(
        await visitor.post('/admin/cuenta/contrasena', { current: 'adivinando aquí', password: FRESH }),
      ).faults;
    for (let at = 0; at < 5; at++) expect(await guess()).toEqual(['La contraseña no es correcta.']);
    expect((await guess())[0]).toMatch(/^Hubo demasiados intentos/);
  });

  it('and signing out everywhere end every session', async () => {
    await makeStaff(site.deps, { email: 'all@example.org', roles: ['editor'] });
    const [here, elsewhere] = [makeVisitor(site.app), makeVisitor(site.app)];
    for (const v of [here, elsewhere])
      await v.post('/admin/entrar', { email: 'all@example.org', password: PASSWORD });
    expect((await here.get('/admin/cuenta')).body).toContain('Hay 2 sesiones abiertas');
    await here.post('/admin/cuenta/sesiones');
    expect([
      (await here.get('/admin/cuenta')).statusCode,
      (await elsewhere.get('/admin/cuenta')).statusCode,
    ]).toEqual([303, 303]);
    // Signing out leaves the others alone.
    for (const v of [here, elsewhere])
      await v.post('/admin/entrar', { email: 'all@example.org', password: PASSWORD });
    expect((await here.post('/admin/salir')).headers.location).toBe('/admin/entrar');
    expect([
      (await here.get('/admin/cuenta')).statusCode,
      (await elsewhere.get('/admin/cuenta')).statusCode,
    ]).toEqual([303, 200]);
  });
});
