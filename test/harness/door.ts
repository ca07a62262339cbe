/** A door with people before it: an edition, registrations with tickets, phones. */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { startPhone } from '../../src/modules/attendance/commands/door-phones.ts';
import { ensureTickets } from '../../src/modules/attendance/commands/tickets.ts';
import { phoneCookie, phoneToken, ticketCode } from '../../src/modules/attendance/ticket.ts';
import { insertEdition, registering } from '../../src/modules/events/fixtures.ts';
import { registerPerson } from '../../src/modules/events/commands/registration/register.ts';
import type { RegistrationEvent } from '../../src/modules/events/queries/registrations.ts';
import type { Attendance } from '../../src/modules/events/tables.ts';
import type { Database } from '../../src/platform/db/handles.ts';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';

const SYSTEM = { kind: 'system', what: 'test' } as const;

export interface Door {
  event: RegistrationEvent;
  /** Registrations, all confirmed, in the order asked for. */
  people: { id: string; code: string; name: string; email: string }[];
}

/** An edition in person that takes place on the day of the tests' clock. */
export async function makeDoor(
  deps: Deps,
  slug: string,
  people: readonly { attendance?: Attendance; name?: string }[],
  edition: Parameters<typeof insertEdition>[2] = {},
): Promise<Door> {
  const now = deps.now();
  const event = await insertEdition(deps.db, slug, {
    ...edition,
    event: {
      mode: 'hybrid',
      venue: 'Salón de prueba',
      starts_at: now.subtract({ hours: 2 }),
      ends_at: now.add({ hours: 8 }),
      ...edition.event,
    },
  });
  const made: Door['people'] = [];
  for (const [index, { attendance = 'in_person', name }] of people.entries()) {
    const row = registering(`${slug}-${index}`, { attendance, origin: 'staff', addressKnown: true });
    const person = { ...row.person, ...(name && { name }) };
    const done = await withTransaction(deps.db, (trx) =>
      registerPerson(trx, { actor: SYSTEM, vault: deps.vault, now }, event, { ...row, person }),
    );
    if (!done.ok) throw new Error(done.refused);
    made.push({
      id: done.id,
      code: ticketCode(deps.vault, event.id, done.id),
      name: person.name,
      email: person.email,
    });
  }
  await ensureTickets(deps.db, deps.vault, event.id);
  return { event, people: made };
}

export interface OpenedPhone {
  id: string;
  event_id: string;
  /** Address of its door. */
  path: string;
  cookie: string;
}

export async function openPhone(
  deps: Deps,
  event: { id: string },
  phone: { label?: string; byStaff?: boolean; maySearch?: boolean } = {},
): Promise<OpenedPhone> {
  const { label = 'Puerta norte', byStaff = true, maySearch = true } = phone;
  const id = await withTransaction(deps.db, (trx) =>
    startPhone(trx, { actor: SYSTEM, now: deps.now() }, { eventId: event.id, label, byStaff, maySearch }),
  );
  return {
    id,
    event_id: event.id,
    path: `/puerta/${phoneToken(deps.vault, id)}`,
    cookie: `puerta=${phoneCookie(deps.vault, id)}`,
  };
}

export const scanId = (): string => randomUUID();

/** What the door noted of each registration, by their order in `ids`: outcomes, sorted; and when they arrived. */
export async function doorNotes(db: Kysely<Database>, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; outcomes: string[]; at: string | null }>`
    select r.id::text, coalesce(array_agg(s.outcome order by s.outcome) filter (where s.id is not null), '{}') as outcomes,
      (select arrived_at from attendance_people a where a.registration_id = r.id)::text as at
    from event_registrations r left join door_scans s on s.registration_id = r.id
    where r.id = any(${[...ids]}::uuid[]) group by r.id`.execute(db);
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    return {
      outcomes: row?.outcomes ?? [],
      at: row?.at ? Temporal.Instant.from(row.at.replace(' ', 'T')).toString() : null,
    };
  });
}

/** A ticket's code with its last sign, that checks the others, changed into another. */
export function mistyped(code: string): string {
  return code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
}
