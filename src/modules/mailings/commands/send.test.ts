import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { claimMails, settleMail } from '../../../platform/mail/queue.ts';
import { insertEdition } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { draft, insertPeople, type PersonFixture, SYSTEM } from '../../../../test/harness/mailings.ts';
import { countGroup } from '../group.ts';
import { mailingJobs } from '../jobs.ts';
import { mailingMails } from '../mails.ts';
import { countRecipients, findMailing } from '../queries/mailings.ts';
import type { Audience } from '../rules/audience.ts';
import { LIST_JOB, MAILING_MAIL, resumeMailing, startMailing, stopMailing } from './send.ts';
import { subscribeAgain, unsubscribe } from './subscription.ts';
import { changeMailing } from './write.ts';

const database = useDatabase();
let deps: Deps;
let event: RegistrationEvent;
let count = 0;

const act = () => ({ actor: SYSTEM, now: deps.now() });
const run = <T>(work: (trx: Trx) => Promise<T>) => withTransaction(database.db, work);
const job = (name: string) => mailingJobs().find((one) => one.name === name);
const tend = () => job('mailings.tend')?.run({}, deps);

beforeEach(async () => {
  deps = testDeps(database.db);
  event = await insertEdition(database.db, `e${(count += 1)}`, { workshops: { datos: 30 } });
  await sql`truncate mails`.execute(database.db);
  await database.pool.query('delete from graphile_worker._private_jobs');
});

/** Payloads of the list jobs that wait, the oldest first; taken out of the queue. */
async function queued(): Promise<Record<string, unknown>[]> {
  const { rows } = await database.pool.query<{ payload: Record<string, unknown> }>(
    'delete from graphile_worker._private_jobs returning payload, id',
  );
  return rows.map(({ payload }) => payload);
}

async function listAll(): Promise<void> {
  for (const payload of await queued()) await job(LIST_JOB)?.run(payload, deps);
}

const start = (id: string, version = 1) => run((trx) => startMailing(trx, act(), id, { version, count: 1 }));
const stop = (id: string) => run((trx) => stopMailing(trx, act(), id));
const resume = (id: string) => run((trx) => resumeMailing(trx, act(), id));
const counts = async (id: string) => (await countRecipients(database.db, [id])).get(id) ?? {};

/** Does what the sender does with so many due mails. @returns whom they went to */
async function send(limit = 1000): Promise<string[]> {
  const now = deps.now();
  const mails = await claimMails(database.db, { now, limit, kinds: [MAILING_MAIL], host: 'x' });
  const spec = mailingMails(deps)[0];
  const went: string[] = [];
  for (const mail of mails) {
    const composed = await spec?.compose(mail.subjectId, mail.data, database.db);
    await settleMail(database.db, mail, composed ? { state: 'sent', at: now } : { state: 'cancelled' });
    if (composed) went.push(composed.to.address);
  }
  return went;
}

const people = (n: number): PersonFixture[] => Array.from({ length: n }, () => ({}));

