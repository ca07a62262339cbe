import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { authenticatorCode } from '../../../test/harness/authenticator.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { makeStaff, PASSWORD } from './fixtures.ts';

const site = useApp();

/** Sets a second factor up through the pages. @returns the key as shown and the recovery codes */
async function setUp(visitor: Visitor): Promise<{ key: string; codes: string[] }> {
  await visitor.post('/admin/segundo-factor', { password: PASSWORD });
  const page = readPage(await visitor.get('/admin/segundo-factor/activar'));
  const key = page.$('code.secret').text();
  const confirmed = await visitor.post('/admin/segundo-factor/activar', { code: authenticatorCode(key) });
  const shown = readPage(await visitor.follow(confirmed));
  return {
    key,
    codes: shown
      .$('ul.codes code')
      .toArray()
      .map((e) => shown.$(e).text()),
  };
}

async function passwordStep(email: string): Promise<Visitor> {
  const visitor = makeVisitor(site.app);
  const answer = await visitor.post('/admin/entrar', { email, password: PASSWORD });
  expect(answer.headers.location).toBe('/admin/entrar/codigo');
  return visitor;
}

describe('an administrator without a second factor', () => {
  let visitor: Visitor;
  beforeAll(async () => {
    await makeStaff(site.deps, { name: 'Eva Ficticia', email: 'eva@example.org' });
    visitor = makeVisitor(site.app);
  });

  it('is led from the password straight to setting it up', async () => {
    const answer = await visitor.post('/admin/entrar', {
      email: 'eva@example.org',
      password: PASSWORD,
      volver: '/admin/personal',
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/admin/segundo-factor/activar']);
    const page = readPage(await visitor.follow(answer));
    expect(page.title).toBe('Activar el segundo factor');
    expect(page.$('svg[aria-label="Código QR para la aplicación de códigos"] path').attr('d')).toMatch(
      /^M0 0h7v1h-7z/,
    );
    expect(page.$('code.secret').text()).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    const uri = new URL(page.$('a[href^="otpauth:"]').attr('href') ?? '');
    expect(uri.searchParams.get('secret')).toBe(page.$('code.secret').text().replaceAll(' ', ''));
  });

  it('can do nothing else before', async () => {
    expect((await visitor.get('/admin')).headers.location).toBe('/admin/segundo-factor');
    expect((await visitor.get('/admin/personal')).statusCode).toBe(403);
    expect((await visitor.post('/admin/llave', { confirm: 'on' })).statusCode).toBe(403);
    expect((await visitor.get('/admin/cuenta')).statusCode).toBe(200);
  });

  it('is told when the code is wrong, and enters with the right one', async () => {
    const page = readPage(await visitor.get('/admin/segundo-factor/activar'));
    const wrong = await visitor.post('/admin/segundo-factor/activar', { code: '000000' });
    expect([wrong.statusCode, readPage(wrong).faults]).toEqual([
      422,
      ['El código no es correcto o ya se usó. Espere el siguiente y escríbalo.'],
    ]);
    const code = authenticatorCode(page.$('code.secret').text());
    const right = await visitor.post('/admin/segundo-factor/activar', {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    });
    expect(right.headers.location).toBe('/admin/segundo-factor/codigos');
    expect((await visitor.get('/admin/personal')).statusCode).toBe(200);
  });

  it('sees the recovery codes until they are kept, then never again', async () => {
    const first = readPage(await visitor.get('/admin/segundo-factor/codigos'));
    const codes = first
      .$('ul.codes code')
      .toArray()
      .map((e) => first.$(e).text());
    expect(codes.length).toBe(10);
    expect(codes.every((c) => /^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/.test(c))).toBe(true);
    expect(readPage(await visitor.get('/admin')).notices).toContain('Guarde sus códigos de recuperación');
    await visitor.post('/admin/segundo-factor/codigos');
    const again = await visitor.get('/admin/segundo-factor/codigos');
    expect([again.statusCode, again.body]).toEqual([303, '']);
    // Nor is the shared secret shown any more.
    expect((await visitor.get('/admin/segundo-factor/activar')).statusCode).toBe(303);
  });

  it('may not take it away', async () => {
    const page = readPage(await visitor.get('/admin/segundo-factor'));
    expect(page.$('a[href="/admin/segundo-factor/quitar"]').length).toBe(0);
    await visitor.post('/admin/segundo-factor/quitar', { password: PASSWORD });
    expect((await visitor.get('/admin/personal')).statusCode).toBe(200);
  });
});

describe('signing in with a second factor', () => {
  let key = '';
  let codes: string[] = [];
  let used = '';
  beforeAll(async () => {
    await makeStaff(site.deps, { email: 'two@example.org', roles: ['editor'] });
    const visitor = makeVisitor(site.app);
    await visitor.post('/admin/entrar', { email: 'two@example.org', password: PASSWORD });
    ({ key, codes } = await setUp(visitor));
  });

  it('needs both steps, and goes on to where one wanted to go', async () => {
    const visitor = makeVisitor(site.app);
    const asked = await visitor.get('/admin/cuenta');
    expect(asked.headers.location).toBe('/admin/entrar?volver=%2Fadmin%2Fcuenta');
    const form = readPage(await visitor.follow(asked));
    expect(form.$('input[name="volver"]').attr('value')).toBe('/admin/cuenta');
    await visitor.post('/admin/entrar', {
      email: 'two@example.org',
      password: PASSWORD,
      volver: '/admin/cuenta',
    });
    expect((await visitor.get('/admin/cuenta')).statusCode).toBe(303);
    used = authenticatorCode(key, 1);
    const entered = await visitor.post('/admin/entrar/codigo', { code: used });
    expect([entered.statusCode, entered.headers.location]).toEqual([303, '/admin/cuenta']);
    expect((await visitor.get('/admin/cuenta')).statusCode).toBe(200);
  });

  it('takes a code once', async () => {
    const visitor = await passwordStep('two@example.org');
    const again = await visitor.post('/admin/entrar/codigo', { code: used });
    expect([again.statusCode, readPage(again).faults.length]).toEqual([422, 1]);
  });

  it('takes a code once, also from two browsers at the same moment', async () => {
    await makeStaff(site.deps, { email: 'race@example.org', roles: ['editor'] });
    const own = makeVisitor(site.app);
    await own.post('/admin/entrar', { email: 'race@example.org', password: PASSWORD });
    const code = authenticatorCode((await setUp(own)).key, 1);
    const browsers = [await passwordStep('race@example.org'), await passwordStep('race@example.org')];
    const both = await Promise.all(browsers.map((v) => v.post('/admin/entrar/codigo', { code })));
    expect(both.map((r) => r.statusCode).toSorted()).toEqual([303, 422]);
  });

  it('takes a recovery code once, with or without its hyphen', async () => {
    const [code = '', other = ''] = codes;
    const visitor = await passwordStep('two@example.org');
    const wrong = await visitor.post('/admin/entrar/recuperacion', { code: 'AAAAA-BBBBB' });
    expect([wrong.statusCode, readPage(wrong).faults]).toEqual([
      422,
      ['El código de recuperación no es correcto o ya se usó.'],
    ]);
    expect(
      (await visitor.post('/admin/entrar/recuperacion', { code: ` ${code.replace('-', '').toUpperCase()} ` }))
        .statusCode,
    ).toBe(303);
    const second = await passwordStep('two@example.org');
    expect((await second.post('/admin/entrar/recuperacion', { code })).statusCode).toBe(422);
    // Two browsers with one code at the same moment: one gets in.
    const [a, b] = [await passwordStep('two@example.org'), await passwordStep('two@example.org')];
    const both = await Promise.all([a, b].map((v) => v.post('/admin/entrar/recuperacion', { code: other })));
    expect(both.map((r) => r.statusCode).filter((s) => s === 303).length).toBe(1);
  });

  it('gives up after five wrong codes, and says to begin anew', async () => {
    // Two browsers at the same moment, above, leave one wrong code or none: here they are counted from nought.
    await site.deps.db.updateTable('staff_two_factor').set({ failed_verification_count: 0 }).execute();
    const visitor = await passwordStep('two@example.org');
    const statuses: number[] = [];
    for (let at = 0; at < 6; at++)
      statuses.push((await visitor.post('/admin/entrar/codigo', { code: String(100_000 + at) })).statusCode);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 303]);
    expect(readPage(await visitor.get('/admin/entrar?vencido=1')).notices).toEqual([
      'Pasó demasiado tiempo o hubo demasiados intentos. Escriba de nuevo su contraseña.',
    ]);
    // Ten in a row, over several beginnings, lock the second step for a quarter of an hour.
    const next = await passwordStep('two@example.org');
    const more: number[] = [];
    for (let at = 0; at < 5; at++)
      more.push((await next.post('/admin/entrar/codigo', { code: String(200_000 + at) })).statusCode);
    expect(more.at(-1)).toBe(422);
    const locked = await (
      await passwordStep('two@example.org')
    ).post('/admin/entrar/recuperacion', { code: codes[3] ?? '' });
    expect([locked.statusCode, readPage(locked).faults]).toEqual([
      429,
      ['Hubo demasiados códigos incorrectos. Espere quince minutos y vuelva a intentar.'],
    ]);
  });

  it('has no second step without the first', async () => {
    const visitor = makeVisitor(site.app);
    expect((await visitor.get('/admin/entrar/codigo')).headers.location).toBe('/admin/entrar');
    expect((await visitor.post('/admin/entrar/codigo', { code: '123456' })).headers.location).toBe(
      '/admin/entrar?vencido=1',
    );
    const forged = makeVisitor(
      site.app,
      'ja.two_factor=2fa-abcdefghijklmnopqrst.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D',
    );
    expect((await forged.post('/admin/entrar/codigo', { code: '123456' })).headers.location).toBe(
      '/admin/entrar?vencido=1',
    );
  });
});

