import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { FROM, subjects, useMails } from '../../../test/harness/mails.ts';
import { useSmtp } from '../../../test/harness/smtp.ts';
import type { MailSpec } from './mail.ts';
import { buildMessage } from './message.ts';
import { countMailsByState } from './queries.ts';
import { retryMail } from './queue.ts';
import { smtpTransport } from './transport.ts';

const test = useMails();

describe('while the database is away', () => {
  it('for a moment, the mail is written a moment later: its outage is no fault of the mail', async () => {
    const [id] = await test.promise('s1');
    let outages = 2;
    const spec: MailSpec = {
      ...test.hello,
      compose: async (...call) => {
        if (outages-- > 0) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
        return test.hello.compose(...call);
      },
    };
    const sender = test.sender({}, [spec]);
    expect(await sender.sendDue()).toEqual({ claimed: 1, sent: 1, serverAway: false });
    sender.close();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'sent', error_code: null });
  });
});

describe('while the mail server is away', () => {
  it('nothing is lost: tried again with growing pauses, given up after three days, sent when asked again', async () => {
    const [id] = await test.promise('s1');
    await test.smtp.die();
    const sender = test.sender();
    const pauses: number[] = [];
    const start = test.now;
    for (;;) {
      expect(await sender.sendDue()).toEqual({ claimed: 1, sent: 0, serverAway: true });
      const row = await test.database.db
        .selectFrom('mails')
        .select(['state', 'next_attempt_at', 'error_code'])
        .where('id', '=', id!)
        .executeTakeFirstOrThrow();
      expect(row.error_code).toBe('smtp_connect');
      if (row.state === 'failed') break;
      pauses.push(test.now.until(row.next_attempt_at).total('minutes'));
      // A moment before, nobody tries.
      test.now = row.next_attempt_at.subtract({ milliseconds: 1 });
      expect((await sender.sendDue()).claimed).toBe(0);
      test.now = row.next_attempt_at;
    }
    expect(pauses).toEqual([1, 2, 5, 15, 60, 180, 360, 720, 720, 720, 720, 720]);
    expect(start.until(test.now).total('hours')).toBeCloseTo(70.4, 1);
    await test.smtp.comeBack();
    test.now = test.now.add({ hours: 24 });
    expect((await sender.sendDue()).claimed).toBe(0);
    await test.database.db.transaction().execute((trx) => retryMail(trx, id!));
    expect((await sender.sendDue()).sent).toBe(1);
    sender.close();
    expect(test.smtp.mails.map((mail) => mail.parsed.messageId)).toEqual([`<${id}@sitio.example>`]);
    expect(await test.stateOf(id!)).toMatchObject({ state: 'sent', error_code: null });
  });

  it('only a few knock; the others wait without losing an attempt', async () => {
    await test.promise(...subjects(20));
    await test.smtp.die();
    const sender = test.sender({ parallel: 5 });
    await sender.sendDue();
    const attempts = await test.database.db
      .selectFrom('mails')
      .select('attempts')
      .where('attempts', '>', 0)
      .execute();
    expect(attempts.length).toBeLessThanOrEqual(5);
    expect((await countMailsByState(test.database.db)).queued).toBe(20);
    await test.smtp.comeBack();
    test.now = test.now.add({ minutes: 1 });
    expect((await sender.sendDue()).sent).toBe(20);
    sender.close();
  });

  it.each([
    ['turns everybody away', 'connect', { code: 554, text: '5.7.1 No service' }, 'smtp_554'],
    ['is too busy', 'connect', { code: 421, text: '4.7.0 Too many' }, 'smtp_421'],
    ['wants a sign-in', 'mail', { code: 530, text: '5.7.0 Authentication required' }, 'smtp_auth'],
    ['does not like the sender', 'mail', { code: 550, text: '5.1.8 Bad sender' }, 'smtp_550'],
    ['does not relay', 'rcpt', { code: 554, text: '5.7.1 Relay access denied' }, 'smtp_554'],
    ['asks to come later', 'rcpt', { code: 451, text: '4.7.1 Greylisted' }, 'smtp_451'],
    ['finds the content wanting', 'data', { code: 554, text: '5.7.1 Spam' }, 'smtp_554'],
  ] as const)('because it %s, nobody is marked', async (_what, step, reply, code) => {
    const [id] = await test.promise('s1');
    test.smtp.refuseAll(step, reply);
    const sender = test.sender();
    await sender.sendDue();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'queued', attempts: 1, error_code: code });
    expect(test.refusedSubjects).toEqual([]);
    await test.smtp.reset();
    test.now = test.now.add({ minutes: 1 });
    expect((await sender.sendDue()).sent).toBe(1);
    sender.close();
  });

  it.each(['greeting', 'data'] as const)('because it hangs (%s), it is left soon', async (where) => {
    const [id] = await test.promise('s1');
    test.smtp.hang(where);
    const sender = test.sender({
      transport: smtpTransport(test.smtp.url, 5, { connectMs: 200, silenceMs: 200 }),
    });
    expect(await sender.sendDue()).toEqual({ claimed: 1, sent: 0, serverAway: true });
    sender.close();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'queued', error_code: 'smtp_timeout' });
  });
});

