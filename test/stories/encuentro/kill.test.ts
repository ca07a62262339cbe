/**
 * Killed as by a power cut, at moments nobody chose, while people register, confirm, accept and cancel: what
 * was answered as done is there, once, and every promised mail goes out. `KILLS=20` for more of them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../src/platform/i18n/translate.ts';
import { countPlaces } from '../../../src/modules/events/fixtures.ts';
import { openPerson } from '../../../src/modules/events/person.ts';
import { eventually, runVerb, statusOf } from '../../harness/program.ts';
import { type Crowd, letCome, type Member } from './crowd.ts';
import { openEdition, postForm } from './door.ts';
import { PATIENCE, useSite } from './site.ts';

const t = translator('es');
const site = useSite();
const kills = Number(process.env['KILLS'] ?? 3);
const CAPACITY = 30;

// The last one takes both, so that nothing waits for a claim of the one before.
const BOTH = { program: true, database: true };
const KINDS = [{ database: true }, { program: true }, BOTH] as const;
const victims = Array.from({ length: kills }, (_, at) => (at === kills - 1 ? BOTH : (KINDS[at % 3] ?? BOTH)));

describe('killed under load', { timeout: PATIENCE * (4 + kills) }, () => {
  it('loses and doubles nothing that was answered as done', async () => {
    const { id, title } = await openEdition(site, 'apagon', { places: { capacity_total: CAPACITY } });
    const crowd = letCome(site, 'apagon', t('events.mail.offer.subject', { event: title }));
    for (const victim of victims) {
      const before = deeds(crowd);
      await eventually('people get something done', () => deeds(crowd) > before + 60, PATIENCE);
      await sleep(Math.random() * 1000);
      await site.kill(victim);
      if ('program' in victim) await site.start();
      await eventually(
        'it answers again',
        async () => (await statusOf(`${site.address}/readyz`)) === 200,
        PATIENCE,
      );
    }
    for (const deed of ['confirm', 'accept', 'cancel'] as const)
      await eventually(
        `somebody got it done: ${deed}`,
        () => crowd.members.some(({ done }) => done.has(deed)),
        PATIENCE,
      );
    await crowd.stop();
    await drainMails();

    // Broken or "in a moment": never an error page, never a refusal that makes no sense.
    expect([...crowd.statuses.keys()].filter((status) => ![0, 201, 303, 503].includes(status))).toEqual([]);
    const ghost: Member = {
      at: 0,
      name: '',
      email: 'nadie@x',
      done: new Set(['register']),
      tried: new Set(),
    };
    expect(await wrongs(id, [ghost])).toEqual(['nadie@x register: is gone (undefined)']);
    expect(await wrongs(id, crowd.members)).toEqual([]);
    expect(await wrongMails()).toEqual([]);
    const places = await countPlaces(site.deps.db, id);
    expect(places.counted).toBe(places.held);
    expect(places.counted).toBeLessThanOrEqual(CAPACITY);
    const doctor = await runVerb(site.dataDir, ['doctor']);
    expect(doctor.said).toContain('every counter of places equals the rows that hold one');
    expect(doctor.code).toBe(0);
  });

  it('sends a mail again whose sending it could not note, under the same Message-ID', async () => {
    await openEdition(site, 'dos-veces');
    const to = 'dos.veces@gente.example';
    site.smtp.slow(1500);
    const form = `${site.address}/encuentros/dos-veces/registro`;
    expect((await postForm(form, { name: 'Dora Ficticia', email: to, accept: 'yes' })).status).toBe(303);
    const { db } = site.deps;
    const states = async (): Promise<string[]> =>
      (await db.selectFrom('mails').select('state').where('state', '!=', 'sent').execute()).map(
        ({ state }) => state,
      );
    await eventually('the mail is under way', async () => (await states()).includes('sending'), PATIENCE);
    // What the program would note now has to wait, until the power is cut.
    const lock = await db.startTransaction().execute();
    await sql`lock table mails in share row exclusive mode`.execute(lock);
    await site.smtp.waitFor(1, { to, timeoutMs: PATIENCE });
    await site.kill(BOTH);
    await lock
      .rollback()
      .execute()
      .catch(() => undefined);
    site.smtp.slow(0);
    await site.start();
    const mails = await site.smtp.waitFor(2, { to, timeoutMs: PATIENCE });
    await drainMails();
    expect(mails.length).toBe(2);
    expect(mails[1]?.parsed.messageId).toBe(mails[0]?.parsed.messageId);
    expect(await wrongMails()).toEqual([]);
  });
});

const deeds = ({ members }: Crowd): number => members.reduce((sum, member) => sum + member.done.size, 0);

/** Waits until nothing is left to send; the pauses after an attempt that the kill broke are skipped. */
async function drainMails(): Promise<void> {
  const { db } = site.deps;
  await eventually(
    'every mail is sent',
    async () => {
      await sql`update mails set next_attempt_at = now() where state = 'queued' and next_attempt_at > now()`.execute(
        db,
      );
      const open = await db
        .selectFrom('mails')
        .select('id')
        .where('state', 'in', ['queued', 'sending'])
        .execute();
      return open.length === 0;
    },
    2 * PATIENCE,
  );
}

