import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { promiseMails } from '../../platform/mail/promise.ts';
import { forgetSettings } from '../../platform/settings/settings.ts';
import { makeStaff, PASSWORD } from './fixtures.ts';
import { addUser } from './index.ts';
import { backPath } from './routes/ways.tsx';

const site = useApp();
let admin: Visitor;

beforeEach(async () => {
  await sql`truncate staff_users, staff_invitations, settings, mails, audit_log cascade`.execute(
    site.deps.db,
  );
  forgetSettings(site.deps.db);
  admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
});

async function promise(...states: string[]): Promise<string[]> {
  const ids = await site.deps.db.transaction().execute((trx) =>
    promiseMails(
      trx,
      states.map((state) => ({ kind: 'accounts.invitation', subjectId: `s-${state}` })),
    ),
  );
  for (const [at, state] of states.entries()) {
    await sql`update mails set state = ${state}, error_code = ${state === 'refused' ? 'smtp_550' : null},
      sent_at = case when ${state} = 'sent' then now() end where id = ${ids[at]}`.execute(site.deps.db);
  }
  return ids;
}

describe('the first page', () => {
  it('says what needs attention, to whoever can do something about it', async () => {
    await promise('refused', 'failed', 'queued');
    await addUser(site.deps, { email: 'una@example.org', roles: ['editor'] });
    const page = readPage(await admin.get('/admin'));
    expect(page.notices).toEqual([
      'Guarde una copia de la llave secreta',
      'Los correos no salen todavía',
      '2 correos no pudieron entregarse',
      '1 invitación espera respuesta',
    ]);
    const editor = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
    expect(readPage(await editor.get('/admin')).notices).toEqual([]);
  });

  it('is behind the sign-in page, which leads back and nowhere else', async () => {
    const stranger = makeVisitor(site.app);
    expect((await stranger.get('/admin/correos?estado=failed')).headers.location).toBe(
      '/admin/entrar?volver=%2Fadmin%2Fcorreos%3Festado%3Dfailed',
    );
    const goes: Record<string, string> = {
      '/admin/cuenta?listo=codigos': '/admin/cuenta?listo=codigos',
      'https://malo.example/admin': '/admin',
      '//malo.example': '/admin',
      '/admin/../encuentros': '/admin',
      '/administrador.example': '/admin',
      '/admin\\malo.example': '/admin',
      '/admin/salir': '/admin',
      '/encuentros': '/admin',
    };
    for (const [asked, path] of Object.entries(goes)) expect(backPath(asked), asked).toBe(path);
    expect(backPath('/admin/✓')).toBe('/admin');
    expect(backPath(undefined)).toBe('/admin');
  });
});

describe('mails', () => {
  it('are shown by state with kind, time and code, never to whom', async () => {
    const [refused = ''] = await promise('refused', 'sent', 'queued');
    const all = readPage(await admin.get('/admin/correos'));
    expect(all.$('tbody tr').length).toBe(3);
    const page = readPage(await admin.get('/admin/correos?estado=refused'));
    const cells = page
      .$('tbody tr')
      .find('th, td')
      .toArray()
      .slice(0, 5)
      .map((e) => page.$(e).text());
    expect([cells[0], ...cells.slice(2)]).toEqual(['Invitación al equipo', 'Rechazado', '0', 'smtp_550']);
    expect(cells[1]).toMatch(/^\d{1,2} \p{L}+ 20\d\d, \d{1,2}:\d\d$/u);
    expect(page.$('nav.tabs a[aria-current]').text()).toContain('Rechazado');

    const retried = await admin.post(`/admin/correos/${refused}/reintentar`);
    expect(readPage(await admin.follow(retried)).notices).toContain(
      'El correo se intentará de nuevo enseguida',
    );
    expect(readPage(await admin.get('/admin/correos?estado=refused')).$('tbody tr').length).toBe(0);
  });

  it('go page by page', async () => {
    await promise(...Array.from({ length: 51 }, () => 'sent'));
    const first = readPage(await admin.get('/admin/correos?estado=sent'));
    const second = readPage(await admin.get(first.$('a[rel="next"]').attr('href') ?? ''));
    expect([first.$('tbody tr').length, second.$('tbody tr').length]).toEqual([50, 1]);
  });
});

