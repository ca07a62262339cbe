import { describe, expect, it } from 'vitest';
import { subjects, useMails } from '../../../test/harness/mails.ts';
import { paceOf } from './pace.ts';
import { promiseMails } from './promise.ts';
import { perMinuteInUrl } from './transport.ts';

const test = useMails();

describe('paceOf', () => {
  it('lets one go at a time, evenly, without making up for idle minutes', async () => {
    const pace = paceOf(1200);
    const turns: number[] = [];
    const take = async (): Promise<void> => {
      await pace.turn();
      turns.push(performance.now());
    };
    await take();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const began = performance.now();
    await Promise.all([take(), take(), take(), take()]);
    // Timers may come a millisecond early.
    expect((turns.at(-1) ?? 0) - began).toBeGreaterThan(3 * 50 - 5);
  });

  it('claims few ahead, at least one', () => {
    expect([1, 30, 60, 600].map((perMinute) => paceOf(perMinute).most)).toEqual([1, 1, 2, 20]);
  });

  it('gives up its turn when it is stopped', async () => {
    const pace = paceOf(1);
    const stop = new AbortController();
    expect(await pace.turn(stop.signal)).toBe(true);
    const waiting = pace.turn(stop.signal);
    stop.abort();
    expect(await waiting).toBe(false);
    await pace.ready(stop.signal);
  });
});

describe('a sender with a pace', () => {
  it('reads it from SMTP_URL', () => {
    expect(perMinuteInUrl('smtp://mail.example.org?perMinute=30')).toBe(30);
    expect(perMinuteInUrl('smtp://mail.example.org')).toBe(undefined);
  });

  it('sends no faster, and what is urgent before what waits', async () => {
    const sender = test.sender({}, [test.hello], `${test.smtp.url}/?perMinute=1200`);
    for (const subject of subjects(90)) test.addresses.set(subject, `${subject}@people.example`);
    const bulk = subjects(90).map((subjectId) => ({ kind: test.hello.kind, subjectId, bulk: true }));
    await test.database.db.transaction().execute((trx) => promiseMails(trx, bulk));
    const began = performance.now();
    expect((await sender.sendDue()).claimed).toBe(25);
    await test.promise('urgente');
    expect((await sender.sendDue()).claimed).toBe(25);
    const took = performance.now() - began;
    sender.close();
    expect(took).toBeGreaterThan(49 * 50 - 50);
    const order = test.smtp.mails.map((mail) => mail.parsed.subject);
    expect(order.indexOf('Hola urgente')).toBe(25);
    expect(order.length).toBe(50);
  });
});
