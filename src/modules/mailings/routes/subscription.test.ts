import { beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../../test/harness/visitor.ts';
import { listAudit } from '../../../platform/audit/audit.ts';
import { translator } from '../../../platform/i18n/translate.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { insertEdition } from '../../events/fixtures.ts';
import { linkToken } from '../../events/person.ts';
import { unsubscribePath, unsubscribeToken } from '../addresses.ts';
import { startMailing } from '../commands/send.ts';
import { draft, insertPeople, SYSTEM } from '../../../../test/harness/mailings.ts';
import { mailingJobs } from '../jobs.ts';
import { keptRecipients } from '../kept.ts';

const site = useApp();
const t = translator('es');
let eventId = '';
let ids: string[] = [];
let count = 0;

beforeEach(async () => {
  eventId = (await insertEdition(site.deps.db, `lista-${(count += 1)}`)).id;
  ids = await insertPeople(site.deps, eventId, [{}, {}]);
});

const path = (at = 0) => unsubscribePath(unsubscribeToken(site.deps.vault, ids[at] ?? ''));
const out = () =>
  site.deps.db
    .selectFrom('mailing_unsubscribes')
    .select('registration_id')
    .where('event_id', '=', eventId)
    .execute()
    .then((rows) => rows.map((row) => row.registration_id));

describe('taking oneself off the list', () => {
  it('needs one button; looking changes nothing; there is a way back', async () => {
    const visitor = makeVisitor(site.app);
    const page = readPage(await visitor.get(path()));
    expect(page.title).toBe(t('mailings.subscription.in.title'));
    expect(await out()).toEqual([]);
    const done = await visitor.follow(await visitor.post(path(), { accion: 'baja' }));
    expect(readPage(done).title).toBe(t('mailings.subscription.out.title'));
    expect(readPage(done).notices).toEqual([t('mailings.subscription.out.done')]);
    // Twice is once.
    expect((await visitor.post(path(), { accion: 'baja' })).statusCode).toBe(303);
    expect(await out()).toEqual([ids[0]]);

    const own = `/registro/${linkToken(site.deps.vault, { id: ids[0] ?? '', link_version: 1 })}`;
    const registration = await visitor.get(own);
    expect(registration.body).toContain(t('mailings.note.out'));
    expect(registration.body).toContain(`href="${path()}"`);
    const back = await visitor.follow(await visitor.post(path(), { accion: 'volver' }));
    expect(readPage(back).notices).toEqual([t('mailings.subscription.in.done')]);
    expect(await out()).toEqual([]);
    expect((await visitor.get(own)).body).toContain(t('mailings.note.in'));
    const audited = await listAudit(site.deps.db, {
      limit: 10,
      subject: { kind: 'event_registration', id: ids[0] ?? '' },
    });
    expect(audited.map((one) => one.action)).toEqual(['mailings.subscribe_again', 'mailings.unsubscribe']);
  });

  it.each([
    ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    ],
  ])('takes the one click of a mail program, as %s', async (type, payload) => {
    const headers = { 'content-type': type };
    const answer = await site.app.inject({ method: 'POST', url: path(1), headers, payload });
    expect([answer.statusCode, answer.body, answer.headers['set-cookie']]).toEqual([200, 'ok\n', undefined]);
    expect(await out()).toEqual([ids[1]]);
    // Again, as mail programs do that heard no answer.
    expect((await site.app.inject({ method: 'POST', url: path(1), headers, payload })).statusCode).toBe(200);
    expect(await out()).toEqual([ids[1]]);
  });

  it('is for the holder of the link alone', async () => {
    const { vault } = site.deps;
    const mine = unsubscribeToken(vault, ids[0] ?? '');
    const others = unsubscribeToken(vault, ids[1] ?? '');
    const forged = [
      // The id of one with the signature of another.
      Buffer.concat([
        Buffer.from(mine, 'base64url').subarray(0, 16),
        Buffer.from(others, 'base64url').subarray(16),
      ]).toString('base64url'),
      // Another kind of link to the same registration.
      linkToken(vault, { id: ids[0] ?? '', link_version: 1 }),
      'ejemplo',
      'x'.repeat(43),
    ];
    for (const token of forged) {
      const answer = await makeVisitor(site.app).post(unsubscribePath(token), { accion: 'baja' });
      expect(answer.statusCode).toBe(404);
    }
    const foreign = { origin: 'https://malo.example', 'content-type': 'application/x-www-form-urlencoded' };
    const crossSite = { method: 'POST' as const, url: path(), headers: foreign, payload: 'accion=baja' };
    expect((await site.app.inject(crossSite)).statusCode).toBe(403);
    expect((await makeVisitor(site.app).post(path(), { accion: 'otra' })).statusCode).toBe(400);
    expect(await out()).toEqual([]);
  });
});

describe('what is kept', () => {
  async function sentMailing(): Promise<string> {
    const id = await draft(site.deps, eventId);
    const act = { actor: SYSTEM, now: site.deps.now() };
    await withTransaction(site.deps.db, (trx) => startMailing(trx, act, id, { version: 1, count: 2 }));
    await mailingJobs()[0]?.run({ mailingId: id, run: 1 }, site.deps);
    return id;
  }
  const run = <T>(work: Parameters<typeof withTransaction<T>>[1]) => withTransaction(site.deps.db, work);

  it('goes with the purge; text and numbers stay', async () => {
    const id = await sentMailing();
    await makeVisitor(site.app).post(path(), { accion: 'baja' });
    const purge = () =>
      run(async (trx) => {
        await keptRecipients.prepare?.(trx, eventId, site.deps);
        return await keptRecipients.purge(trx, eventId, site.deps);
      });
    expect(await purge()).toEqual({ mailing_recipients: 2, mailing_unsubscribes: 1 });
    expect(await purge()).toEqual({ mailing_recipients: 0, mailing_unsubscribes: 0 });
    const mailing = await site.deps.db
      .selectFrom('mailings')
      .select(['state', 'subject_es', 'counts'])
      .where('id', '=', id)
      .executeTakeFirst();
    expect(mailing).toEqual({ state: 'done', subject_es: 'Aviso de prueba', counts: { queued: 2 } });
  });

  it('can be seen and erased by each', async () => {
    const { db } = site.deps;
    const [me = '', other = ''] = ids;
    expect(await keptRecipients.exportOne?.(db, me, site.deps)).toBe(undefined);
    const id = await sentMailing();
    await makeVisitor(site.app).post(path(), { accion: 'baja' });
    expect(await keptRecipients.exportOne?.(db, me, site.deps)).toEqual({
      mails: [{ subject: 'Aviso de prueba', state: 'queued', sent_at: null }],
      unsubscribed_at: site.deps.now().toString(),
    });
    await run(async (trx) => await keptRecipients.eraseOne?.(trx, me, site.deps));
    expect(await keptRecipients.exportOne?.(db, me, site.deps)).toBe(undefined);
    const left = await db
      .selectFrom('mailing_recipients')
      .select('registration_id')
      .where('mailing_id', '=', id)
      .execute();
    expect(left).toEqual([{ registration_id: other }]);
  });
});
