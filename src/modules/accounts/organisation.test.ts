import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { photo } from '../../platform/files/fixtures.ts';
import { forgetSettings } from '../../platform/settings/settings.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { publishPrivacyNotice } from './commands/privacy.ts';
import { currentPrivacyVersion, ensurePrivacyNotice } from './index.ts';

const site = useApp();
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const FORM = {
  name: 'Colectivo Ejemplo',
  email: 'hola@ejemplo.org',
  phone: '',
  address: '1a calle\nCiudad',
  website: 'https://ejemplo.org',
  timeZone: 'America/Bogota',
};
let admin: Visitor;
let cookie = '';

beforeEach(async () => {
  site.setNow(START);
  await sql`truncate staff_users, settings, files, privacy_notices cascade`.execute(site.deps.db);
  forgetSettings(site.deps.db);
  ({ cookie } = await signInAs(site.deps, 'administrator'));
  admin = makeVisitor(site.app, cookie);
});

/** Sends the form as a browser does when a file is chosen. */
async function save(fields: Record<string, string>, logo?: { name: string; type: string; bytes: Buffer }) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ ...FORM, ...fields })) data.append(name, value);
  data.append(
    'logo',
    logo ? new File([new Uint8Array(logo.bytes)], logo.name, { type: logo.type }) : new File([], ''),
  );
  const request = new Request('http://localhost/', { method: 'POST', body: data });
  const payload = Buffer.from(await request.arrayBuffer());
  const headers = { cookie, 'content-type': request.headers.get('content-type') ?? '' };
  return site.app.inject({ method: 'POST', url: '/admin/organizacion', headers, payload });
}

