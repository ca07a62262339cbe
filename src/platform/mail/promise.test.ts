import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../test/harness/database.ts';
import { promiseMail, promiseMails } from './promise.ts';
import { countMailsByState, listMails } from './queries.ts';
import type { Trx } from '../db/handles.ts';
import { cancelMails, claimMails, holdMails, releaseMails, retryMail, settleMail } from './queue.ts';

const database = useDatabase();
const KIND = 'test.hello';

beforeEach(() => sql`truncate mails`.execute(database.db));

describe('promiseMail', () => {
  it('is there when the transaction is, and not when it is not', async () => {
    const { db } = database;
    const id = await db
      .transaction()
      .execute((trx) => promiseMail(trx, { kind: KIND, subjectId: 's1', data: { version: 2 } }));
    await expect(
      db.transaction().execute(async (trx) => {
        await promiseMail(trx, { kind: KIND, subjectId: 's2' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const rows = await db
      .selectFrom('mails')
      .select(['id', 'kind', 'subject_id', 'data', 'state', 'attempts'])
      .execute();
    expect(rows).toEqual([
      { id, kind: KIND, subject_id: 's1', data: { version: 2 }, state: 'queued', attempts: 0 },
    ]);
  });

  it('is one mail per key, whoever promises it', async () => {
    const { db } = database;
    const promise = (key: string) =>
      db.transaction().execute((trx) => promiseMail(trx, { kind: KIND, subjectId: 's', dedupeKey: key }));
    const first = await promise('reminder:1');
    expect(await promise('reminder:1')).toBe(first);
    expect(await promise('reminder:2')).not.toBe(first);
    const ids = await Promise.all(Array.from({ length: 8 }, () => promise('reminder:3')));
    expect(new Set(ids).size).toBe(1);
    expect((await countMailsByState(db)).queued).toBe(3);
  });

  it('refuses to carry an address', async () => {
    const { db } = database;
    const address = 'ximena@example.org';
    for (const mail of [
      { kind: KIND, subjectId: address },
      { kind: KIND, subjectId: 's', data: { deep: [{ to: address }] } },
      { kind: KIND, subjectId: 's', dedupeKey: `hello:${address}` },
    ]) {
      await expect(db.transaction().execute((trx) => promiseMail(trx, mail))).rejects.toThrow(TypeError);
    }
    expect((await countMailsByState(db)).queued).toBe(0);
  });
});

describe('promiseMails', () => {
  it('gives the ids in the order asked, in one statement, for any number', async () => {
    const { db } = database;
    const mails = Array.from({ length: 20_000 }, (_, at) => ({ kind: KIND, subjectId: `s${at}` }));
    const ids = await db.transaction().execute((trx) => promiseMails(trx, mails));
    const rows = await db.selectFrom('mails').select(['id', 'subject_id']).execute();
    const subjects = new Map(rows.map((row) => [row.id, row.subject_id]));
    expect(ids.map((id) => subjects.get(id))).toEqual(mails.map((mail) => mail.subjectId));
    expect(await db.transaction().execute((trx) => promiseMails(trx, []))).toEqual([]);
  });

  it('takes a key only once, within the call too', async () => {
    const { db } = database;
    const mail = (dedupeKey: string) => ({ kind: KIND, subjectId: 's', dedupeKey });
    const [old] = await db.transaction().execute((trx) => promiseMails(trx, [mail('a')]));
    const ids = await db.transaction().execute((trx) => promiseMails(trx, [mail('b'), mail('a'), mail('b')]));
    expect(ids[1]).toBe(old);
    expect(ids[2]).toBe(ids[0]);
    expect(ids[0]).not.toBe(old);
    expect((await countMailsByState(db)).queued).toBe(2);
  });
});

describe('the list of the back office', () => {
  it('pages by key, newest first, by state', async () => {
    const { db } = database;
    const ids: string[] = [];
    for (let at = 0; at < 7; at++) {
      ids.push(
        await db.transaction().execute((trx) => promiseMail(trx, { kind: KIND, subjectId: `s${at}` })),
      );
    }
    await db
      .updateTable('mails')
      .set({ state: 'failed', error_code: 'smtp_connect' })
      .where('id', '=', ids[3]!)
      .execute();
    const newest = ids.toSorted().toReversed();
    const first = await listMails(db, { limit: 3 });
    expect(first.map((mail) => mail.id)).toEqual(newest.slice(0, 3));
    const rest = await listMails(db, { limit: 100, after: first[2]!.id });
    expect(rest.map((mail) => mail.id)).toEqual(newest.slice(3));
    expect(await listMails(db, { state: 'failed', limit: 10 })).toMatchObject([
      {
        id: ids[3],
        kind: KIND,
        subjectId: 's3',
        errorCode: 'smtp_connect',
        nextAttemptAt: undefined,
        sentAt: undefined,
      },
    ]);
    expect(await countMailsByState(db)).toEqual({
      queued: 6,
      sending: 0,
      sent: 0,
      refused: 0,
      failed: 1,
      cancelled: 0,
    });
  });

  it('tries again what was given up or refused, nothing else', async () => {
    const { db } = database;
    const retried: Record<string, boolean> = {};
    const at = sql<Temporal.Instant>`now()`;
    const cases = [
      ['queued', {}],
      ['refused', { error_code: 'smtp_550' }],
      ['failed', { error_code: 'smtp_connect' }],
      ['cancelled', {}],
      ['sent', { sent_at: at }],
      ['sending', { claimed_until: at }],
    ] as const;
    for (const [state, more] of cases) {
      const id = await db.transaction().execute((trx) => promiseMail(trx, { kind: KIND, subjectId: state }));
      await db
        .updateTable('mails')
        .set({ state, attempts: 13, ...more })
        .where('id', '=', id)
        .execute();
      retried[state] = await db.transaction().execute((trx) => retryMail(trx, id));
    }
    expect(retried).toEqual({
      queued: true,
      refused: true,
      failed: true,
      cancelled: false,
      sent: false,
      sending: false,
    });
    const queued = await db
      .selectFrom('mails')
      .select(['subject_id', 'attempts', 'error_code'])
      .where('state', '=', 'queued')
      .execute();
    expect(queued.toSorted((a, b) => (a.subject_id < b.subject_id ? -1 : 1))).toEqual([
      { subject_id: 'failed', attempts: 0, error_code: null },
      { subject_id: 'queued', attempts: 0, error_code: null },
      { subject_id: 'refused', attempts: 0, error_code: null },
    ]);
    expect(await db.transaction().execute((trx) => retryMail(trx, randomUUID()))).toBe(false);
  });

  it('takes back what waits, of one subject and kind', async () => {
    const { db } = database;
    await db.transaction().execute((trx) =>
      promiseMails(trx, [
        { kind: KIND, subjectId: 'a' },
        { kind: 'test.other', subjectId: 'a' },
        { kind: KIND, subjectId: 'b' },
      ]),
    );
    expect(await db.transaction().execute((trx) => cancelMails(trx, 'a', [KIND]))).toBe(1);
    const cancelled = await listMails(db, { state: 'cancelled', limit: 10 });
    expect(cancelled.map((mail) => [mail.kind, mail.subjectId])).toEqual([[KIND, 'a']]);
  });
});

describe('mails held and released', () => {
  const states = async () =>
    (await database.db.selectFrom('mails').select('state').orderBy('state').execute()).map(
      ({ state }) => state,
    );

  it('are the same mails: what is on its way or gone is left alone', async () => {
    const { db } = database;
    const run = <T>(work: (trx: Trx) => Promise<T>) => db.transaction().execute(work);
    const ids = await run((trx) =>
      promiseMails(
        trx,
        ['s1', 's2', 's3'].map((subjectId) => ({ kind: KIND, subjectId, bulk: true })),
      ),
    );
    const now = Temporal.Now.instant();
    const [first] = await claimMails(db, { now, limit: 1, kinds: [KIND], host: 'x' });
    expect(await run((trx) => holdMails(trx, ids))).toBe(2);
    expect(await states()).toEqual(['cancelled', 'cancelled', 'sending']);
    if (first) await settleMail(db, first, { state: 'sent', at: now });
    expect(await run((trx) => releaseMails(trx, ids))).toBe(2);
    expect(await states()).toEqual(['queued', 'queued', 'sent']);
    expect(await run((trx) => holdMails(trx, []))).toBe(0);
  });
});
