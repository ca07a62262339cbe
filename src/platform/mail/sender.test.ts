import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { FROM, KIND, subjects, useMails } from '../../../test/harness/mails.ts';
import type { TestSmtp } from '../../../test/harness/smtp.ts';
import { promiseMail, promiseMails } from './promise.ts';
import { countMailsByState } from './queries.ts';
import { claimMails, handBackMails, releaseClaims, settleMail } from './queue.ts';
import { createMailSender, startMailSender } from './sender.ts';
import { smtpTransport } from './transport.ts';

const test = useMails();

const subjectLines = (server: TestSmtp): string[] =>
  server.mails.map((mail) => mail.parsed.subject ?? '').sort();

describe('sending', () => {
  it('sends every promised mail once, and notes it', async () => {
    const sender = test.sender({ batch: 25 });
    const ids = await test.promise(...subjects(60));
    const rounds = [
      await sender.sendDue(),
      await sender.sendDue(),
      await sender.sendDue(),
      await sender.sendDue(),
    ];
    sender.close();
    expect(rounds.map((round) => round.sent)).toEqual([25, 25, 10, 0]);
    expect(subjectLines(test.smtp)).toEqual(
      subjects(60)
        .map((subject) => `Hola ${subject}`)
        .sort(),
    );
    expect(test.smtp.mails.map((mail) => mail.parsed.messageId).sort()).toEqual(
      ids.map((id) => `<${id}@sitio.example>`).sort(),
    );
    expect((await countMailsByState(test.database.db)).sent).toBe(60);
    expect(await test.stateOf(ids[0]!)).toEqual({
      state: 'sent',
      attempts: 1,
      error_code: null,
      message_id: `<${ids[0]}@sitio.example>`,
    });
    const [first] = test.smtp.mailsTo('s0@people.example');
    expect(first?.from).toBe('contacto@sitio.example');
    expect(first?.parsed.from).toEqual(FROM);
    expect(first?.parsed.to).toEqual([{ name: 'Ximena Ficticia', address: 's0@people.example' }]);
    // Connections are kept: not one per mail.
    expect(test.smtp.connections).toBeLessThanOrEqual(5);
  });

  it('sends from the address that SMTP_URL asks for, answers to the organisation', async () => {
    const sender = test.sender({}, [test.hello], `${test.smtp.url}/?from=avisos@envios.example`);
    await test.promise('s1');
    await sender.sendDue();
    sender.close();
    expect(test.smtp.mails[0]?.from).toBe('avisos@envios.example');
    expect(test.smtp.mails[0]?.parsed.from).toEqual({ name: FROM.name, address: 'avisos@envios.example' });
    expect(test.smtp.mails[0]?.parsed.replyTo?.[0]?.address).toBe(FROM.address);
  });

  it('sends from a name that takes no mail while the organisation has no contact', async () => {
    const sender = test.sender({ sender: async () => ({ name: 'Organización Ejemplo', address: '' }) });
    await test.promise('s1');
    await sender.sendDue();
    sender.close();
    expect(test.smtp.mails[0]?.from).toBe('no-responder@sitio.example');
    expect(test.smtp.mails[0]?.parsed.from?.address).toBe('no-responder@sitio.example');
    expect(test.smtp.mails[0]?.parsed.replyTo).toBe(undefined);
  });

  it('sends nothing when nobody is left to tell', async () => {
    const sender = test.sender();
    const [id] = await test.promise('s1');
    test.addresses.clear();
    await sender.sendDue();
    sender.close();
    expect((await test.stateOf(id!)).state).toBe('cancelled');
    expect(test.smtp.mails.length).toBe(0);
  });

  it('leaves alone a kind that this version can not write', async () => {
    const sender = test.sender();
    const id = await test.database.db
      .transaction()
      .execute((trx) => promiseMail(trx, { kind: 'newer.kind', subjectId: 's' }));
    expect((await sender.sendDue()).claimed).toBe(0);
    sender.close();
    expect(await test.stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('sends fresh mail before what is tried again', async () => {
    const sender = test.sender({ batch: 1 });
    test.smtp.refuseAll('rcpt', { code: 451, text: '4.3.0 later' });
    await test.promise('old');
    await sender.sendDue();
    await test.smtp.reset();
    test.now = test.now.add({ hours: 1 });
    await test.promise('fresh');
    await sender.sendDue();
    await sender.sendDue();
    sender.close();
    expect(test.smtp.mails.map((mail) => mail.parsed.subject)).toEqual(['Hola fresh', 'Hola old']);
  });
});

describe('mail to many', () => {
  it('lets everything else go first, however long it has waited', async () => {
    const sender = test.sender({ batch: 10 });
    for (const subject of subjects(30)) test.addresses.set(subject, `${subject}@people.example`);
    const bulk = subjects(30).map((subjectId) => ({ kind: KIND, subjectId, bulk: true }));
    await test.database.db.transaction().execute((trx) => promiseMails(trx, bulk));
    await sender.sendDue();
    // Somebody confirms an address, another mail is tried again: both before the twenty that wait.
    const [again] = await test.promise('otra-vez');
    await test.database.db
      .updateTable('mails')
      .set({ attempts: 1, next_attempt_at: test.now })
      .where('id', '=', again ?? '')
      .execute();
    await test.promise('confirmar');
    await sender.sendDue();
    sender.close();
    const second = subjectLines(test.smtp).filter((line) => !/Hola s\d/.test(line));
    expect(second).toEqual(['Hola confirmar', 'Hola otra-vez']);
    expect(test.smtp.mails.length).toBe(20);
  });
});

describe('two senders at once', () => {
  it('would take the same mails without the lock', async () => {
    await test.promise(...subjects(10));
    const naive = () =>
      test.database.db
        .selectFrom('mails')
        .select('id')
        .where('state', '=', 'queued')
        .orderBy('id')
        .limit(5)
        .execute();
    const [one, two] = await Promise.all([naive(), naive()]);
    expect(one).toEqual(two);
  });

  it('never take the same mail', async () => {
    await test.promise(...subjects(100));
    const claim = () => claimMails(test.database.db, { now: test.now, limit: 20, kinds: [KIND], host: 'x' });
    const claims = await Promise.all(Array.from({ length: 8 }, claim));
    const ids = claims.flat().map((mail) => mail.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('send every mail once', async () => {
    const ids = await test.promise(...subjects(150));
    const senders = [1, 2].map(() =>
      startMailSender(test.deps(), [test.hello], { sender: async () => FROM, intervalMs: 20, batch: 10 }),
    );
    await test.smtp.waitFor(150);
    await Promise.all(senders.map((sender) => sender.stop()));
    expect(test.smtp.mails.length).toBe(150);
    expect(new Set(test.smtp.mails.map((mail) => mail.parsed.messageId)).size).toBe(150);
    expect((await countMailsByState(test.database.db)).sent).toBe(ids.length);
  });
});

describe('a sender that dies', () => {
  /** Sends for real, then is never heard of again. */
  async function sendAndDie(): Promise<void> {
    const real = smtpTransport(test.smtp.url, 1);
    const handedOver = Promise.withResolvers<void>();
    const dying = test.sender({
      transport: {
        send: async (message, mail, signal) => {
          await real.send(message, mail, signal);
          handedOver.resolve();
          await new Promise(() => undefined);
        },
        close: () => undefined,
      },
    });
    void dying.sendDue();
    await handedOver.promise;
    real.close();
  }

  it('between sending and noting it: sent again under the same Message-ID, once its claim has run out', async () => {
    const [id] = await test.promise('s1');
    await sendAndDie();
    const next = test.sender();
    test.now = test.now.add({ seconds: 59 });
    expect((await next.sendDue()).claimed).toBe(0);
    test.now = test.now.add({ seconds: 1 });
    expect((await next.sendDue()).sent).toBe(1);
    expect((await next.sendDue()).claimed).toBe(0);
    next.close();
    expect(test.smtp.mails.map((mail) => mail.parsed.messageId)).toEqual([
      `<${id}@sitio.example>`,
      `<${id}@sitio.example>`,
    ]);
    expect(await test.stateOf(id!)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('with the whole program: sent at once after the restart', async () => {
    const [id] = await test.promise('s1');
    await sendAndDie();
    expect(await releaseClaims(test.database.db)).toBe(1);
    const next = test.sender();
    expect((await next.sendDue()).sent).toBe(1);
    next.close();
    expect(test.smtp.mails.map((mail) => mail.parsed.messageId)).toEqual([
      `<${id}@sitio.example>`,
      `<${id}@sitio.example>`,
    ]);
  });

  it('settles nothing when it comes back too late', async () => {
    const [id] = await test.promise('s1');
    const request = { limit: 1, kinds: [KIND], host: 'sitio.example' };
    const [late] = await claimMails(test.database.db, { ...request, now: test.now });
    const [next] = await claimMails(test.database.db, { ...request, now: test.now.add({ seconds: 60 }) });
    expect([late?.attempt, next?.attempt]).toEqual([1, 2]);
    expect(await settleMail(test.database.db, late!, { state: 'refused', code: 'smtp_550' })).toBe(false);
    await handBackMails(test.database.db, [late!]);
    expect(await test.stateOf(id!)).toMatchObject({ state: 'sending', attempts: 2, error_code: null });
    expect(await settleMail(test.database.db, next!, { state: 'sent', at: test.now })).toBe(true);
  });
});

describe('the loop', () => {
  it('takes up what is promised while it runs', async () => {
    const sender = startMailSender(test.deps(), [test.hello], { sender: async () => FROM, intervalMs: 20 });
    await test.promise('s1');
    await test.smtp.waitFor(1);
    await test.promise('s2');
    await test.smtp.waitFor(2);
    await sender.stop();
    expect((await countMailsByState(test.database.db)).sent).toBe(2);
  });

  it('finishes what is on its way before it stops, and gives back the rest', async () => {
    await test.promise(...subjects(20));
    test.smtp.slow(200);
    const sender = startMailSender(test.deps(), [test.hello], {
      sender: async () => FROM,
      intervalMs: 20,
      parallel: 3,
    });
    await test.smtp.waitFor(3);
    await sender.stop();
    const counts = await countMailsByState(test.database.db);
    expect(counts).toEqual({
      queued: 20 - test.smtp.mails.length,
      sending: 0,
      sent: test.smtp.mails.length,
      refused: 0,
      failed: 0,
      cancelled: 0,
    });
    expect(test.smtp.mails.length).toBeLessThan(20);
    const waiting = await test.database.db
      .selectFrom('mails')
      .select('attempts')
      .where('state', '=', 'queued')
      .execute();
    expect(new Set(waiting.map((mail) => mail.attempts))).toEqual(new Set([0]));
    await sleep(300);
    expect(test.smtp.mails.length).toBe(counts.sent);
  });

  it('goes on after the database was away', async () => {
    await test.promise('s1');
    await sql`alter table mails rename to mails_away`.execute(test.database.db);
    const sender = startMailSender(test.deps(), [test.hello], { sender: async () => FROM, intervalMs: 10 });
    await expect.poll(() => test.lines.some((line) => line.includes('could not be read'))).toBe(true);
    await sql`alter table mails_away rename to mails`.execute(test.database.db);
    await test.smtp.waitFor(1);
    await sender.stop();
    expect((await countMailsByState(test.database.db)).sent).toBe(1);
  });
});

describe('without a mail server', () => {
  it('every mail is a file for its owner only, the newest last by name', async () => {
    const sender = createMailSender(
      {
        ...test.deps(),
        config: { baseUrl: 'http://localhost:3000', smtpUrl: undefined, dataDir: test.folder },
      },
      [test.hello],
      { sender: async () => FROM },
    );
    const [first] = await test.promise('s1');
    await sender.sendDue();
    test.now = test.now.add({ milliseconds: 1 });
    const [second] = await test.promise('s2');
    await sender.sendDue();
    sender.close();
    const mailbox = join(test.folder, 'mail');
    const names = (await readdir(mailbox)).sort();
    expect(names).toEqual([
      `2026-11-21T22-03-04.123Z-${first}.eml`,
      `2026-11-21T22-03-04.124Z-${second}.eml`,
    ]);
    expect((await stat(mailbox)).mode & 0o777).toBe(0o700);
    const path = join(mailbox, names[1]!);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const parsed = await PostalMime.parse(await readFile(path));
    expect(parsed.subject).toBe('Hola s2');
    expect(parsed.messageId).toBe(`<${second}@localhost>`);
    expect((await countMailsByState(test.database.db)).sent).toBe(2);
  });
});