describe('the organisation', () => {
  it('is saved and shown on every page at once', async () => {
    const saved = await save({});
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/admin/organizacion?listo=guardado']);
    expect(await readOrganisation(site.deps.db)).toEqual({ ...FORM });
    const page = readPage(await makeVisitor(site.app).get('/privacidad'));
    expect(page.$('title').text()).toBe('Aviso de privacidad · Colectivo Ejemplo');
    expect(page.$('footer').text()).toContain('hola@ejemplo.org');
    const form = readPage(await admin.get('/admin/organizacion'));
    expect(form.$('select[name="timeZone"] option[selected]').attr('value')).toBe('America/Bogota');
  });

  it('is refused with what is wrong beside each field', async () => {
    const refused = await save({
      name: ' ',
      email: 'no es',
      website: 'javascript:alert(1)',
      timeZone: 'Marte/Olympus',
    });
    const page = readPage(refused);
    expect(refused.statusCode).toBe(422);
    expect(
      page
        .$('.error-summary a')
        .toArray()
        .map((e) => page.$(e).attr('href')),
    ).toEqual(['#f-name', '#f-email', '#f-website', '#f-timeZone']);
    expect((await readOrganisation(site.deps.db)).name).toBe('Justicia Abierta');
  });

  it('keeps a logo made anew from its pixels, serves it as nothing but a picture, and replaces it', async () => {
    const sent = Buffer.concat([PNG, Buffer.from('<?php echo 1;')]);
    await save({}, { name: '../../Mi Logo.svg', type: 'image/svg+xml', bytes: sent });
    const { logo } = await readOrganisation(site.deps.db);
    expect(logo?.name).toBe('logo.png');
    const page = readPage(await makeVisitor(site.app).get('/privacidad'));
    const href = page.$('header img').attr('src') ?? '';
    const file = await site.app.inject({ url: href });
    expect([file.statusCode, file.rawPayload.subarray(1, 4).toString()]).toEqual([200, 'PNG']);
    expect(file.rawPayload.includes('<?php')).toBe(false);
    expect(file.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect((await site.app.inject({ url: href.replace('logo.png', 'otro.png') })).statusCode).toBe(404);

    // Saving without a picture, or with the same one, leaves it; another takes its place; the box takes it away.
    await save({ name: 'Otro nombre' });
    await save({}, { name: 'logo.png', type: 'image/png', bytes: sent });
    expect((await readOrganisation(site.deps.db)).logo).toEqual(logo);
    const other = await save(
      {},
      { name: 'x.jpg', type: 'image/jpeg', bytes: await (await photo(40, 30)).jpeg().toBuffer() },
    );
    expect(other.body).toBe('');
    expect((await readOrganisation(site.deps.db)).logo?.name).toBe('logo.jpg');
    expect((await site.app.inject({ url: href })).statusCode).toBe(404);
    await save({ remove_logo: 'yes' });
    expect((await readOrganisation(site.deps.db)).logo).toBeUndefined();
    expect((await site.deps.db.selectFrom('files').select('id').execute()).length).toBe(0);
  });

  it('leaves a picture of the library where it is when it is the logo no more', async () => {
    await save({}, { name: 'logo.png', type: 'image/png', bytes: PNG });
    await site.deps.db.updateTable('files').set({ kept: true }).execute();
    await save({ remove_logo: 'yes' });
    expect((await site.deps.db.selectFrom('files').select('id').execute()).length).toBe(1);
  });

  it.each([
    [
      'a drawing that can hold scripts',
      'logo.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      'El logotipo no es una imagen PNG, JPEG o WebP.',
    ],
    [
      'a page called a picture',
      'logo.png',
      Buffer.from('<!doctype html><script>1</script>'),
      'El logotipo no es una imagen PNG, JPEG o WebP.',
    ],
    [
      'half a picture',
      'logo.jpg',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      'La imagen está dañada o incompleta: ábrala en su equipo, guárdela de nuevo y envíela otra vez.',
    ],
    [
      'a picture that is too big',
      'logo.png',
      Buffer.concat([PNG, Buffer.alloc(512_000)]),
      'El logotipo pesa demasiado: use una imagen de 512 kB o menos.',
    ],
  ])('refuses %s and keeps what was typed', async (_what, name, bytes, fault) => {
    const refused = await save({ name: 'Nombre escrito' }, { name, type: 'image/png', bytes });
    const page = readPage(refused);
    expect([refused.statusCode, page.faults]).toEqual([422, [fault]]);
    expect(page.$('input[name="name"]').attr('value')).toBe('Nombre escrito');
    expect((await site.deps.db.selectFrom('files').select('id').execute()).length).toBe(0);
  });

  it('says before the upload what a logo may be', async () => {
    const page = readPage(await admin.get('/admin/organizacion'));
    const words = page.$('#f-logo').closest('.field').text();
    expect(words).toContain('Formatos: PNG, JPEG o WebP.');
    expect(words).toContain('Tamaño máximo: 512\u00a0kB.');
  });

  it('decides which roles need a second factor, from the next page on', async () => {
    const editor = await signInAs(site.deps, 'editor');
    await sql`update staff_users set two_factor_enabled = false where id = ${editor.userId}`.execute(
      site.deps.db,
    );
    const visitor = makeVisitor(site.app, editor.cookie);
    expect((await visitor.get('/admin')).statusCode).toBe(200);
    await admin.post('/admin/organizacion/segundo-factor', { roles: ['administrator', 'editor'] });
    const page = readPage(await admin.get('/admin/organizacion'));
    expect(
      page
        .$('input[name="roles"][checked]')
        .toArray()
        .map((e) => page.$(e).attr('value')),
    ).toEqual(['administrator', 'editor']);
    expect((await visitor.get('/admin')).headers.location).toBe('/admin/segundo-factor');
    // None at all is possible too.
    await admin.post('/admin/organizacion/segundo-factor', {});
    expect((await visitor.get('/admin')).statusCode).toBe(200);
    const none = readPage(await admin.get('/admin/organizacion'));
    expect(none.$('input[name="roles"][checked]').length).toBe(0);
  });
});

describe('the privacy notice', () => {
  it('is there from the first start, once', async () => {
    expect(await currentPrivacyVersion(site.deps.db)).toBe(0);
    await Promise.all(Array.from({ length: 5 }, () => ensurePrivacyNotice(site.deps)));
    expect(await currentPrivacyVersion(site.deps.db)).toBe(1);
    const page = readPage(await makeVisitor(site.app).get('/privacidad'));
    expect(page.title).toBe('Aviso de privacidad');
    const questions = page
      .$('.prose p')
      .toArray()
      .flatMap((e) => /^¿.*?\?/.exec(page.$(e).text())?.[0] ?? []);
    expect(questions).toEqual([
      '¿Qué datos pedimos?',
      '¿Para qué los usamos?',
      '¿Quién los ve?',
      '¿Cuánto tiempo los guardamos?',
      '¿Cómo puede corregirlos o eliminarlos?',
      '¿A quién puede preguntar?',
    ]);
  });

  it('gets a new number and date with every change; the old ones can still be read', async () => {
    await ensurePrivacyNotice(site.deps);
    site.setNow(START.add({ hours: 24 * 30 }));
    const body = `Un aviso nuevo, escrito por la organización.\n\nCon dos párrafos y <b>sin</b> marcas.`;
    // A month later the session has run out: sign in anew.
    admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
    const edit = readPage(await admin.get('/admin/organizacion/privacidad'));
    expect(edit.$('.lead').text()).toContain('se crea la versión 2');
    await admin.post('/admin/organizacion/privacidad', { body });
    expect(await currentPrivacyVersion(site.deps.db)).toBe(2);
    const current = readPage(await makeVisitor(site.app).get('/privacidad'));
    expect(
      current
        .$('.prose p')
        .toArray()
        .map((e) => current.$(e).text()),
    ).toEqual(body.split('\n\n'));
    expect(current.$('.lead').text()).toBe('Versión 2, del miércoles, 23 de diciembre de 2026');
    const old = readPage(await makeVisitor(site.app).get('/privacidad/1'));
    expect(old.notices).toEqual(['Esta versión ya no está vigente']);
    expect(old.$('.lead').text()).toBe('Versión 1, del lunes, 23 de noviembre de 2026');
    for (const path of ['/privacidad/3', '/privacidad/0', '/privacidad/x', '/privacidad/1e1']) {
      expect((await site.app.inject({ url: path })).statusCode).toBe(404);
    }
  });

  it('published again as it is makes no new version; two at once make two', async () => {
    await ensurePrivacyNotice(site.deps);
    const row = await site.deps.db.selectFrom('privacy_notices').select('body').executeTakeFirstOrThrow();
    const same = await admin.post('/admin/organizacion/privacidad', { body: row.body });
    expect(same.headers.location).toBe('/admin/organizacion?listo=sin-cambio');
    const publish = (body: string) =>
      site.deps.db
        .transaction()
        .execute((trx) => publishPrivacyNotice(trx, site.deps, { kind: 'system', what: 'test' }, body));
    const versions = await Promise.all(['a', 'b', 'c', 'd'].map((body) => publish(body)));
    expect(versions.map((v) => v.version).toSorted()).toEqual([2, 3, 4, 5]);
  });
});