describe('activity', () => {
  it('names who did what, out of ids', async () => {
    const id = await makeStaff(site.deps, {
      name: 'Olga Ficticia',
      email: 'olga@example.org',
      roles: ['editor'],
    });
    await makeVisitor(site.app).post('/admin/entrar', { email: 'olga@example.org', password: PASSWORD });
    await addUser(site.deps, { email: 'una@example.org', roles: ['editor'] });
    const page = readPage(await admin.get('/admin/actividad'));
    const rows = page
      .$('tbody tr')
      .toArray()
      .map((row) =>
        page
          .$(row)
          .find('td')
          .toArray()
          .map((e) => page.$(e).text()),
      );
    expect(rows.map((r) => r.slice(0, 2))).toEqual([
      ['El programa (command_line)', 'Invitó a una persona'],
      ['Olga Ficticia', 'Inició sesión'],
    ]);
    expect(rows[1]?.[2]).toBe(`staff ${id}`);
    const { rows: kept } = await sql<{ text: string }>`select audit_log::text as text from audit_log`.execute(
      site.deps.db,
    );
    expect(JSON.stringify(kept)).not.toMatch(/Olga|olga@|una@/);
  });
});

describe('the secret key', () => {
  it('is asked about until a copy is confirmed, and again when it is another key', async () => {
    const page = readPage(await admin.get('/admin/llave'));
    expect(page.$('dd code').first().text()).toBe(site.deps.config.secretKeyFile);
    const refused = await admin.post('/admin/llave', {});
    expect([refused.statusCode, readPage(refused).faults]).toEqual([
      422,
      ['Marque la casilla cuando la copia exista.'],
    ]);
    const confirmed = await admin.post('/admin/llave', { confirm: 'yes' });
    expect(readPage(await admin.follow(confirmed)).notices).toEqual(['Queda anotado que existe una copia']);
    forgetSettings(site.deps.db);
    expect(readPage(await admin.get('/admin')).notices).not.toContain('Guarde una copia de la llave secreta');
    await sql`update settings set value = jsonb_set(value, '{keyId}', '"another"') where key = 'accounts.key_copy_confirmed'`.execute(
      site.deps.db,
    );
    forgetSettings(site.deps.db);
    expect(readPage(await admin.get('/admin')).notices).toContain('Guarde una copia de la llave secreta');
  });
});

describe('a dump of the database', () => {
  it('holds neither name, address nor password of staff or of those invited', async () => {
    site.setNow(START);
    await makeStaff(site.deps, {
      name: 'Plantada Visible',
      email: 'plantada@visible.example',
      roles: ['editor'],
    });
    const visitor = makeVisitor(site.app);
    await visitor.post('/admin/entrar', {
      email: 'plantada@visible.example',
      password: 'equivocada a propósito',
    });
    await visitor.post('/admin/entrar', { email: 'plantada@visible.example', password: PASSWORD });
    await visitor.post('/admin/contrasena', { email: 'plantada@visible.example' });
    await visitor.post('/admin/segundo-factor', { password: PASSWORD });
    await admin.post('/admin/personal/invitar', {
      name: 'Invitada Visible',
      email: 'invitada@visible.example',
      roles: 'editor',
      language: 'es',
    });
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`.execute(
      site.deps.db,
    );
    let dump = '';
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
        site.deps.db,
      );
      dump += rows.map((r) => r.row).join('\n');
    }
    // What is there can be found this way…
    expect(dump).toContain('accounts.signed_in');
    expect(dump.toLowerCase()).toContain(Buffer.from('accounts').toString('utf8'));
    // … and what could name somebody is not, in clear, in hex or in base64.
    for (const planted of [
      'Plantada',
      'plantada@',
      'Invitada',
      'invitada@',
      'visible.example',
      PASSWORD,
      'equivocada',
    ]) {
      for (const spelling of [
        planted,
        Buffer.from(planted).toString('hex'),
        Buffer.from(planted).toString('base64').replaceAll('=', '').slice(0, -1),
      ]) {
        expect(dump.toLowerCase().includes(spelling.toLowerCase()), `${planted} as ${spelling}`).toBe(false);
      }
    }
  });
});