describe("one's own second factor", () => {
  it('is renewed and ended only with the password', async () => {
    await makeStaff(site.deps, { email: 'own@example.org', roles: ['editor'] });
    const visitor = makeVisitor(site.app);
    await visitor.post('/admin/entrar', { email: 'own@example.org', password: PASSWORD });
    const before = await setUp(visitor);
    await visitor.post('/admin/segundo-factor/codigos');

    const wrong = await visitor.post('/admin/segundo-factor/nuevos', { password: 'no es esta tampoco' });
    expect([wrong.statusCode, readPage(wrong).faults]).toEqual([422, ['La contraseña no es correcta.']]);
    const renewed = await visitor.follow(
      await visitor.post('/admin/segundo-factor/nuevos', { password: PASSWORD }),
    );
    const shown = readPage(renewed);
    const after = shown
      .$('ul.codes code')
      .toArray()
      .map((e) => shown.$(e).text());
    expect(after.filter((c) => before.codes.includes(c))).toEqual([]);
    expect(after.length).toBe(10);

    expect(
      (await visitor.post('/admin/segundo-factor/quitar', { password: 'no es esta tampoco' })).statusCode,
    ).toBe(422);
    const ended = await visitor.post('/admin/segundo-factor/quitar', { password: PASSWORD });
    expect(readPage(await visitor.follow(ended)).notices).toEqual(['Su segundo factor se quitó']);
    const again = await makeVisitor(site.app).post('/admin/entrar', {
      email: 'own@example.org',
      password: PASSWORD,
    });
    expect(again.headers.location).toBe('/admin');
  });
});