describe('groups', () => {
  const crowd: PersonFixture[] = [
    { name: 'Comes', email: 'come@x.test' },
    { name: 'Comes in person', email: 'persona@x.test', attendance: 'in_person', lang: 'en' },
    { name: 'Waits', email: 'espera@x.test', state: 'waitlisted' },
    { name: 'Is offered', email: 'oferta@x.test', state: 'offered' },
    { name: 'Wants to', email: 'aprobar@x.test', state: 'awaiting_approval' },
    { name: 'Never confirmed', email: 'nunca@x.test', state: 'pending' },
    { name: 'Went', email: 'fuera@x.test', state: 'cancelled' },
    { name: 'Not wanted', email: 'no@x.test', state: 'declined' },
    { name: 'ELENA  Fícticia', email: 'elena@x.test', answers: { dieta: 'vegana', temas: ['a', 'b'] } },
    { name: 'Sector', email: 'sector@x.test', sector: 'academia', answers: { dieta: 'todo', temas: ['b'] } },
  ];
  const coming = ['come@x.test', 'elena@x.test', 'persona@x.test', 'sector@x.test'];
  const waiting = ['espera@x.test', 'oferta@x.test'];

  it.each<[string, Audience, string[]]>([
    ['everyone', { group: 'everyone' }, [...coming, ...waiting, 'aprobar@x.test']],
    ['coming', { group: 'coming' }, coming],
    ['waiting', { group: 'waiting' }, waiting],
    ['approval', { group: 'approval' }, ['aprobar@x.test']],
    ['attended', { group: 'attended' }, ['come@x.test']],
    ['absent', { group: 'absent' }, coming.slice(1)],
    ['speakers', { group: 'speakers' }, ['elena@x.test']],
    ['in person', { group: 'everyone', attendance: 'in_person' }, ['persona@x.test']],
    ['in English', { group: 'coming', lang: 'en' }, ['persona@x.test']],
    ['by sector', { group: 'coming', answer: { field: 'sector', value: 'academia' } }, ['sector@x.test']],
    [
      'one answer',
      { group: 'coming', answer: { field: 'answers.dieta', value: 'vegana' } },
      ['elena@x.test'],
    ],
    [
      'one of several',
      { group: 'coming', answer: { field: 'answers.temas', value: 'b' } },
      ['elena@x.test', 'sector@x.test'],
    ],
    ['nobody', { group: 'coming', answer: { field: 'answers.dieta', value: 'veg' } }, []],
    ['a workshop', { group: 'everyone', workshop: 'datos' }, ['persona@x.test']],
  ])('%s', async (_name, wanted, expected) => {
    const ids = await insertPeople(deps, event.id, crowd);
    const workshop = event.workshops[0]?.id ?? '';
    const audience = wanted.workshop ? { ...wanted, workshop } : wanted;
    await database.db
      .insertInto('event_speakers')
      .values({ event_id: event.id, slug: 'elena', name: 'Elena Ficticia', organization: '', bio: '' })
      .execute();
    const place = { session_id: workshop, held_until: null };
    await database.db
      .insertInto('event_workshop_places')
      .values([
        { ...place, registration_id: ids[1] ?? '', state: 'held' },
        { ...place, registration_id: ids[0] ?? '', state: 'lapsed' },
      ])
      .execute();
    await sql`insert into attendance_people (event_id, registration_id, arrived_at, via)
      values (${event.id}, ${ids[0]}, now(), 'staff')`.execute(database.db);
    const id = await draft(deps, event.id, audience);
    expect((await countGroup(deps, event.id, audience)).total).toBe(expected.length);
    await start(id);
    await listAll();
    expect((await send()).toSorted()).toEqual(expected.toSorted());
  });

  it('keep no answer in the clear, nor what a group was chosen by', async () => {
    const secret = 'zacualpatzingo';
    await insertPeople(deps, event.id, [{ answers: { dieta: secret } }, {}]);
    const id = await draft(deps, event.id, {
      group: 'coming',
      answer: { field: 'answers.dieta', value: secret },
    });
    await start(id);
    const { rows: jobs } = await database.pool.query<{ job: string }>(
      'select j::text as job from graphile_worker._private_jobs j',
    );
    await listAll();
    expect(await counts(id)).toEqual({ queued: 1 });
    const { rows } = await sql<{ text: string }>`
      select m::text as text from mailings m union all select r::text from mailing_recipients r
      union all select m::text from mails m union all select a::text from audit_log a`.execute(database.db);
    const kept = [...rows.map(({ text }) => text), ...jobs.map((one) => one.job)].join('\n');
    expect(kept).toContain(id);
    for (const word of [secret, 'dieta', Buffer.from(secret).toString('hex')])
      expect(kept).not.toContain(word);
  });

  it('are read in batches, whatever their size', async () => {
    await insertPeople(deps, event.id, people(1203));
    const id = await draft(deps, event.id);
    await start(id);
    await listAll();
    expect(await counts(id)).toEqual({ queued: 1203 });
    expect((await findMailing(database.db, event.id, id))?.listed_at).not.toBe(null);
  });
});

