/** The door of a large Encuentro: how long a ticket takes in the server, against its statements alone; how large the roster is. */
import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { buildApp } from '../../src/app.ts';
import { startPhone } from '../../src/modules/attendance/commands/door-phones.ts';
import { ensureTickets } from '../../src/modules/attendance/commands/tickets.ts';
import { phoneCookie, phoneToken, ticketCode } from '../../src/modules/attendance/ticket.ts';
import { examplePerson, insertEdition } from '../../src/modules/events/fixtures.ts';
import { sealPerson } from '../../src/modules/events/person.ts';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { kilobytes, type Measured, median, ms, quantile, spreadOf } from './measured.ts';
import { type Program, withProgram } from './program.ts';

const PEOPLE = 5000;
const ROUNDS = 5;
const PER_ROUND = 120;
/** Phones that scan at the same moment. */
const PHONES = 4;
const GOAL_P95 = 100;
const GOAL_ROSTER = 300_000;

async function insertPeople(deps: Deps, eventId: string): Promise<string[]> {
  const ids = Array.from({ length: PEOPLE }, () => randomUUIDv7());
  const now = deps.now();
  for (let from = 0; from < PEOPLE; from += 500) {
    const rows = ids.slice(from, from + 500).map((id, index) => ({
      id,
      event_id: eventId,
      state: 'confirmed' as const,
      attendance: 'in_person' as const,
      address_hash: randomBytes(32),
      sealed: sealPerson(deps.vault, id, examplePerson(from + index)),
      holds_place: true,
      held_until: null,
      address_confirmed_at: now,
      approved_at: null,
      privacy_version: null,
      accepted_at: now,
      origin: 'form' as const,
      mail_refused_at: null,
      last_notice_at: null,
    }));
    await deps.db.insertInto('event_registrations').values(rows).execute();
  }
  return ids;
}

interface Door {
  app: FastifyInstance;
  phones: { path: string; cookie: string }[];
}

const SENT = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };

/** Each phone scans one ticket after the other. @returns milliseconds of each answer */
async function scan({ app, phones }: Door, codes: readonly string[]): Promise<number[]> {
  const taken: number[] = [];
  let at = 0;
  await Promise.all(
    phones.map(async ({ path, cookie }) => {
      for (let code = codes[at++]; code !== undefined; code = codes[at++]) {
        const payload = new URLSearchParams({ code, scan: randomUUID(), way: 'scan' }).toString();
        const began = performance.now();
        const answer = await app.inject({
          method: 'POST',
          url: `${path}/entrar`,
          headers: { ...SENT, cookie },
          payload,
        });
        taken.push(performance.now() - began);
        if (!answer.body.includes('welcome')) throw new Error(`A ticket was refused: ${answer.statusCode}`);
      }
    }),
  );
  return taken;
}

/** What one ticket asks of the database, written out by hand. Keep it equal to `routes/door-phone.tsx`. */
const STATEMENTS = {
  phone: `select p.*, e.slug, e.title, e.timezone, e.mode, e.ends_at from door_phones p
    join events e on e.id = p.event_id where p.id = $1`,
  lock: `select registration_id from door_tickets where registration_id = $1 and event_id = $2 for update`,
  find: `select registration_id, event_id from door_tickets where lookup = $1`,
  standing: `select r.state, r.attendance, a.id, a.at, a.clamped, a.phone_id,
      (select outcome from door_scans where id = $2) as repeated,
      (select max(undone_at) from door_scans where registration_id = r.id) as undone_at
    from event_registrations r
    left join door_scans a on a.registration_id = r.id and a.outcome = 'arrived' where r.id = $1`,
  insert: `insert into door_scans (id, event_id, phone_id, registration_id, way, outcome, at, received_at)
    values ($1, $2, $3, $4, 'scan', 'arrived', now(), now())`,
  attend: `insert into attendance_people as p (registration_id, event_id, via, arrived_at)
    values ($1, $2, 'door', now()) on conflict (registration_id) do update set
      arrived_at = least(p.arrived_at, excluded.arrived_at) returning (xmax = 0) as is_first`,
  card: `select s.id, s.outcome, r.state, r.attendance, r.sealed, a.at, p.label from door_scans s
    left join event_registrations r on r.id = s.registration_id
    left join door_scans a on a.registration_id = s.registration_id and a.outcome = 'arrived'
    left join door_phones p on p.id = a.phone_id where s.id = $1`,
  workshops: `select s.title, w.state from event_workshop_places w
    join event_sessions s on s.id = w.session_id where w.registration_id = $1 order by s.starts_at, s.id`,
  counts: `select count(*) as arrived from door_scans where event_id = $1 and outcome = 'arrived'`,
} as const;

interface Plain {
  clients: pg.Client[];
  eventId: string;
  phoneId: string;
}

