/** Supports: one for each mailbox, counted when it is confirmed, never seen by anybody. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import {
  officeSupportsPath,
  ownSupportPath,
  proposalPath,
  supportCountsPath,
  supportPath,
} from './addresses.ts';
import { decideOn, insertPublished, sending } from './fixtures.ts';
import { forgetDue, tendSupports } from './jobs.ts';
import { proposalMails } from './mails.ts';
import { mailboxOf } from './rules/mailbox.ts';
import { supportToken } from './support-sealed.ts';

const site = useApp();

let serial = 0;
async function proposal(): Promise<{ id: string; number: number; version: number }> {
  const text = { ...sending().text, title: `Propuesta que se apoya ${++serial}` };
  const { id, number, version } = await insertPublished(site.deps, { text });
  return { id, number: number ?? 0, version };
}

const send = (number: number, email: string, more: Record<string, string> = {}) =>
  makeVisitor(site.app).post(supportPath(number), { email, ...more });

const rowsOf = (id: string) =>
  site.deps.db.selectFrom('proposal_supports').selectAll().where('proposal_id', '=', id).execute();

const countsOf = async (number: number) =>
  JSON.parse((await makeVisitor(site.app).get(supportCountsPath(number))).body) as Record<string, number>;

const press = (id: string, action: string) =>
  makeVisitor(site.app).post(ownSupportPath(supportToken(site.deps.vault, id)), { action });

describe('a support by mail', () => {
  it('counts once for each mailbox, when its link is pressed; every answer is the same', async () => {
    const { id, number } = await proposal();
    const answers = await Promise.all([
      send(number, 'ana.prueba@ejemplo.test'),
      send(number, 'Ana.Prueba@ejemplo.test'),
      send(number, 'ana.prueba+otra@ejemplo.test'),
      send(number, 'beto.prueba@ejemplo.test'),
    ]);
    expect(new Set(answers.map(({ statusCode, headers }) => `${statusCode} ${headers.location}`))).toEqual(
      new Set([`303 ${proposalPath(number)}/apoyos/recibido`]),
    );
    const rows = await rowsOf(id);
    expect(rows.length).toBe(2);
    const link = ownSupportPath(supportToken(site.deps.vault, rows[0]?.id ?? ''));
    // What opens every link of a mail confirms nothing.
    expect((await makeVisitor(site.app).get(link)).statusCode).toBe(200);
    await tendSupports(site.deps);
    expect(await countsOf(number)).toMatchObject({ mail: 0 });
    await Promise.all([press(rows[0]?.id ?? '', 'confirm'), press(rows[0]?.id ?? '', 'confirm')]);
    await Promise.all([tendSupports(site.deps), tendSupports(site.deps)]);
    await tendSupports(site.deps);
    expect(await countsOf(number)).toEqual({
      number,
      mail: 1,
      meeting: 0,
      paper: 0,
      discarded: 0,
      discarded_by: [],
    });
    // The address went with the confirmation.
    expect((await rowsOf(id)).map(({ sealed }) => sealed === null).toSorted()).toEqual([false, true]);
    await press(rows[0]?.id ?? '', 'take_back');
    expect(await countsOf(number)).toMatchObject({ mail: 0 });
    expect((await rowsOf(id)).length).toBe(1);
  });

  it('five hundred at once from one room all go through, and the count is exact', async () => {
    const { id, number } = await proposal();
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, n) => send(number, `persona${n % 450}@ejemplo.test`)),
    );
    expect(answers.every(({ statusCode }) => statusCode === 303)).toBe(true);
    expect((await rowsOf(id)).length).toBe(450);
    await sql`update proposal_supports set state = 'confirmed', confirmed_at = created_at where proposal_id = ${id}`.execute(
      site.deps.db,
    );
    // Sweeps at once count each row once.
    await Promise.all([tendSupports(site.deps), tendSupports(site.deps), tendSupports(site.deps)]);
    expect(await countsOf(number)).toMatchObject({ mail: 450 });
  });

  it('of what nobody may read is refused as if there were none; a wrong address says so', async () => {
    const one = await proposal();
    const wrong = await send(one.number, 'no es un correo');
    expect(wrong.statusCode).toBe(422);
    expect(readPage(wrong).$('.error-summary a').attr('href')).toBe('#f-email');
    await decideOn(site.deps, one, 'hide');
    expect((await send(one.number, 'ceci@ejemplo.test')).statusCode).toBe(404);
    expect((await send(999_999, 'ceci@ejemplo.test')).statusCode).toBe(404);
    expect((await rowsOf(one.id)).length).toBe(0);
  });

  it('is told of by a sweep, once; again only after a while; and forgotten when nobody confirms', async () => {
    const { id, number } = await proposal();
    const mails = async () =>
      (
        await site.deps.db
          .selectFrom('mails')
          .select('subject_id')
          .where('kind', '=', 'proposals.confirm_support')
          .where('subject_id', '=', (await rowsOf(id))[0]?.id ?? '')
          .execute()
      ).length;
    await send(number, 'dora@ejemplo.test');
    expect(await mails()).toBe(0);
    await tendSupports(site.deps);
    await send(number, 'dora@ejemplo.test');
    await tendSupports(site.deps);
    expect(await mails()).toBe(1);
    const supportId = (await rowsOf(id))[0]?.id ?? '';
    const mail = await proposalMails(site.deps)
      .find(({ kind }) => kind === 'proposals.confirm_support')
      ?.compose(supportId, {}, site.deps.db);
    expect(mail?.text).toContain(ownSupportPath(supportToken(site.deps.vault, supportId)));
    site.setNow(site.deps.now().add({ minutes: 11 }));
    await send(number, 'dora@ejemplo.test');
    await tendSupports(site.deps);
    expect(await mails()).toBe(2);
    site.setNow(site.deps.now().add({ hours: 24 * 15 }));
    expect(await forgetDue(site.deps)).toBeGreaterThan(0);
    expect((await rowsOf(id)).length).toBe(0);
  });
});

describe('a mailbox of somebody else', () => {
  it('gets five mails a day at most, whatever a stranger sends to however many proposals', async () => {
    const many = [];
    for (let n = 0; n < 8; n++) many.push(await proposal());
    for (const { number } of many) await send(number, `victima+${number}@ejemplo.test`);
    await tendSupports(site.deps);
    const ids = (await Promise.all(many.map(({ id }) => rowsOf(id)))).flat().map(({ id }) => id);
    const mails = await site.deps.db
      .selectFrom('mails')
      .select('id')
      .where('kind', '=', 'proposals.confirm_support')
      .where('subject_id', 'in', ids)
      .execute();
    expect([ids.length, mails.length]).toEqual([8, 5]);
  });
});

describe('supports of a meeting and on paper', () => {
  it('are noted with where, when and what does not count; taken back they stay in the record', async () => {
    const { number } = await proposal();
    const staff = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
    const path = officeSupportsPath(number);
    const values = {
      kind: 'paper',
      seen: '40',
      discarded: '3',
      place: 'Salón comunal',
      on_date: '2026-11-20',
    };
    const without = await staff.post(path, values);
    expect(readPage(without).$('.error-summary a').attr('href')).toBe('#f-reason');
    await staff.post(path, { ...values, reason: 'Sin firma' });
    // Pressed twice it is noted once.
    await staff.post(path, { ...values, reason: 'Sin firma' });
    // Corrected it is not passed over in silence: what is noted is to be taken back first.
    const corrected = await staff.post(path, { ...values, discarded: '5', reason: 'Sin firma' });
    expect([corrected.statusCode, readPage(corrected).$('input[name=discarded]').attr('value')]).toEqual([
      422,
      '5',
    ]);
    expect(readPage(corrected).$('.error-summary').text()).toContain('retire primero la anotación anterior');
    await staff.post(path, { kind: 'meeting', seen: '25', place: 'Taller de prueba', on_date: '2026-11-21' });
    const by = [{ kind: 'paper', reason: 'Sin firma', count: 3 }];
    expect(await countsOf(number)).toEqual({
      number,
      mail: 0,
      meeting: 25,
      paper: 37,
      discarded: 3,
      discarded_by: by,
    });
    const page = readPage(await makeVisitor(site.app).get(proposalPath(number)));
    expect(page.$('#apoyos').parent().text()).toContain('3 no cuentan: Sin firma');
    const action =
      readPage(await staff.get(path))
        .$('form[action*="/apoyos/"]')
        .first()
        .attr('action') ?? '';
    await staff.post(action, {});
    expect(await countsOf(number)).toMatchObject({ number, mail: 0, meeting: 0, paper: 37, discarded: 3 });
    expect((await makeVisitor(site.app).get(proposalPath(number))).body).toContain('se retiró: no cuenta');
  });
});

it.each([
  ['ana@ejemplo.test', 'ana@ejemplo.test'],
  ['ana+x@ejemplo.test', 'ana@ejemplo.test'],
  ['a.n.a+x@googlemail.com', 'ana@gmail.com'],
  ['a.na@ejemplo.test', 'a.na@ejemplo.test'],
  ['+x@ejemplo.test', '+x@ejemplo.test'],
])('the mailbox of %s is %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});
