/** People of every kind, all plainly invented, and a draft to write to them. */
import { randomUUIDv7 } from 'node:crypto';
import { withTransaction } from '../../src/platform/db/transaction.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { addressHash, sealPerson } from '../../src/modules/events/person.ts';
import type { Attendance, RegistrationState } from '../../src/modules/events/tables.ts';
import { createMailing, type MailingInput } from '../../src/modules/mailings/commands/write.ts';
import type { Audience } from '../../src/modules/mailings/rules/audience.ts';

export const SYSTEM = { kind: 'system', what: 'test' } as const;

export interface PersonFixture {
  name?: string;
  state?: RegistrationState;
  attendance?: Attendance;
  lang?: 'es' | 'en';
  email?: string;
  sector?: string;
  answers?: Record<string, unknown>;
}

/** Registers people outside of all rules, in the order given. @returns their ids */
export async function insertPeople(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  eventId: string,
  people: readonly PersonFixture[],
): Promise<string[]> {
  const rows = people.map((one, at) => {
    const id = randomUUIDv7();
    const { name = `Persona Ficticia ${at}`, email = `persona${at}@ejemplo.test` } = one;
    const person = { name, email, answers: one.answers ?? {}, ...(one.sector && { sector: one.sector }) };
    return {
      id,
      event_id: eventId,
      state: one.state ?? ('confirmed' as const),
      attendance: one.attendance ?? ('online' as const),
      lang: one.lang ?? ('es' as const),
      address_hash: addressHash(deps.vault, eventId, email),
      sealed: sealPerson(deps.vault, id, person),
      held_until: null,
      address_confirmed_at: deps.now(),
      approved_at: null,
      privacy_version: null,
      accepted_at: deps.now(),
      origin: 'form' as const,
      mail_refused_at: null,
      last_notice_at: null,
    };
  });
  for (let at = 0; at < rows.length; at += 500)
    await deps.db
      .insertInto('event_registrations')
      .values(rows.slice(at, at + 500))
      .execute();
  return rows.map(({ id }) => id);
}

/** A draft for this group. @returns its id */
export async function draft(
  deps: Pick<Deps, 'db' | 'vault' | 'now'>,
  eventId: string,
  audience: Audience = { group: 'everyone' },
  words: Partial<MailingInput> = {},
): Promise<string> {
  const input = { subjectEs: 'Aviso de prueba', bodyEs: 'Nos vemos.', subjectEn: '', bodyEn: '', ...words };
  return await withTransaction(deps.db, (trx) =>
    createMailing(trx, deps.vault, { actor: SYSTEM, now: deps.now() }, eventId, { audience, ...input }),
  );
}