describe('two who press at once', () => {
  it('would both send without the lock', async () => {
    const id = await draft(deps, event.id);
    const naive = () =>
      run(async (trx) => {
        const row = await trx
          .selectFrom('mailings')
          .select('state')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await sql`select pg_sleep(0.1)`.execute(trx);
        return row.state === 'draft';
      });
    expect(await Promise.all([naive(), naive()])).toEqual([true, true]);
  });

  it('send it once', async () => {
    await insertPeople(deps, event.id, people(20));
    const id = await draft(deps, event.id);
    const pressed = await Promise.all(Array.from({ length: 6 }, () => start(id)));
    expect(pressed.toSorted()).toEqual(['not_now', 'not_now', 'not_now', 'not_now', 'not_now', 'ok']);
    await listAll();
    expect((await send()).length).toBe(20);
    expect(await send()).toEqual([]);
  });

  it('do not send what one of them has changed', async () => {
    const id = await draft(deps, event.id);
    const words = { subjectEs: 'Otro', bodyEs: 'Otro', subjectEn: '', bodyEn: '' };
    const input = { audience: { group: 'waiting' } as const, ...words };
    expect(await run((trx) => changeMailing(trx, deps.vault, act(), id, input, 1))).toBe('ok');
    expect(await run((trx) => changeMailing(trx, deps.vault, act(), id, input, 1))).toBe('changed');
    expect(await start(id, 1)).toBe('changed');
    expect(await start(id, 2)).toBe('ok');
    expect(await run((trx) => changeMailing(trx, deps.vault, act(), id, input, 2))).toBe('not_draft');
  });
});

describe('a list made twice', () => {
  it('would have everybody twice without the constraint', async () => {
    await insertPeople(deps, event.id, people(50));
    await sql`create table naive (registration_id uuid)`.execute(database.db);
    const naive = () =>
      run(async (trx) => {
        const { rows } = await sql<{
          id: string;
        }>`select id from event_registrations r where event_id = ${event.id}
          and not exists (select from naive n where n.registration_id = r.id)`.execute(trx);
        await sql`select pg_sleep(0.1)`.execute(trx);
        await sql`insert into naive select unnest(${rows.map(({ id }) => id)}::uuid[])`.execute(trx);
      });
    await Promise.all([naive(), naive()]);
    const { rows } = await sql<{ n: number }>`select count(*) as n from naive`.execute(database.db);
    await sql`drop table naive`.execute(database.db);
    expect(rows[0]?.n).toBe(100);
  });

  it('has everybody once: the job run twice, at the same time and again', async () => {
    await insertPeople(deps, event.id, people(700));
    const id = await draft(deps, event.id);
    await start(id);
    const [payload = {}] = await queued();
    const list = () => job(LIST_JOB)?.run(payload, deps);
    await Promise.all([list(), list(), list()]);
    await list();
    expect(await counts(id)).toEqual({ queued: 700 });
    const { n } = await database.db
      .selectFrom('mails')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(700);
    expect(new Set(await send()).size).toBe(700);
  });
});

