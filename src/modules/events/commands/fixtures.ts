/** Inputs for tests of editions and programmes: an edition of one day, 8:00 to 17:00 in Guatemala. */
import type { Db, Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { createEdition } from './editions.ts';
import { type Act, type EditionInput, NEW_REGISTRATION, type Outcome, type SessionInput } from './inputs.ts';
import { saveRoom } from './parts.ts';
import { saveSession } from './programme.ts';

export const ACT: Act = {
  actor: { kind: 'system', what: 'test' },
  now: Temporal.Instant.from('2027-01-10T15:00:00Z'),
};

/** An hour of the day of the edition, as on the clock in Guatemala. */
export const at = (clock: string, day = '2027-03-02'): Temporal.Instant =>
  Temporal.Instant.from(`${day}T${clock}-06:00`);

export function editionInput(slug: string, more: Partial<EditionInput> = {}): EditionInput {
  return {
    seriesId: null,
    slug,
    title: 'Encuentro de prueba',
    summary: '',
    description: '',
    mode: 'online',
    timezone: 'America/Guatemala',
    language: 'es',
    startsAt: at('08:00'),
    endsAt: at('17:00'),
    venue: '',
    venueAddress: '',
    organizer: 'Organización de Ejemplo',
    contactEmail: '',
    isExample: false,
    sources: [],
    registration: {
      ...NEW_REGISTRATION,
      opensAt: at('08:00', '2027-01-04'),
      closesAt: at('20:00', '2027-02-20'),
    },
    ...more,
  };
}

export function sessionInput(slug: string, more: Partial<SessionInput> = {}): SessionInput {
  return {
    slug,
    type: 'conference',
    title: `Sesión ${slug}`,
    abstract: '',
    startsAt: at('09:00'),
    endsAt: at('10:00'),
    roomId: null,
    trackId: null,
    language: 'es',
    interpretation: [],
    capacity: null,
    speakers: [],
    ...more,
  };
}

/** What an editor does, each in a transaction of its own. @param edition id of the one at hand */
export function editor(database: { readonly db: Db }, edition: () => string) {
  const run = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => withTransaction(database.db, work);
  /** @throws when it was refused */
  async function done<T extends object>(outcome: Promise<Outcome<T>>): Promise<T> {
    const result = await outcome;
    if (!result.ok) throw new Error(`refused: ${result.refused}`);
    return result;
  }
  return {
    run,
    done,
    newEdition: async (slug: string, more: Partial<EditionInput> = {}) =>
      (await done(run((trx) => createEdition(trx, ACT, editionInput(slug, more))))).id,
    session: (slug: string, more: Partial<SessionInput> & { id?: string; version?: number } = {}) =>
      run((trx) => saveSession(trx, ACT, edition(), { ...sessionInput(slug, more), ...more })),
    room: async (name: string) =>
      (await done(run((trx) => saveRoom(trx, ACT, edition(), { name, capacity: 20 })))).id,
  };
}
