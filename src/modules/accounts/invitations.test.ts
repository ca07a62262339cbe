import { beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { START, useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../test/harness/visitor.ts';
import { acceptInvitation } from './commands/invitations.ts';
import { hashPassword } from './commands/staff-rows.ts';
import { sweepAccounts } from './commands/sweep.ts';
import { accountMails } from './mails.ts';
import { makeStaff, PASSWORD } from './fixtures.ts';
import { addUser } from './index.ts';
import { findStaffByEmail, listInvitations } from './queries.ts';
import { signIn } from './sign-in.ts';

const site = useApp();
let admin: Visitor;

beforeEach(async () => {
  site.setNow(START);
  await sql`truncate staff_users, staff_links, staff_invitations, mails cascade`.execute(site.deps.db);
  admin = makeVisitor(site.app, (await signInAs(site.deps, 'administrator')).cookie);
});

/** Writes every promised mail of a kind, as the sender would. */
async function written(kind: string) {
  const rows = await site.deps.db
    .selectFrom('mails')
    .selectAll()
    .where('kind', '=', kind)
    .where('state', '=', 'queued')
    .orderBy('id')
    .execute();
  const spec = accountMails(site.deps).find((s) => s.kind === kind);
  return Promise.all(rows.map(async (row) => spec?.compose(row.subject_id, row.data, site.deps.db)));
}

const linkIn = (text: string | undefined) => new URL(/https?:\/\/\S+/.exec(text ?? '')?.[0] ?? '').pathname;
const INVITED = {
  name: 'Marta Ficticia',
  email: 'Marta@Example.org',
  roles: ['editor', 'moderator'],
  language: 'es',
};

async function invite(fields: Partial<typeof INVITED> = {}): Promise<string> {
  const answer = await admin.post('/admin/personal/invitar', { ...INVITED, ...fields });
  expect(answer.headers.location).toBe('/admin/personal?listo=invitacion');
  const mails = await written('accounts.invitation');
  return linkIn(mails.at(-1)?.text);
}

describe('an invitation', () => {
  it('goes out by mail, and the link makes the account with its roles', async () => {
    const path = await invite();
    const [mail] = await written('accounts.invitation');
    expect(mail).toMatchObject({
      to: { name: 'Marta Ficticia', address: 'Marta@Example.org' },
      subject: 'Invitación al equipo de Justicia Abierta',
    });
    expect(mail?.text).toContain('Su función será: Edición y Moderación.');

    const visitor = makeVisitor(site.app);
    const shown = readPage(await visitor.get(path));
    expect(shown.title).toBe('Le damos la bienvenida al equipo de Justicia Abierta');
    expect(shown.$('input[name="name"]').attr('value')).toBe('Marta Ficticia');
    const tooMuchLikeHer = await visitor.post(path, {
      name: 'Marta Ficticia',
      password: 'marta@example.org',
    });
    expect(readPage(tooMuchLikeHer).faults).toEqual([
      'Esa contraseña se parece demasiado a su nombre o a su correo. Elija otra.',
    ]);

    const accepted = await visitor.post(path, { name: 'Marta F.', password: PASSWORD });
    expect([accepted.statusCode, accepted.headers.location]).toEqual([303, '/admin']);
    expect(readPage(await visitor.follow(accepted)).title).toBe('Le damos la bienvenida, Marta F.');
    expect((await visitor.get('/admin/personal')).statusCode).toBe(403);

    expect((await makeVisitor(site.app).get(path)).statusCode).toBe(410);
    expect(await listInvitations(site.deps.db, site.deps)).toEqual([]);
    const marta = await findStaffByEmail(site.deps.db, site.deps, 'marta@example.org');
    expect(marta).toMatchObject({
      name: 'Marta F.',
      email: 'Marta@Example.org',
      roles: ['editor', 'moderator'],
    });
  });

  it('is good for seven days', async () => {
    const path = await invite();
    const visitor = makeVisitor(site.app);
    site.setNow(START.add({ hours: 7 * 24 - 1 }));
    expect((await visitor.get(path)).statusCode).toBe(200);
    site.setNow(START.add({ hours: 7 * 24 }));
    expect((await visitor.get(path)).statusCode).toBe(410);
    expect((await visitor.post(path, { name: 'Marta', password: PASSWORD })).statusCode).toBe(410);
  });

  it('sent again has another link; the one before is void, and a mail not gone yet is not doubled', async () => {
    const first = await invite();
    const [open] = await listInvitations(site.deps.db, site.deps);
    await admin.post(`/admin/personal/invitaciones/${open?.id}/reenviar`);
    const mails = await written('accounts.invitation');
    expect(mails.length).toBe(1);
    const second = linkIn(mails[0]?.text);
    expect(second).not.toBe(first);
    expect((await makeVisitor(site.app).get(first)).statusCode).toBe(410);
    expect((await makeVisitor(site.app).get(second)).statusCode).toBe(200);
  });

  it('can be withdrawn: no link, no mail, no name left', async () => {
    const path = await invite();
    const [open] = await listInvitations(site.deps.db, site.deps);
    await admin.post(`/admin/personal/invitaciones/${open?.id}/retirar`);
    expect((await makeVisitor(site.app).get(path)).statusCode).toBe(410);
    expect(await written('accounts.invitation')).toEqual([]);
    const row = await site.deps.db.selectFrom('staff_invitations').select('sealed').executeTakeFirstOrThrow();
    expect(row.sealed).toBeNull();
    // The address may be invited anew.
    await invite();
  });

  it('is refused in words for an address that is in the team or invited already', async () => {
    await invite();
    const twice = await admin.post('/admin/personal/invitar', { ...INVITED, email: 'marta@example.ORG' });
    expect([twice.statusCode, readPage(twice).faults.length]).toEqual([422, 1]);
    await makeStaff(site.deps, { email: 'in@example.org' });
    const known = await admin.post('/admin/personal/invitar', { ...INVITED, email: 'IN@example.org' });
    expect(readPage(known).faults).toEqual(['Ya hay una persona con esta dirección en el equipo.']);
    const empty = await admin.post('/admin/personal/invitar', {
      name: 'X',
      email: 'no es',
      roles: ['root'],
      language: 'es',
    });
    expect([empty.statusCode, readPage(empty).faults.length]).toEqual([422, 2]);
  });

  it('makes one account however many accept at once, and one invitation however many invite', async () => {
    const path = await invite();
    const token = path.split('/').at(-1) ?? '';
    const passwordHash = await hashPassword(PASSWORD);
    const accepted = await Promise.all(
      Array.from({ length: 6 }, () =>
        site.deps.db
          .transaction()
          .execute((trx) =>
            acceptInvitation(trx, site.deps, token, { name: 'Marta', passwordHash, language: 'es' }),
          ),
      ),
    );
    expect(accepted.filter((r) => r.state === 'created').length).toBe(1);
    const invited = await Promise.all(
      Array.from({ length: 6 }, () =>
        admin.post('/admin/personal/invitar', { ...INVITED, email: 'otra@example.org' }),
      ),
    );
    expect(invited.map((r) => r.statusCode).toSorted()).toEqual([303, 422, 422, 422, 422, 422]);
  });

  it('that nobody accepts names nobody after a month', async () => {
    await invite();
    const sweep = (days: number) =>
      site.deps.db.transaction().execute((trx) => sweepAccounts(trx, START.add({ hours: 24 * days })));
    const sealed = async () =>
      (await site.deps.db.selectFrom('staff_invitations').select('sealed').executeTakeFirstOrThrow()).sealed;
    await sweep(36);
    expect(await sealed()).not.toBeNull();
    await sweep(38);
    expect(await sealed()).toBeNull();
  });
});

describe('ja user add', () => {
  const linkFor = async (given: Parameters<typeof addUser>[1]): Promise<string> => {
    const added = await addUser(site.deps, given);
    if (added.state !== 'invited') throw new Error(added.state);
    return added.link;
  };

  it('gives a link that makes the account, and a new one when asked again', async () => {
    const given = { email: 'operadora@example.org', roles: ['administrator'] as const };
    const first = await linkFor(given);
    const second = await linkFor({ ...given, roles: ['editor'] });
    expect((await makeVisitor(site.app).get(new URL(first).pathname)).statusCode).toBe(410);
    const made = await makeVisitor(site.app).post(new URL(second).pathname, {
      name: 'Operadora Ficticia',
      password: PASSWORD,
    });
    expect(made.headers.location).toBe('/admin');
    expect((await signIn(site.deps, { email: 'operadora@example.org', password: PASSWORD })).state).toBe(
      'signed_in',
    );
    expect(await addUser(site.deps, given)).toEqual({ state: 'already_staff' });
  });
});