async function scanPlainly({ clients, eventId, phoneId }: Plain, ids: readonly string[]): Promise<number[]> {
  const taken: number[] = [];
  let at = 0;
  await Promise.all(
    clients.map(async (client) => {
      const run = async (name: keyof typeof STATEMENTS, values: unknown[]) =>
        void (await client.query({ name, text: STATEMENTS[name], values }));
      for (let id = ids[at++]; id !== undefined; id = ids[at++]) {
        const scanId = randomUUID();
        const began = performance.now();
        await run('phone', [phoneId]);
        await run('find', [randomBytes(32)]);
        await client.query('begin');
        await run('lock', [id, eventId]);
        await run('standing', [id, scanId]);
        await run('insert', [scanId, eventId, phoneId, id]);
        await run('attend', [id, eventId]);
        await client.query('commit');
        await run('card', [scanId]);
        await run('workshops', [id]);
        await run('counts', [eventId]);
        taken.push(performance.now() - began);
      }
    }),
  );
  return taken;
}

export async function measureDoor(): Promise<Measured[]> {
  return await withProgram(async (program) => {
    const { deps } = program;
    const app = await buildApp(deps);
    await app.ready();
    try {
      const now = deps.now();
      const { id: eventId } = await insertEdition(deps.db, 'puerta', {
        event: {
          mode: 'in_person',
          starts_at: now.subtract({ hours: 1 }),
          ends_at: now.add({ hours: 9 }),
        },
      });
      const ids = await insertPeople(deps, eventId);
      await ensureTickets(deps.db, deps.vault, eventId);
      await program.analyze();
      const act = { actor: { kind: 'system', what: 'bench' } as const, now };
      const phoneIds: string[] = [];
      for (let n = 0; n < PHONES; n++)
        phoneIds.push(
          await withTransaction(deps.db, (trx) =>
            startPhone(trx, act, { eventId, label: `Entrada ${n}`, byStaff: true, maySearch: true }),
          ),
        );
      const phones = phoneIds.map((id) => ({
        path: `/puerta/${phoneToken(deps.vault, id)}`,
        cookie: `puerta=${phoneCookie(deps.vault, id)}`,
      }));
      return [
        await measureScans(program, { app, phones }, { eventId, phoneId: phoneIds[0] ?? '' }, ids),
        await measureRoster({ app, phones }),
      ];
    } finally {
      await app.close();
    }
  });
}

async function measureScans(
  { deps, connect }: Program,
  door: Door,
  plain: Omit<Plain, 'clients'>,
  ids: string[],
): Promise<Measured> {
  const clients = await Promise.all(door.phones.map(connect));
  try {
    const next = (count: number) => ids.splice(0, count);
    const codes = (count: number) => next(count).map((id) => ticketCode(deps.vault, plain.eventId, id));
    await scan(door, codes(PER_ROUND));
    await scanPlainly({ ...plain, clients }, next(PER_ROUND));
    const ours: number[][] = [];
    const theirs: number[][] = [];
    let processor = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const given = codes(PER_ROUND);
      const before = process.cpuUsage();
      ours.push(await scan(door, given));
      const { user, system } = process.cpuUsage(before);
      processor += (user + system) / 1000;
      theirs.push(await scanPlainly({ ...plain, clients }, next(PER_ROUND)));
    }
    const p95 = quantile(ours.flat(), 0.95);
    return {
      what: `door: a ticket, ${PHONES} phones, ${PEOPLE} registered`,
      // The processor's time hardly depends on what else runs: where it is far below, the machine was busy.
      value: `${ms(median(ours.flat()))}, p95 ${ms(p95)}, cpu ${ms(processor / ROUNDS / PER_ROUND)}`,
      reference: `${ms(median(theirs.flat()))}, p95 ${ms(quantile(theirs.flat(), 0.95))} plain SQL`,
      ratio: p95 / quantile(theirs.flat(), 0.95),
      spread: spreadOf(ours.map((round, i) => quantile(round, 0.95) / quantile(theirs[i] ?? [], 0.95))),
      goal: `p95 < ${GOAL_P95} ms`,
      met: p95 < GOAL_P95,
    };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** As it goes over the network, whole; asked for again, when nothing changed. */
async function measureRoster({ app, phones }: Door): Promise<Measured> {
  const [phone] = phones;
  const headers = { cookie: phone?.cookie ?? '', 'accept-encoding': 'br, gzip' };
  const began = performance.now();
  const answer = await app.inject({ url: `${phone?.path}/lista?tengo=`, headers });
  const took = performance.now() - began;
  if (answer.statusCode !== 200) throw new Error(`The roster: ${answer.statusCode}`);
  const bytes = answer.rawPayload.length;
  return {
    what: `door: roster of ${PEOPLE} for a phone`,
    value: `${kilobytes(bytes)} in ${ms(took)}`,
    reference: kilobytes(GOAL_ROSTER),
    ratio: bytes / GOAL_ROSTER,
    goal: `< ${kilobytes(GOAL_ROSTER)}`,
    met: bytes < GOAL_ROSTER,
  };
}