describe('stopping', () => {
  it('halfway, and going on: nobody twice, nobody left out, newcomers too', async () => {
    await insertPeople(deps, event.id, people(300));
    const id = await draft(deps, event.id);
    await start(id);
    await listAll();
    const first = await send(120);
    expect(await stop(id)).toBe('ok');
    expect(await stop(id)).toBe('not_now');
    expect(await counts(id)).toEqual({ sent: 120, cancelled: 180 });
    expect(await send()).toEqual([]);
    await insertPeople(deps, event.id, [{ email: 'nueva@ejemplo.test' }]);

    expect(await resume(id)).toBe('ok');
    expect(await resume(id)).toBe('not_now');
    await listAll();
    const rest = await send();
    expect(rest.length).toBe(181);
    expect(new Set([...first, ...rest]).size).toBe(301);
    await tend();
    expect(await findMailing(database.db, event.id, id)).toMatchObject({
      state: 'done',
      counts: { sent: 301 },
    });
    expect(await stop(id)).toBe('not_now');
    expect(await resume(id)).toBe('not_now');
  });

  it('while the list is made: the job notices, and the one of the resumption makes the rest', async () => {
    await insertPeople(deps, event.id, people(600));
    const id = await draft(deps, event.id);
    await start(id);
    const [old = {}] = await queued();
    expect(await stop(id)).toBe('ok');
    await job(LIST_JOB)?.run(old, deps);
    expect(await counts(id)).toEqual({});
    expect(await resume(id)).toBe('ok');
    // The old job wakes up beside the new one: it is of a run that is over.
    await Promise.all([job(LIST_JOB)?.run(old, deps), listAll()]);
    expect(await counts(id)).toEqual({ queued: 600 });
  });

  it('and going on again and again at any moment loses and doubles nobody', async () => {
    await insertPeople(deps, event.id, people(400));
    const id = await draft(deps, event.id);
    await start(id);
    const went: string[] = [];
    const working = { now: true };
    const sender = async (): Promise<void> => {
      while (working.now) went.push(...(await send(7)));
    };
    const lister = async (): Promise<void> => {
      while (working.now) await listAll();
    };
    const both = Promise.all([sender(), sender(), lister()]);
    for (let turn = 0; turn < 6; turn += 1) {
      await stop(id);
      await resume(id);
    }
    for (
      let look = 0;
      look < 100 && (await findMailing(database.db, event.id, id))?.state !== 'done';
      look += 1
    ) {
      await tend();
      await sql`select pg_sleep(0.05)`.execute(database.db);
    }
    working.now = false;
    await both;
    expect(went.length).toBe(400);
    expect(new Set(went).size).toBe(400);
    expect((await findMailing(database.db, event.id, id))?.counts).toEqual({ sent: 400 });
  });

  it('keeps back what a sender has in its hands but has not written yet', async () => {
    await insertPeople(deps, event.id, people(3));
    const id = await draft(deps, event.id);
    await start(id);
    await listAll();
    const now = deps.now();
    const claimed = await claimMails(database.db, { now, limit: 10, kinds: [MAILING_MAIL], host: 'x' });
    await stop(id);
    const spec = mailingMails(deps)[0];
    for (const mail of claimed)
      expect(await spec?.compose(mail.subjectId, mail.data, database.db)).toBe(undefined);
    // It goes on before the sender has said that it did not send them.
    await resume(id);
    await listAll();
    for (const mail of claimed) await settleMail(database.db, mail, { state: 'cancelled' });
    await tend();
    expect((await send()).length).toBe(3);
  });
});

describe('those who get none', () => {
  it('are counted by the reason, before and after', async () => {
    const [gone = '', out = '', refused = ''] = await insertPeople(deps, event.id, people(5));
    await run((trx) => unsubscribe(trx, act(), out, 'page'));
    await database.db
      .updateTable('event_registrations')
      .set({ mail_refused_at: deps.now() })
      .where('id', '=', refused)
      .execute();
    expect(await countGroup(deps, event.id, { group: 'everyone' })).toEqual({
      es: 3,
      en: 0,
      total: 3,
      skipped: { unsubscribed: 1, refused_before: 1 },
    });
    const id = await draft(deps, event.id);
    await start(id);
    await listAll();
    await database.db
      .updateTable('event_registrations')
      .set({ state: 'cancelled' })
      .where('id', '=', gone)
      .execute();
    expect((await send()).length).toBe(2);
    await tend();
    expect(await findMailing(database.db, event.id, id)).toMatchObject({
      state: 'done',
      counts: { sent: 2, unsubscribed: 1, refused_before: 1, withdrawn: 1 },
    });
  });

  it('who unsubscribe between list and mail get none; who cancel and register again neither', async () => {
    const email = 'la.misma@ejemplo.test';
    const [first = ''] = await insertPeople(deps, event.id, [{ email, state: 'cancelled' }]);
    await run((trx) => unsubscribe(trx, act(), first, 'one_click'));
    const [again = '', other = ''] = await insertPeople(deps, event.id, [{ email }, {}]);
    const id = await draft(deps, event.id);
    await start(id);
    await listAll();
    expect(await counts(id)).toEqual({ queued: 1, unsubscribed: 1 });
    await run((trx) => unsubscribe(trx, act(), other, 'page'));
    expect(await send()).toEqual([]);
    await tend();
    expect((await findMailing(database.db, event.id, id))?.counts).toEqual({ unsubscribed: 2 });
    // The way back is good for the address, whichever link was used.
    await run((trx) => subscribeAgain(trx, act(), again));
    expect((await countGroup(deps, event.id, { group: 'everyone' })).total).toBe(1);
  });
});