/** What the tables say otherwise than the answers did. */
async function wrongs(eventId: string, members: readonly Member[]): Promise<string[]> {
  const { db, vault } = site.deps;
  const rows = await db
    .selectFrom('event_registrations')
    .selectAll()
    .where('event_id', '=', eventId)
    .execute();
  const byAddress = Map.groupBy(rows, (row) => openPerson(vault, row.id, row.sealed).email);
  const { rows: told } = await sql<{ subject_id: string; kind: string; count: number }>`
    select subject_id, kind, count(*) as count from mails group by 1, 2`.execute(db);
  const promised = (id: string, kind: string): number =>
    told.find((one) => one.subject_id === id && one.kind === kind)?.count ?? 0;
  return members.flatMap(({ email, done, tried }) => {
    const [row, ...more] = byAddress.get(email) ?? [];
    const fault = (what: string) => `${email} ${[...done].join('+')}: ${what} (${row?.state})`;
    if (more.length > 0) return [fault('is there twice')];
    if (!row) return done.has('register') ? [fault('is gone')] : [];
    const confirmed = row.address_confirmed_at !== null;
    const checks: [boolean, string][] = [
      [!done.has('register') || promised(row.id, 'events.confirm_address') >= 1, 'was promised no mail'],
      [!done.has('confirm') || confirmed, 'is not confirmed'],
      [tried.has('confirm') || !confirmed, 'is confirmed by nobody'],
      [!done.has('cancel') || row.state === 'cancelled', 'is not cancelled'],
      [tried.has('cancel') || row.state !== 'cancelled', 'is cancelled by nobody'],
      [!done.has('accept') || tried.has('cancel') || row.state === 'confirmed', 'lost the place it took'],
      [row.state !== 'offered' || promised(row.id, 'events.offer') === 1, 'was not told of the offer, once'],
      [
        promised(row.id, 'events.registration_cancelled') === Number(row.state === 'cancelled' && confirmed),
        'was not told of the end, once',
      ],
    ];
    return checks.filter(([holds]) => !holds).map(([, what]) => fault(what));
  });
}

/** What was promised and did not come, what came without a promise, and numbers that stand for two mails. */
async function wrongMails(): Promise<string[]> {
  const rows = await site.deps.db.selectFrom('mails').select(['message_id', 'state', 'kind']).execute();
  const came = Map.groupBy(site.smtp.mails, ({ parsed }) => parsed.messageId ?? '');
  const known = new Set(rows.map((row) => row.message_id ?? ''));
  return [
    ...rows
      .filter(
        (row) => !(row.state === 'cancelled' || (row.state === 'sent' && came.has(row.message_id ?? ''))),
      )
      .map((row) => `${row.kind} is ${row.state} and did not come`),
    ...[...came].flatMap(([id, mails]) => [
      ...(known.has(id) ? [] : [`a mail came that nobody promised: ${mails[0]?.parsed.subject}`]),
      ...(new Set(mails.map(({ to, parsed }) => `${to.join()} ${parsed.subject}`)).size > 1
        ? [`${id} is two mails`]
        : []),
    ]),
  ];
}