describe('a mail server with a password', () => {
  const guarded = useSmtp({ auth: { user: 'ja', pass: 'right' } });

  it('that we do not know: a fault of ours, not of the person', async () => {
    const [id] = await test.promise('s1');
    const wrong = test.sender({}, [test.hello], guarded.url.replace('right', 'wrong'));
    expect((await wrong.sendDue()).serverAway).toBe(true);
    wrong.close();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'queued', error_code: 'smtp_auth' });
    expect(test.refusedSubjects).toEqual([]);
    test.now = test.now.add({ minutes: 1 });
    const right = test.sender({}, [test.hello], guarded.url);
    expect((await right.sendDue()).sent).toBe(1);
    right.close();
  });
});

describe('an address that does not exist', () => {
  it('is marked on the person, the others get their mail', async () => {
    const [refused, fine] = await test.promise('s1', 's2');
    test.smtp.refuse('s1@people.example');
    const sender = test.sender();
    await sender.sendDue();
    expect(await test.stateOf(refused!)).toMatchObject({
      state: 'refused',
      attempts: 1,
      error_code: 'smtp_550',
    });
    expect(await test.stateOf(fine!)).toMatchObject({ state: 'sent' });
    expect(test.refusedSubjects).toEqual(['s1']);
    test.now = test.now.add({ hours: 100 });
    expect((await sender.sendDue()).claimed).toBe(0);
    sender.close();
  });

  it('is not even asked about when it is none', async () => {
    test.addresses.set('s1', 'ximena@people.example,otra@malo.example');
    const [id] = await test.promise('s1');
    const sender = test.sender();
    await sender.sendDue();
    sender.close();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'refused', error_code: 'address_invalid' });
    expect(test.refusedSubjects).toEqual(['s1']);
    expect(test.smtp.connections).toBe(0);
  });

  it('is told again until the mark is made', async () => {
    const [id] = await test.promise('s1');
    test.smtp.refuse('s1@people.example');
    let broken = true;
    const onRefused = async (subjectId: string): Promise<void> => {
      if (broken) throw new Error('no database');
      test.refusedSubjects.push(subjectId);
    };
    const sender = test.sender({}, [{ ...test.hello, onRefused }]);
    await sender.sendDue();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'queued', error_code: 'refusal_not_marked' });
    broken = false;
    test.now = test.now.add({ minutes: 1 });
    await sender.sendDue();
    sender.close();
    expect(await test.stateOf(id!)).toMatchObject({ state: 'refused', error_code: 'smtp_550' });
    expect(test.refusedSubjects).toEqual(['s1']);
  });
});

describe('secrecy', () => {
  const NAME = 'Ximena Ficticia';
  const ADDRESS = 'ximena.secreta@people.example';

  async function everyRow(): Promise<string> {
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema')`.execute(test.database.db);
    let all = '';
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
        test.database.db,
      );
      all += `${name}\n${rows.map(({ row }) => row).join('\n')}\n`;
    }
    return all;
  }

  it('the words of a refusal quote the address', async () => {
    test.smtp.refuse(ADDRESS);
    const transport = smtpTransport(test.smtp.url, 1);
    const mail = { to: { name: NAME, address: ADDRESS }, lang: 'es', subject: 'x', text: 'x' } as const;
    const message = buildMessage(mail, { messageId: '<1@x>', date: test.now, from: FROM });
    const error: unknown = await transport
      .send(message, { id: '1', at: test.now }, AbortSignal.timeout(5000))
      .catch((e: unknown) => e);
    transport.close();
    expect(String(error)).toContain(ADDRESS);
  });

  it.each([
    'refused',
    'asked to come later',
    'thrown while writing',
    'thrown while marking',
    'no server',
  ] as const)('a name or address is in no table and no line of the log (%s)', async (what) => {
    test.addresses.set('s1', ADDRESS);
    const [id] = await test.promise('s1');
    const leak = (): never => {
      throw Object.assign(new TypeError(`no mail for ${NAME} <${ADDRESS}>`), { detail: ADDRESS });
    };
    const spec: MailSpec = { ...test.hello };
    if (what === 'refused' || what === 'thrown while marking') test.smtp.refuse(ADDRESS);
    if (what === 'asked to come later')
      test.smtp.refuse(ADDRESS, { code: 451, text: `4.2.0 <${ADDRESS}> is busy` });
    if (what === 'thrown while writing') spec.compose = async () => leak();
    if (what === 'thrown while marking') spec.onRefused = async () => leak();
    if (what === 'no server') await test.smtp.die();
    const sender = test.sender({}, [spec]);
    await sender.sendDue();
    sender.close();
    const log = test.lines.join('');
    const kept = await everyRow();
    // It did go wrong, and both say so.
    expect(log).toContain(id);
    expect(kept).toContain(id);
    expect((await test.stateOf(id!)).error_code).toMatch(/^(smtp_|compose_failed|refusal_not_marked)/);
    for (const secret of [ADDRESS, 'ximena', 'Ximena', 'people.example']) {
      expect(log).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
  });
});
